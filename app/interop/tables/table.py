"""A table of text with the line of each row, and how large one may be."""

from dataclasses import dataclass

from app.interop.errors import ArchiveError

# Ten years of ten doses a day are 36,500 rows of 6 cells. Ours; a larger file is refused before
# its cells are taken apart, since that is what costs time and memory.
MAX_ROWS = 60_000
MAX_COLUMNS = 250
MAX_CELLS = 800_000


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row that is not blank.

    Attributes:
        line: line of the file on which it begins, from 1; in a workbook the number of the row.
        cells: text as it stands; cells left out at the end are not there.
    """

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """What one file or one sheet of a workbook holds, blank rows passed over.

    Attributes:
        name: the file's own name, with the sheet's where a workbook has several.
        rows: top to bottom; the first need not be the header.
    """

    name: str
    rows: tuple[TableRow, ...]


def only_columns_of(other: Table, table: Table) -> Table:
    """Return the table without the columns that the other one's header does not name."""
    known = {name.strip().casefold() for name in other.rows[0].cells} if other.rows else set()
    header = table.rows[0].cells if table.rows else ()
    kept = [at for at, name in enumerate(header) if name.strip().casefold() in known]
    rows = (
        TableRow(row.line, tuple(row.cells[at] for at in kept if at < len(row.cells)))
        for row in table.rows
    )
    return Table(table.name, tuple(rows))


def too_large(name: str) -> ArchiveError:
    """Return the error for a table beyond the limits."""
    return ArchiveError(
        name,
        None,
        None,
        f"This table is too large. Tidemark can read up to {MAX_ROWS:,} rows, {MAX_COLUMNS} "
        f"columns and {MAX_CELLS:,} cells. Import one year at a time.",
    )


def is_blank(cells: list[str]) -> bool:
    """Tell whether nothing is written in any cell.

    >>> is_blank(["", "  "])
    True
    """
    return not any(cell.strip() for cell in cells)
