"""The two weeks after a dose came down, in which pain, touch and spread are no evidence.

Early withdrawal hides what a lower dose does: a fast cut lowered tolerance of pain in proportion
to the cut, a slow taper raised it over weeks (Compton et al. 2009 and the pilot, PMC2751584).
A day counts as settling only by what is recorded up to it, so no earlier look ever changes.
"""

from dataclasses import replace

import numpy as np

from app.clinical.events import DOSE_CHANGE_BY_PRESCRIBER
from app.trends.signals import Bools, Signals
from app.trends.windows import running

SETTLING_DAYS = 14
# A noted change counts as a cut once the amount is so much lower. The smallest plans are 5 %.
NOTED_SHARE = 0.95
# Without a note: four recorded days in a row, all below nine tenths of a usual low day before.
CLEAR_SHARE = 0.9
DAYS_IN_A_ROW = 4
DAYS_BEFORE = 14


def without_settling(signals: Signals) -> Signals:
    """Return the diary with the answers of all settling days taken for not answered."""
    settling = settling_days(signals)
    if not settling.any():
        return signals
    return replace(
        signals,
        pain=np.where(settling, np.nan, signals.pain),
        touch=np.where(settling, np.nan, signals.touch),
        areas=signals.areas & ~settling[:, None],
    )


def settling_days(signals: Signals) -> Bools:
    """Return the days up to 14 after a cut that is known by then (n)."""
    return _noted(signals) | _clear(signals)


def _noted(signals: Signals) -> Bools:
    found = np.zeros(signals.days, dtype=bool)
    totals = running(signals.mme_per_day)
    for at, kind in signals.events:
        if kind != DOSE_CHANGE_BY_PRESCRIBER or at < DAYS_IN_A_ROW:
            continue
        day = np.arange(at, min(at + SETTLING_DAYS + 1, signals.days))
        before, recorded = totals.over(np.full(len(day), at - DAYS_BEFORE), np.full(len(day), at))
        after, _ = totals.over(np.full(len(day), at), day + 1)
        same = signals.same_opioid_since[day] <= at - DAYS_IN_A_ROW
        found[day] |= same & (recorded >= DAYS_IN_A_ROW) & (after < NOTED_SHARE * before)
    return found


def _clear(signals: Signals) -> Bools:
    found = np.zeros(signals.days, dtype=bool)
    recorded = np.flatnonzero(np.isfinite(signals.mme_per_day))
    length = DAYS_BEFORE + DAYS_IN_A_ROW
    if len(recorded) < length:
        return found
    rows = np.lib.stride_tricks.sliding_window_view(recorded, length)
    amounts = signals.mme_per_day[rows]
    usual_low = np.partition(amounts[:, :DAYS_BEFORE], 3, axis=1)[:, 3]
    fell = amounts[:, DAYS_BEFORE:].max(axis=1) < CLEAR_SHARE * usual_low
    known, began = rows[:, -1], rows[:, DAYS_BEFORE]
    fell &= signals.same_opioid_since[known] <= rows[:, 0]
    for first, cut in zip(known[fell].tolist(), began[fell].tolist(), strict=True):
        found[first : cut + SETTLING_DAYS + 1] = True
    return found
