"""The observations behind the score: for each day of a diary, what its records up to then show.

Each is one plain comparison. `app.trends.scorecard` says how much each one counts.
"""

import numpy as np

from app.clinical import events as kinds
from app.trends.area_features import area_features
from app.trends.dose_features import dose_features
from app.trends.signals import Floats, Ints, Signals
from app.trends.splits import HIGHEST_Z, Series, Splits, find_splits, series_of
from app.trends.windows import Running, running

FIRST_DAYS = 35
MIN_FIRST_LOGGED = 8
LOOK_BACK_DAYS = 90
UNKNOWN_EXPOSURE_DAYS = 365.0
# Amounts per day, 5 added: nothing below the first counts as high, all above the second does.
LOW_MME, HIGH_MME = 30.0, 200.0
JUMP_DAYS = 7
JUMP_MEMORY_DAYS = 70
# Days after which a logged event explains only 37 % of what it explained on its day. An injury
# explains new local pain for a time, not a year of spreading pain; an illness passes sooner.
EXPLAINS_FOR_DAYS = {
    kinds.NEW_INJURY: 45.0,
    kinds.SURGERY_OR_PROCEDURE: 45.0,
    kinds.ILLNESS: 14.0,
    kinds.CONDITION_WORSE: 120.0,
}
EVENT_FEATURES = {
    kinds.NEW_INJURY: "new_injury",
    kinds.SURGERY_OR_PROCEDURE: "new_injury",
    kinds.ILLNESS: "illness",
    kinds.CONDITION_WORSE: "condition_worse",
}


def compute_features(signals: Signals) -> tuple[dict[str, Floats], Series, Splits]:
    """Return every feature (n each), and the series and splits that they rest on."""
    series = series_of(signals)
    splits = find_splits(series)
    features = _at_split(series, splits)
    features |= _against_history(series)
    features |= area_features(signals, series, splits)
    features |= dose_features(signals, series.totals["pain"])
    features |= _comings_and_goings(signals, series)
    features |= _events(signals)
    features["original_areas"] = np.full(signals.days, float(series.home.sum()))
    features["days_on_opioid"] = _days_on_opioid(signals)
    features |= _pairs(features)
    return features, series, splits


def _days_on_opioid(signals: Signals) -> Floats:
    """Days since opioid treatment began; a year where that is not known."""
    if signals.opioid_start is None:
        return np.full(signals.days, UNKNOWN_EXPOSURE_DAYS)
    return np.maximum(np.arange(signals.days, dtype=np.float64) - signals.opioid_start, 0.0)


def _pairs(features: dict[str, Floats]) -> dict[str, Floats]:
    """Pairs of observations that mean more, or less, together; each from 0 to 1."""
    high = np.clip((features["dose_high"] - np.log(LOW_MME)) / np.log(HIGH_MME / LOW_MME), 0.0, 1.0)
    up = np.clip(features["dose_up"], 0.0, 1.0)
    apart = np.clip(features["areas_far"], 0.0, 1.0)
    injured = np.clip(features["new_injury"] / 0.6, 0.0, 1.0)
    return {
        # A high dose that did not change: what rises under it does not rise with the dose.
        "dose_high_steady": high * (1.0 - up),
        # More opioid while nothing far away hurts: rather the old trouble than a new sensitivity.
        "dose_up_same_places": up * (1.0 - apart),
        # An injury explains the place that is new since then.
        "injury_and_new_area": injured * features["area_most_new"],
        # The condition got worse, and more was taken for it.
        "worse_and_dose_up": features["condition_worse"] * up,
    }


def _at_split(series: Series, splits: Splits) -> dict[str, Floats]:
    rise = {name: np.clip(z, 0.0, HIGHEST_Z) for name, z in splits.z.items()}
    pain_28 = _lately(series, splits, "pain", 28)
    touch_28 = _lately(series, splits, "touch", 28)
    new_28 = _lately(series, splits, "new", 28)
    return {
        "together": rise["pain"] + rise["touch"] + np.maximum(rise["new"], rise["far"]),
        "pain_last_week": _lately(series, splits, "pain", 7),
        # Touch follows pain by about half a point per point without any change of sensitivity.
        "touch_beyond_pain": touch_28 - 0.5 * np.maximum(pain_28, 0.0),
        "touch_without_spread": np.minimum(rise["pain"], rise["touch"])
        * np.clip(1.0 - new_28, 0.0, 1.0),
        "pain_growing": _growing(series.totals["pain"], splits.after_days),
        "areas_growing": _growing(series.totals["new"], splits.after_days),
        "lasting": splits.after_days.astype(np.float64),
        "days_before": splits.days_before,
    }


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


