"""The doses and events of a file beside those of the diary: which are the same record."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from app.diary.dose import LoggedDose
from app.diary.event import LoggedEvent
from app.interop.record_keys import dose_keys, event_keys
from app.services.archive.pairs import (
    Likeness,
    Pair,
    dose_likenesses,
    event_likenesses,
    paired,
)

_Taken = TypeVar("_Taken", bound=LoggedDose | LoggedEvent)


@dataclass(frozen=True, slots=True)
class Beside(Generic[_Taken]):
    """Records of the diary and of a file: those that are the same one, and the rest of each."""

    same: Sequence[Pair[_Taken]]
    only_mine: Sequence[_Taken]
    only_theirs: Sequence[_Taken]

    def paired_by(self, likenesses: Iterable[Likeness[_Taken]]) -> "Beside[_Taken]":
        """Take those together that are one record, changed on one side."""
        pairs = paired(self.only_mine, self.only_theirs, likenesses)
        mine, theirs = {id(p.mine) for p in pairs}, {id(p.theirs) for p in pairs}
        return Beside(
            [*self.same, *pairs],
            [record for record in self.only_mine if id(record) not in mine],
            [record for record in self.only_theirs if id(record) not in theirs],
        )


def beside_doses(
    known: Iterable[LoggedDose], offered: Iterable[LoggedDose], *, is_copy: bool
) -> Beside[LoggedDose]:
    """Return the doses of both, the changed ones paired; see `dose_likenesses`."""
    return _beside(known, offered, _dose_keys).paired_by(dose_likenesses(is_copy=is_copy))


def beside_events(
    known: Iterable[LoggedEvent], offered: Iterable[LoggedEvent], *, is_copy: bool
) -> Beside[LoggedEvent]:
    """Return the events of both, the changed ones paired; see `event_likenesses`."""
    return _beside(known, offered, _event_keys).paired_by(event_likenesses(is_copy=is_copy))


def _beside(
    known: Iterable[_Taken],
    offered: Iterable[_Taken],
    keys_of: Callable[[Iterable[_Taken]], Iterable[str]],
) -> Beside[_Taken]:
    mine = {record.public_id: record for record in known}
    theirs = {record.public_id: record for record in offered}
    both = mine.keys() & theirs.keys()
    by_id = [Pair(mine[key], theirs[key], may_be_two=False) for key in theirs if key in both]
    rest = [record for key, record in mine.items() if key not in both]
    others = [record for key, record in theirs.items() if key not in both]
    here = dict(zip(keys_of(rest), rest, strict=True))
    there = dict(zip(keys_of(others), others, strict=True))
    same = [Pair(here[key], there[key], may_be_two=False) for key in there if key in here]
    return Beside(
        [*by_id, *same],
        [record for key, record in here.items() if key not in there],
        [record for key, record in there.items() if key not in here],
    )


def _dose_keys(doses: Iterable[LoggedDose]) -> tuple[str, ...]:
    return dose_keys(dose.in_diary() for dose in doses)


def _event_keys(events: Iterable[LoggedEvent]) -> tuple[str, ...]:
    return event_keys(logged.event for logged in events)
