"""Set-up, through its pages."""

import pytest
from flask import Flask
from sqlalchemy import select

from app.clinical.story import STORY_BY_CODE
from app.db import Database
from app.models import Person
from tests.cast.people import PASSWORD
from tests.client import Browser
from tests.web.medicines.medicine_pages import PATCH, choose_kind, link, post_of

pytestmark = pytest.mark.slow


def person(database: Database) -> Person:
    with database.reading() as session:
        return session.scalars(select(Person)).one()


@pytest.fixture
def erin(app: Flask) -> Browser:
    """Has just signed up."""
    browser = Browser(app, "erin")
    form = browser.get("/sign-up")
    browser.send(form, "/sign-up", email="erin@example.org", password=PASSWORD)
    return browser


def test_set_up_asks_one_thing_per_page_and_ends_at_today(
    erin: Browser, database: Database
) -> None:
    page = erin.get("/set-up", follow=True)
    assert "First of all" in page.text
    assert "Skip" not in page.text
    page = erin.follow(erin.send(page, "/set-up/time-zone", time_zone="Europe/Berlin"))
    assert "Step 1 of 5" in page.text
    page = erin.follow(erin.send(page, "/set-up/where", areas=["left_hip", "neck"]))
    assert "Step 2 of 5" in page.text

    erin.get(link(page, "Add a medicine"))
    kind = erin.send(erin.get("/medicines/add?for=set-up"), "/medicines/add", substance="fentanyl")
    patch = choose_kind(erin, erin.follow(kind), PATCH)
    typed = {"amount": "25", "count_at_once": "1", "change_every": "72"}
    worn = {"is_on": "yes", "on_day": "2026-03-10", "on_clock": "08:00"}
    page = erin.follow(erin.send(patch, "/medicines/add/amount", **typed, **worn))
    assert "Step 2 of 5" in page.text
    assert "fentanyl 25 mcg/h, changed every 72 hours" in page.text

    page = erin.get(link(page, "Continue"))
    assert "Step 3 of 5" in page.text
    page = erin.follow(erin.send(page, "/set-up/opioid-start", year="2019", month="5"))
    assert "Step 4 of 5" in page.text
    page = erin.follow(erin.send(page, "/set-up/condition", condition="my back"))
    assert "Step 5 of 5" in page.text
    page = erin.follow(erin.send(page, "/set-up/story", pain="more", touch="yes"))
    assert page.heading == "Today"
    assert "On since yesterday, 8:00 am. Next patch: Friday 13 March, 8:00 am." in page.text

    erin_now = person(database)
    assert erin_now.time_zone == "Europe/Berlin"
    assert erin_now.original_areas == ["neck", "left_hip"]
    assert str(erin_now.opioid_start) == "2019-05-01"
    assert erin_now.condition == "my back"
    assert erin_now.story == {"pain": "more", "touch": "yes"}
    assert erin_now.set_up_at is not None


def test_all_but_the_first_page_can_be_skipped_and_gone_back_from(erin: Browser) -> None:
    page = erin.get("/set-up", follow=True)
    page = erin.follow(erin.send(page, "/set-up/time-zone", time_zone="Europe/Berlin"))
    for step in range(1, 6):
        if step > 1:
            before = erin.get(link(page, "Back"))
            assert f"Step {step - 1} of 5" in before.text
        page = erin.get(link(page, "Skip this"))
    assert page.heading == "Today"


def test_whose_phone_tells_the_time_zone_is_not_asked_for_it(
    app: Flask, database: Database
) -> None:
    browser = Browser(app, "erin")
    typed = {"email": "erin@example.org", "password": PASSWORD, "phone_zone": "Asia/Calcutta"}
    browser.follow(browser.send(browser.get("/sign-up"), "/sign-up", **typed), 303)
    page = browser.get("/set-up/where")
    assert page.heading == "Where did it hurt at first?"
    assert "Step 1 of 5" in page.text
    assert "Your diary keeps Calcutta time" in page.html
    assert person(database).time_zone == "Asia/Calcutta"
    assert browser.get("/").heading == "Today"


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "../../etc/passwd", "x" * 5000])
def test_a_zone_that_nobody_knows_is_asked_for(app: Flask, zone: str) -> None:
    browser = Browser(app, "erin")
    typed = {"email": "erin@example.org", "password": PASSWORD, "phone_zone": zone}
    sent = browser.send(browser.get("/sign-up"), "/sign-up", **typed)
    assert browser.follow(browser.follow(sent, 303)).heading == "What is your time zone?"


