"""A page that stood open while its session ended: what was typed is kept, and saved once."""

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from app.clock import SettableClock
from app.db import Database
from app.web.kit.forms import OPEN_FOR_LONG
from app.web.kit.unsaved_form import read_unsaved
from tests.cast.filled import fill
from tests.cast.people import PASSWORD, sign_in
from tests.client import Browser, Page
from tests.web.diary.test_today import check_ins

pytestmark = pytest.mark.slow

TYPED = {"average_pain": ["6"], "note": ['"a bad day" <b>'], "areas": ["neck", "lower_back"]}
TYPED |= {"where": ["marked"]}


def typed_into_today(browser: Browser) -> dict[str, list[str]]:
    return browser.get("/").form_values("/") | TYPED


def sign_in_again(browser: Browser, page: Page) -> Page:
    email = f"{browser.name}@example.org"
    return browser.send(page, "/sign-in", 200, email=email, password=PASSWORD)


def test_who_was_signed_out_signs_in_checks_what_was_typed_and_saves_it_once(
    alice: Browser, database: Database
) -> None:
    values = typed_into_today(alice)
    alice.client.delete_cookie("tidemark")
    page = alice.post("/", values, 403)
    assert page.heading == "Sign in"
    assert "still here" in page.text
    welcome = sign_in_again(alice, page)
    assert welcome.heading == "You are signed in"
    form = alice.send(welcome, "/", 422)
    assert OPEN_FOR_LONG in form.text
    shown = form.form_values("/")
    assert {name: shown[name] for name in TYPED} == TYPED
    assert shown["submission_key"] == values["submission_key"]
    assert check_ins(database) == []
    for _ in range(2):
        alice.post("/", shown)
    assert [found.note for found in check_ins(database)] == TYPED["note"]


def test_a_wrong_password_on_the_way_loses_nothing(alice: Browser) -> None:
    values = typed_into_today(alice)
    alice.client.delete_cookie("tidemark")
    page = alice.post("/", values, 403)
    again = alice.send(page, "/sign-in", 422, email="alice@example.org", password="no")
    form = alice.send(sign_in_again(alice, again), "/", 422)
    assert form.form_values("/")["note"] == TYPED["note"]


def test_who_signed_in_again_in_another_tab_gets_the_form_back_as_it_was_filled_in(
    app: Flask, alice: Browser, database: Database
) -> None:
    values = typed_into_today(alice)
    renewed = sign_in(app, "alice", 1)
    form = renewed.post("/", values, 422)
    assert OPEN_FOR_LONG in form.text
    assert form.form_values("/")["note"] == TYPED["note"]
    assert check_ins(database) == []
    renewed.post("/", form.form_values("/"))
    assert len(check_ins(database)) == 1


def test_a_form_sent_before_the_session_ended_is_not_saved_a_second_time(
    app: Flask, alice: Browser, database: Database
) -> None:
    values = typed_into_today(alice)
    alice.post("/", values)
    renewed = sign_in(app, "alice", 1)
    renewed.post("/", renewed.post("/", values, 422).form_values("/"))
    assert len(check_ins(database)) == 1


def test_an_edit_keeps_the_version_it_was_opened_with(app: Flask, alice: Browser) -> None:
    event = fill(app, 1).ids["entries.delete_event:public_id"]
    address = f"/entries/event/{event}"
    values = alice.get(address).form_values(address) | {"note": ["from the old page"]}
    alice.send(alice.get(address), address, note="changed since")
    form = sign_in(app, "alice", 1).post(address, values, 422).form_values(address)
    assert form["version"] == values["version"]
    assert form["note"] == ["from the old page"]


def test_what_somebody_else_typed_opens_no_record_of_the_first(
    app: Flask, alice: Browser, carol: Browser
) -> None:
    event = fill(app, 1).ids["entries.delete_event:public_id"]
    address = f"/entries/event/{event}"
    values = alice.get(address).form_values(address)
    alice.client.delete_cookie("tidemark")
    page = alice.post(address, values, 403)
    alice.name = carol.name
    alice.send(sign_in_again(alice, page), address, 404)


def test_a_button_without_anything_typed_just_asks_to_sign_in(alice: Browser) -> None:
    values = alice.get("/settings/delete").form_values("/settings/delete")
    alice.client.delete_cookie("tidemark")
    page = alice.post("/settings/delete", values, 303)
    assert page.response.location == "/sign-in"
    assert alice.post("/share/links/x/revoke", {}, 303).response.location == "/sign-in"


def test_no_password_is_kept(alice: Browser) -> None:
    alice.client.delete_cookie("tidemark")
    sent = {"new_password": [PASSWORD], "note": ["x"]}
    assert alice.post("/settings/password", sent, 303).response.location == "/sign-in"


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_form_of_another_site_is_not_offered_as_if_it_were_the_persons_own(
    alice: Browser, database: Database, site: str
) -> None:
    values = typed_into_today(alice)
    for cookie in (True, False):
        if not cookie:
            alice.client.delete_cookie("tidemark")
        sent = values | {"csrf_token": [""]}
        response = alice.client.post("/", data=sent, headers={"Sec-Fetch-Site": site})
        assert "a bad day" not in response.text
        assert "Set-Cookie" not in response.headers
    assert check_ins(database) == []


def test_what_was_kept_goes_to_no_other_site(alice: Browser) -> None:
    values = typed_into_today(alice)
    alice.client.delete_cookie("tidemark")
    page = alice.post("/", values, 403)
    form = page.form_values("/sign-in") | {"next": ["//evil.example/"]}
    form |= {"email": ["alice@example.org"], "password": [PASSWORD]}
    assert "evil" not in alice.post("/sign-in", form, 200).html


def test_a_session_that_ran_out_by_itself_is_the_same(alice: Browser, clock: SettableClock) -> None:
    values = typed_into_today(alice)
    clock.instant = clock.instant.replace(year=clock.instant.year + 1)
    assert alice.post("/", values, 403).heading == "Sign in"


@given(st.text() | st.lists(st.lists(st.text() | st.integers())).map(str))
def test_nothing_that_comes_back_as_kept_breaks_the_page(written: str) -> None:
    assert isinstance(read_unsaved(written), list)
