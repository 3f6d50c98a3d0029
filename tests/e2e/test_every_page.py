"""Every page, in both colour schemes, small and with large letters: usable, quiet, whole."""

import pytest
from flask import Flask
from playwright.sync_api import Page

from app.web.kit.access import kind_of
from tests.cast.filled import FilledDiary, fill
from tests.cast.people import PASSWORD, add_person, database_of
from tests.e2e.conftest import DESKTOP, PHONE, OpenTab, Tab

pytestmark = pytest.mark.e2e

SMALLEST = {"width": 320, "height": 640}
# These send a file or lead on; there is no page to look at.
NO_PAGE = {
    "archive.differences",
    "archive.empty",
    "archive.export",
    "archive.left_out",
    "example.figure",
    "history.go",
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
    return sorted(set(found))


@pytest.fixture
def diary(app: Flask) -> FilledDiary:
    return fill(app, add_person(database_of(app), "alice"))


def sign_in(tab: Tab) -> None:
    page = tab.open("/sign-in")
    page.get_by_label("Your email address").fill("alice@example.org")
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", level=1, name="Today").wait_for()


def scroll_to_the_end(page: Page) -> None:
    """Bring the end into view: what lies under the sticky bar is measured as if it were cut."""
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")


def sideways(page: Page) -> int:
    """Return by how many pixels the page is wider than the screen."""
    width: int = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return width


@pytest.mark.parametrize("scheme", ["light", "dark", "dim"])
@pytest.mark.parametrize("kind", ["public", "own"])
def test_no_page_has_a_barrier_or_says_a_word_on_the_console(
    app: Flask, diary: FilledDiary, open_tab: OpenTab, scheme: str, kind: str
) -> None:
    tab = open_tab(scheme="dark" if scheme == "dark" else "light")
    if scheme == "dim":
        look = {"name": "tidemark-look", "value": "dim.larger", "url": tab.site}
        tab.page.context.add_cookies([look])  # type: ignore[list-item]  # playwright's own dict
    if kind == "own":
        sign_in(tab)
    problems = []
    for address in pages_of(app, diary, kind):
        page = tab.open(address)
        scroll_to_the_end(page)
        problems += [f"{address}: {problem}" for problem in tab.axe() + tab.console]
        tab.console.clear()
    assert problems == []
    assert tab.strangers == []


@pytest.mark.parametrize("kind", ["public", "own"])
def test_no_page_scrolls_sideways_on_the_smallest_phone_or_with_letters_twice_as_large(
    app: Flask, diary: FilledDiary, open_tab: OpenTab, kind: str
) -> None:
    problems = []
    for size, large in ((SMALLEST, False), (PHONE, True), (DESKTOP, True)):
        tab = open_tab(size=size)
        if kind == "own":
            sign_in(tab)
        for address in pages_of(app, diary, kind):
            page = tab.open(address)
            if large:
                page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
            if sideways(page) > 0:
                problems.append(f"{address} at {size['width']}{' large' if large else ''}")
    assert problems == []
