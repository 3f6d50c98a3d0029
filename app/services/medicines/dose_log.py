"""Changing, deleting or taking back a dose that was logged."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import delete as delete_rows
from sqlalchemy.orm import Session

from app import models
from app.clinical import routes
from app.diary.as_taken import AsTaken, as_taken_plain
from app.diary.dose import LoggedDose
from app.diary.local_time import day_span
from app.services.medicines.doses import dose_of, logged_doses, own_dose
from app.services.medicines.patches import refuse_off_before_on, set_removed, take_off_patch
from app.services.medicines.prescriptions import check_amount_in
from app.services.medicines.regimens import listed_medicine
from app.services.medicines.taking import (
    TAKEN_FIELDS,
    refuse_before_start,
    refuse_double_count,
)
from app.services.moments import ClockTime, WhenTaken, moment
from app.services.owner import Owner
from app.services.submissions import Edit, SubmissionKey, edit_once, once


@dataclass(frozen=True, slots=True)
class DoseEdit:
    """What a logged dose becomes. `removed` None: the patch was not taken off."""

    amount: Decimal
    unit: str
    taken: ClockTime
    is_daily_total: bool = False
    removed: ClockTime | None = None
    as_taken: AsTaken | None = None


def correct_dose(
    session: Session, person: Owner, edit: Edit, asked: DoseEdit, now: datetime
) -> None:
    """Correct a logged dose. Its times are read in the zone in which it was logged.

    Raises:
        NotFound: no such dose of this person.
        StaleEdit: it was changed after the form was opened.
        Refused: the amount, unit or time is not possible, or it would count twice.
        KeyReused: the form was saved before with other answers.
    """

    def write(dose: models.Dose) -> None:
        row = session.get(models.Medicine, dose.medicine_id) if dose.medicine_id else None
        check_amount_in(dose.unit, asked.amount, asked.unit)
        _move(dose, asked.taken, now)
        if row is not None:
            medicine = listed_medicine(row)
            refuse_before_start(medicine, dose.taken_at_local.date())
            if dose.route != routes.TRANSDERMAL:
                others = _others_of_its_day(session, person, dose)
                refuse_double_count(medicine, others, is_daily_total=asked.is_daily_total)
        if asked.as_taken is not None or asked.amount != dose.amount:
            dose.as_taken = as_taken_plain(asked.as_taken)
        dose.amount = asked.amount
        dose.is_daily_total = asked.is_daily_total
        _set_off(dose, asked.removed, now)
        dose.version += 1

    _work_on(session, person, edit, write, now)


def _others_of_its_day(
    session: Session, person: Owner, dose: models.Dose
) -> tuple[LoggedDose, ...]:
    start, end = day_span(dose.taken_at_local.date())
    is_on_day = (models.Dose.taken_at_local >= start) & (models.Dose.taken_at_local < end)
    is_other = (models.Dose.medicine_id == dose.medicine_id) & (models.Dose.id != dose.id)
    return logged_doses(session, person, is_on_day, is_other)


def _move(dose: models.Dose, asked: ClockTime, now: datetime) -> None:
    if asked.is_still(dose.taken_at_local, dose.taken_at, dose.time_zone):
        return
    taken = moment(asked, dose.time_zone, now, TAKEN_FIELDS)
    if dose.worn_until_local is not None:
        dose.worn_until_local += taken.local - dose.taken_at_local
    dose.taken_at, dose.taken_at_local = taken.instant, taken.local


def _set_off(dose: models.Dose, asked: ClockTime | None, now: datetime) -> None:
    local, instant = dose.removed_at_local, dose.removed_at
    if asked is None:
        dose.removed_at = dose.removed_at_local = None
    elif local is None or instant is None or not asked.is_still(local, instant, dose.time_zone):
        set_removed(dose, asked, dose.time_zone, now)
    else:
        # The instant is kept, but the patch may have been put on at another time than was said.
        refuse_off_before_on(dose, instant)


def delete_dose(session: Session, person: Owner, edit: Edit, now: datetime) -> None:
    """Delete a logged dose.

    Raises:
        NotFound, StaleEdit, KeyReused: as in `correct_dose`.
    """
    _work_on(session, person, edit, session.delete, now)


def undo_dose(
    session: Session, person: Owner, sent: SubmissionKey, public_id: str, now: datetime
) -> None:
    """Delete a dose that was just logged.

    Patches that were put on with it go too: it was one action.

    Raises:
        NotFound: no such dose of this person.
        KeyReused: the form was saved before with other answers.
    """

    def work() -> str:
        dose = own_dose(session, person, public_id)
        logged_with_it = delete_rows(models.Dose).where(
            models.Dose.person_id == person.id,
            models.Dose.medicine_id == dose.medicine_id,
            models.Dose.route == routes.TRANSDERMAL,
            models.Dose.recorded_at == dose.recorded_at,
            models.Dose.taken_at == dose.taken_at,
        )
        session.delete(dose)
        session.execute(logged_with_it)
        return public_id

    once(session, person.id, sent, now, work)


def take_off(
    session: Session,
    person: Owner,
    sent: SubmissionKey,
    public_id: str,
    when: WhenTaken,
    now: datetime,
) -> None:
    """Note that a patch came off.

    Raises:
        NotFound: no such patch of this person.
        Refused: the time is not possible.
        KeyReused: the form was saved before with other answers.
    """
    once(
        session,
        person.id,
        sent,
        now,
        lambda: take_off_patch(session, person, public_id, when, now).public_id,
    )


def still_on(
    session: Session, person: Owner, sent: SubmissionKey, public_id: str, now: datetime
) -> None:
    """Take back that a patch came off.

    Raises:
        NotFound: no such dose of this person.
        KeyReused: the form was saved before with other answers.
    """

    def work() -> str:
        dose = own_dose(session, person, public_id)
        dose.removed_at = dose.removed_at_local = None
        dose.version += 1
        return public_id

    once(session, person.id, sent, now, work)


def find_dose(session: Session, person: Owner, public_id: str) -> LoggedDose:
    """Return the person's dose.

    Raises:
        NotFound: there is none, or it is somebody else's.
    """
    return dose_of(own_dose(session, person, public_id), None)


def _work_on(
    session: Session, person: Owner, edit: Edit, act: Callable[[models.Dose], None], now: datetime
) -> None:
    def find() -> models.Dose:
        return own_dose(session, person, edit.public_id)

    edit_once(session, person.id, edit, now, find, act)
