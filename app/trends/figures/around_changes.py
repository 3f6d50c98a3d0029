"""Pain around each dose change: one set of windows, for the tables, the pictures and the detector.

Two weeks before, two weeks after, and the third to fifth week: a higher dose helps at first, and
what it does in the end shows later. The day of the change belongs to no side. The first two end at
a neighbouring change; the third is told as it is, whatever changed by then, once it is over.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from app.clinical.scales import HIGHEST_SCORE, LOWEST_SCORE
from app.trends.figures.dose_changes import DoseChange
from app.trends.figures.intervals import BeforeAfter, DayScores, compare
from app.trends.figures.spans import (
    BEFORE_CHANGE_DAYS,
    LATE_AFTER_CHANGE_DAYS,
    SOON_AFTER_CHANGE_DAYS,
)

# Half of two weeks. Fewer scores would let a few days speak for all.
MIN_LOGGED_DAYS = 7


@dataclass(frozen=True, slots=True)
class Around:
    """The days around a change, by number: ordinals, or indices of a diary."""

    before: range
    soon: range
    late: range


class DaysLogged(NamedTuple):
    """How many days of a run have a pain score, and how many it has: none between two changes."""

    logged: int
    days: int


@dataclass(frozen=True, slots=True)
class AfterChange:
    """What pain did around one dose change.

    Attributes:
        change: the change itself, with the usual amounts before and after.
        before: the days of the two weeks before.
        pain_before: their mean; `None` with fewer than `MIN_LOGGED_DAYS`.
        after: the days of the two weeks after; `None` while they are not over.
        later: the same of the third to fifth week; `None` while it is not over.
        soon: the means before and in the two weeks after, and their difference; `None` with fewer
            than `MIN_LOGGED_DAYS` on either side.
        late: the same for the third to fifth week.
    """

    change: DoseChange
    before: DaysLogged
    pain_before: float | None
    after: DaysLogged | None
    later: DaysLogged | None
    soon: BeforeAfter | None
    late: BeforeAfter | None


def days_around(change: int, previous: int | None = None, following: int | None = None) -> Around:
    """Return the days around a change, by number as they are given.

    >>> days_around(30, previous=25)
    Around(before=range(26, 30), soon=range(31, 45), late=range(45, 66))
    """
    begin, soon_stop = change - BEFORE_CHANGE_DAYS, change + SOON_AFTER_CHANGE_DAYS + 1
    return Around(
        range(begin if previous is None else max(begin, previous + 1), change),
        range(change + 1, soon_stop if following is None else min(soon_stop, following)),
        range(soon_stop, change + LATE_AFTER_CHANGE_DAYS + 1),
    )


def pain_around_changes(
    changes: Sequence[DoseChange], scores: DayScores, first: date, last: date
) -> tuple[AfterChange, ...]:
    """Compare pain before and after each change from `first` on.

    Args:
        changes: all changes of the diary, in order of time.
        scores: pain of each logged day.
        first: the first change that is asked for; earlier ones only end its windows.
        last: the last day that counts.
    """
    days = [None, *(change.for_date.toordinal() for change in changes), None]
    begin = min(scores, default=last).toordinal()
    return tuple(
        _around(
            change,
            days_around(change.for_date.toordinal(), days[n], days[n + 2]),
            scores,
            begin,
            last,
        )
        for n, change in enumerate(changes)
        if change.for_date >= first
    )


def _around(
    change: DoseChange, around: Around, scores: DayScores, begin: int, last: date
) -> AfterChange:
    before, soon = _scores_within(scores, around.before), _scores_within(scores, around.soon)
    is_soon_over, is_late_over = (
        days.stop - 1 <= last.toordinal() for days in (around.soon, around.late)
    )
    late = _scores_within(scores, around.late) if is_late_over else {}
    return AfterChange(
        change,
        DaysLogged(len(before), sum(day >= begin for day in around.before)),
        sum(before.values()) / len(before) if len(before) >= MIN_LOGGED_DAYS else None,
        DaysLogged(len(soon), len(around.soon)) if is_soon_over else None,
        DaysLogged(len(late), len(around.late)) if is_late_over else None,
        compare_pain(before, soon),
        compare_pain(before, late),
    )


def _scores_within(scores: DayScores, days: range) -> DayScores:
    dates = map(date.fromordinal, days)
    return {day: scores[day] for day in dates if day in scores}


def compare_pain(before: DayScores, after: DayScores) -> BeforeAfter | None:
    """Compare two windows of pain scores; `None` with fewer than `MIN_LOGGED_DAYS` in one."""
    if min(len(before), len(after)) < MIN_LOGGED_DAYS:
        return None
    both = compare(before, after)
    return BeforeAfter(
        before=both.before.within(LOWEST_SCORE, HIGHEST_SCORE),
        after=both.after.within(LOWEST_SCORE, HIGHEST_SCORE),
        difference=both.difference,
    )
