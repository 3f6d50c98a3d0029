"""All that is left out of a kept file, one by one: the page shows the first of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.interop.uploads import tables_of
from app.services.archive.pending import ReadList, find_pending, read_kept
from app.services.owner import Owner


@dataclass(frozen=True, slots=True)
class LeftOutRow:
    """A row, or a part of one, that is not brought in.

    Attributes:
        file: its file or sheet.
        line: line of the file; None where there is none.
        part: heading of the cell; empty for the whole row.
        written: what stands there.
        why: a sentence.
    """

    file: str
    line: int | None
    part: str
    written: str
    why: str


def rows_left_out(
    session: Session, person: Owner, public_id: str, now: datetime
) -> tuple[LeftOutRow, ...]:
    """Return what is left out of the kept file, in the order of the file.

    Raises:
        NotFound: there is no such upload, or it is too old.
    """
    pending = find_pending(session, person, public_id, now)
    archive, lists = read_kept(pending, person, now)
    if not lists:
        return tuple(
            LeftOutRow(one.file, one.line, one.column or "", "", one.sentence)
            for one in archive.left_out
        )
    tables = tables_of(pending.content)
    return tuple(
        row
        for read, table in zip(lists, tables, strict=True)
        for row in _of_list(read, {row.line: row.cells for row in table.rows})
    )


def _of_list(read: ReadList, cells: Mapping[int, Sequence[str]]) -> Iterator[LeftOutRow]:
    for unused in read.outcome.unused:
        whole = ", ".join(cell for cell in cells.get(unused.line, ()) if cell.strip())
        written = unused.written if unused.heading else whole
        yield LeftOutRow(read.listing.name, unused.line, unused.heading, written, unused.sentence)
