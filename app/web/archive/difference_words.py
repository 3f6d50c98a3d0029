"""Where a file and the diary say different things, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from app.clinical.areas import in_words
from app.clinical.care import CARE_NAMES
from app.clinical.events import EVENT_NAMES
from app.clinical.story import STORY_BY_CODE
from app.diary.check_in import CheckIn
from app.diary.day_words import clock_words, day_words
from app.diary.dose import LoggedDose
from app.diary.event import LoggedEvent
from app.diary.scores import SCORES
from app.services.archive.differences import (
    ChangedAnswer,
    ChangedDose,
    ChangedEvent,
    ChangedSetting,
    Difference,
    DifferenceSide,
)
from app.services.archive.settings import STORY
from app.services.medicines.amounts import amount_as_taken
from app.web.kit.opioid_form import ANSWERS

NOT_THERE = "nothing"
NOT_IN_FILE = "not there"
_LONGEST_SHOWN = 300
_ANSWER_NAMES = {
    **{score.code: score.label for score in SCORES},
    "pain": "Pain",
    "areas": "Where it hurts",
    "touch": "Pain from a light touch",
    "note": "Note",
    "jerks_or_confusion": "New jerks or confusion",
    "for_date": "The day",
}
_SETTING_NAMES = {
    "original_areas": "Where it hurt at first",
    "opioid_start": "When opioids began",
    "condition": "What hurts",
    "care": "Your care",
}


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """One difference in words.

    Attributes:
        key: what names it in forms.
        day: which day it is about; empty for what is about none.
        what: the thing that differs.
        mine: what the diary says.
        theirs: what the file says.
        may_be_two: whether both may stand.
        is_missing: whether the file does not have it at all.
    """

    key: str
    day: str
    what: str
    mine: str
    theirs: str
    may_be_two: bool = False
    is_missing: bool = False

    @property
    def heading(self) -> str:
        """The day and the thing, in one line."""
        return ": ".join(filter(None, (self.day, self.what)))


def difference_rows(differences: Mapping[str, Difference]) -> list[DifferenceRow]:
    return [_row(key, difference) for key, difference in differences.items()]


def _row(key: str, difference: Difference) -> DifferenceRow:
    if isinstance(difference, ChangedAnswer):
        name = _ANSWER_NAMES[difference.name]
        mine, theirs = _side(difference.mine), _side(difference.theirs)
        return DifferenceRow(key, day_words(difference.for_date), name, mine, theirs)
    if isinstance(difference, ChangedSetting):
        return _setting_row(key, difference)
    if isinstance(difference, ChangedDose):
        return _dose_row(key, difference)
    if isinstance(difference, ChangedEvent):
        return _event_row(key, difference)
    day = day_words(difference.check_ins[0].for_date)
    mine = "; ".join(map(_check_in_words, difference.check_ins))
    return DifferenceRow(key, day, "Check-in", mine, NOT_IN_FILE, is_missing=True)


def _side(side: DifferenceSide) -> str:
    """Write what one side says.

    >>> _side(None), _side(5), _side(True), _side(frozenset({"neck"}))
    ('nothing', '5', 'yes', 'neck')
    """
    if isinstance(side, bool):
        return "yes" if side else "no"
    if isinstance(side, frozenset):
        return in_words(side) if side else "nowhere"
    if isinstance(side, date):
        return day_words(side)
    return NOT_THERE if side is None or side == "" else _short(str(side))


def _short(text: str) -> str:
    more = "\N{HORIZONTAL ELLIPSIS}" if len(text) > _LONGEST_SHOWN else ""
    return f"{text[:_LONGEST_SHOWN]}{more}"


def _setting_row(key: str, change: ChangedSetting) -> DifferenceRow:
    mine, theirs = change.mine, change.theirs
    if change.medicine:
        what = f"Is {change.medicine} an opioid?"
        return DifferenceRow(key, "", what, ANSWERS[str(mine)], ANSWERS[str(theirs)])
    if change.name.startswith(STORY):
        question = STORY_BY_CODE[change.name.removeprefix(STORY)]
        answers = question.answers
        return DifferenceRow(key, "", question.told, answers[str(mine)], answers[str(theirs)])
    if change.name == "care":
        mine, theirs = CARE_NAMES[str(mine)], CARE_NAMES[str(theirs)]
    theirs = theirs or None
    return DifferenceRow(key, "", _SETTING_NAMES[change.name], _side(mine), _side(theirs))


def _dose_row(key: str, change: ChangedDose) -> DifferenceRow:
    mine, theirs = change.mine, change.theirs
    day = mine.taken_at_local.date()
    return DifferenceRow(
        key,
        day_words(day),
        mine.medication,
        _dose_words(mine, day),
        NOT_IN_FILE if theirs is None else _dose_words(theirs, day),
        may_be_two=change.may_be_two and theirs is not None,
        is_missing=theirs is None,
    )


def _dose_words(dose: LoggedDose, day: date) -> str:
    amount = amount_as_taken(dose.amount, dose.unit, dose.as_taken)
    removed = dose.removed_at_local
    off = f", taken off {_moment_words(removed, day)}" if removed else ""
    return f"{dose.medication} {amount}, {_moment_words(dose.taken_at_local, day)}{off}"


def _moment_words(moment: datetime, day: date) -> str:
    clock = clock_words(moment.time())
    return clock if moment.date() == day else f"{day_words(moment.date())}, {clock}"


def _event_row(key: str, change: ChangedEvent) -> DifferenceRow:
    day = change.mine.event.for_date
    theirs = change.theirs
    return DifferenceRow(
        key,
        day_words(day),
        "What happened",
        _event_words(change.mine, day),
        NOT_IN_FILE if theirs is None else _event_words(theirs, day),
        is_missing=theirs is None,
    )


def _event_words(logged: LoggedEvent, day: date) -> str:
    event = logged.event
    when = "" if event.for_date == day else day_words(event.for_date)
    return ", ".join(filter(None, (EVENT_NAMES[event.kind], when, _short(event.note))))


def _check_in_words(check_in: CheckIn) -> str:
    answers = check_in.answers
    given = ((score, answers[score]) for score in SCORES)
    words = [score.in_line.format(answer) for score, answer in given if answer is not None]
    words += [in_words(answers.areas)] if answers.areas else []
    words += [_short(answers.note)] if answers.note else []
    return ", ".join(words) or NOT_THERE


def differences_table(rows: Iterable[DifferenceRow]) -> list[tuple[str, str, str, str]]:
    """Return the rows for a table or a list to take along."""
    return [(row.day, row.what, row.mine, row.theirs) for row in rows]
