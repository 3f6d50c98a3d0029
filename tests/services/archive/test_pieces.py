"""Big imports: in pieces, each whole, while others go on saving."""

import datetime as dt
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from statistics import quantiles

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import models
from app.db import Database
from app.diary.check_in import Answers
from app.diary.diary import DayEntry, Diary, Dose
from app.interop.archive import Archive, write_archive
from app.services.archive import archive, pending, pieces, plan, undo
from app.services.archive.archive import Added
from app.services.diary.saving import save_check_in
from app.services.diary.sheet import Sheet
from app.services.diary.value import diary_of
from app.services.owner import Owner, owner_of
from app.services.submissions import SubmissionKey
from tests.cast.people import NOW, TODAY, add_person

pytestmark = pytest.mark.slow

SENT = SubmissionKey("k" * 20, "typed")
FIRST = date(2016, 3, 1)


def long_diary(days: int, doses_a_day: int = 8) -> Diary:
    """A made-up diary of many days."""
    each = [FIRST + timedelta(days=n) for n in range(days)]
    taken = (datetime.combine(day, dt.time(6 + n)) for day in each for n in range(doses_a_day))
    return Diary(
        entries=tuple(
            DayEntry(day, pain=day.day % 11, note=f"day {n}") for n, day in enumerate(each)
        ),
        doses=tuple(Dose(at, "oxycodone", "oral", 5, "mg") for at in taken),
    )


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """A session as a request has it: it reads, and writes late."""
    with database.writing_late(lambda _: None) as opened:
        yield opened


def owner(database: Database, name: str) -> Owner:
    person_id = add_person(database, name)
    with database.reading() as session:
        return owner_of(session.get_one(models.Person, person_id))


def count(session: Session, table: type[models.Dose | models.CheckIn]) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def equal(here: Diary, there: Diary) -> bool:
    days = [[(e.for_date, e.pain, e.note) for e in diary.entries] for diary in (here, there)]
    return days[0] == days[1] and here.doses == there.doses


def test_a_stop_in_between_leaves_whole_pieces_and_the_same_file_finishes_it(
    database: Database, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan, "RECORDS_IN_A_PIECE", 50)
    monkeypatch.setattr(pieces, "let_others_write", lambda _: None)
    alice, diary = owner(database, "alice"), long_diary(40)
    kept = archive.keep_upload(session, alice, write_archive(diary), NOW)
    whole_piece, written = pieces.write_piece, 0

    def stop_in_the_third(*given: object) -> None:
        nonlocal written
        written += 1
        whole_piece(*given)  # type: ignore[arg-type] # handed on as it came
        if written == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(pieces, "write_piece", stop_in_the_third)
    with pytest.raises(KeyboardInterrupt):
        archive.add_kept(session, alice, SENT, kept, NOW)
    session.rollback()
    monkeypatch.setattr(pieces, "write_piece", whole_piece)
    before = count(session, models.Dose) + count(session, models.CheckIn)
    assert before == 50, "the head and one piece; the third was given up"
    done = archive.add_kept(session, alice, SENT, kept, NOW)
    assert done == Added(new=40 * 9 - 50, changed=0)
    assert equal(diary_of(session, alice), diary)
    assert undo.undo_import(session, alice, SENT.key), "both halves are taken back"
    assert diary_of(session, alice).doses == ()


@pytest.mark.parametrize("in_piece", [0, 2, 4])
def test_what_is_saved_in_between_is_seen_by_the_next_piece(
    database: Database, session: Session, monkeypatch: pytest.MonkeyPatch, in_piece: int
) -> None:
    """The person opens another tab and brings the same file in there."""
    monkeypatch.setattr(plan, "RECORDS_IN_A_PIECE", 50)
    alice, diary = owner(database, "alice"), long_diary(40)
    kept = archive.keep_upload(session, alice, write_archive(diary), NOW)
    paused = 0

    def in_another_tab(_: Session) -> None:
        nonlocal paused
        paused += 1
        if paused == in_piece + 1:
            with database.writing() as other:
                archive.add_archive(other, alice, Archive(diary), NOW)

    monkeypatch.setattr(pieces, "let_others_write", in_another_tab)
    archive.add_kept(session, alice, SENT, kept, NOW)
    assert equal(diary_of(session, alice), diary)


def test_a_day_with_several_check_ins_is_never_torn(
    database: Database, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once a day has a check-in, the same file adds none to it: so all of them come at once."""
    monkeypatch.setattr(plan, "RECORDS_IN_A_PIECE", 4)
    sheet = "date,pain\n" + "".join(
        f"2026-02-{day:02} {hour:02}:00,{hour % 11}\n"
        for day in range(1, 7)
        for hour in range(8, 13)
    )
    alice = owner(database, "alice")
    kept = archive.keep_upload(session, alice, sheet.encode(), NOW, "mine.csv")
    confirm(session, alice, kept)
    days: list[int] = []

    def look(_: Session) -> None:
        with database.reading() as other:
            query = select(func.count(models.CheckIn.id)).group_by(models.CheckIn.for_date)
            days.extend(other.scalars(query))

    monkeypatch.setattr(pieces, "let_others_write", look)
    archive.add_kept(session, alice, SENT, kept, NOW)
    assert len(days) > 5
    assert set(days) == {5}


def confirm(session: Session, person: Owner, public_id: str) -> None:
    while (found := pending.next_open(session, person, public_id, NOW)) is not None:
        pending.say(
            session, person, public_id, found, replace(found.choices, is_confirmed=True), NOW
        )


def test_others_save_during_a_big_import(database: Database) -> None:
    """Ten years of eight doses a day, and another patient who saves all the while (SQLite)."""
    alice, bob = owner(database, "alice"), owner(database, "bob")
    content = write_archive(long_diary(3_650))
    with database.writing_late(lambda _: None) as session:
        kept = archive.keep_upload(session, alice, content, NOW)
    waits: list[float] = []
    is_over = threading.Event()

    def save_all_the_while() -> None:
        number = 0
        while not is_over.is_set():
            began = time.perf_counter()
            with database.writing_late(lambda _: None) as session:
                sent = SubmissionKey(f"bob-{number:016}", "typed")
                save_check_in(session, bob, sent, Sheet(TODAY, Answers({"pain_now": 5})), NOW)
            waits.append(time.perf_counter() - began)
            number += 1
            time.sleep(0.02)

    thread = threading.Thread(target=save_all_the_while)
    thread.start()
    began = time.perf_counter()
    try:
        with database.writing_late(lambda _: None) as session:
            archive.add_kept(session, alice, SENT, kept, NOW)
    finally:
        took = time.perf_counter() - began
        is_over.set()
        thread.join()
    with database.reading() as session:
        assert count(session, models.Dose) == 3_650 * 8
    median, worst = quantiles(waits, n=4)[1], max(waits)
    print(f"import {took:.1f} s; {len(waits)} saves, median {median:.3f} s, longest {worst:.2f} s")
    assert len(waits) > 20
    assert median < 0.5
    assert worst < 4, "half of the time after which a save gives up (app.db)"
