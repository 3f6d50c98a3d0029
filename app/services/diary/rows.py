"""Check-ins and events: from rows to values and back.

The functions that read take a mapped row or the plain columns of one (`CHECK_IN_FIELDS`,
`EVENT_FIELDS`): ten years of entries are read for each picture, and mapping them takes longer.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Row

from app import models
from app.clinical.areas import in_order
from app.diary.check_in import Answers, CheckIn
from app.diary.diary import DiaryEvent
from app.diary.entered import Entered
from app.diary.event import LoggedEvent
from app.diary.scores import SCORES, read_scores

_ENTERED = ("recorded_at", "time_zone", "is_imported")
_HEAD = ("public_id", "for_date", *_ENTERED, "version")
_ANSWERS = (*(score.code for score in SCORES), "areas", "note", "jerks_or_confusion")
CHECK_IN_FIELDS = [getattr(models.CheckIn, name) for name in (*_HEAD, *_ANSWERS)]
EVENT_FIELDS = [getattr(models.Event, name) for name in (*_HEAD, "kind", "note")]


def check_in_of(row: models.CheckIn | Row[*tuple[Any, ...]]) -> CheckIn:
    """Return a row as a value."""
    return CheckIn(
        public_id=row.public_id,
        for_date=row.for_date,
        entered=_entered(row),
        answers=Answers(
            scores=read_scores(lambda code: getattr(row, code)),
            areas=None if row.areas is None else frozenset(row.areas),
            note=row.note,
            jerks_or_confusion=row.jerks_or_confusion,
        ),
        version=row.version,
    )


def event_of(row: models.Event | Row[*tuple[Any, ...]]) -> LoggedEvent:
    """Return a row as a value."""
    return LoggedEvent(
        public_id=row.public_id,
        event=DiaryEvent(row.for_date, row.kind, row.note),
        entered=_entered(row),
        version=row.version,
    )


def _entered(row: models.CheckIn | models.Event | Row[*tuple[Any, ...]]) -> Entered:
    return Entered(row.recorded_at, row.time_zone, row.is_imported)


def write_answers(row: models.CheckIn, answers: Answers) -> None:
    """Put the answers into a row; what was not answered is NULL there."""
    for score in SCORES:
        setattr(row, score.code, answers[score])
    row.areas = None if answers.areas is None else [area.code for area in in_order(answers.areas)]
    row.note = answers.note
    row.jerks_or_confusion = answers.jerks_or_confusion


def write_event(row: models.Event, event: DiaryEvent) -> None:
    """Put into a row what happened, and when."""
    row.for_date, row.kind, row.note = event.for_date, event.kind, event.note


def new_check_in_row(person_id: int, check_in: CheckIn) -> models.CheckIn:
    """Return a new row."""
    row = models.CheckIn(
        public_id=check_in.public_id,
        person_id=person_id,
        for_date=check_in.for_date,
        **_entered_columns(check_in.entered),
    )
    write_answers(row, check_in.answers)
    return row


def new_event_row(person_id: int, logged: LoggedEvent) -> models.Event:
    """Return a new row."""
    row = models.Event(
        public_id=logged.public_id, person_id=person_id, **_entered_columns(logged.entered)
    )
    write_event(row, logged.event)
    return row


def _entered_columns(entered: Entered) -> dict[str, datetime | str | bool]:
    return {
        "recorded_at": entered.at,
        "time_zone": entered.time_zone,
        "is_imported": entered.is_imported,
    }
