"""Collecting the statements that go to the database."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, event


@contextmanager
def statements_of(engine: Engine) -> Iterator[list[tuple[str, object]]]:
    """Collect what is sent to the database, each with its parameters; BEGIN is left out."""
    sent: list[tuple[str, object]] = []

    def collect(
        _connection: Connection, _cursor: object, statement: str, given: object, *_more: object
    ) -> None:
        if not statement.startswith("BEGIN"):
            sent.append((statement, given))

    event.listen(engine, "before_cursor_execute", collect)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", collect)
