"""What the dose record adds: how high, how much more, how much less, and pain after each step."""

import numpy as np

from app.trends.detector.signals import Bools, Floats, Signals
from app.trends.detector.windows import MIN_DAYS, Running, running

# Added to both amounts of a ratio, so that a few milligrams are no multiple of nothing.
SOFTENING_MME = 5.0
# Without any record the amount is taken for this, which speaks neither for nor against.
UNKNOWN_MME = 25.0
LOOK_BACK_WEEKS = 26
MIN_RECORDED = 7
# A step: the mean of the recorded days of one week is an eighth above that of the ten days before.
SMALLEST_LOG_STEP = 0.12
STEP_MEMORY_DAYS = 120
LATE_AFTER_STEP = (14, 35)


def dose_features(signals: Signals, pain: Running) -> dict[str, Floats]:
    """Return the features that rest on recorded doses, one value per day."""
    totals = running(signals.mme_per_day)
    day = np.arange(signals.days)
    four_weeks, _ = totals.over(day - 27, day + 1)
    two_weeks, _ = totals.over(np.maximum(day - 13, signals.same_opioid_since), day + 1)
    lowest, highest, pain_then = _extremes(signals, totals, pain)
    pain_now, _ = pain.over(day - 27, day + 1)
    now = np.where(np.isnan(four_weeks), UNKNOWN_MME, four_weeks)
    dose_up = np.maximum(_log_ratio(two_weeks, lowest), 0.0)
    return {
        "dose_high": np.log(now + SOFTENING_MME),
        "dose_up": dose_up,
        # Worth nothing once pain is a point lower than when the dose was low: then it works.
        "dose_up_no_relief": dose_up * np.clip(1.0 + np.nan_to_num(pain_now - pain_then), 0.0, 1.0),
        "dose_cut": np.maximum(_log_ratio(highest, two_weeks), 0.0),
        "pain_after_steps": _pain_after_steps(signals, totals, pain),
    }


def _log_ratio(above: Floats, below: Floats) -> Floats:
    return np.nan_to_num(np.log((above + SOFTENING_MME) / (below + SOFTENING_MME)))


def _extremes(signals: Signals, totals: Running, pain: Running) -> tuple[Floats, Floats, Floats]:
    """Lowest and highest four-week mean of the last half year, and pain in the lowest (n each).

    Of days on the same opioid.
    """
    day = np.arange(signals.days)
    lowest, highest = np.full(signals.days, np.nan), np.full(signals.days, np.nan)
    pain_then = np.full(signals.days, np.nan)
    for back in range(0, 7 * LOOK_BACK_WEEKS + 1, 7):
        stop = day - back + 1
        first = np.maximum(stop - 28, signals.same_opioid_since)
        mean, recorded = totals.over(first, stop)
        mean = np.where(recorded >= MIN_RECORDED, mean, np.nan)
        highest = np.fmax(highest, mean)
        felt, logged = pain.over(first, stop)
        lower = ~np.isnan(mean) & ~(mean >= lowest)
        lowest = np.where(lower, mean, lowest)
        pain_then = np.where(lower, np.where(logged >= MIN_DAYS, felt, np.nan), pain_then)
    return lowest, highest, pain_then


def _pain_after_steps(signals: Signals, totals: Running, pain: Running) -> Floats:
    """Mean change of pain two to five weeks after the dose went up, over the last 120 days.

    One step is worth half, two are worth two thirds: few steps say little.
    """
    day = np.arange(signals.days)
    first, stop = LATE_AFTER_STEP
    before, n_before = pain.over(day - 10, day)
    later, n_later = pain.over(day + first, day + stop)
    usable = find_steps(signals, totals) & (n_before >= 3) & (n_later >= 5)
    change = np.full(signals.days, np.nan)
    # Known only once the five weeks are over.
    change[stop:] = np.where(usable, later - before, np.nan)[: max(signals.days - stop, 0)]
    mean, count = running(change).over(day - STEP_MEMORY_DAYS, day + 1)
    return np.nan_to_num(mean * count / (count + 1.0))


def find_steps(signals: Signals, totals: Running) -> Bools:
    """Return the days on which the recorded amount stepped up (n)."""
    day = np.arange(signals.days)
    before, n_before = totals.over(day - 10, day)
    after, n_after = totals.over(day, day + 8)
    rise = np.where((n_before >= 4) & (n_after >= 4), _log_ratio(after, before), 0.0)
    # A new opioid makes the amounts incomparable, for steps that count only after it was noticed.
    starts, noticed = np.unique(signals.same_opioid_since, return_index=True)
    for since, noticed_at in zip(starts.tolist(), noticed.tolist(), strict=True):
        if since > 0:
            rise[max(since - 10, noticed_at - 28, 0) : since + 10] = 0.0
    is_step = np.zeros(signals.days, dtype=bool)
    for at in np.flatnonzero(rise > SMALLEST_LOG_STEP):
        is_step[at] = rise[at] >= rise[max(0, at - 6) : at + 7].max()
    return is_step
