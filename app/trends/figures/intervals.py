"""Means of daily scores and their 95 % intervals, when days resemble their neighbours.

Yesterday's pain says something about today's, so fourteen days hold less than fourteen
separate pieces of information and the textbook interval is too narrow (Zwiers & von Storch,
J Climate 1995;8:336-351). Here a person's days are taken as a first-order autoregression:
two days `k` apart correlate by `lag_one ** k`. With the scores `y`, weights `w` (one over the
number of days, negative before) and that correlation matrix `R`:

    difference = w'y        variance of the difference = s2 * w'Rw

`R` is built from the real dates, so a missing day needs no filling in. `s2` is the spread of
the scores around the mean of their own window, divided by what that spread would be for `s2`
equal to one; its degrees of freedom are Satterthwaite's (Biometrics Bulletin 1946;2:110-114).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from app.trends.arrays import Floats

DayScores = Mapping[date, float]

# Scores are whole numbers: even when all are equal, the pain behind them may differ by the
# rounding, whose variance is one twelfth (Sheppard, Proc London Math Soc 1898;29:353-380).
ROUNDING_VARIANCE = 1 / 12
# Our own assumption for a diary that is too short to measure it, on the wide side: most daily
# pain series are correlated in time (Affleck et al 1991: 47 people with arthritis, 75 days).
ASSUMED_LAG_ONE = 0.4
HIGHEST_LAG_ONE = 0.8
BLOCK_DAYS = 28
MIN_DAYS_PER_BLOCK = 14
MIN_PAIRS = 28
# A year: how days resemble each other now, not how they did long ago.
MOST_BLOCKS = 13


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


def compare(before: DayScores, after: DayScores, lag_one: float) -> BeforeAfter:
    """Compare the mean scores of two windows of days.

    Args:
        before: score per day of the earlier window, at least two days.
        after: score per day of the later window, at least two days.
        lag_one: correlation of neighbouring days, from 0 up to `HIGHEST_LAG_ONE`.

    Returns:
        Both means and their difference, each with a 95 % interval.

    >>> from datetime import timedelta
    >>> days = [date(2026, 3, 1) + timedelta(n) for n in range(28)]
    >>> earlier = {day: 4.0 + n % 2 for n, day in enumerate(days[:14])}
    >>> later = {day: 6.0 + n % 2 for n, day in enumerate(days[14:])}
    >>> round(compare(earlier, later, lag_one=0.0).difference.estimate, 2)
    2.0
    """
    days = np.array([day.toordinal() for day in (*before, *after)], dtype=np.float64)
    scores = np.array([*before.values(), *after.values()], dtype=np.float64)
    is_after = np.arange(len(days)) >= len(before)
    correlation = lag_one ** np.abs(days[:, None] - days[None, :])
    weigh_before = np.where(is_after, 0.0, 1 / len(before))
    weigh_after = np.where(is_after, 1 / len(after), 0.0)
    variance, degrees = _spread(scores, is_after, correlation)
    reach = student_t_975(degrees)

    def interval(weights: Floats) -> Interval:
        estimate = float(weights @ scores)
        half = reach * sqrt(variance * float(weights @ correlation @ weights))
        return Interval(estimate, estimate - half, estimate + half)

    return BeforeAfter(
        before=interval(weigh_before),
        after=interval(weigh_after),
        difference=interval(weigh_after - weigh_before),
    )


def _spread(
    scores: Floats, is_after: NDArray[np.bool_], correlation: Floats
) -> tuple[float, float]:
    """Return the variance of single days around their window's mean, and its degrees of freedom."""
    same = is_after[:, None] == is_after[None, :]
    residual_maker = np.eye(len(scores)) - same / same.sum(axis=1, keepdims=True)
    residuals = residual_maker @ scores
    shape = residual_maker @ correlation
    expected = float(np.trace(shape))
    degrees = expected**2 / float(np.sum(shape * shape.T))
    return max(float(residuals @ residuals) / expected, ROUNDING_VARIANCE), degrees


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


def measure_lag_one(scores: DayScores) -> float:
    """Measure how much neighbouring days resemble each other.

    Each block of 28 days is compared with its own mean, so that a slow drift over months does
    not pass for likeness of neighbours. The estimate from short blocks comes out too low by
    about (1 + 3r) / n; that is undone (Marriott & Pope, Biometrika 1954;41:390-402).

    Returns:
        0 to `HIGHEST_LAG_ONE`; `ASSUMED_LAG_ONE` with fewer than `MIN_PAIRS` pairs of days.
    """
    blocks = _blocks(scores)
    products: list[float] = []
    squares: list[float] = []
    for block in blocks:
        mean = sum(block.values()) / len(block)
        off = {day: score - mean for day, score in block.items()}
        squares.extend(value * value for value in off.values())
        products.extend(off[day] * off[day + 1] for day in off if day + 1 in off)
    if len(products) < MIN_PAIRS or not any(squares):
        return ASSUMED_LAG_ONE
    raw = (sum(products) / len(products)) / (sum(squares) / len(squares))
    days_per_block = len(squares) / len(blocks)
    corrected = (raw + 1 / days_per_block) / (1 - 3 / days_per_block)
    return min(max(corrected, 0.0), HIGHEST_LAG_ONE)


def _blocks(scores: DayScores) -> list[dict[int, float]]:
    """Cut the last year into blocks from the last day back; drop those that are half empty."""
    blocks: dict[int, dict[int, float]] = {}
    last = max(scores, default=date.min)
    first = date.fromordinal(max(last.toordinal() - BLOCK_DAYS * MOST_BLOCKS + 1, 1))
    for day, score in scores.items():
        if day >= first:
            block = (last - day).days // BLOCK_DAYS
            blocks.setdefault(block, {})[day.toordinal()] = score
    return [block for block in blocks.values() if len(block) >= MIN_DAYS_PER_BLOCK]
