"""What the commands that work on diaries share."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import NoReturn, cast

import click
from flask import current_app
from sqlalchemy.orm import Session

from app.clock import Clock
from app.db import Database
from app.services.account import account
from app.services.account.passwords import Passwords
from app.services.owner import Owner

EXIT_BAD_INPUT = 2


def stop_with(sentence: str) -> NoReturn:
    """Say one sentence and end with the code for input that cannot be used."""
    click.echo(sentence, err=True)
    raise SystemExit(EXIT_BAD_INPUT)


@contextmanager
def writing() -> Iterator[Session]:
    """Open a session that may write."""
    with cast("Database", current_app.extensions["database"]).writing() as session:
        yield session


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
