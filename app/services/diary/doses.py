"""The doses that come with a check-in."""

from collections.abc import Mapping
from datetime import date, datetime

from app.diary.dose import LoggedDose
from app.diary.local_time import ONE_DAY, local_time
from app.diary.night import taken_after_midnight
from app.services.diary.sheet import Sheet, TookAsNeeded, TookDue
from app.services.errors import Refused
from app.services.medicines.due import DueDose, open_by_key, usual_time
from app.services.medicines.logbook import Logbook
from app.services.medicines.taking import take_as_needed, take_due
from app.services.moments import ClockTime, today_of
from app.services.owner import Owner

TIME_NEEDED = "Enter roughly what time you took it."


def doses_of(
    logbook: Logbook, person: Owner, sheet: Sheet, now: datetime
) -> tuple[LoggedDose, ...]:
    """Return the doses that the sheet names; what was logged before is returned as it is.

    `logbook` is about the sheet's day, today and yesterday.

    Raises:
        NotFound: a dose or medicine is not this person's.
        Refused: a time is impossible; `field` is the due dose's key or the medicine's id.
    """
    still_due = open_by_key(logbook, today_of(person, now))
    by_schedule = (
        _take_due(logbook, still_due, person, took, sheet.for_date, now) for took in sheet.took_due
    )
    as_needed = (
        _take_as_needed(logbook, person, took, sheet.for_date, now) for took in sheet.took_as_needed
    )
    return *by_schedule, *as_needed


def _take_due(
    logbook: Logbook,
    still_due: Mapping[str, DueDose],
    person: Owner,
    took: TookDue,
    for_date: date,
    now: datetime,
) -> LoggedDose:
    due = still_due.get(took.key)
    at_local = _when_taken(took, due, person, for_date, now) if due else took.at_local
    when = None if at_local is None else ClockTime(at_local, took.turn)
    try:
        return take_due(logbook, still_due, person, took.key, when, now)
    except Refused as refused:
        raise refused.at(took.key) from None


def _when_taken(
    took: TookDue, due: DueDose, person: Owner, for_date: date, now: datetime
) -> datetime | None:
    """Return when a due dose was taken; None means now."""
    here = local_time(now, person.time_zone)
    if took.at_local is None:
        return None if took.is_now else _usual_time(due, person, for_date, here)
    next_day = took.at_local + ONE_DAY
    is_late = taken_after_midnight(due.due_at_local, took.at_local, person.day_ends_at_hour)
    return next_day if is_late and next_day <= here else took.at_local


def _usual_time(due: DueDose, person: Owner, for_date: date, here: datetime) -> datetime | None:
    """Return when a dose was taken if nobody names a time; None means now.

    A dose is ticked off hours later as often as at once, so its due time is the better guess;
    one ticked early is taken now. A patch is put on when it is ticked, except for a past day.
    """
    was_overdue = due.due_at_local.date() < for_date
    if due.is_patch and (was_overdue or due.due_at_local.date() == here.date()):
        return None
    usual = usual_time(due, person.time_zone)
    return None if usual > here else usual


def _take_as_needed(
    logbook: Logbook, person: Owner, took: TookAsNeeded, for_date: date, now: datetime
) -> LoggedDose:
    medicine = took.medicine_public_id
    if took.at_local is None and for_date != today_of(person, now):
        raise Refused(TIME_NEEDED, medicine)
    when = None if took.at_local is None else ClockTime(took.at_local, took.turn)
    try:
        return take_as_needed(logbook, person, medicine, took.amount, when, now, took.as_taken)
    except Refused as refused:
        raise refused.at(medicine) from None
