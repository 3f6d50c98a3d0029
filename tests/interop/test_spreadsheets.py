"""What spreadsheets, scripts and computers do to our own files without being asked."""

import csv
import io
import re
from collections.abc import Callable
from datetime import date, datetime

import openpyxl
import pytest

from app.interop.archive import ArchiveError, read_archive
from tests.interop.samples import SAMPLE, changed, zipped

EXPECTED = read_archive(zipped(SAMPLE))
Files = dict[str, bytes]


def in_entries(change: Callable[[str], str]) -> Files:
    return changed("entries.csv", change(SAMPLE["entries.csv"].decode()).encode())


def rewritten(content: bytes, **form: str) -> bytes:
    out = io.StringIO(newline="")
    rows = csv.reader(io.StringIO(content.decode(), newline=""))
    csv.writer(out, **form).writerows(rows)  # type: ignore[arg-type] # each test names real options
    return out.getvalue().encode()


def rewritten_all(**form: str) -> Files:
    return {
        name: rewritten(content, **form) if name.endswith("csv") else content
        for name, content in SAMPLE.items()
    }


def with_floats(content: str) -> str:
    return content.replace("-01,4,6,", "-01,4.0,6.0,").replace("-04,5,,", "-04,5.0,,")


def without_last_cells(content: str) -> str:
    return content.replace("2026-03-02,,,,,", "2026-03-02")


def with_blank_rows(content: str) -> str:
    first, rest = content.split("\r\n", 1)
    return f"\r\n{first}\r\n,,,,,\r\n{rest},,,,,\r\n\r\n , ,,,,\r\n"


READ = {
    "blank rows": in_entries(with_blank_rows),
    "cells left out at the end": in_entries(without_last_cells),
    "5.0 in a column with gaps": in_entries(with_floats),
    "5,0 as a European spreadsheet shows it": in_entries(
        lambda text: (
            with_floats(text)
            .replace(".0,", ",0,")
            .replace("4,0,6,0,", '"4,0","6,0",')
            .replace("5,0,,", '"5,0",,')
        )
    ),
    "semicolons": rewritten_all(delimiter=";"),
    "tabs": rewritten_all(delimiter="\t"),
    "every cell in quotes": changed(
        "doses.csv",
        b"\n".join(
            b",".join(b'"%b"' % cell for cell in line.split(b","))
            for line in SAMPLE["doses.csv"].splitlines()
        ),
    ),
    "Excel's own mark for the separator": in_entries(lambda text: f"sep=,\r\n{text}"),
    "a byte-order mark": in_entries(lambda text: f"\ufeff{text}"),
    "Excel's Unicode Text": changed(
        "entries.csv", rewritten(SAMPLE["entries.csv"], delimiter="\t").decode().encode("utf-16")
    ),
    "line ends of an old Mac": in_entries(lambda text: text.replace("\r\n", "\r")),
    "dates with slashes, the year first": in_entries(
        lambda text: text.replace("2026-03-0", "2026/3/")
    ),
    "a date with midnight": in_entries(lambda text: text.replace("-04,5", "-04 00:00:00,5")),
    "times with a blank and no leading zero": changed(
        "doses.csv", SAMPLE["doses.csv"].replace(b"T08:00:00", b" 8:00").replace(b"T20", b" 20")
    ),
    "names in capitals": {name.title(): content for name, content in SAMPLE.items()},
    "a second download": {name.replace(".", " (1)."): text for name, text in SAMPLE.items()},
    "a copy": {name.replace(".", " - Copy."): text for name, text in SAMPLE.items()},
    "three folders deeper": {f"a/b/my diary/{name}": text for name, text in SAMPLE.items()},
    "backslashes of Windows PowerShell": {f"diary\\{name}": text for name, text in SAMPLE.items()},
    "a hidden file and a picture beside it": SAMPLE | {".DS_Store": b"\0", "a.jpg": b"\xff"},
}


@pytest.mark.parametrize("kind", READ)
def test_what_is_safe_is_read_as_it_was_written(kind: str) -> None:
    assert read_archive(zipped(READ[kind])) == EXPECTED


