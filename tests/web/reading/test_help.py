"""Help now and About: open to all, short, and true."""

import re
from urllib.parse import urlencode, urlsplit

import pytest

from app.clinical.emergency import COUNTRIES, Country
from app.config import ROOT
from app.web.reading.help_words import help_for
from tests.client import Browser, Page

pytestmark = pytest.mark.slow


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


def test_the_united_states_stand_first_and_neutral_words_beside_them(dan: Browser) -> None:
    page = dan.get("/help")
    assert "Call 911 right away" in page.text
    assert "Not in the United States? Call your local emergency number." in page.text
    assert "Call 911 or your local emergency number." in page.text
    assert "Or call the emergency number where you are." in page.text


@pytest.mark.parametrize("country", COUNTRIES.values(), ids=lambda country: country.code)
def test_a_country_can_be_chosen_and_only_its_numbers_stand_there(
    dan: Browser, country: Country
) -> None:
    page = dan.get(f"/help?country={country.code}")
    lines = (*country.emergency, *country.crisis, country.same_day, country.helpline)
    numbers = {line.address for line in lines if line}
    assert {link for link in links(page) if link.startswith("tel:")} == numbers
    assert f"Call {country.emergency_words} right away" in page.text
    assert page.form_values("/help")["country"] == [country.code]


@pytest.mark.parametrize("code", ["none", "zz", "", "US", "<b>"])
def test_where_the_country_is_unknown_no_number_is_named(dan: Browser, code: str) -> None:
    page = dan.get("/help?" + urlencode({"country": code}))
    assert "Call your local emergency number right away" in page.text
    assert not [link for link in links(page) if link.startswith("tel:")]
    assert page.form_values("/help")["country"] == ["none"]


@pytest.mark.parametrize(
    ("zone", "call"),
    [
        ("Europe/London", "Call 999 right away"),
        ("America/New_York", "Call 911 right away"),
        ("Asia/Tokyo", "Call your local emergency number right away"),
    ],
)
def test_who_is_signed_in_gets_the_numbers_of_their_time_zone(zone: str, call: str) -> None:
    shown = help_for(None, zone)
    assert f"Call {shown.call} right away" == call
    assert not shown.is_guess


def test_the_choice_of_the_form_weighs_more_than_the_time_zone(alice: Browser) -> None:
    assert "Call 112 or 999 right away" in alice.get("/help?country=ie").text


def test_the_country_is_chosen_with_a_plain_form(dan: Browser) -> None:
    form = dan.get("/help").form("/help")
    assert form.get("method") == "get"
    assert form.xpath(".//button[@type='submit']")
    first = form.xpath(".//option")[0]
    assert first.get("value") == "us"


def test_the_numbers_stand_in_words_for_paper(dan: Browser) -> None:
    # On paper buttons are left out, so the number must stand in a sentence or heading, too.
    page = dan.get("/help")
    headings = ["".join(h.itertext()) for h in page.root.iter("h2")]
    assert any("911" in heading for heading in headings)
    assert "1-800-662-4357" in page.text


def test_help_says_that_nobody_watches(dan: Browser) -> None:
    for address in ("/help", "/about"):
        assert "Nobody is watching what you write" in dan.get(address).text


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
    assert "tested on made-up people" in text
