"""Patches: one that is on already, how long it is worn, and when the next one is due."""

from datetime import date, timedelta

import pytest

from app.clock import SettableClock
from app.interop.archive import read_archive
from app.trends.figures.exposure import daily_mme
from tests.client import Browser, Page
from tests.web.medicines.medicine_pages import (
    PATCH,
    add_fentanyl,
    begin,
    choose_kind,
    open_medicine,
)

pytestmark = pytest.mark.slow

AMOUNT = "/medicines/add/amount"
ON = date(2026, 3, 9)
# Wednesday 11 March 2026 is today; it was put on two days before.
WORN = {"is_on": "yes", "on_day": "2026-03-09", "on_clock": "09:30"}


def new_patch(alice: Browser, own_name: str) -> Page:
    """Name a patch and come to its page."""
    page = begin(alice, own_name=own_name)
    if "/kind" in page.address:
        return choose_kind(alice, page, PATCH)
    return page


def chosen_hours(page: Page) -> list[str]:
    return page.form_values(AMOUNT).get("change_every", [])


def test_a_patch_that_is_on_already_is_known_from_the_first_day(
    alice: Browser, clock: SettableClock
) -> None:
    one = add_fentanyl(alice, **WORN)
    assert "On since Monday 9 March, 9:30 am. Next patch: Thursday 12 March, 9:30 am." in one.text
    today = alice.get("/")
    assert "Next patch: Thursday 12 March, 9:30 am." in today.text
    assert "New patch due" not in today.text
    assert "fentanyl 25 mcg/h" in alice.get("/history/2026-03-09").text
    archive = read_archive(alice.client.get("/archive/diary.zip").get_data())
    days = daily_mme(archive.diary, ON, ON + timedelta(days=2))
    assert [round(day.mme_per_day or 0, 1) for day in days] == [36.2, 60.0, 60.0]
    clock.instant += timedelta(days=1)
    assert "New patch due at 9:30 am" in alice.get("/").text


def test_its_change_day_stays_on_today_after_the_next_one_is_put_on(alice: Browser) -> None:
    add_fentanyl(alice, is_on="no")
    today = alice.get("/")
    alice.send(today, "/", **today.pressing("Put it on"))
    saved = alice.get("/")
    assert "On since today" in saved.text
    assert "Next patch: Saturday 14 March" in saved.text


def test_no_next_patch_is_named_of_one_that_was_the_last(alice: Browser) -> None:
    one = add_fentanyl(alice, is_on="no")
    today = alice.get("/")
    alice.send(today, "/", **today.pressing("Put it on"))
    assert "Next patch: Saturday 14 March" in alice.get("/").text
    stop = alice.get(f"{one.address}/stop")
    alice.send(stop, stop.address, stopped_on="2026-03-11")
    stopped = alice.get("/").text
    assert "On since today" in stopped
    assert "No other one follows it." in stopped
    assert "Next patch" not in stopped


def test_two_that_are_on_already_stand_together(alice: Browser) -> None:
    add_fentanyl(alice, count_at_once="2", **WORN)
    assert "fentanyl 25 mcg/h, 2 patches On since Monday 9 March" in alice.get("/").text


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"is_on": ""}, "Choose whether a patch is on now."),
        ({"is_on": "yes"}, "Enter the day you put it on."),
        ({"is_on": "yes", "on_day": "2026-03-09"}, "Enter roughly what time you put it on"),
        ({**WORN, "is_on": "no"}, "Choose “Yes”, or clear the day and time."),
        ({**WORN, "on_day": "2026-03-12"}, "This day is still to come."),
        ({**WORN, "started_on": "2026-03-10"}, "Change one of the two days."),
    ],
)
def test_what_does_not_agree_is_said_and_nothing_is_added(
    alice: Browser, said: dict[str, str], sentence: str
) -> None:
    page = new_patch(alice, "Duragesic")
    typed = {"amount": "25", "count_at_once": "1", **said}
    refused = alice.send(page, AMOUNT, 422, **typed)
    assert sentence in refused.text
    assert "No medicines yet" in alice.get("/medicines").text


@pytest.mark.parametrize(
    ("name", "hours"),
    [
        ("Duragesic", ["72"]),
        ("Butrans", ["168"]),
        ("Norspan", ["168"]),
        ("Transtec", ["96"]),
        ("Hapoctasin", ["72"]),
        ("buprenorphine", []),
    ],
)
def test_the_time_on_the_label_stands_there_where_the_name_tells_it(
    alice: Browser, name: str, hours: list[str]
) -> None:
    page = new_patch(alice, name)
    assert chosen_hours(page) == hours
    assert ("The label says each is worn for" in page.text) is bool(hours)


def test_a_time_far_from_the_label_is_asked_about_once(alice: Browser) -> None:
    page = new_patch(alice, "buprenorphine")
    typed = {"amount": "20", "count_at_once": "1", "change_every": "72", "is_on": "no"}
    asked = alice.send(page, AMOUNT, 422, **typed)
    assert "The label says each is worn for 7 days (168 hours). Is that right?" in asked.text
    listed = alice.follow(alice.send(asked, AMOUNT, is_right="y"))
    one = open_medicine(alice, listed, "buprenorphine")
    assert "changed every 72 hours" in one.text
    edit = alice.get(f"{one.address}/edit")
    alice.send(edit, f"{one.address}/edit")
