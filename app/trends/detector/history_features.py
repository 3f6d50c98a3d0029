"""Lately against all that came before: above the start, above the worst of it, and how noisy it is.

What swings by itself was as high before; what has risen is above every earlier month.
"""

import numpy as np

from app.trends.arrays import Floats
from app.trends.detector.signals import MIN_DAYS, Running
from app.trends.detector.splits import HIGHEST_Z, Series
from app.trends.figures.spans import FOUR_WEEKS_DAYS

FIRST_DAYS = 35
MIN_FIRST_LOGGED = 8
MIN_MONTH_LOGGED = 10


def history_features(series: Series) -> dict[str, Floats]:
    """Return what lately says against the whole history, one value per day."""
    found = {}
    for name in ("pain", "touch"):
        found[f"{name}_from_start"] = _from_start(series, name)
        sd = np.sqrt(series.noise[name].variance)
        found[f"{name}_above_all"] = _above_all(series.totals[name]) / sd
    found["pain_swings"] = np.sqrt(series.noise["pain"].variance)
    found["pain_drifts"] = np.sqrt(series.noise["pain"].drift)
    found["pain_holds_on"] = series.noise["pain"].inflation
    return found


def _from_start(series: Series, name: str) -> Floats:
    """Change of the last four weeks against the first five, over its error; 0 until apart."""
    values, totals = series.daily[name], series.totals[name]
    day = np.arange(len(values))
    logged = np.flatnonzero(np.isfinite(values))
    if len(logged) < MIN_FIRST_LOGGED:
        return np.zeros(len(values))
    first = np.full_like(day, logged[0])
    base, n_base = totals.over(first, first + FIRST_DAYS)
    mean, n_mean = totals.of_last(FOUR_WEEKS_DAYS)
    # What is logged later must not make an earlier look judge what it could not.
    judged = (day >= logged[0] + FIRST_DAYS) & (day >= logged[MIN_FIRST_LOGGED - 1])
    judged &= (n_mean >= MIN_DAYS) & (n_base >= MIN_DAYS)
    z = (mean - base) / np.sqrt(series.noise[name].of_change(n_mean, n_base))
    return np.where(judged, np.clip(z, -HIGHEST_Z, HIGHEST_Z), 0.0)


def _above_all(totals: Running) -> Floats:
    """Mean of the last four weeks minus the highest such mean that ended before them."""
    days = FOUR_WEEKS_DAYS
    mean, logged = totals.of_last(days)
    mean = np.where(logged >= MIN_MONTH_LOGGED, mean, np.nan)
    highest = np.full(len(mean), np.nan)
    highest[days:] = np.fmax.accumulate(mean)[: max(len(mean) - days, 0)]
    above: Floats = np.nan_to_num(mean - highest)
    return above
