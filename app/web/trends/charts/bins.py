"""Runs of days drawn as one mark when single days would be finer than a line.

A run keeps its lowest and its highest day, so no peak is lost however long the stretch is.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app.trends.figures.series import DayRow

DayFigure = Callable[[DayRow], float | None]

SMALLEST_WIDTH = 2.2
SIZES = (1, 7, 28, 91)
# The rule of the 7-day mean, for runs of any length: four days in seven.
SHARE_FOR_MEAN = 4 / 7


@dataclass(frozen=True, slots=True)
class Bin:
    """A run of days with at least one known figure.

    Attributes:
        first: the first day of the run.
        days: how long the run is.
        known: how many of its days carry the figure.
        low: the lowest figure.
        mean: the mean of the known days.
        high: the highest figure.
    """

    first: date
    days: int
    known: int
    low: float
    mean: float
    high: float

    @property
    def is_full(self) -> bool:
        """Tell whether enough days are known for the mean to stand for the run."""
        return self.known >= SHARE_FOR_MEAN * self.days


def bin_days(days: int, width: float) -> int:
    """Return the length of a run, so that each is wide enough to be seen.

    >>> bin_days(90, 300), bin_days(365, 300), bin_days(3650, 300)
    (1, 7, 28)
    """
    fitting = (size for size in SIZES if width * size / days >= SMALLEST_WIDTH)
    return next(fitting, SIZES[-1])


def bins(rows: Sequence[DayRow], figure: DayFigure, size: int) -> Iterator[Bin | None]:
    """Yield the runs in order, counted back from the last day; `None` for an empty one."""
    for stop in range(len(rows) % size or size, len(rows) + 1, size):
        run = rows[max(0, stop - size) : stop]
        known = [value for value in map(figure, run) if value is not None]
        if known:
            yield Bin(
                first=run[0].for_date,
                days=len(run),
                known=len(known),
                low=min(known),
                mean=sum(known) / len(known),
                high=max(known),
            )
        else:
            yield None
