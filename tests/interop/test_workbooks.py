"""Excel workbooks as tables, and files that are hostile or only look like one."""

import io
import time as clock
import zipfile
from datetime import UTC, date, datetime, time, timedelta

import openpyxl
import pytest

from app.interop.errors import ArchiveError
from app.interop.tables import packed, workbook
from app.interop.tables.table import MAX_CELLS, MAX_COLUMNS
from app.interop.tables.text import csv_table
from app.interop.tables.workbook import is_workbook, workbook_tables

SHEET = "xl/worksheets/sheet1.xml"


def book(*rows: tuple[object, ...], **more_sheets: tuple[object, ...]) -> bytes:
    made = openpyxl.Workbook()
    first = made.active
    assert first is not None
    for row in rows:
        first.append(row)
    for title, row in more_sheets.items():
        made.create_sheet(title).append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def with_part(content: bytes, path: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            new.writestr(name, data if name == path else old.read(name))
    return out.getvalue()


def sheet_xml(rows: str, dimension: str = "A1") -> bytes:
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return (
        f'<worksheet xmlns="{namespace}"><dimension ref="{dimension}"/>'
        f"<sheetData>{rows}</sheetData></worksheet>"
    ).encode()


def cells(content: bytes) -> list[tuple[str, ...]]:
    (table,) = workbook_tables("a.xlsx", content)
    return [row.cells for row in table.rows]


def refused(content: bytes) -> str:
    with pytest.raises(ArchiveError) as error:
        workbook_tables("a.xlsx", content)
    return str(error.value)


def test_values_come_as_a_csv_file_would_hold_them() -> None:
    moment = datetime(2026, 11, 1, 8, 15, tzinfo=UTC).replace(tzinfo=None)
    row = (date(2026, 11, 1), moment, time(8, 15), 5, 5.0, 0.1 + 0.2, 7.25, True, "a\nb", None)
    assert cells(book(row)) == [
        ("2026-11-01", "2026-11-01T08:15:00", "08:15:00", "5", "5", "0.3", "7.25", "TRUE", "a\nb")
    ]


def test_a_length_of_time_is_hours_and_minutes() -> None:
    assert cells(book(("x", timedelta(hours=26, minutes=5)))) == [("x", "26:05:00")]


def test_rows_keep_their_number_and_blank_ones_are_passed_over() -> None:
    (table,) = workbook_tables("a.xlsx", book(("date",), (None,), ("", " "), ("x",)))
    assert [row.line for row in table.rows] == [1, 4]


def test_each_sheet_that_holds_something_is_a_table() -> None:
    tables = workbook_tables("a.xlsx", book(("a",), Doses=("b",)))
    assert [table.name for table in tables] == ["a.xlsx, sheet Sheet", "a.xlsx, sheet Doses"]
    assert workbook_tables("a.xlsx", book()) == ()


def test_a_formula_without_a_stored_result_is_shown_and_not_lost() -> None:
    assert cells(book(("5", "=1+4"))) == [("5", "=1+4")]


def test_a_stated_size_that_is_wrong_loses_nothing() -> None:
    rows = "".join(
        f'<row r="{line}"><c r="A{line}"><v>{line}</v></c><c r="B{line}"><v>7</v></c></row>'
        for line in (1, 2, 3)
    )
    small = with_part(book(("x",)), SHEET, sheet_xml(rows, "A1"))
    huge = with_part(book(("x",)), SHEET, sheet_xml(rows, "A1:XFD1048576"))
    assert cells(small) == cells(huge) == [("1", "7"), ("2", "7"), ("3", "7")]


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1048576"><c r="ZZZ1048576"><v>1</v></c></row>',
        "".join(f'<row r="{n}"><c r="ZZZ{n}"><v>1</v></c></row>' for n in range(1, 20_000)),
        '<row r="1">' + '<c r="A1"/>' * (workbook.MAX_WORKBOOK_CELLS + 1) + "</row>",
    ],
    ids=["a cell in the last corner", "far columns in each row", "very many cells"],
)
def test_a_huge_sheet_is_refused_before_it_costs_much(rows: str) -> None:
    content = with_part(book(("x",)), SHEET, sheet_xml(rows))
    began = clock.monotonic()
    assert "This table is too large" in refused(content)
    assert clock.monotonic() - began < 5


def test_a_row_with_a_number_beyond_all_sheets_does_not_hang() -> None:
    rows = '<row r="99999999999"><c r="A1"><v>1</v></c></row>'
    assert workbook_tables("a.xlsx", with_part(book(("x",)), SHEET, sheet_xml(rows))) == ()


@pytest.mark.slow
def test_entities_that_grow_without_end_are_refused() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY %c "%b">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
    )
    content = with_part(book(("x",)), SHEET, bomb + b"]>" + sheet_xml("<row>&j;</row>"))
    assert refused(content).startswith("a.xlsx: This Excel workbook cannot be read.")


@pytest.mark.parametrize("part", ["xl/workbook.xml", SHEET, "xl/styles.xml"])
def test_a_damaged_workbook_is_refused(part: str) -> None:
    content = with_part(book(("x",)), part, b"<broken")
    assert refused(content) == (
        "a.xlsx: This Excel workbook cannot be read. Save it again as .xlsx, or as CSV UTF-8."
    )


def test_a_small_workbook_that_unpacks_to_a_huge_one_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(packed, "MAX_FILE_BYTES", 100_000)
    content = with_part(book(("x",)), SHEET, sheet_xml(" " * 200_000))
    assert refused(content).startswith(f"{SHEET}: This file is larger than")


def test_a_workbook_is_told_from_other_zips() -> None:
    with zipfile.ZipFile(io.BytesIO(book(("x",)))) as found:
        assert is_workbook(set(found.namelist()))
    assert not is_workbook({"[Content_Types].xml", "word/document.xml"})
    assert not is_workbook({"entries.csv", "xl/odd.csv"})


def test_twenty_million_commas_are_refused_at_once() -> None:
    began = clock.monotonic()
    with pytest.raises(ArchiveError, match="This table is too large"):
        csv_table("a.csv", b"date" + b"," * 20_000_000)
    assert clock.monotonic() - began < 2


def test_a_row_wider_than_any_list_is_refused() -> None:
    with pytest.raises(ArchiveError, match="This table is too large"):
        csv_table("a.csv", b"date,pain\n" + b"x," * (MAX_COLUMNS + 1) + b"x\n")
    assert MAX_COLUMNS < MAX_CELLS


def test_cells_that_were_only_formatted_do_not_count_as_columns() -> None:
    (_, row) = csv_table("a.csv", b"date,pain\n1,2" + b"," * 400).rows
    assert row.cells[:3] == ("1", "2", "")
