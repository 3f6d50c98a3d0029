"""Passkeys beside the password: made, used, shown, removed; never taken from elsewhere."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from app.clock import SettableClock
from app.services.account.passkeys import CHALLENGE_LASTS, PASSKEY_REFUSED
from app.web.kit.login import PROOF_LASTS
from tests.cast.authenticator import Authenticator, challenge_on
from tests.cast.people import NOW, PASSWORD, database_of
from tests.client import Browser, Page

pytestmark = pytest.mark.slow

SETTINGS, SIGN_IN, PROOF = "/settings/passkeys", "/sign-in/passkey", "/is-it-you/passkey"


def make(browser: Browser, key: Authenticator, status: int = 303) -> Page:
    page = browser.get(SETTINGS)
    return browser.send(page, SETTINGS, status, credential=key.make(challenge_on(page, SETTINGS)))


def sign_in(browser: Browser, key: Authenticator, status: int = 303, address: str = "") -> Page:
    page = browser.get(f"/sign-in{address}")
    credential = key.answer(challenge_on(page, SIGN_IN))
    return browser.send(page, SIGN_IN, status, credential=credential)


@pytest.fixture
def key(alice: Browser) -> Authenticator:
    key = Authenticator()
    make(alice, key)
    return key


def test_a_passkey_signs_in_without_an_address_and_beside_the_password(
    alice: Browser, dan: Browser, app: Flask, key: Authenticator
) -> None:
    sent = sign_in(dan, key, address="?next=/trends")
    assert sent.response.location == "/trends"
    assert "alice@example.org" in dan.get("/settings").text
    other = Browser(app)
    other.send(other.get("/sign-in"), "/sign-in", email="alice@example.org", password=PASSWORD)
    assert "Last used on 11 March 2026." in alice.get(SETTINGS).text
    assert "A passkey was added." in alice.get("/settings/devices").text


def test_it_proves_that_it_is_still_the_same_person(
    alice: Browser, carol: Browser, clock: SettableClock, key: Authenticator
) -> None:
    clock.instant = NOW + PROOF_LASTS
    page = alice.follow(alice.get("/share/new", 303))
    answer = key.answer(challenge_on(page, PROOF))
    assert alice.send(page, PROOF, credential=answer).response.location == "/share/new"
    alice.get("/share/new")
    foreign = carol.follow(carol.get("/share/new", 303))
    assert PROOF not in [form.get("action") for form in foreign.root.iter("form")]
    values = alice.get("/is-it-you").form_values(PROOF)
    challenge = challenge_on(alice.get("/is-it-you"), PROOF)
    values["csrf_token"] = foreign.form_values("/is-it-you")["csrf_token"]
    carol.post(PROOF, values | {"credential": [key.answer(challenge)]}, 422)
    carol.get("/share/new", 303)


def unverified(key: Authenticator) -> None:
    key.flags = 0x01


def elsewhere(key: Authenticator) -> None:
    key.origin = "https://evil.example"


def other_key(key: Authenticator) -> None:
    key.key = Authenticator().key


def unknown(key: Authenticator) -> None:
    key.credential_id = b"nobody knows this one"


@pytest.mark.parametrize("change", [unverified, elsewhere, other_key, unknown])
def test_what_is_not_the_persons_own_answer_is_refused(
    dan: Browser, key: Authenticator, change: Callable[[Authenticator], None]
) -> None:
    change(key)
    assert PASSKEY_REFUSED in sign_in(dan, key, 422).text
    dan.get("/settings", 303)


def test_an_answer_works_once_and_not_for_long(
    dan: Browser, app: Flask, clock: SettableClock, key: Authenticator
) -> None:
    page = dan.get("/sign-in")
    answer = key.answer(challenge_on(page, SIGN_IN))
    copied = page.form_values(SIGN_IN) | {"credential": [answer]}
    dan.send(page, SIGN_IN, credential=answer)
    thief = Browser(app)
    copied["csrf_token"] = thief.get("/sign-in").form_values(SIGN_IN)["csrf_token"]
    thief.post(SIGN_IN, copied, 429)
    late = Browser(app)
    page = late.get("/sign-in")
    answer = key.answer(challenge_on(page, SIGN_IN))
    clock.instant = NOW + CHALLENGE_LASTS + timedelta(seconds=1)
    late.send(page, SIGN_IN, 422, credential=answer)


def test_a_copied_key_is_found_by_its_count(dan: Browser, key: Authenticator) -> None:
    key.count = 5
    sign_in(dan, key)
    dan.send(dan.get("/settings"), "/sign-out")
    key.count = 4
    sign_in(dan, key, 422)
    key.count = 6
    sign_in(dan, key)


@pytest.mark.parametrize("credential", ["{}", "[]", "null", "x", '{"id": 5}', '{"id": "§"}', ""])
def test_nonsense_is_refused_and_the_way_on_is_kept(dan: Browser, credential: str) -> None:
    page = dan.get("/sign-in?next=/trends")
    again = dan.send(page, SIGN_IN, 422, credential=credential)
    assert again.form_values("/sign-in")["next"] == ["/trends"]


def test_one_that_is_there_already_is_not_made_again(
    alice: Browser, carol: Browser, key: Authenticator
) -> None:
    make(alice, key, 422)
    make(carol, key, 422)


def test_a_removed_passkey_signs_nobody_in_and_a_stranger_removes_none(
    alice: Browser, carol: Browser, dan: Browser, key: Authenticator
) -> None:
    page = alice.get(SETTINGS)
    action = next(
        form.get("action") or ""
        for form in page.root.iter("form")
        if (form.get("action") or "").endswith("/remove")
    )
    token = carol.get("/settings").form_values("/sign-out")["csrf_token"]
    carol.post(action, {"csrf_token": token}, 404)
    shown = alice.follow(alice.send(page, action))
    assert "Your password still works." in shown.html
    assert "A passkey was removed." in alice.get("/settings/devices").text
    sign_in(dan, key, 422)


def test_showing_the_pages_writes_nothing(alice: Browser, dan: Browser, key: Authenticator) -> None:
    del key
    engine = database_of(alice.app).engine
    with engine.connect() as connection:
        before = connection.exec_driver_sql("SELECT * FROM web_session").all()
    for browser, address in ((alice, SETTINGS), (alice, "/is-it-you"), (dan, "/sign-in")):
        browser.get(address)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT * FROM web_session").all() == before
