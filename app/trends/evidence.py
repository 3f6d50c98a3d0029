"""The evidence lines: plain means and counts of named days, each beside what it adds to the score.

The means are of logged days only and can be recomputed by hand from the daily table. The
intervals are those of `app.trends.intervals`, which know that days resemble their neighbours.
"""

from datetime import date

import numpy as np

from app.trends.assessment import Criterion, CriterionCode, Verdict, Window
from app.trends.intervals import compare, measure_lag_one
from app.trends.scorecard import LINES
from app.trends.signals import Floats
from app.trends.splits import BEFORE_DAYS
from app.trends.trajectory import Trajectory

# A change that is less than this adds or takes too little to be called for or against.
CLEAR_POINTS = 0.25
MIN_DAYS = 4


class Look:
    """One look at a trajectory: the windows of its last day and the points of its lines."""

    def __init__(self, course: Trajectory) -> None:
        self.course = course
        self.today = course.signals.days - 1
        self.after_days = int(course.splits.after_days[self.today])
        self.cut = max(self.today - self.after_days + 1, 0)
        self.first = max(self.cut - BEFORE_DAYS, 0)

    def feature(self, name: str) -> float:
        """Return a feature's value on the day of the look."""
        return float(self.course.features[name][self.today])

    def points(self, about: str) -> float:
        """Return what the lines about a criterion or explanation add to the score."""
        lines = (line for line in LINES if line.about == about)
        return float(sum(self.course.points[line.feature][self.today] for line in lines))

    def window(self, values: Floats, first: int, stop: int) -> tuple[Window, dict[date, float]]:
        """Return the days `first <= day < stop` with how many are logged, and their values."""
        day_of = self.course.signals.day_of
        logged = {
            day_of(index): float(values[index])
            for index in range(first, stop)
            if not np.isnan(values[index])
        }
        return Window(day_of(first), day_of(max(stop - 1, first)), len(logged)), logged


def before_and_after(
    look: Look, code: CriterionCode, values: Floats, *, unit: str = "points", weight: float
) -> Criterion:
    """Compare the two sides of the split."""
    return compare_windows(
        look, code, values, (look.first, look.cut), (look.cut, look.today + 1), unit, weight
    )


def compare_windows(
    look: Look,
    code: CriterionCode,
    values: Floats,
    before: tuple[int, int],
    after: tuple[int, int],
    unit: str,
    weight: float,
) -> Criterion:
    """Compare two windows of days; `cannot_judge` when either holds too few."""
    earlier, scores_before = look.window(values, *before)
    later, scores_after = look.window(values, *after)
    if min(len(scores_before), len(scores_after)) < MIN_DAYS:
        return Criterion(code, Verdict.CANNOT_JUDGE, unit=unit, before=earlier, after=later)
    lag_one = measure_lag_one(scores_before | scores_after)
    both = compare(scores_before, scores_after, lag_one)
    return Criterion(
        code,
        verdict_of(weight, both.difference.estimate),
        estimate=both.difference.estimate,
        low=both.difference.low,
        high=both.difference.high,
        unit=unit,
        before=earlier,
        after=later,
        before_mean=both.before.estimate,
        after_mean=both.after.estimate,
        weight=weight,
    )


def verdict_of(weight: float, change: float) -> Verdict:
    """Tell for or against by the points, and never for a rise that is none."""
    if weight >= CLEAR_POINTS and change > 0:
        return Verdict.FOR
    if weight <= -CLEAR_POINTS or change <= 0:
        return Verdict.AGAINST
    return Verdict.UNCLEAR
