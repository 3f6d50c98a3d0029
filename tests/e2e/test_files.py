"""A corrected copy is brought back on a small phone, with and without scripts."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from flask import Flask
from playwright.sync_api import expect

from app.diary.diary import DayEntry, Diary, Dose
from app.interop.archive import write_archive
from tests.e2e.conftest import OpenTab
from tests.e2e.patient import Patient
from tests.e2e.test_days import signed_in
from tests.e2e.test_every_page import SMALLEST, sideways

pytestmark = pytest.mark.e2e

DAYS = [date(2026, 2, n) for n in range(1, 25)]
AT = datetime.fromisoformat("2026-02-02 08:00")
LONG_WORD = "a" * 400
DIARY = Diary(
    entries=tuple(DayEntry(day, pain=5, note="rain") for day in DAYS),
    doses=tuple(Dose(AT.replace(day=day.day), "oxycodone", "oral", 10, "mg") for day in DAYS),
)
CORRECTED = Diary(
    entries=tuple(replace(one, pain=7, note=LONG_WORD) for one in DIARY.entries),
    doses=tuple(
        replace(one, taken_at_local=one.taken_at_local.replace(hour=9)) for one in DIARY.doses
    ),
)


def choose_file(patient: Patient, content: bytes) -> None:
    patient.page.goto(patient.tab.site + "/archive")
    file = {"name": "diary.zip", "mimeType": "application/zip", "buffer": content}
    patient.main.get_by_label("The file").set_input_files(file)  # type: ignore[arg-type]  # playwright's own dict
    patient.press("Check the file")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_given_a_corrected_copy_when_it_is_brought_back_then_each_row_is_as_chosen(
    app: Flask, open_tab: OpenTab, *, scripts: bool
) -> None:
    tab = open_tab(scripts=scripts, size=SMALLEST)
    patient = signed_in(app, tab, scripts=scripts)
    choose_file(patient, write_archive(DIARY))
    patient.press("Add it to my diary")
    choose_file(patient, write_archive(CORRECTED))
    expect(patient.page.get_by_role("heading", level=1)).to_have_text("What would be added")
    if scripts:
        assert sideways(patient.page) == 0
        assert tab.axe() == []
    choose_for_two_rows(patient)
    patient.page.goto(tab.site + "/history/2026-02-02")
    patient.reads("7 out of 10")
    patient.page.goto(tab.site + "/history/2026-02-03")
    patient.reads("8:00 am")
    patient.reads("9:00 am")
    choose_file(patient, write_archive(CORRECTED))
    patient.main.get_by_role("group", name="For all of them").get_by_label("Use the file").check()
    patient.press("Go ahead")
    patient.page.get_by_role("button", name="Undo").click()
    patient.page.goto(tab.site + "/history/2026-02-04")
    patient.reads("8:00 am")
    patient.reads("5 out of 10")


def choose_for_two_rows(patient: Patient) -> None:
    pain = patient.main.get_by_role("group", name="2 February 2026: Pain", exact=True)
    pain.get_by_label("The file: 7").check()
    dose = patient.main.get_by_role("group", name="3 February 2026: oxycodone", exact=True)
    dose.get_by_label("Both are right: these are two doses").check()
    patient.press("Go ahead")
    told = "1 record was added to your diary. 1 difference is now as in the file."
    expect(patient.page.get_by_text(told)).to_be_visible()


def test_given_a_refused_file_when_going_back_then_the_form_is_there(
    app: Flask, open_tab: OpenTab
) -> None:
    patient = signed_in(app, open_tab())
    choose_file(patient, b"<html>")
    expect(patient.page.get_by_role("alert")).to_be_visible()
    patient.page.goto(patient.tab.site + "/help")
    patient.page.go_back()
    expect(patient.main.get_by_label("The file")).to_be_visible()
