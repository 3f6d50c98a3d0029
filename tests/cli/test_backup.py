"""The drill: copies are made while people write, and a whole Tidemark comes back from one."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Event as Signal
from threading import Thread

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import func, select, text

from app import backups, create_app, migrations
from app.clock import SettableClock
from app.config import Config
from app.db import Base, Database
from app.models import Dose, Person, ShareLink
from tests.cast.filled import fill
from tests.cast.links import give_link
from tests.cast.people import NOW, PASSWORD, add_person, database_of, sign_in
from tests.client import Browser

pytestmark = pytest.mark.slow

MONTH = timedelta(days=30)


@pytest.fixture
def run(app: Flask) -> FlaskCliRunner:
    return app.test_cli_runner()


@pytest.fixture
def keys() -> tuple[str, str]:
    return backups.new_key_pair()


@pytest.fixture(params=["sqlite", "postgresql"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    url = f"sqlite:///{tmp_path / 'restored.sqlite3'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql_url")
    database = Database(url)
    migrations.migrate(database)
    yield database
    database.engine.dispose()


def copy_of(database: Database, folder: Path, public: str) -> Path:
    return backups.make_backup(database, folder, folder / "backups", [public], NOW, MONTH).path


def rows_of(database: Database) -> dict[str, list[str]]:
    ended = {"web_session", "mailed_code", "try_count", "pending_import"}
    with database.reading() as session:
        return {
            name: sorted(repr(tuple(row)) for row in session.execute(select(table)))
            for name, table in Base.metadata.tables.items()
            if name not in ended | {"share_link"}
        }


def test_a_whole_tidemark_comes_back_on_either_database_and_on_from_there(
    app: Flask, settings: Config, target: Database, tmp_path: Path, keys: tuple[str, str]
) -> None:
    owner_id = add_person(database_of(app), "alice")
    fill(app, owner_id)
    code = give_link(app, "alice", NOW.date() - MONTH, NOW.date())
    alice = sign_in(app, "alice", owner_id)
    before = rows_of(database_of(app))
    secret, public = keys
    path = copy_of(database_of(app), tmp_path, public)
    assert path.stat().st_mode & 0o777 == 0o600
    assert b"SQLite format" not in path.read_bytes()
    assert not list(tmp_path.glob(f"{backups.SCRATCH_PREFIX}*")), "nothing in plain text is left"
    counts = backups.restore_backup(target, tmp_path, path, secret, NOW)
    assert rows_of(target) == before
    assert counts["dose"] == len(before["dose"])
    # A second copy, of the restored database, says the same.
    again = copy_of(target, tmp_path, public)
    assert again.exists()
    restored = create_app(
        replace(settings, database_url=target.engine.url.render_as_string(hide_password=False)),
        SettableClock(NOW),
    )
    cookie = alice.client.get_cookie("tidemark")
    assert cookie is not None
    stolen = Browser(restored)
    stolen.client.set_cookie("tidemark", cookie.value)
    stolen.get("/settings", 303)
    provider = Browser(restored)
    provider.send(provider.get("/s"), "/s", 404, code=code)
    back = Browser(restored, "alice")
    back.send(back.get("/sign-in"), "/sign-in", email="alice@example.org", password=PASSWORD)
    assert back.get("/trends").heading
    back.send(back.get("/"), "/", average_pain="4")
    with target.reading() as session:
        assert session.scalar(select(func.count()).where(ShareLink.revoked_at.is_(None))) == 0
    database_of(restored).engine.dispose()


def test_a_copy_made_while_people_write_is_of_one_moment(
    app: Flask, settings: Config, tmp_path: Path, keys: tuple[str, str]
) -> None:
    """Each write adds one dose and raises a number: every copy has as many as the number says."""
    owner_id = add_person(database_of(app), "alice")
    fill(app, owner_id)
    live = Database(settings.database_url)
    stop = Signal()
    made = 0

    def write() -> None:
        while not stop.is_set():
            with live.writing() as session:
                dose = session.scalars(select(Dose)).first()
                assert dose is not None
                values = {c.name: getattr(dose, c.name) for c in Dose.__table__.columns}
                session.add(Dose(**values | {"id": None, "public_id": None}))
                session.get_one(Person, owner_id).condition += "x"
                session.commit()

    with live.reading() as session:
        doses = session.scalar(select(func.count()).select_from(Dose)) or 0
        marks = len(session.get_one(Person, owner_id).condition)
    writer = Thread(target=write)
    writer.start()
    secret, public = keys
    try:
        for number in range(3):
            now = NOW + timedelta(seconds=number)
            path = backups.make_backup(live, tmp_path, tmp_path, [public], now, MONTH).path
            target = Database(f"sqlite:///{tmp_path / f'{number}.sqlite3'}")
            migrations.migrate(target)
            backups.restore_backup(target, tmp_path, path, secret, now)
            with target.reading() as session:
                there = session.scalar(select(func.count()).select_from(Dose)) or 0
                added = len(session.get_one(Person, owner_id).condition) - marks
            target.engine.dispose()
            assert there - doses == added >= made
            made = added
    finally:
        stop.set()
        writer.join()
        live.engine.dispose()


def test_what_cannot_be_used_is_refused_with_a_sentence(
    app: Flask, tmp_path: Path, keys: tuple[str, str]
) -> None:
    target = Database(f"sqlite:///{tmp_path / 'restored.sqlite3'}")
    migrations.migrate(target)
    add_person(database_of(app), "alice")
    secret, public = keys
    path = copy_of(database_of(app), tmp_path, public)

    def refused(of: Path, key: str = secret) -> str:
        with pytest.raises(backups.BackupError) as error:
            backups.restore_backup(target, tmp_path, of, key, NOW)
        return str(error.value)

    assert "does not open the copy" in refused(path, backups.new_key_pair()[0])
    assert "AGE-SECRET-KEY-1" in refused(path, "no key")
    assert "cannot be read" in refused(tmp_path / "nowhere")
    cut = tmp_path / "cut.age"
    cut.write_bytes(path.read_bytes()[:-100])
    assert "is damaged" in refused(cut)
    with target.engine.begin() as connection:
        head = connection.scalar(text("SELECT version_num FROM alembic_version"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    assert "Run migrate first" in refused(path)
    with target.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :head"), {"head": head})
    with database_of(app).engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    older = tmp_path / "older"
    old = backups.make_backup(database_of(app), tmp_path, older, [public], NOW, MONTH).path
    assert "tables of version 0001" in refused(old)
    backups.restore_backup(target, tmp_path, path, secret, NOW)
    assert "Restore into an empty one" in refused(path)
    target.engine.dispose()


def test_the_commands_make_a_key_a_copy_and_delete_old_ones(
    run: FlaskCliRunner, app: Flask, settings: Config, clock: SettableClock, tmp_path: Path
) -> None:
    add_person(database_of(app), "alice")
    key_file = tmp_path / "secret.key"
    public = run.invoke(args=["backup-key", str(key_file)]).output.strip()
    assert key_file.stat().st_mode & 0o777 == 0o600
    assert run.invoke(args=["backup-key", str(key_file)]).exit_code == 2, "never overwritten"
    folder = settings.instance_folder / "backups"
    for days in (0, 20, 31):
        clock.instant = NOW + timedelta(days=days)
        result = run.invoke(args=["backup", "--key", public])
        assert result.exit_code == 0, result.output
        assert "of 1 people" in result.output
    assert len(list(folder.iterdir())) == 2
    bad = run.invoke(args=["backup", "--key", "age1nothing"])
    assert (bad.exit_code, "begin with age1" in bad.output) == (2, True)
    (newest, *_rest) = sorted(folder.iterdir(), reverse=True)
    again = run.invoke(args=["restore", str(newest), "--key-file", str(key_file)])
    assert (again.exit_code, "Restore into an empty one" in again.output) == (2, True)
