"""Migrations, and the one way to run them."""

from functools import cache

from alembic import command
from alembic.config import Config as AlembicConfig
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from app.config import ROOT
from app.db import Database


def alembic_config(connection: Connection) -> AlembicConfig:
    """Return alembic's configuration (from pyproject.toml) bound to `connection`."""
    config = AlembicConfig(toml_file=str(ROOT / "pyproject.toml"))
    config.attributes["connection"] = connection
    return config


def is_current(database: Database) -> bool:
    """Tell whether the tables of `database` are of the newest revision."""
    with database.engine.connect() as connection:
        there = MigrationContext.configure(connection).get_current_revision()
        return there == _newest()


@cache
def _newest() -> str | None:
    config = AlembicConfig(toml_file=str(ROOT / "pyproject.toml"))
    return ScriptDirectory.from_config(config).get_current_head()


def migrate(database: Database) -> None:
    """Bring the tables of `database` to the newest revision."""
    with database.engine.connect() as connection:
        command.upgrade(alembic_config(connection), "head")
        connection.commit()
