"""Patches: which are on, since when, when the next change is due; putting on and taking off.

A patch that was never noted as off is presumed to be worn until the same medicine is put on
again, at most for the time between two changes.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.clinical import routes
from app.diary.day_words import clock_words, day_words
from app.models import Dose
from app.services.errors import NotFound, Refused
from app.services.local_time import WhenTaken, local_time, moment
from app.services.medicines.regimens import (
    ListedMedicine,
    in_force,
    is_worn,
    latest,
    medicines_of,
    own_medicine,
)
from app.services.medicines.taken import TAKEN_FIELDS, add_dose, own_dose
from app.services.owner import Owner

# The archive's rule for a patch without an "off"; a prescription may say otherwise.
USUAL_HOURS_BETWEEN_CHANGES = 72
REMOVED_FIELDS = ("removed_day", "removed_clock")


@dataclass(frozen=True, slots=True)
class WornPatch:
    """One patch that is on, as far as was noted.

    Attributes:
        dose_public_id: the row of its putting on.
        medicine_public_id: None when the medicine was deleted since.
        amount: strength of this patch, in `unit`.
        due_at: instant of the next change.
        is_due: whether that instant has come.
    """

    dose_public_id: str
    medicine_public_id: str | None
    name: str
    amount: Decimal
    unit: str
    on_since: datetime
    on_since_local: datetime
    due_at: datetime
    due_at_local: datetime
    is_due: bool


def patch_doses(session: Session, person: Owner, until: datetime | None = None) -> list[Dose]:
    """Return the person's patches in the order of putting on, up to the instant `until`."""
    query = select(Dose).where(Dose.person_id == person.id, Dose.route == routes.TRANSDERMAL)
    if until is not None:
        query = query.where(Dose.taken_at <= until)
    return list(session.scalars(query.order_by(Dose.taken_at, Dose.id)))


def hours_between_changes(medicine: ListedMedicine | None, put_on_local: datetime) -> int:
    """Return after how many hours a patch put on then is changed."""
    regimen = in_force(medicine, put_on_local.date()) if medicine else None
    return (regimen and regimen.change_every_hours) or USUAL_HOURS_BETWEEN_CHANGES


def patch_set(dose: Dose) -> datetime:
    """Return what names the set that a patch belongs to: patches put on together share it."""
    return dose.due_at_local or dose.taken_at_local


def replacements(
    patches: Sequence[Dose], medicines: Mapping[int, ListedMedicine]
) -> dict[str, datetime | None]:
    """Return for each patch, by public id, the instant at which others took its place, if any.

    Where two of a medicine are worn at once, the two put on last are on, together or in turn.
    `patches` are in the order of putting on.
    """
    by_product: defaultdict[tuple[int | None, str], list[Dose]] = defaultdict(list)
    for dose in patches:
        by_product[dose.medicine_id, dose.medication].append(dose)
    return {
        dose.public_id: _replaced_at(dose, mine[position + 1 :], medicines)
        for mine in by_product.values()
        for position, dose in enumerate(mine)
    }


def _replaced_at(
    dose: Dose, later: Sequence[Dose], medicines: Mapping[int, ListedMedicine]
) -> datetime | None:
    medicine = medicines.get(dose.medicine_id or 0)
    put_on_since = 0
    for at, group in groupby(later, key=_put_on_at):
        together = [patch.patch_number for patch in group]
        regimen = in_force(medicine, local_time(at, dose.time_zone).date()) if medicine else None
        worn_at_once = max(*together, regimen.count_at_once if regimen else 1)
        put_on_since += len(together)
        if at > dose.taken_at and put_on_since >= worn_at_once:
            return at
    return None


def _put_on_at(dose: Dose) -> datetime:
    return dose.taken_at


def worn_patches(session: Session, person: Owner, now: datetime) -> tuple[WornPatch, ...]:
    """Return the patches that are on at `now`, the longest worn first."""
    patches = patch_doses(session, person, now)
    medicines = {medicine.id: medicine for medicine in medicines_of(session, person)}
    replaced = replacements(patches, medicines)
    return tuple(
        _worn(dose, medicines.get(dose.medicine_id or 0), now)
        for dose in patches
        if dose.removed_at is None and replaced[dose.public_id] is None
    )


