"""The split: the day that best parts the diary into a before and an after.

For each look, eight lengths of "after" are tried, each against up to 24 weeks before it. For
pain, touch and new areas the change of the mean is divided by its standard error,

    z = (mean after - mean before) / sqrt(variance * inflation * (1/n_after + 1/n_before) + drift)

with the person's own noise (`app.trends.detector.noise`). The split with the highest sum of the
three (each between 0 and 5) is taken: what pain, touch and spread have in common counts, not the
most extreme of one. No window reaches across a change of treatment.
"""

from dataclasses import dataclass

import numpy as np

from app.trends.arrays import Bools, Floats, Ints
from app.trends.detector.noise import USUAL_NOISE, Noise, learn_noise
from app.trends.detector.signals import Running, Signals, running

AFTER_DAYS = np.array([14, 21, 28, 42, 63, 91, 126, 168])
BEFORE_DAYS = 168
MIN_AFTER_LOGGED = 6
MIN_BEFORE_LOGGED = 8
HIGHEST_Z = 5.0
# More places than this on one day count together as so many: on a very bad day some people mark
# nearly the whole map, which says that everything hurts and not which places became regular.
MOST_PLACES_A_DAY = 4.0


@dataclass(frozen=True, slots=True)
class Series:
    """The daily series that move together, and their running totals.

    Attributes:
        home: areas that hurt at first (24).
        near: those and the areas that adjoin them (24).
        marks: how much each mark of a day counts: 1, or less where most of the map is marked
            (n, 24).
        daily: ``pain``, ``touch``, and the number of areas outside `home` (``new``) and
            outside `near` (``far``), per day.
        totals: running totals of `daily`.
        noise: the person's own noise in each.
    """

    home: Bools
    near: Bools
    marks: Floats
    daily: dict[str, Floats]
    totals: dict[str, Running]
    noise: dict[str, Noise]


@dataclass(frozen=True, slots=True)
class Splits:
    """For each day as a look: the chosen split and what lies on its two sides (n each).

    Attributes:
        looks: the days.
        after_days: length of the "after", which ends with the look.
        begin: first day of the "before".
        days_before: logged days of the "before".
        z: change over its standard error, per series; 0 where it cannot be judged.
        before_mean: mean of the "before", per series; `nan` where it cannot be judged.
    """

    looks: Ints
    after_days: Ints
    begin: Ints
    days_before: Floats
    z: dict[str, Floats]
    before_mean: dict[str, Floats]

    def at(self, looks: Ints) -> "Splits":
        """Return the splits of these looks."""
        return Splits(
            self.looks[looks],
            self.after_days[looks],
            self.begin[looks],
            self.days_before[looks],
            {name: values[looks] for name, values in self.z.items()},
            {name: values[looks] for name, values in self.before_mean.items()},
        )

    def followed_by(self, later: "Splits") -> "Splits":
        """Return these splits and those of later looks."""
        z, means = self.z, self.before_mean
        return Splits(
            np.concatenate([self.looks, later.looks]),
            np.concatenate([self.after_days, later.after_days]),
            np.concatenate([self.begin, later.begin]),
            np.concatenate([self.days_before, later.days_before]),
            {name: np.concatenate([z[name], each]) for name, each in later.z.items()},
            {name: np.concatenate([means[name], each]) for name, each in later.before_mean.items()},
        )


def series_of(signals: Signals) -> Series:
    """Return the three series of a diary."""
    home, near = signals.home_areas()
    marks = _weighed(signals.areas, home)
    outside = {"new": ~home, "far": ~near}
    daily = {
        "pain": signals.pain,
        "touch": signals.touch,
    } | {
        name: np.where(signals.has_areas, np.sum(marks * mask, axis=1), np.nan)
        for name, mask in outside.items()
    }
    totals = {name: running(values) for name, values in daily.items()}
    noise = {name: learn_noise(daily[name], totals[name], USUAL_NOISE[name]) for name in daily}
    return Series(home, near, marks, daily, totals, noise)


def _weighed(areas: Bools, home: Bools) -> Floats:
    """Return how much each mark counts (n, 24): those outside the first places share the most."""
    outside = np.sum(areas & ~home, axis=1)
    share = np.minimum(1.0, MOST_PLACES_A_DAY / np.maximum(outside, 1))
    return areas.astype(np.float64) * np.where(home, 1.0, share[:, None])


def find_splits(series: Series, since: Ints, first: int = 0) -> Splits:
    """Return the best split of every day from a first one on.

    Args:
        series: the daily series.
        since: for each day, since when the treatment has been the same (n).
        first: the first day that is a look; the days before it are read all the same.
    """
    day = np.arange(first, len(series.daily["pain"]))
    stop = np.broadcast_to(day[:, None] + 1, (len(day), len(AFTER_DAYS)))
    cut = day[:, None] - AFTER_DAYS + 1
    begin = np.maximum(cut - BEFORE_DAYS, since[first:, None])
    z, means, days_before = {}, {}, np.zeros(cut.shape)
    for name, totals in series.totals.items():
        after, n_after = totals.over(np.maximum(cut, begin), stop)
        before, n_before = totals.over(begin, cut)
        judged = (n_after >= MIN_AFTER_LOGGED) & (n_before >= MIN_BEFORE_LOGGED)
        reach = np.sqrt(series.noise[name].known_from(first).of_change(n_after, n_before))
        z[name] = np.where(judged, (after - before) / reach, 0.0)
        means[name] = np.where(judged, before, np.nan)
        if name == "pain":
            days_before = n_before
    rise = {name: np.clip(each, 0.0, HIGHEST_Z) for name, each in z.items()}
    together = rise["pain"] + rise["touch"] + np.maximum(rise["new"], rise["far"])
    best = together.argmax(axis=1)
    row = np.arange(len(day))
    return Splits(
        looks=day,
        after_days=AFTER_DAYS[best],
        begin=begin[row, best],
        days_before=days_before[row, best],
        z={name: each[row, best] for name, each in z.items()},
        before_mean={name: each[row, best] for name, each in means.items()},
    )
