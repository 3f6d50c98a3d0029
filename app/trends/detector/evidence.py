"""The evidence lines: plain means and counts of named days, each beside what it adds to the score.

The means are of logged days only and can be recomputed by hand from the daily table. The
intervals are wider than the textbook's, since days resemble their neighbours.
"""

import numpy as np

from app.trends.arrays import Floats
from app.trends.detector.assessment import Criterion, CriterionCode, Verdict, Window
from app.trends.detector.noise import USUAL_NOISE
from app.trends.detector.scorecard import LINES
from app.trends.detector.signals import MIN_DAYS
from app.trends.detector.splits import MIN_AFTER_LOGGED, MIN_BEFORE_LOGGED
from app.trends.detector.trajectory import Trajectory
from app.trends.figures.intervals import reach_of_change

# A change that is less than this adds or takes too little to be called for or against.
CLEAR_WEIGHT_POINTS = 0.25


# Where the split was searched for among eight, the interval is wider by so much, so that that of
# somebody to whom nothing happens lies above zero in at most 4 % of looks (docs/validation.md).
SEARCHED_FACTOR = 1.4


class Look:
    """One look at a trajectory: the windows of its last day and the points of its lines."""

    def __init__(self, course: Trajectory) -> None:
        self.course = course
        self.today = course.signals.days - 1
        self.after_days = int(course.splits.after_days[self.today])
        self.first = max(int(course.splits.begin[self.today]), 0)
        # Soon after the treatment changed, all days since then are the later ones.
        self.cut = max(self.today - self.after_days + 1, self.first)

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
    least: tuple[int, int] = (MIN_BEFORE_LOGGED, MIN_AFTER_LOGGED),
) -> Criterion:
    """Compare the two sides of the split, of the series of that name in the trajectory.

    With fewer logged days than `least` there is no split to compare, as the score has it.
    """
    windows = ((look.first, look.cut), (look.cut, look.today + 1))
    drift = USUAL_NOISE[name].drift_sd
    return compare_windows(
        look,
        code,
        values,
        *windows,
        unit,
        weight,
        drift_sd=drift,
        factor=SEARCHED_FACTOR,
        least=least,
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
    least: tuple[int, int] = (MIN_DAYS, MIN_DAYS),
) -> Criterion:
    """Compare two windows of days; `cannot_judge` with fewer logged days than `least`.

    The points are kept even then: what the score counts must stand in some line. The interval
    knows of a drift of that SD, and is wider by a factor.
    """
    earlier, values_before = look.window(values, *before)
    later, values_after = look.window(values, *after)
    if len(values_before) < least[0] or len(values_after) < least[1]:
        return Criterion(
            code, Verdict.CANNOT_JUDGE, unit=unit, before=earlier, after=later, weight=weight
        )
    change = float(values_after.mean() - values_before.mean())
    reach = factor * reach_of_change(values_before, values_after, drift_sd)
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
