from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.db import Database
from app.diary.check_in import CheckIn as CheckInValue
from app.diary.diary import Diary
from app.diary.diary import Dose as DiaryDose
from app.diary.dose import LoggedDose
from app.diary.entered import Entered
from app.diary.event import LoggedEvent
from app.diary.example import example_diary
from app.diary.lossless import to_diary
from app.interop.archive import Archive, read_archive, write_archive
from app.models import CheckIn, Dose, Event, Medicine, PendingImport, Person
from app.services.account.passwords import Passwords
from app.services.archive import archive
from app.services.diary.value import diary_of, lossless_of
from app.services.errors import NotFound
from app.services.example import DEMO_EMAIL, make_demo
from app.services.owner import owner_of
from app.services.submissions import SubmissionKey
from app.trends.figures.exposure import daily_mme
from tests.cast.diary import at, fentanyl
from tests.cast.people import CHEAP, NOW, a_person

pytestmark = pytest.mark.slow


def patient(session: Session, name: str) -> Person:
    person = Person(
        email=f"{name}@example.org",
        email_key=f"{name}@example.org",
        password_hash="x",
        time_zone="America/New_York",
        created_at=NOW,
    )
    session.add(person)
    session.commit()
    return person


def demo(session: Session) -> Person:
    make_demo(session, Passwords(CHEAP), NOW)
    found = session.scalar(select(Person).where(Person.email == DEMO_EMAIL))
    assert found is not None
    return found


def test_an_export_read_into_an_empty_diary_gives_the_same_diary_to_the_last_detail(
    database: Database,
) -> None:
    with database.writing() as session:
        source, target = demo(session), patient(session, "bob")
        archive.add_archive(session, target, read_archive(archive.export(session, source)), NOW)
        there, here = lossless_of(session, source), lossless_of(session, target)
    assert to_diary(here) == to_diary(there)
    assert nameless(here.check_ins) == nameless(there.check_ins)
    assert nameless(here.events) == nameless(there.events)
    assert nameless(replace(dose, medicine_public_id=None) for dose in here.doses) == nameless(
        replace(dose, medicine_public_id=None) for dose in there.doses
    )
    assert [m.regimens for m in here.medicines] == [m.regimens for m in there.medicines]


Record = TypeVar("Record", CheckInValue, LoggedDose, LoggedEvent)


def nameless(records: Iterable[Record]) -> list[Record]:
    """Leave out the ids: two diaries of one database cannot share them."""
    return [replace(record, public_id="") for record in records]


def test_an_event_keeps_the_zone_in_which_it_was_entered(database: Database) -> None:
    with database.writing() as session:
        source, target = patient(session, "alice"), patient(session, "bob")
        session.add(
            Event(
                person_id=source.id,
                for_date=NOW.date(),
                kind="illness",
                recorded_at=NOW,
                time_zone="Asia/Tokyo",
            )
        )
        session.commit()
        archive.add_archive(session, target, read_archive(archive.export(session, source)), NOW)
        (event,) = lossless_of(session, target).events
    assert event.entered == Entered(NOW, "Asia/Tokyo")


def test_the_same_archive_twice_adds_nothing_the_second_time(database: Database) -> None:
    with database.writing() as session:
        source, target = demo(session), patient(session, "bob")
        exported = read_archive(archive.export(session, source))
        first = archive.add_archive(session, target, exported, NOW)
        again = archive.add_archive(session, target, exported, NOW + timedelta(days=3))
        back = archive.add_archive(session, source, exported, NOW)
    assert first > 300
    assert (again, back) == (0, 0)


def test_plain_files_twice_add_nothing_the_second_time(database: Database) -> None:
    plain = Archive(example_diary(NOW.date()))
    with database.writing() as session:
        person = patient(session, "bob")
        first = archive.add_archive(session, person, plain, NOW)
        again = archive.add_archive(session, person, plain, NOW)
        stored = diary_of(session, person)
    assert first > 300
    assert again == 0
    assert [e.pain for e in stored.entries] == [e.pain for e in example_diary(NOW.date()).entries]


def test_a_day_that_has_answers_keeps_its_own(database: Database) -> None:
    day = example_diary(NOW.date()).entries[0].for_date
    with database.writing() as session:
        person = patient(session, "bob")
        mine = CheckIn(
            person_id=person.id,
            for_date=day,
            average_pain=10,
            recorded_at=NOW,
            time_zone=person.time_zone,
        )
        session.add(mine)
        session.commit()
        archive.add_archive(session, person, Archive(example_diary(NOW.date())), NOW)
        stored = diary_of(session, person)
    assert stored.entries[0].for_date == day
    assert stored.entries[0].pain == 10


