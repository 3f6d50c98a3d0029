"""Migrations, and the one way to run them."""

from alembic import command
from alembic.config import Config as AlembicConfig
from sqlalchemy import Connection

from app.config import ROOT
from app.db import Database


def alembic_config(connection: Connection) -> AlembicConfig:
    """Return alembic's configuration (from pyproject.toml) bound to `connection`."""
    config = AlembicConfig(toml_file=str(ROOT / "pyproject.toml"))
    config.attributes["connection"] = connection
    return config


def migrate(database: Database) -> None:
    """Bring the tables of `database` to the newest revision."""
    with database.engine.connect() as connection:
        command.upgrade(alembic_config(connection), "head")
        connection.commit()
