"""Check-ins of a diary beside those of a file: what differs, and what they become.

Plain files and lists tell of a day as a whole, our own lossless copies of each check-in.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import cast

from app.diary.check_in import Answers, CheckIn
from app.diary.day import day_entries, rounded_pain
from app.diary.diary import DayEntry
from app.diary.scores import AVERAGE_PAIN, FURTHER_SCORES, PAIN_NOW, SCORE_CODES, TOUCH, WORST_PAIN
from app.interop.sheets_write import FURTHER_COLUMNS, NOWHERE, PAIN_MEAN
from app.services.archive.differences import ChangedAnswer, DifferenceSide

PAIN, AREAS, NOTE, JERKS, FOR_DATE = "pain", "areas", "note", "jerks_or_confusion", "for_date"
# What each of our own lists of days tells; further scores only where it has their column.
DAY_NAMES = (PAIN, WORST_PAIN.code, AREAS, TOUCH.code, NOTE)
_FURTHER = tuple(score.code for score in FURTHER_SCORES)


def same_check_ins(
    known: Iterable[CheckIn], offered: Iterable[CheckIn]
) -> tuple[tuple[CheckIn, CheckIn], ...]:
    """Return the diary's check-ins with those of a lossless copy, by id or instant of saving."""
    known = tuple(known)
    by_id = {c.public_id: c for c in known}
    by_instant = {(c.for_date, c.entered.at): c for c in known}
    found = (
        (by_id.get(c.public_id) or by_instant.get((c.for_date, c.entered.at)), c) for c in offered
    )
    return tuple((mine, theirs) for mine, theirs in found if mine is not None)


def changed_in_check_ins(pairs: Iterable[tuple[CheckIn, CheckIn]]) -> Iterator[ChangedAnswer]:
    """Yield what differs between check-ins that are the same one."""
    for mine, theirs in pairs:
        here, there = _all_of(mine), _all_of(theirs)
        for name in here:
            if here[name] != there[name]:
                yield ChangedAnswer(mine.for_date, name, here[name], there[name], (mine,))


def _all_of(check_in: CheckIn) -> dict[str, DifferenceSide]:
    answers = check_in.answers
    return {
        FOR_DATE: check_in.for_date,
        **{code: answers.scores.get(code) for code in SCORE_CODES},
        AVERAGE_PAIN.code: _exact(answers.exact(AVERAGE_PAIN)),
        AREAS: answers.areas,
        NOTE: _one_line_end(answers.note) or None,
        JERKS: answers.jerks_or_confusion,
    }


def changed_on_days(
    known: Mapping[date, Sequence[CheckIn]],
    offered: Iterable[DayEntry],
    columns: frozenset[str],
    *,
    blanks_count: bool,
) -> Iterator[ChangedAnswer]:
    """Yield what differs between the days of the diary and those of a file.

    Args:
        known: the diary's check-ins by day, each day in the order of saving.
        offered: the file's days; those that the diary lacks are passed over.
        columns: those that a file may lack, and this one has: what has no column is not told.
        blanks_count: an empty cell says that there is no answer. In a list from elsewhere it
            says nothing.
    """
    further = {code for column, code in FURTHER_COLUMNS.items() if column in columns}
    for entry in offered:
        of_day = tuple(known.get(entry.for_date, ()))
        mine = next(iter(day_entries(of_day)), None)
        if mine is None:
            continue
        here, there = _of_day(mine, columns), _of_day(entry, columns)
        for name in (*DAY_NAMES, *sorted(further | entry.further.keys())):
            is_told = blanks_count or there[name] is not None
            if is_told and here[name] != there[name]:
                yield ChangedAnswer(entry.for_date, name, here[name], there[name], of_day)


def _of_day(entry: DayEntry, columns: frozenset[str]) -> dict[str, DifferenceSide]:
    is_exact = PAIN_MEAN in columns
    return {
        PAIN: _exact(entry.pain if is_exact else _whole_number(entry.pain)),
        WORST_PAIN.code: entry.worst_pain,
        # Without its column, "nowhere" and no answer are the same empty cell.
        AREAS: entry.areas if NOWHERE in columns else entry.areas or None,
        TOUCH.code: entry.touch,
        NOTE: _one_line_end(entry.note) or None,
        **{code: entry.further.get(code) for code in _FURTHER},
    }


