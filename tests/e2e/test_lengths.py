"""How far a tired thumb has to go, on a phone of 360 by 740, before anything is unfolded."""

import pytest
from flask import Flask

from app.clock import SettableClock
from app.services.account.passwords import Passwords
from app.services.example import DEMO_EMAIL, make_demo
from tests.cast.people import CHEAP, database_of
from tests.e2e.conftest import PHONE, OpenTab, Tab
from tests.e2e.screenshots import EVENING, MORNING

pytestmark = pytest.mark.e2e


def demo_tab(app: Flask, clock: SettableClock, open_tab: OpenTab) -> Tab:
    """Sign in as the example patient, on the morning after four months of diary."""
    clock.instant = EVENING
    with database_of(app).writing() as session:
        password = make_demo(session, Passwords(CHEAP), EVENING)
    clock.instant = MORNING
    tab = open_tab()
    page = tab.open("/sign-in")
    page.get_by_label("Your email address").fill(DEMO_EMAIL)
    page.get_by_label("Your password").fill(password)
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("heading", level=1, name="Today").wait_for()
    return tab


def screens(tab: Tab, path: str) -> float:
    """How many screens a page is long."""
    page = tab.open(path)
    height: int = page.evaluate("document.documentElement.scrollHeight")
    return height / PHONE["height"]


def test_the_pages_of_every_day_are_short(
    app: Flask, clock: SettableClock, open_tab: OpenTab
) -> None:
    tab = demo_tab(app, clock, open_tab)
    assert screens(tab, "/") <= 2
    assert screens(tab, "/share/new") <= 2
    tab.open("/advisory")
    tab.page.get_by_label("No, nothing new").check()
    tab.page.get_by_role("button", name="Save and continue").click()
    tab.page.get_by_role("heading", name="What we saw").wait_for()
    assert screens(tab, "/advisory") <= 3


def test_the_chart_stands_in_the_first_screen_of_trends(
    app: Flask, clock: SettableClock, open_tab: OpenTab
) -> None:
    tab = demo_tab(app, clock, open_tab)
    chart = tab.open("/trends").locator("svg.chart-narrow").first.bounding_box()
    assert chart is not None
    assert chart["y"] < PHONE["height"] / 2


def test_save_stays_in_reach_and_never_covers_what_has_the_focus(
    app: Flask, clock: SettableClock, open_tab: OpenTab
) -> None:
    page = demo_tab(app, clock, open_tab).page
    save = page.get_by_role("button", name="Save", exact=True).last
    for scores in ("average_pain", "touch"):
        page.locator(f"#{scores}-5").focus()
        bar = save.bounding_box()
        field = page.locator(f"#{scores}-5").bounding_box()
        assert bar is not None
        assert field is not None
        assert bar["y"] + bar["height"] < PHONE["height"]
        assert field["y"] + field["height"] <= bar["y"]


def test_enter_in_a_field_saves_the_check_in_and_never_a_dose(
    app: Flask, clock: SettableClock, open_tab: OpenTab
) -> None:
    page = demo_tab(app, clock, open_tab).page
    page.locator("#average_pain-5").check()
    page.get_by_text("Anything new?").click()
    page.get_by_label("Illness").check()
    page.get_by_label("A few words about it").fill("a cold")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Today is done").wait_for()
    assert "oxycodone" not in page.get_by_role("status").first.inner_text()
    assert "Took it" in page.get_by_role("main").inner_text()
