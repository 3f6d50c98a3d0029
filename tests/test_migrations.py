"""Every migration is walked both ways on each database that Tidemark runs on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from app import migrations
from app.db import Database


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


def test_migrating_twice_changes_nothing(empty: Database) -> None:
    migrations.migrate(empty)
    migrations.migrate(empty)
    with empty.engine.connect() as connection:
        assert "check_in" in inspect(connection).get_table_names()


def test_a_table_keeps_its_checks_and_its_links_through_every_step(empty: Database) -> None:
    with empty.engine.connect() as connection:
        config = migrations.alembic_config(connection)
        command.upgrade(config, "0001")
        checks = inspect(connection).get_check_constraints("check_in")
        command.upgrade(config, "head")
        command.downgrade(config, "0001")
        command.upgrade(config, "head")
        found = inspect(connection)
        assert len(checks) == 7
        assert {check["name"] for check in checks} == {
            check["name"] for check in found.get_check_constraints("check_in")
        }
        (link,) = found.get_foreign_keys("advisory_answer")
        assert link["options"]["ondelete"] == "CASCADE"
