"""The sheets of an Excel workbook (.xlsx) as tables.

openpyxl in its streaming mode: rows come one at a time, so that limits stop a hostile file
early, and dates are told from numbers by their cell's format.
"""

import io
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from openpyxl import load_workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from app.interop.errors import ArchiveError
from app.interop.tables.packed import unpack
from app.interop.tables.table import MAX_COLUMNS, MAX_ROWS, Table, TableRow, is_blank, too_large

# A cell of XML takes far longer to read than one of CSV: this many about three seconds.
MAX_WORKBOOK_CELLS = 200_000
# As many rows as a sheet can have; a file that numbers its rows beyond that is not from Excel.
_LAST_ROW = 1_048_576
# What openpyxl does not know (a chart, a style) is of no concern here, and its remark on a date
# quotes the cell: health figures stay out of the log.
warnings.filterwarnings("ignore", category=UserWarning, module=r"openpyxl\.")


def is_workbook(paths: set[str]) -> bool:
    """Tell by the paths inside a zip whether it is an Excel workbook."""
    return "[Content_Types].xml" in paths and any(path.startswith("xl/") for path in paths)


def workbook_tables(name: str, content: bytes) -> tuple[Table, ...]:
    """Return each sheet that is not empty.

    Raises:
        ArchiveError: it cannot be read, or is too large.
    """
    sheets = [data for path, data in unpack(name, content).items() if "worksheets/" in path]
    if sum(data.count(b"<c ") + data.count(b":c ") for data in sheets) > MAX_WORKBOOK_CELLS:
        raise too_large(name)
    has_formulas = any(b"<f" in data or b":f>" in data for data in sheets)
    try:
        tables = _tables(name, content, has_formulas=has_formulas)
    except ArchiveError:
        raise
    except Exception:  # noqa: BLE001 - openpyxl raises whatever a broken file makes it stumble over
        sentence = "This Excel workbook cannot be read. Save it again as .xlsx, or as CSV UTF-8."
        raise ArchiveError(name, None, None, sentence) from None
    return tables


def _tables(name: str, content: bytes, *, has_formulas: bool) -> tuple[Table, ...]:
    rows_by_sheet = _rows_by_sheet(name, content, results=True)
    if has_formulas:
        # A formula without a stored result reads as an empty cell: it is shown instead, so that
        # it is listed as unread and not lost.
        formulas = _rows_by_sheet(name, content, results=False)
        rows_by_sheet = {
            title: _with_formulas(rows, formulas.get(title, []))
            for title, rows in rows_by_sheet.items()
        }
    filled = {title: rows for title, rows in rows_by_sheet.items() if rows}
    return tuple(
        Table(name if len(filled) == 1 else f"{name}, sheet {title}", tuple(rows))
        for title, rows in filled.items()
    )


def _rows_by_sheet(name: str, content: bytes, *, results: bool) -> dict[str, list[TableRow]]:
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=results, keep_links=False)
    try:
        return {
            sheet.title: list(_rows(name, sheet))
            for sheet in book.worksheets
            if isinstance(sheet, ReadOnlyWorksheet)
        }
    finally:
        book.close()


def _rows(name: str, sheet: ReadOnlyWorksheet) -> Iterator[TableRow]:
    # Some programs state a size that is too small, and hostile files one that is huge.
    sheet.reset_dimensions()
    cells_seen = rows_seen = 0
    # The stubs know `iter_rows` for sheets that can be changed only.
    rows = sheet.iter_rows(max_row=_LAST_ROW, values_only=True)  # type: ignore[misc]
    for line, values in enumerate(rows, start=1):
        if not values:
            continue
        cells_seen += len(values)
        if cells_seen > 4 * MAX_WORKBOOK_CELLS:
            raise too_large(name)
        cells = [_text(value) for value in values]
        if is_blank(cells):
            continue
        rows_seen += 1
        if rows_seen > MAX_ROWS or not is_blank(cells[MAX_COLUMNS:]):
            raise too_large(name)
        yield TableRow(line, tuple(cells[:MAX_COLUMNS]))


def _with_formulas(results: list[TableRow], formulas: list[TableRow]) -> list[TableRow]:
    stored = {row.line: row.cells for row in results}
    return [
        TableRow(row.line, tuple(_stored_or_formula(stored.get(row.line, ()), row.cells)))
        for row in formulas
    ]


def _stored_or_formula(stored: tuple[str, ...], written: tuple[str, ...]) -> Iterator[str]:
    for at, cell in enumerate(written):
        result = stored[at] if at < len(stored) else ""
        yield result or cell


def _text(value: object) -> str:
    """Write a cell's value as a plain CSV file would hold it."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case float():
            return _number_text(value)
        case datetime():
            return _moment_text(value)
        case date() | time():
            return value.isoformat()
        case timedelta():
            minutes, seconds = divmod(round(value.total_seconds()), 60)
            return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
        case _:
            return str(value)


def _number_text(number: float) -> str:
    if number.is_integer():
        return str(int(number))
    # Excel keeps binary fractions: what it shows as 0.1 must not come out with 17 digits.
    return format(Decimal(f"{number:.15g}"), "f")


def _moment_text(moment: datetime) -> str:
    # Times of day are fractions of a day there, and come back a few microseconds off.
    rounded = (moment + timedelta(microseconds=500_000)).replace(microsecond=0)
    return rounded.date().isoformat() if rounded.time() == time() else rounded.isoformat()
