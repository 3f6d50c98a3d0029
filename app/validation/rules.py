"""Four simple rules to compare the detector with, each a score per day that sees no later day."""

import numpy as np

from app.clinical import events as kinds
from app.trends.arrays import Floats, Ints
from app.trends.detector.signals import Signals, running

MONTH_DAYS = 30
UP_SHARE = 0.1
HIGH_MME = 90.0
EXPLAINED_DAYS = 60
EXPLAINING = frozenset(
    {kinds.NEW_INJURY, kinds.SURGERY_OR_PROCEDURE, kinds.ILLNESS, kinds.CONDITION_WORSE}
)


def correlation(signals: Signals, looks: Ints) -> Floats:
    """Correlation of pain and dose over the last 30 days."""
    day = np.arange(signals.days)
    pain, dose = signals.pain, signals.mme_per_day
    both = np.isfinite(pain) & np.isfinite(dose)

    def mean(values: Floats) -> Floats:
        found, _ = running(np.where(both, values, np.nan)).over(day - MONTH_DAYS + 1, day + 1)
        return found

    spread = (mean(pain**2) - mean(pain) ** 2) * (mean(dose**2) - mean(dose) ** 2)
    shared = mean(pain * dose) - mean(pain) * mean(dose)
    steady = np.nan_to_num(spread) <= 1e-9
    scores: Floats = np.where(steady, 0.0, shared / np.sqrt(np.where(steady, 1.0, spread)))
    return np.nan_to_num(scores[looks])


def two_points_and_dose(signals: Signals, looks: Ints) -> Floats:
    """Rise of pain over two weeks, once the dose is up by a fifth; else below all of those."""
    day = np.arange(signals.days)
    pain, dose = running(signals.pain), running(signals.mme_per_day)
    rise = pain.over(day - 13, day + 1)[0] - pain.over(day - 27, day - 13)[0]
    dose_before, dose_now = dose.over(day - 27, day - 13)[0], dose.over(day - 13, day + 1)[0]
    up = np.nan_to_num(dose_now) >= 1.2 * np.nan_to_num(dose_before, nan=np.inf)
    scores: Floats = np.where(up, np.nan_to_num(rise), -10.0 + 0.1 * np.nan_to_num(rise))
    return scores[looks]


def mann_kendall(signals: Signals, looks: Ints) -> Floats:
    """The lower of the two Mann-Kendall trend scores of pain and dose, over the last 60 days."""
    return np.array([_both_trends(signals, int(look)) for look in looks])


def _both_trends(signals: Signals, look: int) -> float:
    window = slice(max(look - 2 * MONTH_DAYS + 1, 0), look + 1)
    return min(_trend(signals.pain[window]), _trend(signals.mme_per_day[window]))


def _trend(values: Floats) -> float:
    """Mann's S over its standard deviation without ties (Mann 1945, Econometrica 13:245)."""
    known = values[np.isfinite(values)]
    n = len(known)
    if n < 10:
        return 0.0
    later_minus_earlier = np.sign(known[None, :] - known[:, None])
    s = float(np.triu(later_minus_earlier, 1).sum())
    return s / float(np.sqrt(n * (n - 1) * (2 * n + 5) / 18))


def clinical(signals: Signals, looks: Ints) -> Floats:
    """Pain and touch or places rose together, the dose is up or high, and nothing happened.

    The smaller of the rise of pain and the larger of the two others, each the mean of four weeks
    against the eight before, in points or places; else below all of those.
    """
    day = np.arange(signals.days)
    places = np.where(signals.has_areas, signals.areas.sum(axis=1), np.nan)

    def rise(values: Floats) -> Floats:
        totals = running(values)
        now, before = totals.over(day - 27, day + 1)[0], totals.over(day - 83, day - 27)[0]
        return np.nan_to_num(now - before)

    other = np.maximum(rise(signals.touch), rise(places))
    doses = running(signals.mme_per_day)
    lately = np.nan_to_num(doses.over(day - 27, day + 1)[0])
    up = rise(signals.mme_per_day) >= UP_SHARE * lately
    happened = np.zeros(signals.days, dtype=bool)
    for at, kind in signals.events:
        if kind in EXPLAINING and 0 <= at < signals.days:
            happened[at : at + EXPLAINED_DAYS] = True
    scores = np.minimum(rise(signals.pain), other)
    fits = (up | (lately >= HIGH_MME)) & ~happened
    found: Floats = np.where(fits, scores, scores - 20.0)
    return found[looks]


RULES = {
    "30-day correlation of pain and dose": correlation,
    "two points more pain and a fifth more dose": two_points_and_dose,
    "Mann-Kendall trend of pain and dose": mann_kendall,
    "pain, and touch or places, on more or much opioid": clinical,
}
