"""When the usual amount of a day stepped up or down: the one rule by which a change is named.

A step is a change of level, never a bad day or a forgotten row. So it takes a confirmed level on
both sides: fourteen recorded days before it (seven since another step), and after it

- seven recorded days where the dose is steady. The higher half of the days says what the usual
  amount is, since a forgotten row can only lower a day. Up: six of the seven lie above all of the
  fourteen before. Down: all seven lie below the usual amount, and hardly any day before did.
- fourteen where rows are forgotten now and then: nine of them above, or all of them below.
- twenty-eight, against the twenty-eight before, where the amount varies from day to day, as with
  as-needed doses. They must differ by a fifth, the line that Hayes et al. 2020 used to tell people
  whose dose was raised from people who stayed
  (https://www.hsrd.research.va.gov/research/citations/abstract.cfm?Identifier=127822), and by more
  than chance (Wilcoxon's rank sum).

Days without a record are left out: they prove nothing. A step is never taken back: it rests on the
days up to the one that confirms it. How often each rule errs is simulated in the tests.

`app.trends.figures.dose_cuts` asks another question, within days: may a cut be under way, so that
its withdrawal must be left out? It errs to the side of waiting, and names nothing.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from app.trends.arrays import Floats, Ints

# How many recorded days make a level known; a new one takes half of them.
LEVEL_DAYS = 14
NEW_LEVEL_DAYS = LEVEL_DAYS // 2
# Days that vary take twice as long to say as much.
VARYING_DAYS = 2 * LEVEL_DAYS
# Lower or higher by this share is another amount: the smallest plans change by 5 %.
LOWER_SHARE = 0.97
HIGHER_SHARE = 1.03
# Steady: the higher half of the amounts is the same amount, but for this share.
STEADY_SHARE = 0.98
# So many of the days after a step up lie above the level before; the others may be forgotten rows.
HIGHER_DAYS = {NEW_LEVEL_DAYS: 6, LEVEL_DAYS: 9}
# So few of the days before a step down may have been as low as those after it: one in four weeks
# where seven days tell, two in seven where fourteen do.
LOW_DAYS_BEFORE = {NEW_LEVEL_DAYS: 1 / VARYING_DAYS, LEVEL_DAYS: 2 / 7}
# Hayes et al. 2020, see above; down it is as far as back from up: 1 / 1.2. `after_cut` asks about
# a fifth of the earlier amount.
SMALLEST_SHARE = 0.2
# Also the third highest of the four weeks must move by half of that: more forgotten rows leave it.
THIRD_HIGHEST = -3
# Rank-sum z of the two four weeks. As-needed doses that merely vary pass it about once in five
# years of diary.
SMALLEST_Z = 3.5


@dataclass(frozen=True, slots=True)
class DoseStep:
    """One step of the usual amount.

    Attributes:
        at: index of the first recorded day on the new level.
        confirmed: index of the recorded day that confirmed it.
        is_up: whether the amount went up.
    """

    at: int
    confirmed: int
    is_up: bool


class _Rows:
    """The days with a recorded amount, and their amounts in order of size for runs of days.

    Attributes:
        day: index of each (k).
        amount: MME in mg (k).
        since: since when that day's main opioid has been the same one (k).
    """

    def __init__(self, day: Ints, amount: Floats, since: Ints) -> None:
        self.day, self.amount, self.since = day, amount, since
        self._ordered = {
            count: np.sort(sliding_window_view(amount, count), axis=1)
            for count in (NEW_LEVEL_DAYS, LEVEL_DAYS, VARYING_DAYS)
            if count <= len(amount)
        }

    def comparable(self, before: int, after: int) -> Ints:
        """Return the rows with so many before and after them near enough, on the same opioid."""
        row = np.arange(before, len(self.day) - after + 1)
        first, last = self.day[row - before], self.day[row + after - 1]
        near = (self.day[row] - first < 2 * before) & (last - self.day[row] < 2 * after)
        return row[near & (self.since[row + after - 1] <= first)]

    def ordered(self, first: Ints, count: int) -> Floats:
        """Return the amounts of `count` rows from each of these on, rising (k, count)."""
        return self._ordered[count][first]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A row at which a step may lie, the row that confirms it, and the rows before it."""

    confirmed: int
    row: int
    rows_before: int
    is_up: bool
    is_steady: bool


def find_steps(mme_per_day: Floats, same_opioid_since: Ints) -> list[DoseStep]:
    """Find every step of the usual amount, in order of time.

    Args:
        mme_per_day: oral morphine equivalents of each day in mg; `nan` where none counts (n).
        same_opioid_since: for each day, the index from which on the main opioid has been the same
            one, as far as it was known on that day (n). No step is seen across it.
    """
    day = np.flatnonzero(np.isfinite(mme_per_day))
    rows = _Rows(day, mme_per_day[day], same_opioid_since[day])
    begins = np.searchsorted(day, sorted({0, *same_opioid_since.tolist()})).tolist()
    found: list[DoseStep] = []
    last = begin = 0
    for candidate in sorted(_candidates(rows), key=lambda c: (c.confirmed, -c.rows_before, c.row)):
        if candidate.row - last < NEW_LEVEL_DAYS:
            continue
        begin = begins[bisect_right(begins, candidate.row) - 1]
        row = _place(rows.amount, candidate, begin, max(begin, last))
        if row is not None:
            last = row
            found.append(DoseStep(int(day[row]), int(day[candidate.confirmed]), candidate.is_up))
    return found


