"""What whoever runs it asks and tells: alive, ready, where to report, what has run out."""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from os import utime

import pytest
from flask import Flask
from sqlalchemy import func, select, text

from app.backups import SCRATCH_PREFIX
from app.cli import COMMANDS
from app.clock import SettableClock
from app.config import ROOT, Config
from app.db import Database
from app.models import MailedCode, PendingImport, TryCount, WebSession
from app.services.account.mailed_codes import make_mailed_code
from tests.cast.filled import fill
from tests.cast.people import NOW, add_person, database_of, sign_in
from tests.client import Browser

pytestmark = pytest.mark.slow


def asked(browser: Browser, address: str) -> tuple[int, str]:
    response = browser.client.get(address)
    return response.status_code, response.get_data(as_text=True).strip()


def test_ready_is_who_has_a_database_that_is_up_to_date(
    app: Flask, dan: Browser, database: Database, tmp_path: object
) -> None:
    assert asked(dan, "/healthz") == (200, "alive")
    assert asked(dan, "/readyz") == (200, "ready")
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    assert asked(dan, "/readyz") == (503, "run migrate")
    app.extensions["database"] = Database(f"sqlite:////{tmp_path}")
    assert asked(dan, "/readyz") == (503, "the database does not answer")
    assert asked(dan, "/healthz") == (200, "alive")


def test_security_txt_says_where_to_report_or_is_not_there(
    app: Flask, dan: Browser, settings: Config
) -> None:
    address = "/.well-known/security.txt"
    assert dan.client.get(address).status_code == 404
    app.extensions["config"] = replace(
        settings, security_contact="mailto:security@example.org", public_url="https://d.example"
    )
    status, found = asked(dan, address)
    assert status == 200
    lines = dict(line.split(": ", 1) for line in found.splitlines())
    assert lines["Contact"] == "mailto:security@example.org"
    assert lines["Canonical"] == f"https://d.example{address}"
    assert NOW < datetime.fromisoformat(lines["Expires"]) < NOW + timedelta(days=365)


def test_what_has_run_out_is_deleted_and_nothing_else(
    app: Flask, settings: Config, database: Database, clock: SettableClock
) -> None:
    owner_id = add_person(database_of(app), "alice")
    fill(app, owner_id)
    sign_in(app, "alice", owner_id)
    with database.writing() as session:
        make_mailed_code(session, "reset", NOW, person_id=owner_id)
        session.add(TryCount(key_hash="k", tries=1, ends_at=NOW + timedelta(minutes=15)))
        session.commit()
    outbox = settings.instance_folder / "outbox"
    outbox.mkdir()
    (outbox / "old.eml").touch()
    utime(outbox / "old.eml", (0, NOW.timestamp()))
    left = settings.instance_folder / f"{SCRATCH_PREFIX}killed"
    left.mkdir()
    utime(left, (0, NOW.timestamp()))

    def counts() -> list[int]:
        assert app.test_cli_runner().invoke(args=["purge"]).exit_code == 0
        tables = (WebSession, MailedCode, TryCount, PendingImport)
        with database.reading() as session:
            return [session.scalar(select(func.count()).select_from(t)) or 0 for t in tables]

    assert counts() == [2, 1, 1, 1]
    assert left.exists()
    clock.instant = NOW + timedelta(days=8)
    assert counts() == [2, 0, 0, 0]
    assert not left.exists()
    assert not list(outbox.iterdir())
    clock.instant = NOW + timedelta(days=31)
    assert counts() == [0, 0, 0, 0]


def test_the_documents_name_only_commands_that_there_are() -> None:
    texts = [path.read_text("utf-8") for path in (ROOT / "docs").iterdir() if path.is_file()]
    named = set(re.findall(r"flask --app app ([a-z][a-z-]+)", "\n".join(texts)))
    assert {"backup", "purge", "restore", "recover-account", "migrate"} <= named
    assert named <= {command.name for command in COMMANDS}