def test_all_of_it_is_read_and_changed_later(alice: Browser, database: Database) -> None:
    page = alice.get("/set-up", follow=True)
    assert page.heading == "About you"
    for words in ("New York (Eastern time), 3:30 pm now", "Lower back", "None yet", "my back"):
        assert words in page.text
    for label, typed in (
        ("Change Time zone", {"time_zone": "Asia/Calcutta"}),
        ("Change Where it hurt at first", {"areas": "head"}),
        ("Change Opioids since", {"year": "2020", "month": "2", "day": "29"}),
        ("Change What hurts", {"condition": "=1+1 <b>שלום</b> 🙂\nsecond line"}),
    ):
        form = alice.get(link(page, label))
        assert "Step" not in form.text
        page = alice.follow(alice.send(form, post_of(form), **typed))
    for words in ("Head", "29 February 2020", "=1+1 <b>שלום</b> 🙂 second line"):
        assert words in page.text
    assert person(database).time_zone == "Asia/Calcutta"
    assert "/medicines" in link(page, "Change Medicines")


BAD: list[tuple[str, dict[str, str | list[str]], str]] = [
    ("time-zone", {"time_zone": ""}, "Choose your time zone from the list."),
    ("time-zone", {"time_zone": "Mars/Olympus"}, "Choose your time zone from the list."),
    ("time-zone", {"time_zone": "../../etc/passwd"}, "Choose your time zone from the list."),
    ("where", {"areas": ["tail"]}, "Choose from the list."),
    ("opioid-start", {"year": "19"}, "four digits"),
    ("opioid-start", {"year": "２０１９"}, "four digits"),
    ("opioid-start", {"year": "2019", "day": "3"}, "Choose the month too"),
    ("opioid-start", {"year": "2019", "month": "2", "day": "30"}, "no such day"),
    ("opioid-start", {"year": "2019", "month": "2", "day": "9" * 400}, "no such day"),
    ("opioid-start", {"year": "2019", "month": "13"}, "Choose a month"),
    ("opioid-start", {"year": "2099"}, "This day is still to come."),
    ("opioid-start", {"year": "1066"}, "too long ago"),
    ("opioid-start", {"month": "3"}, "four digits"),
    ("condition", {"condition": "x" * 2001}, "Use 2,000 characters or fewer."),
    ("condition", {"care": "a cold"}, "Choose one of the answers shown."),
    ("story", {"pain": "a lot"}, "Choose one of the answers shown."),
    ("condition", {"condition": "a\x00b"}, "Some of these characters cannot be saved."),
]


def test_what_will_not_do_says_what_to_do(alice: Browser, database: Database) -> None:
    before = person(database).version
    for name, typed, sentence in BAD:
        address = f"/about-you/{name}"
        refused = alice.send(alice.get(address), address, 422, **typed)
        assert sentence in refused.text, typed
    assert person(database).version == before


def test_a_page_left_open_does_not_overwrite_what_was_said_later(alice: Browser) -> None:
    address = "/about-you/condition"
    old, new = alice.get(address), alice.get(address)
    alice.send(new, address, condition="my knee")
    alice.send(new, address, condition="my knee")
    stale = alice.send(old, address, 409, condition="my elbow")
    assert "Saved now my knee" in stale.text
    assert stale.form_values(address)["condition"] == ["my elbow"]
    alice.send(stale, address)
    assert "my elbow" in alice.get("/about-you").text


def test_the_script_guesses_only_where_no_zone_was_chosen(erin: Browser, alice: Browser) -> None:
    guessed = erin.get("/set-up/time-zone")
    assert guessed.form_values("/set-up/time-zone")["time_zone"] == [""]
    assert "js/setup.js" in guessed.html
    chosen = alice.get("/about-you/time-zone")
    assert chosen.form_values("/about-you/time-zone")["time_zone"] == ["America/New_York"]


def test_set_up_is_for_who_is_signed_in(dan: Browser) -> None:
    for address in ("/set-up", "/about-you", "/set-up/time-zone", "/about-you/where"):
        assert "/sign-in" in (dan.get(address, 303).response.location or "")


def test_the_kind_of_care_is_asked_without_a_choice_made_and_kept(
    alice: Browser, database: Database
) -> None:
    address = "/about-you/condition"
    asked = alice.get(address)
    assert asked.form_values(address).get("care", []) == []
    alice.send(asked, address, care="sickle_cell")
    assert person(database).care == "sickle_cell"
    assert "Sickle cell disease" in alice.get("/about-you").text
    assert alice.get(address).form_values(address)["care"] == ["sickle_cell"]
    alice.send(alice.get(address), address, care="not_said")
    assert person(database).care == "not_said"


def test_the_story_so_far_is_told_in_part_and_taken_back(
    alice: Browser, database: Database
) -> None:
    address = "/about-you/story"
    asked = alice.get(address)
    assert not any(asked.form_values(address).get(code) for code in STORY_BY_CODE)
    alice.send(asked, address, pain="more", dose="did_not_help")
    assert person(database).story == {"pain": "more", "dose": "did_not_help"}
    told = alice.get("/about-you").text
    assert "Pain now, compared with before opioids: More" in told
    assert "Dose went up in the last 6 months: Yes, and it did not help" in told
    assert "Light touch hurts since opioids" not in told
    again = alice.get(address)
    assert again.form_values(address)["pain"] == ["more"]
    alice.send(again, address, pain="not_sure", dose="no")
    assert person(database).story == {"pain": "not_sure", "dose": "no"}
