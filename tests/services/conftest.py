"""The services run on a database without an app around it."""

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from app.db import Database
from app.models import Person
from tests.cast.people import a_person


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """A writing session on an empty database."""
    with database.writing() as opened:
        yield opened


@pytest.fixture
def owner(session: Session) -> Person:
    """Whose diary it is."""
    return a_person(session)
