"""The split: the day that best parts the diary into a before and an after.

For each look, eight lengths of "after" are tried, each against up to 24 weeks before it. For
pain, touch and new areas the change of the mean is divided by its standard error,

    z = (mean after - mean before) / sqrt(s2 * VIF * (1/n_after + 1/n_before) + 2 * drift2)

where `s2` is the person's own day-to-day variance, `VIF` widens it because days resemble their
neighbours, and `drift2` is the slow wandering of a person whose condition does not change. The
split with the highest sum of the three (each between 0 and 4) is taken: what pain, touch and
spread have in common counts, not the most extreme of one.
"""

from dataclasses import dataclass

import numpy as np

from app.trends.detector.signals import Bools, Floats, Ints, Signals
from app.trends.detector.windows import Running, running

AFTER_DAYS = np.array([14, 21, 28, 42, 63, 91, 126, 168])
BEFORE_DAYS = 168
MIN_AFTER_LOGGED = 6
MIN_BEFORE_LOGGED = 8
HIGHEST_Z = 4.0
# Days in a row correlate by about 0.45 (Affleck et al. 1991 found most daily pain series to be
# correlated; the figure is our assumption): (1 + 0.45) / (1 - 0.45).
VARIANCE_INFLATION = 2.6
# A person's own variance is learned from the diary; until then it is this, worth 20 days.
PRIOR_DAYS = 20.0


@dataclass(frozen=True, slots=True)
class Noise:
    """What one series does without any cause: SD of single days and of slow wandering."""

    day_sd: float
    drift_sd: float


# Our own assumptions, set from the simulated people of `app.validation`; points, points, areas.
NOISE = {
    "pain": Noise(1.35, 0.45),
    "touch": Noise(0.85, 0.35),
    "new": Noise(0.75, 0.18),
    "far": Noise(0.55, 0.14),
}


@dataclass(frozen=True, slots=True)
class Series:
    """The daily series that move together, and their running totals.

    Attributes:
        home: areas that hurt at first (24).
        near: those and the areas that adjoin them (24).
        daily: ``pain``, ``touch``, and the number of areas outside `home` (``new``) and
            outside `near` (``far``), per day.
        totals: running totals of `daily`.
    """

    home: Bools
    near: Bools
    daily: dict[str, Floats]
    totals: dict[str, Running]


@dataclass(frozen=True, slots=True)
class Splits:
    """For each day as a look: the chosen split and what lies on its two sides (n each).

    Attributes:
        after_days: length of the "after", which ends with the look.
        days_before: logged days of the "before".
        z: change over its standard error, per series; 0 where it cannot be judged.
        before_mean: mean of the "before", per series; 0 where it cannot be judged.
    """

    after_days: Ints
    days_before: Floats
    z: dict[str, Floats]
    before_mean: dict[str, Floats]

    def at(self, looks: Ints) -> "Splits":
        """Return the splits of these looks."""
        return Splits(
            self.after_days[looks],
            self.days_before[looks],
            {name: values[looks] for name, values in self.z.items()},
            {name: values[looks] for name, values in self.before_mean.items()},
        )


def series_of(signals: Signals) -> Series:
    """Return the three series of a diary."""
    home, near = signals.home_areas()
    outside = {"new": ~home, "far": ~near}
    daily = {
        "pain": signals.pain,
        "touch": signals.touch,
    } | {
        name: np.where(signals.has_areas, signals.areas @ mask.astype(np.float64), np.nan)
        for name, mask in outside.items()
    }
    return Series(home, near, daily, {name: running(values) for name, values in daily.items()})


def find_splits(series: Series) -> Splits:
    """Return the best split of every day."""
    day = np.arange(len(series.daily["pain"]))
    cut = day[:, None] - AFTER_DAYS + 1
    z, means, days_before = {}, {}, np.zeros(cut.shape)
    for name, totals in series.totals.items():
        after, n_after = totals.over(cut, np.broadcast_to(day[:, None] + 1, cut.shape))
        before, n_before = totals.over(cut - BEFORE_DAYS, cut)
        judged = (n_after >= MIN_AFTER_LOGGED) & (n_before >= MIN_BEFORE_LOGGED)
        day_variance = _own_variance(series.daily[name], totals, NOISE[name].day_sd)[:, None]
        variance = (
            day_variance
            * VARIANCE_INFLATION
            * (1 / np.maximum(n_after, 1) + 1 / np.maximum(n_before, 1))
            + 2 * NOISE[name].drift_sd ** 2
        )
        z[name] = np.where(judged, (after - before) / np.sqrt(variance), 0.0)
        means[name] = np.where(n_before > 0, before, 0.0)
        if name == "pain":
            days_before = n_before
    rise = {name: np.clip(each, 0.0, HIGHEST_Z) for name, each in z.items()}
    together = rise["pain"] + rise["touch"] + np.maximum(rise["new"], rise["far"])
    best = together.argmax(axis=1)
    return Splits(
        after_days=AFTER_DAYS[best],
        days_before=days_before[day, best],
        z={name: each[day, best] for name, each in z.items()},
        before_mean={name: each[day, best] for name, each in means.items()},
    )


def _own_variance(values: Floats, totals: Running, prior_sd: float) -> Floats:
    """Variance of single days around the mean of their last four weeks, learned day by day."""
    day = np.arange(len(values))
    mean, logged = totals.over(day - 27, day + 1)
    off = (values - mean) ** 2 * logged / np.maximum(logged - 1, 1)
    squares = running(np.where(logged >= 7, off, np.nan))
    own: Floats = (squares.total[1:] + PRIOR_DAYS * prior_sd**2) / (squares.logged[1:] + PRIOR_DAYS)
    return own
