"""The settings that SQLite needs."""

from pathlib import Path
from typing import Any

from sqlalchemy.engine import Connection, make_url

BUSY_TIMEOUT_MS = 8_000


def make_private(url: str) -> None:
    """Let only the owner read a new SQLite file; its log files inherit the mode."""
    path = make_url(url).database
    if url.startswith("sqlite") and path:
        Path(path).touch(mode=0o600)


def prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - DBAPI objects have no common type
    """Set up a new connection."""
    # The driver's own BEGIN comes too late (before the first write); ours is in `begin`.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    cursor.execute("PRAGMA journal_mode = WAL")
    # FULL: an acknowledged commit survives a power cut (sqlite.org/pragma.html#pragma_synchronous).
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    # Deleted text is overwritten, so that a deleted diary does not linger in free pages.
    cursor.execute("PRAGMA secure_delete = ON")
    cursor.close()


def begin(connection: Connection) -> None:
    """Begin as the engine says: to read, to write, or to write only if nobody else does."""
    options = connection.get_execution_options()
    if options.get("sqlite_waits", True):
        connection.exec_driver_sql(options.get("sqlite_begin", "BEGIN"))
        return
    connection.exec_driver_sql("PRAGMA busy_timeout = 0")
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
