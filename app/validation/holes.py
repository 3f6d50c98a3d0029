"""Take things out of a diary, as people do: days of some kind, or one whole sort of record."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from app.trends.arrays import Bools
from app.trends.detector.settling import without_areas
from app.trends.detector.signals import Signals

SHARE_REMOVED = 0.3
LONGEST_BURST_DAYS = 21
Chooser = Callable[[np.random.Generator, Signals, int], Bools]


def at_random(rng: np.random.Generator, signals: Signals, count: int) -> Bools:
    """Choose any logged days."""
    gone = np.zeros(signals.days, dtype=bool)
    gone[rng.choice(_logged(signals), count, replace=False)] = True
    return gone


def in_bursts(rng: np.random.Generator, signals: Signals, count: int) -> Bools:
    """Choose runs of days until enough logged ones are among them."""
    logged = np.isfinite(signals.pain)
    gone = np.zeros(signals.days, dtype=bool)
    while (gone & logged).sum() < count:
        first = int(rng.integers(1, signals.days))
        gone[first : first + int(rng.integers(5, LONGEST_BURST_DAYS))] = True
    return gone


def bad_days(rng: np.random.Generator, signals: Signals, count: int) -> Bools:
    """Choose the days with the most pain, those with equal scores by chance."""
    return _extreme(rng, signals, count, sign=-1.0)


def good_days(rng: np.random.Generator, signals: Signals, count: int) -> Bools:
    """Choose the days with the least pain, those with equal scores by chance."""
    return _extreme(rng, signals, count, sign=1.0)


def _extreme(rng: np.random.Generator, signals: Signals, count: int, sign: float) -> Bools:
    logged = _logged(signals)
    order = np.argsort(sign * signals.pain[logged] + 0.5 * rng.random(len(logged)))
    gone = np.zeros(signals.days, dtype=bool)
    gone[logged[order[:count]]] = True
    return gone


def _logged(signals: Signals) -> np.typing.NDArray[np.intp]:
    """Return the logged days but the first, which a diary begins with."""
    return np.flatnonzero(np.isfinite(signals.pain))[1:]


HOLES: dict[str, Chooser] = {
    "at random": at_random,
    "in bursts": in_bursts,
    "the bad days": bad_days,
    "the good days": good_days,
}


def take_out(signals: Signals, choose: Chooser, seed: int) -> Signals:
    """Return the diary without three in ten of its logged days, entries and doses alike."""
    rng = np.random.default_rng(seed)
    gone = choose(rng, signals, int(SHARE_REMOVED * len(_logged(signals))))
    return replace(
        signals,
        pain=np.where(gone, np.nan, signals.pain),
        touch=np.where(gone, np.nan, signals.touch),
        areas=signals.areas & ~gone[:, None],
        has_areas=signals.has_areas & ~gone,
        mme_per_day=np.where(gone, np.nan, signals.mme_per_day),
    )


def without_record(signals: Signals, record: str) -> Signals:
    """Return the diary without any ``touch``, ``areas`` or ``doses``."""
    if record == "touch":
        return replace(signals, touch=np.full(signals.days, np.nan))
    if record == "areas":
        return without_areas(signals)
    return replace(signals, mme_per_day=np.full(signals.days, np.nan))
