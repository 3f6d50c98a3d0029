"""Copies of all diaries, made while people write, readable only with a key that is kept elsewhere.

A copy is one SQLite file, whatever database it came from, encrypted with age
(age-encryption.org/v1). The library for that is imported only here, where it is used.
"""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, delete, func, insert, select, update

from app import migrations
from app.clock import file_stamp
from app.db import Base, Database
from app.models import MailedCode, PendingImport, Person, ShareLink, TryCount, WebSession
from app.private_files import create_private

BACKUP_NAMES = "tidemark-*.sqlite3.age"
SCRATCH_PREFIX = "tidemark-backup-"
_ROWS_AT_ONCE = 1000


class BackupError(Exception):
    """A copy cannot be made or used; the message says what to do."""


@dataclass(frozen=True, slots=True)
class MadeBackup:
    """A copy that was made: where it lies, and how many rows of each table it holds."""

    path: Path
    rows: dict[str, int]
    deleted: list[Path]


def make_backup(
    database: Database,
    scratch: Path,
    folder: Path,
    recipients: Sequence[str],
    now: datetime,
    keep: timedelta,
) -> MadeBackup:
    """Write an encrypted copy into `folder`, and delete those that are older than `keep`.

    `scratch` is a folder of the same disk as the diaries, for what is not encrypted yet.

    Raises:
        BackupError: a key cannot be read, or the copy is not whole.
    """
    import pyrage  # noqa: PLC0415 - see above

    try:
        keys = [pyrage.x25519.Recipient.from_str(key) for key in recipients]
    except pyrage.RecipientError:
        raise BackupError("A key must begin with age1. Run backup-key to make one.") from None
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"tidemark-{file_stamp(now)}.sqlite3.age"
    with _private_folder(scratch) as private:
        plain, sealed = private / "copy.sqlite3", private / "copy.age"
        _copy_out(database, plain)
        rows = _check(plain)
        pyrage.encrypt_file(str(plain), str(sealed), keys)
        _put(path, sealed.read_bytes())
    old = [one for one in folder.glob(BACKUP_NAMES) if _made_at(one, now) < now - keep]
    for one in old:
        one.unlink()
    return MadeBackup(path, rows, old)


def restore_backup(
    database: Database, scratch: Path, path: Path, identity: str, now: datetime
) -> dict[str, int]:
    """Fill an empty, migrated database from a copy; return how many rows of each table it holds.

    Whoever was signed in signs in again, and no link opens any more: it may have been ended after
    the copy was made.

    Raises:
        BackupError: the copy cannot be used here.
    """
    with _private_folder(scratch) as private:
        plain = private / "copy.sqlite3"
        _decrypt(path, identity, plain)
        rows = _check(plain)
        source = Database(f"sqlite:///{plain}")
        with source.engine.connect() as reading, database.engine.begin() as writing:
            _refuse_other_schema(reading, writing)
            if writing.scalar(select(func.count()).select_from(Person.__table__)):
                raise BackupError("There are diaries in this database. Restore into an empty one.")
            _copy_rows(reading, writing)
            _end_what_was_open(writing, now)
            _set_counters(writing)
        source.engine.dispose()
    return rows


def new_key_pair() -> tuple[str, str]:
    """Return a new secret key and its public half."""
    import pyrage  # noqa: PLC0415 - see above

    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


@contextmanager
def _private_folder(scratch: Path) -> Iterator[Path]:
    """Hold what is not encrypted where the diaries lie, and nowhere else."""
    with TemporaryDirectory(prefix=SCRATCH_PREFIX, dir=scratch) as folder:
        yield Path(folder)


