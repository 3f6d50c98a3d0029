"""Numbered marks for what happened: the number stands in the picture and in the key below it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.diary.diary import DiaryEvent
from app.trends.figures.dose_changes import DoseChange
from app.trends.figures.series import DaySeries
from app.web.trends.charts.axes import TimeAxis
from app.web.trends.charts.svg import Drawing, Point, width_of

FLAG_HEIGHT = 18.0
STRIP_HEIGHT = 24.0
GAP = 3.0
# With more marks than this, lines through all panels would hide the days behind them.
MOST_LINES = 14


@dataclass(frozen=True, slots=True)
class Mark:
    """All that was noted or found about one day.

    Attributes:
        number: from 1 in order of time.
        for_date: the day.
        change: the dose change of that day, if there is one.
        events: the events of that day, the one that tells of the dose change included.
    """

    number: int
    for_date: date
    change: DoseChange | None
    events: tuple[DiaryEvent, ...]


def number_marks(series: DaySeries) -> tuple[Mark, ...]:
    """Give each day with an event or a dose change its number."""
    changes = {change.for_date: change for change in series.dose_changes}
    events: dict[date, list[DiaryEvent]] = {}
    for event in series.events:
        events.setdefault(event.for_date, []).append(event)
    return tuple(
        Mark(n, day, changes.get(day), tuple(events.get(day, ())))
        for n, day in enumerate(sorted({*changes, *events}), start=1)
    )


@dataclass(slots=True)
class _Flag:
    """One or several marks that share a flag because they stand too close to each other."""

    marks: list[Mark]
    middle: float

    @property
    def label(self) -> str:
        first, last = self.marks[0].number, self.marks[-1].number
        return str(first) if first == last else f"{first}–{last}"

    @property
    def width(self) -> float:
        return flag_width(self.label)

    @property
    def is_change(self) -> bool:
        return all(mark.change is not None for mark in self.marks)


def draw_flags(drawing: Drawing, axis: TimeAxis, marks: Sequence[Mark], top: float) -> None:
    """Draw the row of numbers: square and dark for dose changes, round for the rest."""
    flags: list[_Flag] = []
    for mark in marks:
        flags.append(_Flag([mark], axis.middle(mark.for_date)))
        while len(flags) > 1 and _touch(flags[-2], flags[-1]):
            later = flags.pop()
            earlier = flags.pop()
            joined = [*earlier.marks, *later.marks]
            middle = (axis.middle(joined[0].for_date) + axis.middle(joined[-1].for_date)) / 2
            flags.append(_Flag(joined, middle))
    for flag in flags:
        left = min(max(flag.middle - flag.width / 2, 0), drawing.width - flag.width)
        draw_flag(drawing, (left, top), flag.label, is_change=flag.is_change)


def draw_flag(drawing: Drawing, at: Point, label: str, *, is_change: bool) -> float:
    """Draw one number in its box from the upper left corner; return how wide it is."""
    width = flag_width(label)
    look = "ch-flag-change" if is_change else "ch-flag-event"
    drawing.box(at, (width, FLAG_HEIGHT), look, 2.0 if is_change else FLAG_HEIGHT / 2)
    drawing.text((at[0] + width / 2, at[1] + 13.5), label, f"{look}-text", "middle")
    return width


def flag_width(label: str) -> float:
    """Return the room that a number in its box takes."""
    return max(FLAG_HEIGHT, width_of(label) + 10)


def _touch(earlier: _Flag, later: _Flag) -> bool:
    return later.middle - later.width / 2 < earlier.middle + earlier.width / 2 + GAP


def draw_lines(
    drawing: Drawing, axis: TimeAxis, marks: Sequence[Mark], top: float, bottom: float
) -> None:
    """Draw the lines from the flags down: dashed for dose changes, dotted for the rest."""
    few = len(marks) <= MOST_LINES
    for mark in marks:
        x = axis.middle(mark.for_date)
        look = "ch-line-event" if mark.change is None else "ch-line-change"
        drawing.line((x, top), (x, bottom if few else top + GAP * 2), look)
