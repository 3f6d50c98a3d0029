"""Big imports: in pieces, each whole, while others go on saving."""

import datetime as dt
import io
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from statistics import quantiles

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import migrations, models
from app.db import Database
from app.diary.check_in import Answers
from app.diary.diary import DayEntry, Diary, Dose
from app.interop.archive import Archive, write_archive
from app.services.archive import archive, pending, pieces, plan, undo
from app.services.archive.archive import Added
from app.services.diary.saving import save_check_in
from app.services.diary.sheet import Sheet
from app.services.diary.value import diary_of
from app.services.errors import NotFound, StaleEdit
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


@pytest.fixture(params=["sqlite", "postgresql"])
def either(request: pytest.FixtureRequest, database: Database) -> Iterator[Database]:
    """Each database that Tidemark runs on."""
    if request.param == "sqlite":
        yield database
        return
    opened = Database(request.getfixturevalue("postgresql_url"))
    migrations.migrate(opened)
    yield opened
    opened.engine.dispose()


def test_one_file_sent_by_several_hands_at_once_comes_in_once(
    either: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan, "RECORDS_IN_A_PIECE", 40)
    alice, diary = owner(either, "alice"), long_diary(60, doses_a_day=4)
    with either.writing_late(lambda _: None) as session:
        kept = archive.keep_upload(session, alice, write_archive(diary), NOW)

    def bring_in(number: int) -> str:
        with either.writing_late(lambda _: None) as session:
            sent = SubmissionKey(f"hand-{number:016}", "typed")
            try:
                archive.add_kept(session, alice, sent, kept, NOW)
            except (NotFound, StaleEdit) as told:
                return type(told).__name__
            return "added"

    with ThreadPoolExecutor(4) as hands:
        answers = list(hands.map(bring_in, range(4)))
    assert "added" in answers
    with either.reading() as session:
        assert equal(diary_of(session, alice), diary)
        assert count(session, models.Dose) == len(diary.doses)
        assert count(session, models.CheckIn) == len(diary.entries)


SHOW_LIMITS = """
import sys, time
from datetime import UTC, datetime
from app.interop.errors import ArchiveError
from app.interop.uploads import look_into
content = open(sys.argv[1], "rb").read()
began = time.process_time()
try:
    found = look_into("big.zip", content)
    told = "read"
except ArchiveError as error:
    told = str(error)[:60]
# Not getrusage: it counts what the process that started this one held.
status = open("/proc/self/status").read()
peak_mb = int(status.split("VmHWM:")[1].split()[0]) / 1024
print(f"{time.process_time() - began:.1f} {peak_mb:.0f} {told}")
"""


@pytest.mark.parametrize(
    ("make", "expected", "most_seconds", "most_mb"),
    [
        # Each just within a limit, or far beyond it: measured in a process of its own.
        (lambda: write_archive(long_diary(3_650)), "read", 30, 400),
        (lambda: zipped(b"," * 20_000_000), "entries.csv: This table is too large", 5, 250),
        (lambda: zipped(b"\n" * 30_000_000), "entries.csv: This table is too large", 5, 250),
        (lambda: zipped(b"a,b\n" + b"x,y\n" * 59_000), "entries.csv, line 1, column date", 20, 400),
        (lambda: zipped(b'"' * 10_000_000), "", 10, 400),
        (lambda: zipped(HEADER + b"x,11,12,nose,13,\n" * 59_000), "entries.csv, line 2", 45, 900),
    ],
    ids=["ten years", "commas", "line ends", "no columns", "quotes", "every cell wrong"],
)
def test_a_file_takes_only_so_much_time_and_memory(
    tmp_path: Path, make: Callable[[], bytes], expected: str, most_seconds: float, most_mb: float
) -> None:
    path = tmp_path / "big.zip"
    path.write_bytes(make())
    shown = subprocess.run(
        [sys.executable, "-c", SHOW_LIMITS, str(path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[3],
    )
    seconds, peak_mb, told = shown.stdout.strip().split(" ", 2)
    print(path.stat().st_size, shown.stdout)
    assert told.startswith(expected)
    assert float(seconds) < most_seconds
    assert float(peak_mb) < most_mb


HEADER = b"date,pain,worst_pain,locations,touch_sensitivity,note\n"


def zipped(entries: bytes) -> bytes:
    """A diary whose list of days is this."""
    content = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(write_archive(Diary()))) as empty,
        zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in empty.namelist():
            archive.writestr(name, entries if name == "entries.csv" else empty.read(name))
    return content.getvalue()
