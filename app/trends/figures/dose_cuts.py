"""Whether a cut may be under way: told within days by the amounts alone.

The days after a cut are left out by the detector, since withdrawal hides what the lower dose does.
That cannot wait for a confirmed level, so this errs to the side of waiting and of leaving out, and
names no change. `app.trends.figures.noted_changes` does the same where a change was noted. What
changed is named by `app.trends.figures.dose_steps` and `dose_changes`, by the same shares of the
usual amount, once enough days have confirmed it.

Whether a lower amount is a cut or a forgotten dose is known only after some days. So each finding
names the look from which on it is told, and rests on nothing recorded after that look.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from operator import attrgetter

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from app.trends.arrays import Floats, Ints
from app.trends.figures.dose_steps import LEVEL_DAYS, LOWER_SHARE, STEADY_SHARE
from app.trends.figures.spans import SETTLING_DAYS

# An amount is compared with so many recorded days before it, none older than twice that.
DAYS_BEFORE = LEVEL_DAYS
# Without a note, a cut is known once so many recorded days in a row are lower than usual. The
# more often a steady dose was lower before, by doses that were forgotten, the more days it takes:
# up to 3, 5, 7 of the 14 days before. So a chance run is as rare for everyone. The place in the
# list is how many days were lower, never more than 7: the limit lies below the eighth lowest.
ROW_BY_LOWER_DAYS = np.array([4, 4, 4, 4, 6, 6, 8, 8])
# Amounts that vary must fall below nine tenths of a usual low day, the fourth lowest.
USUAL_LOW = 3
CLEAR_SHARE = 0.9
# How many days without a row to wait for the next one: the dose may have come down on them.
WAIT_DAYS = 3
# For the further days of a lower amount nobody waits for longer than withdrawal may hide what it
# does: where a stop follows, no row ever comes.
LONGEST_WAIT_DAYS = SETTLING_DAYS + 1


@dataclass(frozen=True, slots=True)
class LowerRun:
    """Days in a row on which the recorded amount is lower than usual, or missing.

    Attributes:
        began: the first of them, or the first day without a row just before it.
        told: the look at which it is told what they are.
        is_cut: whether the dose was cut, not merely forgotten or not written down.
    """

    began: int
    told: int
    is_cut: bool


@dataclass(frozen=True, slots=True)
class _RecordedDays:
    """The days with a recorded amount (k each).

    Attributes:
        day: their indices.
        amount: their MME in mg.
        comparable: whether a row and the 13 before it lie close enough to say what is usual.
        days: number of days of the diary.
    """

    day: Ints
    amount: Floats
    comparable: NDArray[np.bool_]
    days: int


def find_lower_runs(mme_per_day: Floats, same_opioid_since: Ints) -> list[LowerRun]:
    """Find the runs of lower amounts and of days without a row, in order of their first day.

    A run starts with each lower day, so those of one cut overlap.

    Args:
        mme_per_day: oral morphine equivalents of each day in mg; `nan` where none counts (n).
        same_opioid_since: for each day, since when the main opioid has been the same one (n).
    """
    day = np.flatnonzero(np.isfinite(mme_per_day))
    if len(day) < DAYS_BEFORE:
        return []
    comparable = np.zeros(len(day), dtype=bool)
    back = DAYS_BEFORE - 1
    comparable[back:] = day[back:] - day[:-back] < 2 * DAYS_BEFORE
    rows = _RecordedDays(day, mme_per_day[day], comparable, len(mme_per_day))
    found = [*_gaps(rows), *_lower_days(rows, same_opioid_since)]
    return sorted(found, key=attrgetter("began", "told"))


def _gaps(rows: _RecordedDays) -> Iterator[LowerRun]:
    """Yield the days without a row, until the next row tells or none is waited for any more."""
    next_day = np.append(rows.day[1:], rows.days)
    for row in np.flatnonzero(rows.comparable & (next_day > rows.day + 1)).tolist():
        began = int(rows.day[row]) + 1
        yield LowerRun(began, min(int(next_day[row]), began + WAIT_DAYS), is_cut=False)


def _lower_days(rows: _RecordedDays, same_opioid_since: Ints) -> Iterator[LowerRun]:
    """Yield a run from each row that is lower than the fourteen before it."""
    # The last window has no row after it.
    limits, lengths = _lower_than_usual(sliding_window_view(rows.amount, DAYS_BEFORE)[:-1])
    lower = rows.comparable[DAYS_BEFORE - 1 : -1] & (rows.amount[DAYS_BEFORE:] < limits)
    for window in np.flatnonzero(lower).tolist():
        run = _follow_run(rows, window + DAYS_BEFORE, limits[window], int(lengths[window]))
        # Another opioid that takes over is no cut.
        rotated = run.is_cut and same_opioid_since[run.told] > rows.day[window]
        yield replace(run, is_cut=False) if rotated else run


def _follow_run(rows: _RecordedDays, row: int, limit: float, length: int) -> LowerRun:
    """Follow a run from its first row until an amount is no longer lower, or it is long enough.

    Where too few rows follow within two weeks, all of them lower, it is long enough, too.
    """
    began, unrecorded = int(rows.day[row]), int(rows.day[row - 1]) + 1
    # The dose may have come down on the first of a few days without a row.
    if began - unrecorded <= WAIT_DAYS:
        began = unrecorded
    until = began + LONGEST_WAIT_DAYS
    days = rows.day[row : row + length]
    days = days[days < until]
    higher = rows.amount[row : row + len(days)] >= limit
    if higher.any():
        # `argmax` finds the first one.
        return LowerRun(began, int(days[higher.argmax()]), is_cut=False)
    if len(days) == length:
        return LowerRun(began, int(days[-1]), is_cut=True)
    return LowerRun(began, min(until, rows.days), is_cut=until < rows.days)


def _lower_than_usual(before: Floats) -> tuple[Floats, Ints]:
    """Return below which amount a day is lower than the days before, and how many make a cut (k).

    Args:
        before: the amounts of the fourteen days before each day (k, 14).
    """
    ordered = np.sort(before, axis=1)
    usual = ordered[:, DAYS_BEFORE // 2]
    # The very highest may be an extra dose, so the second highest is compared.
    steady = usual >= STEADY_SHARE * ordered[:, -2]
    limits = np.where(steady, LOWER_SHARE * usual, CLEAR_SHARE * ordered[:, USUAL_LOW])
    lower_days = (ordered < limits[:, None]).sum(axis=1)
    return limits, ROW_BY_LOWER_DAYS[lower_days]
