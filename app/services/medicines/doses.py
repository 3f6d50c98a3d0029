"""Doses: what is due or may be taken, taking it, and reading what was taken.

The functions that take, put on or take off change the session without committing: the caller
runs them inside `app.services.submissions.once`, so that a double tap counts once.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.clock import local_day
from app.diary.prescribed import in_force, latest
from app.models import Dose
from app.services.errors import Refused
from app.services.local_time import WhenTaken, moment
from app.services.medicines.due import DueDose, DueKey, due_on, read_key
from app.services.medicines.patches import (
    WornPatch,
    put_on_patch,
    take_off_patch,
    worn_patches,
)
from app.services.medicines.regimens import (
    ListedMedicine,
    is_taken_on,
    is_worn,
    medicines_of,
    own_medicine,
)
from app.services.medicines.taken import (
    TAKEN_FIELDS,
    add_dose,
    daily_total,
    doses_named,
    last_taken,
    taken_on,
)
from app.services.owner import Owner

__all__ = [
    "AsNeeded",
    "DueDose",
    "WornPatch",
    "as_needed_on",
    "doses_named",
    "due_on",
    "put_on_patch",
    "take_as_needed",
    "take_due",
    "take_off_patch",
    "taken_on",
    "worn_patches",
]


@dataclass(frozen=True, slots=True)
class AsNeeded:
    """A medicine that is taken when needed.

    Attributes:
        amount: the usual single dose, in `unit`.
        last_taken_at: instant of the last dose, with `last_taken_at_local` by the clock.
    """

    medicine_public_id: str
    name: str
    amount: Decimal
    unit: str
    last_taken_at: datetime | None
    last_taken_at_local: WhenTaken


def as_needed_on(session: Session, person: Owner, day: date, now: datetime) -> tuple[AsNeeded, ...]:
    """Return the medicines that may be taken when needed on a local day, by name.

    The last dose is the last one up to `now`, on whichever day it was.
    """
    medicines = (m for m in medicines_of(session, person) if m.as_needed and is_taken_on(m, day))
    return tuple(_as_needed(session, medicine, day, now) for medicine in medicines)


def _as_needed(session: Session, medicine: ListedMedicine, day: date, now: datetime) -> AsNeeded:
    regimen = in_force(medicine, day) or latest(medicine)
    last = last_taken(session, medicine, now)
    return AsNeeded(
        medicine_public_id=medicine.public_id,
        name=medicine.name,
        amount=regimen.amount,
        unit=medicine.unit,
        last_taken_at=last.taken_at if last else None,
        last_taken_at_local=last.taken_at_local if last else None,
    )


def take_due(
    session: Session,
    person: Owner,
    key: str,
    taken_at_local: WhenTaken,
    now: datetime,
    amount: Decimal | None = None,
) -> Dose:
    """Log that a due dose was taken or a due patch put on; the caller commits.

    `key` is a `DueDose.key`; without `taken_at_local` it was taken now, without `amount` as
    prescribed. What was taken already, or is covered by the day's total, stays as it is.

    Raises:
        NotFound: the key is none of this person's.
        Refused: the time is impossible, or the dose is no longer on the list.
    """
    due = read_key(key)
    medicine = own_medicine(session, person, due.medicine_public_id)
    logged = _logged(session, medicine, due)
    if logged is not None:
        return logged
    still_due = _still_due(session, person, due, now)
    taken = moment(taken_at_local, person.time_zone, now, TAKEN_FIELDS)
    return add_dose(
        session,
        person,
        medicine,
        amount or still_due.amount,
        taken,
        now,
        due_at_local=due.due_at_local,
        patch_number=due.patch_number,
    )


def _logged(session: Session, medicine: ListedMedicine, due: DueKey) -> Dose | None:
    query = select(Dose).where(
        Dose.medicine_id == medicine.id,
        Dose.due_at_local == due.due_at_local,
        Dose.patch_number == due.patch_number,
    )
    logged = session.scalar(query)
    if logged is None and not is_worn(medicine):
        return daily_total(session, medicine, due.due_at_local.date())
    return logged


def _still_due(session: Session, person: Owner, due: DueKey, now: datetime) -> DueDose:
    days = {due.due_at_local.date(), local_day(now, person.time_zone)}
    for day in days:
        for found in due_on(session, person, day, now):
            if found.key == due.text() and found.taken is None:
                return found
    raise Refused("Your list of medicines was changed. Load this page again to see it as it is.")


def take_as_needed(
    session: Session,
    person: Owner,
    medicine_public_id: str,
    amount: Decimal | None,
    taken_at_local: WhenTaken,
    now: datetime,
) -> Dose:
    """Log a dose outside the schedule; the caller commits.

    `amount` is in the medicine's unit, None for its usual dose; without `taken_at_local` it was
    taken now.

    Raises:
        NotFound: no such medicine of this person.
        Refused: it is a patch, or the time is impossible.
    """
    medicine = own_medicine(session, person, medicine_public_id)
    if is_worn(medicine):
        raise Refused(f"{medicine.name} is a patch. Note when it was put on.")
    taken = moment(taken_at_local, person.time_zone, now, TAKEN_FIELDS)
    regimen = in_force(medicine, taken.local.date()) or latest(medicine)
    return add_dose(session, person, medicine, amount or regimen.amount, taken, now)
