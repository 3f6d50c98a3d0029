"""What may be taken when needed, and when it was taken last."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from app.diary.as_taken import AsTaken
from app.diary.medicine import is_taken_on, prescribed_on
from app.services.medicines.logbook import Logbook
from app.services.medicines.regimens import ListedMedicine


@dataclass(frozen=True, slots=True)
class AsNeeded:
    """A medicine that is taken when needed.

    Attributes:
        route: a code of `app.clinical.routes`.
        amount: the usual single dose, in `unit`.
        as_taken: how that is counted, where not in its own unit.
        most_a_day: how many doses a day at most, where that was told.
        last_taken_at: instant of the last dose; None where none was logged.
    """

    medicine_public_id: str
    name: str
    route: str
    amount: Decimal
    unit: str
    last_taken_at: datetime | None
    as_taken: AsTaken | None = None
    most_a_day: int | None = None


def as_needed_on(logbook: Logbook, day: date, now: datetime) -> tuple[AsNeeded, ...]:
    """Return the medicines that may be taken when needed on a local day, by name.

    The last dose is the last one up to `now`, on whichever day it was.
    """
    medicines = (m for m in logbook.medicines if m.as_needed and is_taken_on(m, day))
    return tuple(_as_needed(logbook, medicine, day, now) for medicine in medicines)


def without_prescription_on(logbook: Logbook, day: date) -> tuple[str, ...]:
    """Return the names of medicines from a file, taken on `day`, that nobody completed yet."""
    taken = (medicine for medicine in logbook.medicines if is_taken_on(medicine, day))
    return tuple(medicine.name for medicine in taken if not medicine.has_prescription)


def _as_needed(logbook: Logbook, medicine: ListedMedicine, day: date, now: datetime) -> AsNeeded:
    regimen = prescribed_on(medicine, day)
    taken = [dose.taken_at for dose in logbook.of(medicine) if dose.taken_at <= now]
    return AsNeeded(
        medicine_public_id=medicine.public_id,
        name=medicine.name,
        route=medicine.route,
        amount=regimen.amount,
        unit=regimen.unit,
        last_taken_at=max(taken, default=None),
        as_taken=regimen.as_taken,
        most_a_day=regimen.most_a_day,
    )
