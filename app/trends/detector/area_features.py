"""What the places add: in how many more of them it hurts lately than before, and how surely."""

from typing import NamedTuple

import numpy as np

from app.trends.arrays import Floats, Ints
from app.trends.detector.signals import Running, Signals, running
from app.trends.detector.splits import Series, Splits

# The last three weeks against the four months before them.
RECENT_DAYS = 21
RECENT_BEFORE_DAYS = 126
MIN_AFTER_ANSWERED = 6
MIN_BEFORE_ANSWERED = 8
# Rises up to these shares of the days are what people mix up from day to day; a rise counts in full
# from so much more on.
MIXED_UP, MIXED_UP_LATELY = 0.12, 0.15
FULL_RISE = 0.4
# What is far away, or a second place, must be surer: nothing up to a fifth more days, full at half.
MIXED_UP_SURELY, FULL_RISE_SURELY = 0.2, 0.3
# No error of a share is smaller than this; a rise counts from so many errors, in full from more.
LEAST_ERROR = 0.03
SURE_FROM, SURE_AT = 1.5, 3.0


def area_features(signals: Signals, series: Series, splits: Splits) -> dict[str, Floats]:
    """Return the features that rest on which areas were marked, for the looks of the splits."""
    each = running(series.marks, signals.has_areas)
    day = splits.looks
    cut = day - splits.after_days + 1
    shares = _shares(each, day, cut, splits.begin)
    at_split = np.clip(shares.rise - MIXED_UP, 0.0, FULL_RISE) / FULL_RISE
    regular = np.clip(shares.rise - MIXED_UP_SURELY, 0.0, FULL_RISE_SURELY) / FULL_RISE_SURELY
    recent_cut = day - RECENT_DAYS + 1
    lately = _shares(each, day, recent_cut, recent_cut - RECENT_BEFORE_DAYS)
    recent = np.clip(lately.rise - MIXED_UP_LATELY, 0.0, FULL_RISE) / FULL_RISE
    # Row by row: a matrix product rounds a look's last digit by how many days follow it.
    return {
        "areas_new": np.sum(at_split * ~series.home, axis=1),
        "areas_far": np.sum(regular * ~series.near, axis=1),
        "area_most_new": np.max(at_split * ~series.home, axis=1),
        "area_second_new": np.partition(regular * ~series.home, -2, axis=1)[:, -2],
        "areas_new_lately": np.sum(recent * ~series.home, axis=1),
        "areas_sure": np.sum(_surely_risen(shares) * ~series.home, axis=1),
    }


class _Shares(NamedTuple):
    """On which share of the days each area hurts, before and after (n, 24), and those days (n).

    The rise is 0 where it cannot be judged.
    """

    after: Floats
    before: Floats
    n_after: Floats
    n_before: Floats
    rise: Floats


def _shares(each: Running, day: Ints, cut: Ints, first: Ints) -> _Shares:
    after, n_after = each.over(cut, day + 1)
    before, n_before = each.over(first, cut)
    judged = (n_after >= MIN_AFTER_ANSWERED) & (n_before >= MIN_BEFORE_ANSWERED)
    rise = np.where(judged[:, None], after - before, 0.0)
    return _Shares(after, before, n_after, n_before, rise)


def _surely_risen(shares: _Shares) -> Floats:
    """How sure it is that each area hurts on more of the days: 0 to 1 (n, 24).

    The rise of its share of days over the error of that, from one and a half up to three. Marks of
    one week resemble each other, so the error of two separate shares is taken twice as wide.
    """
    sure = np.zeros_like(shares.rise)
    risen = shares.rise > MIXED_UP_LATELY
    day = np.nonzero(risen)[0]
    n_after, n_before = shares.n_after[day], shares.n_before[day]
    hurt = shares.after[risen] * n_after + shares.before[risen] * n_before
    share = (hurt + 0.5) / (n_after + n_before + 1)
    error = np.sqrt(2 * share * (1 - share) * (1 / n_after + 1 / n_before) + LEAST_ERROR**2)
    sure[risen] = np.clip((shares.rise[risen] / error - SURE_FROM) / (SURE_AT - SURE_FROM), 0, 1)
    return sure