SAVE_UTF8 = (
    'This is not UTF-8 text. In Excel, save it as "CSV UTF-8". In other programs, choose UTF-8 '
    "when you save."
)
GIVE_DATE_FORM = (
    "is not a date like 2026-01-31. In a spreadsheet, give this column the date form "
    "2026-01-31 (year-month-day). Then save it as CSV again."
)
QUOTES = "Commas or quotes are not where they should be, or a cell is too long."
MISSING = (
    'This column is missing. The columns here: "date", "pain", "worst_pain", "locations", '
    '"Notes2", "note".'
)
REFUSED = {
    "Excel's plain CSV (ANSI)": (
        changed("entries.csv", SAMPLE["entries.csv"].replace(b"slept", "früh".encode("cp1252"))),
        f"entries.csv, line 2: {SAVE_UTF8}",
    ),
    "Excel's American dates": (
        in_entries(lambda text: re.sub(r"2026-03-0(\d)", r"3/\1/2026", text)),
        f'entries.csv, line 2 and 2 more, column date: "3/1/2026" {GIVE_DATE_FORM}',
    ),
    "Excel's number for a date": (
        in_entries(lambda text: text.replace("2026-03-01", "46082")),
        f'entries.csv, line 2, column date: "46082" {GIVE_DATE_FORM}',
    ),
    "a score with a half": (
        in_entries(lambda text: text.replace("-01,4,", "-01,4.5,")),
        'entries.csv, line 2, column pain: "4.5" is not a whole number from 0 to 10.',
    ),
    "a quote that never ends": (
        in_entries(lambda text: text.replace('rain"', "rain")),
        f"entries.csv, line 2: {QUOTES}",
    ),
    "a column that was removed": (
        in_entries(lambda text: text.replace(",touch_sensitivity", ",Notes2")),
        f"entries.csv, line 1, column touch_sensitivity: {MISSING}",
    ),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_not_safe_is_refused_with_what_to_do(kind: str) -> None:
    files, sentence = REFUSED[kind]
    with pytest.raises(ArchiveError) as refused:
        read_archive(zipped(files))
    assert str(refused.value) == sentence


def test_all_that_is_wrong_is_told_at_once_with_the_files_real_names() -> None:
    dates = "\n".join(f"{day}/11/2026,5,,,," for day in range(1, 31))
    files = SAMPLE | {
        "entries.csv": f"date,pain,worst_pain,locations,touch_sensitivity,note\n{dates}\n".encode(),
        "doses.csv": b"taken_at,medication,route,amount,unit\n2026-03-01 8:00,x,oral,inf,spoon\n",
        "profile.json": b'{"opioid_start": "soon"}',
    }
    named = {name.replace(".", " (2)."): content for name, content in files.items()}
    with pytest.raises(ArchiveError) as refused:
        read_archive(zipped(named))
    entries, amount, unit, profile = sorted(
        refused.value.lines, key=lambda line: ["ent", "am", "un", "pro"].index(_topic(line))
    )
    assert entries == (
        f'entries (2).csv, line 2 and 29 more, column date: "1/11/2026" {GIVE_DATE_FORM}'
    )
    assert amount.startswith('doses (2).csv, line 2, column amount: "inf" is not a number')
    assert unit.startswith('doses (2).csv, line 2, column unit: "spoon" is not one of')
    assert profile.startswith("profile.json, column opioid_start")


def _topic(line: str) -> str:
    topics = {"column date": "ent", "column amount": "am", "column unit": "un", "profile": "pro"}
    return next(topic for words, topic in topics.items() if words in line)


def test_twenty_kinds_are_tried() -> None:
    assert len(READ) + len(REFUSED) >= 20


def saved_by_openpyxl(content: bytes) -> bytes:
    """Open a CSV as a spreadsheet does, dates and numbers as such, and save it as CSV again."""
    sheet = openpyxl.Workbook().active
    assert sheet is not None
    for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")):
        sheet.append([_as_typed(cell) for cell in row])
    out = io.StringIO(newline="")
    csv.writer(out).writerows(sheet.iter_rows(values_only=True))
    return out.getvalue().encode("utf-8-sig")


def _as_typed(cell: str) -> object:
    for kind in (float, date.fromisoformat, datetime.fromisoformat):
        try:
            return kind(cell)  # type: ignore[operator] # each takes one text
        except ValueError:
            continue
    return cell or None


def test_an_export_opened_and_saved_by_a_spreadsheet_library_comes_back_equal() -> None:
    saved = {
        name: saved_by_openpyxl(content) if name.endswith("csv") else content
        for name, content in SAMPLE.items()
    }
    assert saved["entries.csv"] != SAMPLE["entries.csv"]
    assert read_archive(zipped(saved)) == EXPECTED
