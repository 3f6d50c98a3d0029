"""Trends in a real browser: complete without a script, more with one, quiet and scrollable."""

import re
from datetime import date

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from app.web.trends.timeline import GAPS
from tests.cast.diary import fill_days
from tests.cast.people import PASSWORD, add_person, database_of
from tests.e2e.conftest import DESKTOP, PHONE, OpenTab, Tab

pytestmark = pytest.mark.e2e

SWIPE = 150
TIMELINE = re.compile("^Pain and opioid amount")


@pytest.fixture
def diary(app: Flask) -> None:
    add_person(database_of(app), "alice")
    fill_days(app, "alice", 60)


def open_trends(tab: Tab) -> Page:
    page = tab.open("/sign-in?next=/trends")
    page.get_by_label("Your email address").fill("alice@example.org")
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="Trends", level=1)).to_be_visible()
    return page


def explore(page: Page) -> None:
    page.get_by_role("button", name="Explore the chart").click()
    expect(page.locator(".explore .main-svg").first).to_be_visible()
    expect(page.get_by_role("button", name="Close this chart")).to_be_focused()


@pytest.mark.usefixtures("diary")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_trends_break_no_rule_of_access(
    open_tab: OpenTab, scheme: str, size: dict[str, int]
) -> None:
    tab = open_tab(scheme=scheme, size=size)
    page = open_trends(tab)
    tab.check_quiet()
    for fold in page.locator("details").all():
        fold.evaluate("fold => { fold.open = true; }")
    assert page.evaluate("document.documentElement.scrollWidth") == size["width"]
    assert tab.axe() == []


@pytest.mark.usefixtures("diary")
def test_without_a_script_the_picture_is_complete_and_nothing_is_promised(
    open_tab: OpenTab,
) -> None:
    page = open_trends(open_tab(scripts=False))
    expect(page.get_by_role("img", name=TIMELINE)).to_be_visible()
    expect(page.get_by_text("Explore")).to_have_count(0)
    page.get_by_text("Every day as a table").click()
    expect(page.get_by_role("rowheader", name="11 Mar")).to_be_visible()


@pytest.mark.usefixtures("diary")
def test_one_of_the_two_widths_is_shown(open_tab: OpenTab) -> None:
    for size, shown, hidden in (
        (PHONE, ".chart-narrow", ".chart-wide"),
        (DESKTOP, ".chart-wide", ".chart-narrow"),
    ):
        page = open_trends(open_tab(size=size))
        expect(page.locator(shown).first).to_be_visible()
        expect(page.locator(hidden).first).to_be_hidden()


@pytest.mark.usefixtures("diary")
def test_letters_of_the_picture_are_at_least_11_px(open_tab: OpenTab) -> None:
    for size in ({"width": 320, "height": 640}, PHONE, DESKTOP):
        page = open_trends(open_tab(size=size))
        heights = page.evaluate(
            """() => [...document.querySelectorAll('.chart .ch-text')]
                .filter((text) => text.checkVisibility())
                .map((text) => 13 * text.getScreenCTM().a)"""
        )
        assert heights
        assert min(heights) >= 11


@pytest.mark.usefixtures("diary")
def test_the_chart_can_be_explored_in_silence(open_tab: OpenTab) -> None:
    for size in (PHONE, DESKTOP):
        tab = open_tab(size=size)
        page = open_trends(tab)
        explore(page)
        expect(page.locator(".timeline .chart-frame")).to_be_visible()
        for move in ("Closer", "Earlier", "Later", "Wider", "All days"):
            page.get_by_role("button", name=move, exact=True).click()
        tab.check_quiet()
        assert tab.axe() == []
        page.get_by_role("button", name="Close this chart").click()
        expect(page.locator(".explore")).to_be_hidden()


@pytest.mark.usefixtures("diary")
def test_buttons_zoom_and_all_days_leads_back(open_tab: OpenTab) -> None:
    page = open_trends(open_tab())
    explore(page)
    shown = "() => document.querySelector('.explore__plot').layout.xaxis.range.join(' ')"
    whole = page.evaluate(shown)
    page.get_by_role("button", name="Closer").click()
    expect(page.locator(".explore__plot")).to_be_visible()
    assert page.evaluate(shown) != whole
    page.get_by_role("button", name="All days").click()
    assert page.evaluate(shown)[:10] == whole[:10]


@pytest.mark.usefixtures("diary")
def test_one_finger_scrolls_the_page_over_the_chart(open_tab: OpenTab) -> None:
    page = open_trends(open_tab())
    explore(page)
    page.locator(".explore__plot").evaluate("plot => plot.scrollIntoView()")
    before = page.evaluate("scrollY")
    cdp = page.context.new_cdp_session(page)
    cdp.send(
        "Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": 180, "y": 400}]}
    )
    for step in range(1, 11):
        point = {"x": 180, "y": 400 - SWIPE * step / 10}
        cdp.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    cdp.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_function("before => scrollY > before + 80", arg=before)


@pytest.mark.usefixtures("diary")
def test_a_tap_tells_the_figures_of_that_day_inside_the_picture(open_tab: OpenTab) -> None:
    page = open_trends(open_tab())
    opener = page.get_by_role("button", name="Explore the chart")
    opener.scroll_into_view_if_needed()
    top = page.locator(".explore-slot").evaluate("slot => slot.offsetTop")
    explore(page)
    assert page.locator(".explore-slot").evaluate("slot => slot.offsetTop") == top
    area = page.locator(".explore__plot .nsewdrag").first
    area.evaluate("area => area.scrollIntoView()")
    place = area.bounding_box()
    assert place is not None
    days: list[str] = page.evaluate("() => document.querySelector('.explore__plot').data[0].x")
    events: list[str] = page.evaluate(
        "() => document.querySelector('.explore__plot').data.at(-1).x"
    )
    told = page.locator(".explore__said")
    touched = {days[0], days[20], days[-1], *events, *(days[days.index(e) + 1] for e in events)}
    for day in sorted(touched):
        share = (days.index(day) + 0.5) / len(days)
        page.touchscreen.tap(
            place["x"] + share * place["width"], place["y"] + place["height"] * 0.6
        )
        expect(told.locator("b")).to_have_text(f"{date.fromisoformat(day):%-d %B %Y}")
        assert ("dose" in told.inner_text()) == (day in events)
        box = told.bounding_box()
        assert box is not None
        assert place["x"] <= box["x"]
        assert box["x"] + box["width"] <= place["x"] + place["width"]


@pytest.mark.usefixtures("diary")
def test_a_figure_that_does_not_come_is_said_and_the_picture_stays(open_tab: OpenTab) -> None:
    tab = open_tab()
    page = open_trends(tab)
    page.route("**/trends/figure*", lambda route: route.abort())
    page.get_by_role("button", name="Explore the chart").click()
    expect(page.get_by_role("status")).to_contain_text("The chart did not load.")
    expect(page.get_by_role("img", name=TIMELINE)).to_be_visible()


@pytest.mark.usefixtures("diary")
def test_on_paper_the_wide_picture_is_printed_without_buttons(open_tab: OpenTab) -> None:
    page = open_trends(open_tab())
    page.emulate_media(media="print")
    expect(page.locator(".chart-wide").first).to_be_visible()
    expect(page.locator(".chart-narrow").first).to_be_hidden()
    expect(page.get_by_role("button", name="Explore the chart")).to_be_hidden()
    # Nothing on paper unfolds: what helps to read stands open, long tables are left out.
    expect(page.get_by_text(GAPS)).to_be_visible()
    expect(page.get_by_text("Every day as a table")).to_be_hidden()
