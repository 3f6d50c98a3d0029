"""The doses that come with a check-in."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from app.diary.dose import LoggedDose
from app.services.days import today_of
from app.services.diary.sheet import Sheet, TookAsNeeded, TookDue
from app.services.errors import Refused
from app.services.local_time import local_time
from app.services.medicines.due import DueDose, due_in
from app.services.medicines.logbook import Logbook
from app.services.medicines.taking import take_as_needed, take_due
from app.services.owner import Owner

WHEN_WAS_IT = "Write about what time you took it."


def doses_of(
    logbook: Logbook, person: Owner, sheet: Sheet, now: datetime
) -> tuple[LoggedDose, ...]:
    """Return the doses that the sheet names; what was logged before is returned as it is.

    `logbook` is about the sheet's day and today.

    Raises:
        NotFound: a dose or medicine is none of this person's.
        Refused: a time is impossible; `field` is the due dose's key or the medicine's id.
    """
    listed = due_in(logbook, sheet.for_date, today_of(person, now))
    due = {dose.key: dose for dose in listed}
    by_schedule = (
        _take_due(logbook, person, took, due.get(took.key), sheet, now) for took in sheet.took_due
    )
    as_needed = (
        _take_as_needed(logbook, person, took, sheet, now) for took in sheet.took_as_needed
    )
    return *by_schedule, *as_needed


def _take_due(
    logbook: Logbook,
    person: Owner,
    took: TookDue,
    due: DueDose | None,
    sheet: Sheet,
    now: datetime,
) -> LoggedDose:
    at_local = took.at_local
    if at_local is None and due is not None:
        at_local = _usual_time(due, person.time_zone, sheet.for_date, now)
    try:
        return take_due(logbook, person, took.key, at_local, now)
    except Refused as refused:
        raise Refused(refused.sentence, took.key) from None


def _usual_time(due: DueDose, time_zone: str, for_date: date, now: datetime) -> datetime | None:
    """Return when a due dose was taken if the person names no time; None means now.

    A dose is ticked off hours later as often as at once, so its due time is the better guess;
    one ticked early is taken now. A patch is ticked when it is put on.
    """
    here = local_time(now, time_zone)
    if (due.is_patch and for_date == here.date()) or due.due_at_local > here:
        return None
    # A due time that the clocks skipped that night becomes the one an hour later.
    return local_time(
        due.due_at_local.replace(tzinfo=ZoneInfo(time_zone)).astimezone(UTC), time_zone
    )


def _take_as_needed(
    logbook: Logbook, person: Owner, took: TookAsNeeded, sheet: Sheet, now: datetime
) -> LoggedDose:
    medicine = took.medicine_public_id
    if took.at_local is None and sheet.for_date != today_of(person, now):
        raise Refused(WHEN_WAS_IT, medicine)
    try:
        return take_as_needed(logbook, person, medicine, took.amount, took.at_local, now)
    except Refused as refused:
        raise Refused(refused.sentence, medicine) from None
