"""A list from elsewhere: its headings, its rows, and what is known of it beforehand."""

from dataclasses import dataclass, field

from app.interop.other_apps.choices import Choices, Part
from app.interop.other_apps.days import written_day
from app.interop.tables.table import Table, TableRow


@dataclass(frozen=True, slots=True)
class Unused:
    """What could not be brought in.

    Attributes:
        line: line of the file.
        sentence: why, for people.
        heading: what of the row, such as the cell's heading; empty for the whole row.
        written: what stands in that cell.
    """

    line: int
    sentence: str
    heading: str = ""
    written: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """One list that is no file of our own.

    Attributes:
        name: of its file, or of its sheet.
        app: whose form it has; empty for any other list.
        headings: of its columns.
        rows: its records, top to bottom.
        set_aside: lines that hold no record that we could use, each with the reason.
        suggested: what its headings say about its columns.
        hint: a sentence about this app's lists, where there is something to know.
        person_column: column that tells whose row it is, where a list may be about several.
    """

    name: str
    app: str
    headings: tuple[str, ...]
    rows: tuple[TableRow, ...]
    set_aside: tuple[Unused, ...] = ()
    suggested: Choices = field(default_factory=Choices)
    hint: str = ""
    person_column: int | None = None

    @property
    def line_count(self) -> int:
        """Lines that hold anything, without the headings."""
        return len(self.rows) + len(self.set_aside)

    def heading(self, at: int) -> str:
        return self.headings[at] if at < len(self.headings) else f"Column {at + 1}"

    def cell(self, row: TableRow, at: int | None) -> str:
        """Return what stands in a column, without the blanks around it; empty where nothing."""
        return row.cells[at].strip() if at is not None and at < len(row.cells) else ""

    def column(self, choices: Choices, part: Part) -> tuple[str, ...]:
        """Return what stands in the column of a part, row by row; empty cells are left out."""
        at = choices.column(part)
        cells = () if at is None else (self.cell(row, at) for row in self.rows)
        return tuple(cell for cell in cells if cell)


def plain_listing(table: Table) -> Listing:
    """Return any table as a list; its first row with two cells or more holds the headings.

    A table that begins with a date has no headings: no row is taken for one.
    """
    at = next((n for n, row in enumerate(table.rows) if _filled(row) > 1), 0)
    above = [Unused(row.line, "This line is above the list.") for row in table.rows[:at]]
    rows = table.rows[at:]
    width = max((len(row.cells) for row in rows), default=0)
    if rows and not any(written_day(cell) for cell in rows[0].cells):
        headings = tuple(cell.strip() for cell in rows[0].cells)
        rows = rows[1:]
    else:
        headings = ()
    named = (headings[n] if n < len(headings) else "" for n in range(width))
    return Listing(
        name=table.name,
        app="",
        headings=tuple(name or f"Column {n}" for n, name in enumerate(named, start=1)),
        rows=rows,
        set_aside=tuple(above),
    )


def _filled(row: TableRow) -> int:
    return sum(1 for cell in row.cells if cell.strip())
