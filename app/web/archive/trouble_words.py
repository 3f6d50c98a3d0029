"""What is wrong with a file, and what is left out of it, in words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.interop.errors import ArchiveError, kinds_of_trouble
from app.services.archive.preview import ImportPreview
from app.services.archive.unused import LeftOutRow

LEFT_OUT_COLUMNS = ("File", "Line", "Part of the row", "What it holds", "Why it is left out")


@dataclass(frozen=True, slots=True)
class TroubleRow:
    """One kind of trouble: a sentence, and all lines where there are several."""

    words: str
    all_lines: str


def trouble_rows(troubles: Iterable[ArchiveError]) -> list[TroubleRow]:
    """Return a row for each kind of trouble."""
    return [
        TroubleRow(kind.words, kind.all_lines if len(kind.lines) > 1 else "")
        for kind in kinds_of_trouble(troubles)
    ]


def upload_refusal(error: ArchiveError) -> str:
    """Say in a sentence or two why a file cannot be read."""
    first, *others = error.lines
    more = " There is more. The full list is below the button." if others else ""
    return f"{first}{more} Choose another file."


def row_counts_sentence(preview: ImportPreview) -> str:
    """Say how many rows of our own files were read; nothing for lists, which say it themselves."""
    if not preview.row_count:
        return ""
    left_out = sum(trouble.line is not None for trouble in preview.left_out)
    read = preview.row_count - left_out
    return f"Rows in the file: {preview.row_count}. Read: {read}. Left out: {left_out}."


def left_out_table(rows: Iterable[LeftOutRow]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the list to take along."""
    for row in rows:
        line = "" if row.line is None else str(row.line)
        yield row.file, line, row.part, row.written, row.why
