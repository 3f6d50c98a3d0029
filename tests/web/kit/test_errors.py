"""What goes wrong on the way in or in the database ends on a page that says what to do."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import event

from app import create_app
from app.clock import SettableClock
from app.config import Config
from app.db import Database
from app.services.account.sessions import SEEN_EVERY
from tests import page_rules
from tests.cast.people import PASSWORD, add_person, database_of
from tests.client import Browser, Page
from tests.web.diary.test_today import check_ins

pytestmark = pytest.mark.slow


def test_a_body_that_is_too_large_is_taken_in_so_that_the_browser_shows_our_page(
    alice: Browser,
) -> None:
    size = 13_000_000
    body = BytesIO(b"note=" + b"x" * (size - 5))
    response = alice.client.post(
        "/",
        input_stream=body,
        content_length=size,
        content_type="application/x-www-form-urlencoded",
    )
    assert alice.inspected(response, "/", 413).heading == "That is too large"
    assert body.tell() == size


def test_a_host_name_that_is_none_is_refused_like_any_other_nonsense(dan: Browser) -> None:
    response = dan.client.get("/settings", headers={"Host": "x" * 300})
    assert response.status_code == 400
    page_rules.check_headers(dict(response.headers))


@pytest.fixture
def locked(app: Flask, settings: Config) -> Iterator[None]:
    """Another process holds the write lock for longer than we wait."""
    impatient = Database(settings.database_url)
    event.listen(impatient.engine, "connect", lambda c, _: c.execute("PRAGMA busy_timeout = 1"))
    app.extensions["database"] = impatient
    app.testing = app.config["PROPAGATE_EXCEPTIONS"] = False
    with sqlite3.connect(settings.database_url.removeprefix("sqlite:///")) as holder:
        holder.execute("BEGIN IMMEDIATE")
        yield
        holder.rollback()
    holder.close()
    app.config["PROPAGATE_EXCEPTIONS"] = None
    impatient.engine.dispose()


def test_a_locked_database_is_said_to_be_busy_and_a_second_try_saves(
    alice: Browser, request: pytest.FixtureRequest, database: Database
) -> None:
    values = alice.get("/").form_values("/") | {"note": ["kept"]}
    request.getfixturevalue("locked")
    page = alice.post("/", values, 503)
    assert page.response.headers["Retry-After"] == "5"
    assert page.heading == "Tidemark is busy right now"
    assert page.form_values("/") == values
    assert alice.get("/history").status == 200
    assert check_ins(database) == []


def test_a_busy_page_keeps_no_password(alice: Browser, request: pytest.FixtureRequest) -> None:
    address = "/settings/password"
    values = alice.get(address).form_values(address) | {"password": [PASSWORD]}
    request.getfixturevalue("locked")
    page = alice.post(address, values, 503)
    assert PASSWORD not in page.html
    assert "load the page again" in page.text


def test_what_was_typed_when_something_went_wrong_here_can_be_sent_again(
    alice: Browser, app: Flask, monkeypatch: pytest.MonkeyPatch, database: Database
) -> None:
    values = alice.get("/").form_values("/") | {"note": ["kept\nin two lines"]}
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    with monkeypatch.context() as broken:
        broken.setattr("app.services.diary.saving.save_check_in", lambda *_: 1 / 0)
        page = alice.post("/", values, 500)
    assert "still on this page" in page.text
    assert page.form_values("/") == values
    alice.send(page, "/")
    assert [found.note for found in check_ins(database)] == values["note"]


def test_a_page_is_shown_though_its_session_cannot_be_touched(
    alice: Browser, request: pytest.FixtureRequest, clock: SettableClock
) -> None:
    clock.instant += SEEN_EVERY
    request.getfixturevalue("locked")
    assert alice.get("/help").status == 200


def test_a_sign_in_that_cannot_be_stored_is_busy_too(
    app: Flask, dan: Browser, request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> None:
    add_person(database_of(app), "dan")
    form = dan.get("/sign-in?next=/history/2026-03-10")
    request.getfixturevalue("locked")
    page = dan.send(form, "/sign-in", 503, email="dan@example.org", password=PASSWORD)
    assert page.response.headers["Retry-After"] == "5"
    assert "2026-03-10" not in caplog.text


def test_no_page_waits_for_a_writer_elsewhere(
    alice: Browser, dan: Browser, request: pytest.FixtureRequest
) -> None:
    alice.send(alice.get("/"), "/", average_pain="6")
    request.getfixturevalue("locked")
    assert "Pain 6" in alice.get("/").text
    dan.get("/sign-in")


@pytest.fixture
def full(app: Flask, settings: Config) -> Iterator[Database]:
    """The disk is full: SQLite gets no further page for the file."""
    cramped = Database(settings.database_url)
    # SQLite raises the limit to the pages that the file has.
    event.listen(cramped.engine, "connect", lambda c, _: c.execute("PRAGMA max_page_count = 1"))
    app.extensions["database"] = cramped
    yield cramped
    cramped.engine.dispose()


def test_on_a_full_disk_what_was_typed_is_kept_and_everything_can_be_read(
    alice: Browser,
    request: pytest.FixtureRequest,
    database: Database,
    caplog: pytest.LogCaptureFixture,
) -> None:
    alice.send(alice.get("/"), "/", average_pain="6")
    request.getfixturevalue("full")
    note = "the left knee " * 140
    # What is free within the pages of the file is used up first.
    for _ in range(20):
        before = len(check_ins(database))
        values = alice.get("/").form_values("/") | {"note": [note], "touch": ["3"]}
        page = Page(alice.client.post("/", data=values), "/")
        if page.status != 303:
            break
    alice.inspected(page.response, "/", 507)
    assert page.heading == "The server is full"
    assert page.form_values("/") == values
    assert "What you typed" in page.text, "it can be read and copied"
    assert note.strip() in page.text
    assert "left knee" not in caplog.text
    for address in ("/", "/history", "/trends", "/medicines", "/share", "/archive/diary.zip"):
        alice.get(address)
    assert len(check_ins(database)) == before
    alice.app.extensions["database"] = database
    alice.send(page, "/")
    alice.send(page, "/")
    assert [found.note for found in check_ins(database)[before:]] == [note.strip()]


def test_on_a_full_disk_one_can_still_sign_in_or_is_told_why_not(
    app: Flask, dan: Browser, request: pytest.FixtureRequest
) -> None:
    add_person(database_of(app), "dan")
    form = dan.get("/sign-in")
    request.getfixturevalue("full")
    values = form.form_values("/sign-in") | {"email": ["dan@example.org"], "password": [PASSWORD]}
    response = dan.client.post("/sign-in", data=values)
    assert response.status_code in (303, 507)
    assert PASSWORD not in response.get_data(as_text=True)


@pytest.fixture
def damaged(settings: Config, database: Database) -> None:
    """The database's file is overwritten while the app runs."""
    database.engine.dispose()
    for path in settings.instance_folder.glob("tidemark.sqlite3*"):
        path.write_bytes(b"nothing that a database would hold" * 400)


