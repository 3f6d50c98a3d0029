"""Saving one sending of the diary's form, and taking it back."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app import models
from app.clinical.events import DOSE_CHANGE_BY_PRESCRIBER
from app.db import begin_writing, insert_rows
from app.diary.check_in import CheckIn
from app.diary.diary import DiaryEvent
from app.diary.dose import LoggedDose
from app.diary.entered import Entered
from app.diary.event import LoggedEvent
from app.diary.local_time import ONE_DAY, local_time
from app.diary.night import taken_after_midnight
from app.models.columns import new_public_id
from app.services.diary.rows import check_in_values, event_values
from app.services.diary.sheet import Made, Saved, Sheet, TookAsNeeded, TookDue
from app.services.errors import NotFound, Refused
from app.services.medicines.change_notes import is_change_noted_on
from app.services.medicines.due import DueDose, open_by_key, usual_time
from app.services.medicines.logbook import Logbook, read_logbook
from app.services.medicines.taking import take_as_needed, take_due, write_new
from app.services.moments import ClockTime, check_day, today_of
from app.services.owner import Owner
from app.services.submissions import SubmissionKey, once

TIME_NEEDED = "Enter roughly what time you took it."
NOTHING_ANSWERED = "Answer at least one question, then press Save. One number is enough."

_Table = type[models.CheckIn] | type[models.Event] | type[models.Dose]


def save_check_in(
    session: Session, person: Owner, sent: SubmissionKey, sheet: Sheet, now: datetime
) -> Saved:
    """Save a check-in and what goes with it, all or nothing.

    Only what was answered becomes a record.

    Raises:
        Refused: nothing was answered, or a day or time is not possible.
        NotFound: a dose or medicine is not this person's.
        KeyReused: the form was saved before with other answers.
    """
    check_day(sheet.for_date, today_of(person, now))
    if sheet.is_empty:
        raise Refused(NOTHING_ANSWERED)

    def work() -> str:
        return _make(session, person, sheet, now).as_text()

    done = once(session, person.id, sent, now, work)
    made = Made.of(done.answer)
    if done.is_first:
        return Saved("new", made)
    return Saved("repeated" if _is_there(session, person, made) else "taken_back", made)


def undo_sending(session: Session, person: Owner, key: str) -> bool:
    """Delete what one sending of the form created; doing so again is harmless.

    What has been changed since is kept. Commits.

    Returns:
        Whether all that is gone now.

    Raises:
        NotFound: no form of this person was saved under `key`.
    """
    begin_writing(session)
    submission = session.get(models.Submission, (person.id, key))
    if submission is None:
        raise NotFound
    made = Made.of(submission.answer)
    for table, public_ids in _by_table(made):
        session.execute(
            delete(table).where(
                table.person_id == person.id, table.public_id.in_(public_ids), table.version == 1
            )
        )
    session.commit()
    return not _is_there(session, person, made)


def _make(session: Session, person: Owner, sheet: Sheet, now: datetime) -> Made:
    entered = Entered(now, person.time_zone)
    check_ins = []
    if not sheet.answers.is_empty:
        check_ins.append(CheckIn(new_public_id(), sheet.for_date, entered, sheet.answers))
    events = [
        LoggedEvent(new_public_id(), DiaryEvent(sheet.for_date, kind, sheet.happened.note), entered)
        for kind in sheet.happened.event_kinds
        if not (kind == DOSE_CHANGE_BY_PRESCRIBER and _is_noted(session, person, sheet))
    ]
    doses = _write_doses(session, person, sheet, now)
    insert_rows(session, models.CheckIn, [check_in_values(person.id, c) for c in check_ins])
    insert_rows(session, models.Event, [event_values(person.id, event) for event in events])
    return Made(
        check_in=next((check_in.public_id for check_in in check_ins), None),
        events=tuple(event.public_id for event in events),
        doses=tuple(dose.public_id for dose in doses),
    )


def _is_noted(session: Session, person: Owner, sheet: Sheet) -> bool:
    """Tell whether the list of medicines has the change already, so that it stands once."""
    return not sheet.happened.note and is_change_noted_on(session, person, sheet.for_date)


def _write_doses(
    session: Session, person: Owner, sheet: Sheet, now: datetime
) -> tuple[LoggedDose, ...]:
    if not sheet.took_due and not sheet.took_as_needed:
        return ()
    today = today_of(person, now)
    # Last evening's doses are ticked off after midnight.
    days = {sheet.for_date, today, today - ONE_DAY}
    logbook = read_logbook(session, person, days, now)
    return write_new(session, person, logbook, _doses_of(logbook, person, sheet, now))


def _doses_of(
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


def _is_there(session: Session, person: Owner, made: Made) -> bool:
    """Whether any record that was made still exists."""
    return any(
        session.scalar(
            select(table.id)
            .where(table.person_id == person.id, table.public_id.in_(public_ids))
            .limit(1)
        )
        is not None
        for table, public_ids in _by_table(made)
    )


def _by_table(made: Made) -> tuple[tuple[_Table, tuple[str, ...]], ...]:
    check_ins = (made.check_in,) if made.check_in else ()
    return (
        (models.CheckIn, check_ins),
        (models.Event, made.events),
        (models.Dose, made.doses),
    )
