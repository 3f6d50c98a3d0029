"""The bytes of a CSV file as a table, whichever of its forms a program wrote."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from app.interop.errors import ArchiveError
from app.interop.tables.table import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    Table,
    TableRow,
    is_blank,
    too_large,
)

# The comma first: it is what the files are named after, and wins where nothing speaks for another.
_SEPARATORS = (",", ";", "\t", "|")
_ROWS_TO_JUDGE_BY = 40
_CHARACTERS_TO_JUDGE_BY = 10_000
# Excel's "Unicode Text" is UTF-16; the mark at its beginning leaves no doubt.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NOT_UTF8 = (
    'This is not UTF-8 text. In Excel, save it as "CSV UTF-8". In other programs, choose UTF-8 '
    "when you save."
)


def decode(file: str, content: bytes, not_utf8: str = "This is not UTF-8 text.") -> str:
    """Return the text of a file in UTF-8, or in UTF-16 that says so at its beginning.

    Args:
        file: its name, for errors.
        content: its bytes.
        not_utf8: the sentence for anything else.

    Raises:
        ArchiveError: it is neither, or holds NUL bytes.
    """
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ArchiveError(file, line, None, not_utf8) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise ArchiveError(file, line, None, "This line holds a NUL byte. The file is damaged.")
    return text


def csv_table(name: str, content: bytes) -> Table:
    """Return the rows of a CSV file, separated by commas, semicolons, tabs or bars.

    Raises:
        ArchiveError: it is too large, not UTF-8, or its quotes do not match.
    """
    text = decode(name, content, _NOT_UTF8)
    # Counting is cheap, taking 20 million cells apart is not.
    if any(text.count(sign) > MAX_CELLS for sign in ("\n", *_SEPARATORS)):
        raise too_large(name)
    first_line, separator = _named_separator(text)
    if not separator:
        text = _with_line_ends(text)
        separator = _likely_separator(text)
    return Table(name, tuple(_rows(name, text, separator, first_line)))


def _named_separator(text: str) -> tuple[int, str]:
    """Return the line after Excel's ``sep=;`` and the separator; nothing where it is not there."""
    first = text[:16].splitlines()[:1]
    line = first[0].strip().strip('"') if first else ""
    is_named = line.casefold().startswith("sep=") and line[4:] in _SEPARATORS
    return (2, line[4:]) if is_named else (1, "")


def _with_line_ends(text: str) -> str:
    r"""Mend a file whose lines end in a backslash and an n, as one app writes them.

    CrisisCore-Systems/pain-tracker joined its rows with the two characters "\\n".
    """
    stripped = text.strip("\r\n")
    is_one_line = "\n" not in stripped and "\r" not in stripped
    return stripped.replace("\\n", "\n") if is_one_line and "\\n" in stripped else text


def _likely_separator(text: str) -> str:
    """Return the separator that cuts the first rows into the same number of cells."""
    return max(_SEPARATORS, key=lambda separator: _evenness(text, separator))


def _evenness(text: str, separator: str) -> tuple[float, int]:
    # A line of 20 million cells must not be taken apart to learn that it is one.
    lines = (line[:_CHARACTERS_TO_JUDGE_BY] for line in io.StringIO(text, newline=""))
    reader = csv.reader(lines, delimiter=separator)
    lengths: Counter[int] = Counter()
    try:
        lengths.update(len(row) for row in islice(reader, _ROWS_TO_JUDGE_BY) if row)
    except csv.Error:
        return 0.0, 0
    parted = Counter({length: count for length, count in lengths.items() if length > 1})
    if not parted:
        return 0.0, 0
    ((length, count),) = parted.most_common(1)
    return count / lengths.total(), length


def _rows(name: str, text: str, separator: str, first_line: int) -> Iterator[TableRow]:
    lines = io.StringIO(text, newline="")
    for _ in range(first_line - 1):
        lines.readline()
    reader = csv.reader(lines, delimiter=separator, strict=True)
    count = 0
    while True:
        line = first_line + reader.line_num
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            sentence = "Commas or quotes are not where they should be, or a cell is too long."
            raise ArchiveError(name, line, None, sentence) from None
        if is_blank(cells):
            continue
        count += 1
        if count > MAX_ROWS or (len(cells) > MAX_COLUMNS and not is_blank(cells[MAX_COLUMNS:])):
            raise too_large(name)
        yield TableRow(line, tuple(cells[:MAX_COLUMNS]))
