"""A copy that was corrected outside, and is brought back."""

import csv
import io
import re
import zipfile
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from flask import Flask

from app.diary.diary import DayEntry, Diary, DiaryEvent, Dose, Profile
from app.interop.archive import read_archive, write_archive
from tests.cast.people import TODAY, database_of, person_in
from tests.client import Browser, Page
from tests.web.archive.uploads import bring_in, upload

pytestmark = pytest.mark.slow

FILLED = Path(__file__).parents[2] / "data" / "lossless" / "version-4-filled"
DAY = date(2026, 3, 2)


def at(clock: str, day: date = DAY) -> datetime:
    return datetime.fromisoformat(f"{day} {clock}")


def dose(clock: str, name: str = "oxycodone", amount: float = 10, day: date = DAY) -> Dose:
    return Dose(at(clock, day), name, "oral", amount, "mg")


DIARY = Diary(
    entries=(DayEntry(DAY, pain=5, worst_pain=8, touch=2, note="rain"),),
    doses=(dose("08:00"), dose("20:00")),
    events=(DiaryEvent(DAY, "illness", "flu"),),
)
CORRECTED = replace(
    DIARY,
    entries=(replace(DIARY.entries[0], pain=7), DayEntry(date(2026, 3, 3), pain=2)),
    doses=(dose("08:00", amount=5), dose("20:00")),
)


def previewed(alice: Browser, corrected: Diary) -> Page:
    return alice.follow(upload(alice, write_archive(corrected)))


def exported(alice: Browser) -> Diary:
    return read_archive(alice.client.get("/archive/diary.zip").get_data()).diary


def sides(page: Page) -> dict[str, str]:
    """By the heading of each difference, the name of its field."""
    found = re.findall(
        r'<fieldset[^>]*id="(differs_\w+)".*?<legend[^>]*>(.*?)</legend>', page.html, re.DOTALL
    )
    return {heading: name for name, heading in found}


def choose(alice: Browser, page: Page, status: int = 303, **said: str) -> Page:
    return alice.send(page, page.address, status, **said)


def test_both_values_are_shown_and_without_a_choice_the_diary_stays(alice: Browser) -> None:
    bring_in(alice, write_archive(DIARY))
    preview = previewed(alice, CORRECTED)
    assert "Where the file says something else" in preview.text
    assert "2 March 2026: Pain My diary: 5 The file: 7" in preview.text
    assert "My diary: oxycodone 10 mg, 8:00 am The file: oxycodone 5 mg, 8:00 am" in preview.text
    assert "checked" not in preview.html, "nothing is chosen beforehand"
    choose(alice, preview)
    after = exported(alice)
    assert after.doses == DIARY.doses
    assert [(e.pain, e.for_date) for e in after.entries] == [(5, DAY), (2, date(2026, 3, 3))]


def test_the_file_counts_for_all_where_the_person_says_so(alice: Browser) -> None:
    bring_in(alice, write_archive(DIARY))
    done = alice.follow(choose(alice, previewed(alice, CORRECTED), others="file"))
    assert "1 record was added to your diary. 2 differences are now as in the file" in done.html
    after = exported(alice)
    assert after.doses == CORRECTED.doses
    assert [e.pain for e in after.entries] == [7, 2]
    assert "This is all in your diary already." in previewed(alice, CORRECTED).text


def test_a_choice_for_one_row_counts_more_than_that_for_all(alice: Browser) -> None:
    bring_in(alice, write_archive(DIARY))
    preview = previewed(alice, CORRECTED)
    choose(alice, preview, others="file", **{sides(preview)["2 March 2026: Pain"]: "mine"})
    after = exported(alice)
    assert after.entries[0].pain == 5
    assert after.doses[0].amount == 5


CHANGES = {
    "amount": replace(DIARY, doses=(dose("08:00", amount=5), dose("20:00"))),
    "time": replace(DIARY, doses=(dose("09:30"), dose("20:00"))),
    "name": replace(DIARY, doses=(dose("08:00", "morphine"), dose("20:00"))),
    "time and amount": replace(DIARY, doses=(dose("07:15", amount=20), dose("20:00"))),
    "day": replace(
        DIARY,
        doses=(dose("20:00"), Dose(at("08:00", date(2026, 2, 20)), "oxycodone", "oral", 10, "mg")),
    ),
    "gone": replace(DIARY, doses=(dose("20:00"),)),
    "pain": replace(DIARY, entries=(replace(DIARY.entries[0], pain=0),)),
    "pain left empty": replace(DIARY, entries=(replace(DIARY.entries[0], pain=None),)),
    "note left empty": replace(DIARY, entries=(replace(DIARY.entries[0], note=""),)),
    "worst and touch": replace(DIARY, entries=(replace(DIARY.entries[0], worst_pain=6, touch=0),)),
    "places": replace(DIARY, entries=(replace(DIARY.entries[0], areas=frozenset({"neck"})),)),
    "event's words": replace(DIARY, events=(DiaryEvent(DAY, "illness", "influenza"),)),
    "event's kind": replace(DIARY, events=(DiaryEvent(DAY, "other", "flu"),)),
    "event's day": replace(DIARY, events=(DiaryEvent(date(2026, 3, 1), "illness", "flu"),)),
    "event gone": replace(DIARY, events=()),
}


