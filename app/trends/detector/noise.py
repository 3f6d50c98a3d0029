"""What a person's diary does by itself: the swing of single days, their likeness, slow drift.

Each is learned from the diary as it grows and drawn towards what is usual, the more so the fewer
days there are. So a jumpy diary needs more to say the same, and a calm one less.

Drift is learned from falls alone. What we look for makes pain rise, and must not pass for drift;
but who comes down by a point within weeks without any reason can go up by one as well.
"""

from dataclasses import dataclass

import numpy as np

from app.trends.arrays import Floats
from app.trends.detector.signals import Running, running
from app.trends.figures.intervals import PAIN_DRIFT_SD
from app.trends.figures.spans import FOUR_WEEKS_DAYS

# Fewer logged days of a month make no mean to swing around; fewer of two, none to compare.
MIN_DAYS_TO_SWING = 7
MIN_DAYS_TO_DRIFT = 10
# How many days, pairs of days and months what is usual is worth.
PRIOR_DAYS = 20.0
PRIOR_PAIRS = 40.0
PRIOR_MONTHS = 4.0
HIGHEST_OWN_LAG_ONE = 0.75
# The mean of the last month holds the day itself, which makes neighbours look less alike.
LIKENESS_LOST = 0.1
# Nobody's drift is taken for less than a quarter of the usual one.
LEAST_DRIFT_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class Usual:
    """What is usual for one series: SD of days, correlation of neighbours, SD of monthly drift."""

    day_sd: float
    lag_one: float
    drift_sd: float


# Pain: SD 1.05 and lag-one correlation 0.25 to 0.36 in 203 people with back pain (data of Tiwari et
# al. 2022, doi 10.3389/fpain.2022.844309); the other figures are our own assumptions.
USUAL_NOISE = {
    "pain": Usual(1.15, 0.35, PAIN_DRIFT_SD),
    "touch": Usual(0.85, 0.25, 0.4),
    "new": Usual(0.75, 0.15, 0.2),
    "far": Usual(0.55, 0.15, 0.15),
}


@dataclass(frozen=True, slots=True)
class Noise:
    """A person's own noise in one series, as known on each day (n each).

    Attributes:
        variance: of single days around the mean of their month.
        inflation: how much wider a mean varies, since days resemble their neighbours.
        drift: variance of the change of a month's mean without any cause.
    """

    variance: Floats
    inflation: Floats
    drift: Floats

    def known_from(self, first: int) -> "Noise":
        """Return the noise as known from a day on."""
        return Noise(self.variance[first:], self.inflation[first:], self.drift[first:])

    def of_change(self, after: Floats, before: Floats) -> Floats:
        """Return the variance of the change of a mean, given the days of each (n, or n by k)."""
        many = np.ndim(after) > 1
        day, drift = self.variance * self.inflation, self.drift
        if many:
            day, drift = day[:, None], drift[:, None]
        days: Floats = 1 / np.maximum(after, 1.0) + 1 / np.maximum(before, 1.0)
        return day * days + drift


def learn_noise(values: Floats, totals: Running, usual: Usual) -> Noise:
    """Learn the noise of a series (n) day by day."""
    day = np.arange(len(values))
    mean, logged = totals.of_last(FOUR_WEEKS_DAYS)
    widened = np.sqrt(logged / np.maximum(logged - 1, 1.0))
    off = np.where(logged >= MIN_DAYS_TO_SWING, (values - mean) * widened, np.nan)
    variance = _drawn(running(off**2), usual.day_sd**2, PRIOR_DAYS)
    pairs = running(np.concatenate([[np.nan], off[1:] * off[:-1]]))
    likeness = _drawn(pairs, usual.lag_one * usual.day_sd**2, PRIOR_PAIRS) / variance
    share = pairs.logged[1:] / (pairs.logged[1:] + PRIOR_PAIRS)
    lag_one = np.clip(likeness + LIKENESS_LOST * share, 0.0, HIGHEST_OWN_LAG_ONE)
    inflation = (1 + lag_one) / (1 - lag_one)
    earlier, logged_earlier = totals.over(day - 2 * FOUR_WEEKS_DAYS + 1, day - FOUR_WEEKS_DAYS + 1)
    compared = np.minimum(logged, logged_earlier) >= MIN_DAYS_TO_DRIFT
    by_chance = variance * inflation / np.maximum(logged, 1) + variance * inflation / np.maximum(
        logged_earlier, 1
    )
    fall = np.maximum(earlier - mean, 0.0) ** 2
    # Chance falls in half of all cases, and drift as well.
    falls = running(np.where(compared, 2 * fall - by_chance, np.nan))
    months = falls.logged[1:] / FOUR_WEEKS_DAYS
    seen = np.where(months > 0, falls.total[1:] / np.maximum(falls.logged[1:], 1.0), 0.0)
    drift = (months * seen + PRIOR_MONTHS * usual.drift_sd**2) / (months + PRIOR_MONTHS)
    return Noise(variance, inflation, np.maximum(drift, LEAST_DRIFT_SHARE * usual.drift_sd**2))


def _drawn(seen: Running, usual: float, worth: float) -> Floats:
    """Return the mean of what was seen so far, drawn towards what is usual (n)."""
    drawn: Floats = (seen.total[1:] + worth * usual) / (seen.logged[1:] + worth)
    return drawn
