"""The whole walk: a patient logs, sees, is told of the pattern, and shares it."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from app.diary.example import example_diary
from app.interop.archive import write_archive
from tests.cast.people import NOW
from tests.e2e.conftest import DESKTOP, OpenTab
from tests.e2e.patient import Patient

pytestmark = pytest.mark.e2e

EMAIL = "patient@example.org"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Four months kept elsewhere, up to yesterday."""
    path = tmp_path / "diary.zip"
    yesterday = NOW.date().replace(day=NOW.day - 1)
    path.write_bytes(write_archive(example_diary(yesterday)))
    return path


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_patient_logs_sees_is_told_and_shares(
    open_tab: OpenTab, archive: Path, *, scripts: bool
) -> None:
    # Given somebody on a phone who has never been here
    tab = open_tab(scripts=scripts)
    patient = Patient(tab, scripts=scripts)
    tab.open("/")
    patient.reads("Not a diagnosis")

    # When they look at the example and start a diary of their own
    patient.follow("See an example")
    patient.reads("made up")
    tab.open("/")
    patient.follow("Start my diary")
    patient.signs_up(EMAIL)
    patient.sets_up()

    # Then Today waits with nothing chosen, and a usual day takes five taps at the most
    patient.heading("Today")
    expect(patient.main.locator("input:checked")).to_have_count(0)
    patient.taps = 0
    patient.presses("Took it", "oxycodone ER 20 mg")
    patient.choose("6", within="Average pain over the last 24 hours")
    patient.choose("Where it hurt at first", within="Where does it hurt?")
    patient.choose("No", within="Did touch hurt?")
    patient.press("Save")
    assert patient.taps <= 5
    expect(tab.page.get_by_role("status").first).to_contain_text("Saved")
    patient.reads("Today is done")
    patient.reads("Pain 6")

    # When they bring in what they kept elsewhere, Trends says it in words and draws it
    patient.brings_in(archive)
    patient.bar("Trends")
    expect(patient.main.locator("svg[role=img]").first).to_be_visible()
    patient.reads("Average pain went from")

    # And the advisory is there, calm, with its reasons and what else it could be
    patient.bar("Today")
    patient.follow("Tidemark has one question")
    patient.heading("Tidemark has one question")
    patient.choose("No, nothing new")
    patient.press("Save and continue")
    patient.heading("A pattern to talk about with your provider")
    patient.reads("Do not change your dose on your own")
    patient.reads("What else could explain it")

    # When they make a link, they see first what their provider will see
    patient.bar("Share")
    patient.follow("Make a new link")
    patient.choose("My whole diary")
    patient.main.get_by_label("Your name or your initials").fill("P. T.")
    patient.press("See what they will see")
    patient.reads("Nothing is shared yet")
    patient.main.get_by_role("button", name="Make the link").first.click()
    patient.reads("Your link is ready")
    address = patient.main.locator("#address").inner_text()
    code = patient.main.locator(".share-code code").last.inner_text()
    assert re.search(r"/s#\S{40,}$", address)

    # Then the provider opens it on a desktop, without an account
    provider = open_tab(scripts=scripts, size=DESKTOP)
    provider.open(address.removeprefix(tab.site))
    if not scripts:
        provider.page.get_by_role("textbox").fill(code)
        provider.page.get_by_role("button", name="Open it").click()
    expect(provider.page.get_by_role("heading", level=1)).to_contain_text("P. T.")
    expect(provider.page.get_by_role("main")).to_contain_text("oxycodone ER")
    assert code not in provider.page.url
    provider.check_quiet()

    # And when the patient ends the link, it is closed at once
    tab.open("/share")
    patient.reads("Opened once")
    patient.main.get_by_role("button", name="End this link").click()
    provider.page.reload()
    expect(provider.page.get_by_role("main")).not_to_contain_text("oxycodone ER")

    # At last they leave, and nothing is left
    tab.open("/settings/delete")
    patient.main.get_by_label("Delete all of it for good").check()
    patient.press("Delete my diary and my account")
    expect(tab.page.get_by_role("status").first).to_contain_text("deleted")
    tab.check_quiet()


def test_a_bad_day_takes_two_taps(open_tab: OpenTab) -> None:
    tab = open_tab()
    patient = Patient(tab, scripts=True)
    tab.open("/sign-up")
    patient.signs_up(EMAIL)
    patient.sets_up()
    patient.taps = 0
    patient.choose("9", within="Average pain over the last 24 hours")
    patient.press("Just the number")
    assert patient.taps == 2
    patient.reads("Pain 9")


def test_a_usual_day_with_two_morning_medicines_is_still_five_taps(
    open_tab: OpenTab, archive: Path
) -> None:
    tab = open_tab()
    patient = Patient(tab, scripts=True)
    tab.open("/sign-up")
    patient.signs_up(EMAIL)
    patient.sets_up()
    patient.brings_in(archive)
    tab.open("/medicines/add")
    patient.main.get_by_label("Find it in this list").select_option("ibuprofen")
    patient.press("Continue")
    patient.choose("Tablet")
    patient.press("Continue")
    patient.main.get_by_label("How much do you take each time?").fill("400")
    patient.choose("2 times a day")
    patient.press("Continue")
    patient.press("Save")
    tab.open("/")
    patient.taps = 0
    patient.press("All morning medicines taken")
    patient.choose("5", within="Average pain over the last 24 hours")
    patient.choose("Same", within="Where does it hurt?")
    patient.choose("No", within="Did touch hurt?")
    patient.press("Save")
    assert patient.taps <= 5
    patient.reads("2 doses")
