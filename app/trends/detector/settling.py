"""The two weeks after a dose came down, in which pain, touch and spread are no evidence.

Early withdrawal hides what a lower dose does: a fast cut lowered tolerance of pain in proportion
to the cut, a slow taper raised it over weeks (Compton et al. 2009 and the pilot, PMC2751584).

Whether a lower amount is a cut is known only after some days. Until then the question is open,
and the looks of those days stay with what the last look before them found. So a later record
never changes an earlier look, and once a cut is known its first days are out as well.
"""

from dataclasses import dataclass, replace

import numpy as np

from app.trends.arrays import Bools, Ints
from app.trends.detector.signals import Signals
from app.trends.figures.dose_cuts import find_lower_runs
from app.trends.figures.noted_changes import find_noted_changes
from app.trends.figures.spans import SETTLING_DAYS


@dataclass(frozen=True, slots=True)
class Settling:
    """Which days count as not answered, and which looks must wait (n each).

    Attributes:
        days: the days of a cut and the 14 after it.
        open_looks: looks at which it cannot be told yet whether the amount came down.
        fresh_looks: looks at which it is known to have come down within the last 14 days, or may
            have, since a change of the dose is noted.
    """

    days: Bools
    open_looks: Bools
    fresh_looks: Bools

    def standing_looks(self) -> Ints:
        """Return for each look the last one up to it that is not open (n)."""
        look = np.arange(len(self.open_looks))
        return np.maximum.accumulate(np.where(self.open_looks, 0, look))


def without_days(signals: Signals, days: Bools) -> Signals:
    """Return the diary with the answers of some days (n) taken for not answered."""
    if not days.any():
        return signals
    return replace(
        signals,
        pain=np.where(days, np.nan, signals.pain),
        touch=np.where(days, np.nan, signals.touch),
        areas=signals.areas & ~days[:, None],
        has_areas=signals.has_areas & ~days,
    )


def without_areas(signals: Signals) -> Signals:
    """Return the diary without any answer about areas."""
    none = np.zeros_like(signals.areas)
    return replace(signals, areas=none, has_areas=np.zeros_like(signals.has_areas))


def find_settling(signals: Signals) -> Settling:
    """Find the days after each cut, those noted and those that only the amounts show."""
    marks = _Marks(signals.days)
    record = (signals.mme_per_day, signals.same_opioid_since)
    runs = find_lower_runs(*record)
    for run in runs:
        marks.wait(run.began, run.told)
        if run.is_cut:
            marks.leave_out(run.began, run.began, known_from=run.told)
    for change in find_noted_changes(*record, signals.noted_changes(), runs):
        if change.told is not None:
            marks.wait(change.noted, change.told)
            marks.fresh_looks[change.noted : change.told] = True
        # Further notes that can never be told must not make the looks wait on and on.
        elif not marks.open_looks[change.noted]:
            marks.wait(change.noted, change.noted + SETTLING_DAYS + 1)
        if change.fell is not None:
            marks.leave_out(change.began, change.fell, known_from=change.noted)
    return Settling(marks.days, marks.open_looks, marks.fresh_looks)


class _Marks:
    """The settling days and open looks found so far (n each). The order of marking matters."""

    def __init__(self, day_count: int) -> None:
        self.days = np.zeros(day_count, dtype=bool)
        self.open_looks = np.zeros(day_count, dtype=bool)
        self.fresh_looks = np.zeros(day_count, dtype=bool)

    def leave_out(self, first: int, last: int, known_from: int) -> None:
        """Leave out the days on which a dose came down, and those in which it settles."""
        self.days[first : last + SETTLING_DAYS + 1] = True
        self.fresh_looks[known_from : last + SETTLING_DAYS + 1] = True

    def wait(self, first: int, told: int) -> None:
        """Let the looks before one wait; not while only days that are out anyway are open."""
        out = self.days[first:told]
        if not out.all():
            # `argmin` finds the first day that is not out.
            self.open_looks[first + int(out.argmin()) : told] = True
