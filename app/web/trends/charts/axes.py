"""Where a day and a figure stand in a picture, and which of them are labelled."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import floor, log10

from app.diary.day_words import short_day, short_month

# Leading figures of a scale's end whose half is a round figure as well.
ROUND_ENDS = (1.0, 1.2, 1.4, 1.6, 1.8, 2.0, 2.4, 2.8, 3.2, 3.6, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0)
SMALLEST_END = 10.0
AREA_ENDS = (4, 8, 12, 16, 24)
DAY_STEPS = (1, 2, 7, 14)
MONTH_STEPS = (1, 2, 3, 6, 12, 24, 36, 60, 120, 240)


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """Days from left to right; every day is a strip of the same width.

    Attributes:
        first: the first day.
        days: how many days are shown.
        left: where the first day begins.
        right: where the last day ends.
    """

    first: date
    days: int
    left: float
    right: float

    @property
    def per_day(self) -> float:
        """Return the width of one day."""
        return (self.right - self.left) / self.days

    def start(self, day: date) -> float:
        """Return where a day begins."""
        return self.left + (day - self.first).days * self.per_day

    def middle(self, day: date) -> float:
        """Return the middle of a day."""
        return self.left + ((day - self.first).days + 0.5) * self.per_day


@dataclass(frozen=True, slots=True)
class AxisTick:
    """A labelled day: what stands below it, and below that, its year where it is news."""

    day: date
    label: str
    year: str


def ticks(axis: TimeAxis, room: float) -> tuple[AxisTick, ...]:
    """Choose the days to label: as many as have `room` units each."""
    most = int((axis.right - axis.left) / room)
    for step in DAY_STEPS:
        if axis.days <= step * most:
            days = [axis.first + timedelta(days=n) for n in range(0, axis.days, step)]
            return _with_years(days, short=False)
    for step in MONTH_STEPS:
        months = _months(axis, step)
        if len(months) <= most:
            break
    return _with_years(months, short=True)


def _months(axis: TimeAxis, step: int) -> list[date]:
    last = axis.first + timedelta(days=axis.days - 1)
    return list(_month_starts(axis.first, last, step))


def _month_starts(first: date, last: date, step: int) -> Iterator[date]:
    month = first.year * 12 + first.month - 1
    while True:
        if month % step == 0:
            start = date(month // 12, month % 12 + 1, 1)
            if start > last:
                return
            if start >= first:
                yield start
        month += 1


def _with_years(days: list[date], *, short: bool) -> tuple[AxisTick, ...]:
    whole_years = short and all(day.month == 1 for day in days) and len(days) > 1
    found = []
    for n, day in enumerate(days):
        new_year = n == 0 or day.year != days[n - 1].year
        if whole_years:
            found.append(AxisTick(day, str(day.year), ""))
        else:
            label = short_month(day) if short else short_day(day)
            found.append(AxisTick(day, label, str(day.year) if new_year else ""))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class FigureAxis:
    """Figures from the bottom up, always from zero.

    Attributes:
        top: where `end` stands.
        bottom: where zero stands.
        end: the highest figure of the scale.
    """

    top: float
    bottom: float
    end: float

    def at(self, figure: float) -> float:
        """Return where a figure stands."""
        return self.bottom - (self.bottom - self.top) * figure / self.end


def round_end(highest: float) -> float:
    """Return a round end for a scale from zero that holds `highest`.

    >>> round_end(0), round_end(45), round_end(225), round_end(315)
    (10.0, 50.0, 240.0, 320.0)
    """
    if highest <= SMALLEST_END:
        return SMALLEST_END
    magnitude = 10.0 ** floor(log10(highest))
    return next(lead * magnitude for lead in ROUND_ENDS if lead * magnitude >= highest)


def area_end(most: int) -> float:
    """Return the end of a scale that holds a number of areas.

    >>> area_end(0), area_end(5), area_end(24)
    (4.0, 8.0, 24.0)
    """
    return float(next(end for end in AREA_ENDS if end >= most))
