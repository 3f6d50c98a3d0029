"""Months of a diary, added up and packed into bytes, and back.

What the days say is combined as `app.diary.day` does it; doses are added up by product and day.
Nothing that a figure rests on is lost: scores and sums come back to the last digit.
"""

import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import starmap

from app.diary.diary import DayEntry, Dose
from app.diary.taken import ProductKey, Taken, TakenDays, in_millionths


def packed_months(
    months: Sequence[date], entries: Iterable[DayEntry], doses: Iterable[Dose]
) -> dict[date, bytes]:
    """Add up and pack months; one without any record is packed into nothing."""
    said: defaultdict[date, list[DayEntry]] = defaultdict(list)
    for entry in entries:
        said[entry.for_date.replace(day=1)].append(entry)
    taken: defaultdict[date, defaultdict[ProductKey, defaultdict[int, float]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(float))
    )
    for dose in doses:
        day = dose.taken_at_local.date()
        of_product = taken[day.replace(day=1)][dose.medication, dose.route, dose.unit]
        of_product[day.toordinal()] += in_millionths(dose.amount)
    return {
        month: _pack(said[month], taken[month]) if said[month] or taken[month] else b""
        for month in months
    }


def unpacked(pack: bytes) -> tuple[tuple[DayEntry, ...], TakenDays]:
    """Return what the days of a month say, and what was taken on them."""
    if not pack:
        return (), TakenDays()
    content = json.loads(zlib.decompress(pack))
    entries = tuple(starmap(_entry, content["entries"]))
    taken = {tuple(product): Taken.of(days, sums) for product, days, sums in content["taken"]}
    return entries, TakenDays(taken)


def _pack(entries: Sequence[DayEntry], taken: Mapping[ProductKey, Mapping[int, float]]) -> bytes:
    content = {
        "entries": [_plain(entry) for entry in entries],
        "taken": [
            [product, list(by_day), list(by_day.values())] for product, by_day in taken.items()
        ],
    }
    return zlib.compress(json.dumps(content, separators=(",", ":")).encode())


def _plain(entry: DayEntry) -> tuple[object, ...]:
    return (
        entry.for_date.toordinal(),
        entry.pain,
        entry.worst_pain,
        None if entry.areas is None else " ".join(sorted(entry.areas)),
        entry.touch,
        entry.note,
        None if entry.entered_on is None else entry.entered_on.toordinal(),
        entry.further,
    )


def _entry(
    for_date: int,
    pain: float | None,
    worst_pain: int | None,
    areas: str | None,
    touch: int | None,
    note: str,
    entered_on: int | None,
    further: dict[str, int],
) -> DayEntry:
    return DayEntry(
        date.fromordinal(for_date),
        pain,
        worst_pain,
        None if areas is None else _areas(areas),
        touch,
        note,
        None if entered_on is None else date.fromordinal(entered_on),
        further,
    )


@cache
def _areas(codes: str) -> frozenset[str]:
    return frozenset(codes.split())
