"""The changes of the daily opioid amount: what chart, table, provider's page and detector name.

A change is what the person noted that the prescriber did, a step of the recorded amounts
(`app.trends.figures.dose_steps`), or another opioid that took over (`app.trends.figures.rotation`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from operator import attrgetter
from statistics import median

import numpy as np
from numpy.typing import NDArray

from app.clinical.events import DOSE_CHANGE_BY_PRESCRIBER
from app.diary.diary import Diary, once_per_diary
from app.trends.arrays import Floats, Ints
from app.trends.figures.dose_record import record_doses
from app.trends.figures.dose_steps import LEVEL_DAYS, NEW_LEVEL_DAYS, SMALLEST_SHARE, find_steps
from app.trends.figures.exposure import uncounted_days
from app.trends.figures.rotation import same_opioid_since

# A step or a rotation this near to a noted change of the prescription is that change.
SAME_CHANGE_DAYS = 7
# A note is half the proof, so half the recorded days of a known level will do before it. Fewer may
# be all that a diary has that was begun just before, or a link whose days begin there.
LEAST_DAYS_BEFORE = NEW_LEVEL_DAYS


class ChangeKind(StrEnum):
    """What the recorded doses did at a change."""

    UP = "up"
    DOWN = "down"
    ROTATION = "rotation"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class ChangeAt:
    """One change, by the index of its day.

    Attributes:
        at: the day that was noted, else the first day on the new level.
        kind: `UNCLEAR` when a change was noted but the recorded doses do not show which way.
        by_prescriber: whether the person noted that the prescriber made it.
        known_from: the first look that may rest on its kind: the day after the one that confirms
            it, since the day of a look is not over yet.
    """

    at: int
    kind: ChangeKind
    by_prescriber: bool
    known_from: int

    def is_known_by(self, look: int) -> bool:
        """Tell whether a look may rest on which way it went."""
        return self.kind is not ChangeKind.UNCLEAR and self.known_from <= look


@dataclass(frozen=True, slots=True)
class DoseChange:
    """One change of the daily opioid amount.

    Attributes:
        for_date: the day that was noted, else the first day on the new level.
        kind: `UNCLEAR` when a change was noted but the recorded doses do not show which way.
        by_prescriber: whether the person noted that the prescriber made it.
        mme_before: the usual amount before it: the median of the recorded days of two weeks, no
            further than to the change before; `None` where no more than a few days of the diary,
            or of a link, lie before it (`LEAST_DAYS_BEFORE`).
        mme_after: the same of the two weeks from that day on, up to the next change.
        has_more: whether what cannot be counted was recorded in those weeks: the amounts are then
            not the whole.
    """

    for_date: date
    kind: ChangeKind
    by_prescriber: bool
    mme_before: float | None
    mme_after: float | None
    has_more: bool = False


def first_recorded_day(diary: Diary, last: date) -> date:
    """Return the first day with an entry, a dose or a noted change; `last` without any."""
    taken = map(attrgetter("taken_at_local"), diary.doses)
    dosed = min(taken, default=datetime.combine(last, time.min)).date()
    entered = min(map(attrgetter("for_date"), diary.entries), default=last)
    return min([last, dosed, diary.taken.first_day or last, entered, *_noted(diary)])


@once_per_diary
def dose_changes_of(diary: Diary, last: date) -> tuple[DoseChange, ...]:
    """Return every change of the amount up to a day, in order of time.

    The amount of the diary's open day is left out, since more doses may come. Doses from before
    the first entry are looked at apart: the detector begins with that entry, and must name the
    same changes.

    Args:
        diary: what it holds up to `last`.
        last: the day of the look.
    """
    start = first_recorded_day(diary, last)
    days = (last - start).days + 1
    record = record_doses(diary, start, days)
    entered = min((entry.for_date for entry in diary.entries), default=start)
    begin = max((entered - start).days, 0)
    amounts = record.mme_per_day.copy()
    open_day = -1 if diary.open_day is None else (diary.open_day - start).days
    if 0 <= open_day < days:
        amounts[open_day] = np.nan
    uncounted = uncounted_days(record.products, days)
    noted = [(day - start).days for day in _noted(diary)]
    return tuple(
        change
        for first, stop in ((0, begin), (begin, days))
        for change in _changes_between(
            start + timedelta(days=first),
            amounts[first:stop],
            record.main_opioids[first:stop],
            [at - first for at in noted],
            uncounted[first:stop],
        )
    )


def _noted(diary: Diary) -> list[date]:
    return [e.for_date for e in diary.events if e.kind == DOSE_CHANGE_BY_PRESCRIBER]


def _changes_between(
    first: date,
    amounts: Floats,
    mains: Sequence[str],
    noted: Iterable[int],
    uncounted: NDArray[np.bool_],
) -> list[DoseChange]:
    changes = find_changes(amounts, same_opioid_since(mains), noted)
    edges = [0, *(change.at for change in changes), len(amounts)]
    return [
        DoseChange(
            first + timedelta(days=change.at),
            change.kind,
            change.by_prescriber,
            _amount_before(amounts, max(begin, change.at - LEVEL_DAYS), change.at),
            usual_amount(amounts, change.at, min(end, change.at + LEVEL_DAYS)),
            bool(uncounted[max(begin, change.at - LEVEL_DAYS) : change.at + LEVEL_DAYS].any()),
        )
        for change, begin, end in zip(changes, edges, edges[2:], strict=False)
    ]


def find_changes(
    mme_per_day: Floats, same_opioid_since: Ints, noted: Iterable[int]
) -> tuple[ChangeAt, ...]:
    """Find every change of the daily amount that can be told by the last day, in order of time.

    Args:
        mme_per_day: oral morphine equivalents of each day in mg; `nan` where none counts (n).
        same_opioid_since: for each day, the index from which on the main opioid has been the same
            one, as far as it was known on that day (n).
        noted: days on which the person noted a change by the prescriber, in any order; those
            outside the `n` days are passed over.
    """
    days = len(mme_per_day)
    open_notes = sorted({at for at in noted if 0 <= at < days})
    found = _kinds_of_notes(mme_per_day, same_opioid_since, open_notes)
    seen = [*_rotations(same_opioid_since), *_steps(mme_per_day, same_opioid_since)]
    # In the order in which they became known, so that a later one never changes an earlier look.
    for change in sorted(seen, key=lambda change: (change.known_from, change.at)):
        near = [at for at in open_notes if abs(at - change.at) <= SAME_CHANGE_DAYS]
        if not near:
            found[change.at] = change
            continue
        at = min(near, key=lambda noted_at: abs(noted_at - change.at))
        open_notes.remove(at)
        if not found[at].is_known_by(change.known_from):
            found[at] = replace(change, at=at, by_prescriber=True)
    told = (change for change in found.values() if change.by_prescriber or change.known_from < days)
    return tuple(sorted(told, key=lambda change: change.at))


def _rotations(same_opioid_since: Ints) -> list[ChangeAt]:
    noticed = np.flatnonzero(np.diff(same_opioid_since)) + 1
    return [
        ChangeAt(
            int(same_opioid_since[day]),
            ChangeKind.ROTATION,
            by_prescriber=False,
            known_from=day + 1,
        )
        for day in noticed.tolist()
    ]


def _steps(mme_per_day: Floats, same_opioid_since: Ints) -> list[ChangeAt]:
    return [
        ChangeAt(
            step.at,
            ChangeKind.UP if step.is_up else ChangeKind.DOWN,
            by_prescriber=False,
            known_from=step.confirmed + 1,
        )
        for step in find_steps(mme_per_day, same_opioid_since)
    ]


def _kinds_of_notes(
    amounts: Floats, same_opioid_since: Ints, noted: Sequence[int]
) -> dict[int, ChangeAt]:
    """Tell by the usual amounts of two weeks on each side which way each noted change went.

    A note is half the proof, so half a step of amounts that vary will do.
    """
    changes = {}
    for at, begin, end in zip(noted, [0, *noted], [*noted[1:], len(amounts)], strict=False):
        stop = min(at + LEVEL_DAYS, len(amounts))
        since = int(same_opioid_since[stop - 1])
        before = _amount_before(amounts, max(begin, since, at - LEVEL_DAYS), at)
        after = usual_amount(amounts, at, min(end, stop))
        kind = ChangeKind.UNCLEAR
        if before and after and abs(after - before) > SMALLEST_SHARE / 2 * before:
            kind = ChangeKind.UP if after > before else ChangeKind.DOWN
        changes[at] = ChangeAt(at, kind, by_prescriber=True, known_from=at + LEVEL_DAYS)
    return changes


def _amount_before(amounts: Floats, first: int, change: int) -> float | None:
    """Return the usual amount before a change; `None` where too little is known of the time before.

    What counts is all that was recorded before it: of two changes soon after each other, the few
    days in between do say what the amount was.
    """
    if np.isfinite(amounts[:change]).sum() < LEAST_DAYS_BEFORE:
        return None
    return usual_amount(amounts, first, change)


def usual_amount(amounts: Floats, first: int, stop: int) -> float | None:
    """Return the median of the recorded days `first <= day < stop`; `None` without any."""
    chosen = amounts[first:stop]
    recorded = chosen[np.isfinite(chosen)].tolist()
    return median(recorded) if recorded else None
