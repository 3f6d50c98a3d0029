"""What goes out comes back: plain files, the lossless form, and formula-like text."""

import codecs
import csv
import io
import json
import random
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.diary.check_in import Answers, CheckIn
from app.diary.diary import Diary
from app.diary.entered import Entered
from app.diary.lossless import LosslessDiary, PersonSettings, to_diary
from app.interop.archive import ArchiveError, read_archive, write_archive
from app.interop.lossless_read import from_json
from app.interop.lossless_write import to_json
from app.interop.record_keys import dose_keys, event_keys
from app.interop.sheets_write import ENTRY_COLUMNS, defuse, undo_defuse
from tests.interop.samples import (
    SAMPLE,
    check_ins,
    few,
    lossless_diaries,
    notes,
    plain_diaries,
    zipped,
)

pytestmark = pytest.mark.slow

DAY = date(2026, 1, 2)
PERSON = PersonSettings("Europe/Berlin")


def files_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def check_in(
    hour: int,
    areas: frozenset[str] | None = None,
    note: str = "",
    *,
    is_imported: bool = False,
    jerks_or_confusion: bool = False,
    **scores: int,
) -> CheckIn:
    entered = Entered(datetime(2026, 1, 2, hour, tzinfo=UTC), "Europe/Berlin", is_imported)
    return CheckIn(f"id-{hour}", DAY, entered, Answers(scores, areas, note, jerks_or_confusion))


def combined(*given_check_ins: CheckIn) -> Diary:
    return to_diary(LosslessDiary(PERSON, given_check_ins))


@given(plain_diaries)
@few
def test_a_plain_diary_comes_back_equal(diary: Diary) -> None:
    assert read_archive(write_archive(diary)).diary == diary


@given(lossless_diaries)
@few
def test_a_lossless_diary_comes_back_equal(diary: LosslessDiary) -> None:
    assert from_json(to_json(diary)) == diary


@given(lossless_diaries)
@few
def test_the_archive_of_a_lossless_diary_holds_all_of_it(diary: LosslessDiary) -> None:
    content = write_archive(diary)
    read = read_archive(content)
    assert (read.lossless, read.diary, read.remarks) == (diary, to_diary(diary), ())
    assert sorted(files_of(content)) == [
        "diary.json",
        "doses.csv",
        "entries.csv",
        "events.csv",
        "profile.json",
    ]


@given(lossless_diaries)
@few
def test_equal_diaries_give_equal_bytes(diary: LosslessDiary) -> None:
    assert write_archive(diary) == write_archive(replace(diary))


@given(notes)
@few
def test_defusing_is_undone_exactly(text: str) -> None:
    assert undo_defuse(defuse(text)) == text
    assert not defuse(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@given(plain_diaries)
@few
def test_no_cell_of_an_export_begins_like_a_formula(diary: Diary) -> None:
    files = files_of(write_archive(diary))
    for name in ("entries.csv", "doses.csv", "events.csv"):
        for row in csv.reader(
            io.StringIO(files[name].decode("utf-8-sig"), newline=""), strict=True
        ):
            assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)


def test_the_columns_are_those_of_the_format() -> None:
    files = files_of(write_archive(read_archive(zipped(SAMPLE)).diary))
    for name in ("entries.csv", "doses.csv", "events.csv"):
        assert files[name] == codecs.BOM_UTF8 + SAMPLE[name]
    assert json.loads(files["profile.json"]) == json.loads(SAMPLE["profile.json"])


def test_sheets_carry_a_byte_order_mark_and_the_lossless_form_does_not() -> None:
    files = files_of(write_archive(LosslessDiary(PERSON, (check_in(8, average_pain=4),))))
    marked = [name for name, content in files.items() if content.startswith(codecs.BOM_UTF8)]
    assert sorted(marked) == ["doses.csv", "entries.csv", "events.csv"]


def test_further_scores_have_columns_once_there_is_an_answer() -> None:
    diary = LosslessDiary(PERSON, (check_in(8, average_pain=4, sleep=3), check_in(9, sleep=0)))
    content = write_archive(diary)
    header, row, *_ = files_of(content)["entries.csv"].decode("utf-8-sig").split("\r\n")
    assert header == ",".join((*ENTRY_COLUMNS, "sleep_0_to_10"))
    assert row == "2026-01-02,4,,,,,0"
    without_json = {k: v for k, v in files_of(content).items() if k != "diary.json"}
    assert read_archive(zipped(without_json)).diary.entries[0].further == {"sleep": 0}


