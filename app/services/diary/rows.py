"""Check-ins and events: from rows to values and back.

The functions that read take a mapped row or the plain columns of one (`CHECK_IN_FIELDS`,
`EVENT_FIELDS`): ten years of entries are read for each picture, and mapping them takes longer.
"""

from functools import partial
from types import SimpleNamespace

from app import models
from app.clinical.areas import in_order
from app.diary.check_in import Answers, CheckIn
from app.diary.diary import DiaryEvent
from app.diary.entered import Entered
from app.diary.event import LoggedEvent
from app.diary.scores import SCORE_CODES, SCORES, read_scores

_ENTERED = ("recorded_at", "time_zone", "is_imported")
_HEAD = ("public_id", "for_date", *_ENTERED, "version")
_ANSWERS = (*SCORE_CODES, "areas", "note", "jerks_or_confusion", "pain_mean")
CHECK_IN_FIELDS = [getattr(models.CheckIn, name) for name in (*_HEAD, *_ANSWERS)]
EVENT_FIELDS = [getattr(models.Event, name) for name in (*_HEAD, "kind", "note")]


def check_in_of(row: models.CheckIn | SimpleNamespace) -> CheckIn:
    """Return a row as a value."""
    return CheckIn(
        public_id=row.public_id,
        for_date=row.for_date,
        entered=_entered(row),
        answers=Answers(
            scores=read_scores(partial(getattr, row)),
            areas=None if row.areas is None else frozenset(row.areas),
            note=row.note,
            jerks_or_confusion=row.jerks_or_confusion,
            pain_mean=row.pain_mean,
        ),
        version=row.version,
    )


def event_of(row: models.Event | SimpleNamespace) -> LoggedEvent:
    """Return a row as a value."""
    return LoggedEvent(
        public_id=row.public_id,
        event=DiaryEvent(row.for_date, row.kind, row.note),
        entered=_entered(row),
        version=row.version,
    )


def _entered(row: models.CheckIn | models.Event | SimpleNamespace) -> Entered:
    return Entered(row.recorded_at, row.time_zone, row.is_imported)


def write_answers(row: models.CheckIn, answers: Answers) -> None:
    for column, answer in _answer_values(answers).items():
        setattr(row, column, answer)


def write_event(row: models.Event, event: DiaryEvent) -> None:
    """Put into a row what happened, and when."""
    row.for_date, row.kind, row.note = event.for_date, event.kind, event.note


def check_in_values(person_id: int, check_in: CheckIn) -> dict[str, object]:
    """Return the values of a new row, by column: many are written in one statement."""
    return {
        "public_id": check_in.public_id,
        "person_id": person_id,
        "for_date": check_in.for_date,
        **_entered_values(check_in.entered),
        **_answer_values(check_in.answers),
    }


def event_values(person_id: int, logged: LoggedEvent) -> dict[str, object]:
    """Return the values of a new row, by column: many are written in one statement."""
    return {
        "public_id": logged.public_id,
        "person_id": person_id,
        "for_date": logged.event.for_date,
        "kind": logged.event.kind,
        "note": logged.event.note,
        **_entered_values(logged.entered),
    }


def _answer_values(answers: Answers) -> dict[str, object]:
    """Return the answers by column; what was not answered is None."""
    areas = answers.areas
    return {
        **{score.code: answers[score] for score in SCORES},
        "areas": None if areas is None else [area.code for area in in_order(areas)],
        "note": answers.note,
        "jerks_or_confusion": answers.jerks_or_confusion,
        "pain_mean": answers.pain_mean,
    }


def _entered_values(entered: Entered) -> dict[str, object]:
    return {
        "recorded_at": entered.at,
        "time_zone": entered.time_zone,
        "is_imported": entered.is_imported,
    }
