"""Any diary, any corrections in a copy of it: what the person chooses is what stands afterwards."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from app import models
from app.db import Database
from app.diary.diary import DayEntry, Diary, DiaryEvent, Dose
from app.interop.archive import write_archive
from app.services.archive import archive, undo
from app.services.archive.archive import SaidOfImport
from app.services.archive.differences import DifferenceChoice, digest_of
from app.services.diary.value import diary_of
from app.services.owner import Owner, owner_of
from app.services.submissions import SubmissionKey
from tests.cast.people import NOW, add_person

pytestmark = pytest.mark.slow

FIRST = date(2026, 1, 1)
NAMES = ("oxycodone", "morphine", "ibuprofen", "my tea")
AREAS = ("neck", "lower_back", "left_hip")
numbers = count()
once_a_database = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def made_up(chance: random.Random) -> Diary:
    """A month in which each day has an entry, a few doses and sometimes an event."""
    days = [FIRST + timedelta(days=n) for n in range(chance.randint(6, 30))]
    return Diary(
        entries=tuple(entry(chance, day) for day in days),
        doses=in_order(dose(chance, day, hour) for day in days for hour in hours(chance)),
        events=tuple(event(chance, day) for day in days if chance.random() < 0.2),
    )


def hours(chance: random.Random) -> list[int]:
    return chance.sample(range(6, 24), chance.randint(0, 3))


def entry(chance: random.Random, day: date) -> DayEntry:
    return DayEntry(
        day,
        pain=float(chance.randint(0, 10)),
        worst_pain=chance.choice([None, 3, 9]),
        areas=frozenset(chance.sample(AREAS, chance.randint(1, 2))),
        touch=chance.choice([None, 0, 4]),
        note=chance.choice(["", "rain", "two\nlines"]),
        further={"sleep": chance.randint(0, 10)},
    )


def dose(chance: random.Random, day: date, hour: int) -> Dose:
    at = datetime.combine(day, datetime.min.time()) + timedelta(hours=hour)
    return Dose(at, chance.choice(NAMES[:3]), "oral", float(chance.choice([5, 10])), "mg")


def event(chance: random.Random, day: date) -> DiaryEvent:
    return DiaryEvent(day, chance.choice(["illness", "other"]), chance.choice(["", "flu"]))


def in_order(doses: Iterator[Dose]) -> tuple[Dose, ...]:
    return tuple(sorted(doses, key=lambda d: (d.taken_at_local, d.medication, d.amount)))


def corrected(diary: Diary, chance: random.Random) -> Diary:
    """Correct up to a third of the rows in one cell or two, take some out, put some in."""
    few = lambda: chance.random() < 0.25  # noqa: E731 - said once, meant three times
    # The first day stays: of days before its first row a file says nothing, and removes none.
    first, *others = diary.entries
    entries = [first, *(other_entry(one, chance) if few() else one for one in others)]
    doses = [other_dose(one, chance) if few() else one for one in diary.doses]
    events = [other_event(one, chance) if few() else one for one in diary.events]
    last = diary.entries[-1].for_date
    return replace(
        diary,
        entries=(
            *(one for one in entries if one),
            entry(chance, last + timedelta(days=1)),
        ),
        doses=in_order(one for one in doses if one),
        events=tuple(
            sorted((one for one in events if one), key=lambda e: (e.for_date, e.kind, e.note))
        ),
    )


def other_entry(one: DayEntry, chance: random.Random) -> DayEntry | None:
    field, side = chance.choice(
        [
            *(("pain", 7.0), ("worst_pain", None), ("worst_pain", 1), ("touch", 0)),
            *(("note", ""), ("note", "=1+1"), ("areas", frozenset({"chest"})), ("gone", None)),
        ]
    )
    return None if field == "gone" else replace(one, **{field: side})


def other_dose(one: Dose, chance: random.Random) -> Dose | None:
    minutes = timedelta(minutes=chance.choice([-30, 5, 25]))
    return chance.choice(
        [
            replace(one, amount=one.amount + 2.5),
            replace(one, taken_at_local=one.taken_at_local + minutes),
            replace(one, medication=NAMES[3], unit="mg"),
            None,
        ]
    )


def other_event(one: DiaryEvent, chance: random.Random) -> DiaryEvent | None:
    return chance.choice([replace(one, note="influenza"), replace(one, kind="new_injury"), None])


@contextmanager
def someone(database: Database) -> Iterator[tuple[Session, Owner]]:
    person_id = add_person(database, f"person{next(numbers)}")
    with database.writing_late(lambda _: None) as session:
        person = session.get(models.Person, person_id)
        assert person is not None
        yield session, owner_of(person)


def bring(
    session: Session, person: Owner, content: bytes, choice: DifferenceChoice | None
) -> SubmissionKey:
    sent = SubmissionKey(f"form-number-{next(numbers):08}", "typed")
    kept = archive.keep_upload(session, person, content, NOW)
    seen = archive.preview_import(session, person, kept, NOW)
    said = SaidOfImport(others=choice, seen=digest_of(seen.differences))
    archive.add_kept(session, person, sent, kept, NOW, said)
    return sent


def as_told(diary: Diary) -> tuple[object, ...]:
    entries = tuple(replace(one, entered_on=None) for one in diary.entries)
    return (
        entries,
        in_order(iter(diary.doses)),
        tuple(sorted(diary.events, key=lambda e: (e.for_date, e.kind, e.note))),
    )


def with_earlier_days(copy: Diary, diary: Diary) -> Diary:
    """What a copy says, and what lies before its first day, of which it says nothing."""
    dated = [dose.taken_at_local.date() for dose in copy.doses]
    dated += [event.for_date for event in copy.events]
    first = min((*dated, *(one.for_date for one in copy.entries)))
    return replace(
        copy,
        entries=(*(one for one in diary.entries if one.for_date < first), *copy.entries),
        doses=(*(one for one in diary.doses if one.taken_at_local.date() < first), *copy.doses),
        events=(*(one for one in diary.events if one.for_date < first), *copy.events),
    )


@given(st.randoms(use_true_random=False))
@once_a_database
def test_the_files_side_makes_the_diary_what_the_file_says_and_undo_what_it_was(
    database: Database, chance: random.Random
) -> None:
    diary = made_up(chance)
    copy = corrected(diary, chance)
    with someone(database) as (session, person):
        bring(session, person, write_archive(diary), None)
        before = as_told(diary_of(session, person))
        assert before == as_told(diary)
        sent = bring(session, person, write_archive(copy), DifferenceChoice.FILE)
        assert as_told(diary_of(session, person)) == as_told(with_earlier_days(copy, diary))
        again = archive.keep_upload(session, person, write_archive(copy), NOW)
        seen = archive.preview_import(session, person, again, NOW)
        assert seen.adds_nothing
        assert undo.undo_import(session, person, sent.key)
        assert as_told(diary_of(session, person)) == before


@given(st.randoms(use_true_random=False))
@once_a_database
def test_ones_own_side_keeps_each_record_and_doubles_none(
    database: Database, chance: random.Random
) -> None:
    diary = made_up(chance)
    copy = corrected(diary, chance)
    with someone(database) as (session, person):
        bring(session, person, write_archive(diary), None)
        bring(session, person, write_archive(copy), DifferenceChoice.MINE)
        after = diary_of(session, person)
        kept = {one.for_date: one for one in after.entries}
        assert all(kept[one.for_date].pain == one.pain for one in diary.entries)
        assert set(diary.doses) <= set(after.doses)
        # No time was changed by more than half an hour: whatever came in as new is told so.
        assert len(after.doses) <= len(diary.doses)
        assert set(diary.events) <= set(after.events)


@given(st.randoms(use_true_random=False))
@once_a_database
def test_a_lossless_copy_of_before_brings_everything_back(
    database: Database, chance: random.Random
) -> None:
    diary = made_up(chance)
    with someone(database) as (session, person):
        bring(session, person, write_archive(diary), None)
        older = archive.export(session, person)
        bring(session, person, write_archive(corrected(diary, chance)), DifferenceChoice.FILE)
        bring(session, person, older, DifferenceChoice.FILE)
        # The day that the correction added lies after the older copy, which tells nothing of it.
        now = diary_of(session, person).up_to(diary.entries[-1].for_date)
        assert as_told(now) == as_told(diary)
