"""The nights on which the clocks change, through every form that takes a time.

In New York they went back on 1 November 2026 at 2:00 am: 1:30 am came twice. On 8 March 2026 they
went forward: there was no 2:30 am.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from app.clock import SettableClock
from app.db import Database
from tests.cast import diary as rows
from tests.cast.diary import add_medicine
from tests.cast.people import person_in, signed_in
from tests.client import Browser, Page
from tests.web.diary.test_today import doses, field_named
from tests.web.medicines.medicine_pages import PATCH, begin, choose_kind, post_of

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]

FIRST = datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
INSTANTS = {"first": FIRST, "second": FIRST + timedelta(hours=1)}
WORDS = {
    "first": "1:30 am (before the clocks went back)",
    "second": "1:30 am (after the clocks went back)",
}
ASKED = "The clocks went back that night, so 1:30 am came twice. Choose which one you mean."
SKIPPED = "The clocks went forward that night, so there was no 2:30 am."
# Noon of the day, and what the clocks say of that night.
AUTUMN = datetime(2026, 11, 1, 17, 0, tzinfo=UTC)
SPRING = datetime(2026, 3, 8, 16, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Form:
    """A form that takes a time; `clock` is the field for it, `typed` what else is filled in."""

    page: Page
    action: str
    clock: str
    typed: Mapping[str, str]


Way = Callable[[Browser, Database, datetime], Form]


def add_dose(database: Database, noon: datetime, *, is_patch: bool = False) -> str:
    """Log a dose at midnight of that day; return its public id."""
    with database.writing() as session:
        dose = rows.dose(person_in(session).id, noon.date(), 0, 12, "fentanyl")
        if is_patch:
            dose.route, dose.unit = "transdermal", "mcg/h"
        session.add(dose)
        session.commit()
        return dose.public_id


def today_due(alice: Browser, database: Database, _noon: datetime) -> Form:
    add_medicine(database, "morphine", "08:00")
    page = alice.get("/")
    clock = field_named(page, "morphine, due 8:00 am")
    return Form(page, "/", clock, {"note": "a bad night"})


def today_as_needed(alice: Browser, database: Database, _noon: datetime) -> Form:
    add_medicine(database, "oxycodone")
    page = alice.get("/")
    clock = field_named(page, "oxycodone: when")
    return Form(page, "/", clock, {"average_pain": "6", "note": "a bad night"})


def past_day(alice: Browser, database: Database, noon: datetime) -> Form:
    add_medicine(database, "oxycodone")
    alice.app.extensions["clock"].instant = noon + timedelta(days=2)
    action = f"/history/{noon.date()}/add"
    page = alice.get(action)
    (clock,) = [name for name in page.form_values(action) if name.startswith("at-")]
    return Form(page, action, clock, {"note": "a bad night"})


def last_evening(alice: Browser, database: Database, noon: datetime) -> Form:
    """The evening's dose, taken after midnight and told days later: the night's day follows."""
    add_medicine(database, "morphine", "22:00")
    action = f"/history/{noon.date() - timedelta(days=1)}/add"
    page = alice.get(action)
    (clock,) = [name for name in page.form_values(action) if name.startswith("at-")]
    return Form(page, action, clock, {"note": "a bad night"})


def new_dose(alice: Browser, database: Database, noon: datetime) -> Form:
    page = alice.get(f"/doses/new/{add_medicine(database, 'oxycodone')}")
    typed = {"when": "other", "day": f"{noon.date()}", "which": "extra", "amount": "7.5"}
    return Form(page, post_of(page), "clock", typed)


def new_patch(alice: Browser, database: Database, noon: datetime) -> Form:
    page = alice.get(f"/doses/new/{add_medicine(database, 'fentanyl', patch=True)}")
    typed = {"when": "other", "day": f"{noon.date()}", "amount": "12"}
    return Form(page, post_of(page), "clock", typed)


def patch_off(alice: Browser, database: Database, noon: datetime) -> Form:
    page = alice.get(f"/patches/{add_dose(database, noon, is_patch=True)}/off")
    return Form(page, post_of(page), "clock", {"when": "other", "day": f"{noon.date()}"})


def edited_dose(alice: Browser, database: Database, noon: datetime) -> Form:
    page = alice.get(f"/doses/{add_dose(database, noon)}/edit")
    return Form(page, post_of(page), "clock", {"amount": "7.5"})


def edited_patch(alice: Browser, database: Database, noon: datetime) -> Form:
    page = alice.get(f"/doses/{add_dose(database, noon, is_patch=True)}/edit")
    return Form(page, post_of(page), "removed_clock", {"removed_day": f"{noon.date()}"})


def worn_already(alice: Browser, _database: Database, noon: datetime) -> Form:
    page = choose_kind(alice, begin(alice, "fentanyl"), PATCH)
    typed = {"amount": "12", "count_at_once": "1", "change_every": "72"}
    typed |= {"is_on": "yes", "on_day": f"{noon.date()}"}
    return Form(page, "/medicines/add/amount", "on_clock", typed)


# Each form of the app with a field for a time, in each of its uses.
WAYS: list[Way] = [
    today_due,
    today_as_needed,
    past_day,
    last_evening,
    new_dose,
    new_patch,
    patch_off,
    edited_dose,
    edited_patch,
    worn_already,
]
# What is no moment of a day, but every day's: the times of a prescription.
TIMES_OF_EVERY_DAY = {"medicines/_times.html"}


def send(alice: Browser, form: Form, time: str, status: int = 303) -> Page:
    return alice.send(form.page, form.action, status, **{**form.typed, form.clock: time})


def saved_at(database: Database, form: Form) -> datetime | None:
    """The instant that the form's time became."""
    (dose,) = doses(database)
    is_off = form.clock == "removed_clock" or form.action.endswith("/off")
    return dose.removed_at if is_off else dose.taken_at


