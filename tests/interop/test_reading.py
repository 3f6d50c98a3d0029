"""Reading an archive: what is accepted, and the sentence for what is not."""

import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest

from app.interop.archive import ArchiveError, read_archive
from app.interop.sheet_numbers import HOW_TO_SAVE, NOT_AN_AMOUNT
from app.interop.sheets_write import ENTRY_COLUMNS
from app.interop.tables import packed, text
from app.trends.figures.exposure import daily_mme
from tests.interop.samples import SAMPLE, changed, zipped

NOT_A_DATE = (
    "is not a date like 2026-01-31. In a spreadsheet, give this column the date form 2026-01-31 "
    "(year-month-day). Then save it as CSV again."
)
NOT_A_TIME = (
    "is not a time like 2026-01-31T08:30:00. In a spreadsheet, give this column the form "
    "2026-01-31 08:30 (year-month-day, then the time). Then save it as CSV again."
)
NOT_UTF8 = (
    'This is not UTF-8 text. In Excel, save it as "CSV UTF-8". In other programs, choose UTF-8 '
    "when you save."
)
HEADER = b"date,pain,worst_pain,locations,touch_sensitivity,note\r\n"
DOSE_HEADER = b"taken_at,medication,route,amount,unit\r\n"


def refusal(files: dict[str, bytes]) -> str:
    with pytest.raises(ArchiveError) as refused:
        read_archive(zipped(files))
    return str(refused.value)


def entry(row: bytes) -> dict[str, bytes]:
    return changed("entries.csv", HEADER + row)


def dose(row: bytes) -> dict[str, bytes]:
    return changed("doses.csv", DOSE_HEADER + row)


def test_a_sample_is_read_as_it_was_written() -> None:
    diary = read_archive(zipped(SAMPLE)).diary
    first, empty, last = diary.entries
    assert (first.for_date, first.pain, first.worst_pain) == (date(2026, 3, 1), 4.0, 6)
    assert first.areas == {"lower_back", "left_upper_leg"}
    assert (first.touch, first.note) == (0, "slept badly, then rain")
    assert (empty.pain, empty.worst_pain, empty.areas, empty.touch) == (None,) * 4
    assert last.note == 'two\nlines "quoted"'
    assert [d.medication for d in diary.doses][2:] == ["fentanyl", "paracetamol"]
    assert diary.doses[0].taken_at_local == datetime(2026, 3, 1, 8)  # noqa: DTZ001 - local time
    assert diary.events[0].kind == "dose_change_by_prescriber"
    assert diary.profile.opioid_start == date(2025, 11, 20)


def test_a_folder_a_zip_file_and_a_folder_in_a_zip_say_the_same(tmp_path: Path) -> None:
    for name, content in SAMPLE.items():
        (tmp_path / name).write_bytes(content)
    packed = tmp_path / "diary.zip"
    packed.write_bytes(zipped(SAMPLE, folder="my diary/"))
    expected = read_archive(zipped(SAMPLE))
    assert read_archive(tmp_path) == read_archive(packed) == read_archive(str(packed)) == expected


def test_a_mark_line_ends_extra_columns_and_another_order_are_accepted() -> None:
    header = "\ufeffnote,Mood,DATE,pain,touch_sensitivity,locations,worst_pain,\n"
    content = f"{header}hm,9,2026-03-01,4,1,neck,5,\n\n"
    (only,) = read_archive(zipped(changed("entries.csv", content.encode()))).diary.entries
    assert (only.pain, only.touch, only.areas, only.note) == (4.0, 1, {"neck"}, "hm")


def test_common_spellings_of_routes_and_units_are_accepted() -> None:
    tablet = "2026-03-01 08:00, Oxycodone  ER ,PO,7.50,MG\n"
    on_skin = "2026-03-01T09:00:00,fentanyl,patch,12,\N{MICRO SIGN}g/h\n"
    first, second = read_archive(zipped(dose((tablet + on_skin).encode()))).diary.doses
    assert (first.medication, first.route, first.amount, first.unit) == (
        "Oxycodone ER",
        "oral",
        7.5,
        "mg",
    )
    assert (second.route, second.unit) == ("transdermal", "mcg/h")


@pytest.mark.parametrize(("route", "unit"), [("oral", "tablet"), ("transdermal", "patch")])
def test_a_medicine_of_ones_own_under_a_known_name_is_read_in_its_unit(
    route: str, unit: str
) -> None:
    """Names are learned: what was nobody's name when it was logged must not close the diary."""
    row = f"2026-03-01T08:00:00,Percocet,{route},2,{unit}\n"
    archive = read_archive(zipped(dose(row.encode())))
    (only,) = archive.diary.doses
    assert (only.amount, only.unit) == (2, unit)
    (day,) = daily_mme(archive.diary, date(2026, 3, 1), date(2026, 3, 1))
    assert (day.mme_per_day, day.not_counted) == (None, {"Percocet"})


