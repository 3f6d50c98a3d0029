"""When the opioid treatment changed: another opioid, a lower dose, a stop.

Windows do not reach across such a change: what was before it belongs to another treatment. And no
card comes up for the first time in the four weeks after it, when it would only tell what was.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.trends.arrays import Bools, Ints
from app.trends.detector.signals import Signals, running
from app.trends.figures.dose_changes import ChangeAt, ChangeKind
from app.trends.figures.rotation import DAYS_IN_A_ROW
from app.trends.figures.spans import FOUR_WEEKS_DAYS, TWO_WEEKS_DAYS

# A stop is known after two weeks without any opioid, where most days before had one.
MOSTLY_TAKEN = 0.6
# So many days without a row may be forgotten ones; two weeks where rows are often forgotten.
FORGOTTEN_DAYS = 3
# With fewer than two, none can take over.
LEAST_OPIOIDS = 2


@dataclass(frozen=True, slots=True)
class Treatment:
    """What is known of changes of treatment on each day (n each).

    Attributes:
        since: the day of the last change that was known by then; 0 without one.
        stops: first days without an opioid, of each stop.
        days_without: days since the last recorded opioid; 0 before the first one.
        is_open: days on which it may be that the opioid was just stopped or changed.
    """

    since: Ints
    stops: tuple[int, ...]
    days_without: Ints
    is_open: Bools

    def is_new(self) -> Bools:
        """Tell which days lie in the four weeks after a change (n)."""
        day = np.arange(len(self.since))
        new: Bools = (self.since > 0) & (day < self.since + FOUR_WEEKS_DAYS)
        return new


def find_treatment(signals: Signals, changes: Sequence[ChangeAt]) -> Treatment:
    """Find the changes of treatment as they became known."""
    since = np.zeros(signals.days, dtype=np.int64)
    without = _days_without(signals)
    stops = _stops(signals, without)
    told = [
        (change.known_from, change.at)
        for change in changes
        if change.kind in {ChangeKind.ROTATION, ChangeKind.DOWN}
    ]
    told += [(at + TWO_WEEKS_DAYS - 1, at) for at in stops]
    for known_from, at in told:
        since[known_from:] = np.maximum(since[known_from:], at)
    is_open = _may_be_stopped(signals, without) | _may_be_changed(signals)
    return Treatment(since, stops, without, is_open)


def _days_without(signals: Signals) -> Ints:
    day = np.arange(signals.days)
    last = np.maximum.accumulate(np.where(signals.without_opioid, -1, day))
    return np.where(last < 0, 0, day - last)


def _may_be_stopped(signals: Signals, without: Ints) -> Bools:
    day = np.arange(signals.days)
    recorded = running((~signals.without_opioid).astype(np.float64))
    last = day - without + 1
    share, _ = recorded.over(last - FOUR_WEEKS_DAYS, last)
    enough = np.where(share >= MOSTLY_TAKEN, FORGOTTEN_DAYS, TWO_WEEKS_DAYS)
    open_days: Bools = without > enough
    return open_days


def _may_be_changed(signals: Signals) -> Bools:
    """Tell on which days the last main opioid is another one than seven recorded days before (n).

    It takes seven days in a row to know that another one took over.
    """
    is_changed = np.zeros(signals.days, dtype=bool)
    recorded = [day for day, name in enumerate(signals.main_opioids) if name]
    if len({signals.main_opioids[day] for day in recorded}) < LEAST_OPIOIDS:
        return is_changed
    stops = [*recorded[1:], signals.days]
    for place, (day, stop) in enumerate(zip(recorded, stops, strict=True)):
        before = signals.main_opioids[recorded[max(place - DAYS_IN_A_ROW, 0)]]
        is_changed[day:stop] = signals.main_opioids[day] != before
    return is_changed


def _stops(signals: Signals, without: Ints) -> tuple[int, ...]:
    """Return the first day of each stretch without an opioid that is long enough for a stop."""
    recorded = running((~signals.without_opioid).astype(np.float64))
    entered = running(np.isfinite(signals.pain).astype(np.float64))
    found = []
    for known in np.flatnonzero(without == TWO_WEEKS_DAYS).tolist():
        at = np.array([known - TWO_WEEKS_DAYS + 1])
        before, _ = recorded.over(at - FOUR_WEEKS_DAYS, at)
        # Days that were not logged at all say nothing.
        logged, _ = entered.over(at, at + TWO_WEEKS_DAYS)
        if before[0] >= MOSTLY_TAKEN and logged[0] >= 0.5:
            found.append(int(at[0]))
    return tuple(found)