def _worn(dose: Dose, medicine: ListedMedicine | None, now: datetime) -> WornPatch:
    due_at = dose.taken_at + timedelta(hours=hours_between_changes(medicine, dose.taken_at_local))
    return WornPatch(
        dose_public_id=dose.public_id,
        medicine_public_id=medicine.public_id if medicine else None,
        name=dose.medication,
        amount=dose.amount,
        unit=dose.unit,
        on_since=dose.taken_at,
        on_since_local=dose.taken_at_local,
        due_at=due_at,
        due_at_local=local_time(due_at, dose.time_zone),
        is_due=due_at <= now,
    )


def off_times(session: Session, person: Owner) -> dict[str, datetime]:
    """Return for each patch, by public id, the local time until which it counts as worn.

    That is its noted removal, else the sooner of the next patch of the same medicine and the
    end of the time between two changes. Two medicines worn side by side do not end each other.
    """
    medicines = {medicine.id: medicine for medicine in medicines_of(session, person)}
    patches = patch_doses(session, person)
    replaced = replacements(patches, medicines)
    return {
        dose.public_id: dose.removed_at_local
        or _presumed_off(dose, medicines.get(dose.medicine_id or 0), replaced[dose.public_id])
        for dose in patches
    }


def _presumed_off(
    dose: Dose, medicine: ListedMedicine | None, replaced_at: datetime | None
) -> datetime:
    hours = hours_between_changes(medicine, dose.taken_at_local)
    worn_out_at = dose.taken_at + timedelta(hours=hours)
    return local_time(min(worn_out_at, replaced_at or worn_out_at), dose.time_zone)


def put_on_patch(
    session: Session,
    person: Owner,
    medicine_public_id: str,
    taken_at_local: WhenTaken,
    now: datetime,
    *,
    count: int | None = None,
    amount: Decimal | None = None,
) -> tuple[Dose, ...]:
    """Add patches put on together, outside the schedule's own times; the caller commits.

    Without `taken_at_local` they were put on now. `count` is how many and `amount` the strength
    of one, None for what is prescribed.

    Raises:
        NotFound: no such medicine of this person.
        Refused: it is no patch, or the time is impossible.
    """
    medicine = own_medicine(session, person, medicine_public_id)
    if not is_worn(medicine):
        raise Refused(f"{medicine.name} is not a patch. Log it as a dose.")
    taken = moment(taken_at_local, person.time_zone, now, TAKEN_FIELDS)
    regimen = in_force(medicine, taken.local.date()) or latest(medicine)
    return tuple(
        add_dose(
            session, person, medicine, amount or regimen.amount, taken, now, patch_number=number
        )
        for number in range(1, (count or regimen.count_at_once) + 1)
    )


def take_off_patch(
    session: Session,
    person: Owner,
    dose_public_id: str,
    removed_at_local: WhenTaken,
    now: datetime,
) -> Dose:
    """Note that a patch came off; a patch that is off already stays as it is.

    Raises:
        NotFound: no such patch of this person.
        Refused: the time is impossible, or before the patch was put on.
    """
    dose = own_dose(session, person, dose_public_id)
    if dose.route != routes.TRANSDERMAL:
        raise NotFound
    if dose.removed_at is None:
        set_removed(dose, removed_at_local, person.time_zone, now)
    return dose


def set_removed(dose: Dose, removed_at_local: WhenTaken, time_zone: str, now: datetime) -> None:
    """Write when a patch came off.

    Raises:
        Refused: the time is impossible, or before the patch was put on.
    """
    removed = moment(removed_at_local, time_zone, now, REMOVED_FIELDS)
    if removed.instant < dose.taken_at:
        raise Refused(
            f"This patch was put on at {clock_words(dose.taken_at_local)} "
            f"on {day_words(dose.taken_at_local)}. "
            "Choose a later time.",
            REMOVED_FIELDS[0],
        )
    dose.removed_at = removed.instant
    dose.removed_at_local = removed.local
    dose.version += 1
