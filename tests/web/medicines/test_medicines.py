"""Medicines, through their pages."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.db import Database
from app.models import Dose, Event, Medicine
from tests.cast.links import give_link, open_link
from tests.cast.people import TODAY
from tests.client import Browser
from tests.web.medicines.medicine_pages import (
    PATCH,
    TABLET,
    add_fentanyl,
    add_oxycodone,
    begin,
    choose_kind,
    link,
    open_medicine,
    post_of,
    say_opioid,
)

pytestmark = pytest.mark.slow

NASTY = [
    "<script>alert(1)</script>",
    "=1+1",
    "שלום רב",
    "tea 🍵",
    "'; DROP TABLE medicine; --",
    "{{ 7*7 }}",
]


def count(database: Database, table: type[Dose | Event | Medicine]) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_a_scheduled_medicine_is_added_in_four_short_pages(alice: Browser) -> None:
    page = add_oxycodone(alice)
    assert page.heading == "oxycodone"
    for words in ("10 mg 2 times a day", "8:00 am, 8:00 pm", "20 mg", "30 MME a day"):
        assert words in page.text
    assert "CDC Clinical Practice Guideline" in page.text
    assert "It must not be used to work out the dose of another opioid" in page.text


def test_a_patch_is_added_with_how_many_are_worn_and_how_long(alice: Browser) -> None:
    page = add_fentanyl(alice, count_at_once="2", change_every="other", other_hours="60")
    for words in ("2 patches of 25 mcg/h, changed every 60 hours", "50 mcg/h", "120 MME a day"):
        assert words in page.text


def test_an_as_needed_medicine_needs_no_times(alice: Browser) -> None:
    page = add_oxycodone(alice, how_often="when_needed")
    assert "10 mg when needed" in page.text
    assert "15 MME each time" in page.text


def test_what_has_no_factor_is_said_to_be_not_counted(alice: Browser) -> None:
    page = choose_kind(alice, begin(alice, "buprenorphine"), PATCH)
    typed = {"amount": "10", "count_at_once": "1", "change_every": "168", "is_on": "no"}
    listed = alice.follow(alice.send(page, "/medicines/add/amount", **typed))
    assert "Not counted: buprenorphine." in listed.text
    assert "not counted" in open_medicine(alice, listed, "buprenorphine").text


def test_an_own_name_that_the_list_knows_leads_to_its_kinds(alice: Browser) -> None:
    page = begin(alice, own_name="Paracetamol 500")
    assert page.heading == "Which kind is it?"
    assert "Slow-release tablet (ER)" in page.text


def test_an_own_name_stands_on_the_pages_as_it_was_typed(alice: Browser) -> None:
    for name in NASTY:
        page = say_opioid(alice, begin(alice, own_name=name), "no")
        page = alice.follow(alice.send(page, "/medicines/add/route", route="oral"))
        sent = {"amount": "2", "unit": "drop", "how_often": "when_needed"}
        listed = alice.follow(alice.send(page, "/medicines/add/amount", **sent))
        assert name in listed.text
        assert "2 drops when needed" in listed.text
        assert open_medicine(alice, listed, name).heading == name


BAD_NAMES: list[tuple[dict[str, str | None], str]] = [
    ({}, "Choose a medicine from the list, or enter its name."),
    ({"substance": "oxycodone", "own_name": "tea"}, "not both"),
    ({"substance": "moonshine"}, "Choose one from the list."),
    ({"own_name": "x" * 121}, "Use 120 characters or fewer"),
    ({"own_name": "a\x07b"}, "Some of these characters cannot be saved"),
]


def test_a_first_page_that_will_not_do_says_what_to_do(alice: Browser) -> None:
    for typed, sentence in BAD_NAMES:
        refused = alice.send(alice.get("/medicines/add"), "/medicines/add", 422, **typed)
        assert sentence in refused.text
        kept = (typed.get("own_name") or "").replace("\x07", "\ufffd")
        assert refused.form_values("/medicines/add")["own_name"] == [kept]


BAD_AMOUNTS: list[tuple[dict[str, str | None], str]] = [
    ({"unit": "mcg/h"}, "Only patches are in mcg/h."),
    ({"amount": "10 mcg/h"}, "Only patches are in mcg/h."),
    ({"amount": ""}, "Enter how much."),
    ({"amount": "plenty"}, "Enter the amount as a number, like 10, 2.5 or 1/2."),
    ({"amount": "1.000"}, "1.000 can be read in two ways. Enter 1 or 1000."),
    ({"amount": "2.500 mg"}, "2.500 can be read in two ways. Enter 2.5 or 2500."),
    ({"amount": "NaN"}, "Enter the amount as a number"),
    ({"amount": "-5"}, "Enter the amount as a number"),
    ({"amount": "1e3"}, "Enter the amount as a number"),
    ({"amount": "0"}, "Enter an amount above 0."),
    ({"amount": "9999999"}, "Check the amount."),
    ({"how_often": None}, "Choose how often you take it."),
    ({"how_often": "99"}, "Choose how often you take it."),
    ({"started_on": "2026-02-30"}, "Choose a day, or enter one"),
    ({"started_on": "2099-01-01"}, "This day is still to come"),
]


def test_an_amount_that_will_not_do_says_what_to_do_and_keeps_what_was_typed(
    alice: Browser,
) -> None:
    page = choose_kind(alice, begin(alice, "oxycodone"), TABLET)
    for typed, sentence in BAD_AMOUNTS:
        said: dict[str, str | None] = {"amount": "10", "how_often": "2", **typed}
        refused = alice.send(page, "/medicines/add/amount", 422, **said)
        assert sentence in refused.text
        kept = refused.form_values("/medicines/add/amount")
        assert kept["amount"] == [said["amount"]]
        assert kept.get("started_on", [""]) == [typed.get("started_on", "")]


def test_a_patch_in_mg_is_refused_with_a_sentence(alice: Browser) -> None:
    page = choose_kind(alice, begin(alice, "fentanyl"), PATCH)
    worn = {"count_at_once": "1", "change_every": "72", "is_on": "no"}
    for typed in ({"amount": "5 mg"}, {"amount": "5", "unit": "mg"}):
        refused = alice.send(page, "/medicines/add/amount", 422, **worn, **typed)
        assert "Patch strength is in mcg/h" in refused.text


@pytest.mark.parametrize(
    ("substance", "typed", "shown"),
    [
        ("oxycodone", "2,5 mg", "2.5 mg"),
        ("oxycodone", "ten", "10 mg"),
        ("morphine", ".5 mg", "0.5 mg"),
        ("oxycodone", "2½ mg", "2.5 mg"),
        ("acetaminophen", "1,000 mg", "1,000 mg"),
    ],
)
def test_an_amount_is_read_as_it_is_meant(
    alice: Browser, substance: str, typed: str, shown: str
) -> None:
    page = choose_kind(alice, begin(alice, substance), TABLET)
    said = {"amount": typed, "unit": "mg", "how_often": "when_needed"}
    listed = alice.follow(alice.send(page, "/medicines/add/amount", **said))
    assert f"{shown} when needed" in listed.text


BAD_TIMES: list[tuple[dict[str, str | None], str]] = [
    ({"time_1": "", "time_2": ""}, "Enter at least one time"),
    ({"time_1": "08:00", "time_2": "08:00"}, "Two times are the same"),
    ({"time_1": "25:99"}, "hours and minutes"),
]


def test_times_that_will_not_do_say_what_to_do(alice: Browser) -> None:
    page = choose_kind(alice, begin(alice, "oxycodone"), TABLET)
    sent = alice.send(page, "/medicines/add/amount", amount="10", how_often="2")
    for typed, sentence in BAD_TIMES:
        refused = alice.send(alice.follow(sent), "/medicines/add/times", 422, **typed)
        assert sentence in refused.text
        assert refused.form_values("/medicines/add/times")["time_1"] == [typed["time_1"]]


def test_a_double_tap_adds_one_medicine(alice: Browser, database: Database) -> None:
    page = choose_kind(alice, begin(alice, "fentanyl"), PATCH)
    typed = {"amount": "25", "count_at_once": "1", "change_every": "72", "is_on": "no"}
    alice.send(page, "/medicines/add/amount", **typed)
    alice.send(page, "/medicines/add/amount", **typed)
    assert count(database, Medicine) == 1
    again = alice.send(page, "/medicines/add/amount", 409, **typed | {"amount": "50"})
    assert "Your first answers are saved" in again.text
    alice.send(again, "/medicines/add/amount")
    assert count(database, Medicine) == 2


def test_a_page_of_a_medicine_that_another_window_began_starts_anew(alice: Browser) -> None:
    page = choose_kind(alice, begin(alice, "fentanyl"), PATCH)
    begin(alice, "oxycodone")
    typed = {"amount": "25", "count_at_once": "1", "change_every": "72", "is_on": "no"}
    sent = alice.send(page, "/medicines/add/amount", **typed)
    assert alice.follow(sent).heading == "Which medicine is it?"


@pytest.mark.parametrize("step", ["kind", "route", "amount", "times"])
def test_a_later_page_without_a_first_one_leads_to_the_first(alice: Browser, step: str) -> None:
    page = alice.get(f"/medicines/add/{step}", follow=True)
    assert page.heading == "Which medicine is it?"


def test_a_correction_is_saved_and_a_stale_one_shows_both(alice: Browser) -> None:
    page = add_oxycodone(alice)
    form = alice.get(link(page, "It has a mistake"))
    action, other_window = post_of(form), alice.get(form.address)
    alice.send(form, action, amount="5", time_3="23:00")
    assert "5 mg 3 times a day" in alice.get(page.address).text
    stale = alice.send(other_window, action, 409, amount="7")
    assert "changed in another window" in stale.text
    assert "5 mg 3 times a day" in stale.text
    assert stale.form_values(action)["amount"] == ["7"]
    alice.send(stale, action)
    assert "7 mg 2 times a day" in alice.get(page.address).text


def test_a_dose_change_keeps_both_doses_and_stands_in_the_history_once(
    alice: Browser, database: Database
) -> None:
    page = add_oxycodone(alice)
    form = alice.get(link(page, "My prescriber changed the dose"))
    assert "Do not change your dose on your own" in form.text
    sent = alice.send(form, post_of(form), amount="15", from_date="2026-03-02")
    alice.send(form, post_of(form), amount="15", from_date="2026-03-02")
    changed = alice.follow(sent)
    assert "15 mg 2 times a day From 2 March 2026" in changed.text
    assert "10 mg 2 times a day From 5 January 2026" in changed.text
    with database.reading() as session:
        event = session.scalars(select(Event)).one()
    assert (event.note, event.for_date) == ("oxycodone 10 mg to 15 mg", date(2026, 3, 2))

    back = alice.get(link(changed, "Undo"))
    alice.send(back, post_of(back))
    assert count(database, Event) == 0
    assert "15 mg" not in alice.get(page.address).text


BAD_CHANGES: list[tuple[dict[str, str | None], str]] = [
    ({"amount": "10"}, "This is the same dose as before."),
    ({"from_date": "2027-03-20"}, "more than a year ahead"),
    ({"from_date": ""}, "Choose a day, or enter one"),
    ({"from_date": "0001-01-01"}, "too long ago"),
    ({"from_date": "2026-01-05"}, "began on 5 January 2026"),
    ({"amount": "15 mcg/h"}, "Only patches are in mcg/h"),
]


def test_a_change_whose_note_was_deleted_promises_no_note(
    alice: Browser, database: Database
) -> None:
    page = add_oxycodone(alice)
    form = alice.get(link(page, "My prescriber changed the dose"))
    page = alice.follow(alice.send(form, post_of(form), amount="15", from_date="2026-03-02"))
    promising = alice.get(f"{page.address}/dose/2026-03-02/remove")
    assert "its note in your history" in promising.text
    with database.reading() as session:
        (note,) = session.scalars(select(Event.public_id))
    confirm = alice.get(f"/entries/event/{note}/delete")
    alice.send(confirm, post_of(confirm))
    assert "its note" not in alice.get(promising.address).text
    alice.send(promising, post_of(promising))
    assert "15 mg" not in alice.get(page.address).text


def test_a_dose_change_that_will_not_do_says_what_to_do(alice: Browser, database: Database) -> None:
    form = alice.get(link(add_oxycodone(alice), "My prescriber changed the dose"))
    for typed, sentence in BAD_CHANGES:
        refused = alice.send(form, post_of(form), 422, **{"amount": "15", **typed})
        assert sentence in refused.text
        assert "Until now: 10 mg 2 times a day." in refused.text
        assert count(database, Event) == 0


def test_a_medicine_is_stopped_and_started_again(alice: Browser) -> None:
    page = add_oxycodone(alice)
    form = alice.get(link(page, "I no longer take it"))
    listed = alice.follow(alice.send(form, post_of(form), stopped_on="2026-03-01"))
    assert "Not taken since 1 March 2026" in listed.text
    stopped = open_medicine(alice, listed, "oxycodone")
    again = alice.get(link(stopped, "I’m taking it again"))
    listed = alice.follow(alice.send(again, post_of(again), started_on="2026-03-09"))
    assert listed.text.count("oxycodone 10 mg 2 times a day") == 2


def test_a_link_tells_of_a_medicine_that_was_stopped_on_its_days(
    app: Flask, alice: Browser, dan: Browser
) -> None:
    page = add_oxycodone(alice)
    form = alice.get(link(page, "I no longer take it"))
    alice.send(form, post_of(form), stopped_on="2026-03-01")
    row = "oxycodone not taken since 1 March 2026"
    with_it = give_link(app, alice.name, date(2026, 2, 20), TODAY)
    assert row in open_link(dan, with_it).text
    after_it = give_link(app, alice.name, date(2026, 3, 1), TODAY)
    assert "oxycodone" not in open_link(dan, after_it).text


def test_deleting_says_what_goes_and_the_doses_stay(alice: Browser, database: Database) -> None:
    page = add_oxycodone(alice)
    form = alice.get(link(page, "Log a dose"))
    alice.send(form, post_of(form), which="extra", when="now")
    confirm = alice.get(link(page, "Delete"))
    assert "The dose you logged stays in your diary." in confirm.text
    alice.send(confirm, post_of(confirm))
    alice.send(confirm, post_of(confirm))
    assert (count(database, Medicine), count(database, Dose)) == (0, 1)
    alice.get(page.address, 404)


def test_a_stranger_finds_none_of_it(
    alice: Browser, carol: Browser, dan: Browser, database: Database
) -> None:
    page = add_oxycodone(alice)
    changed = alice.get(link(page, "My prescriber changed the dose"))
    alice.send(changed, post_of(changed), amount="15", from_date="2026-03-02")
    token = carol.get("/medicines/add").form_values("/medicines/add")["csrf_token"]
    endings = ("", "/edit", "/delete", "/dose", "/dose/2026-03-02/remove", "/stop", "/start-again")
    for ending in endings:
        carol.get(page.address + ending, 404)
        assert "/sign-in" in (dan.get(page.address + ending, 303).response.location or "")
        if not ending:
            continue
        alice.post(page.address + ending, {}, 422)
        body = {
            "csrf_token": token,
            "submission_key": ["k" * 20],
            "version": ["2"],
            "amount": ["3"],
            "unit": ["mg"],
            "taken": ["when_needed"],
            "from_date": ["2026-03-10"],
            "stopped_on": ["2026-03-10"],
            "started_on": ["2026-03-10"],
        }
        carol.post(page.address + ending, body, 404)
    assert "15 mg 2 times a day" in alice.get(page.address).text
    assert count(database, Medicine) == 1
    alice.get(page.address + "/dose/2026-02-30/remove", 404)
    alice.get(page.address + "/dose/2026-01-05/remove", 404)
