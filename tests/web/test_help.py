"""Help now and About: open to all, short, and true."""

import re
from urllib.parse import urlsplit

import pytest

from app.config import ROOT
from tests.client import Browser, Page


def links(page: Page) -> list[str]:
    return [a.get("href") or "" for a in page.root.iter("a")]


@pytest.mark.parametrize("address", ["/help", "/about"])
def test_the_page_is_open_to_everyone(address: str, alice: Browser, dan: Browser) -> None:
    assert alice.get(address).heading == dan.get(address).heading


def test_help_now_is_one_tap_away_on_every_page(alice: Browser, dan: Browser) -> None:
    for browser, address in ((dan, "/sign-in"), (dan, "/about"), (alice, "/settings")):
        assert "/help" in links(browser.get(address))
    assert "/help" in links(dan.get("/no/such/page", 404))


def test_the_numbers_can_be_called_from_the_page(dan: Browser) -> None:
    page = dan.get("/help")
    assert {"tel:911", "tel:988", "tel:18006624357"} <= set(links(page))


def test_help_is_worded_for_other_countries_too(dan: Browser) -> None:
    text = dan.get("/help").text
    assert text.count("local emergency number") >= 3


def test_the_numbers_stand_in_words_for_paper(dan: Browser) -> None:
    # On paper buttons are left out, so the number must stand in a sentence or heading, too.
    page = dan.get("/help")
    headings = ["".join(h.itertext()) for h in page.root.iter("h2")]
    assert any("911" in heading for heading in headings)
    assert "1-800-662-4357" in page.text


def test_help_says_that_nobody_watches(dan: Browser) -> None:
    for address in ("/help", "/about"):
        assert "Nobody watches what you write" in dan.get(address).text


def test_help_and_about_say_not_to_change_the_dose(dan: Browser) -> None:
    for address in ("/help", "/about"):
        assert "Do not change your dose on your own" in dan.get(address).text


def test_the_sources_are_named_with_their_addresses(dan: Browser) -> None:
    for address in ("/help", "/about"):
        hosts = {urlsplit(href).netloc for href in links(dan.get(address))}
        assert "www.fda.gov" in hosts


def test_about_says_how_often_the_card_is_wrong_as_it_was_measured(dan: Browser) -> None:
    measured = (ROOT / "docs" / "validation.md").read_text(encoding="utf-8")
    sentence = re.search(r"Of 100 people whose .*? in a year\.", measured)
    assert sentence is not None
    text = dan.get("/about").text
    assert sentence.group() in text
    assert "made-up people only" in text
