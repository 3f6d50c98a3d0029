"""Every migration is walked both ways on each database that Tidemark runs on."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import (
    JSON,
    Boolean,
    Connection,
    Date,
    DateTime,
    Integer,
    MetaData,
    String,
    Table,
    insert,
    inspect,
    select,
)

from app import migrations
from app.db import Database
from app.models.diary import SCORE_COLUMNS

pytestmark = pytest.mark.slow

IMPORTED, OWN = datetime(2026, 3, 2, 9), datetime(2026, 3, 3, 9)  # noqa: DTZ001 - as stored
# What stands in a column that must be filled and does not matter here, by its type.
SOMETHING = (
    (Boolean, False),
    (Integer, 1),
    (DateTime, OWN),
    (Date, date(2026, 3, 1)),
    (JSON, []),
    (String, "1"),
)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'walk.sqlite3'}"
    else:
        url = request.getfixturevalue("postgresql_url")
    database = Database(url)
    yield database
    database.engine.dispose()


def test_every_migration_goes_up_and_down_and_ends_at_the_models(empty: Database) -> None:
    with empty.engine.connect() as connection:
        config = migrations.alembic_config(connection)
        steps = [s.revision for s in ScriptDirectory.from_config(config).walk_revisions()][::-1]
        for step in steps:
            command.upgrade(config, step)
            command.downgrade(config, "-1")
            command.upgrade(config, step)
        command.check(config)
        command.downgrade(config, "base")
        assert inspect(connection).get_table_names() == ["alembic_version"]


def test_what_was_imported_before_is_marked_as_from_a_file(empty: Database) -> None:
    with empty.engine.connect() as connection:
        config = migrations.alembic_config(connection)
        command.upgrade(config, "0003")
        for number, (recorded_at, is_imported) in enumerate(((IMPORTED, True), (OWN, False))):
            person = _insert(connection, "person", email_key=str(number), public_id=str(number))
            head = {"person_id": person, "public_id": str(number), "recorded_at": recorded_at}
            _insert(connection, "check_in", **head, is_imported=is_imported)
            _insert(connection, "dose", **head)
            _insert(connection, "event", **head)
        command.upgrade(config, "0004")
        for name in ("dose", "event"):
            table = Table(name, MetaData(), autoload_with=connection)
            marked = select(table.c.recorded_at).where(table.c.is_imported)
            assert connection.scalars(marked).all() == [IMPORTED]


def test_unit_and_event_pass_from_the_medicine_to_its_prescriptions(empty: Database) -> None:
    with empty.engine.connect() as connection:
        config = migrations.alembic_config(connection)
        command.upgrade(config, "0006")
        person = _insert(connection, "person", email_key="a", public_id="a")
        drops = _insert(connection, "medicine", person_id=person, name="drops", unit="mL")
        first, second = date(2026, 3, 1), date(2026, 3, 5)
        for day in (first, second):
            _insert(connection, "regimen", medicine_id=drops, from_date=day, amount="1")
            change = {"for_date": day, "kind": "dose_change_by_prescriber", "note": "drops 1 mL"}
            _insert(connection, "event", person_id=person, public_id=f"event-{day}", **change)
        command.upgrade(config, "0007")
        regimen = Table("regimen", MetaData(), autoload_with=connection)
        found = select(regimen.c.unit, regimen.c.event_public_id).order_by(regimen.c.from_date)
        assert connection.execute(found).all() == [("mL", None), ("mL", "event-2026-03-05")]
        command.downgrade(config, "0006")
        medicine = Table("medicine", MetaData(), autoload_with=connection)
        assert connection.scalars(select(medicine.c.unit)).all() == ["mL"]


def test_a_prescription_lets_go_of_a_note_that_was_deleted(empty: Database) -> None:
    with empty.engine.connect() as connection:
        config = migrations.alembic_config(connection)
        command.upgrade(config, "0011")
        person = _insert(connection, "person", email_key="a", public_id="a")
        drops = _insert(connection, "medicine", person_id=person, name="drops")
        _insert(connection, "event", person_id=person, public_id="there")
        for day, event in ((1, None), (2, "there"), (3, "deleted")):
            from_date = date(2026, 3, day)
            _insert(
                connection,
                "regimen",
                medicine_id=drops,
                from_date=from_date,
                amount="1",
                event_public_id=event,
            )
        command.upgrade(config, "0012")
        regimen = Table("regimen", MetaData(), autoload_with=connection)
        found = select(regimen.c.event_public_id).order_by(regimen.c.from_date)
        assert connection.scalars(found).all() == [None, "there", None]


def _insert(connection: Connection, into: str, /, **known: object) -> int:
    """Insert a row that has something in every column that must be filled."""
    table = Table(into, MetaData(), autoload_with=connection)
    filled = {
        column.name: next(value for kind, value in SOMETHING if isinstance(column.type, kind))
        for column in table.columns
        if not column.nullable and not column.primary_key
    }
    added = insert(table).values(**filled | known).returning(table.c.id)
    return connection.execute(added).scalar_one()


def test_migrating_twice_changes_nothing(empty: Database) -> None:
    migrations.migrate(empty)
    migrations.migrate(empty)
    with empty.engine.connect() as connection:
        assert "check_in" in inspect(connection).get_table_names()


def test_a_table_keeps_its_checks_and_its_links_through_every_step(empty: Database) -> None:
    with empty.engine.connect() as connection:
        config = migrations.alembic_config(connection)
        command.upgrade(config, "0001")
        command.upgrade(config, "head")
        command.downgrade(config, "0001")
        command.upgrade(config, "head")
        found = inspect(connection)
        checks = {check["name"] for check in found.get_check_constraints("check_in")}
        assert checks == {f"ck_check_in_{column}" for column in SCORE_COLUMNS}
        (link,) = found.get_foreign_keys("advisory_answer")
        assert link["options"]["ondelete"] == "CASCADE"