def _put(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, for its owner alone."""
    draft = path.with_suffix(".part")
    # One that was killed may have left its own.
    draft.unlink(missing_ok=True)
    with create_private(draft) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def _copy_out(database: Database, plain: Path) -> None:
    plain.touch(mode=0o600)
    if database.engine.dialect.name == "sqlite":
        # SQLite's own copy, which is of one moment however many write meanwhile.
        with (
            closing(database.engine.raw_connection()) as source,
            closing(sqlite3.connect(plain)) as target,
        ):
            cast("sqlite3.Connection", source.driver_connection).backup(target)
        return
    copy = Database(f"sqlite:///{plain}")
    migrations.migrate(copy)
    reading = database.engine.connect().execution_options(
        isolation_level="REPEATABLE READ", postgresql_readonly=True
    )
    with reading, copy.engine.begin() as writing:
        _refuse_other_schema(reading, writing)
        _copy_rows(reading, writing)
    copy.engine.dispose()


def _copy_rows(source: Connection, target: Connection) -> None:
    for table in Base.metadata.sorted_tables:
        found = source.execution_options(yield_per=_ROWS_AT_ONCE).execute(select(table))
        for some in found.mappings().partitions():
            target.execute(insert(table), [dict(row) for row in some])


def _check(plain: Path) -> dict[str, int]:
    """Return how many rows each table has, once the file is found whole."""
    with closing(sqlite3.connect(plain)) as copy:
        try:
            faults = copy.execute("PRAGMA integrity_check").fetchall()
            loose = copy.execute("PRAGMA foreign_key_check").fetchall()
            rows = {
                name: copy.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608 - names of our own tables
                for name in Base.metadata.tables
                if _has_table(copy, name)
            }
        except sqlite3.DatabaseError:
            raise BackupError("The copy is damaged. Take another one.") from None
    if faults != [("ok",)] or loose:
        raise BackupError("The copy is damaged. Take another one.")
    return rows


def _has_table(copy: sqlite3.Connection, name: str) -> bool:
    listed = copy.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (name,))
    return listed.fetchone() is not None


def _decrypt(path: Path, identity: str, plain: Path) -> None:
    import pyrage  # noqa: PLC0415 - see above

    plain.touch(mode=0o600)
    try:
        key = pyrage.x25519.Identity.from_str(identity.strip())
        pyrage.decrypt_file(str(path), str(plain), [key])
    except pyrage.IdentityError:
        raise BackupError("The key must begin with AGE-SECRET-KEY-1.") from None
    except pyrage.DecryptError:
        raise BackupError(
            "This key does not open the copy, or the copy is damaged. Try another."
        ) from None
    except OSError:
        raise BackupError(f"{path} cannot be read, or is damaged.") from None


def _refuse_other_schema(source: Connection, target: Connection) -> None:
    there, here = (
        MigrationContext.configure(connection).get_current_revision()
        for connection in (source, target)
    )
    newest = ScriptDirectory.from_config(migrations.alembic_config(target)).get_current_head()
    if here != newest:
        raise BackupError("The database is not up to date. Run migrate first.")
    if there != here:
        raise BackupError(
            f"The copy has tables of version {there}, this Tidemark of version {here}. Restore it "
            "with the Tidemark that made it. Then upgrade."
        )


def _end_what_was_open(target: Connection, now: datetime) -> None:
    for table in (WebSession, MailedCode, TryCount, PendingImport):
        target.execute(delete(table.__table__))  # type: ignore[arg-type]  # a mapped class's Table
    links = ShareLink.__table__
    target.execute(
        update(links).where(links.c.revoked_at.is_(None)).values(revoked_at=now)  # type: ignore[arg-type]  # as above
    )


def _set_counters(target: Connection) -> None:
    """Let new rows be numbered after the restored ones."""
    if target.dialect.name != "postgresql":
        return
    for table in Base.metadata.sorted_tables:
        column = table.autoincrement_column
        if column is not None:
            sequence = func.pg_get_serial_sequence(table.name, column.name)
            target.execute(
                select(func.setval(sequence, func.coalesce(func.max(column), 0) + 1, False))
            )


def _made_at(path: Path, now: datetime) -> datetime:
    """Return when a copy was made, by its name; a name of another form is never too old."""
    written = path.name.removeprefix("tidemark-").removesuffix(".sqlite3.age")
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        return now
