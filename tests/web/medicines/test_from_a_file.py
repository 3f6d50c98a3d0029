"""A medicine that came from a file: nobody told how it is prescribed, and nothing claims it."""

from datetime import date, datetime

import pytest

from app.diary.diary import DayEntry, Diary, Dose
from app.interop.archive import write_archive
from tests.client import Browser, Page
from tests.web.archive.uploads import bring_in

pytestmark = pytest.mark.slow

SLOW, DROPS = "oxycodone ER", "my drops"


def dose(day: int, medication: str, amount: float, unit: str = "mg", route: str = "oral") -> Dose:
    at = datetime(2026, 3, day, 9)  # noqa: DTZ001 - local time
    return Dose(taken_at_local=at, medication=medication, route=route, amount=amount, unit=unit)


DIARY = Diary(
    entries=(DayEntry(date(2026, 3, 8), pain=5), DayEntry(date(2026, 3, 9), pain=6)),
    doses=(
        *(dose(day, SLOW, 60) for day in (7, 8, 9)),
        *(dose(day, "fentanyl", 25, "mcg/h", "transdermal") for day in (5, 8)),
        dose(9, DROPS, 20, "drop", "other"),
    ),
)


@pytest.fixture
def brought(alice: Browser) -> Browser:
    bring_in(alice, write_archive(DIARY))
    return alice


def open_medicine(browser: Browser, name: str) -> Page:
    listed = browser.get("/medicines")
    titles = {
        " ".join((a.findtext(".//span/span") or "").split()): str(a.get("href"))
        for a in listed.root.iter("a")
    }
    return browser.get(titles[name])


def test_nothing_is_due_and_no_amount_is_offered(brought: Browser) -> None:
    today = brought.get("/")
    assert "Took one" not in today.text
    assert "60 mg" not in today.text
    assert f"This came from a file: fentanyl, {DROPS}, {SLOW}." in today.text
    assert "due" not in today.text.casefold().replace("in due", "")


def test_the_list_says_that_it_is_not_told(brought: Browser) -> None:
    listed = brought.get("/medicines").text
    assert listed.count("How it is prescribed: not known (from a file).") == 3
    assert "MME a day" not in listed


def test_the_provider_reads_that_it_is_not_told(brought: Browser) -> None:
    made = brought.get("/share/new")
    preview = brought.send(made, "/share/new", 200)
    assert "not known (from a file)" in preview.text
    assert "when needed" not in preview.text
    assert "varies" not in preview.text


def test_the_person_tells_it_and_it_holds_from_then_on(brought: Browser) -> None:
    medicine = open_medicine(brought, SLOW)
    assert "Say how you take it" in medicine.text
    assert "My prescriber changed the dose" not in medicine.text
    edit = brought.follow(brought.get(f"{medicine.address}/dose", 303))
    assert f"How you take {SLOW}" in edit.text
    assert "applies from today" in edit.text
    values = edit.form_values(edit.address)
    assert values["amount"] == [""], "no daily total stands there as a usual dose"
    assert "taken" not in values, "nothing is chosen beforehand"
    refused = brought.send(edit, edit.address, 422)
    assert "Choose when you take it." in refused.text
    told = brought.send(
        edit, edit.address, amount="30", taken="at_times", time_1="08:00", time_2="20:00"
    )
    assert "30 mg 2 times a day" in brought.follow(told).text
    assert SLOW in brought.get("/").text
    assert brought.get("/history/2026-03-08").text.count("60 mg"), "what was taken stays"


def test_a_dose_can_be_logged_before_anything_is_told(brought: Browser) -> None:
    medicine = open_medicine(brought, DROPS)
    form = brought.get(medicine.address.replace("/medicines/", "/doses/new/"))
    assert form.form_values(form.address)["amount"] == [""]
    assert brought.send(form, form.address, 422, which="extra", when="now").text
    logged = brought.send(form, form.address, which="extra", amount="15", when="now")
    assert "15 drops" in brought.follow(logged).text


def test_it_can_be_stopped_started_again_and_deleted_untold(brought: Browser) -> None:
    medicine = open_medicine(brought, SLOW)
    stop = brought.get(f"{medicine.address}/stop")
    brought.send(stop, stop.address, stopped_on="2026-03-10")
    again = brought.get(f"{medicine.address}/start-again")
    brought.send(again, again.address, started_on="2026-03-11")
    assert brought.get("/medicines").text.count("not known (from a file)") == 4
    delete = brought.get(f"{medicine.address}/delete")
    brought.send(delete, delete.address)
    assert "60 mg" in brought.get("/history/2026-03-08").text
