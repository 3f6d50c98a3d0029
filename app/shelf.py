"""What was worked out from a diary, kept in this process's memory for one revision of it.

In memory, since most of it is asked for again within minutes, and since what is never written down
stands in no backup and needs no deletion. Each process has its own: whether something still holds
is told by the revision, which each request reads from the person's row.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock

MOST_BYTES = 48 * 1024 * 1024
# Nothing stays for longer after its person was last here.
LONGEST_UNUSED_S = 30 * 60


_Kept = dict[Hashable, tuple[object, int]]


@dataclass(slots=True)
class _Person:
    """What is kept for one person: of one revision, and what says itself whether it still holds."""

    revision: int
    used_at: float
    of_revision: _Kept = field(default_factory=dict)
    of_any: _Kept = field(default_factory=dict)

    @property
    def bytes(self) -> int:
        return sum(size for kept in (self.of_revision, self.of_any) for _, size in kept.values())


class Shelf:
    """What is kept, for each person; those who were here last stay longest."""

    def __init__(
        self, most_bytes: int = MOST_BYTES, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._most_bytes, self._clock = most_bytes, clock
        self._people: OrderedDict[str, _Person] = OrderedDict()
        self._bytes = 0
        # A process answers on many threads.
        self._lock = Lock()

    def find(self, public_id: str, revision: int | None, name: Hashable) -> object | None:
        """Return what is kept under a name for exactly this revision of a person's diary.

        With None, what is kept for any revision: the caller sees whether it still holds.
        """
        with self._lock:
            person = self._people.get(public_id)
            if person is None or revision not in (None, person.revision):
                return None
            person.used_at = self._clock()
            self._people.move_to_end(public_id)
            kept = person.of_any if revision is None else person.of_revision
            return kept.get(name, (None, 0))[0]

    def keep(
        self, public_id: str, revision: int | None, name: Hashable, made: object, size_bytes: int
    ) -> None:
        """Keep something in the place of what had its name; an earlier revision goes."""
        with self._lock:
            person = self._people.setdefault(public_id, _Person(revision or 0, self._clock()))
            if revision is not None and person.revision > revision:
                return
            self._bytes -= person.bytes
            if revision is None:
                person.of_any[name] = (made, size_bytes)
            else:
                if person.revision < revision:
                    person.revision, person.of_revision = revision, {}
                person.of_revision[name] = (made, size_bytes)
            self._bytes += person.bytes
            self._people.move_to_end(public_id)
            self._sweep()

    def forget(self, public_id: str) -> None:
        """Drop all that is kept for a person."""
        with self._lock:
            self._drop(public_id)

    def clear(self) -> None:
        """Drop everything."""
        with self._lock:
            self._people.clear()
            self._bytes = 0

    def _sweep(self) -> None:
        too_old = self._clock() - LONGEST_UNUSED_S
        while self._people:
            public_id, person = next(iter(self._people.items()))
            if self._bytes <= self._most_bytes and person.used_at > too_old:
                return
            self._drop(public_id)

    def _drop(self, public_id: str) -> None:
        person = self._people.pop(public_id, None)
        if person is not None:
            self._bytes -= person.bytes
