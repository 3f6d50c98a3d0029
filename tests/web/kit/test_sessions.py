import io
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from flask import Flask
from sqlalchemy import func, select

from app import create_app
from app.clock import SettableClock
from app.config import Config
from app.db import Database
from app.models import CheckIn, WebSession
from app.web.kit.sessions import MOST_SENTENCES
from tests.cast.people import PASSWORD, TEST_SECRET, add_person, database_of, signed_in
from tests.client import Browser, Page

pytestmark = pytest.mark.slow


def cookie_of(browser: Browser) -> str:
    cookie = browser.client.get_cookie("tidemark")
    assert cookie is not None
    return cookie.value


def with_cookie(app: Flask, value: str) -> Browser:
    thief = Browser(app, "thief")
    thief.client.set_cookie("tidemark", value)
    return thief


def is_signed_in(browser: Browser) -> bool:
    return browser.client.get("/settings").status_code == 200


def test_the_cookie_is_random_and_only_its_hash_is_stored(
    alice: Browser, database: Database
) -> None:
    token = cookie_of(alice)
    with database.reading() as session:
        rows = session.scalars(select(WebSession)).all()
    assert len(token) >= 43
    assert all(token not in f"{row.id_hash}{row.contents}" for row in rows)


def test_the_cookie_is_for_http_and_this_site_only(app: Flask) -> None:
    response = Browser(app).client.get("/sign-in")
    header = response.headers["Set-Cookie"]
    assert "HttpOnly" in header
    assert "SameSite=Lax" in header
    assert "Domain" not in header


def test_under_tls_the_cookie_is_secure_and_bound_to_the_host(
    settings: Config, clock: SettableClock
) -> None:
    app = create_app(replace(settings, public_url="https://localhost"), clock)
    response = Browser(app).client.get("/sign-in", base_url="https://localhost")
    assert response.headers["Set-Cookie"].startswith("__Host-tidemark-kept=")
    assert "Secure" in response.headers["Set-Cookie"]
    assert response.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    app.extensions["database"].engine.dispose()


def test_a_post_under_tls_needs_no_referer(settings: Config, clock: SettableClock) -> None:
    app = create_app(replace(settings, public_url="https://localhost"), clock)
    add_person(database_of(app), "alice")
    browser = Browser(app)
    page = browser.client.get("/sign-in", base_url="https://localhost")
    assert "csrf_token" in page.text
    values = Page(page, "/sign-in").form_values("/sign-in")
    values |= {"email": ["alice@example.org"], "password": [PASSWORD]}
    answer = browser.client.post("/sign-in", data=values, base_url="https://localhost")
    assert answer.status_code == 303
    app.extensions["database"].engine.dispose()


def test_the_form_token_changes_at_sign_in_so_a_planted_cookie_is_worth_nothing(
    app: Flask,
) -> None:
    add_person(database_of(app), "alice")
    browser = Browser(app)
    form = browser.get("/sign-in")
    planted = form.form_values("/sign-in")["csrf_token"]
    browser.send(form, "/sign-in", email="alice@example.org", password=PASSWORD)
    browser.post("/sign-out", {"csrf_token": planted}, 400)
    assert is_signed_in(browser)


def test_the_id_changes_with_the_password(app: Flask, alice: Browser) -> None:
    first = cookie_of(alice)
    page = alice.get("/settings/password")
    alice.send(page, "/settings/password", password="four new slow rivers bend")
    assert cookie_of(alice) != first
    assert not is_signed_in(with_cookie(app, first))


def test_a_copied_cookie_is_dead_after_sign_out(app: Flask, alice: Browser) -> None:
    copied = cookie_of(alice)
    assert is_signed_in(with_cookie(app, copied))
    alice.send(alice.get("/settings"), "/sign-out")
    assert not is_signed_in(with_cookie(app, copied))
    assert not is_signed_in(alice)


def test_a_new_password_signs_every_other_device_out(app: Flask, alice: Browser) -> None:
    copied = cookie_of(alice)
    page = alice.get("/settings/password")
    alice.send(page, "/settings/password", password="four new slow rivers bend")
    assert is_signed_in(alice)
    assert not is_signed_in(with_cookie(app, copied))


