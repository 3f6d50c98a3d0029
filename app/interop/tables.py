"""A CSV file as rows of cells, each with its line, before anything in it is understood."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from app.interop.errors import ArchiveError, shown
from app.interop.fields import FieldError

MAX_ROWS = 200_000

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a CSV file.

    Attributes:
        file: name of the file.
        line: line on which the row begins, from 1.
        cells: text by column name, as it stands.
    """

    file: str
    line: int
    cells: dict[str, str]

    def read(self, column: str, reader: Callable[[str], _Value]) -> _Value:
        """Return the cell's value, read without the blanks around it.

        Raises:
            ArchiveError: `reader` refused the text.
        """
        try:
            return reader(self.cells[column].strip())
        except FieldError as error:
            raise self.error(column, str(error)) from None

    def read_optional(self, column: str, reader: Callable[[str], _Value]) -> _Value | None:
        """Return the cell's value, or None for an empty cell."""
        return self.read(column, reader) if self.cells[column].strip() else None

    def error(self, column: str | None, sentence: str) -> ArchiveError:
        """Return the error that points at this row."""
        return ArchiveError(self.file, self.line, column, sentence)


def decode(file: str, content: bytes) -> str:
    """Return the text of a UTF-8 file, with or without a byte-order mark.

    Raises:
        ArchiveError: it is not UTF-8, or holds NUL bytes.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ArchiveError(file, line, None, "This is not UTF-8 text.") from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise ArchiveError(file, line, None, "This line holds a NUL byte. The file is damaged.")
    return text


def read_rows(
    file: str, content: bytes, required: Sequence[str], optional: Sequence[str] = ()
) -> Iterator[Row]:
    """Yield the rows of a CSV file; columns stand in any order, unknown ones are passed over.

    Args:
        file: name of the file, for errors.
        content: its bytes.
        required: columns that must be there.
        optional: columns that may be there; empty cells where they are not.

    Raises:
        ArchiveError: it is not well-formed CSV in UTF-8, or a column is missing.
    """
    lines = _cells(file, decode(file, content))
    header_line, header = next(lines, (1, []))
    position = _positions(file, header_line, header, required, optional)
    for count, (line, cells) in enumerate(lines, start=1):
        if count > MAX_ROWS:
            raise ArchiveError(file, line, None, f"The file has more than {MAX_ROWS:,} rows.")
        if len(cells) < len(header) or any(cells[len(header) :]):
            sentence = f"This row has {len(cells)} cells and the header has {len(header)}."
            raise ArchiveError(file, line, None, sentence)
        named = dict.fromkeys(optional, "") | {name: cells[at] for name, at in position.items()}
        yield Row(file, line, named)


def _cells(file: str, text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            sentence = "Commas or quotes are not where they should be, or a cell is too long."
            raise ArchiveError(file, line, None, sentence) from None
        if cells:
            yield line, cells


def _positions(
    file: str, line: int, header: list[str], required: Sequence[str], optional: Sequence[str]
) -> dict[str, int]:
    names = [name.strip().casefold() for name in header]
    for name in required:
        if name not in names:
            hint = " Use commas between columns." if ";" in "".join(header) else ""
            raise ArchiveError(file, line, name, f"This column is missing.{hint}")
    known = [name for name in names if name in {*required, *optional}]
    for name in known:
        if known.count(name) > 1:
            raise ArchiveError(file, line, name, f"The column {shown(name)} is there twice.")
    return {name: names.index(name) for name in known}
