"""The rows of a table whose columns are known by name, each cell read by a function of its own."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from app.interop.errors import ArchiveError, JoinedArchiveError, Troubles, shown
from app.interop.fields import FieldError
from app.interop.tables.table import Table, TableRow

_Value = TypeVar("_Value")
_WHY_TOO_MANY = "A comma in a number starts a new cell. Write 1000 for 1,000, and 2.5 for 2,5."


@dataclass(frozen=True, slots=True)
class Cell(Generic[_Value]):
    """A cell that was read, or could not be: then its row is refused before anybody asks."""

    _read: tuple[_Value, ...]

    @property
    def value(self) -> _Value:
        """What the cell says."""
        return self._read[0]


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row by the names of its columns.

    Attributes:
        file: name of the file.
        line: line on which the row begins, from 1.
        cells: text by column name, as it stands.
        troubles: what could not be read so far.
    """

    file: str
    line: int
    cells: dict[str, str]
    troubles: list[ArchiveError] = field(default_factory=list)

    def read(self, column: str, reader: Callable[[str], _Value]) -> Cell[_Value]:
        """Read a cell without the blanks around it; what cannot be read is kept for `check`."""
        return self._read(column, self.cells[column].strip(), reader)

    def read_optional(self, column: str, reader: Callable[[str], _Value]) -> Cell[_Value | None]:
        """Read a cell; None for an empty one."""
        return self.read(column, reader) if self.cells[column].strip() else Cell((None,))

    def read_text(self, column: str, reader: Callable[[str], str]) -> Cell[str]:
        """Read a cell with the blanks around it, which may be the person's own."""
        return self._read(column, self.cells[column], reader)

    def _read(self, column: str, written: str, reader: Callable[[str], _Value]) -> Cell[_Value]:
        try:
            return Cell((reader(written),))
        except FieldError as error:
            self.troubles.append(self.error(column, str(error), error.rule))
            return Cell(())

    def error(self, column: str | None, sentence: str, rule: str = "") -> ArchiveError:
        """Return the error that points at this row."""
        return ArchiveError(self.file, self.line, column, sentence, rule)

    def check(self) -> None:
        """Accept a row of which every cell could be read.

        Raises:
            JoinedArchiveError: one could not; with all of them.
        """
        if self.troubles:
            raise JoinedArchiveError(self.troubles)


def rows_by_name(
    table: Table, required: Sequence[str], optional: Sequence[str] = ()
) -> Iterator[SheetRow]:
    """Yield the rows under the header; columns stand in any order, unknown ones are passed over.

    Cells left out at the end of a row are empty: spreadsheets leave them out.

    Args:
        table: its first row is the header.
        required: columns that must be there.
        optional: columns that may be there; empty cells where they are not.

    Raises:
        JoinedArchiveError: columns are missing or stand twice.
    """
    header, *rows = table.rows or (TableRow(1, ()),)
    position = _positions(table.name, header, required, optional)
    for row in rows:
        named = dict.fromkeys((*required, *optional), "")
        named |= {name: row.cells[at] for name, at in position.items() if at < len(row.cells)}
        found = SheetRow(table.name, row.line, named)
        if any(cell.strip() for cell in row.cells[len(header.cells) :]):
            sentence = (
                f"This row has {len(row.cells)} cells and the header has {len(header.cells)}. "
                f"{_WHY_TOO_MANY}"
            )
            found.troubles.append(found.error(None, sentence, "too many cells"))
        yield found


def _positions(
    file: str, header: TableRow, required: Sequence[str], optional: Sequence[str]
) -> dict[str, int]:
    names = [name.strip().casefold() for name in header.cells]
    troubles = Troubles()
    for name in (*required, *optional):
        if name in required and name not in names:
            sentence = f"This column is missing. {_found_columns(header)}"
            troubles.add([ArchiveError(file, header.line, name, sentence)])
        if names.count(name) > 1:
            sentence = f"The column {shown(name)} is there twice."
            troubles.add([ArchiveError(file, header.line, name, sentence)])
    troubles.raise_if_any()
    return {name: names.index(name) for name in (*required, *optional) if name in names}


def _found_columns(header: TableRow) -> str:
    names = [shown(name.strip()) for name in header.cells if name.strip()][:8]
    return f"The columns here: {', '.join(names)}." if names else "The file is empty."