def check_question(page: Page, form: Form) -> None:
    """The page keeps what was typed, and asks which of two times is meant."""
    sent = page.form_values(form.action)
    missing = {name for name, text in form.typed.items() if sent.get(name) != [text]}
    assert not missing, "what was typed is lost"
    assert sent[form.clock] == ["01:30"]
    assert f"{form.clock}-turn" not in sent, "a time is chosen beforehand"
    radios = page.form(form.action).findall(f".//input[@name='{form.clock}-turn']")
    assert [radio.get("value") for radio in radios] == ["first", "second"]


@pytest.mark.parametrize("turn", ["first", "second"])
@pytest.mark.parametrize("way", WAYS)
def test_an_hour_that_came_twice_is_asked_about_and_shown(
    way: Way, turn: str, app: Flask, clock: SettableClock, database: Database
) -> None:
    clock.instant = AUTUMN
    alice = signed_in(app, "alice")
    form = way(alice, database, AUTUMN)
    asked = send(alice, form, "01:30", 422)
    assert ASKED in asked.text
    check_question(asked, form)
    alice.send(asked, form.action, **{f"{form.clock}-turn": turn})
    assert saved_at(database, form) == INSTANTS[turn]
    (dose,) = doses(database)
    for address in (f"/history/{AUTUMN.date()}", f"/doses/{dose.public_id}/delete"):
        shown = alice.get(address)
        assert WORDS[turn] in shown.text, address


@pytest.mark.parametrize("way", WAYS)
def test_an_hour_that_was_skipped_gets_a_sentence(
    way: Way, app: Flask, clock: SettableClock, database: Database
) -> None:
    clock.instant = SPRING
    alice = signed_in(app, "alice")
    form = way(alice, database, SPRING)
    refused = send(alice, form, "02:30", 422)
    assert SKIPPED in refused.text
    sent = refused.form_values(form.action)
    assert sent[form.clock] == ["02:30"]
    assert all(sent[name] == [text] for name, text in form.typed.items())
    assert "before the clocks" not in refused.text


def test_a_tick_for_a_dose_that_was_due_in_that_hour_is_asked_about(
    app: Flask, clock: SettableClock, database: Database
) -> None:
    clock.instant = AUTUMN
    alice = signed_in(app, "alice")
    add_medicine(database, "morphine", "01:30")
    page = alice.get("/")
    took = page.pressing("Took it at 1:30 am")
    asked = alice.send(page, "/", 422, **took)
    assert ASKED in asked.text
    clock_field = took["press"].replace("took-", "at-")
    alice.send(asked, "/", **took, **{f"{clock_field}-turn": "second"})
    assert doses(database)[0].taken_at == INSTANTS["second"]


def test_while_the_second_is_still_to_come_nothing_is_asked(
    app: Flask, clock: SettableClock, database: Database
) -> None:
    clock.instant = FIRST + timedelta(minutes=20)
    alice = signed_in(app, "alice")
    form = today_as_needed(alice, database, clock.instant)
    send(alice, form, "01:30")
    assert doses(database)[0].taken_at == FIRST


def test_which_of_the_two_it_was_can_be_corrected(
    app: Flask, clock: SettableClock, database: Database
) -> None:
    clock.instant = AUTUMN
    alice = signed_in(app, "alice")
    form = today_as_needed(alice, database, AUTUMN)
    asked = send(alice, form, "01:30", 422)
    alice.send(asked, "/", **{f"{form.clock}-turn": "second"})
    (dose,) = doses(database)
    page = alice.get(f"/doses/{dose.public_id}/edit")
    assert page.form_values(post_of(page))["clock-turn"] == ["second"]
    alice.send(page, post_of(page), amount="5")
    assert doses(database)[0].taken_at == INSTANTS["second"]
    page = alice.get(f"/doses/{dose.public_id}/edit")
    alice.send(page, post_of(page), **{"clock-turn": "first"})
    assert doses(database)[0].taken_at == FIRST


def test_nonsense_for_an_answer_is_asked_again(
    app: Flask, clock: SettableClock, database: Database
) -> None:
    clock.instant = AUTUMN
    alice = signed_in(app, "alice")
    form = today_as_needed(alice, database, AUTUMN)
    asked = send(alice, form, "01:30", 422)
    again = alice.send(asked, "/", 422, **{f"{form.clock}-turn": "third"})
    assert ASKED in again.text
    assert doses(database) == []


def test_each_field_for_a_time_can_ask_which_of_two_is_meant() -> None:
    """A new form with a time belongs in `WAYS`, too."""
    folder = ROOT / "templates"
    templates = {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in folder.rglob("*.html")
        if path.parent.name != "components"
    }
    asks = {name for name, text in templates.items() if "{{ clock_turn(" in text}
    takes = {name for name, text in templates.items() if "{{ time_field(" in text}
    assert takes - asks == TIMES_OF_EVERY_DAY
    fields = sum(text.count("{{ clock_turn(") for text in templates.values())
    # The components' own page shows one more.
    assert fields == 6, "has the new one a way here?"
