"""The evidence lines: plain means and counts of named days, each beside what it adds to the score.

The means are of logged days only and can be recomputed by hand from the daily table. The
intervals are wider than the textbook's, since days resemble their neighbours.
"""

from math import sqrt

import numpy as np

from app.trends.arrays import Floats
from app.trends.detector.assessment import Criterion, CriterionCode, Verdict, Window
from app.trends.detector.noise import USUAL_NOISE
from app.trends.detector.scorecard import LINES
from app.trends.detector.signals import MIN_DAYS
from app.trends.detector.trajectory import Trajectory
from app.trends.figures.intervals import ROUNDING_VARIANCE, student_t_975

# A change that is less than this adds or takes too little to be called for or against.
CLEAR_WEIGHT_POINTS = 0.25


# Days in a row correlate by about 0.45: (1 + 0.45) / (1 - 0.45). Our own assumption, on the wide
# side of 0.36, the median of 203 people with back pain (data of Tiwari et al. 2022).
VARIANCE_INFLATION = 2.6
# Where the split was searched for among eight, the interval is wider by so much, so that that of
# somebody to whom nothing happens lies above zero in at most 4 % of looks (docs/validation.md).
SEARCHED_FACTOR = 1.4


class Look:
    """One look at a trajectory: the windows of its last day and the points of its lines."""

    def __init__(self, course: Trajectory) -> None:
        self.course = course
        self.today = course.signals.days - 1
        self.after_days = int(course.splits.after_days[self.today])
        self.cut = max(self.today - self.after_days + 1, 0)
        self.first = max(int(course.splits.begin[self.today]), 0)

    def feature(self, name: str) -> float:
        """Return a feature's value on the day of the look."""
        return float(self.course.features[name][self.today])

    def points(self, about: str) -> float:
        """Return what the lines about a criterion or explanation add to the score."""
        lines = (line for line in LINES if line.about == about)
        return float(sum(self.course.points[line.feature][self.today] for line in lines))

    def window(self, values: Floats, first: int, stop: int) -> tuple[Window, Floats]:
        """Return the days `first <= day < stop`, and the values of those that are logged."""
        signals = self.course.signals
        chosen = values[first:stop]
        logged = chosen[~np.isnan(chosen)]
        window = Window(signals.day_of(first), signals.day_of(max(stop - 1, first)), len(logged))
        return window, logged


def before_and_after(
    look: Look,
    code: CriterionCode,
    values: Floats,
    name: str,
    *,
    unit: str = "points",
    weight: float,
) -> Criterion:
    """Compare the two sides of the split, of the series of that name in the trajectory."""
    windows = ((look.first, look.cut), (look.cut, look.today + 1))
    drift = USUAL_NOISE[name].drift_sd
    return compare_windows(
        look, code, values, *windows, unit, weight, drift_sd=drift, factor=SEARCHED_FACTOR
    )


def compare_windows(
    look: Look,
    code: CriterionCode,
    values: Floats,
    before: tuple[int, int],
    after: tuple[int, int],
    unit: str,
    weight: float,
    *,
    drift_sd: float = 0.0,
    factor: float = 1.0,
) -> Criterion:
    """Compare two windows of days; `cannot_judge` when either holds too few.

    The points are kept even then: what the score counts must stand in some line. The interval
    knows of a drift of that SD, and is wider by a factor.
    """
    earlier, values_before = look.window(values, *before)
    later, values_after = look.window(values, *after)
    if min(len(values_before), len(values_after)) < MIN_DAYS:
        return Criterion(
            code, Verdict.CANNOT_JUDGE, unit=unit, before=earlier, after=later, weight=weight
        )
    change = float(values_after.mean() - values_before.mean())
    reach = factor * reach_of_interval(values_before, values_after, drift_sd)
    return Criterion(
        code,
        verdict_of(weight, _as_shown(values_after) - _as_shown(values_before), change - reach),
        estimate=change,
        low=change - reach,
        high=change + reach,
        unit=unit,
        before=earlier,
        after=later,
        before_mean=float(values_before.mean()),
        after_mean=float(values_after.mean()),
        weight=weight,
    )


def reach_of_interval(before: Floats, after: Floats, drift_sd: float) -> float:
    """Half the width of the 95 % interval of the change of a mean.

    The variance of single days around the mean of their own window, made wider since days
    resemble their neighbours, never less than that of rounding; and the drift of people to whom
    nothing happens.
    """
    degrees = len(before) + len(after) - 2
    squares = float(((before - before.mean()) ** 2).sum() + ((after - after.mean()) ** 2).sum())
    variance = max(squares / degrees, ROUNDING_VARIANCE) * VARIANCE_INFLATION
    by_days = variance * (1 / len(before) + 1 / len(after))
    return student_t_975(degrees) * sqrt(by_days + drift_sd**2)


def _as_shown(values: Floats) -> float:
    """Return the mean to the tenth that is shown: what reads the same has not gone up."""
    return round(float(values.mean()), 1)


def verdict_of(weight: float, change: float, low: float) -> Verdict:
    """Tell for or against by what is shown and by the points; unclear where the two disagree.

    Args:
        weight: points of the line.
        change: the change of the two means that are shown.
        low: lower end of its interval; what may be chance fits nothing.
    """
    if change > 0 and round(low, 1) > 0 and weight > -CLEAR_WEIGHT_POINTS:
        return Verdict.FOR
    if change <= 0 and weight < CLEAR_WEIGHT_POINTS:
        return Verdict.AGAINST
    return Verdict.UNCLEAR
