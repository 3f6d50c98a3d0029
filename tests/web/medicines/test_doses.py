"""Doses and patches, through their pages."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.clock import SettableClock
from app.db import Database
from app.models import Dose
from tests.cast.people import signed_in
from tests.client import Browser, Page
from tests.web.medicines.medicine_pages import add_fentanyl, add_oxycodone, link, post_of

pytestmark = pytest.mark.slow

# In New York the clocks show 01:30 for the second time that night.
HALF_PAST_ONE_AGAIN = datetime(2026, 11, 1, 6, 30, tzinfo=UTC)


def doses(database: Database) -> list[Dose]:
    with database.reading() as session:
        return list(session.scalars(select(Dose).order_by(Dose.taken_at, Dose.id)))


def dose_count(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(Dose)) or 0


def log_form(browser: Browser, medicine: Page) -> Page:
    return browser.get(medicine.address.replace("/medicines/", "/doses/new/"))


def send(browser: Browser, form: Page, status: int = 303, **typed: str | None) -> Page:
    if 'name="when"' in form.html:
        typed = {"when": "now"} | typed
    return browser.send(form, post_of(form), status, **typed)


def test_an_extra_dose_is_logged_now_with_its_usual_amount(
    alice: Browser, database: Database
) -> None:
    medicine = add_oxycodone(alice, how_often="when_needed")
    form = log_form(alice, medicine)
    today = alice.follow(send(alice, form))
    assert "Saved: oxycodone 10 mg. Today, 3:30 pm." in today.html
    (dose,) = doses(database)
    assert dose.taken_at_local.isoformat() == "2026-03-11T15:30:00"
    assert "Last taken just now." in log_form(alice, medicine).text


def test_an_hour_ago_and_another_time_are_the_times_they_say(
    alice: Browser, database: Database
) -> None:
    medicine = add_oxycodone(alice, how_often="when_needed")
    send(alice, log_form(alice, medicine), when="hour_ago")
    other = {"when": "other", "day": "2026-03-10", "clock": "23:15", "amount": "5 mg"}
    sent = send(alice, log_form(alice, medicine), **other)
    assert sent.response.location == "/history/2026-03-10"
    taken = [(d.taken_at_local.isoformat(" ", "minutes"), str(d.amount)) for d in doses(database)]
    assert taken == [("2026-03-10 23:15", "5"), ("2026-03-11 14:30", "10")]
    assert "Last taken 1 h ago." in log_form(alice, medicine).text


def test_an_hour_ago_is_an_hour_ago_when_the_clocks_went_back(
    app: Flask, database: Database, clock: SettableClock
) -> None:
    clock.instant = HALF_PAST_ONE_AGAIN
    alice = signed_in(app, "alice")
    medicine = add_oxycodone(alice, how_often="when_needed")
    send(alice, log_form(alice, medicine))
    send(alice, log_form(alice, medicine), when="hour_ago")
    first, second = doses(database)
    assert first.taken_at_local == second.taken_at_local
    assert (second.taken_at - first.taken_at).total_seconds() == 3600


def test_a_scheduled_dose_is_taken_once_whichever_page_it_is_logged_from(
    alice: Browser, database: Database
) -> None:
    medicine = add_oxycodone(alice)
    form = log_form(alice, medicine)
    assert "The 8:00 am dose" in form.text
    assert "The 8:00 pm dose" in form.text
    key = next(o.get("value") or "" for o in form.root.iter("input") if o.get("name") == "which")
    other_window = log_form(alice, medicine)
    send(alice, form, which=key)
    send(alice, form, which=key)
    send(alice, other_window, which=key)
    assert dose_count(database) == 1
    assert "The 8:00 am dose" not in log_form(alice, medicine).text


BAD_DOSES: list[tuple[dict[str, str | None], str]] = [
    ({"which": None}, "Choose which dose it is."),
    ({"which": "x.20260311T0800.1"}, "Choose which dose it is."),
    ({"amount": "plenty"}, "Enter the amount as a number"),
    ({"amount": "25 mcg/h"}, "Enter the amount in mg"),
    ({"amount": "1000000"}, "Check the amount."),
    ({"when": None}, "Choose when it was."),
    ({"clock": "09:00"}, "You entered a time and chose “Now”."),
    ({"when": "other"}, "Enter the time too"),
    ({"when": "other", "clock": "x"}, "hours and minutes"),
    ({"when": "other", "clock": "15:31"}, "This time is still to come."),
    ({"when": "other", "clock": "09:00", "day": ""}, "Enter the day too."),
    ({"when": "other", "clock": "09:00", "day": "2026-02-29"}, "Choose a day, or enter one"),
    ({"when": "other", "clock": "09:00", "day": "2026-03-12"}, "This day is still to come."),
    ({"when": "other", "clock": "09:00", "day": "1066-10-14"}, "too long ago"),
    ({"when": "other", "clock": "09:00", "day": "2026-01-04"}, "started oxycodone on 5 January"),
    ({"when": "other", "clock": "02:30", "day": "2026-03-08"}, "there was no 2:30 am"),
    ({"which": "total", "when": "other", "day": "2026-03-12"}, "still to come"),
]


def test_a_dose_that_will_not_do_says_what_to_do_and_keeps_what_was_typed(
    alice: Browser, database: Database
) -> None:
    form = log_form(alice, add_oxycodone(alice))
    for typed, sentence in BAD_DOSES:
        said: dict[str, str | None] = {"which": "extra", "amount": "10", **typed}
        refused = send(alice, form, 422, **said)
        assert sentence in refused.text, typed
        kept = refused.form_values(form.address)
        assert kept["amount"] == [said["amount"]]
        assert kept["clock"] == [said.get("clock") or ""]
    assert dose_count(database) == 0


def test_a_total_for_the_day_and_single_doses_do_not_count_twice(
    alice: Browser, database: Database
) -> None:
    medicine = add_oxycodone(alice)
    total = {"which": "total", "amount": "30"}
    send(alice, log_form(alice, medicine), **total, when="other", day="2026-03-09")
    send(alice, log_form(alice, medicine), **total)
    refused = send(alice, log_form(alice, medicine), 422, which="extra")
    assert "Your total of oxycodone for this day is already logged." in refused.text
    refused = send(alice, log_form(alice, medicine), 422, **total)
    assert "is already logged" in refused.text
    past, today = doses(database)
    assert (past.is_daily_total, past.taken_at_local.day) == (True, 9)

    form = alice.get(f"/doses/{today.public_id}/edit")
    send(alice, form, is_daily_total=None)
    send(alice, log_form(alice, medicine), which="extra")
    refused = send(alice, log_form(alice, medicine), 422, **total)
    assert "A total would count them twice" in refused.text


def test_taking_back_deletes_once_and_harms_nothing_the_second_time(
    alice: Browser, database: Database
) -> None:
    today = alice.follow(send(alice, log_form(alice, add_oxycodone(alice)), which="extra"))
    (dose,) = doses(database)
    action = f"/doses/{dose.public_id}/undo"
    alice.send(today, action)
    alice.send(today, action)
    assert dose_count(database) == 0


def test_a_changed_dose_keeps_its_zone_and_a_stale_change_shows_both(
    alice: Browser, database: Database
) -> None:
    medicine = add_oxycodone(alice, how_often="when_needed")
    send(alice, log_form(alice, medicine))
    (dose,) = doses(database)
    zone = alice.get("/about-you/time-zone")
    alice.send(zone, "/about-you/time-zone", time_zone="Asia/Tokyo")

    form = alice.get(f"/doses/{dose.public_id}/edit")
    other_window = alice.get(f"/doses/{dose.public_id}/edit")
    assert "It was logged in another time zone: America/New_York." in form.text
    assert form.form_values(post_of(form))["clock"] == ["15:30"]
    send(alice, form, clock="14:00", amount="5")
    (changed,) = doses(database)
    assert changed.time_zone == "America/New_York"
    assert changed.taken_at == datetime(2026, 3, 11, 18, 0, tzinfo=UTC)

    stale = send(alice, other_window, 409, amount="7")
    assert "Saved now oxycodone 5 mg" in stale.text
    assert stale.form_values(post_of(stale))["amount"] == ["7"]
    send(alice, stale)
    assert str(doses(database)[0].amount) == "7"


def test_a_dose_in_the_second_of_two_equal_hours_stays_there_when_its_amount_is_changed(
    app: Flask, database: Database, clock: SettableClock
) -> None:
    clock.instant = HALF_PAST_ONE_AGAIN
    alice = signed_in(app, "alice")
    medicine = add_oxycodone(alice, how_often="when_needed")
    send(alice, log_form(alice, medicine))
    (dose,) = doses(database)
    send(alice, alice.get(f"/doses/{dose.public_id}/edit"), amount="5")
    assert doses(database)[0].taken_at == clock.instant


def test_deleting_a_dose_says_what_goes(alice: Browser, database: Database) -> None:
    send(alice, log_form(alice, add_oxycodone(alice)), which="extra")
    (dose,) = doses(database)
    confirm = alice.get(f"/doses/{dose.public_id}/delete")
    assert "oxycodone 10 mg Today, 3:30 pm" in confirm.text
    send(alice, confirm)
    send(alice, confirm)
    assert dose_count(database) == 0
    alice.get(f"/doses/{dose.public_id}/delete", 404)


def test_two_patches_are_put_on_listed_taken_off_and_put_back(
    alice: Browser, database: Database
) -> None:
    medicine = add_fentanyl(alice, count_at_once="2")
    today = alice.follow(
        send(alice, log_form(alice, medicine), when="other", day="2026-03-10", clock="08:00")
    )
    assert "fentanyl 25 mcg/h, 2 patches" in today.html
    listed = alice.get("/doses/new")
    assert "On since yesterday, 8:00 am. Next patch: Friday 13 March, 8:00 am." in listed.text
    off = alice.get(link(listed, "Took it off"))
    too_early = send(alice, off, 422, when="other", day="2026-03-10", clock="07:00")
    assert "This patch was put on at 8:00 am on 10 March 2026." in too_early.text
    done = alice.follow(send(alice, off))
    assert [d.removed_at is None for d in doses(database)] == [False, True]
    alice.send(done, post_of(off).replace("/off", "/still-on"))
    assert [d.removed_at is None for d in doses(database)] == [True, True]


def test_taking_back_two_patches_takes_back_both(alice: Browser, database: Database) -> None:
    today = alice.follow(send(alice, log_form(alice, add_fentanyl(alice, count_at_once="2"))))
    assert dose_count(database) == 2
    alice.send(today, f"/doses/{doses(database)[0].public_id}/undo")
    assert dose_count(database) == 0


def test_when_a_patch_came_off_can_be_changed(alice: Browser, database: Database) -> None:
    send(alice, log_form(alice, add_fentanyl(alice)), when="other", day="2026-03-09", clock="08:00")
    (patch,) = doses(database)
    address = f"/doses/{patch.public_id}/edit"
    send(alice, alice.get(address), removed_day="2026-03-10", removed_clock="20:00")
    removed = doses(database)[0].removed_at_local
    assert removed is not None
    assert removed.isoformat() == "2026-03-10T20:00:00"
    assert "Enter the time too" in send(alice, alice.get(address), 422, removed_clock="").text
    send(alice, alice.get(address), removed_day="", removed_clock="")
    assert doses(database)[0].removed_at_local is None


def test_a_past_day_is_asked_for_by_its_address(alice: Browser, database: Database) -> None:
    medicine = add_oxycodone(alice)
    listed = alice.get("/doses/new?day=2026-03-05")
    form = alice.get(link(listed, "oxycodone"))
    assert medicine.address.rpartition("/")[2] in form.address
    key = next(o.get("value") or "" for o in form.root.iter("input") if o.get("name") == "which")
    assert "20260305T0800" in key
    values = form.form_values(medicine.address.replace("/medicines/", "/doses/new/"))
    alice.post(post_of(form), values | {"which": [key], "clock": ["08:10"]})
    assert doses(database)[0].taken_at_local.isoformat() == "2026-03-05T08:10:00"
    for day in ("2026-03-12", "2026-02-30", "soon"):
        alice.get(f"/doses/new?day={day}", 404)


def test_a_stranger_finds_no_dose_and_changes_none(
    alice: Browser, carol: Browser, dan: Browser, database: Database
) -> None:
    medicine = add_fentanyl(alice)
    send(alice, log_form(alice, medicine))
    (dose,) = doses(database)
    token = carol.get("/medicines/add").form_values("/medicines/add")["csrf_token"]
    body = {
        "csrf_token": token,
        "submission_key": ["k" * 20],
        "version": ["1"],
        "amount": ["99"],
        "day": ["2026-03-10"],
        "clock": ["10:00"],
        "when": ["now"],
        "count": ["1"],
    }
    new = medicine.address.replace("/medicines/", "/doses/new/")
    off = f"/patches/{dose.public_id}/off"
    for address in (new, *(f"/doses/{dose.public_id}/{act}" for act in ("edit", "delete")), off):
        carol.get(address, 404)
        carol.post(address, body, 404)
        alice.post(address, {}, 422)
        assert "/sign-in" in (dan.get(address, 303).response.location or "")
    carol.post(f"/doses/{dose.public_id}/undo", body, 404)
    carol.post(f"/patches/{dose.public_id}/still-on", body | {"submission_key": ["m" * 20]}, 404)
    (left,) = doses(database)
    assert (left.amount, left.removed_at, left.version) == (25, None, 1)


def test_a_pill_cannot_come_off(alice: Browser, database: Database) -> None:
    send(alice, log_form(alice, add_oxycodone(alice)), which="extra")
    alice.get(f"/patches/{doses(database)[0].public_id}/off", 404)


def test_a_unit_is_written_out_wherever_an_amount_is_asked_for(
    alice: Browser, database: Database
) -> None:
    patch, tablet = add_fentanyl(alice), add_oxycodone(alice)
    assert "in micrograms an hour (mcg/h)" in log_form(alice, patch).text
    form = log_form(alice, tablet)
    assert "In milligrams (mg)." in form.text
    alice.send(form, post_of(form), which="extra", when="now")
    (dose,) = doses(database)
    assert "In milligrams (mg)." in alice.get(f"/doses/{dose.public_id}/edit").text
