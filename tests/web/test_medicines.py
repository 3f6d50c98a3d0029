"""Medicines, through their pages."""

import pytest

from tests.client import Browser, Page


def begin(browser: Browser, substance: str = "", own_name: str = "") -> Page:
    form = browser.get("/medicines/add")
    sent = browser.send(form, "/medicines/add", substance=substance, own_name=own_name)
    return browser.follow(sent)


def choose_kind(browser: Browser, page: Page, kind: str) -> Page:
    return browser.follow(browser.send(page, "/medicines/add/kind", kind=kind))


TABLET = "oral-tablet-immediate-"
PATCH = "transdermal-patch-extended-"


def add_oxycodone(browser: Browser, **said: str) -> Page:
    """Oxycodone 10 mg twice a day, and return its own page."""
    page = choose_kind(browser, begin(browser, "oxycodone"), TABLET)
    amounts = {"amount": "10", "how_often": "2", "started_on": "2026-01-05"} | said
    times = browser.follow(browser.send(page, "/medicines/add/amount", **amounts))
    done = browser.send(times, "/medicines/add/times")
    return open_first(browser, browser.follow(done))


def add_patch(browser: Browser, **said: str) -> Page:
    page = choose_kind(browser, begin(browser, "fentanyl"), PATCH)
    typed = {"amount": "25", "count_at_once": "1", "change_every": "72"} | said
    return browser.follow(browser.send(page, "/medicines/add/amount", **typed))


def open_first(browser: Browser, page: Page) -> Page:
    href = next(
        a.get("href") or ""
        for a in page.root.iter("a")
        if "Open" in "".join(a.itertext()) and "/medicines/" in (a.get("href") or "")
    )
    return browser.get(href)


def test_a_scheduled_medicine_is_added_in_four_short_pages(alice: Browser) -> None:
    page = add_oxycodone(alice)
    assert page.heading == "oxycodone"
    assert "10 mg 2 times a day" in page.text
    assert "08:00, 20:00" in page.text
    assert "20 mg" in page.text
    assert "30 MME a day" in page.text


@pytest.mark.parametrize("address", ["/medicines", "/doses/new", "/about-you", "/set-up/medicines"])
def test_the_pages_are_there(alice: Browser, address: str) -> None:
    alice.get(address)
