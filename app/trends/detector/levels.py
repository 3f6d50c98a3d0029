"""From daily scores to a level that holds still.

The level is decided every 14 days, counted from the first entry, and stands until the next
decision. So it changes at most once in 14 days however often one asks, later records cannot
change an earlier look, and a lower score on any day can never make a later level higher:
each decision is a rising function of the score of that day and of the level before it.
"""

from dataclasses import dataclass

from app.trends.detector.assessment import Level
from app.trends.detector.signals import Floats

DECISION_EVERY_DAYS = 14
# The first decision: no diary can hold 14 logged days any sooner.
FIRST_DECISION_INDEX = 13
# Below this many logged days there is no answer; the archive format asks for the same.
MIN_DAYS_LOGGED = 14


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Scores at which a level is entered, and the lower ones at which it is left again."""

    watch: float
    watch_leave: float
    discuss: float
    discuss_leave: float


@dataclass(frozen=True, slots=True)
class Standing:
    """The level at a look, its score, and the index of the day on which the level began."""

    level: Level
    score: float | None
    since: int | None


def standing(
    scores: Floats, days_logged: Floats, at: int, limits: Thresholds, opioid_from: int | None = 0
) -> Standing:
    """Return where the diary stands on day `at`.

    Args:
        scores: score of each day (n).
        days_logged: number of days with a pain score up to and including each day (n).
        at: index of the look.
        limits: where the levels begin and end.
        opioid_from: from which day on the diary knows of an opioid; before it no pattern of one
            is named. None where it knows of none.
    """
    level, since = Level.INSUFFICIENT_DATA, None
    for index in range(FIRST_DECISION_INDEX, at + 1, DECISION_EVERY_DAYS):
        if days_logged[index] < MIN_DAYS_LOGGED:
            continue
        has_opioid = opioid_from is not None and index >= opioid_from
        following = decide(float(scores[index]), level, limits) if has_opioid else Level.NONE
        if following is not level:
            level, since = following, index
    if level is Level.INSUFFICIENT_DATA:
        return Standing(level, None, None)
    return Standing(level, within_band(float(scores[at]), level, limits), since)


def decide(score: float, level: Level, limits: Thresholds) -> Level:
    """Return the level that follows `level` at a decision with this score.

    >>> limits = Thresholds(watch=0.0, watch_leave=-0.5, discuss=1.0, discuss_leave=0.5)
    >>> decide(0.7, Level.DISCUSS, limits), decide(0.7, Level.WATCH, limits)
    (<Level.DISCUSS: 'discuss'>, <Level.WATCH: 'watch'>)
    """
    if score >= (limits.discuss_leave if level is Level.DISCUSS else limits.discuss):
        return Level.DISCUSS
    held = level in {Level.WATCH, Level.DISCUSS}
    if score >= (limits.watch_leave if held else limits.watch):
        return Level.WATCH
    return Level.NONE


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
    lowest = {Level.WATCH: limits.watch, Level.DISCUSS: limits.discuss}.get(level)
    highest = {Level.NONE: limits.watch, Level.WATCH: limits.discuss}.get(level)
    if lowest is not None and score < lowest + _EDGE:
        return lowest + _EDGE**2 / (2 * _EDGE + lowest - score)
    if highest is not None and score > highest - _EDGE:
        return highest - _EDGE**2 / (2 * _EDGE + score - highest)
    return score
