"""The cast: Alice owns a diary, Bob has her link, Carol is a stranger, Dan is not signed in."""

from datetime import UTC, date, datetime, timedelta

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.config import PasswordCost
from app.db import Database
from app.models import Person
from app.services.account import sessions
from app.services.account.passwords import Passwords
from app.web.kit.login import PROVED_AT
from tests.client import Browser

# A Wednesday, 15:30 in New York, where the cast lives.
NOW = datetime(2026, 3, 11, 19, 30, tzinfo=UTC)
TODAY = date(2026, 3, 11)
TIME_ZONE = "America/New_York"
PASSWORD = "seven quiet herons wade"
CHEAP = PasswordCost(time_cost=1, memory_kib=8, parallelism=1)
HASHED_PASSWORD = Passwords(CHEAP).hash(PASSWORD)
LIMITS = sessions.Limits(idle=timedelta(days=30), absolute=timedelta(days=90))
TEST_SECRET = "only-for-tests-0123456789abcdefghijklmnop"


def person_row(name: str = "alice", **said: object) -> Person:
    """Return the row of a person who is done with set-up."""
    usual: dict[str, object] = {
        "email": f"{name}@example.org",
        "email_key": f"{name}@example.org",
        "password_hash": HASHED_PASSWORD,
        "time_zone": TIME_ZONE,
        "original_areas": ["lower_back"],
        "condition": "my back",
        "set_up_at": NOW,
        "created_at": NOW,
    }
    return Person(**usual | said)


def a_person(session: Session, name: str = "alice", **said: object) -> Person:
    """Add a person to the session."""
    person = person_row(name, **said)
    session.add(person)
    session.flush()
    return person


def add_person(database: Database, name: str = "alice") -> int:
    """Add a person who is done with set-up; return their id."""
    with database.writing() as session:
        person = a_person(session, name)
        session.commit()
        return person.id


def person_in(session: Session, name: str = "alice") -> Person:
    return session.scalars(select(Person).where(Person.email_key == f"{name}@example.org")).one()


def database_of(app: Flask) -> Database:
    database: Database = app.extensions["database"]
    return database


def signed_in(app: Flask, name: str) -> Browser:
    """Add a person and sign them in."""
    return sign_in(app, name, add_person(database_of(app), name))


def sign_in(app: Flask, name: str, person_id: int) -> Browser:
    """Give a person's browser the session that signing in would give it."""
    token = sessions.new_token()
    now = app.extensions["clock"].now()
    contents: dict[str, object] = {
        "_user_id": str(person_id),
        "_fresh": True,
        PROVED_AT: now.isoformat(),
    }
    with database_of(app).writing() as session:
        sessions.begin_session(session, token, contents, now, LIMITS, None)
    browser = Browser(app, name)
    browser.client.set_cookie("tidemark", token)
    return browser


def prove(browser: Browser) -> None:
    """Prove that it is still the same person, as pages ask for a quarter of an hour later."""
    browser.send(browser.get("/is-it-you"), "/is-it-you", password=PASSWORD)