def test_a_column_of_another_program_with_such_a_name_is_passed_over() -> None:
    header, rows = SAMPLE["entries.csv"].split(b"\r\n", 1)
    named = b"\r\n".join((header + b",mood,sleep", rows))
    content = named.replace(b'then rain"', b'then rain",good,7.5')
    read = read_archive(zipped(SAMPLE | {"entries.csv": content})).diary
    assert [entry.further for entry in read.entries] == [{}, {}, {}]


def test_pain_is_a_whole_number_in_its_column_and_exact_in_a_column_of_its_own() -> None:
    diary = LosslessDiary(PERSON, (check_in(8, pain_now=4), check_in(9, pain_now=5)))
    files = files_of(write_archive(diary))
    assert b"\r\n2026-01-02,5,,,,,4.5\r\n" in files["entries.csv"]
    del files["diary.json"]
    assert read_archive(zipped(files)).diary.entries[0].pain == 4.5


def test_nowhere_has_a_column_of_its_own_and_an_empty_cell_is_no_answer() -> None:
    diary = LosslessDiary(PERSON, (check_in(8, frozenset(), average_pain=4),))
    files = files_of(write_archive(diary))
    assert b"hurts_nowhere\r\n2026-01-02,4,,,,,yes\r\n" in files["entries.csv"]
    del files["diary.json"]
    for cell, marked, areas in (
        (b"yes", b"", frozenset()),
        (b"Yes", b"", frozenset()),
        (b"", b"", None),
        (b"never", b"", None),
        (b"yes", b"neck", frozenset({"neck"})),
    ):
        row = b"2026-01-02,4,," + marked + b",,," + cell
        sheet = files["entries.csv"].replace(b"2026-01-02,4,,,,,yes", row)
        assert read_archive(zipped(files | {"entries.csv": sheet})).diary.entries[0].areas == areas


@pytest.mark.parametrize(("written", "pain"), [(b",3,", 3.0), (b",5,", 4.5), (b",,", None)])
def test_a_whole_number_that_was_changed_wins_over_the_exact_one(
    written: bytes, pain: float | None
) -> None:
    diary = LosslessDiary(PERSON, (check_in(8, pain_now=4), check_in(9, pain_now=5)))
    files = files_of(write_archive(diary))
    files["entries.csv"] = files["entries.csv"].replace(b"2026-01-02,5,", b"2026-01-02" + written)
    assert read_archive(zipped(files)).diary.entries[0].pain == pain


def test_the_last_average_is_the_days_pain() -> None:
    (day,) = combined(
        check_in(8, average_pain=3, pain_now=9),
        check_in(20, average_pain=6),
        check_in(22, pain_now=1),
    ).entries
    assert day.pain == 6.0


def test_without_an_average_the_days_pain_is_the_mean_of_its_scores() -> None:
    (day,) = combined(check_in(8, pain_now=0), check_in(20, pain_now=5)).entries
    assert day.pain == 2.5


def test_the_rest_of_a_day_is_combined_as_documented() -> None:
    (day,) = combined(
        check_in(20, areas=frozenset({"neck"}), touch=1, worst_pain=4, note="evening"),
        check_in(8, areas=frozenset({"head", "chest"}), touch=7, worst_pain=9, note="morning"),
        check_in(21),
    ).entries
    assert (day.areas, day.touch, day.worst_pain) == ({"neck"}, 1, 9)
    assert day.note == "morning\nevening"


def test_an_unanswered_day_stays_unanswered_and_nowhere_is_an_answer() -> None:
    (day,) = combined(check_in(8, note="only words")).entries
    assert (day.pain, day.worst_pain, day.areas, day.touch) == (None,) * 4
    (day,) = combined(check_in(8, areas=frozenset(), touch=0)).entries
    assert (day.areas, day.touch) == (frozenset(), 0)


def test_the_day_of_entering_is_local() -> None:
    (day,) = combined(check_in(23, pain_now=4)).entries
    assert day.entered_on == date(2026, 1, 3)


