"""The database: one base for all tables, one engine, and the settings that SQLite needs."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, cast

from sqlalchemy import DateTime, Engine, MetaData, Result, String, create_engine, event, insert
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase, ORMExecuteState, Session
from sqlalchemy.types import TypeDecorator

from app import sqlite
from app.shelf import Shelf

_LONGEST_LOOK_AGAIN_SECONDS = 0.12


class Base(DeclarativeBase):
    """The base of all tables. Named constraints let a migration change them on any database."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class UtcDateTime(TypeDecorator[datetime]):
    """An aware instant. SQLite keeps no zone, so it is stored in UTC and read back as UTC."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse an instant without a zone; store the rest in UTC."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back."""
        del dialect
        return None if value is None else value.replace(tzinfo=UTC)


class ExactDecimal(TypeDecorator[Decimal]):
    """A decimal kept to the last digit typed: SQLite's own numbers are binary fractions."""

    impl = String(24)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        """Store plain digits, without an exponent."""
        del dialect
        return None if value is None else format(value, "f")

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        """Read the digits back."""
        del dialect
        return None if value is None else Decimal(value)


def insert_rows(session: Session, table: type[Base], rows: Sequence[Mapping[str, object]]) -> None:
    """Write rows, given by column, in one statement, however many they are.

    What is None is written out, too: rows that leave different columns empty share the statement.
    """
    if rows:
        session.execute(insert(table).execution_options(render_nulls=True), rows)


def plain_rows(found: Result[*tuple[Any, ...]]) -> Iterator[SimpleNamespace]:
    """Yield the rows with their columns as attributes.

    Looking these up takes half as long as in SQLAlchemy's own rows, and one diary has thousands.
    """
    names = tuple(found.keys())
    return (SimpleNamespace(**dict(zip(names, row, strict=True))) for row in found)


class ReadingSession(Session):
    """A session in which nothing can be saved, and which may look up what is kept."""

    def __init__(self, bind: Engine, shelf: Shelf) -> None:
        super().__init__(bind)
        self.shelf = shelf
        # What may be written down once this session is over, if nobody else is writing.
        self.afterwards: list[Callable[[Session], None]] = []

    def commit(self) -> None:
        """Refuse: what was changed here by mistake must not be kept."""
        raise TypeError("this session only reads")


class LateWriter(Session):
    """A session that reads until a use-case says that it writes now (`begin_writing`).

    SQLite lets in one writer at a time. So whatever is slow (a password hash, an uploaded file)
    comes before the write; what was read earlier is forgotten and read again within it.
    """

    def __init__(
        self, reading: Engine, writing: Engine, before_writing: Callable[[Session], None]
    ) -> None:
        super().__init__(reading)
        self._reading, self._writing = reading, writing
        self._before_writing = before_writing

    @property
    def is_writing(self) -> bool:
        """Whether the write has begun."""
        return self.bind is self._writing

    def begin_writing(self) -> None:
        """Take the lock, and read afresh from here on; calling it again changes nothing."""
        if self.is_writing:
            return
        self.rollback()
        self.bind = self._writing
        self.connection()  # the lock is taken here, not by the first statement
        self._before_writing(self)

    def commit(self) -> None:
        """Keep what was written; the session goes on reading."""
        if not self.is_writing:
            raise TypeError("nothing was begun to be written")
        super().commit()
        self.bind = self._reading

    def rollback(self) -> None:
        """Give up what was begun, and the lock; the page that says so only reads."""
        super().rollback()
        self.bind = self._reading


def begin_writing(session: Session) -> None:
    """Say that the use-case writes from here on. A session that always writes needs nothing."""
    if isinstance(session, LateWriter):
        session.begin_writing()


def let_others_write(session: Session) -> None:
    """Wait between two pieces of a long write, so that whoever waits for the lock gets it.

    SQLite wakes nobody: who waits for its lock looks again after up to a tenth of a second
    (`sqliteDefaultBusyCallback` of SQLite's main.c). Other databases lock rows, and need no pause.
    """
    if session.get_bind().dialect.name == "sqlite":
        time.sleep(_LONGEST_LOOK_AGAIN_SECONDS)


@event.listens_for(LateWriter, "before_flush")
def _refuse_early_flush(session: LateWriter, *_: object) -> None:
    if not session.is_writing:
        raise TypeError("a row was changed before the write began")


@event.listens_for(LateWriter, "do_orm_execute")
def _refuse_early_statement(state: ORMExecuteState) -> None:
    writes = state.is_insert or state.is_update or state.is_delete
    if writes and not cast("LateWriter", state.session).is_writing:
        raise TypeError("a statement writes before the write began")


class Database:
    """An engine and the ways to open a session on it.

    A writing session takes SQLite's write lock when it begins, so that what it read is still
    true when it writes; a reading session never waits for a writer (WAL).
    """

    def __init__(self, url: str) -> None:
        sqlite.make_private(url)
        # Parameters hold what people typed: they stay out of error messages, and so out of logs.
        self.engine: Engine = create_engine(
            url, hide_parameters=True, pool_pre_ping=not url.startswith("sqlite")
        )
        if self.engine.dialect.name == "sqlite":
            event.listen(self.engine, "connect", sqlite.prepare)
            event.listen(self.engine, "begin", sqlite.begin)
        self.shelf = Shelf()
        self._writing = self.engine.execution_options(sqlite_begin="BEGIN IMMEDIATE")

    def reading(self) -> Session:
        """Open a session that only reads."""
        return ReadingSession(self.engine, self.shelf)

    def writing(self) -> Session:
        """Open a session that writes from its start."""
        return Session(self._writing)

    def write_if_free(self, works: Sequence[Callable[[Session], None]]) -> None:
        """Write what may as well be written later: it waits for no other writer."""
        engine = self._writing.execution_options(sqlite_waits=False)
        with Session(engine) as session, suppress(DBAPIError):
            for work in works:
                work(session)
            session.commit()

    def writing_late(self, before_writing: Callable[[Session], None]) -> Session:
        """Open a session that reads until a use-case begins to write.

        `before_writing` is asked first within the write, and may refuse it by raising.
        """
        return LateWriter(self.engine, self._writing, before_writing)


def empty_log(session: Session) -> None:
    """Take what was deleted out of SQLite's log file too; to be called after the commit.

    The log keeps pages as they were until it is copied into the database and cut off
    (sqlite.org/pragma.html#pragma_wal_checkpoint). A reader that is still busy delays that
    until the next time, or until the server stops.
    """
    if session.get_bind().dialect.name == "sqlite":
        connection = session.get_bind().engine.raw_connection()
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
