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
from app.trends.detector.rows import Rows, find_rows
from app.trends.detector.signals import MIN_DAYS, Running, Signals
from app.trends.detector.splits import HIGHEST_Z, Series, Splits, series_of
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


class Features(NamedTuple):
    """Every feature (n each), and the series and rows that they rest on."""

    values: dict[str, Floats]
    series: Series
    rows: Rows


def compute_features(
    signals: Signals,
    changes: Sequence[ChangeAt],
    levels: DoseLevels,
    since: Ints,
    earlier: Rows | None = None,
) -> Features:
    """Compute every feature.

    Args:
        signals: the diary.
        changes: the changes of its opioid amount.
        levels: the levels between them.
        since: for each day, since when the treatment has been the same (n).
        earlier: rows of an earlier walk, to be taken over where they still hold.
    """
    series = series_of(signals)
    rows = find_rows(signals, series, since, earlier)
    features = _at_split(series, rows.splits)
    features |= history_features(series)
    features |= rows.areas
    features |= dose_features(signals, series.totals["pain"], changes, levels)
    features |= cause_features(signals, series, features["area_most_new"])
    features["days_on_opioid"] = _days_on_opioid(signals)
    features["relief_since_start"] = _relief_since_start(signals, series.totals["pain"])
    features |= _pairs(features)
    features["told_before"] = told_before(signals, features)
    return Features(features, series, rows)


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