def _whole_number(pain: float | None) -> int | None:
    return None if pain is None else rounded_pain(pain)


def _exact(pain: float | None) -> int | float | None:
    """Return a mean to six places: spreadsheets keep fifteen digits, one fewer than we write."""
    if pain is None:
        return None
    rounded = round(float(pain), 6)
    return int(rounded) if rounded.is_integer() else rounded


def _one_line_end(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def settled_check_ins(changes: Iterable[ChangedAnswer]) -> tuple[tuple[CheckIn, CheckIn], ...]:
    """Return each check-in that changes, as it is and as it becomes."""
    before: dict[str, CheckIn] = {}
    now: dict[str, CheckIn] = {}
    for change in changes:
        for check_in in change.check_ins:
            before.setdefault(check_in.public_id, check_in)
            now.setdefault(check_in.public_id, check_in)
        of_day = [now[c.public_id] for c in change.check_ins]
        for changed in _with_answer(of_day, change.name, change.theirs):
            now[changed.public_id] = changed
    pairs = ((before[key], now[key]) for key in before)
    return tuple((old, new) for old, new in pairs if _all_of(old) != _all_of(new))


def _with_answer(
    check_ins: Sequence[CheckIn], name: str, side: DifferenceSide
) -> Sequence[CheckIn]:
    """Return the check-ins so that together they say this; the rules are those of `day_entries`."""
    if name == FOR_DATE:
        return [replace(check_in, for_date=cast("date", side)) for check_in in check_ins]
    if name == PAIN:
        without_now = _with_answer(check_ins, PAIN_NOW.code, None) if side is None else check_ins
        return _with_answer(without_now, AVERAGE_PAIN.code, side)
    takes_it = _taker(check_ins, name)
    return [
        _put(check_in, name, side) if number == takes_it else _beside(check_in, name, side)
        for number, check_in in enumerate(check_ins)
    ]


def _taker(check_ins: Sequence[CheckIn], name: str) -> int:
    """Return which check-in of a day gets the answer: the one that gave it, or the last."""
    giving = [n for n, check_in in enumerate(check_ins) if _all_of(check_in)[name] is not None]
    if name == NOTE:
        return giving[0] if giving else 0
    return giving[-1] if giving else len(check_ins) - 1


def _beside(check_in: CheckIn, name: str, side: DifferenceSide) -> CheckIn:
    """Take back what another check-in of the day says, where it would count as well."""
    here = _all_of(check_in)[name]
    is_higher = name == WORST_PAIN.code and isinstance(here, int) and here > cast("int", side or 0)
    if side is None or name == NOTE or is_higher:
        return _put(check_in, name, None)
    return check_in


def _put(check_in: CheckIn, name: str, side: DifferenceSide) -> CheckIn:
    answers = check_in.answers
    if name == AREAS:
        answers = replace(answers, areas=cast("frozenset[str] | None", side))
    elif name == NOTE:
        answers = replace(answers, note=cast("str | None", side) or "")
    elif name == JERKS:
        answers = replace(answers, jerks_or_confusion=bool(side))
    elif name == AVERAGE_PAIN.code:
        answers = _with_average(answers, cast("float | None", side))
    else:
        others = {code: score for code, score in answers.scores.items() if code != name}
        scores = others if side is None else {**others, name: cast("int", side)}
        answers = replace(answers, scores=scores)
    return replace(check_in, answers=answers)


def _with_average(answers: Answers, pain: float | None) -> Answers:
    """Return the answers with this average; a mean is kept beside its whole number."""
    others = {code: score for code, score in answers.scores.items() if code != AVERAGE_PAIN.code}
    if pain is None:
        return replace(answers, scores=others, pain_mean=None)
    scores = {**others, AVERAGE_PAIN.code: rounded_pain(pain)}
    mean = None if float(pain).is_integer() else pain
    return replace(answers, scores=scores, pain_mean=mean)
