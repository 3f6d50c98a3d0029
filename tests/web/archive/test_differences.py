"""A copy that was corrected outside, and is brought back."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from app.diary.diary import DayEntry, Diary, Dose
from app.interop.archive import write_archive
from tests.client import Browser
from tests.web.archive.uploads import bring_in, upload

pytestmark = pytest.mark.slow

DAY = date(2026, 3, 2)
DOSE = Dose(datetime(2026, 3, 2, 8), "oxycodone", "oral", 10, "mg")  # noqa: DTZ001 - local time
DIARY = Diary(entries=(DayEntry(DAY, pain=5, note="rain"),), doses=(DOSE,))
CORRECTED = Diary(
    entries=(DayEntry(DAY, pain=7, note="rain"), DayEntry(date(2026, 3, 3), pain=2)),
    doses=(replace(DOSE, amount=5),),
)


def test_a_changed_row_is_shown_with_both_values_and_never_doubles_a_dose(alice: Browser) -> None:
    bring_in(alice, write_archive(DIARY))
    preview = alice.follow(upload(alice, write_archive(CORRECTED)))
    assert "Where the file says something else" in preview.text
    assert "2 March 2026 Pain 5 7" in preview.text
    assert "oxycodone, 8:00 am 10 mg 5 mg" in preview.text
    alice.send(preview, preview.address)
    day = alice.get("/history/2026-03-02").text
    assert "10 mg" in day
    assert "5 mg" not in day
    assert "Pain 2" in alice.get("/history?month=2026-03").text, "the new day came in"


def test_all_is_there_already_is_only_said_where_it_is(alice: Browser) -> None:
    bring_in(alice, write_archive(DIARY))
    same = alice.follow(upload(alice, write_archive(DIARY)))
    assert "All of this is in your diary already." in same.text
    other = replace(DIARY, entries=(DayEntry(DAY, pain=7, note="rain"),))
    differs = alice.follow(upload(alice, write_archive(other)))
    assert "already. There" not in differs.text
    assert "There is nothing here to add." in differs.text


def test_days_to_come_are_left_out_and_named(alice: Browser) -> None:
    later = Diary(entries=(DayEntry(DAY, pain=5), DayEntry(date(2031, 3, 5), pain=9)))
    preview = alice.follow(upload(alice, write_archive(later)))
    assert "still to come: 5 March 2031." in preview.text
    alice.send(preview, preview.address)
    assert b"2031" not in alice.client.get("/archive/diary.zip").data
