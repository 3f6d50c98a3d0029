"""Whether a cut may be under way: told within days, by the amounts alone or by a note.

The days after a cut are left out by the detector, since withdrawal hides what the lower dose does.
That cannot wait for a confirmed level, so this errs to the side of waiting and of leaving out, and
names no change. What changed is named by `app.trends.figures.dose_steps` and `dose_changes`, by the
same shares of the usual amount, once enough days have confirmed it.

Whether a lower amount is a cut or a forgotten dose is known only after some days. So each finding
names the look from which on it is told, and rests on nothing recorded after that look.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import attrgetter

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from app.trends.arrays import Floats, Ints
from app.trends.figures.dose_changes import SAME_CHANGE_DAYS
from app.trends.figures.dose_steps import HIGHER_SHARE, LEVEL_DAYS, LOWER_SHARE, STEADY_SHARE

# An amount is compared with the recorded days before it: so many, no older than twice that.
DAYS_BEFORE = LEVEL_DAYS
# Without a note, a cut is known once so many recorded days in a row are lower than usual. The
# more often a steady dose was lower before, by doses that were forgotten, the more days it takes:
# up to 3, 5, 7 of the 14 days before. So a chance run is as rare for everyone. The place in the
# list is how many days were lower, never more than 7: the limit lies below the eighth lowest.
ROW_BY_LOWER_DAYS = np.array([4, 4, 4, 4, 6, 6, 8, 8])
# Amounts that vary must fall below nine tenths of a usual low day, the fourth lowest.
USUAL_LOW = 3
CLEAR_SHARE = 0.9
# So many days without a dose row are waited for the next row: the dose may have come down on them.
WAIT_DAYS = 3
# A note says that the dose changed, not which way. It is told when the days since differ from
# those before by more than chance (one-sided, 5 %) and by more than a crumb: upwards at once,
# downwards from the fourth recorded day on, since one may be a forgotten dose. On the seventh
# the mean decides, and two weeks after the note whatever is recorded by then.
CLEAR_Z = 1.64
SMALLEST_SD_SHARE = 0.02
LEAST_DAYS_SINCE = 4
MOST_DAYS_SINCE = 7
NOTE_DAYS = 14
# A dose that falls so many days after the note is the noted change.
FALLS_WITHIN_DAYS = SAME_CHANGE_DAYS


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
class NotedChange:
    """A change of dose noted as made by the prescriber.

    Attributes:
        noted: the day of the note.
        began: since when the amount had been lower on that day; the day itself if it was not.
        told: the look at which it is told which way it went; `None` where it never can be, since
            no amount is recorded before it.
        fell: the day after the last full amount, that of the note at the earliest; `None` where
            the dose did not come down.
    """

    noted: int
    began: int
    told: int | None
    fell: int | None


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
    """Follow a run from its first row until an amount is no longer lower, or it is long enough."""
    began, unrecorded = int(rows.day[row]), int(rows.day[row - 1]) + 1
    # The dose may have come down on the first of a few days without a row.
    if began - unrecorded <= WAIT_DAYS:
        began = unrecorded
    higher = rows.amount[row : row + length] >= limit
    if higher.any():
        # `argmax` finds the first one.
        return LowerRun(began, int(rows.day[row + higher.argmax()]), is_cut=False)
    if row + length > len(rows.day):
        return LowerRun(began, rows.days, is_cut=False)
    return LowerRun(began, int(rows.day[row + length - 1]), is_cut=True)


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


def find_noted_changes(
    mme_per_day: Floats, same_opioid_since: Ints, noted: Iterable[int], runs: Sequence[LowerRun]
) -> Iterator[NotedChange]:
    """Yield what became of each change that the prescriber noted, in order of time.

    Args:
        mme_per_day: oral morphine equivalents of each day in mg; `nan` where none counts (n).
        same_opioid_since: for each day, since when the main opioid has been the same one (n).
        noted: days of the notes, in any order; those outside the `n` days are passed over.
        runs: lower runs in order of their first day: a note may come after the fall.
    """
    days = len(mme_per_day)
    low_since = _low_since(runs, days)
    # Before the first change, all days count.
    for last, at in pairwise([0, *sorted(at for at in set(noted) if 0 <= at < days)]):
        began = int(low_since[at])
        before = _last_amounts(mme_per_day, last, began)
        if not len(before):
            before = _last_amounts(mme_per_day, 0, began)
        yield _tell(mme_per_day, same_opioid_since, before, began, at)


def _low_since(runs: Sequence[LowerRun], days: int) -> Ints:
    """Return for each day since when the amount has been lower; the day itself if it is not (n)."""
    low_since = np.arange(days)
    # Backwards, so that of the runs that overlap the one that began first is written last.
    for run in reversed(runs):
        # On the day that tells, the amount is still low if it is a cut.
        low_since[run.began + 1 : run.told + run.is_cut] = run.began
    return low_since


def _last_amounts(mme_per_day: Floats, first: int, end: int) -> Floats:
    """Return the last amounts recorded from a day on and before another one (up to 14)."""
    amounts = mme_per_day[max(first, end - 2 * DAYS_BEFORE) : end]
    return amounts[np.isfinite(amounts)][-DAYS_BEFORE:]


def _tell(
    mme_per_day: Floats, same_opioid_since: Ints, before: Floats, began: int, noted: int
) -> NotedChange:
    """Tell by the amounts since which way a noted change went.

    Without any, it counts as a cut; without any before it (up to 14), it can never be told.
    """
    if not len(before):
        return NotedChange(noted, began, told=None, fell=None)
    usual = _HigherHalf.of(before)
    full = LOWER_SHARE * usual.mean
    told = min(noted + NOTE_DAYS + 1, len(mme_per_day))
    is_lower, fell = True, noted
    days = noted + np.flatnonzero(np.isfinite(mme_per_day[noted:told]))
    amounts = mme_per_day[days]
    for count, day in enumerate(days[:MOST_DAYS_SINCE].tolist(), start=1):
        now = _HigherHalf.of(amounts[:count])
        is_lower = now.mean < full
        fell = day + 1 if amounts[count - 1] >= full else fell
        rotated = same_opioid_since[day] > max(noted - FALLS_WITHIN_DAYS, 0)
        if rotated or (now.mean > HIGHER_SHARE * usual.mean and usual.differs(now)):
            return NotedChange(noted, began, told=day, fell=None)
        clear_cut = count >= LEAST_DAYS_SINCE and is_lower and usual.differs(now)
        if clear_cut or count == MOST_DAYS_SINCE:
            told = day
            break
    return NotedChange(noted, began, told, fell if is_lower else None)


@dataclass(frozen=True, slots=True)
class _HigherHalf:
    """Mean, SD and number of the higher half of some amounts: no forgotten dose is in it."""

    mean: float
    sd: float
    count: int

    @classmethod
    def of(cls, amounts: Floats) -> "_HigherHalf":
        """Take the higher half of one or more amounts, the middle one counted in."""
        count = (len(amounts) + 1) // 2
        falling = -np.sort(-amounts)
        is_higher = np.arange(len(amounts)) < count
        mean = float((falling * is_higher).sum()) / count
        squares = ((falling - mean) * is_higher) ** 2
        return cls(mean, math.sqrt(squares.sum() / count), count)

    def differs(self, later: "_HigherHalf") -> bool:
        """Tell whether later amounts differ from these by more than these vary by chance."""
        sd = max(self.sd, SMALLEST_SD_SHARE * self.mean)
        chance = sd * math.sqrt(1 / later.count + 1 / self.count) * CLEAR_Z
        return abs(later.mean - self.mean) > chance
