"""What became of a dose change that the person noted as made by the prescriber."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from app.trends.arrays import Floats, Ints
from app.trends.figures.dose_changes import SAME_CHANGE_DAYS
from app.trends.figures.dose_cuts import DAYS_BEFORE, LowerRun
from app.trends.figures.dose_steps import HIGHER_SHARE, LOWER_SHARE

# A note says that the dose changed, not which way. It is told when the days since differ from
# those before by more than chance (one-sided, 5 %) and by more than a crumb: upwards at once,
# downwards from the fourth recorded day on, since one may be a forgotten dose. On the seventh
# the mean decides, and two weeks after the note whatever is recorded by then.
CLEAR_Z = 1.64
SMALLEST_SD_SHARE = 0.02
LEAST_DAYS_SINCE = 4
MOST_DAYS_SINCE = 7
NOTE_DAYS = 14
# A dose that falls within so many days after the note is the noted change.
FALLS_WITHIN_DAYS = SAME_CHANGE_DAYS


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