@pytest.mark.parametrize("kind", CHANGES)
def test_each_change_is_one_difference_never_a_second_record_and_can_be_undone(
    alice: Browser, kind: str
) -> None:
    corrected = CHANGES[kind]
    bring_in(alice, write_archive(DIARY))
    before = alice.client.get("/archive/diary.zip").get_data()
    preview = previewed(alice, corrected)
    assert "in your diary already" not in preview.text
    assert sides(preview)
    choose(alice, preview, others="mine")
    assert alice.client.get("/archive/diary.zip").get_data() == before
    done = alice.follow(choose(alice, previewed(alice, corrected), others="file"))
    after = exported(alice)
    assert (after.doses, after.events) == (
        tuple(sorted(corrected.doses, key=lambda d: d.taken_at_local)),
        corrected.events,
    )
    assert after.entries == tuple(replace(e, areas=e.areas or None) for e in corrected.entries)
    undone = alice.follow(alice.send(done, undo_address(done)))
    assert "Undone." in undone.html
    assert replace(exported(alice), profile=Profile()) == DIARY


def undo_address(page: Page) -> str:
    found = re.search(r'action="(/archive/undo/[^"]+)"', page.html)
    assert found is not None
    return found[1]


def test_two_doses_can_be_said_to_be_two(alice: Browser) -> None:
    bring_in(alice, write_archive(DIARY))
    preview = previewed(alice, CHANGES["time"])
    assert "Both are right: these are two doses" in preview.text
    (field,) = sides(preview).values()
    choose(alice, preview, **{field: "both"})
    assert [d.taken_at_local for d in exported(alice).doses] == [
        at("08:00"),
        at("09:30"),
        at("20:00"),
    ]


def test_an_import_is_undone_to_the_last_record(alice: Browser) -> None:
    before = alice.client.get("/archive/diary.zip").get_data()
    done = bring_in(alice, write_archive(DIARY))
    undone = alice.follow(alice.send(done, undo_address(done)))
    assert "What came from the file is gone again" in undone.html
    assert alice.client.get("/archive/diary.zip").get_data() == before
    assert "oxycodone" not in alice.get("/medicines").text


def test_what_was_changed_since_stays_when_an_import_is_undone(alice: Browser) -> None:
    done = bring_in(alice, write_archive(DIARY))
    day = alice.get("/history/2026-03-02")
    change = re.search(r'href="(/entries/check-ins/[^"]+/change|[^"]*check-in[^"]*)"', day.html)
    assert change is not None
    form = alice.get(change[1])
    alice.send(form, change[1], note="my own words now")
    undone = alice.follow(alice.send(done, undo_address(done)))
    assert "except for what you changed since" in undone.html
    assert [entry.note for entry in exported(alice).entries] == ["my own words now"]


def test_a_double_tap_and_a_late_repeat_settle_once(alice: Browser) -> None:
    bring_in(alice, write_archive(DIARY))
    preview = previewed(alice, CORRECTED)
    values = {**preview.form_values(preview.address), "others": ["file"]}
    first = alice.post(preview.address, values)
    second = alice.post(preview.address, values)
    assert first.response.location == second.response.location
    assert exported(alice).doses == CORRECTED.doses


def test_a_choice_about_what_changed_meanwhile_is_asked_again(alice: Browser) -> None:
    bring_in(alice, write_archive(DIARY))
    preview = previewed(alice, CORRECTED)
    values = {**preview.form_values(preview.address), "others": ["file"]}
    other_tab = alice.get(preview.address)
    day = alice.get("/history/2026-03-02")
    alice.send(alice.get(address_of_dose(day)), address_of_dose(day), amount="7")
    again = alice.post(preview.address, values, 409)
    assert "Your diary changed while this page was open." in again.text
    assert "My diary: oxycodone 7 mg, 8:00 am" in again.text
    assert exported(alice).doses[0].amount == 7
    assert other_tab.address == preview.address
    choose(alice, again, others="file")
    assert exported(alice).doses == CORRECTED.doses


def address_of_dose(day: Page) -> str:
    found = re.search(r'href="(/doses/[^"]+/edit)"', day.html)
    assert found is not None
    return found[1]