def test_a_file_with_only_its_header_is_an_empty_list() -> None:
    assert read_archive(zipped(changed("events.csv", b"date,kind,note"))).diary.events == ()


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (
            b"2026-03-01,11,,,,",
            'entries.csv, line 2, column pain: "11" is not a whole number from 0 to 10.',
        ),
        (
            b"2026-03-01,4.5,,,,",
            'entries.csv, line 2, column pain: "4.5" is not a whole number from 0 to 10.',
        ),
        (
            b"2026-03-01,,-1,,,",
            'entries.csv, line 2, column worst_pain: "-1" is not a whole number from 0 to 10.',
        ),
        (
            b"2026-03-01,,,,\xd9\xa3,",
            (
                'entries.csv, line 2, column touch_sensitivity: "\N{ARABIC-INDIC DIGIT THREE}"'
                " is not a whole number from 0 to 10."
            ),
        ),
        (
            b"2023-02-30,4,,,,",
            'entries.csv, line 2, column date: "2023-02-30" is not a day of the calendar.',
        ),
        (
            b"01.03.2026,4,,,,",
            f'entries.csv, line 2, column date: "01.03.2026" {NOT_A_DATE}',
        ),
        (
            b"20260301,4,,,,",
            f'entries.csv, line 2, column date: "20260301" {NOT_A_DATE}',
        ),
        (
            b"1899-12-31,4,,,,",
            'entries.csv, line 2, column date: "1899-12-31" is too far from today. Check the year.',
        ),
        (
            b"9999-12-31,4,,,,",
            'entries.csv, line 2, column date: "9999-12-31" is too far from today. Check the year.',
        ),
        (b",4,,,,", "entries.csv, line 2, column date: This row has no date."),
        (
            b"2026-03-01,4,,tail,,",
            'entries.csv, line 2, column locations: "tail" is not the code of a body area.',
        ),
        (
            b"2026-03-01,4,,,,a,b",
            (
                "entries.csv, line 2: This row has 7 cells and the header has 6. A comma in a "
                "number starts a new cell. Write 1000 for 1,000, and 2.5 for 2,5."
            ),
        ),
        (
            b"2026-03-01,4,,,,one\n2026-03-01,5,,,,two",
            (
                "entries.csv, line 3, column date: 2026-03-01 is there twice. Use one row for each "
                "day."
            ),
        ),
        (
            b'2026-03-01,4,,,,"two\nlines"\n2026-03-02,99,,,,',
            'entries.csv, line 4, column pain: "99" is not a whole number from 0 to 10.',
        ),
        (
            b'2026-03-01,4,,,,"open',
            (
                "entries.csv, line 2: Commas or quotes are not where they should be,"
                " or a cell is too long."
            ),
        ),
        (
            b"2026-03-01,4,,,," + b"x" * 140_000,
            (
                "entries.csv, line 2: Commas or quotes are not where they should be,"
                " or a cell is too long."
            ),
        ),
        (
            b"2026-03-01,4,,,," + b"x" * 100_001,
            "entries.csv, line 2, column note: This text has more than 100,000 characters.",
        ),
        (b"2026-03-01,4,,,,\xff", f"entries.csv, line 2: {NOT_UTF8}"),
        (
            b"2026-03-01,4,,,,\0",
            "entries.csv, line 2: This line holds a NUL byte. The file is damaged.",
        ),
    ],
)
def test_a_broken_entry_is_named_by_line_and_column(row: bytes, sentence: str) -> None:
    assert refusal(entry(row)) == sentence


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (
            b"2026-03-01T08:00:00,fentanyl,transdermal,12,mg",
            (
                "column unit: Patch strength is in mcg/h. You can find the number on the patch and "
                "its box."
            ),
        ),
        (
            b"2026-03-01T08:00:00,oxycodone,oral,10,mcg/h",
            "column unit: Only patches are in mcg/h. Enter the amount in mg, as on the box.",
        ),
        (
            b"2026-03-01T08:00:00,oxycodone,oral,10,spoons",
            (
                'column unit: "spoons" is not one of mg, mcg, mcg/h, g, mL, tablet, capsule, patch,'
                " drop, spray, film, suppository."
            ),
        ),
        (
            b"2026-03-01T08:00:00,oxycodone,oral,inf,mg",
            f'column amount: "inf" {NOT_AN_AMOUNT}',
        ),
        (
            b"2026-03-01T08:00:00,oxycodone,oral,nan,mg",
            f'column amount: "nan" {NOT_AN_AMOUNT}',
        ),
        (
            b"2026-03-01T08:00:00,oxycodone,oral,-5,mg",
            f'column amount: "-5" {NOT_AN_AMOUNT}',
        ),
        (
            b'2026-03-01T08:00:00,oxycodone,oral,"1,000",mg',
            f'column amount: "1,000" can be read in two ways: 1 or 1000. {HOW_TO_SAVE}',
        ),
        (
            b"2026-03-01T08:00:00,oxycodone,oral,1e3,mg",
            f'column amount: "1e3" {NOT_AN_AMOUNT}',
        ),
        (b"2026-03-01T08:00:00,oxycodone,oral,0,mg", "column amount: Enter an amount above 0."),
        (
            b"2026-03-01T08:00:00,oxycodone,oral,99999,mg",
            "column amount: Check the amount. It can be at most 20,000 mg.",
        ),
        (
            b"2026-03-01T25:00:00,oxycodone,oral,5,mg",
            'column taken_at: "2026-03-01T25:00:00" is not a day and time that exists.',
        ),
        (
            b"2026-03-01T08:00:00Z,oxycodone,oral,5,mg",
            f'column taken_at: "2026-03-01T08:00:00Z" {NOT_A_TIME}',
        ),
        (b"2026-03-01T08:00:00, ,oral,5,mg", "column medication: A name is missing."),
        (
            b"2026-03-01T08:00:00,oxycodone,thought,5,mg",
            (
                'column route: "thought" is not one of oral, transdermal, sublingual, buccal,'
                " nasal, rectal, topical, subcutaneous, intramuscular, intravenous, spinal, other."
            ),
        ),
    ],
)
def test_a_broken_dose_is_named_by_line_and_column(row: bytes, sentence: str) -> None:
    assert refusal(dose(row)) == f"doses.csv, line 2, {sentence}"


