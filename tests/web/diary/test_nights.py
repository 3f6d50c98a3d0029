"""Doses around midnight, and that a tick saves what its words say."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.clock import SettableClock
from app.db import Database
from app.models import Dose
from tests.cast.diary import add_medicine
from tests.cast.people import NOW
from tests.client import Browser, Page
from tests.web.diary.test_today import doses, field_named

pytestmark = pytest.mark.slow

# 01:20 in New York, in the night from 11 to 12 March.
NEW_YORK = ZoneInfo("America/New_York")
IN_THE_NIGHT = datetime(2026, 3, 12, 5, 20, tzinfo=UTC)


def taken_and_due(dose: Dose) -> tuple[str, str]:
    assert dose.due_at_local is not None
    return f"{dose.taken_at_local:%d %H:%M}", f"{dose.due_at_local:%d %H:%M}"


def logged(database: Database) -> list[tuple[str, str]]:
    return [taken_and_due(dose) for dose in doses(database)]


def dose_buttons(page: Page) -> dict[str, str]:
    """What each button for a dose says, by its value."""
    found: dict[str, str] = {}
    for button in page.form("/").iter("button"):
        if (pressed := button.get("value") or "").startswith(("took-", "now-")):
            said = " ".join(" ".join(button.itertext()).split())
            found[pressed] = said.partition(" :")[0].strip()
    return found


def test_after_midnight_last_nights_open_dose_stands_first(
    alice: Browser, database: Database, clock: SettableClock
) -> None:
    add_medicine(database, "morphine ER", "09:30", "21:30")
    clock.instant = IN_THE_NIGHT
    page = alice.get("/")
    assert page.text.index("Due last night at 9:30 pm") < page.text.index("Due later")
    assert "Log Wednesday 11 March instead" in page.text


def test_a_dose_taken_late_leaves_the_next_evenings_dose_open(
    alice: Browser, database: Database, clock: SettableClock
) -> None:
    add_medicine(database, "morphine ER", "09:30", "21:30")
    clock.instant = IN_THE_NIGHT
    page = alice.get("/")
    alice.send(page, "/", **page.pressing("Took it late just now"))
    assert logged(database) == [("12 01:20", "11 21:30")]
    assert "Last night" not in alice.get("/").text
    assert "After midnight, at 1:20 am" in alice.get("/history/2026-03-11").text
    assert "1:20 am, for the evening before" in alice.get("/history/2026-03-12").text
    clock.instant = IN_THE_NIGHT + timedelta(hours=20, minutes=15)
    assert "Took it at 9:30 pm" in alice.get("/").text


def test_a_dose_of_last_night_is_logged_at_its_time_or_at_another(
    alice: Browser, database: Database, clock: SettableClock
) -> None:
    add_medicine(database, "morphine ER", "20:00", "22:00", "23:30")
    clock.instant = IN_THE_NIGHT
    page = alice.get("/")
    page = alice.follow(alice.send(page, "/", **page.pressing("Took it at 8:00 pm")))
    typed = {
        field_named(page, "morphine ER, due 10:00 pm"): "22:50",
        field_named(page, "morphine ER, due 11:30 pm"): "00:10",
    }
    alice.send(page, "/", **typed, **page.pressing("Save the times"))
    assert logged(database) == [
        ("11 20:00", "11 20:00"),
        ("11 22:50", "11 22:00"),
        ("12 00:10", "11 23:30"),
    ]


def test_a_late_dose_told_afterwards_belongs_to_its_evening(
    alice: Browser, database: Database
) -> None:
    add_medicine(database, "morphine ER", "21:30")
    page = alice.get("/history/2026-03-10/add")
    form = next(form for form in page.root.iter("form") if "add" in (form.get("action") or ""))
    action = form.get("action") or ""
    (name,) = [n for n in page.form_values(action) if n.startswith("at-")]
    alice.send(page, action, **{name: "00:45"})
    assert logged(database) == [("11 00:45", "10 21:30")]


def test_a_page_sent_just_after_the_day_ended_keeps_last_nights_dose(
    alice: Browser, database: Database, clock: SettableClock
) -> None:
    add_medicine(database, "morphine ER", "21:30")
    clock.instant = IN_THE_NIGHT + timedelta(hours=2, minutes=38)
    page = alice.get("/")
    clock.instant += timedelta(minutes=5)
    assert "Last night" not in alice.get("/").text
    alice.send(page, "/", **page.pressing("Took it at 9:30 pm"))
    assert logged(database) == [("11 21:30", "11 21:30")]


def test_the_page_of_one_medicine_lists_last_nights_dose_by_the_same_rule(
    alice: Browser, database: Database, clock: SettableClock
) -> None:
    medicine = add_medicine(database, "morphine ER", "09:30", "21:30")
    address = f"/doses/new/{medicine}"
    clock.instant = IN_THE_NIGHT + timedelta(hours=2, minutes=38)
    page = alice.get(address)
    choices = page.form(address).findall(".//input[@name='which']")
    words = [" ".join(choice.getparent().text_content().split()) for choice in choices]
    assert words[:2] == ["Last night’s 9:30 pm dose", "The 9:30 am dose"]
    clock.instant += timedelta(minutes=5)
    assert "Last night" not in alice.get(address).text
    alice.send(page, address, which=choices[0].get("value") or "", when="now")
    assert logged(database) == [("12 04:03", "11 21:30")]


@pytest.mark.parametrize("hour", range(24))
def test_what_a_button_says_is_what_is_saved(
    hour: int, alice: Browser, database: Database, clock: SettableClock
) -> None:
    add_medicine(database, "morphine ER", "02:30", "08:00", "14:00", "20:00", "23:00")
    # From the night in which the clocks skip 02:30 in New York.
    clock.instant = datetime(2026, 3, 8, 5, 10, tzinfo=UTC) + timedelta(hours=hour)
    said = dose_buttons(alice.get("/"))
    clock.instant += timedelta(minutes=3)
    now_local = f"{clock.instant.astimezone(NEW_YORK):%H:%M}"
    for name, words in said.items():
        before = {dose.id for dose in doses(database)}
        if name not in dose_buttons(alice.get("/")):
            continue
        alice.send(alice.get("/"), "/", press=name)
        (new,) = [dose for dose in doses(database) if dose.id not in before]
        saved = f"{new.taken_at_local:%H:%M}"
        assert saved == (now_local if words.endswith("now") else promised(words)), words


def promised(words: str) -> str:
    (clock,) = re.findall(r"\d+:\d\d [ap]m", words)
    return f"{datetime.strptime(clock, '%I:%M %p'):%H:%M}"  # noqa: DTZ007 - a clock time alone


def test_a_dose_to_come_is_not_taken_at_its_time(alice: Browser, database: Database) -> None:
    add_medicine(database, "morphine ER", "08:00", "21:30")
    page = alice.get("/")
    assert "Due at 9:30 pm" in page.text
    assert "Took it at 9:30 pm" not in page.text
    alice.send(page, "/", **page.pressing("Took it just now"))
    assert logged(database) == [("11 15:30", "11 21:30")]
    assert doses(database)[0].taken_at == NOW
