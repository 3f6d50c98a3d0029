"""The services run on a database without an app around it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from app.db import Database
from app.models import Person
from tests.services.cast import a_person


@pytest.fixture
def session(tmp_path: Path, template_database: Path) -> Iterator[Session]:
    """A writing session on an empty database."""
    path = tmp_path / "services.sqlite3"
    path.write_bytes(template_database.read_bytes())
    database = Database(f"sqlite:///{path}")
    with database.writing() as opened:
        yield opened
    database.engine.dispose()


@pytest.fixture
def owner(session: Session) -> Person:
    """Whose diary it is."""
    return a_person(session)
