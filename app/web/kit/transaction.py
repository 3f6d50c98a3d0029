"""One database session per request. It reads; in a POST it may begin to write, late."""

from collections.abc import Callable
from typing import cast

from flask import Flask, current_app, g, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from app.db import Database, ReadingSession

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def init(app: Flask, database: Database, before_writing: Callable[[Session], None]) -> None:
    """Open the request's session on first use and close it before the answer is sent.

    `before_writing` is asked within each write, before anything else.
    """
    app.extensions["before_writing"] = before_writing
    app.extensions["database"] = database
    app.after_request(_close)
    app.teardown_request(lambda _error: _end())


def database() -> Database:
    """Return the app's database."""
    return cast("Database", current_app.extensions["database"])


def db_session() -> Session:
    """Return the request's session."""
    if "db_session" not in g:
        opened = database()
        only_reads = request.method in SAFE_METHODS or "only_reads" in g
        g.db_session = (
            opened.reading()
            if only_reads
            else opened.writing_late(current_app.extensions["before_writing"])
        )
    return cast("Session", g.db_session)


def only_read() -> None:
    """Let this request save nothing in the diary, whatever its method is."""
    _end()
    g.only_reads = True


def give_up() -> None:
    """Write nothing more in this request: the database did not answer and will not now."""
    only_read()
    g.has_given_up = True


def has_given_up() -> bool:
    """Tell whether this request is past writing."""
    return "has_given_up" in g


def _close(response: Response) -> Response:
    # Before the browser session is saved, which needs the write lock for itself.
    _end()
    return response


def _end() -> None:
    session = g.pop("db_session", None)
    if session is None:
        return
    session.close()
    if isinstance(session, ReadingSession) and session.afterwards:
        database().write_if_free(session.afterwards)
