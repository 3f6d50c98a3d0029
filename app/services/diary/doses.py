"""The doses that come with a check-in."""

from collections.abc import Mapping
from datetime import date, datetime

from app.diary.dose import LoggedDose
from app.diary.local_time import instant_at, local_time
from app.services.diary.sheet import Sheet, TookAsNeeded, TookDue
from app.services.errors import Refused
from app.services.medicines.due import DueDose, open_by_key
from app.services.medicines.logbook import Logbook
from app.services.medicines.taking import take_as_needed, take_due
from app.services.moments import today_of
from app.services.owner import Owner

TIME_NEEDED = "Write about what time you took it."


def doses_of(
    logbook: Logbook, person: Owner, sheet: Sheet, now: datetime
) -> tuple[LoggedDose, ...]:
    """Return the doses that the sheet names; what was logged before is returned as it is.

    `logbook` is about the sheet's day and today.

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
    at_local, due = took.at_local, still_due.get(took.key)
    if at_local is None and due is not None and due.due_at_local.date() == for_date:
        at_local = _usual_time(due, person.time_zone, now)
    try:
        return take_due(logbook, still_due, person, took.key, at_local, now)
    except Refused as refused:
        raise Refused(refused.sentence, took.key) from None


def _usual_time(due: DueDose, time_zone: str, now: datetime) -> datetime | None:
    """Return when a dose due on the sheet's day was taken if nobody names a time; None means now.

    A dose is ticked off hours later as often as at once, so its due time is the better guess;
    one ticked early is taken now. A patch is ticked when it is put on.
    """
    here = local_time(now, time_zone)
    if (due.is_patch and due.due_at_local.date() == here.date()) or due.due_at_local > here:
        return None
    # A due time that the clocks skipped that night becomes the one an hour later.
    return local_time(instant_at(due.due_at_local, time_zone), time_zone)


def _take_as_needed(
    logbook: Logbook, person: Owner, took: TookAsNeeded, for_date: date, now: datetime
) -> LoggedDose:
    medicine = took.medicine_public_id
    if took.at_local is None and for_date != today_of(person, now):
        raise Refused(TIME_NEEDED, medicine)
    try:
        return take_as_needed(logbook, person, medicine, took.amount, took.at_local, now)
    except Refused as refused:
        raise Refused(refused.sentence, medicine) from None
