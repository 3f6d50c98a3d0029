"""Which record of a file is which of the diary, where neither its id nor its words tell.

Somebody may have corrected a copy in a spreadsheet: a row then reads differently in one or two of
its cells. Such a row is found by the rest of it, the surest likeness first, and stands for one
record; it must never come in as a second one beside the first.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Generic, TypeVar

from app.diary.dose import LoggedDose
from app.diary.event import LoggedEvent
from app.services.archive.plain import product

# A list from elsewhere has its own clock: what is further apart is another dose.
LIST_APART = timedelta(hours=1)
WITHIN_A_DAY = timedelta(days=1)
# A day that was mistyped is looked for this far.
MISTYPED_APART = timedelta(days=31)

_Any = TypeVar("_Any")


@dataclass(frozen=True, slots=True)
class Likeness(Generic[_Any]):
    """One way in which two records may be the same.

    Attributes:
        alike: what both must have in common.
        at: the time by which the nearest is found.
        most_apart: how far it may lie away.
        may_be_two: records so much alike may still be two.
    """

    alike: Callable[[_Any], Hashable]
    at: Callable[[_Any], datetime]
    most_apart: timedelta = timedelta()
    may_be_two: bool = False


@dataclass(frozen=True, slots=True)
class Pair(Generic[_Any]):
    """A record of the diary and the one of the file that it is."""

    mine: _Any
    theirs: _Any
    may_be_two: bool


def paired(
    mine: Sequence[_Any], theirs: Sequence[_Any], likenesses: Iterable[Likeness[_Any]]
) -> tuple[Pair[_Any], ...]:
    """Return the pairs; a record is in one at the most. The surest likeness comes first."""
    pairs: list[Pair[_Any]] = []
    here, there = list(mine), list(theirs)
    for likeness in likenesses:
        if not (here and there):
            break
        found = _pairs_by(likeness, here, there)
        pairs += found
        here = _without(here, [pair.mine for pair in found])
        there = _without(there, [pair.theirs for pair in found])
    return tuple(pairs)


def _without(records: list[_Any], used: list[_Any]) -> list[_Any]:
    ids = {id(record) for record in used}
    return [record for record in records if id(record) not in ids]


def _pairs_by(
    likeness: Likeness[_Any], mine: Sequence[_Any], theirs: Sequence[_Any]
) -> list[Pair[_Any]]:
    waiting: defaultdict[Hashable, list[_Any]] = defaultdict(list)
    for record in sorted(mine, key=likeness.at):
        waiting[likeness.alike(record)].append(record)
    found = []
    for record in sorted(theirs, key=likeness.at):
        near = _take_nearest(waiting[likeness.alike(record)], record, likeness)
        if near is not None:
            found.append(Pair(near, record, likeness.may_be_two))
    return found


def _take_nearest(waiting: list[_Any], record: _Any, likeness: Likeness[_Any]) -> _Any | None:
    at = likeness.at(record)
    position = bisect_left(waiting, at, key=likeness.at)
    around = [n for n in (position - 1, position) if 0 <= n < len(waiting)]
    nearest = min(around, key=lambda n: abs(likeness.at(waiting[n]) - at), default=None)
    if nearest is None or abs(likeness.at(waiting[nearest]) - at) > likeness.most_apart:
        return None
    return waiting.pop(nearest)


def dose_likenesses(*, is_copy: bool) -> tuple[Likeness[LoggedDose], ...]:
    """Return how a changed dose is found.

    Args:
        is_copy: the file has the form of our own copies, of which every cell may be corrected;
            else it is a list that was kept beside the diary.
    """
    same_moment = (
        Likeness(lambda d: (d.taken_at_local, _product_of_dose(d)), _taken_at),
        Likeness(lambda d: (d.taken_at_local, _name(d), d.route), _taken_at),
        Likeness(lambda d: (d.taken_at_local, _how_much(d)), _taken_at, may_be_two=True),
    )
    if not is_copy:
        nearly = Likeness(
            lambda d: (_product_of_dose(d), d.amount), _taken_at, LIST_APART, may_be_two=True
        )
        return (*same_moment, nearly)
    return (
        *same_moment,
        Likeness(
            lambda d: (_day(d), _product_of_dose(d), d.amount),
            _taken_at,
            WITHIN_A_DAY,
            may_be_two=True,
        ),
        Likeness(
            lambda d: (_day(d), _product_of_dose(d)), _taken_at, WITHIN_A_DAY, may_be_two=True
        ),
        Likeness(
            lambda d: (_product_of_dose(d), d.amount, d.taken_at_local.time()),
            _taken_at,
            MISTYPED_APART,
            may_be_two=True,
        ),
    )


def _taken_at(dose: LoggedDose) -> datetime:
    return dose.taken_at_local


def _day(dose: LoggedDose) -> Hashable:
    return dose.taken_at_local.date()


def _product_of_dose(dose: LoggedDose) -> Hashable:
    return product(dose.medication, dose.route, dose.unit)


def _name(dose: LoggedDose) -> str:
    return product(dose.medication, "", "")[0]


def _how_much(dose: LoggedDose) -> Hashable:
    return dose.amount, dose.unit, dose.route


def event_likenesses(*, is_copy: bool) -> tuple[Likeness[LoggedEvent], ...]:
    """Return how a changed event is found; of a list there is none."""
    if not is_copy:
        return ()
    return (
        Likeness(lambda e: (e.event.for_date, e.event.kind), _on_day),
        Likeness(lambda e: (e.event.for_date, e.event.note), _on_day),
        Likeness(lambda e: (e.event.kind, e.event.note), _on_day, MISTYPED_APART),
    )


def _on_day(event: LoggedEvent) -> datetime:
    return datetime.combine(event.event.for_date, time.min)
