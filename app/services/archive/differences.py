"""What a file says otherwise than the diary. The diary keeps what it says; the person is told."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from app.diary.day import rounded_pain
from app.diary.diary import DayEntry
from app.diary.dose import LoggedDose
from app.interop.record_keys import dose_keys
from app.services.archive.plain import product


@dataclass(frozen=True, slots=True)
class ChangedDose:
    """A dose of which the file gives another amount: never both are kept."""

    mine: LoggedDose
    theirs: LoggedDose


@dataclass(frozen=True, slots=True)
class ChangedDay:
    """A day of which the file says something else; `names` are the fields of `DayEntry`."""

    mine: DayEntry
    theirs: DayEntry
    names: tuple[str, ...]


def changed_doses(
    known: tuple[LoggedDose, ...], offered: tuple[LoggedDose, ...]
) -> tuple[ChangedDose, ...]:
    """Return the doses of one medicine at one time of which only the amount differs."""
    waiting: defaultdict[tuple[object, ...], list[LoggedDose]] = defaultdict(list)
    for dose in _only_in(known, offered):
        waiting[_place(dose)].append(dose)
    return tuple(
        ChangedDose(same.pop(0), dose)
        for dose in _only_in(offered, known)
        if (same := waiting.get(_place(dose)))
    )


def _only_in(doses: tuple[LoggedDose, ...], others: tuple[LoggedDose, ...]) -> Iterator[LoggedDose]:
    ids = {dose.public_id for dose in others}
    keys = set(_keys(others))
    for dose, key in zip(doses, _keys(doses), strict=True):
        if dose.public_id not in ids and key not in keys:
            yield dose


def _keys(doses: Iterable[LoggedDose]) -> tuple[str, ...]:
    return dose_keys(dose.in_diary() for dose in doses)


def _place(dose: LoggedDose) -> tuple[datetime, tuple[str, str, str]]:
    return dose.taken_at_local, product(dose.medication, dose.route, dose.unit)


def changed_days(
    known: Iterable[DayEntry], offered: Iterable[DayEntry], apart_from: Iterable[date]
) -> tuple[ChangedDay, ...]:
    """Return the days that both have and of which the file says something else.

    Args:
        known: the diary's days.
        offered: the file's; what it leaves empty is not said, so it is no difference.
        apart_from: days that get a new check-in anyway.
    """
    passed_over = set(apart_from)
    mine = {entry.for_date: entry for entry in known if entry.for_date not in passed_over}
    pairs = ((mine[entry.for_date], entry) for entry in offered if entry.for_date in mine)
    found = (ChangedDay(one, other, tuple(_differing(one, other))) for one, other in pairs)
    return tuple(day for day in found if day.names)


def _differing(mine: DayEntry, theirs: DayEntry) -> Iterator[str]:
    pairs = {
        "pain": (_whole(mine.pain), _whole(theirs.pain)),
        "worst_pain": (mine.worst_pain, theirs.worst_pain),
        "areas": (mine.areas, theirs.areas),
        "touch": (mine.touch, theirs.touch),
        "note": (mine.note, theirs.note or None),
    }
    for name, (ours, other) in pairs.items():
        if other is not None and ours != other:
            yield name


def _whole(pain: float | None) -> int | None:
    return None if pain is None else rounded_pain(pain)