def _against_history(series: Series) -> dict[str, Floats]:
    return {
        "pain_from_start": _from_start(series, "pain"),
        "touch_from_start": _from_start(series, "touch"),
        "areas_from_start": _from_start(series, "new"),
        "pain_above_all": _above_all(series.totals["pain"], 28, 8),
        "touch_above_all": _above_all(series.totals["touch"], 14, 5),
    }


def _from_start(series: Series, name: str) -> Floats:
    """Mean of the last four weeks minus that of the first five; 0 until they are apart."""
    values = series.daily[name]
    day = np.arange(len(values))
    mean, _ = series.totals[name].over(day - 27, day + 1)
    logged = np.flatnonzero(np.isfinite(values))
    if len(logged) < MIN_FIRST_LOGGED:
        return np.zeros(len(values))
    stop = logged[0] + FIRST_DAYS
    base = np.nanmean(values[logged[0] : stop])
    # What is logged later must not make an earlier look judge what it could not.
    judged = (day >= stop) & (day >= logged[MIN_FIRST_LOGGED - 1])
    return np.where(judged, np.nan_to_num(mean - base), 0.0)


def _above_all(totals: Running, days: int, least: int) -> Floats:
    """Mean of the last `days` minus the highest such mean that ended before them."""
    day = np.arange(len(totals.logged) - 1)
    mean, logged = totals.over(day - days + 1, day + 1)
    mean = np.where(logged >= least, mean, np.nan)
    highest = np.full(len(day), np.nan)
    highest[days:] = np.fmax.accumulate(mean)[: max(len(day) - days, 0)]
    above: Floats = np.nan_to_num(mean - highest)
    return above


def _comings_and_goings(signals: Signals, series: Series) -> dict[str, Floats]:
    """Flares, in which all rises and falls together, and pain on the days of missed doses."""
    day = np.arange(signals.days)
    off = {}
    for name in ("pain", "new"):
        usual, _ = series.totals[name].over(day - 13, day + 1)
        off[name] = series.daily[name] - usual
    areas_vary, _ = running(off["new"] ** 2).over(day - 41, day + 1)
    together, _ = running(off["pain"] * off["new"]).over(day - LOOK_BACK_DAYS, day + 1)
    return {
        "came_at_once": _came_at_once(series),
        "areas_vary": np.sqrt(np.nan_to_num(areas_vary, nan=0.5)),
        "flares_together": np.nan_to_num(together),
        "areas_when_missed": _when_missed(signals, series.daily["new"]),
    }


def _came_at_once(series: Series) -> Floats:
    """Largest jump of pain that came with new areas in the same week, over the last ten weeks.

    The mean of seven days minus that of the ten before, in points of pain; two thirds of an area
    count as one point, and the smaller of the two is taken. Sensitisation takes weeks.
    """
    day = np.arange(len(series.daily["pain"]))
    jumps = []
    for name, scale in (("pain", 1.0), ("new", 1.5)):
        totals = series.totals[name]
        after, n_after = totals.over(day, day + JUMP_DAYS)
        before, n_before = totals.over(day - 10, day)
        known = (n_after >= 3) & (n_before >= 3)
        jumps.append(np.where(known, scale * (after - before), 0.0))
    seen = np.concatenate([np.zeros(JUMP_MEMORY_DAYS + JUMP_DAYS), np.minimum(*jumps)])
    # A jump is known only once its week is over.
    windows = np.lib.stride_tricks.sliding_window_view(seen, JUMP_MEMORY_DAYS)[1 : len(day) + 1]
    largest: Floats = np.maximum(windows.max(axis=1), 0.0)
    return largest


def _when_missed(signals: Signals, values: Floats) -> Floats:
    """Mean on days without a recorded dose and the day after, minus the mean on other days."""
    day = np.arange(signals.days)
    none = np.isnan(signals.mme_per_day)
    missed = none | np.concatenate([[False], none[:-1]])
    on_missed, count = running(np.where(missed, values, np.nan)).over(day - LOOK_BACK_DAYS, day + 1)
    on_others, _ = running(np.where(missed, np.nan, values)).over(day - LOOK_BACK_DAYS, day + 1)
    return np.nan_to_num((on_missed - on_others) * count / (count + 5.0))


def _events(signals: Signals) -> dict[str, Floats]:
    """How much of an explanation is left of logged events: 1 on the day, fading."""
    day = np.arange(signals.days)
    left = {name: np.zeros(signals.days) for name in EVENT_FEATURES.values()}
    for at, kind in signals.events:
        if kind in EXPLAINS_FOR_DAYS:
            fading = np.exp(-np.maximum(day - at, 0) / EXPLAINS_FOR_DAYS[kind])
            name = EVENT_FEATURES[kind]
            left[name] = np.maximum(left[name], np.where(day >= at, fading, 0.0))
    return left