def test_a_copied_cookie_is_dead_after_deletion(app: Flask, alice: Browser) -> None:
    copied = cookie_of(alice)
    alice.send(alice.get("/settings/delete"), "/settings/delete", sure="y")
    assert not is_signed_in(with_cookie(app, copied))


@pytest.mark.parametrize(
    ("days_between_visits", "visits", "stays"), [(29, 2, True), (31, 1, False), (29, 4, False)]
)
def test_a_session_ends_after_30_idle_days_or_90_in_all(
    alice: Browser, clock: SettableClock, days_between_visits: int, visits: int, stays: bool
) -> None:
    for _ in range(visits):
        clock.instant += timedelta(days=days_between_visits)
        found = is_signed_in(alice)
    assert found is stays


def test_a_visitor_without_a_form_gets_no_session(dan: Browser, database: Database) -> None:
    dan.get("/help")
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(WebSession)) == 0


def sessions_stored(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(WebSession)) or 0


def test_visitors_cost_no_row(app: Flask, database: Database) -> None:
    for address in ("/", "/sign-in", "/sign-up", "/help", "/s"):
        Browser(app).get(address)
    assert sessions_stored(database) == 0


def test_expired_sessions_are_swept_when_a_new_one_begins(
    app: Flask, alice: Browser, clock: SettableClock, database: Database
) -> None:
    assert is_signed_in(alice)
    clock.instant += timedelta(days=91)
    signed_in(app, "bob")
    assert sessions_stored(database) == 1


class SlowBody(io.BytesIO):
    """The body of a request that arrives late: something else happens before its first byte."""

    def __init__(self, content: bytes, meanwhile: Callable[[], object]) -> None:
        super().__init__(content)
        self.meanwhile = [meanwhile]

    def readinto(self, buffer: bytearray | memoryview, /) -> int:
        while self.meanwhile:
            self.meanwhile.pop()()
        return super().readinto(buffer)


def test_a_copied_cookie_saves_nothing_once_its_owner_signed_out(
    app: Flask, alice: Browser, database: Database
) -> None:
    thief = with_cookie(app, cookie_of(alice))
    values = thief.get("/").form_values("/") | {"average_pain": ["9"]}
    settings_page = alice.get("/settings")
    body = urlencode(values, doseq=True).encode()
    answer = thief.client.post(
        "/",
        input_stream=SlowBody(body, lambda: alice.send(settings_page, "/sign-out")),
        content_length=len(body),
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.status_code == 403
    assert sessions_stored(database) == 0
    assert not is_signed_in(thief)
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(CheckIn)) == 0


def test_a_form_token_outlives_the_secret_that_signed_it(
    settings: Config, clock: SettableClock
) -> None:
    old = create_app(settings, clock)
    add_person(database_of(old), "alice")
    browser = Browser(old)
    values = browser.get("/sign-in").form_values("/sign-in")
    values |= {"email": ["alice@example.org"], "password": [PASSWORD]}
    kept = browser.client.get_cookie("tidemark-kept")
    assert kept is not None
    new = create_app(
        replace(settings, secret_key=TEST_SECRET[::-1], secret_key_fallbacks=(TEST_SECRET,)), clock
    )
    later = Browser(new)
    later.client.set_cookie("tidemark-kept", kept.value)
    later.post("/sign-in", values)
    for app in (old, new):
        app.extensions["database"].engine.dispose()


def test_nonsense_in_the_cookie_is_a_visitor_without_a_session(app: Flask) -> None:
    for nonsense in ("", "x" * 3000, "\u00e4\u00f6", "' OR 1=1 --"):
        assert not is_signed_in(with_cookie(app, nonsense))


def test_who_sends_form_after_form_without_looking_sees_the_last_sentences(alice: Browser) -> None:
    form = alice.get("/settings/day-end")
    for _ in range(60):
        alice.send(form, "/settings/day-end")
    assert alice.get("/").html.count("Your change is saved.") == MOST_SENTENCES
