"""Means of daily scores and their 95 % intervals: one method for figures, pages and the advisory.

Yesterday's pain says something about today's, so fourteen days hold less than fourteen separate
pieces of information and the textbook interval is too narrow (Zwiers & von Storch, J Climate
1995;8:336-351). And pain drifts over weeks in people to whom nothing happens. So

    reach = t * sqrt(s2 * inflation * (1/n_after + 1/n_before) + drift2)

where `s2` is the variance of single days around the mean of their own window and `t` is Student's.
`inflation` and `drift` are constants, so that whoever has the table of days can work it out again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import sqrt
from statistics import NormalDist

import numpy as np

from app.trends.arrays import Floats

DayScores = Mapping[date, float]

# Scores are whole numbers: even when all are equal, the pain behind them may differ by the
# rounding, whose variance is one twelfth (Sheppard, Proc London Math Soc 1898;29:353-380).
ROUNDING_VARIANCE = 1 / 12
# Days in a row correlate by about 0.45: (1 + 0.45) / (1 - 0.45). Our own assumption, on the wide
# side of 0.36, the median of 203 people with back pain (data of Tiwari et al. 2022).
VARIANCE_INFLATION = 2.6
# How far the mean of weeks drifts without any cause, SD in points of pain. Our own assumption.
PAIN_DRIFT_SD = 0.45


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate and the ends of its 95 % interval, all in the unit of the scores."""

    estimate: float
    low: float
    high: float

    def within(self, lowest: float, highest: float) -> "Interval":
        """Return the interval with its ends kept on the scale.

        >>> Interval(9.5, 8.0, 11.0).within(0, 10).high
        10
        """
        return Interval(self.estimate, max(self.low, lowest), min(self.high, highest))


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """The means of two windows and what lies between them (`after` minus `before`)."""

    before: Interval
    after: Interval
    difference: Interval


def compare(before: DayScores, after: DayScores) -> BeforeAfter:
    """Compare the mean pain of two windows of days, at least two days each.

    Returns:
        Both means and their difference, each with a 95 % interval. That of a mean knows of no
        drift: it is about its own days.

    >>> from datetime import timedelta
    >>> days = [date(2026, 3, 1) + timedelta(n) for n in range(28)]
    >>> earlier = {day: 4.0 + n % 2 for n, day in enumerate(days[:14])}
    >>> later = {day: 6.0 + n % 2 for n, day in enumerate(days[14:])}
    >>> round(compare(earlier, later).difference.estimate, 2)
    2.0
    """
    earlier, later = (np.array([*window.values()], dtype=float) for window in (before, after))
    degrees, variance = _spread(earlier, later)
    t = student_t_975(degrees)

    def interval_of(scores: Floats) -> Interval:
        return _around(float(scores.mean()), t * sqrt(variance / len(scores)))

    change = float(later.mean() - earlier.mean())
    reach = reach_of_change(earlier, later, PAIN_DRIFT_SD)
    return BeforeAfter(interval_of(earlier), interval_of(later), _around(change, reach))


def _around(estimate: float, reach: float) -> Interval:
    return Interval(estimate, estimate - reach, estimate + reach)


def reach_of_change(before: Floats, after: Floats, drift_sd: float) -> float:
    """Half the width of the 95 % interval of the change of a mean.

    Args:
        before: the figures of the earlier days, at least two.
        after: the same of the later ones.
        drift_sd: of people to whom nothing happens, in the unit of the figures.
    """
    degrees, variance = _spread(before, after)
    by_days = variance * (1 / len(before) + 1 / len(after))
    return student_t_975(degrees) * sqrt(by_days + drift_sd**2)


def _spread(before: Floats, after: Floats) -> tuple[int, float]:
    """Return the degrees of freedom, and the variance of days that resemble their neighbours."""
    degrees = len(before) + len(after) - 2
    squares = float(((before - before.mean()) ** 2).sum() + ((after - after.mean()) ** 2).sum())
    return degrees, max(squares / degrees, ROUNDING_VARIANCE) * VARIANCE_INFLATION


def student_t_975(degrees: float) -> float:
    """Return the 97.5 % point of Student's t by the expansion of Abramowitz & Stegun, 26.7.5.

    Exact to 0.01 from three degrees of freedom on; fewer count as three.

    >>> round(student_t_975(10), 2)
    2.23
    """
    z = NormalDist().inv_cdf(0.975)
    n = max(degrees, 3.0)
    return (
        z
        + (z**3 + z) / (4 * n)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * n**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * n**3)
        + (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / (92160 * n**4)
    )