def _place(amounts: Floats, candidate: _Candidate, begin: int, last: int) -> int | None:
    """Return the row of a candidate's step; `None` where the level before it is not confirmed.

    Args:
        amounts: of all rows.
        candidate: where a step may lie.
        begin: first row on this opioid.
        last: row of the last step, or `begin`.
    """
    so_far = candidate.row - last
    if so_far < (LEVEL_DAYS if last == begin else NEW_LEVEL_DAYS):
        return None
    # Soon after a step the level is that of the few days since, and only of these.
    if (candidate.rows_before == NEW_LEVEL_DAYS) != (so_far < LEVEL_DAYS):
        return None
    if not candidate.is_steady:
        row = _clearest_row(amounts, candidate)
        return row if row - last >= NEW_LEVEL_DAYS else None
    return candidate.row if candidate.is_up or _is_new_low(amounts, candidate, last) else None


def _is_new_low(amounts: Floats, candidate: _Candidate, last: int) -> bool:
    """Tell whether hardly any day since the last step was as low as those after this one."""
    row = candidate.row
    usual = np.sort(amounts[row - candidate.rows_before : row])[candidate.rows_before // 2]
    before = amounts[max(last, row - VARYING_DAYS) : row]
    allowed = LOW_DAYS_BEFORE[candidate.confirmed - row + 1]
    return bool((before < LOWER_SHARE * usual).sum() <= int(allowed * len(before)))


def _clearest_row(amounts: Floats, candidate: _Candidate) -> int:
    """Return the row that parts the days of a candidate into the two most different means."""
    first = candidate.row - candidate.rows_before
    days = amounts[first : candidate.confirmed + 1]
    cut = np.arange(NEW_LEVEL_DAYS, len(days) - NEW_LEVEL_DAYS + 1)
    total = np.cumsum(days)
    means_apart = (total[-1] - total[cut - 1]) / (len(days) - cut) - total[cut - 1] / cut
    explained = means_apart**2 * cut * (len(days) - cut)
    return first + int(cut[explained.argmax()])


def _candidates(rows: _Rows) -> Iterator[_Candidate]:
    for before in (LEVEL_DAYS, NEW_LEVEL_DAYS):
        for after in (NEW_LEVEL_DAYS, LEVEL_DAYS):
            yield from _steady_candidates(rows, before, after)
    yield from _varying_candidates(rows)


def _steady_candidates(rows: _Rows, days_before: int, days_after: int) -> Iterator[_Candidate]:
    row = rows.comparable(days_before, days_after)
    if not len(row):
        return
    before = rows.ordered(row - days_before, days_before)
    after = rows.ordered(row, days_after)
    usual = before[:, days_before // 2]
    is_steady = (usual >= STEADY_SHARE * before[:, -2]) & (
        after[:, days_after // 2] >= STEADY_SHARE * after[:, -2]
    )
    is_lower = is_steady & (after[:, -1] < LOWER_SHARE * usual)
    above = HIGHER_SHARE * before[:, -1]
    # After few days of a level, none may be missing.
    needed = days_after if days_before == days_after < LEVEL_DAYS else HIGHER_DAYS[days_after]
    is_higher = is_steady & (after[:, -needed] > above) & (rows.amount[row] > above)
    for at in np.flatnonzero(is_higher | is_lower).tolist():
        first = int(row[at])
        confirmed = first + days_after - 1
        yield _Candidate(confirmed, first, days_before, bool(is_higher[at]), is_steady=True)


def _varying_candidates(rows: _Rows) -> Iterator[_Candidate]:
    row = rows.comparable(VARYING_DAYS, VARYING_DAYS)
    if not len(row):
        return
    before = rows.ordered(row - VARYING_DAYS, VARYING_DAYS)
    after = rows.ordered(row, VARYING_DAYS)
    usual = _middle(after) / _middle(before)
    high = after[:, THIRD_HIGHEST] / before[:, THIRD_HIGHEST]
    least, half = 1 + SMALLEST_SHARE, 1 + SMALLEST_SHARE / 2
    is_higher = (usual >= least) & (high >= half)
    maybe = np.flatnonzero(is_higher | ((usual <= 1 / least) & (high <= 1 / half)))
    clear = maybe[_rank_sum_z(before[maybe], after[maybe]) >= SMALLEST_Z]
    for at in clear.tolist():
        first = int(row[at])
        confirmed = first + VARYING_DAYS - 1
        yield _Candidate(confirmed, first, VARYING_DAYS, bool(is_higher[at]), is_steady=False)


def _middle(ordered: Floats) -> Floats:
    """Median of rows that are in order of size, of an even length."""
    half = ordered.shape[1] // 2
    middle: Floats = (ordered[:, half - 1] + ordered[:, half]) / 2
    return middle


def _rank_sum_z(before: Floats, after: Floats) -> Floats:
    """How far apart two sets of days lie by Wilcoxon's rank sum, whichever way (k)."""
    each, other = after[:, :, None], before[:, None, :]
    higher = np.count_nonzero(each > other, axis=(1, 2))
    lower = np.count_nonzero(each < other, axis=(1, 2))
    count, others = after.shape[1], before.shape[1]
    z: Floats = np.abs(higher - lower) / np.sqrt(count * others * (count + others + 1) / 3)
    return z
