"""Old answers, other clocks: what a phone brings along that must not slip into the diary."""

import pytest
from flask import Flask
from playwright.sync_api import expect
from sqlalchemy import select

from app.db import Database
from app.models import CheckIn, Person
from tests.cast.people import PASSWORD, add_person, database_of
from tests.e2e.conftest import OpenTab, Tab
from tests.e2e.patient import Patient

pytestmark = pytest.mark.e2e


def signed_in(app: Flask, tab: Tab, *, scripts: bool = True) -> Patient:
    add_person(database_of(app), "alice")
    patient = Patient(tab, scripts=scripts)
    sign_in(patient)
    return patient


def sign_in(patient: Patient) -> None:
    patient.tab.open("/sign-in")
    patient.main.get_by_label("Your email address").fill("alice@example.org")
    patient.main.get_by_label("Your password").fill(PASSWORD)
    patient.press("Sign in")


def chosen(patient: Patient) -> list[str]:
    found: list[str] = patient.page.evaluate(
        "[...document.querySelectorAll('main input:checked')].map(it => `${it.name}=${it.value}`)"
    )
    return found


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_after_back_and_reload_nothing_is_chosen(
    app: Flask, open_tab: OpenTab, *, scripts: bool
) -> None:
    patient = signed_in(app, open_tab(scripts=scripts), scripts=scripts)
    patient.choose("4", "Average pain over the last 24 hours")
    patient.page.reload()
    assert chosen(patient) == []
    patient.choose("4", "Average pain over the last 24 hours")
    patient.press("Just the number")
    patient.reads("Pain 4.")
    patient.bar("History")
    patient.page.go_back()
    patient.page.go_back()
    expect(patient.page.get_by_role("heading", level=1)).to_have_text("Today")
    assert chosen(patient) == []


def test_a_note_that_was_not_sent_outlives_reload_and_back_and_no_other_person_sees_it(
    app: Flask, open_tab: OpenTab
) -> None:
    patient = signed_in(app, open_tab())
    note = patient.main.get_by_role("textbox", name="Note")
    typed = "burning since the rain"
    patient.choose("4", "Average pain over the last 24 hours")
    patient.main.get_by_text("More to log", exact=True).click()
    note.fill(typed)
    patient.page.reload()
    expect(note).to_have_value(typed)
    assert chosen(patient) == []
    patient.bar("History")
    patient.page.go_back()
    expect(note).to_have_value(typed)
    patient.choose("4", "Average pain over the last 24 hours")
    patient.press("Save")
    patient.reads("Pain 4.")
    patient.bar("History")
    patient.page.go_back()
    patient.page.go_back()
    patient.heading("Today")
    assert typed not in notes(patient), "it was saved: it must not be saved again"
    patient.page.evaluate("history.replaceState({typed: {note: 'x'}, typedAt: Date.now()}, '')")
    patient.page.context.clear_cookies()
    sign_in(patient)
    patient.heading("Today")
    patient.page.evaluate("history.go(-2)")
    patient.page.wait_for_url("**/")
    patient.heading("Today")
    assert patient.page.evaluate("history.state.typed") == {"note": "x"}
    assert "x" not in notes(patient), "somebody else may have signed in since"


def notes(patient: Patient) -> list[str]:
    found: list[str] = patient.page.evaluate(
        "[...document.querySelectorAll('main textarea')].map(it => it.value)"
    )
    return found


def test_back_after_a_refused_form_asks_for_nothing_to_be_sent_again(
    app: Flask, open_tab: OpenTab
) -> None:
    patient = signed_in(app, open_tab())
    patient.press("Just the number")
    patient.reads("Answer at least one question")
    patient.bar("History")
    patient.page.go_back()
    patient.heading("Today")
    patient.page.reload()
    patient.heading("Today")
    assert "Answer at least one question" not in patient.main.inner_text()


def test_back_after_a_link_was_made_asks_for_nothing_to_be_sent_again(
    app: Flask, open_tab: OpenTab
) -> None:
    patient = signed_in(app, open_tab())
    patient.bar("Share")
    patient.page.get_by_role("link", name="Make a new link").first.click()
    patient.press("See what they will see")
    patient.heading("What they will see")
    patient.page.get_by_role("button", name="Make the link").first.click()
    expect(patient.page.get_by_role("heading", level=1)).to_have_text("Your link is ready")
    patient.bar("History")
    patient.page.go_back()
    patient.heading("Share")
    patient.page.reload()
    patient.heading("Share")


def test_a_phone_in_another_zone_is_offered_once_and_never_assumed(
    app: Flask, open_tab: OpenTab, database: Database
) -> None:
    tab = open_tab(time_zone="Asia/Tokyo")
    patient = signed_in(app, tab)
    patient.reads("Your diary is on New York time. Your phone shows Tokyo time.")
    assert tab.axe() == []
    patient.press("Use my phone’s time from now on")
    expect(patient.page.get_by_text("From now on, your diary is on Tokyo time.")).to_be_visible()
    expect(patient.page.get_by_text("Your phone is in another time zone")).to_be_hidden()
    with database.reading() as session:
        assert session.scalars(select(Person.time_zone)).all() == ["Asia/Tokyo"]
        assert session.scalars(select(CheckIn)).all() == []


def test_a_phone_whose_clock_agrees_hears_nothing(app: Flask, open_tab: OpenTab) -> None:
    patient = signed_in(app, open_tab(time_zone="America/Toronto"))
    expect(patient.page.get_by_text("Your phone is in another time zone")).to_be_hidden()
