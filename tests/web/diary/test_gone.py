"""Changing what was deleted in another window: it is said, and what was typed stands there."""

import pytest

from app.db import Database
from tests.client import Browser, Page
from tests.web.diary.test_history import add, add_event
from tests.web.medicines.medicine_pages import add_fentanyl, add_oxycodone, link, post_of
from tests.web.medicines.test_doses import doses, log_form, send

pytestmark = pytest.mark.slow


def change_after_deletion(
    browser: Browser, address: str, deletion: str, **typed: str | list[str]
) -> Page:
    page = browser.get(address)
    browser.send(browser.get(deletion), deletion)
    return browser.send(page, post_of(page), 404, **typed)


def test_a_check_in_that_is_gone_shows_each_answer_under_its_question(
    alice: Browser, database: Database
) -> None:
    address = f"/entries/check-in/{add(database)}"
    typed = {"note": "slept badly <b>", "average_pain": "8", "where": "marked"}
    page = change_after_deletion(
        alice, address, f"{address}/delete", **typed, areas=["neck", "head"], touch="none"
    )
    assert page.heading == "This is no longer here"
    for words in ("Your change was not saved", "Note slept badly <b>", "hurt? neck, head"):
        assert words in page.text
    assert "Average pain over 24 hours 8" in page.text
    assert "Did touch hurt?" not in page.text
    assert link(page, "Open my history") == "/history"


def test_an_event_that_is_gone_shows_what_was_typed(alice: Browser, database: Database) -> None:
    address = f"/entries/event/{add_event(database)}"
    page = change_after_deletion(alice, address, f"{address}/delete", note="twisted my ankle")
    assert "A few words about it twisted my ankle" in page.text


def test_a_dose_that_is_gone_shows_what_was_typed(alice: Browser, database: Database) -> None:
    send(alice, log_form(alice, add_oxycodone(alice)), which="extra")
    address = f"/doses/{doses(database)[0].public_id}"
    page = change_after_deletion(alice, f"{address}/edit", f"{address}/delete", amount="7.5")
    assert "How much? 7.5" in page.text


@pytest.mark.parametrize("ending", ["edit", "dose"])
def test_a_medicine_that_is_gone_shows_what_was_typed(alice: Browser, ending: str) -> None:
    for medicine, strength in (
        (add_oxycodone(alice), "How much do you take each time? 15"),
        (add_fentanyl(alice), "How strong is one patch? 15"),
    ):
        page = change_after_deletion(
            alice, f"{medicine.address}/{ending}", f"{medicine.address}/delete", amount="15"
        )
        assert strength in page.text
        assert link(page, "Open my medicines") == "/medicines"


def test_who_only_looks_at_what_is_gone_is_told_so(alice: Browser, database: Database) -> None:
    address = f"/entries/event/{add_event(database)}"
    alice.send(alice.get(f"{address}/delete"), f"{address}/delete")
    assert "the page may be gone" in alice.get(address, 404).text
