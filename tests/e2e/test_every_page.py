"""Every page, in both colour schemes, small and with large letters: usable, quiet, whole."""

import re

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from app.web.kit.access import kind_of
from tests.cast.filled import FilledDiary, fill
from tests.cast.people import PASSWORD, add_person, database_of
from tests.e2e.conftest import DESKTOP, PHONE, OpenTab, Tab
from tests.e2e.spoken import unclear

pytestmark = pytest.mark.e2e

SMALLEST = {"width": 320, "height": 640}
# These send a file, lead on or speak to machines; there is no page to look at.
NO_PAGE = {
    "archive.differences",
    "archive.empty",
    "archive.export",
    "archive.left_out",
    "example.figure",
    "history.go",
    "server.health",
    "server.ready",
    "server.security_txt",
    "setup.start",
    "static",
    "trends.figure",
}


def pages_of(app: Flask, diary: FilledDiary, kind: str) -> list[str]:
    """List the addresses of all pages of one kind."""
    found = []
    for endpoint, view in app.view_functions.items():
        rules = list(app.url_map.iter_rules(endpoint))
        is_page = kind_of(view) == kind and endpoint not in NO_PAGE
        if is_page and any("GET" in (rule.methods or ()) for rule in rules):
            found += [address for address, _ in diary.addresses(endpoint)]
    # The same address is the landing page for visitors and Today for whoever is signed in.
    return sorted({*found, "/"})


@pytest.fixture
def diary(app: Flask) -> FilledDiary:
    return fill(app, add_person(database_of(app), "alice"))


def sign_in(tab: Tab) -> None:
    page = tab.open("/sign-in")
    page.get_by_label("Your email address").fill("alice@example.org")
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("heading", level=1, name="Today").wait_for()


def sideways(page: Page) -> int:
    """Return by how many pixels the page is wider than the screen."""
    width: int = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return width


def narrow(page: Page) -> list[str]:
    """Return on which screens the page is wider than the screen."""
    problems = []
    for size, letters in ((SMALLEST, "100%"), (PHONE, "200%"), (DESKTOP, "200%")):
        page.set_viewport_size(size)  # type: ignore[arg-type]  # playwright wants its own dict type
        page.evaluate(f"document.documentElement.style.setProperty('font-size', '{letters}')")
        if sideways(page) > 0:
            problems.append(f"moves sideways at {size['width']}, letters {letters}")
    return problems


@pytest.mark.parametrize("kind", ["public", "own"])
def test_no_page_has_a_barrier_a_small_target_a_name_that_says_nothing_or_moves_sideways(
    app: Flask, diary: FilledDiary, open_tab: OpenTab, kind: str
) -> None:
    tab = open_tab()
    if kind == "own":
        sign_in(tab)
    problems = []
    for address in pages_of(app, diary, kind):
        tab.page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # as above
        tab.open(address)
        tab.unfold()
        found = tab.axe() + tab.targets() + unclear(tab.page)
        found += tab.contrast() + narrow(tab.page) + tab.console
        problems += [f"{address}: {problem}" for problem in found]
        tab.console.clear()
    assert problems == []
    assert tab.strangers == []


def test_a_form_that_is_sent_back_and_a_day_that_is_done_have_no_barrier(
    app: Flask, open_tab: OpenTab
) -> None:
    add_person(database_of(app), "alice")
    tab = open_tab()
    tab.open("/sign-in")
    problems: list[str] = []

    def sent_back(path: str, button: str) -> None:
        tab.open(path)
        tab.page.get_by_role("main").get_by_role("button", name=button, exact=True).last.click()
        tab.page.locator(".error-summary").wait_for()
        look(path)

    def look(state: str) -> None:
        tab.unfold()
        found = tab.axe() + tab.targets() + tab.contrast() + tab.console
        problems.extend(f"{state}: {problem}" for problem in found)
        # The browser itself notes each 422 there.
        tab.console.clear()

    for path, button in (("/sign-in", "Sign in"), ("/sign-up", "Start my diary")):
        sent_back(path, button)
    sign_in(tab)
    for path, button in (
        ("/", "Just the number"),
        ("/medicines/add", "Continue"),
        ("/history/2026-03-09/add", "Just the number"),
    ):
        sent_back(path, button)
    tab.open("/")
    tab.page.locator("label:has(#average_pain-5)").click()
    tab.page.get_by_role("button", name="Save", exact=True).last.click()
    tab.page.get_by_role("heading", name="Today is done").wait_for()
    look("done")
    tab.open("/settings/today")
    tab.page.get_by_text("One question: how bad is the pain?").click()
    tab.page.get_by_text("Constipation").click()
    tab.page.get_by_role("button", name="Save", exact=True).click()
    tab.open("/history/2026-03-11")
    tab.page.get_by_role("link", name=re.compile("^Delete")).first.click()
    tab.page.get_by_role("button", name=re.compile("^Delete")).click()
    tab.open("/")
    expect(tab.page.get_by_role("button", name=re.compile("^Save pain"))).to_have_count(11)
    look("one question")
    assert [problem for problem in problems if "status of 422" not in problem] == []
