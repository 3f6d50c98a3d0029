"""Signing up, in and out, through the pages' own forms."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.db import Database
from app.models import Person
from app.services.account.account import ADDRESS_TAKEN, SIGN_IN_REFUSED
from app.web.kit.forms import OPEN_FOR_LONG
from tests.cast.people import PASSWORD
from tests.client import Browser

pytestmark = pytest.mark.slow

NEW = {"email": "erin@example.org", "password": "nine slow boats at dawn"}


def sign_up(browser: Browser, status: int = 303, **typed: str) -> str:
    page = browser.send(browser.get("/sign-up"), "/sign-up", status, **(NEW | typed))
    return page.text if status == 422 else str(page.response.location)


def test_signing_up_signs_in_and_goes_on_to_set_up(dan: Browser) -> None:
    assert sign_up(dan) == "/set-up"
    assert dan.get("/settings").heading == "Settings"


def test_an_address_is_one_account_however_it_is_typed(alice: Browser, dan: Browser) -> None:
    del alice
    assert ADDRESS_TAKEN in sign_up(dan, 422, email="  ALICE@example.org ")


def test_a_double_tap_on_sign_up_is_one_account_and_one_next_page(
    dan: Browser, database: Database
) -> None:
    values = dan.get("/sign-up").form_values("/sign-up")
    values |= {name: [text] for name, text in NEW.items()}
    kept = dan.client.get_cookie("tidemark-kept")
    assert kept is not None
    assert dan.post("/sign-up", values).response.location == "/set-up"
    # The first answer came in meanwhile: the form's token is that of the session before.
    assert dan.post("/sign-up", values).response.location == "/set-up"
    # It did not come in: the browser sends what it sent the first time.
    dan.client.delete_cookie("tidemark")
    dan.client.set_cookie("tidemark-kept", kept.value)
    assert dan.post("/sign-up", values).response.location == "/set-up"
    assert dan.follow(dan.get("/set-up", 303)).heading == "What is your time zone?"
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Person)) == 1


def test_signing_up_with_the_password_of_a_diary_leads_to_its_today(
    alice: Browser, dan: Browser
) -> None:
    del alice
    assert sign_up(dan, email="Alice@example.org", password=PASSWORD) == "/"
    assert dan.get("/settings").heading == "Settings"


def test_a_double_tap_on_sign_in_leads_to_the_same_page(alice: Browser, dan: Browser) -> None:
    del alice
    values = dan.get("/sign-in?next=/trends").form_values("/sign-in")
    values |= {"email": ["alice@example.org"], "password": [PASSWORD]}
    for _ in range(2):
        assert dan.post("/sign-in", values).response.location == "/trends"


def test_the_form_of_somebody_else_is_not_answered_as_a_double_tap(
    alice: Browser, carol: Browser
) -> None:
    del carol
    values = {"email": ["carol@example.org"], "password": [PASSWORD]}
    for address in ("/sign-in", "/sign-up"):
        assert OPEN_FOR_LONG in alice.post(address, values, 422).text


def test_a_lost_password_is_spoken_of_before_the_button(dan: Browser) -> None:
    form = " ".join("".join(dan.get("/sign-up").form("/sign-up").itertext()).split())
    assert form.index("Write your password down") < form.rindex("Start my diary")


def test_a_refused_sign_up_keeps_the_address_and_forgets_the_password(dan: Browser) -> None:
    page = dan.send(dan.get("/sign-up"), "/sign-up", 422, email="erin@example.org", password="x")
    values = page.form_values("/sign-up")
    assert values["email"] == ["erin@example.org"]
    assert values["password"] == [""]


def test_a_short_and_a_common_password_are_refused(dan: Browser) -> None:
    for weak in ("short", "passwordpassword", "erin@example.org"):
        sign_up(dan, 422, password=weak)
    assert dan.get("/settings", 303).response.location.startswith("/sign-in")


def test_a_long_passphrase_in_any_script_is_welcome(app: Flask, dan: Browser) -> None:
    phrase = "пять тихих цапель " * 6
    sign_up(dan, password=phrase)
    other = Browser(app)
    form = other.get("/sign-in")
    other.send(form, "/sign-in", email=NEW["email"], password=phrase)
    assert other.get("/settings").heading == "Settings"


def test_what_is_no_address_is_refused_with_an_example(dan: Browser) -> None:
    for wrong in ("", "erin", "erin@", "a b@example.org", "x" * 250 + "@example.org"):
        text = sign_up(dan, 422, email=wrong)
        assert "name@example.org" in text or "email address" in text or "too long" in text


def test_wrong_password_and_unknown_address_read_alike(alice: Browser, dan: Browser) -> None:
    del alice
    pages = [
        dan.send(dan.get("/sign-in"), "/sign-in", 422, email=email, password="wrong wrong wrong")
        for email in ("alice@example.org", "nobody@example.org")
    ]
    texts = [page.text.replace("alice", "x").replace("nobody", "x") for page in pages]
    assert SIGN_IN_REFUSED in texts[0]
    assert texts[0] == texts[1]


def test_signing_in_returns_to_where_the_person_was_heading(alice: Browser, app: Flask) -> None:
    del alice
    browser = Browser(app)
    page = browser.follow(browser.get("/settings?x=1", 303))
    sent = browser.send(page, "/sign-in", email="alice@example.org", password=PASSWORD)
    assert sent.response.location == "/settings?x=1"


def test_signing_in_never_leads_to_another_site(alice: Browser, app: Flask) -> None:
    del alice
    for target in ("//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:x"):
        browser = Browser(app)
        page = browser.get("/sign-in")
        sent = browser.send(
            page, "/sign-in", email="alice@example.org", password=PASSWORD, next=target
        )
        assert sent.response.location == "/"


def test_who_is_signed_in_is_led_past_the_forms(alice: Browser) -> None:
    for address in ("/sign-in", "/sign-up"):
        assert alice.get(address, 303).response.location == "/"


def test_signing_out_ends_the_session_on_the_server(alice: Browser) -> None:
    cookie = alice.client.get_cookie("tidemark")
    assert cookie is not None
    alice.send(alice.get("/settings"), "/sign-out")
    alice.client.set_cookie("tidemark", cookie.value)
    assert alice.get("/settings", 303).response.location.startswith("/sign-in")


def test_signing_out_needs_a_session_and_a_token(alice: Browser, dan: Browser) -> None:
    assert alice.post("/sign-out", {}, 400).heading == "We could not read that"
    assert alice.get("/settings").heading == "Settings"
    page = dan.get("/sign-in")
    token = page.form_values("/sign-in")["csrf_token"]
    assert dan.post("/sign-out", {"csrf_token": token}).response.location == "/sign-in"


def test_signing_out_twice_ends_at_the_start_page(alice: Browser) -> None:
    values = alice.get("/settings").form_values("/sign-out")
    for _ in range(2):
        assert alice.post("/sign-out", values).response.location == "/"
    alice.get("/settings", 303)


@pytest.mark.parametrize("address", ["/sign-in", "/sign-up"])
def test_a_form_of_the_account_whose_session_is_gone_is_shown_again_as_it_was_filled_in(
    dan: Browser, address: str
) -> None:
    values = dan.get(address).form_values(address) | {"email": ["dan@example.org"]}
    dan.client.delete_cookie("tidemark-kept")
    again = dan.post(address, values | {"password": [PASSWORD]}, 422)
    assert OPEN_FOR_LONG in again.text
    assert again.form_values(address)["email"] == ["dan@example.org"]
    assert PASSWORD not in again.html
