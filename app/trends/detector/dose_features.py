"""What the dose record adds: how high, how much more, how much less, and pain after each step.

Amounts are compared by the usual day, the median, which a forgotten row does not move; and with
levels that were confirmed, never with the lowest or highest stretch that chance could find.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from app.trends.arrays import Bools, Floats, Ints
from app.trends.detector.signals import MIN_DAYS, Running, Signals, running
from app.trends.figures.around_changes import MIN_LOGGED_DAYS, days_around
from app.trends.figures.dose_changes import ChangeAt, ChangeKind
from app.trends.figures.dose_record import usual_amount
from app.trends.figures.spans import FOUR_WEEKS_DAYS, HALF_YEAR_DAYS, TWO_WEEKS_DAYS

# Added to both amounts of a ratio, so that a few milligrams are no multiple of nothing.
SOFTENING_MME = 5.0
# Without any record the amount is taken for this, which speaks neither for nor against.
UNKNOWN_MME = 25.0
MIN_RECORDED = 7
STEP_MEMORY_DAYS = 120


@dataclass(frozen=True, slots=True)
class DoseLevel:
    """An earlier level for each look: its usual amount (`nan` without one), and its days (n)."""

    mme_per_day: Floats
    first: Ints
    stop: Ints

    def copy(self) -> "DoseLevel":
        """Return one that can be changed apart from this one."""
        return DoseLevel(self.mme_per_day.copy(), self.first.copy(), self.stop.copy())

    def put(self, looks: slice, where: Bools, mme_per_day: float, first: int, stop: int) -> None:
        """Take another level for some looks, those of the slice where it is told to."""
        self.mme_per_day[looks][where] = mme_per_day
        self.first[looks][where] = first
        self.stop[looks][where] = stop


@dataclass(frozen=True, slots=True)
class DoseLevels:
    """For each look: the usual amount lately, and the lowest and highest level of half a year.

    Levels on the same opioid only. They are the first four weeks of the half year, and the four
    weeks before each change of the amount that was known by then.
    """

    lately: Floats
    lowest: DoseLevel
    highest: DoseLevel


def find_levels(signals: Signals, changes: Sequence[ChangeAt]) -> DoseLevels:
    """Return the levels of each day as a look."""
    day = np.arange(signals.days)
    amounts = signals.mme_per_day
    lately, _ = _usual_of_last(amounts, TWO_WEEKS_DAYS)
    first = np.maximum(day - HALF_YEAR_DAYS + 1, signals.same_opioid_since)
    stop = first + FOUR_WEEKS_DAYS
    usual, recorded = _usual_of_last(amounts, FOUR_WEEKS_DAYS)
    judged = stop <= day - TWO_WEEKS_DAYS + 1
    at_first = np.where(judged, stop - 1, 0)
    judged &= recorded[at_first] >= MIN_RECORDED
    begin = DoseLevel(np.where(judged, usual[at_first], np.nan), first, stop)
    lowest, highest = begin, begin.copy()
    edges = [0, *(change.at for change in changes)]
    for change, edge in zip(changes, edges, strict=False):
        since = max(edge, change.at - FOUR_WEEKS_DAYS)
        before = usual_amount(amounts, since, change.at)
        if before is None or not change.is_known_by(signals.days):
            continue
        looks = slice(change.known_from, change.at + HALF_YEAR_DAYS)
        same = signals.same_opioid_since[looks] <= since
        lowest.put(looks, same & ~(lowest.mme_per_day[looks] < before), before, since, change.at)
        higher = same & ~(highest.mme_per_day[looks] > before)
        highest.put(looks, higher, before, since, change.at)
    return DoseLevels(lately, lowest, highest)


def _usual_of_last(amounts: Floats, days: int) -> tuple[Floats, Floats]:
    """Return the median of the recorded days of so many up to each day, and their number (n)."""
    windows = sliding_window_view(np.concatenate([np.full(days - 1, np.nan), amounts]), days)
    recorded = np.isfinite(windows).sum(axis=1)
    # Unknown days are sorted to the end.
    ordered = np.sort(windows, axis=1)
    row = np.arange(len(amounts))
    middle = np.maximum(recorded - 1, 0)
    usual = (ordered[row, middle // 2] + ordered[row, (middle + 1) // 2]) / 2
    return usual, recorded.astype(np.float64)


def dose_features(
    signals: Signals, pain: Running, changes: Sequence[ChangeAt], levels: DoseLevels
) -> dict[str, Floats]:
    """Return the features that rest on recorded doses, one value per day."""
    four_weeks, _ = running(signals.mme_per_day).of_last(FOUR_WEEKS_DAYS)
    now = np.where(np.isnan(four_weeks), UNKNOWN_MME, four_weeks)
    pain_now, _ = pain.of_last(FOUR_WEEKS_DAYS)
    pain_then, logged = pain.over(levels.lowest.first, levels.lowest.stop)
    helped = np.where(logged >= MIN_DAYS, pain_now - pain_then, 0.0)
    dose_up = np.maximum(_log_ratio(levels.lately, levels.lowest.mme_per_day), 0.0)
    return {
        "dose_high": np.log(now + SOFTENING_MME),
        "dose_up": dose_up,
        # Worth nothing once pain is a point lower than when the dose was low: then it works.
        "dose_up_no_relief": dose_up * np.clip(1.0 + np.nan_to_num(helped), 0.0, 1.0),
        "dose_cut": np.maximum(_log_ratio(levels.highest.mme_per_day, levels.lately), 0.0),
        "pain_now": np.nan_to_num(pain_now),
        "pain_after_steps": _pain_after_steps(pain, changes, signals.days),
    }


def _log_ratio(above: Floats, below: Floats) -> Floats:
    return np.nan_to_num(np.log((above + SOFTENING_MME) / (below + SOFTENING_MME)))


def _pain_after_steps(pain: Running, changes: Sequence[ChangeAt], days: int) -> Floats:
    """Mean change of pain two to five weeks after the dose went up, over the last 120 days.

    One step is worth half, two are worth two thirds: few steps say little.
    """
    steps = [
        (days_around(change.at, before.at if before else None), change.known_from)
        for change, before in zip(changes, [None, *changes], strict=False)
        if change.kind is ChangeKind.UP
    ]
    before, n_before = pain.over(*_bounds(around.before for around, _ in steps))
    later, n_later = pain.over(*_bounds(around.late for around, _ in steps))
    # Known only once the five weeks are over.
    told = [max(around.late.stop, known_from) for around, known_from in steps]
    known_from = np.array(told, dtype=np.int64)
    usable = (np.minimum(n_before, n_later) >= MIN_LOGGED_DAYS) & (known_from < days)
    sums, counts = np.zeros(days), np.zeros(days)
    np.add.at(sums, known_from[usable], (later - before)[usable])
    np.add.at(counts, known_from[usable], 1.0)
    day = np.arange(days)
    memory = Running(_from_zero(sums), _from_zero(counts))
    mean, count = memory.over(day - STEP_MEMORY_DAYS, day + 1)
    return np.nan_to_num(mean * count / (count + 1.0))


def _bounds(windows: Iterable[range]) -> tuple[Ints, Ints]:
    ends = [(window.start, window.stop) for window in windows]
    first, stop = np.array(ends, dtype=np.int64).reshape(-1, 2).T
    return first, stop


def _from_zero(daily: Floats) -> Floats:
    return np.concatenate([[0.0], np.cumsum(daily)])
