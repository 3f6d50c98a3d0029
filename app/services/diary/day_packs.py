"""The months of a diary that are over, each added up once and read packed from then on.

Closed days change seldom, and there are many: ten years of ten doses a day take a third of a second
to read. A pack holds what its days say, as `day_entries` combines it, and what was taken on each.
It is deleted by whatever changes one of its days (app.models.pack_ends), and holds only for the
program that made it.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, partial
from pathlib import Path
from typing import cast

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app import models
from app.db import ReadingSession, insert_rows
from app.diary.diary import DayEntry, Dose
from app.diary.packing import packed_months, unpacked
from app.diary.taken import TakenDays
from app.services.owner import Owner

_APP = Path(__file__).parents[2]
# Whatever a pack rests on: the pure storeys below it know nothing else.
_SOURCES = ("clinical", "diary", "services/diary")

ReadRows = Callable[[date, date], tuple[Iterable[DayEntry], Iterable[Dose]]]

# About how much room a day takes, with its doses.
_DAY_BYTES = 800
_NAME = "closed days"


@dataclass(frozen=True, slots=True)
class ClosedDays:
    """What the days before `open_from` say; no patches, which are worn for days."""

    open_from: date
    entries: tuple[DayEntry, ...] = ()
    taken: TakenDays = field(default_factory=TakenDays)


@dataclass(frozen=True, slots=True)
class _Known:
    """What was read of the packs with these stamps."""

    stamps: Mapping[date, int]
    days: ClosedDays


def closed_days(session: Session, person: Owner, today: date, read: ReadRows) -> ClosedDays:
    """Return the days of the months before this one, from their packs where there are any.

    Args:
        session: one that only reads has the missing packs written down once it is over.
        person: whose diary it is, as this session read them.
        today: the person's own calendar day.
        read: reads entries, and doses but patches, from rows: from a day to another, both included.
    """
    open_from = today.replace(day=1)
    begin = _first_day(session, person)
    if begin is None or begin >= open_from:
        return ClosedDays(open_from)
    months = list(_months(begin.replace(day=1), open_from))
    stamps = _stamps_of(session, person, open_from)
    if not isinstance(session, ReadingSession):
        return _of_packs(session, person, months, stamps, read)
    known = cast("_Known | None", session.shelf.find(person.public_id, None, _NAME))
    if known is not None and known.stamps == stamps and stamps.keys() >= set(months):
        return known.days
    days = _of_packs(session, person, months, stamps, read)
    if stamps.keys() >= set(months):
        session.shelf.keep(
            person.public_id, None, _NAME, _Known(stamps, days), _DAY_BYTES * len(days.entries)
        )
    return days


def _of_packs(
    session: Session,
    person: Owner,
    months: Sequence[date],
    stamps: Mapping[date, int],
    read: ReadRows,
) -> ClosedDays:
    packs = _packs_of(session, person, stamps)
    missing = [month for month in months if month not in packs]
    if missing:
        made = packed_months(
            missing, *read(missing[0], _next_month(missing[-1]) - timedelta(days=1))
        )
        if isinstance(session, ReadingSession):
            session.afterwards.append(partial(_keep, person, made))
        packs |= made
    contents = [unpacked(packs[month]) for month in months]
    return ClosedDays(
        _next_month(months[-1]),
        tuple(entry for entries, _ in contents for entry in entries),
        TakenDays.together(taken for _, taken in contents),
    )


def _first_day(session: Session, person: Owner) -> date | None:
    """Return the first day with a check-in or a dose: two looks at an index."""
    first = select(func.min(models.CheckIn.for_date)).where(models.CheckIn.person_id == person.id)
    dosed = select(func.min(models.Dose.taken_at_local)).where(models.Dose.person_id == person.id)
    said, taken = session.execute(select(first.scalar_subquery(), dosed.scalar_subquery())).one()
    return min(filter(None, (said, taken and taken.date())), default=None)


def _stamps_of(session: Session, person: Owner, open_from: date) -> dict[date, int]:
    """Return the months that are packed, each with the revision of which that was made."""
    found = session.execute(
        select(models.DayPack.first_day, models.DayPack.revision).where(
            models.DayPack.person_id == person.id,
            models.DayPack.first_day < open_from,
            models.DayPack.build == build(),
        )
    )
    return {pack.first_day: pack.revision for pack in found}


def _packs_of(session: Session, person: Owner, stamps: Mapping[date, int]) -> dict[date, bytes]:
    if not stamps:
        return {}
    found = session.execute(
        select(models.DayPack.first_day, models.DayPack.content).where(
            models.DayPack.person_id == person.id,
            models.DayPack.first_day.between(min(stamps), max(stamps)),
            models.DayPack.build == build(),
        )
    )
    return {pack.first_day: pack.content for pack in found if pack.first_day in stamps}


def _keep(person: Owner, packs: Mapping[date, bytes], session: Session) -> None:
    """Write packs down, unless the diary was changed since they were made."""
    unchanged = session.scalar(
        select(models.Person.id)
        .where(models.Person.id == person.id, models.Person.public_id == person.public_id)
        .where(models.Person.revision == person.revision)
        # Whoever is changing it holds this row.
        .with_for_update(skip_locked=True)
    )
    if unchanged is None:
        return
    session.execute(
        delete(models.DayPack).where(
            models.DayPack.person_id == person.id, models.DayPack.first_day.in_(packs)
        )
    )
    rows = [
        {
            "person_id": person.id,
            "first_day": month,
            "revision": person.revision,
            "build": build(),
            "content": content,
        }
        for month, content in packs.items()
    ]
    insert_rows(session, models.DayPack, rows)


def _months(first: date, end: date) -> Iterator[date]:
    while first < end:
        yield first
        first = _next_month(first)


def _next_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


@cache
def build() -> str:
    """Name the program by what its packs rest on, so that no other one reads them."""
    digest = hashlib.sha256()
    for folder in _SOURCES:
        for path in sorted((_APP / folder).glob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
