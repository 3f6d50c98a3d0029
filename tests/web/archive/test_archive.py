import io
import re
import zipfile
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from app.diary.diary import DayEntry, Diary, DiaryEvent, Dose, Profile
from app.diary.example import example_diary
from app.interop.archive import read_archive, write_archive
from tests.cast.people import NOW
from tests.client import Browser
from tests.web.archive.uploads import upload
from tests.web.medicines.medicine_pages import opioid_questions

pytestmark = pytest.mark.slow

HEADER = "date,pain,worst_pain,locations,touch_sensitivity,note\n"


def test_a_diary_comes_in_through_its_preview(alice: Browser) -> None:
    preview = alice.follow(upload(alice, write_archive(example_diary(NOW.date()))))
    assert "Nothing has been added yet" in preview.text
    assert "Days and check-ins" in preview.text
    done = alice.follow(alice.send(preview, preview.address))
    assert "records were added to your diary" in done.html


def test_what_came_from_a_file_is_neither_late_nor_of_a_time_of_day(alice: Browser) -> None:
    day = date(2025, 8, 1)
    diary = Diary(
        entries=(DayEntry(day, pain=5),),
        doses=(Dose(datetime(2025, 8, 1, 8, 5), "oxycodone", "oral", 10, "mg"),),  # noqa: DTZ001 - local
        events=(DiaryEvent(day, "illness", "a cold"),),
    )
    preview = alice.follow(upload(alice, write_archive(diary)))
    alice.send(preview, preview.address)
    shown = alice.get("/history/2025-08-01")
    assert "later" not in shown.text
    assert shown.text.count("rom a file") == 3
    assert "8:05 am, from a file" in shown.text
    assert set(re.findall(r"\d+:\d\d [ap]m", shown.text)) == {"8:05 am"}
    assert "Pain 5, 1 dose, illness. From a file" in alice.get("/history?month=2025-08").text


def test_the_same_archive_again_says_that_there_is_nothing_to_add(alice: Browser) -> None:
    content = write_archive(replace(example_diary(NOW.date()), profile=Profile()))
    preview = alice.follow(upload(alice, content))
    alice.send(preview, preview.address)
    assert "There is nothing to add" in alice.follow(upload(alice, content)).text


def test_a_double_tap_adds_once_and_says_so_twice(alice: Browser) -> None:
    yesterdays = example_diary(NOW.date() - timedelta(days=1))
    preview = alice.follow(upload(alice, write_archive(yesterdays)))
    values = preview.form_values(preview.address)
    first = alice.post(preview.address, values)
    second = alice.post(preview.address, values)
    assert first.response.location == second.response.location
    exported = alice.client.get("/archive/diary.zip").get_data()
    assert len(read_archive(exported).diary.doses) == len(yesterdays.doses)


def test_an_export_is_a_zip_that_can_be_read_back(alice: Browser) -> None:
    preview = alice.follow(upload(alice, write_archive(example_diary(NOW.date()))))
    alice.send(preview, preview.address)
    response = alice.client.get("/archive/diary.zip")
    assert response.mimetype == "application/zip"
    assert "tidemark-2026-03-11.zip" in response.headers["Content-Disposition"]
    assert response.headers["Cache-Control"] == "no-store"
    found = read_archive(response.get_data()).diary.entries
    expected = example_diary(NOW.date()).entries
    assert [(e.for_date, e.pain, e.areas, e.touch, e.note) for e in found] == [
        (e.for_date, e.pain, e.areas, e.touch, e.note) for e in expected
    ]


def broken(name: str, text: str) -> bytes:
    content = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(write_archive(example_diary(NOW.date())))) as whole,
        zipfile.ZipFile(content, "w") as copy,
    ):
        for member in whole.namelist():
            copy.writestr(member, text if member == name else whole.read(member))
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "zip"),
        (b"not a zip", "zip"),
        (b"PK\x03\x04" + b"\0" * 40, "zip"),
        (broken("entries.csv", HEADER + "2026-02-30,5,,,,\n"), "line 2, column date"),
        (broken("entries.csv", HEADER + "2026-02-03,eleven,,,,\n"), "line 2, column pain"),
        (broken("doses.csv", "\0"), "doses.csv"),
        (broken("profile.json", "[1, 2"), "profile.json"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence_and_adds_nothing(
    alice: Browser, content: bytes, sentence: str
) -> None:
    page = upload(alice, content, 422)
    assert sentence in page.text
    assert alice.client.get("/archive/diary.zip").status_code == 200


def test_no_file_at_all_is_asked_for(alice: Browser) -> None:
    page = alice.get("/archive")
    refused = alice.send(page, "/archive/upload", status=422)
    assert "Choose a file first." in refused.text


def test_a_file_that_is_too_large_is_refused_before_it_is_read(alice: Browser) -> None:
    response = alice.client.post(
        "/archive/upload",
        data=b"0" * (13 * 1024 * 1024),
        content_type="multipart/form-data; boundary=x",
    )
    assert "Choose a smaller file" in alice.inspected(response, "/archive/upload", 413).text


def test_a_stranger_finds_neither_preview_nor_upload(alice: Browser, carol: Browser) -> None:
    preview = alice.follow(upload(alice, write_archive(example_diary(NOW.date()))))
    carol.get(preview.address, 404)
    values = carol.get("/archive").form_values("/archive/upload")
    values["submission_key"] = ["k" * 20]
    carol.post(preview.address, values, 404)


def taken_once(medication: str) -> Diary:
    taken = Dose(datetime(2025, 8, 1, 8, 5), medication, "oral", 10, "mg")  # noqa: DTZ001 - local
    return Diary(entries=(DayEntry(date(2025, 8, 1), pain=5),), doses=(taken,))


@pytest.mark.parametrize(
    ("answer", "told"),
    [("no", False), ("yes", True), ("not_sure", True), (None, True)],
)
def test_unknown_names_are_listed_and_asked_about_before_they_come_in(
    alice: Browser, answer: str | None, told: bool
) -> None:
    preview = alice.follow(upload(alice, write_archive(taken_once("study medicine A"))))
    assert "Tidemark does not know: study medicine A" in preview.text
    assert "Is study medicine A an opioid, or does it work like one?" in preview.text
    said = dict.fromkeys(opioid_questions(preview), answer)
    alice.send(preview, preview.address, **said)
    assert ("not counted" in alice.get("/trends/days?until=2025-08-01").text) is told
    listed = alice.get("/medicines").text
    assert ("Tidemark does not know: study medicine A" in listed) is (answer is None)


@pytest.mark.parametrize("known", ["OxyContin", "Tylenol", "oxycodone"])
def test_a_known_name_is_not_asked_about(alice: Browser, known: str) -> None:
    preview = alice.follow(upload(alice, write_archive(taken_once(known))))
    assert "Tidemark does not know" not in preview.text


def test_amounts_far_beyond_the_usual_are_named_before_they_are_added(alice: Browser) -> None:
    at = datetime.combine(NOW.date(), time(8))
    odd = Dose(at, "oxycodone", "oral", 2000.0, "mg")
    slip = Dose(at, "fentanyl", "buccal", 400.0, "mg")
    usual = Dose(at, "morphine ER", "oral", 200.0, "mg")
    file = write_archive(Diary(doses=(odd, odd, slip, usual)))
    preview = alice.follow(upload(alice, file))
    assert "Amounts far beyond the usual" in preview.text
    named = "oxycodone 2,000 mg, 11 March 2026: 25 times the largest usual tablet (80 mg)"
    assert preview.text.count(named) == 1
    assert "fentanyl 400 mg" in preview.text
    assert "morphine ER 200 mg" not in preview.text
