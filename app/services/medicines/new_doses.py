"""Logging a dose, patches or a total of the day from its own page."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal

from sqlalchemy.orm import Session

from app.clinical import routes
from app.diary.as_taken import AsTaken
from app.diary.dose import LoggedDose
from app.diary.local_time import local_day
from app.diary.medicine import prescribed_on
from app.services.medicines.due import open_by_key, read_key
from app.services.medicines.logbook import Logbook, read_logbook
from app.services.medicines.prescriptions import check_amount_in
from app.services.medicines.regimens import ListedMedicine
from app.services.medicines.taking import (
    TAKEN_FIELDS,
    new_dose,
    put_on_patches,
    take_as_needed,
    take_due,
    write_new,
)
from app.services.moments import ClockTime, Moment, WhenTaken, check_day, moment, moment_at
from app.services.owner import Owner
from app.services.submissions import SubmissionKey, once

# A total belongs to a day, not to a time. Noon exists on every day in every zone.
TOTAL_AT = time(12)


@dataclass(frozen=True, slots=True)
class NewDose:
    """What is logged.

    Attributes:
        amount: in `unit`; for patches the strength of one.
        when: None for now.
        due_key: `DueDose.key` of the scheduled dose that it is; empty for an extra one.
        patch_count: how many patches were put on together.
        total_for: the local day whose total it is; None for a single dose.
        as_taken: how the amount was counted, where that was not its own unit.
    """

    amount: Decimal
    unit: str
    when: WhenTaken = None
    due_key: str = ""
    patch_count: int = 1
    total_for: date | None = None
    as_taken: AsTaken | None = None


def log(
    session: Session,
    person: Owner,
    sent: SubmissionKey,
    medicine_public_id: str,
    new: NewDose,
    now: datetime,
) -> str:
    """Log a dose, patches or a day's total; return the public id of the (first) dose.

    Raises:
        NotFound: no such medicine of this person.
        Refused: the amount, unit or time is not possible, or it would count twice.
        KeyReused: the form was saved before with other answers.
    """

    def work() -> str:
        logbook = read_logbook(session, person, _days(new, local_day(now, person.time_zone)), now)
        medicine = logbook.medicine(medicine_public_id)
        day = _day_meant(person, new, now)
        check_amount_in(prescribed_on(medicine, day).unit, new.amount, new.unit)
        doses = tuple(
            replace(dose, as_taken=new.as_taken or dose.as_taken)
            for dose in _taken(logbook, person, medicine, new, now)
        )
        write_new(session, person, logbook, doses)
        return doses[0].public_id

    return once(session, person.id, sent, now, work).answer


def _days(new: NewDose, today: date) -> set[date]:
    """Return the days that a new dose concerns: those it is due, taken or counted on, and today."""
    days = {today} if new.total_for is None else {today, new.total_for}
    if new.when is not None:
        days.add(new.when.local.date())
    if new.due_key:
        days.add(read_key(new.due_key).due_at_local.date())
    return days


def _taken(
    logbook: Logbook, person: Owner, medicine: ListedMedicine, new: NewDose, now: datetime
) -> tuple[LoggedDose, ...]:
    if new.total_for is not None:
        at = _time_of_total(new.total_for, person.time_zone, now)
        total = new_dose(logbook, medicine, new.amount, new.unit, at, now, is_daily_total=True)
        return (total,)
    if new.due_key:
        still_due = open_by_key(logbook, local_day(now, person.time_zone))
        return (take_due(logbook, still_due, person, new.due_key, new.when, now, new.amount),)
    if medicine.route == routes.TRANSDERMAL:
        return put_on_patches(
            logbook,
            person,
            medicine.public_id,
            new.when,
            now,
            count=new.patch_count,
            amount=new.amount,
        )
    return (take_as_needed(logbook, person, medicine.public_id, new.amount, new.when, now),)


def _day_meant(person: Owner, new: NewDose, now: datetime) -> date:
    """Return the day whose prescription says in which unit the dose is counted."""
    if new.due_key:
        return read_key(new.due_key).due_at_local.date()
    return new.total_for or moment(new.when, person.time_zone, now, TAKEN_FIELDS).local.date()


def _time_of_total(day: date, time_zone: str, now: datetime) -> Moment:
    today = local_day(now, time_zone)
    check_day(day, today, "day")
    if day == today:
        return moment_at(now, time_zone)
    return moment(ClockTime(datetime.combine(day, TOTAL_AT)), time_zone, now, TAKEN_FIELDS)
