"""An app with a database of its own, for tests and for writing the table of grades."""

from pathlib import Path

from flask import Flask

from app import create_app, migrations
from app.clock import SettableClock
from app.config import Config
from app.db import Database
from tests.cast.people import CHEAP, NOW, TEST_SECRET


def prepared_app(folder: Path) -> Flask:
    """Return an app on an empty, migrated database in `folder`."""
    url = f"sqlite:///{folder / 'tidemark.sqlite3'}"
    database = Database(url)
    migrations.migrate(database)
    database.engine.dispose()
    return create_app(Config(folder, url, TEST_SECRET, password_cost=CHEAP), SettableClock(NOW))
