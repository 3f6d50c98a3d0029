import sqlite3
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import delete, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.config import Config
from app.db import Database, begin_writing
from app.models import Medicine, Person, Regimen

NOW = datetime(2026, 3, 11, 19, 30, tzinfo=UTC)


@pytest.mark.parametrize("kind", ["reading", "writing"])
def test_every_connection_is_durable_patient_and_strict(settings: Config, kind: str) -> None:
    # The tests' own database is not durable.
    database = Database(settings.database_url)
    with getattr(database, kind)() as session:
        found = {
            name: session.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    database.engine.dispose()
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 8000,
    }


def test_a_writing_session_holds_the_write_lock_from_its_beginning(database: Database) -> None:
    with database.writing() as first, database.reading() as reader:
        first.execute(text("SELECT 1"))
        reader.execute(text("SELECT count(*) FROM person"))
        with database.writing() as second:
            second.connection  # noqa: B018 - shows that opening alone takes nothing
        raw = database.engine.raw_connection()
        raw.execute("PRAGMA busy_timeout = 0")  # type: ignore[attr-defined]  # sqlite3's own
        with pytest.raises(Exception, match="locked"):
            raw.execute("BEGIN IMMEDIATE")  # type: ignore[attr-defined]  # as above
        raw.invalidate()


def can_write(database: Database) -> bool:
    raw = database.engine.raw_connection()
    try:
        raw.execute("PRAGMA busy_timeout = 0")  # type: ignore[attr-defined]  # sqlite3's own
        raw.execute("BEGIN IMMEDIATE")  # type: ignore[attr-defined]  # as above
    except sqlite3.OperationalError:
        return False
    finally:
        raw.invalidate()
    return True


def test_a_late_writer_holds_the_lock_only_from_where_it_begins(database: Database) -> None:
    asked: list[Session] = []
    with database.writing_late(asked.append) as session:
        session.execute(text("SELECT count(*) FROM person"))
        assert can_write(database)
        begin_writing(session)
        begin_writing(session)
        assert not can_write(database)
        session.add(person())
        session.commit()
        session.execute(text("SELECT count(*) FROM person"))
        assert can_write(database)
    assert asked == [session]


def test_a_late_writer_refuses_what_comes_before_its_write(database: Database) -> None:
    with database.writing_late(lambda _session: None) as session:
        with pytest.raises(TypeError, match="nothing was begun"):
            session.commit()
        with pytest.raises(TypeError, match="a statement writes"):
            session.execute(delete(Person))
        session.add(person())
        with pytest.raises(TypeError, match="a row was changed"):
            session.flush()


def test_a_write_that_was_given_up_lets_others_write_while_its_page_is_made(
    database: Database,
) -> None:
    with database.writing_late(lambda _session: None) as session:
        begin_writing(session)
        session.rollback()
        session.execute(text("SELECT count(*) FROM person"))
        assert can_write(database)


def test_a_write_that_is_refused_at_its_beginning_keeps_nothing(database: Database) -> None:
    def refuse(_session: Session) -> None:
        raise LookupError

    with database.writing_late(refuse) as session, pytest.raises(LookupError):
        begin_writing(session)
    assert can_write(database)


def test_a_new_database_is_for_its_owner_s_eyes_only(tmp_path: Path) -> None:
    path = tmp_path / "new.sqlite3"
    database = Database(f"sqlite:///{path}")
    with database.writing() as session:
        session.execute(text("CREATE TABLE t (x)"))
        session.commit()
    assert {f.stat().st_mode & 0o777 for f in tmp_path.iterdir()} == {0o600}
    database.engine.dispose()


def person(email: str = "a@example.org") -> Person:
    return Person(email=email, email_key=email, password_hash="x", created_at=NOW)


def test_instants_come_back_in_utc_and_need_a_zone(database: Database) -> None:
    with database.writing() as session:
        session.add(kept := person())
        kept.created_at = datetime(2026, 3, 11, 15, tzinfo=timezone(timedelta(hours=-4)))
        session.commit()
        session.refresh(kept)
        assert kept.created_at == datetime(2026, 3, 11, 19, tzinfo=UTC)
        kept.created_at = datetime(2026, 3, 11, 15)  # noqa: DTZ001 - the fault under test
        with pytest.raises(Exception, match="an instant needs a zone"):
            session.commit()


def test_amounts_keep_every_digit(database: Database) -> None:
    with database.writing() as session:
        session.add(owner := person())
        session.flush()
        medicine = Medicine(
            person_id=owner.id,
            name="morphine",
            route="oral",
            form="liquid",
            as_needed=False,
            created_at=NOW,
            regimens=[Regimen(from_date=NOW.date(), amount=Decimal("0.10"), unit="mg")],
        )
        session.add(medicine)
        session.commit()
        session.expire_all()
        assert str(medicine.regimens[0].amount) == "0.10"


def test_an_address_belongs_to_one_person_in_the_database_too(database: Database) -> None:
    with database.writing() as session:
        session.add_all([person(), person()])
        with pytest.raises(IntegrityError):
            session.commit()


def test_a_session_that_only_reads_keeps_nothing(database: Database) -> None:
    with database.reading() as session, pytest.raises(TypeError, match="only reads"):
        session.commit()
