"""What the areas add: places that have become regular, and how much they come and go together."""

import numpy as np

from app.trends.detector.signals import Floats, Ints, Signals
from app.trends.detector.splits import Series, Splits
from app.trends.detector.windows import Running, running

RECENT_DAYS = 21
RECENT_BEFORE_DAYS = 126
MIN_AFTER_ANSWERED = 6
MIN_BEFORE_ANSWERED = 8
# Rises up to these shares of the days are what people mix up from day to day; a rise counts in full
# from so much more on.
MIXED_UP, MIXED_UP_LATELY = 0.12, 0.15
FULL_RISE = 0.4
# No error of a share is smaller than this; a rise counts from so many errors, in full from more.
LEAST_ERROR = 0.03
SURE_FROM, SURE_AT = 1.5, 3.0


def area_features(signals: Signals, series: Series, splits: Splits) -> dict[str, Floats]:
    """Return the features that rest on which areas were marked, one value per day."""
    each = running(signals.areas.astype(np.float64), signals.has_areas)
    day = np.arange(signals.days)
    cut = day - splits.after_days + 1
    at_split = _became_regular(each, day, cut, splits.begin, MIXED_UP)
    recent_cut = day - RECENT_DAYS + 1
    recent = _became_regular(
        each, day, recent_cut, recent_cut - RECENT_BEFORE_DAYS, MIXED_UP_LATELY
    )
    # Row by row: a matrix product rounds a look's last digit by how many days follow it.
    return {
        "areas_new": np.sum(at_split * ~series.home, axis=1),
        "areas_far": np.sum(at_split * ~series.near, axis=1),
        "area_most_new": np.max(at_split * ~series.home, axis=1),
        "areas_new_lately": np.sum(recent * ~series.home, axis=1),
        "areas_sure": np.sum(_surely_risen(each, day, cut, splits.begin) * ~series.home, axis=1),
    }


def _became_regular(each: Running, day: Ints, cut: Ints, first: Ints, noise: float) -> Floats:
    """How regular each area has become: 0 when as often as before, 1 from 40 points up (n, 24).

    The first `noise` of a rise (a share of the days) is what people mix up from day to day.
    """
    after, n_after = each.over(cut, day + 1)
    before, n_before = each.over(first, cut)
    judged = (n_after >= MIN_AFTER_ANSWERED) & (n_before >= MIN_BEFORE_ANSWERED)
    rise = np.where(judged[:, None], after - before, 0.0)
    return np.clip(rise - noise, 0.0, FULL_RISE) / FULL_RISE


def _surely_risen(each: Running, day: Ints, cut: Ints, first: Ints) -> Floats:
    """How sure it is that each area hurts on more of the days: 0 to 1 (n, 24).

    The rise of its share of days over the error of that, from one and a half up to three. Marks of
    one week resemble each other, so the error of two separate shares is taken twice as wide.
    """
    after, n_after = each.over(cut, day + 1)
    before, n_before = each.over(first, cut)
    judged = (n_after >= MIN_AFTER_ANSWERED) & (n_before >= MIN_BEFORE_ANSWERED)
    n_after, n_before = np.maximum(n_after, 1)[:, None], np.maximum(n_before, 1)[:, None]
    share = (after * n_after + before * n_before + 0.5) / (n_after + n_before + 1)
    error = np.sqrt(2 * share * (1 - share) * (1 / n_after + 1 / n_before) + LEAST_ERROR**2)
    rise = np.where(judged[:, None], after - before, 0.0)
    return np.where(
        rise > MIXED_UP_LATELY,
        np.clip((rise / error - SURE_FROM) / (SURE_AT - SURE_FROM), 0, 1),
        0.0,
    )