def test_help_and_learn_need_no_database(
    alice: Browser, request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> None:
    request.getfixturevalue("damaged")
    for address in ("/help", "/about", "/learn", "/sign-in", "/s"):
        alice.get(address)
    assert caplog.text.count("\n") < 10


def test_without_a_database_what_was_typed_is_kept(
    alice: Browser, request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> None:
    values = alice.get("/").form_values("/") | {"note": ["the left knee"]}
    request.getfixturevalue("damaged")
    assert alice.get("/", 503).response.headers["Retry-After"] == "5"
    page = alice.post("/", values, 503)
    assert page.form_values("/") == values
    assert "left knee" not in caplog.text
    assert alice.client.get_cookie("tidemark") is not None, "the phone stays signed in"


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "application/xml"])
def test_only_what_a_form_sends_is_read(alice: Browser, kind: str) -> None:
    alice.inspected(
        alice.client.post("/", data=b'{"average_pain": {}}', content_type=kind), "/", 415
    )


def test_a_forged_host_is_refused_where_the_public_address_is_known(
    settings: Config, clock: SettableClock
) -> None:
    app = create_app(replace(settings, public_url="http://diary.example.org"), clock)
    client = app.test_client()
    assert client.get("/help", base_url="http://diary.example.org").status_code == 200
    assert client.get("/help", base_url="http://evil.example").status_code == 400
    app.extensions["database"].engine.dispose()
