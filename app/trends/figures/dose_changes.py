"""The changes of the daily opioid amount: what chart, table, provider's page and detector name.

A change is what the person noted that the prescriber did, a step of the recorded amounts
(`app.trends.figures.dose_steps`), or another opioid that took over (`app.trends.figures.rotation`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from app.diary.diary import Diary, once_per_diary
from app.trends.arrays import Floats, Ints
from app.trends.figures.dose_record import (
    first_recorded_day,
    noted_change_days,
    record_doses,
    usual_amount,
)
from app.trends.figures.dose_steps import LEVEL_DAYS, NEW_LEVEL_DAYS, SMALLEST_SHARE, find_steps
from app.trends.figures.exposure import uncounted_days
from app.trends.figures.rotation import same_opioid_since

# A step or a rotation this near to a noted change of the prescription is that change.
SAME_CHANGE_DAYS = 7
# A note is half the proof, so half the recorded days of a known level will do before it. Fewer may
# be all that a diary has that was begun just before, or a link whose days begin there.
LEAST_DAYS_BEFORE = NEW_LEVEL_DAYS
# Amounts nearer to each other read alike; the smallest plans change by 5 %.
LEAST_NAMED_SHARE = 0.03


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
        mme_before: the usual amount since the change before, which says the same of its days;
            `None` where too few days lie before it (`LEAST_DAYS_BEFORE`), or where these amounts
            do not go its way.
        mme_after: the same from that day on, up to the next change.
        has_more: whether what cannot be counted was recorded in those weeks: the amounts are then
            not the whole.
    """

    for_date: date
    kind: ChangeKind
    by_prescriber: bool
    mme_before: float | None
    mme_after: float | None
    has_more: bool = False


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
    noted = [(day - start).days for day in noted_change_days(diary)]
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
            *_amounts_around(amounts, begin, change, end),
            bool(uncounted[max(begin, change.at - LEVEL_DAYS) : change.at + LEVEL_DAYS].any()),
        )
        for change, begin, end in zip(changes, edges, edges[2:], strict=False)
    ]


def _amounts_around(
    amounts: Floats, begin: int, change: ChangeAt, end: int
) -> tuple[float | None, float | None]:
    """Return the usual amounts between a change and its neighbours.

    Where these few days do not go the way that more days showed, no amount is named.
    """
    before = _amount_before(amounts, begin, change.at)
    after = usual_amount(amounts, change.at, end)
    if before is None or after is None or change.kind not in {ChangeKind.UP, ChangeKind.DOWN}:
        return before, after
    went = after - before if change.kind is ChangeKind.UP else before - after
    return (before, after) if went > LEAST_NAMED_SHARE * before else (None, None)


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
