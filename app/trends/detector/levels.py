"""From daily scores to a level that holds still.

The level is decided every 14 days, counted from the first entry, and stands until the next
decision. So it changes at most once in 14 days however often one asks, later records cannot
change an earlier look, and a lower score on any day can never make a later level higher:
each decision is a rising function of the scores up to that day and of the level before it.

A level is entered by the highest score of the week up to the decision, so that the grid hides no
score that was over the line the day before; it is left by the score of the day. `discuss` is
entered only on days on which its conditions held.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from app.trends.arrays import Bools, Floats
from app.trends.detector.assessment import Level

DECISION_EVERY_DAYS = 14
# The first decision: no diary can hold 14 logged days any sooner.
FIRST_DECISION_INDEX = 13
# Below this many logged days there is no answer; the archive format asks for the same.
MIN_DAYS_LOGGED = 14
# A level is entered by the highest score of so many days.
ENTERED_BY_DAYS = 7


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Scores at which a level is entered, and the lower ones at which it is left again."""

    watch: float
    watch_leave: float
    discuss: float
    discuss_leave: float


@dataclass(frozen=True, slots=True)
class LevelInputs:
    """What levels are decided by, day by day (n each).

    Attributes:
        points: the score.
        may_discuss: days on which the conditions of `discuss` hold.
        is_settled: days on which the treatment has not changed lately: only on these may `discuss`
            begin, whatever held in the days before.
        days_logged: number of days with a pain score so far.
        opioid_from: from which day on the diary knows of an opioid; before it no pattern of one is
            named. None where it knows of none.
        is_told: days on which what was told of the time before and the diary agree: enough for
            `watch`, whatever the score. None where nothing was told.
    """

    points: Floats
    may_discuss: Bools
    is_settled: Bools
    days_logged: Floats
    opioid_from: int | None = 0
    is_told: Bools | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """The level at a look, its score, and the index of the day on which the level began."""

    level: Level
    score: float | None
    since: int | None


def standing(scores: LevelInputs, at: int, limits: Thresholds) -> Standing:
    """Return where the diary stands on day `at`."""
    level, since = Level.INSUFFICIENT_DATA, None
    for index, score, highest in _decisions(scores, at):
        has_opioid = scores.opioid_from is not None and index >= scores.opioid_from
        following = decide(score, highest, level, limits) if has_opioid else Level.NONE
        if has_opioid and following is Level.NONE and _is_told(scores, index):
            following = Level.WATCH
        if following is not level:
            level, since = following, index
    if level is Level.INSUFFICIENT_DATA:
        return Standing(level, None, None)
    return Standing(level, within_band(float(scores.points[at]), level, limits), since)


def _is_told(scores: LevelInputs, index: int) -> bool:
    return scores.is_told is not None and bool(scores.is_told[index] & scores.is_settled[index])


def _decisions(scores: LevelInputs, at: int) -> Iterator[tuple[int, float, tuple[float, float]]]:
    """Yield each decision up to a day: its index, score of the day, and highest ones of the week.

    Those are of all days of the week, and of those on which `discuss` may begin.
    """
    index = np.arange(FIRST_DECISION_INDEX, at + 1, DECISION_EVERY_DAYS)
    index = index[scores.days_logged[index] >= MIN_DAYS_LOGGED]
    week = index[:, None] + np.arange(1 - ENTERED_BY_DAYS, 1)
    points = scores.points[week]
    may = scores.may_discuss[week] & scores.is_settled[index][:, None]
    highest = points.max(axis=1).tolist()
    highest_that_may = np.where(may, points, -np.inf).max(axis=1).tolist()
    of_the_day = scores.points[index].tolist()
    return zip(index.tolist(), of_the_day, zip(highest, highest_that_may, strict=True), strict=True)


def decide(score: float, highest: tuple[float, float], level: Level, limits: Thresholds) -> Level:
    """Return the level that follows `level` at a decision.

    Args:
        score: of the day.
        highest: of the week up to it; of all its days, and of those on which `discuss` may begin.
        level: the one before.
        limits: where the levels begin and end.

    >>> limits = Thresholds(watch=0.0, watch_leave=-0.5, discuss=1.0, discuss_leave=0.5)
    >>> [decide(0.7, (0.7, 0.7), level, limits).value for level in (Level.DISCUSS, Level.WATCH)]
    ['discuss', 'watch']
    """
    stays = level is Level.DISCUSS and score >= limits.discuss_leave
    if stays or highest[1] >= limits.discuss:
        return Level.DISCUSS
    held = level in {Level.WATCH, Level.DISCUSS} and score >= limits.watch_leave
    return Level.WATCH if held or highest[0] >= limits.watch else Level.NONE


# So near to the end of its band a score is drawn together, so that it never leaves the band.
_EDGE = 0.05


def within_band(score: float, level: Level, limits: Thresholds) -> float:
    """Return the score, brought into the band of the level that is shown.

    While a level is held, the score of the day may already lie elsewhere; the shown one then
    stays at the edge, in the same order, so that a higher level never shows a lower score.

    >>> limits = Thresholds(watch=0.0, watch_leave=-0.5, discuss=1.0, discuss_leave=0.5)
    >>> [round(within_band(score, Level.WATCH, limits), 2) for score in (-1.0, 0.5, 3.0)]
    [0.0, 0.5, 1.0]
    """
    lowest, highest = band_of(level, limits)
    if lowest is not None and score < lowest + _EDGE:
        return lowest + _EDGE**2 / (2 * _EDGE + lowest - score)
    if highest is not None and score > highest - _EDGE:
        return highest - _EDGE**2 / (2 * _EDGE + score - highest)
    return score


def band_of(level: Level, limits: Thresholds) -> tuple[float | None, float | None]:
    """Return the lowest and highest score that is shown at a level; None where it has no end."""
    lowest = {Level.WATCH: limits.watch, Level.DISCUSS: limits.discuss}.get(level)
    highest = {Level.NONE: limits.watch, Level.WATCH: limits.discuss}.get(level)
    return lowest, highest