def test_hundreds_of_differences_fit_one_page_and_all_fit_a_list(alice: Browser) -> None:
    days = [date.fromordinal(date(2024, 1, 1).toordinal() + n) for n in range(700)]
    diary = Diary(entries=tuple(DayEntry(day, pain=4) for day in days))
    bring_in(alice, write_archive(diary))
    corrected = replace(diary, entries=tuple(DayEntry(day, pain=6) for day in days))
    preview = previewed(alice, corrected)
    assert "There are 700. The first 500 are listed here." in preview.text
    listed = alice.client.get(f"{preview.address}/differences.csv").get_data().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(listed)))
    assert len(rows) == 701
    assert rows[1] == ["1 January 2024", "Pain", "4", "6"]
    choose(alice, preview, others="file")
    assert {entry.pain for entry in exported(alice).entries} == {6}


def test_what_the_person_said_about_themselves_is_asked_about_too(alice: Browser) -> None:
    profile = Profile(frozenset({"lower_back"}), date(2024, 1, 1), "my back")
    bring_in(alice, write_archive(replace(DIARY, profile=profile)))
    other = replace(profile, opioid_start=date(2024, 2, 1), condition="")
    preview = previewed(alice, replace(DIARY, profile=other))
    assert "When opioids began My diary: 1 January 2024 The file: 1 February 2024" in preview.text
    assert "What hurts My diary: my back The file: nothing" in preview.text
    choose(alice, preview, others="file")
    assert exported(alice).profile == other


def test_an_edited_export_is_compared_though_it_holds_our_own_form(alice: Browser) -> None:
    bring_in(alice, write_archive(DIARY))
    content = alice.client.get("/archive/diary.zip").get_data()
    edited = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as whole, zipfile.ZipFile(edited, "w") as copy:
        for member in whole.namelist():
            text = whole.read(member)
            copy.writestr(
                member,
                text.replace(b"T08:00:00,", b"T08:45:00,") if member == "doses.csv" else text,
            )
    preview = alice.follow(upload(alice, edited.getvalue()))
    assert "My diary: oxycodone 10 mg, 8:00 am The file: oxycodone 10 mg, 8:45 am" in preview.text
    choose(alice, preview, others="file")
    assert [d.taken_at_local for d in exported(alice).doses] == [at("08:45"), at("20:00")]


def test_an_older_copy_says_what_was_changed_since(alice: Browser) -> None:
    bring_in(alice, write_archive(DIARY))
    older = alice.client.get("/archive/diary.zip").get_data()
    day = alice.get("/history/2026-03-02")
    alice.send(alice.get(address_of_dose(day)), address_of_dose(day), amount="7")
    preview = alice.follow(upload(alice, older))
    assert "in your diary already" not in preview.text
    assert "My diary: oxycodone 7 mg, 8:00 am The file: oxycodone 10 mg, 8:00 am" in preview.text
    choose(alice, preview, others="file")
    assert "This is all in your diary already." in alice.follow(upload(alice, older)).text


def test_all_is_there_already_is_only_said_where_it_is(alice: Browser) -> None:
    bring_in(alice, write_archive(DIARY))
    same = previewed(alice, DIARY)
    assert "This is all in your diary already." in same.text
    differs = previewed(alice, CHANGES["pain"])
    assert "in your diary already" not in differs.text


def by_openpyxl(content: bytes) -> bytes:
    """Type an export's three lists into one workbook, as a spreadsheet has them: real dates."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    with zipfile.ZipFile(io.BytesIO(content)) as whole:
        for name in ("entries", "doses", "events"):
            sheet = book.create_sheet(name)
            rows = csv.reader(io.StringIO(whole.read(f"{name}.csv").decode("utf-8-sig")))
            for row in rows:
                sheet.append([as_a_sheet_has_it(cell) for cell in row])
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def as_a_sheet_has_it(cell: str) -> object:
    for read in (int, float, date.fromisoformat, datetime.fromisoformat):
        try:
            return read(cell)
        except ValueError:
            continue
    return cell or None


def test_all_lists_typed_into_a_workbook_come_back_as_they_were(alice: Browser) -> None:
    """Everything that the files can hold: means, "nowhere", further scores, patches taken off."""
    filled = read_archive(FILLED)
    assert filled.lossless is not None
    bring_in(alice, write_archive(filled.lossless))
    before = exported(alice)
    content = alice.client.get("/archive/diary.zip").get_data()
    preview = alice.follow(upload(alice, by_openpyxl(content), name="diary.xlsx"))
    assert "Everything that could be read is in your diary already." in preview.text
    assert not sides(preview)
    assert exported(alice) == before


def test_after_a_flight_west_a_dose_of_later_today_is_not_offered_for_removal(
    alice: Browser, app: Flask
) -> None:
    today = Diary(doses=(dose("08:00", day=TODAY), dose("14:00", day=TODAY)))
    bring_in(alice, write_archive(today))
    with database_of(app).writing() as session:
        person_in(session).time_zone = "Pacific/Honolulu"
        session.commit()
    preview = previewed(alice, today)
    assert "This time is still to come: 11 March 2026." in preview.text
    assert not sides(preview)
    assert exported(alice).doses == today.doses