def test_what_plain_files_hold_was_entered_nobody_knows_when(database: Database) -> None:
    with database.writing() as session:
        person = patient(session, "bob")
        archive.add_archive(session, person, Archive(example_diary(NOW.date())), NOW)
        assert {e.entered_on for e in diary_of(session, person).entries} == {None}
        stored = lossless_of(session, person)
    for records in (stored.check_ins, stored.doses, stored.events):
        assert {record.entered.on_day for record in records} == {None}


def test_plain_files_make_a_list_of_medicines_and_invent_no_prescription(
    database: Database,
) -> None:
    with database.writing() as session:
        person = patient(session, "bob")
        archive.add_archive(session, person, Archive(example_diary(NOW.date())), NOW)
        listed = session.scalars(select(Medicine).where(Medicine.person_id == person.id)).all()
        found = {m.name: (m.has_prescription, m.as_needed) for m in listed}
        loose = session.scalar(
            select(func.count()).select_from(Dose).where(Dose.medicine_id.is_(None))
        )
    assert found == {"ibuprofen": (False, False), "oxycodone ER": (False, False)}
    assert loose == 0


def test_the_person_keeps_what_they_said_about_themselves(database: Database) -> None:
    with database.writing() as session:
        person = patient(session, "bob")
        person.condition = "my own words"
        person.care = "cancer"
        person.story = {"pain": "more"}
        session.commit()
        archive.add_archive(session, person, Archive(example_diary(NOW.date())), NOW)
        assert (person.condition, person.care) == ("my own words", "cancer")
        assert person.story == {"pain": "more"}
        assert person.original_areas == ["left_upper_leg", "lower_back"]
        assert person.opioid_start is not None


def test_one_person_never_gets_at_the_upload_of_another(database: Database) -> None:
    content = write_archive(example_diary(NOW.date()))
    with database.writing() as session:
        alice, carol = patient(session, "alice"), patient(session, "carol")
        kept = archive.keep_upload(session, alice, content, NOW)
        with pytest.raises(NotFound):
            archive.preview_import(session, carol, kept, NOW)
        with pytest.raises(NotFound):
            archive.add_kept(session, carol, SubmissionKey("k" * 20, "d"), kept, NOW)
        assert diary_of(session, carol).entries == ()


def test_an_upload_is_gone_after_it_was_added_and_after_a_day(database: Database) -> None:
    content = write_archive(example_diary(NOW.date()))
    sent = SubmissionKey("k" * 20, "d")
    with database.writing() as session:
        person = patient(session, "alice")
        kept = archive.keep_upload(session, person, content, NOW)
        with pytest.raises(NotFound):
            archive.preview_import(session, person, kept, NOW + timedelta(hours=25))
        first = archive.add_kept(session, person, sent, kept, NOW)
        assert archive.add_kept(session, person, sent, kept, NOW) == first, "a double tap"
        assert session.get(PendingImport, person.id) is None


def test_a_preview_counts_what_would_be_added_and_adds_nothing(database: Database) -> None:
    content = write_archive(example_diary(NOW.date()))
    with database.writing() as session:
        person = patient(session, "alice")
        kept = archive.keep_upload(session, person, content, NOW)
        seen = archive.preview_import(session, person, kept, NOW)
        assert diary_of(session, person).entries == ()
    assert seen.check_ins.new == len(example_diary(NOW.date()).entries)
    assert seen.check_ins.known == 0
    assert seen.fills_about_you
    assert seen.first == example_diary(NOW.date()).entries[0].for_date


def test_the_demo_is_made_anew_each_time_and_ends_today(database: Database) -> None:
    with database.writing() as session:
        first = make_demo(session, Passwords(CHEAP), NOW)
        second = make_demo(session, Passwords(CHEAP), NOW)
        person = demo(session)
        entries = diary_of(session, person).entries
        late = session.scalar(select(func.count()).where(Dose.taken_at > NOW))
    assert first != second
    assert entries[-1].for_date == date(2026, 3, 11)
    assert late == 0, "no dose lies in the future"


@pytest.mark.parametrize("hours", [48, 168])
def test_patches_from_a_file_are_not_worn_as_another_prescription_says(
    session: Session, hours: int
) -> None:
    """The file's patches were changed every 72 hours; the list here says something else."""
    patches = tuple(
        DiaryDose(at(f"2026-02-0{day} 09:00"), "fentanyl", "transdermal", 25, "mcg/h")
        for day in (1, 4, 7)
    )
    read = read_archive(write_archive(Diary(doses=patches)))
    alice = a_person(session)
    fentanyl(session, alice, started_on=date(2026, 1, 1), change_every_hours=hours)
    archive.add_archive(session, owner_of(alice), read, NOW)
    span = date(2026, 2, 1), date(2026, 2, 20)
    assert daily_mme(diary_of(session, owner_of(alice)), *span) == daily_mme(read.diary, *span)
