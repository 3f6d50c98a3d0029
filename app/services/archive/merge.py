"""An archive beside a diary: what is new, and what says something else. Values in, values out."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from typing import Generic, TypeVar

from app.diary.check_in import CheckIn
from app.diary.day import day_entries
from app.diary.dose import LoggedDose
from app.diary.event import LoggedEvent
from app.diary.lossless import LosslessDiary, PersonSettings
from app.diary.medicine import Medicine
from app.interop.archive import Archive
from app.interop.record_keys import dose_keys, event_keys
from app.interop.sheets_write import REMOVED_AT
from app.interop.sources import DOSES, ENTRIES, EVENTS, PROFILE
from app.services.archive.answers import changed_in_check_ins, changed_on_days, same_check_ins
from app.services.archive.corrections import (
    NOTHING_CORRECTED,
    Corrections,
    with_corrections,
)
from app.services.archive.differences import (
    ChangedDose,
    ChangedEvent,
    Difference,
    MissingDay,
    key_of_difference,
)
from app.services.archive.pairs import (
    Likeness,
    Pair,
    dose_likenesses,
    event_likenesses,
    paired,
)
from app.services.archive.plain import from_plain, product
from app.services.archive.prescribed import (
    as_worn_there,
    notes_of_plans,
    prescribed_otherwise,
)
from app.services.archive.settings import changed_settings, filled_settings

_Taken = TypeVar("_Taken", bound=LoggedDose | LoggedEvent)


@dataclass(frozen=True, slots=True)
class Additions:
    """The records to add, and where the file says something else.

    Attributes:
        known: the diary.
        offered: all that the archive holds.
        person: the person's settings, where they were empty filled from the archive.
        other_medicines: of doses that only differ; each is listed once such a dose is taken over.
        differences: by their key.
        other_prescriptions: names of medicines that the file prescribes otherwise; the list of
            the diary stays as it is.
        same_medicines: from a medicine's id in the archive to its id in the diary.
        keeps_ids: the records keep the ids that they have in the file.
        plan_notes: notes of dose changes that are still to come; no archive holds these.
    """

    known: LosslessDiary
    offered: LosslessDiary
    person: PersonSettings
    check_ins: tuple[CheckIn, ...]
    doses: tuple[LoggedDose, ...]
    events: tuple[LoggedEvent, ...]
    medicines: tuple[Medicine, ...]
    other_medicines: tuple[Medicine, ...]
    differences: Mapping[str, Difference]
    other_prescriptions: tuple[str, ...]
    same_medicines: Mapping[str, str]
    keeps_ids: bool
    plan_notes: tuple[LoggedEvent, ...]

    @property
    def count(self) -> int:
        """How many records are new."""
        return sum(map(len, (self.check_ins, self.doses, self.events, self.medicines)))


def additions(
    known: LosslessDiary,
    archive: Archive,
    now: datetime,
    corrections: Corrections = NOTHING_CORRECTED,
) -> Additions:
    """Return what `archive` holds that `known` does not, and what it says otherwise.

    New doses out of plain files and lists come with what the person says of them.

    A record is known by its id, or by what makes it the same record: a check-in by its day and
    the instant of saving (from plain files: by its day), a dose or an event by what it says
    (`app.interop.record_keys`), a medicine by its name, route and unit. What is left on both
    sides may be one record that was changed (`app.services.archive.pairs`).
    """
    offered = archive.lossless or from_plain(archive.diary, known.person.time_zone, now)
    same_medicines = _same_medicines(known.medicines, offered.medicines)
    new_check_ins = _new_check_ins(known.check_ins, offered.check_ins)
    doses = _beside(known.doses, offered.doses, _dose_keys)
    events = _beside(known.events, offered.events, _event_keys)
    doses = doses.paired_by(dose_likenesses(is_copy=not archive.is_list))
    events = events.paired_by(event_likenesses(is_copy=not archive.is_list))
    new = len(new_check_ins) + len(doses.only_theirs) + len(events.only_theirs)
    # At least half of what a copy holds is in the diary, changed or not.
    is_copy = not archive.is_list and new * 2 <= offered.record_count > 0
    found: list[Difference] = [
        *_changed_answers(known, archive, offered, new_check_ins),
        *_changed_doses(doses, removals_count=_tells_removals(archive)),
        *(ChangedEvent(p.mine, p.theirs) for p in events.same if p.mine.event != p.theirs.event),
        *(_missing(known, archive, offered, doses, events) if is_copy else ()),
        *changed_settings(
            known.person,
            offered.person,
            blanks_count=is_copy and PROFILE in archive.holds,
        ),
    ]
    new_doses, listed = tuple(doses.only_theirs), offered.medicines
    if corrections != NOTHING_CORRECTED and not _is_by_record(archive):
        fresh = with_corrections(new_doses, corrections)
        new_doses, listed = fresh.doses, (*fresh.medicines, *listed)
        same_medicines |= _same_medicines(known.medicines, fresh.medicines)
    event_ids = {logged.public_id for logged in (*known.events, *offered.events)}
    unlisted = [m for m in listed if m.public_id not in same_medicines]
    of_doses = {dose.medicine_public_id for dose in new_doses}
    return Additions(
        known=known,
        offered=offered,
        person=filled_settings(known.person, offered.person),
        check_ins=new_check_ins,
        doses=as_worn_there(new_doses, known, offered, same_medicines),
        events=tuple(events.only_theirs),
        medicines=tuple(m for m in unlisted if _is_by_record(archive) or m.public_id in of_doses),
        other_medicines=tuple(
            m for m in unlisted if not (_is_by_record(archive) or m.public_id in of_doses)
        ),
        differences={key_of_difference(one): one for one in found},
        other_prescriptions=(
            prescribed_otherwise(known, offered) if _is_by_record(archive) else ()
        ),
        same_medicines=same_medicines,
        keeps_ids=_is_by_record(archive),
        plan_notes=tuple(notes_of_plans(unlisted, event_ids, known.person.time_zone, now)),
    )


def _is_by_record(archive: Archive) -> bool:
    """Tell whether it is a lossless copy of ours, which holds each record with its id."""
    return archive.lossless is not None and not archive.is_list


def _tells_removals(archive: Archive) -> bool:
    return _is_by_record(archive) or REMOVED_AT in archive.columns


@dataclass(frozen=True, slots=True)
class _Beside(Generic[_Taken]):
    """Records of the diary and of a file: those that are the same one, and the rest of each."""

    same: Sequence[Pair[_Taken]]
    only_mine: Sequence[_Taken]
    only_theirs: Sequence[_Taken]

    def paired_by(self, likenesses: Iterable[Likeness[_Taken]]) -> "_Beside[_Taken]":
        """Take those together that are one record, changed on one side."""
        pairs = paired(self.only_mine, self.only_theirs, likenesses)
        mine, theirs = {id(p.mine) for p in pairs}, {id(p.theirs) for p in pairs}
        return _Beside(
            [*self.same, *pairs],
            [record for record in self.only_mine if id(record) not in mine],
            [record for record in self.only_theirs if id(record) not in theirs],
        )


def _beside(
    known: Iterable[_Taken],
    offered: Iterable[_Taken],
    keys_of: Callable[[Iterable[_Taken]], Iterable[str]],
) -> _Beside[_Taken]:
    mine = {record.public_id: record for record in known}
    theirs = {record.public_id: record for record in offered}
    both = mine.keys() & theirs.keys()
    by_id = [Pair(mine[key], theirs[key], may_be_two=False) for key in theirs if key in both]
    rest = [record for key, record in mine.items() if key not in both]
    others = [record for key, record in theirs.items() if key not in both]
    here = dict(zip(keys_of(rest), rest, strict=True))
    there = dict(zip(keys_of(others), others, strict=True))
    same = [Pair(here[key], there[key], may_be_two=False) for key in there if key in here]
    return _Beside(
        [*by_id, *same],
        [record for key, record in here.items() if key not in there],
        [record for key, record in there.items() if key not in here],
    )


def _dose_keys(doses: Iterable[LoggedDose]) -> tuple[str, ...]:
    return dose_keys(dose.in_diary() for dose in doses)


def _event_keys(events: Iterable[LoggedEvent]) -> tuple[str, ...]:
    return event_keys(logged.event for logged in events)


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


def _changed_answers(
    known: LosslessDiary,
    archive: Archive,
    offered: LosslessDiary,
    new_check_ins: Iterable[CheckIn],
) -> Iterator[Difference]:
    """Yield the answers that differ, apart from days that get a new check-in anyway."""
    by_day: defaultdict[date, list[CheckIn]] = defaultdict(list)
    for check_in in known.check_ins:
        by_day[check_in.for_date].append(check_in)
    compared = {check_in.for_date for check_in in new_check_ins}
    if _is_by_record(archive):
        pairs = same_check_ins(known.check_ins, offered.check_ins)
        yield from changed_in_check_ins(pairs)
        compared |= {theirs.for_date for _, theirs in pairs}
    days = day_entries(c for c in offered.check_ins if c.for_date not in compared)
    yield from changed_on_days(by_day, days, archive.columns, blanks_count=not archive.is_list)


def _changed_doses(doses: _Beside[LoggedDose], *, removals_count: bool) -> Iterator[ChangedDose]:
    for pair in doses.same:
        theirs = pair.theirs
        if not removals_count:
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


def _missing(
    known: LosslessDiary,
    archive: Archive,
    offered: LosslessDiary,
    doses: _Beside[LoggedDose],
    events: _Beside[LoggedEvent],
) -> Iterator[Difference]:
    """Yield what the diary holds and a copy of it does not, within the copy's own days."""
    days = {check_in.for_date for check_in in offered.check_ins}
    dated = [dose.taken_at_local.date() for dose in offered.doses]
    dated += [logged.event.for_date for logged in offered.events]
    first, last = min((*days, *dated)), max((*days, *dated))
    if ENTRIES in archive.holds:
        mine = [c for c in known.check_ins if first <= c.for_date <= last]
        if _is_by_record(archive):
            there = {m.public_id for m, _ in same_check_ins(known.check_ins, offered.check_ins)}
            yield from (MissingDay((c,)) for c in mine if c.public_id not in there)
        else:
            gone = [c for c in mine if c.for_date not in days]
            yield from (MissingDay(tuple(of)) for _, of in groupby(gone, lambda c: c.for_date))
    if DOSES in archive.holds:
        lacking = (d for d in doses.only_mine if first <= d.taken_at_local.date() <= last)
        yield from (ChangedDose(dose, None) for dose in lacking)
    if EVENTS in archive.holds:
        lost = (logged for logged in events.only_mine if first <= logged.event.for_date <= last)
        yield from (ChangedEvent(logged, None) for logged in lost)


def _same_medicines(known: Iterable[Medicine], offered: Iterable[Medicine]) -> dict[str, str]:
    by_id = {medicine.public_id: medicine.public_id for medicine in known}
    by_product = {_product_of(medicine): medicine.public_id for medicine in known}
    found = {m.public_id: by_id.get(m.public_id) or by_product.get(_product_of(m)) for m in offered}
    return {offered_id: known_id for offered_id, known_id in found.items() if known_id}


def _product_of(medicine: Medicine) -> tuple[str, str, str]:
    return product(medicine.name, medicine.route, medicine.unit)