def test_an_imported_day_does_not_say_when_it_was_entered() -> None:
    (day,) = combined(check_in(8, pain_now=4, is_imported=True)).entries
    assert day.entered_on is None


@given(st.lists(check_ins, max_size=6, unique_by=lambda c: c.public_id), st.randoms())
@few
def test_the_order_of_check_ins_changes_nothing(
    given_check_ins: list[CheckIn], chance: random.Random
) -> None:
    shuffled = given_check_ins.copy()
    chance.shuffle(shuffled)
    assert combined(*shuffled) == combined(*given_check_ins)


def test_edited_plain_files_win_over_the_lossless_form() -> None:
    diary = LosslessDiary(PERSON, (check_in(8, average_pain=4),))
    files = files_of(write_archive(diary))
    files["entries.csv"] = files["entries.csv"].replace(b"2026-01-02,4,", b"2026-01-02,6,")
    read = read_archive(zipped(files))
    assert (read.diary.entries[0].pain, read.lossless) == (6.0, None)
    assert "were changed" in read.remarks[0]


@pytest.mark.parametrize(
    ("old", "new", "remark"),
    [
        (b'"version": 5', b'"version": 6', "diary.json is from another version and was not used."),
        (
            b'"average_pain": 4',
            b'"average_pain": 40',
            "check_ins[0].scores.average_pain: There",
        ),
        (
            b'"pain_mean": null',
            b'"pain_mean": "4.75"',
            "check_ins[0].pain_mean: This is not the mean that average_pain stands for.",
        ),
        (b'"Europe/Berlin"', b'"../etc"', "is not the name of a time zone"),
        (b'"id-8"', b'"../id"', 'column check_ins[0].public_id: "../id" is not an id.'),
        (b'"note": ""', b'"nota": ""', "column check_ins[0].note: This field is missing."),
    ],
)
def test_a_lossless_form_that_cannot_be_used_is_passed_over(
    old: bytes, new: bytes, remark: str
) -> None:
    files = files_of(write_archive(LosslessDiary(PERSON, (check_in(8, average_pain=4),))))
    assert old in files["diary.json"]
    files["diary.json"] = files["diary.json"].replace(old, new)
    read = read_archive(zipped(files))
    assert (read.diary.entries[0].pain, read.lossless) == (4.0, None)
    assert remark in read.remarks[0]


def test_two_records_with_one_identity_are_refused() -> None:
    diary = LosslessDiary(PERSON, (check_in(8), check_in(8)))
    with pytest.raises(ArchiveError, match="same public_id"):
        from_json(to_json(diary))


@given(plain_diaries, st.randoms(use_true_random=False))
@few
def test_record_keys_are_unique_and_know_no_order(diary: Diary, chance: random.Random) -> None:
    doses = list(diary.doses) * 2
    shuffled = doses.copy()
    chance.shuffle(shuffled)
    keys = dose_keys(doses)
    assert set(dose_keys(shuffled)) == set(keys)
    all_keys = [*keys, *event_keys(diary.events * 2), *(entry.for_date for entry in diary.entries)]
    assert len(set(all_keys)) == len(all_keys)


@given(plain_diaries)
@few
def test_reading_twice_gives_the_same_keys(diary: Diary) -> None:
    again = read_archive(write_archive(diary)).diary
    assert dose_keys(again.doses) == dose_keys(diary.doses)
    assert event_keys(again.events) == event_keys(diary.events)
    assert [e.for_date for e in again.entries] == [e.for_date for e in diary.entries]


def test_an_export_from_before_care_and_jerks_were_asked_can_be_read() -> None:
    diary = LosslessDiary(replace(PERSON, care="cancer"), (check_in(8, jerks_or_confusion=True),))
    assert from_json(to_json(diary)) == diary
    older = json.loads(to_json(diary))
    del older["person"]["care"], older["check_ins"][0]["jerks_or_confusion"]
    read = from_json(json.dumps(older).encode())
    assert read.person.care == ""
    assert not read.check_ins[0].answers.jerks_or_confusion


def test_a_kind_of_care_that_is_none_is_refused() -> None:
    with pytest.raises(ArchiveError, match=r"person\.care"):
        from_json(to_json(LosslessDiary(replace(PERSON, care="a cold"))))
