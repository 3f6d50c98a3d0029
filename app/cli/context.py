"""What the commands that work on diaries share."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import NoReturn, cast

import click
from flask import current_app
from sqlalchemy.orm import Session

from app.clock import Clock
from app.config import Config
from app.db import Database
from app.interop.archive import Archive
from app.interop.errors import kinds_of_trouble
from app.services.account import account
from app.services.account.passwords import Passwords
from app.services.owner import Owner

EXIT_BAD_INPUT = 2


def stop_with(sentence: str) -> NoReturn:
    """Say one sentence and end with the code for input that cannot be used."""
    click.echo(sentence, err=True)
    raise SystemExit(EXIT_BAD_INPUT)


def app_database() -> Database:
    """Return the app's database."""
    return cast("Database", current_app.extensions["database"])


def app_settings() -> Config:
    """Return the app's settings."""
    return cast("Config", current_app.extensions["config"])


@contextmanager
def writing() -> Iterator[Session]:
    """Open a session that may write."""
    with cast("Database", current_app.extensions["database"]).writing() as session:
        yield session


@contextmanager
def writing_late() -> Iterator[Session]:
    """Open a session that reads until a use-case begins to write."""
    database = cast("Database", current_app.extensions["database"])
    with database.writing_late(lambda _: None) as session:
        yield session


def left_out_lines(archive: Archive) -> Iterator[str]:
    """Yield what is left out of an archive, a line for each kind, with all lines of its file."""
    for kind in kinds_of_trouble(archive.left_out):
        lines = f" All lines: {kind.all_lines}." if len(kind.lines) > 1 else ""
        yield f"Left out: {kind.words}{lines}"


def clock_now() -> datetime:
    """Return the present instant by the app's clock."""
    return cast("Clock", current_app.extensions["clock"]).now()


def password_hasher() -> Passwords:
    """Return the app's password hasher."""
    return cast("Passwords", current_app.extensions["passwords"])


def patient(session: Session, email: str) -> Owner:
    """Return the patient with this address, or stop with a sentence."""
    person = account.find_by_email(session, email)
    if person is None:
        stop_with(f"There is no patient with the address {email}.")
    return person
