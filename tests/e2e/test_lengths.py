"""How far a tired thumb has to go, on a phone of 360 by 740, before anything is unfolded."""

import pytest
from flask import Flask
from playwright.sync_api import expect

from app.clock import SettableClock
from app.services.account.passwords import Passwords
from app.services.example import DEMO_EMAIL, make_demo
from tests.cast.people import CHEAP, database_of
from tests.e2e.conftest import PHONE, OpenTab, Tab
from tests.e2e.patient import Patient
from tests.e2e.screenshots import EVENING, MORNING
from tests.e2e.test_every_page import SMALLEST

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


def test_a_usual_day_is_five_taps_and_a_screen_and_a_half_of_scrolling(
    app: Flask, clock: SettableClock, open_tab: OpenTab
) -> None:
    tab = demo_tab(app, clock, open_tab)
    patient = Patient(tab, scripts=True)
    scrolled = 0
    stands_at = 0

    def note_scrolling() -> None:
        nonlocal scrolled, stands_at
        now = tab.page.evaluate("Math.round(scrollY)")
        scrolled += abs(now - stands_at)
        stands_at = now

    # A dose is one tap, and one takes it back
    patient.presses("Took it", "oxycodone ER 30 mg")
    assert patient.taps == 1
    undo = tab.page.get_by_role("button", name="Undo")
    undo.click()
    expect(tab.page.get_by_role("status").first).to_contain_text("Undone")

    patient.taps = 0
    patient.presses("Took it", "oxycodone ER 30 mg")
    undo.wait_for()
    for answer, question in (
        ("6", "Average pain over the last 24 hours"),
        ("Same as last time", "Where does it hurt?"),
        ("No", "Did touch hurt?"),
    ):
        patient.choose(answer, within=question)
        note_scrolling()
    patient.press("Save")
    patient.reads("Today is done")
    assert patient.taps <= 5
    assert scrolled <= 1.5 * PHONE["height"]


@pytest.mark.parametrize(("size", "letters"), [(SMALLEST, "100%"), (SMALLEST, "200%")])
def test_the_bar_of_four_is_whole_and_usable_on_the_smallest_phone_and_in_large_letters(
    app: Flask, clock: SettableClock, open_tab: OpenTab, size: dict[str, int], letters: str
) -> None:
    page = demo_tab(app, clock, open_tab).page
    for name in ("History", "Trends", "Share", "Today"):
        page.set_viewport_size(size)  # type: ignore[arg-type]  # playwright wants its own dict type
        page.evaluate(f"document.documentElement.style.fontSize = '{letters}'")
        link = page.get_by_role("navigation", name="Main").get_by_role("link", name=name)
        link.scroll_into_view_if_needed()
        cut = link.evaluate(
            "it => it.scrollWidth > it.clientWidth || it.scrollHeight > it.clientHeight"
        )
        assert not cut, name
        box = link.bounding_box()
        assert box is not None
        assert 0 <= box["x"] <= box["x"] + box["width"] <= size["width"]
        link.click()
        page.get_by_role("heading", level=1, name=name).wait_for()
