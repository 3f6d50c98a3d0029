"""What comes of a list: readings, doses, and what could not be brought in."""

from dataclasses import dataclass
from datetime import date, datetime

from app.interop.other_apps.doses import ReadDose
from app.interop.other_apps.listing import Unused


@dataclass(frozen=True, slots=True)
class ListReading:
    """What one row says of a day, or of a moment where its time is known."""

    line: int
    for_date: date
    at: datetime | None = None
    pain: int | None = None
    worst_pain: int | None = None
    touch: int | None = None
    areas: frozenset[str] | None = None
    note: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing."""
        answers = (self.pain, self.worst_pain, self.touch, self.areas)
        return not self.note and all(answer is None for answer in answers)


@dataclass(frozen=True, slots=True)
class ListResult:
    """What came of a list.

    Attributes:
        readings: scores, places and notes.
        doses: medicines taken.
        rows_read: how many rows became one of them, or several.
        unused: whole rows and single cells that could not be brought in.
        unused_headings: columns that nobody chose.
    """

    readings: tuple[ListReading, ...]
    doses: tuple[ReadDose, ...]
    rows_read: int
    unused: tuple[Unused, ...]
    unused_headings: tuple[str, ...]

    @property
    def unused_rows(self) -> tuple[Unused, ...]:
        """The rows of which nothing could be brought in."""
        return tuple(item for item in self.unused if not item.heading)
