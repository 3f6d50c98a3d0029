"""A provider opens a link in a real browser, and prints the page."""

import re

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.cast.diary import days_ago, event, fill_days
from tests.cast.people import PASSWORD, add_person, database_of
from tests.e2e.conftest import DESKTOP, PHONE, OpenTab, Tab

pytestmark = pytest.mark.e2e

PDF_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
SMALLEST = {"width": 320, "height": 640}
# By how much each table moves sideways within its own frame.
TABLES_MOVE = (
    "[...document.querySelectorAll('.table-scroll')].map(e => e.scrollWidth - e.clientWidth)"
)


def diary(app: Flask, days: int) -> None:
    add_person(database_of(app), "alice")
    person_id = fill_days(app, "alice", days)
    with database_of(app).writing() as session:
        for n in range(0, days, 12):
            session.add(event(person_id, days_ago(n), "illness", "a cold for some days"))
        session.commit()


def make_link(tab: Tab) -> str:
    """Make a link as Alice, with everything in it; return its address."""
    page = tab.open("/sign-in?next=/share/new")
    page.get_by_label("Your email address").fill("alice@example.org")
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_label("My whole diary").check()
    page.get_by_text("What they will see: 7 of 9 parts").click()
    page.get_by_label("My notes, word for word").check()
    page.get_by_text("Questions to ask at your visit").click()
    page.get_by_label("What could explain the change in my pain?").check()
    page.get_by_role("button", name="See what they will see").click()
    expect(page.get_by_role("heading", name="What they will see", level=1)).to_be_visible()
    page.get_by_role("button", name="Make the link").first.click()
    return page.locator("#address").inner_text()


def look(tab: Tab, address: str) -> Page:
    page = tab.open(address.removeprefix(tab.site))
    expect(page.get_by_role("heading", name="A Tidemark diary", level=1)).to_be_visible()
    return page


def test_the_link_opens_by_itself_and_leaves_no_code_behind(app: Flask, open_tab: OpenTab) -> None:
    diary(app, 30)
    code_address = make_link(open_tab())
    tab = open_tab(size=DESKTOP)
    sent: list[str] = []
    tab.page.on("request", lambda request: sent.append(request.url))
    page = look(tab, code_address)
    code = code_address.partition("#")[2]
    assert code not in page.url
    assert page.evaluate("document.referrer") == ""
    assert not any(code in url.partition("#")[0] for url in sent)
    tab.check_quiet()
    page.go_back()
    assert code not in page.url
    page.go_forward()
    assert code not in page.url


def test_without_a_script_the_code_is_typed(app: Flask, open_tab: OpenTab) -> None:
    diary(app, 30)
    maker = open_tab(scripts=False)
    code = make_link(maker).partition("#")[2]
    expect(maker.page.get_by_role("button", name="Copy the link")).to_be_hidden()
    tab = open_tab(scripts=False, size=DESKTOP)
    page = tab.open(f"/s#{code}")
    page.get_by_label("The code").fill(code.upper())
    page.get_by_role("button", name="Open it").click()
    expect(page.get_by_role("heading", name="A Tidemark diary", level=1)).to_be_visible()
    expect(page.get_by_role("button", name="Print")).to_be_hidden()


@pytest.mark.parametrize("days", [90, 365])
def test_the_page_prints_on_two_sheets_of_paper(app: Flask, open_tab: OpenTab, days: int) -> None:
    diary(app, days)
    page = look(open_tab(size=DESKTOP), make_link(open_tab()))
    assert len(PDF_PAGE.findall(page.pdf(prefer_css_page_size=True))) == 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_of_sharing_break_no_rule_of_access(
    app: Flask, open_tab: OpenTab, scheme: str
) -> None:
    diary(app, 60)
    patient = open_tab(scheme=scheme)
    address = make_link(patient)
    assert patient.axe() == []
    for path in ("/share", "/share/new"):
        patient.open(path)
        assert patient.axe() == [], path
    patient.page.get_by_role("button", name="See what they will see").click()
    expect(patient.page.get_by_role("heading", name="What they will see")).to_be_visible()
    assert patient.axe() == []
    for size in (DESKTOP, PHONE, SMALLEST):
        provider = open_tab(scheme=scheme, size=size)
        page = look(provider, address)
        assert page.evaluate("document.documentElement.scrollWidth") == size["width"]
        assert set(page.evaluate(TABLES_MOVE)) == {0}
        assert provider.axe() == []
        provider.check_quiet()
    provider.page.emulate_media(media="print")
    assert provider.axe() == [], "on paper"
    provider.page.emulate_media(media="screen")
    provider.open("/s")
    assert provider.axe() == []


def test_given_a_mistyped_code_when_going_back_then_the_box_is_there(open_tab: OpenTab) -> None:
    tab = open_tab(size=DESKTOP)
    page = tab.open("/s")
    page.locator("input[name=code]").fill("abcd efgh")
    page.get_by_role("button", name="Open").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.goto(tab.site + "/help")
    page.go_back()
    expect(page.locator("input[name=code]")).to_be_visible()
