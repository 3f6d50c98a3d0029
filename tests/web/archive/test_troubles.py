"""What is wrong with a file is told at once and whole, and nothing is hidden without a word."""

import csv
import io
from datetime import date

import pytest

from app.diary.diary import DayEntry, Diary
from app.interop.archive import write_archive
from tests.client import Browser, Page
from tests.web.archive.test_lists import answer, opened
from tests.web.archive.uploads import upload, zipped_text

pytestmark = pytest.mark.slow

HEADER = "date,pain,worst_pain,locations,touch_sensitivity,note\n"


def test_all_that_is_wrong_is_told_at_once_with_every_line(alice: Browser) -> None:
    rows = "".join(f"2025-0{1 + n // 28}-{1 + n % 28:02},{11 + n},,,12,\n" for n in range(31))
    files = {
        "Entries (1).csv": HEADER + rows,
        "doses.csv": "taken_at,medication,route,amount,unit\n2025-01-01,oxycodone,oral,x,mg\n",
        "events.csv": "date,kind,note\n2025-01-01,flu,\n",
        "profile.json": "{",
    }
    page = upload(alice, zipped_text(files), 422)
    assert "Entries (1).csv, line 2 and 30 more, column pain" in page.text
    assert "Entries (1).csv, line 2 and 30 more, column touch_sensitivity" in page.text
    assert "All lines: 2 to 32." in page.text
    for file in ("doses.csv, line 2, column amount", "events.csv, line 2", "profile.json"):
        assert file in page.text


def test_many_kinds_of_trouble_are_all_there(alice: Browser) -> None:
    """Each column of each file is wrong in a way of its own: more than twenty kinds."""
    entries = (
        HEADER + "x,11,12,nose,13,\n2025-02-30,5,,,,\n0001-01-01,5,,,,\n" + "2025-01-01,,,,,\n" * 2
    )
    doses = (
        "taken_at,medication,route,amount,unit,removed_at,worn_until\n"
        "x,,up,ten,spoons,x,x\n"
        "2025-01-01T08:00,fentanyl,transdermal,25,mg,,\n"
        "2025-01-01T08:00,oxycodone,oral,25,mcg/h,,\n"
        "2025-01-01T08:00,oxycodone,oral,0,mg,,\n"
        "2025-01-01T08:00,oxycodone,oral,99999,mg,,\n"
        "2025-02-30T08:00,oxycodone,oral,1,mg,,\n"
        "2025-01-01T08:00,fentanyl,transdermal,25,mcg/h,2024-12-31T08:00,\n"
        "2025-01-01T08:00,fentanyl,transdermal,25,mcg/h,,2024-12-31T08:00\n"
        "2025-01-01T08:00,oxycodone,oral,1,mg,,,,,too,many\n"
    )
    files = {
        "entries.csv": entries,
        "doses.csv": doses,
        "events.csv": "date,kind,note\nx,flu,\n2025-02-30,illness,\n",
        "profile.json": "[]",
    }
    page = upload(alice, zipped_text(files), 422)
    assert page.html.count("<li>") > 24
    assert "more like these" not in page.text


def left_out(alice: Browser, preview: Page) -> list[list[str]]:
    sent = alice.client.get(f"{preview.address}/left-out.csv")
    assert sent.status_code == 200
    return list(csv.reader(io.StringIO(sent.get_data().decode("utf-8-sig"))))


def test_days_to_come_are_left_out_and_named_by_their_line(alice: Browser) -> None:
    later = Diary(entries=(DayEntry(date(2026, 3, 2), pain=5), DayEntry(date(2031, 3, 5), pain=9)))
    preview = alice.follow(upload(alice, write_archive(later)))
    told = "entries.csv, line 3: This day is still to come: 5 March 2031."
    assert told in preview.text
    assert "Rows in the file: 2. Read: 1. Left out: 1." in preview.text
    assert left_out(alice, preview)[1] == [
        *("entries.csv", "3", "", "", "This day is still to come: 5 March 2031.")
    ]
    alice.send(preview, preview.address)
    assert b"2031" not in alice.client.get("/archive/diary.zip").data


def test_every_unused_row_of_a_list_can_be_read_in_full(alice: Browser) -> None:
    rows = "".join(f"2025-01-{1 + n % 28:02},4,\n" for n in range(30))
    rows += "".join(f"someday,{n % 10},=cmd\n" for n in range(90))
    columns = opened(alice, f"date,pain,note\n{rows}".encode(), "mine.csv")
    preview = answer(alice, columns, date="0", pain="1", notes=["2"])
    assert "Rows in the file: 120. Read: 30. Left out: 90." in preview.text
    assert "These are the first 50 of 90." in preview.text
    listed = left_out(alice, preview)
    assert len(listed) == 91
    assert listed[90][:4] == ["mine.csv", "121", "", "someday, 9, =cmd"]


def test_a_zip_of_lists_says_what_else_was_in_it(alice: Browser) -> None:
    files = {"a.csv": "date,pain\n2025-01-01,7\n", "photo.jpg": "x"}
    columns = opened(alice, zipped_text(files), "mine.zip")
    preview = answer(alice, columns, date="0", pain="1")
    assert "Left out: photo.jpg." in preview.text


def test_a_stranger_finds_no_list_of_what_was_left_out(alice: Browser, carol: Browser) -> None:
    preview = alice.follow(
        upload(alice, write_archive(Diary(entries=(DayEntry(date(2025, 3, 5), pain=9),))))
    )
    for name in ("left-out.csv", "differences.csv"):
        assert carol.client.get(f"{preview.address}/{name}").status_code == 404
