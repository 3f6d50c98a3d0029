"""The observations behind the score: for each day of a diary, what its records up to then show.

Each is one plain comparison. `app.trends.detector.scorecard` says how much each one counts.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from app.trends.arrays import Floats, Ints
from app.trends.detector.cause_features import cause_features
from app.trends.detector.dose_features import DoseLevels, dose_features
from app.trends.detector.history_features import history_features
from app.trends.detector.signals import MIN_DAYS, Running, Signals, running
from app.trends.detector.splits import HIGHEST_Z, Series, Splits, find_splits, series_of
from app.trends.detector.told import told_before
from app.trends.figures.dose_changes import ChangeAt
from app.trends.figures.spans import FOUR_WEEKS_DAYS, TWO_WEEKS_DAYS

# Over so many days it is asked whether anything is still up.
STILL_UP_DAYS = 21
UNKNOWN_EXPOSURE_DAYS = 365.0
# Pain before the opioid began in this diary, and how long it is given to work.
BEFORE_START_DAYS = TWO_WEEKS_DAYS
FIRST_OPIOID_DAYS = 3
WORKS_AFTER_DAYS = 21
# Amounts per day, 5 added: nothing below the first counts as high, all above the second does.
LOW_MME, HIGH_MME = 30.0, 200.0
# A rise of the amount by this log ratio, four fifths, is as telling as a high amount.
CLEARLY_UP = 0.6
# What the areas add: the last three weeks against the four months before them.
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


def compute_features(
    signals: Signals, changes: Sequence[ChangeAt], levels: DoseLevels, since: Ints
) -> tuple[dict[str, Floats], Series, Splits]:
    """Return every feature (n each), and the series and splits that they rest on.

    Args:
        signals: the diary.
        changes: the changes of its opioid amount.
        levels: the levels between them.
        since: for each day, since when the treatment has been the same (n).
    """
    series = series_of(signals)
    splits = find_splits(series, since)
    features = _at_split(series, splits)
    features |= history_features(series)
    features |= area_features(signals, series, splits)
    features |= dose_features(signals, series.totals["pain"], changes, levels)
    features |= cause_features(signals, series, features["area_most_new"])
    features["days_on_opioid"] = _days_on_opioid(signals)
    features["relief_since_start"] = _relief_since_start(signals, series.totals["pain"])
    features |= _pairs(features)
    features["told_before"] = told_before(signals, features)
    return features, series, splits


def _days_on_opioid(signals: Signals) -> Floats:
    """Days since opioid treatment began; a year where that is not known."""
    if signals.opioid_start is None:
        return np.full(signals.days, UNKNOWN_EXPOSURE_DAYS)
    return np.maximum(np.arange(signals.days, dtype=np.float64) - signals.opioid_start, 0.0)


def _relief_since_start(signals: Signals, pain: Running) -> Floats:
    """How much less pain there is than when the opioid began; 0 where that is not in the diary.

    The mean of the two weeks before and the first three days of treatment, minus that of the last
    four weeks.
    """
    began = signals.opioid_start
    if began is None or began < 0:
        return np.zeros(signals.days)
    day = np.arange(signals.days)
    then, logged = pain.over(
        np.full_like(day, began - BEFORE_START_DAYS), np.full_like(day, began + FIRST_OPIOID_DAYS)
    )
    now, logged_now = pain.of_last(FOUR_WEEKS_DAYS)
    judged = np.minimum(logged, logged_now) >= MIN_DAYS
    judged &= day >= began + WORKS_AFTER_DAYS
    return np.where(judged, np.maximum(np.nan_to_num(then - now), 0.0), 0.0)


def _pairs(features: dict[str, Floats]) -> dict[str, Floats]:
    """Pairs of observations that mean more, or less, together; each from 0 to 1."""
    high = np.clip((features["dose_high"] - np.log(LOW_MME)) / np.log(HIGH_MME / LOW_MME), 0.0, 1.0)
    up = np.clip(features["dose_up"], 0.0, 1.0)
    apart = np.clip(features["areas_far"], 0.0, 1.0)
    return {
        # A high dose that did not change: what rises under it does not rise with the dose.
        "dose_high_steady": high * (1.0 - up),
        "dose_high_or_up": np.maximum(high, np.clip(features["dose_up"] / CLEARLY_UP, 0.0, 1.0)),
        # More opioid while nothing far away hurts: rather the old trouble than a new sensitivity.
        # Where places are not known, it says nothing.
        "dose_up_same_places": up * (1.0 - apart) * features["areas_known"],
    }


def _at_split(series: Series, splits: Splits) -> dict[str, Floats]:
    pain, touch = (np.clip(splits.z[name], -HIGHEST_Z, HIGHEST_Z) for name in ("pain", "touch"))
    pain_lately = _lately(series, splits, "pain", FOUR_WEEKS_DAYS)
    touch_lately = _lately(series, splits, "touch", FOUR_WEEKS_DAYS)
    new_lately = _lately(series, splits, "new", FOUR_WEEKS_DAYS)
    return {
        "pain_up": pain,
        "touch_up": touch,
        "pain_lately": _as_last_answered(
            series, _lately(series, splits, "pain", TWO_WEEKS_DAYS), TWO_WEEKS_DAYS
        ),
        "still_up": _as_last_answered(series, _still_up(series, splits), STILL_UP_DAYS),
        # Touch follows pain by about half a point per point without any change of sensitivity.
        "touch_beyond_pain": touch_lately - 0.5 * np.maximum(pain_lately, 0.0),
        "touch_without_spread": np.maximum(np.minimum(pain, touch), 0.0)
        * np.clip(1.0 - new_lately, 0.0, 1.0),
        "pain_growing": _growing(series.totals["pain"], splits.after_days),
        "areas_growing": _growing(series.totals["new"], splits.after_days),
        "lasting": splits.after_days.astype(np.float64),
        "days_before": splits.days_before,
        "areas_known": np.isfinite(splits.before_mean["new"]).astype(np.float64),
    }


def _still_up(series: Series, splits: Splits) -> Floats:
    """Sum of the rises of pain, touch and new areas a day, over the last three weeks."""
    rises = [_lately(series, splits, name, STILL_UP_DAYS) for name in ("pain", "touch", "new")]
    up: Floats = np.maximum(rises, 0.0).sum(axis=0)
    return up


def _as_last_answered(series: Series, up: Floats, days: int) -> Floats:
    """Keep what was last known while nobody answers: silence says nothing either way."""
    _, logged = series.totals["pain"].of_last(days)
    last = np.maximum.accumulate(np.where(logged >= MIN_DAYS, np.arange(len(up)), 0))
    kept: Floats = up[last]
    return kept


def _lately(series: Series, splits: Splits, name: str, days: int) -> Floats:
    """Mean of the last days minus the mean of the before, drawn to 0 when few are logged."""
    mean, logged = series.totals[name].of_last(days)
    return np.nan_to_num((mean - splits.before_mean[name]) * logged / (logged + 4.0))


def _growing(totals: Running, after_days: Ints) -> Floats:
    """Second half of the after minus its first half."""
    day = np.arange(len(after_days))
    first = day - after_days + 1
    middle = first + after_days // 2
    earlier, n_earlier = totals.over(first, middle)
    later, n_later = totals.over(middle, day + 1)
    return np.where((n_earlier > 3) & (n_later > 3), later - earlier, 0.0)


def area_features(signals: Signals, series: Series, splits: Splits) -> dict[str, Floats]:
    """Return the features that rest on which areas were marked, one value per day."""
    each = running(series.marks, signals.has_areas)
    day = np.arange(signals.days)
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
