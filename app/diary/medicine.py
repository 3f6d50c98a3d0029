"""A medicine of the person's list, and how it was to be taken over time."""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from app.clinical import routes
from app.clinical.substances import Form


@dataclass(frozen=True, slots=True)
class Regimen:
    """How a medicine was to be taken from a day on; the one before ends there.

    Attributes:
        from_date: first local day.
        amount: each time, in `unit`.
        unit: a code of `app.clinical.units`.
        times: local times of day; empty for as needed and for patches.
        change_every_hours: for a patch, hours between changes.
        count_at_once: for a patch, how many are worn together.
        event_public_id: the event "my prescriber changed a dose" that was logged with it, for as
            long as the person has not made it their own.
    """

    from_date: date
    amount: Decimal
    unit: str
    times: tuple[time, ...] = ()
    change_every_hours: int | None = None
    count_at_once: int = 1
    event_public_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Medicine:
    """One medicine of the person's list.

    Attributes:
        public_id: random identifier, the same for ever.
        name: as in the archive, generic name first.
        substance: code of the catalogue; None for an own medicine.
        route: a code of `app.clinical.routes`.
        form: what the person holds in their hand.
        as_needed: taken as needed rather than on schedule.
        started_on: first local day.
        stopped_on: first local day on which it is no longer taken.
        regimens: oldest first; one at the least.
        has_prescription: whether anybody said how it is prescribed. A file says only what was
            taken: until the person says more, its regimen keeps the unit and the last amount, and
            nothing is due, offered or shown of it (`said_on`).
    """

    public_id: str
    name: str
    substance: str | None
    route: str
    form: Form
    as_needed: bool
    started_on: date | None = None
    stopped_on: date | None = None
    regimens: tuple[Regimen, ...] = ()
    has_prescription: bool = True

    @property
    def unit(self) -> str:
        """The unit in which it is counted now; an older prescription may have another."""
        return latest(self).unit


def in_force(medicine: Medicine, day: date) -> Regimen | None:
    """Return how the medicine is prescribed on `day`; None before its first prescription.

    Where the start is not known, the first known prescription holds for earlier days too.
    """
    earlier = [regimen for regimen in medicine.regimens if regimen.from_date <= day]
    if not earlier and medicine.started_on is None:
        return first(medicine)
    return max(earlier, key=_from_date, default=None)


def first(medicine: Medicine) -> Regimen:
    """Return the oldest prescription."""
    return min(medicine.regimens, key=_from_date)


def latest(medicine: Medicine) -> Regimen:
    """Return the newest prescription."""
    return max(medicine.regimens, key=_from_date)


def is_same_dose(before: Regimen, after: Regimen) -> bool:
    """Tell whether two prescriptions come to the same, at whatever times of day."""
    return _how_much(before) == _how_much(after)


def has_change_to_same(medicine: Medicine) -> bool:
    """Tell whether the two newest prescriptions come to the same."""
    *_, before, after = (None, *sorted(medicine.regimens, key=_from_date))
    return before is not None and after is not None and is_same_dose(before, after)


def prescribed_on(medicine: Medicine, day: date) -> Regimen:
    """Return the prescription in force on `day`; where there is none, the newest."""
    return in_force(medicine, day) or latest(medicine)


def said_on(medicine: Medicine, day: date) -> Regimen | None:
    """Return the prescription to show for `day`; None where nobody said how it is prescribed."""
    return prescribed_on(medicine, day) if medicine.has_prescription else None


def is_taken_on(medicine: Medicine, day: date) -> bool:
    """Tell whether the medicine was started and not yet stopped on `day`."""
    is_started = medicine.started_on is None or medicine.started_on <= day
    return is_started and (medicine.stopped_on is None or day < medicine.stopped_on)


def is_worn(medicine: Medicine) -> bool:
    """Tell whether it is a patch that gives off its medicine while it is worn."""
    return medicine.route == routes.TRANSDERMAL


def _how_much(regimen: Regimen) -> tuple[Decimal, str, int, int, int | None]:
    times_a_day = len(regimen.times)
    wear = regimen.count_at_once, regimen.change_every_hours
    return regimen.amount, regimen.unit, times_a_day, *wear


def _from_date(regimen: Regimen) -> date:
    return regimen.from_date
