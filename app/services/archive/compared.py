"""A diary and an archive side by side: what is the same, what is new, what differs.

A record is known by its id, or by what makes it the same record: a check-in by its day and the
instant of saving (from plain files: by its day), a dose or an event by what it says
(`app.interop.record_keys`). What is left on both sides may be one record that was changed
(`app.services.archive.pairs`).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby

from app.diary.check_in import CheckIn
from app.diary.day import day_entries
from app.diary.dose import LoggedDose
from app.diary.event import LoggedEvent
from app.diary.local_time import local_time
from app.diary.lossless import LosslessDiary
from app.interop.archive import Archive
from app.interop.sheets_write import REMOVED_AT
from app.interop.sources import DOSES, ENTRIES, EVENTS, PROFILE
from app.services.archive.answers import changed_in_check_ins, changed_on_days, same_check_ins
from app.services.archive.beside import Beside, beside_doses, beside_events
from app.services.archive.differences import ChangedDose, ChangedEvent, Difference, MissingDay
from app.services.archive.plain import from_plain, product
from app.services.archive.settings import changed_settings


@dataclass(frozen=True, slots=True)
class Comparison:
    """A diary and an archive side by side.

    Attributes:
        known: the diary.
        archive: the archive.
        offered: all that it holds, as if it had been entered here.
        new_check_ins: those that the diary lacks.
        doses: of both.
        events: of both.
        here: what the person's clock shows now.
    """

    known: LosslessDiary
    archive: Archive
    offered: LosslessDiary
    new_check_ins: tuple[CheckIn, ...]
    doses: Beside[LoggedDose]
    events: Beside[LoggedEvent]
    here: datetime

    @property
    def is_copy(self) -> bool:
        """Whether at least half of what the file holds is in the diary, changed or not."""
        left = (self.new_check_ins, self.doses.only_theirs, self.events.only_theirs)
        new = sum(map(len, left))
        return not self.archive.is_list and new * 2 <= self.offered.record_count > 0

    @property
    def tells_removals(self) -> bool:
        """Whether the file says of each patch whether it came off."""
        return self.archive.is_by_record or REMOVED_AT in self.archive.columns


def compare_with_archive(known: LosslessDiary, archive: Archive, now: datetime) -> Comparison:
    """Return a diary and an archive side by side."""
    offered = archive.lossless or from_plain(archive.diary, known.person.time_zone, now)
    is_copy = not archive.is_list
    return Comparison(
        known,
        archive,
        offered,
        _new_check_ins(known.check_ins, offered.check_ins),
        beside_doses(known.doses, offered.doses, is_copy=is_copy),
        beside_events(known.events, offered.events, is_copy=is_copy),
        local_time(now, known.person.time_zone),
    )


def differences_of(both: Comparison) -> Iterator[Difference]:
    """Yield what the file says otherwise; what a copy lacks is only told of a copy."""
    yield from _changed_answers(both)
    yield from _changed_doses(both)
    for pair in both.events.same:
        if pair.mine.event != pair.theirs.event:
            yield ChangedEvent(pair.mine, pair.theirs)
    if both.is_copy:
        yield from _missing(both)
    blanks_count = both.is_copy and PROFILE in both.archive.holds
    yield from changed_settings(both.known.person, both.offered.person, blanks_count=blanks_count)


def _new_check_ins(known: Iterable[CheckIn], offered: Iterable[CheckIn]) -> tuple[CheckIn, ...]:
    known = tuple(known)
    ids = {c.public_id for c in known}
    days = {c.for_date for c in known}
    saved = {(c.for_date, c.entered.at) for c in known}
    return tuple(
        c
        for c in offered
        if c.public_id not in ids
        and (c.for_date, c.entered.at) not in saved
        # A row of plain files is a whole day: a day that has answers keeps its own.
        and not (c.entered.is_imported and c.for_date in days)
    )


def _changed_answers(both: Comparison) -> Iterator[Difference]:
    """Yield the answers that differ, apart from days that get a new check-in anyway."""
    by_day: defaultdict[date, list[CheckIn]] = defaultdict(list)
    for check_in in both.known.check_ins:
        by_day[check_in.for_date].append(check_in)
    compared = {check_in.for_date for check_in in both.new_check_ins}
    if both.archive.is_by_record:
        pairs = same_check_ins(both.known.check_ins, both.offered.check_ins)
        yield from changed_in_check_ins(pairs)
        compared |= {theirs.for_date for _, theirs in pairs}
    days = day_entries(c for c in both.offered.check_ins if c.for_date not in compared)
    yield from changed_on_days(
        by_day, days, both.archive.columns, blanks_count=not both.archive.is_list
    )


def _changed_doses(both: Comparison) -> Iterator[ChangedDose]:
    for pair in both.doses.same:
        theirs = pair.theirs
        if not both.tells_removals:
            theirs = replace(theirs, removed_at_local=pair.mine.removed_at_local)
        if _as_read(pair.mine) != _as_read(theirs) and not _is_counted_so(pair.mine, theirs):
            yield ChangedDose(pair.mine, theirs, pair.may_be_two)


def _is_counted_so(mine: LoggedDose, theirs: LoggedDose) -> bool:
    """Tell whether the file counts the pieces of which the diary knows how much is in each."""
    taken = mine.as_taken
    if taken is None or (taken.count, taken.piece) != (theirs.amount, theirs.unit):
        return False
    return _as_read(mine) == _as_read(replace(theirs, amount=mine.amount, unit=mine.unit))


def _as_read(dose: LoggedDose) -> tuple[object, ...]:
    """Return what a person reads of a dose."""
    what = product(dose.medication, dose.route, dose.unit)
    return dose.taken_at_local, what, dose.amount, dose.removed_at_local


def _missing(both: Comparison) -> Iterator[Difference]:
    """Yield what the diary holds and a copy of it does not, within the copy's own days."""
    known, archive, offered = both.known, both.archive, both.offered
    days = {check_in.for_date for check_in in offered.check_ins}
    dated = [dose.taken_at_local.date() for dose in offered.doses]
    dated += [logged.event.for_date for logged in offered.events]
    first, last = min((*days, *dated)), max((*days, *dated))
    if ENTRIES in archive.holds:
        mine = [c for c in known.check_ins if first <= c.for_date <= last]
        if archive.is_by_record:
            there = {m.public_id for m, _ in same_check_ins(known.check_ins, offered.check_ins)}
            yield from (MissingDay((c,)) for c in mine if c.public_id not in there)
        else:
            gone = [c for c in mine if c.for_date not in days]
            yield from (MissingDay(tuple(of)) for _, of in groupby(gone, lambda c: c.for_date))
    if DOSES in archive.holds:
        lacking = (d for d in both.doses.only_mine if first <= d.taken_at_local.date() <= last)
        # Of plain files, a time still to come after a flight west was left out; it is not missing.
        yield from (
            ChangedDose(dose, None)
            for dose in lacking
            if archive.is_by_record or dose.taken_at_local <= both.here
        )
    if EVENTS in archive.holds:
        lost = (
            logged for logged in both.events.only_mine if first <= logged.event.for_date <= last
        )
        yield from (ChangedEvent(logged, None) for logged in lost)
