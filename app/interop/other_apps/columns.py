"""Helpers for the forms of known apps: a table by its headings."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from app.interop.other_apps.choices import Choices, Part
from app.interop.other_apps.listing import Listing, Unused
from app.interop.other_apps.scores import Scale, ScoreRule
from app.interop.tables.table import Table, TableRow

ABOVE = "This line is above the list."


@dataclass(frozen=True, slots=True)
class Columns:
    """A table under its headings.

    Attributes:
        table: the table.
        headings: as written.
        header: position of the row that holds them.
    """

    table: Table
    headings: tuple[str, ...]
    header: int = 0

    @property
    def names(self) -> tuple[str, ...]:
        """The headings in small letters, without blanks around them."""
        return tuple(heading.strip().casefold() for heading in self.headings)

    def has(self, *names: str) -> bool:
        """Tell whether all of these headings are there."""
        return set(names) <= set(self.names)

    def at(self, *names: str) -> int | None:
        """Return the position of the first of these headings that is there."""
        return next((self.names.index(name) for name in names if name in self.names), None)

    def positions(self, names: Iterable[str]) -> tuple[int, ...]:
        """Return the positions of those headings that are there."""
        return tuple(self.names.index(name) for name in names if name in self.names)

    def parts(self, **named: Sequence[str]) -> dict[Part, int]:
        """Return the position for each part, by the first of its headings that is there."""
        found = {Part(part): self.at(*names) for part, names in named.items()}
        return {part: at for part, at in found.items() if at is not None}

    def listing(self, app: str, choices: Choices, hint: str = "") -> Listing:
        """Return the rows under the headings as a list of this app."""
        above = self.table.rows[: self.header]
        return Listing(
            name=self.table.name,
            app=app,
            headings=self.headings,
            rows=self.table.rows[self.header + 1 :],
            set_aside=tuple(Unused(row.line, ABOVE) for row in above),
            suggested=choices,
            hint=hint,
        )


def columns_of(table: Table, header: int = 0) -> Columns:
    """Return a table under the headings in one of its rows."""
    cells = table.rows[header].cells if header < len(table.rows) else ()
    return Columns(table, tuple(cell.strip() for cell in cells), header)


def from_zero_to_ten(*parts: Part) -> dict[Part, ScoreRule]:
    """Return the rule for scores that the app is known to ask from 0 to 10."""
    return dict.fromkeys(parts, ScoreRule(Scale.AS_IS))


def set_aside(listing: Listing, reason: Callable[[TableRow], str]) -> Listing:
    """Put rows aside that hold no record; `reason` says why, or nothing for a record."""
    reasons = [(row, reason(row)) for row in listing.rows]
    aside = tuple(Unused(row.line, why) for row, why in reasons if why)
    kept = tuple(row for row, why in reasons if not why)
    return replace(listing, rows=kept, set_aside=(*listing.set_aside, *aside))


def with_cells(listing: Listing, change: Callable[[TableRow], tuple[str, ...]]) -> Listing:
    """Change the cells of each row; the lines stay."""
    rows = tuple(TableRow(row.line, change(row)) for row in listing.rows)
    return replace(listing, rows=rows)
