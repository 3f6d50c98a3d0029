"""Finding, changing and deleting one check-in or event."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import models
from app.clinical.events import EVENT_KINDS
from app.diary.check_in import Answers, CheckIn
from app.diary.diary import DiaryEvent
from app.diary.event import LoggedEvent
from app.diary.scores import AVERAGE_PAIN
from app.services.diary.rows import check_in_of, event_of, write_answers, write_event
from app.services.errors import NotFound, Refused
from app.services.medicines.change_notes import part_from_note, tells_the_same_change
from app.services.moments import check_day, today_of
from app.services.owner import Owner
from app.services.submissions import Edit, edit_once

ALL_TAKEN_OUT = "Leave at least one answer. To remove them all, delete this check-in."

_Record = TypeVar("_Record", models.CheckIn, models.Event)


def find_check_in(session: Session, person: Owner, public_id: str) -> CheckIn:
    """Return one check-in of this person.

    Raises:
        NotFound: there is none, or it is somebody else's.
    """
    return check_in_of(_own(session, person, models.CheckIn, public_id))


def find_event(session: Session, person: Owner, public_id: str) -> LoggedEvent:
    """Return one event of this person.

    Raises:
        NotFound: there is none, or it is somebody else's.
    """
    return event_of(_own(session, person, models.Event, public_id))


def change_check_in(
    session: Session, person: Owner, edit: Edit, for_date: date, answers: Answers, now: datetime
) -> None:
    """Change a check-in's answers and the day that it is about.

    Raises:
        Refused: no answer is left, or the day is not possible.
        NotFound, StaleEdit, KeyReused: as in `delete_check_in`.
    """
    if answers.is_empty:
        raise Refused(ALL_TAKEN_OUT)

    def write(row: models.CheckIn) -> None:
        _check_move(row, for_date, person, now)
        row.for_date = for_date
        write_answers(row, _with_mean(row, answers))
        row.version += 1

    _work_on(session, person, models.CheckIn, edit, write, now)


def change_event(
    session: Session, person: Owner, edit: Edit, event: DiaryEvent, now: datetime
) -> None:
    """Change an event.

    One that belonged to a change of dose is the person's own from then on, unless words of their
    own were all that changed.

    Raises:
        Refused: the kind is unknown, or the day is not possible.
        NotFound, StaleEdit, KeyReused: as in `delete_check_in`.
    """
    if event.kind not in EVENT_KINDS:
        raise Refused("Choose what it was.", "kind")

    def write(row: models.Event) -> None:
        before = event_of(row).event
        if event == before:
            return
        _check_move(row, event.for_date, person, now)
        write_event(row, event)
        row.version += 1
        if not tells_the_same_change(before, event):
            part_from_note(session, person.id, row.public_id)

    _work_on(session, person, models.Event, edit, write, now)


def _with_mean(row: models.CheckIn, answers: Answers) -> Answers:
    """Keep the mean that a file gives for as long as its whole number stays."""
    is_same = answers[AVERAGE_PAIN] == row.average_pain
    return replace(answers, pain_mean=row.pain_mean) if is_same else answers


def delete_check_in(session: Session, person: Owner, edit: Edit, now: datetime) -> date:
    """Delete a check-in and return the day it was about.

    Raises:
        NotFound: there is none, or it is somebody else's.
        StaleEdit: it was changed after the form was opened.
        KeyReused: the form was sent before with other answers.
    """
    return _work_on(session, person, models.CheckIn, edit, session.delete, now)


def delete_event(session: Session, person: Owner, edit: Edit, now: datetime) -> date:
    """Delete an event and return the day it was about. A change of dose that it told of stays.

    Raises:
        NotFound, StaleEdit, KeyReused: as in `delete_check_in`.
    """

    def delete(row: models.Event) -> None:
        part_from_note(session, person.id, row.public_id)
        session.delete(row)

    return _work_on(session, person, models.Event, edit, delete, now)


def _work_on(
    session: Session,
    person: Owner,
    table: type[_Record],
    edit: Edit,
    act: Callable[[_Record], None],
    now: datetime,
) -> date:
    """Act once on the version that was seen; return the day that the record is or was about."""

    def find() -> _Record:
        return _own(session, person, table, edit.public_id)

    return date.fromisoformat(edit_once(session, person.id, edit, now, find, act, _day_of))


def _day_of(row: models.CheckIn | models.Event) -> str:
    return row.for_date.isoformat()


def _check_move(
    row: models.CheckIn | models.Event, for_date: date, person: Owner, now: datetime
) -> None:
    """Accept the day that a record has already, wherever the person is now, or a possible one."""
    if for_date != row.for_date:
        check_day(for_date, today_of(person, now))


def _own(session: Session, person: Owner, table: type[_Record], public_id: str) -> _Record:
    row = session.scalar(
        select(table).where(table.person_id == person.id, table.public_id == public_id)
    )
    if row is None:
        raise NotFound
    return row
