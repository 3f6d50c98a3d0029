"""Months that are over, packed: true, the person's own, and gone with the account."""

from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import func, select

from app.db import Database
from app.diary.diary import DayEntry, Diary, Dose
from app.diary.packing import packed_months, unpacked
from app.interop.archive import Archive
from app.models import CheckIn, DayPack, Person
from app.services.archive.archive import add_archive
from app.services.diary import day_packs
from app.services.diary.value import diary_of
from app.services.owner import Owner, owner_of
from app.trends.figures.exposure import daily_mme
from tests.cast.people import NOW, TODAY, a_person, person_in

BEGIN = TODAY - timedelta(days=100)


def dose(day: date, hour: int, amount: float) -> Dose:
    return Dose(datetime.combine(day, time(hour)), "oxycodone", "oral", amount, "mg")


DAYS = [BEGIN + timedelta(days=n) for n in range(101)]
DIARY = Diary(
    entries=tuple(DayEntry(day, pain=day.day % 10 + 0.25, note="it rained") for day in DAYS[::3]),
    doses=tuple(dose(day, hour, 0.1 * day.day) for day in DAYS for hour in (8, 14, 20)),
)


@pytest.fixture
def house(database: Database) -> Database:
    """Alice, with a hundred days, and Carol, with none."""
    with database.writing() as session:
        for name in ("alice", "carol"):
            a_person(session, name)
        add_archive(session, owner_of(person_in(session)), Archive(DIARY), NOW)
    return database


def read(database: Database, name: str = "alice", *, keep: bool = True) -> tuple[Owner, Diary]:
    """Read a diary as a request does, and write down afterwards what may be."""
    with database.reading() as session:
        owner = owner_of(person_in(session, name))
        diary = diary_of(session, owner, TODAY)
    if keep:
        database.write_if_free(session.afterwards)  # type: ignore[attr-defined]
    return owner, diary


def pack_count(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(DayPack)) or 0


def test_packed_months_say_what_the_rows_say(house: Database) -> None:
    _, from_rows = read(house)
    house.shelf.clear()
    assert pack_count(house) == 3
    _, from_packs = read(house)
    assert len(from_packs.doses) < len(DIARY.doses) / 2
    assert from_packs.entries == from_rows.entries
    true = daily_mme(DIARY, BEGIN, TODAY)
    assert daily_mme(from_packs, BEGIN, TODAY) == daily_mme(from_rows, BEGIN, TODAY) == true


def test_a_month_comes_back_to_the_last_digit() -> None:
    month = DAYS[0].replace(day=1)
    entries = (
        DayEntry(month, pain=1 / 3, worst_pain=0, areas=frozenset(), touch=0, further={"mood": 3}),
        DayEntry(month + timedelta(days=1), note="ünï \N{PILL}\n", entered_on=TODAY),
    )
    packs = packed_months([month], entries, [dose(month, 9, 0.1), dose(month, 21, 0.2)])
    said, taken = unpacked(packs[month])
    assert said == entries
    assert taken.by_product["oxycodone", "oral", "mg"].millionths.tolist() == [300_000]


def test_nothing_is_written_down_of_a_diary_that_changed_meanwhile(house: Database) -> None:
    with house.reading() as session:
        diary_of(session, owner_of(person_in(session)), TODAY)
    with house.writing() as writing:
        person_in(writing).condition = "my hip"
        writing.commit()
    house.write_if_free(session.afterwards)  # type: ignore[attr-defined]
    assert pack_count(house) == 0


def test_nobody_waits_to_write_them_down(house: Database) -> None:
    with house.reading() as session:
        diary_of(session, owner_of(person_in(session)), TODAY)
    with house.writing() as other:
        other.connection()
        house.write_if_free(session.afterwards)  # type: ignore[attr-defined]
    assert pack_count(house) == 0


def test_a_change_of_one_day_ends_the_pack_of_its_month_alone(house: Database) -> None:
    read(house)
    with house.writing() as session:
        first = session.scalars(select(CheckIn).order_by(CheckIn.for_date)).first()
        assert first is not None
        first.average_pain, first.pain_mean = 9, None
        session.commit()
    assert pack_count(house) == 2
    assert read(house)[1].entries[0].pain == 9


def test_a_day_that_moves_ends_the_packs_of_both_months(house: Database) -> None:
    read(house)
    with house.writing() as session:
        first = session.scalars(select(CheckIn).order_by(CheckIn.for_date)).first()
        assert first is not None
        first.for_date += timedelta(days=31)
        session.commit()
    assert pack_count(house) == 1


def test_a_day_before_the_first_month_is_seen(house: Database) -> None:
    read(house)
    with house.writing() as session:
        early = Archive(Diary(entries=(DayEntry(BEGIN - timedelta(days=80), pain=2),)))
        add_archive(session, owner_of(person_in(session)), early, NOW)
    assert read(house)[1].entries[0].for_date == BEGIN - timedelta(days=80)


def test_packs_are_the_persons_own(house: Database) -> None:
    read(house)
    _, carols = read(house, "carol")
    assert (carols.entries, carols.doses, carols.taken.by_product) == ((), (), {})


def test_packs_of_another_program_are_not_read(
    house: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(house)
    with house.engine.begin() as connection:
        connection.execute(DayPack.__table__.update().values(content=b"not ours"))
    house.shelf.clear()
    monkeypatch.setattr(day_packs, "build", lambda: "another")
    assert read(house)[1].entries == read(house, keep=False)[1].entries


def test_packs_go_with_the_account(house: Database) -> None:
    read(house)
    with house.writing() as session:
        session.delete(session.scalars(select(Person).where(Person.email_key.like("alice%"))).one())
        session.commit()
    assert pack_count(house) == 0
