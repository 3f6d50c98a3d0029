"""How far a tired thumb has to go, on a phone of 360 by 740, before anything is unfolded."""

import re

import pytest
from flask import Flask
from playwright.sync_api import expect

from app.clock import SettableClock
from app.diary.local_time import ONE_DAY
from app.services.account.passwords import Passwords
from app.services.example import DEMO_EMAIL, make_demo
from tests.cast.diary import add_medicine, check_in
from tests.cast.people import CHEAP, TODAY, add_person, database_of
from tests.e2e.conftest import PHONE, OpenTab, Tab
from tests.e2e.patient import Patient
from tests.e2e.screenshots import EVENING, MORNING
from tests.e2e.test_every_page import SMALLEST, sign_in

pytestmark = pytest.mark.e2e

DUE_BY_NOW = ("oxycodone", "gabapentin", "duloxetine", "amlodipine", "metformin", "omeprazole")


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


@pytest.mark.parametrize("due", [0, 1, 3, 6])
def test_the_whole_scale_is_on_the_first_screen_however_many_doses_are_due(
    app: Flask, open_tab: OpenTab, due: int
) -> None:
    database = database_of(app)
    person_id = add_person(database)
    with database.writing() as session:
        session.add(check_in(person_id, TODAY - ONE_DAY, 6, is_late=True))
        session.commit()
    for name in DUE_BY_NOW[:due]:
        add_medicine(database, name, "08:00")
    if due:
        add_medicine(database, "fentanyl", patch=True, amount="25")
        add_medicine(database, "ibuprofen", amount="400")
    tab = open_tab()
    sign_in(tab)
    patient = Patient(tab, scripts=True)
    buttons = patient.main.get_by_role("button", name=re.compile("^(Took it|Put it on|Took one)"))
    assert buttons.count() == (due + 2 if due else 0)
    assert screens(tab, "/") <= 2

    # A bad day is two taps, and nothing has to be scrolled for them
    ten = tab.page.locator("label:has(#average_pain-10)").bounding_box()
    bar = patient.main.get_by_role("button", name="Just the number").bounding_box()
    assert ten is not None
    assert bar is not None
    assert ten["y"] + ten["height"] <= bar["y"]
    assert bar["y"] + bar["height"] <= PHONE["height"]
    assert tab.targets() == []

    # Each dose is one tap, whatever else is due
    for name in DUE_BY_NOW[:due]:
        patient.presses("Took it", name)
        logged = patient.main.get_by_role("button", name=re.compile(f"Took it.*{name}"))
        expect(logged).to_have_count(0)
    assert patient.taps == due
    patient.taps = 0
    patient.choose("9", within="Average pain over the last 24 hours")
    patient.press("Just the number")
    patient.reads("Pain 9")
    assert patient.taps == 2


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