def test_a_patch_cannot_come_off_before_it_is_put_on() -> None:
    content = (
        DOSE_HEADER.strip() + b",removed_at\n"
        b"2026-03-02T08:00:00,fentanyl,transdermal,12,mcg/h,2026-03-01T08:00:00\n"
    )
    assert refusal(changed("doses.csv", content)) == (
        "doses.csv, line 2, column removed_at: A patch cannot come off before it is put on."
    )


def test_an_unknown_kind_of_event_is_named() -> None:
    said = refusal(changed("events.csv", b"date,kind,note\n2026-03-01,party,\n"))
    assert said.startswith('events.csv, line 2, column kind: "party" is not one of ')


def missing(columns: list[str], found: str) -> str:
    return "\n".join(
        f"entries.csv, line 1, column {column}: This column is missing. {found}"
        for column in columns
    )


@pytest.mark.parametrize(
    ("header", "sentence"),
    [
        (b"", missing([*ENTRY_COLUMNS], "The file is empty.")),
        (b"date,pain\n", missing([*ENTRY_COLUMNS[2:]], 'The columns here: "date", "pain".')),
        (
            HEADER.strip() + b",pain\n",
            'entries.csv, line 1, column pain: The column "pain" is there twice.',
        ),
    ],
)
def test_a_broken_header_is_named(header: bytes, sentence: str) -> None:
    assert refusal(changed("entries.csv", header)) == sentence


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "profile.json, line 1: This is not well-formed JSON."),
        (b'{\n"condition": }', "profile.json, line 2: This is not well-formed JSON."),
        (b"[]", "profile.json: There should be an object here."),
        (b'{"condition": NaN}', "profile.json: This is not well-formed JSON."),
        (b'{"a": 1, "a": 2}', "profile.json: This is not well-formed JSON."),
        (b'{"a": ' + b"9" * 5000 + b"}", "profile.json: This is not well-formed JSON."),
        (b"[" * 100_000, "profile.json: This JSON is nested too deeply."),
        (b'{"condition": 3}', "profile.json, column condition: There should be text here."),
        (
            b'{"condition": "\\ud800"}',
            "profile.json, column condition: This text holds characters that cannot be kept.",
        ),
        (
            b'{"original_locations": "neck"}',
            "profile.json, column original_locations: There should be a list here.",
        ),
        (
            b'{"original_locations": [["neck"]]}',
            "profile.json, column original_locations: There should be text here.",
        ),
        (
            b'{"original_locations": ["wing"]}',
            'profile.json, column original_locations: "wing" is not the code of a body area.',
        ),
        (
            b'{"opioid_start": "2023-02-29"}',
            'profile.json, column opioid_start: "2023-02-29" is not a day of the calendar.',
        ),
        (b"\xff", "profile.json, line 1: This is not UTF-8 text."),
    ],
)
def test_a_broken_profile_is_named_by_field(content: bytes, sentence: str) -> None:
    assert refusal(changed("profile.json", content)) == sentence


