"""The doses that come with a check-in."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.models import Dose
from app.services.diary.sheet import Sheet, TookAsNeeded, TookDue
from app.services.errors import Refused
from app.services.local_time import local_time
from app.services.medicines.doses import DueDose, due_on, take_as_needed, take_due
from app.services.owner import Owner

WHEN_WAS_IT = "Write about what time you took it."


def take_doses(session: Session, person: Owner, sheet: Sheet, now: datetime) -> tuple[str, ...]:
    """Log what was taken and return the public ids of the new doses; the caller commits.

    What was logged for a due time before stays as it is and is not among them.

    Raises:
        NotFound: a dose or medicine is none of this person's.
        Refused: a time is impossible; `field` is the due dose's key or the medicine's id.
    """
    due = {dose.key: dose for dose in due_on(session, person, sheet.for_date, now)}
    made = [
        _take_due(session, person, took, due.get(took.key), sheet.for_date, now)
        for took in sheet.took_due
        if took.key not in due or due[took.key].taken is None
    ]
    made += [
        _take_as_needed(session, person, took, sheet.for_date, now) for took in sheet.took_as_needed
    ]
    return tuple(dose.public_id for dose in made)


def _take_due(
    session: Session,
    person: Owner,
    took: TookDue,
    due: DueDose | None,
    for_date: date,
    now: datetime,
) -> Dose:
    at_local = took.at_local
    if at_local is None and due is not None:
        at_local = _usual_time(due, person.time_zone, for_date, now)
    try:
        return take_due(session, person, took.key, at_local, now)
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
    session: Session, person: Owner, took: TookAsNeeded, for_date: date, now: datetime
) -> Dose:
    medicine = took.medicine_public_id
    if took.at_local is None and for_date != local_time(now, person.time_zone).date():
        raise Refused(WHEN_WAS_IT, medicine)
    try:
        return take_as_needed(session, person, medicine, took.amount, took.at_local, now)
    except Refused as refused:
        raise Refused(refused.sentence, medicine) from None
