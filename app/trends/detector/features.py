"""The observations behind the score: for each day of a diary, what its records up to then show.

Each is one plain comparison. `app.trends.detector.scorecard` says how much each one counts.
"""

from collections.abc import Sequence

import numpy as np

from app.trends.detector.area_features import area_features
from app.trends.detector.cause_features import cause_features
from app.trends.detector.dose_features import DoseLevels, dose_features
from app.trends.detector.history_features import history_features
from app.trends.detector.signals import Floats, Ints, Signals
from app.trends.detector.splits import HIGHEST_Z, Series, Splits, find_splits, series_of
from app.trends.detector.windows import MIN_DAYS, Running
from app.trends.figures.dose_changes import ChangeAt

FIRST_DAYS = 35
MIN_FIRST_LOGGED = 8
# Over so many days it is asked whether anything is still up.
STILL_UP_DAYS = 21
UNKNOWN_EXPOSURE_DAYS = 365.0
# Pain before the opioid began in this diary, and how long it is given to work.
BEFORE_START_DAYS = 14
FIRST_OPIOID_DAYS = 3
WORKS_AFTER_DAYS = 21
# Amounts per day, 5 added: nothing below the first counts as high, all above the second does.
LOW_MME, HIGH_MME = 30.0, 200.0
# A rise of the amount by this log ratio, four fifths, is as telling as a high amount.
CLEARLY_UP = 0.6


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
    features["other_areas_at_first"] = _other_areas_at_first(series)
    features["days_on_opioid"] = _days_on_opioid(signals)
    features["relief_since_start"] = _relief_since_start(signals, series.totals["pain"])
    features |= _pairs(features)
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
    now, logged_now = pain.over(day - 27, day + 1)
    judged = np.minimum(logged, logged_now) >= MIN_DAYS
    judged &= day >= began + WORKS_AFTER_DAYS
    return np.where(judged, np.maximum(np.nan_to_num(then - now), 0.0), 0.0)


def _other_areas_at_first(series: Series) -> Floats:
    """Mean number of areas outside the original ones in the first five weeks, as known by then."""
    day = np.arange(len(series.daily["new"]))
    logged = np.flatnonzero(np.isfinite(series.daily["new"]))
    if not len(logged):
        return np.zeros(len(day))
    stop = np.minimum(day + 1, logged[0] + FIRST_DAYS)
    mean, answered = series.totals["new"].over(np.zeros_like(day), stop)
    return np.where(answered >= MIN_FIRST_LOGGED, np.nan_to_num(mean), 0.0)


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
    pain_28 = _lately(series, splits, "pain", 28)
    touch_28 = _lately(series, splits, "touch", 28)
    new_28 = _lately(series, splits, "new", 28)
    return {
        "pain_up": pain,
        "pain_lately": _as_last_answered(series, _lately(series, splits, "pain", 14), 14),
        "still_up": _as_last_answered(series, _still_up(series, splits), STILL_UP_DAYS),
        # Touch follows pain by about half a point per point without any change of sensitivity.
        "touch_beyond_pain": touch_28 - 0.5 * np.maximum(pain_28, 0.0),
        "touch_without_spread": np.maximum(np.minimum(pain, touch), 0.0)
        * np.clip(1.0 - new_28, 0.0, 1.0),
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
    day = np.arange(len(up))
    _, logged = series.totals["pain"].over(day - days + 1, day + 1)
    last = np.maximum.accumulate(np.where(logged >= MIN_DAYS, day, 0))
    kept: Floats = up[last]
    return kept


def _lately(series: Series, splits: Splits, name: str, days: int) -> Floats:
    """Mean of the last days minus the mean of the before, drawn to 0 when few are logged."""
    day = np.arange(len(series.daily[name]))
    mean, logged = series.totals[name].over(day - days + 1, day + 1)
    return np.nan_to_num((mean - splits.before_mean[name]) * logged / (logged + 4.0))


def _growing(totals: Running, after_days: Ints) -> Floats:
    """Second half of the after minus its first half."""
    day = np.arange(len(after_days))
    first = day - after_days + 1
    middle = first + after_days // 2
    earlier, n_earlier = totals.over(first, middle)
    later, n_later = totals.over(middle, day + 1)
    return np.where((n_earlier > 3) & (n_later > 3), later - earlier, 0.0)