def test_an_unanswered_profile_is_empty() -> None:
    answered = read_archive(zipped(changed("profile.json", b'{"condition": null}'))).diary.profile
    assert (answered.original_areas, answered.opioid_start, answered.condition) == (
        frozenset(),
        None,
        "",
    )


@pytest.mark.parametrize("name", ["entries.csv", "doses.csv", "events.csv", "profile.json"])
def test_a_missing_file_is_named_with_what_was_found(name: str) -> None:
    files = {other: content for other, content in SAMPLE.items() if other != name}
    assert refusal(files) == f"{name}: This file is missing. Found: {', '.join(sorted(files))}."


def test_all_missing_files_are_named_together() -> None:
    said = refusal({"holiday.jpg": b""})
    assert said.count("This file is missing. Found: holiday.jpg.") == 4


@pytest.mark.parametrize(
    "path", ["../entries.csv", "/entries.csv", "..\\entries.csv", "\\entries.csv", "C:entries.csv"]
)
def test_paths_that_lead_outside_are_refused(path: str) -> None:
    said = refusal(SAMPLE | {path: b""})
    assert said == "archive.zip: The zip holds a path that leads outside of it."


def test_a_file_and_its_copy_are_refused() -> None:
    said = refusal(SAMPLE | {"entries (1).csv": b""})
    assert said == (
        "archive.zip: entries.csv is there more than once: entries.csv, entries (1).csv. "
        "Keep one of them."
    )


def test_two_whole_diaries_are_refused() -> None:
    said = refusal(SAMPLE | {f"old/{name}": content for name, content in SAMPLE.items()})
    assert said == (
        'archive.zip: There are two diaries here, in "the zip itself" and "old". '
        "Put just one of them in a zip."
    )


def test_files_in_different_folders_are_refused() -> None:
    files = {f"{index}/{name}": content for index, (name, content) in enumerate(SAMPLE.items())}
    assert refusal(files) == "archive.zip: The files in the zip are in different folders."


def test_what_a_computer_adds_to_a_zip_is_passed_over() -> None:
    extra = {"__MACOSX/entries.csv": b"x", "readme.txt": b"x"}
    assert read_archive(zipped(SAMPLE | extra)) == read_archive(zipped(SAMPLE))


def test_a_locked_zip_is_refused() -> None:
    packed = bytearray(zipped(SAMPLE, method=zipfile.ZIP_STORED))
    directory = packed.find(b"PK\x01\x02")
    packed[directory + 8] |= 1
    with pytest.raises(ArchiveError, match="locked with a password"):
        read_archive(bytes(packed))


def test_an_unusual_packing_is_refused() -> None:
    with pytest.raises(ArchiveError, match="packed in a way that is not known"):
        read_archive(zipped(SAMPLE, method=zipfile.ZIP_BZIP2))


@pytest.mark.slow
def test_a_small_zip_that_unpacks_to_a_huge_file_is_refused() -> None:
    bomb = zipped(changed("entries.csv", b"\n" * (packed.MAX_FILE_BYTES + 1)))
    assert len(bomb) < 100_000
    with pytest.raises(ArchiveError, match=r"^entries\.csv: This file is larger than 32 MB\.$"):
        read_archive(bomb)


def test_files_that_are_huge_together_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "MAX_TOTAL_BYTES", 100)
    with pytest.raises(ArchiveError, match="too large"):
        read_archive(zipped(SAMPLE))


def test_a_zip_of_very_many_files_is_refused() -> None:
    many = {f"{index}.txt": b"" for index in range(packed.MAX_MEMBERS)}
    assert refusal(SAMPLE | many) == "archive.zip: The zip holds more than 100 files."


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "MAX_ROWS", 3)
    assert refusal(SAMPLE).startswith("entries.csv: This table is too large. Tidemark can read up")


@pytest.mark.parametrize("content", [b"", b"PK", b"not a zip", zipped(SAMPLE)[:-30]])
def test_what_is_not_a_whole_zip_is_refused(content: bytes) -> None:
    with pytest.raises(ArchiveError, match="This is not a zip file, or it is broken"):
        read_archive(content)


def test_a_path_to_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match=r"^gone: There is no such file or folder\.$"):
        read_archive(tmp_path / "gone")
    with pytest.raises(ArchiveError, match="cannot be opened"):
        read_archive("a\0b")


def test_a_folder_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    for name, content in SAMPLE.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "doses.csv").unlink()
    (tmp_path / "doses.csv").mkdir()
    with pytest.raises(ArchiveError, match=r"^doses\.csv: This is not a file\.$"):
        read_archive(tmp_path)


def test_an_error_shows_only_a_short_and_printable_part_of_the_file() -> None:
    said = refusal(entry(("2026-03-01,\N{RIGHT-TO-LEFT OVERRIDE}" + "9" * 90 + ",,,,").encode()))
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in said
    assert len(said) < 140
