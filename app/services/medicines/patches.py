"""Patches: which are on, since when, when they are due for a change; taking them off.

How long one counts as worn is decided in `app.diary.patch_wear`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ColumnElement, literal, select
from sqlalchemy.orm import Session

from app import models
from app.clinical import routes
from app.diary.day_words import day_words, exact_clock_words
from app.diary.dose import LoggedDose
from app.diary.local_time import local_day, local_time
from app.diary.medicine import Medicine
from app.diary.opioid_answers import OpioidAnswers
from app.diary.patch_wear import Worn, wear_of
from app.services.errors import NotFound, Refused
from app.services.medicines.doses import logged_doses, own_dose
from app.services.medicines.regimens import ListedMedicine, medicines_of
from app.services.moments import WhenTaken, moment
from app.services.owner import Owner

REMOVED_FIELDS = ("removed_day", "removed_clock")


@dataclass(frozen=True, slots=True)
class WornPatch:
    """One patch that is on, as far as the diary knows.

    Attributes:
        dose_public_id: the row of its putting on.
        medicine_public_id: None when the medicine was deleted since.
        amount: strength of this patch, in `unit`.
        time_zone: of the clock by which it was put on.
        due_at: instant of the next change; None where nobody said how often it is changed, and
            where the medicine is stopped by then.
        is_due: whether that instant has come.
        is_last: the medicine is stopped, so that no other patch follows.
    """

    dose_public_id: str
    medicine_public_id: str | None
    name: str
    amount: Decimal
    unit: str
    on_since: datetime
    on_since_local: datetime
    time_zone: str
    due_at: datetime | None
    due_at_local: datetime | None
    is_due: bool
    is_last: bool


def logged_patches(
    session: Session, person: Owner, *which: ColumnElement[bool]
) -> tuple[LoggedDose, ...]:
    """Return the person's patches as they were entered."""
    # Written out, so that SQLite sees that the index of patches holds them all.
    is_patch = models.Dose.route == literal(routes.TRANSDERMAL, literal_execute=True)
    return logged_doses(session, person, is_patch, *which)


def worn_patches(session: Session, person: Owner, now: datetime) -> tuple[WornPatch, ...]:
    """Return the patches that are on at `now`, the longest worn first."""
    until_now = logged_patches(session, person, models.Dose.taken_at <= now)
    return worn_among(person, until_now, medicines_of(session, person), now)


def worn_among(
    person: Owner, doses: Iterable[LoggedDose], medicines: Iterable[Medicine], now: datetime
) -> tuple[WornPatch, ...]:
    """Return which of these are patches that are on at `now`, the longest worn first."""
    until_now = (dose for dose in doses if dose.taken_at <= now)
    listed = tuple(medicines)
    ends = {medicine.public_id: medicine.stopped_on for medicine in listed}
    return tuple(
        _worn_patch(worn, ends.get(worn.patch.medicine_public_id or ""), now)
        for worn in wear_of(until_now, listed, OpioidAnswers.of(person.opioid_answers))
        if worn.ended_at is None or local_time(now, worn.patch.entered.time_zone) < worn.ended_at
    )


def _worn_patch(worn: Worn, stopped_on: date | None, now: datetime) -> WornPatch:
    patch, due_at = worn.patch, worn.due_at
    zone = patch.entered.time_zone
    day = local_day(now if due_at is None else due_at, zone)
    is_last = stopped_on is not None and stopped_on <= day
    due_at = None if is_last else due_at
    return WornPatch(
        dose_public_id=patch.public_id,
        medicine_public_id=patch.medicine_public_id,
        name=patch.medication,
        amount=patch.amount,
        unit=patch.unit,
        on_since=patch.taken_at,
        on_since_local=patch.taken_at_local,
        time_zone=zone,
        due_at=due_at,
        due_at_local=None if due_at is None else local_time(due_at, zone),
        is_due=due_at is not None and due_at <= now,
        is_last=is_last,
    )


def keep_wear(session: Session, person: Owner, medicine: ListedMedicine) -> None:
    """Write down how long the patches of a medicine count as worn, before it is deleted.

    Its prescriptions go with it, but what was taken must not change. The caller commits.
    """
    answers = OpioidAnswers.of(person.opioid_answers)
    worn = wear_of(logged_patches(session, person), medicines_of(session, person), answers)
    off_at = {of.patch.public_id: of.off_at for of in worn}
    for dose in session.scalars(select(models.Dose).where(models.Dose.medicine_id == medicine.id)):
        if dose.route == routes.TRANSDERMAL and dose.removed_at is None:
            dose.worn_until_local = off_at[dose.public_id]


def take_off_patch(
    session: Session,
    person: Owner,
    dose_public_id: str,
    when: WhenTaken,
    now: datetime,
) -> models.Dose:
    """Note that a patch came off; a patch that is off already stays as it is.

    Raises:
        NotFound: no such patch of this person.
        Refused: the time is impossible, or before the patch was put on.
    """
    dose = own_dose(session, person, dose_public_id)
    if dose.route != routes.TRANSDERMAL:
        raise NotFound
    if dose.removed_at is None:
        set_removed(dose, when, person.time_zone, now)
    return dose


def set_removed(dose: models.Dose, when: WhenTaken, time_zone: str, now: datetime) -> None:
    """Write when a patch came off, told in `time_zone` and kept by the clock it was put on by.

    Raises:
        Refused: the time is impossible, or before the patch was put on.
    """
    removed = moment(when, time_zone, now, REMOVED_FIELDS)
    refuse_off_before_on(dose, removed.instant)
    dose.removed_at = removed.instant
    dose.removed_at_local = local_time(removed.instant, dose.time_zone)
    dose.version += 1


def refuse_off_before_on(dose: models.Dose, removed_at: datetime) -> None:
    """Refuse a patch that came off before it was put on.

    Raises:
        Refused: with the putting on and what to do.
    """
    if removed_at < dose.taken_at:
        raise Refused(
            f"This patch was put on at "
            f"{exact_clock_words(dose.taken_at_local, dose.taken_at, dose.time_zone)} "
            f"on {day_words(dose.taken_at_local)}. "
            "Choose a later time.",
            REMOVED_FIELDS[0],
        )
