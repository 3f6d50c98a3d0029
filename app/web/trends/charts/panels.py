"""The panels of the timeline: pain, daily amount, touch, places. Each starts at zero."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from app.trends.figures.series import DayRow
from app.web.trends.charts.axes import FigureAxis, TimeAxis
from app.web.trends.charts.bins import Bin, DayFigure, bins
from app.web.trends.charts.svg import Drawing, Point, number, polyline, width_of

SIGN_WIDTH = 18.0
# The heading stands clear of the topmost figure of the scale, which is centred on its line.
HEADING_LIFT = 12.0
SIGN_GAP = 9.0
RUNS = {7: "weekly range", 28: "4-week range", 91: "13-week range"}


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel: where it stands, what it shows.

    Attributes:
        drawing: what it is drawn into.
        rows: the days.
        time: the days' places.
        figures: the figures' places.
        size: days per mark, see `bin_days`.
    """

    drawing: Drawing
    rows: Sequence[DayRow]
    time: TimeAxis
    figures: FigureAxis
    size: int

    def frame(self, heading: str, signs: Sequence[tuple[str, str]]) -> None:
        """Draw the heading, the signs and what they mean, and the lines of the scale."""
        top = self.figures.top
        base = top - HEADING_LIFT
        self.drawing.text((0, base), heading, "ch-heading")
        self._signs(signs, base)
        for figure in (0.0, self.figures.end / 2, self.figures.end):
            y = self.figures.at(figure)
            look = "ch-base" if figure == 0 else "ch-grid"
            self.drawing.line((self.time.left, y), (self.time.right, y), look)
            self.drawing.text((self.time.left - 6, y + 4.5), number(figure), "ch-figure", "end")

    def _signs(self, signs: Sequence[tuple[str, str]], base: float) -> None:
        """Write the signs and their words so that they end at the right edge."""
        widths = [SIGN_WIDTH + width_of(words) for _, words in signs]
        x = self.drawing.width - sum(widths) - SIGN_GAP * (len(signs) - 1)
        for (look, words), width in zip(signs, widths, strict=True):
            draw_sign(self.drawing, look, (x, base - 4.5))
            self.drawing.text((x + SIGN_WIDTH, base), words, "ch-sign")
            x += width + SIGN_GAP

    def places(self, figure: DayFigure) -> Iterator[Point | None]:
        """Yield where each day's figure stands, `None` where there is none."""
        for row in self.rows:
            value = figure(row)
            yield (
                None if value is None else (self.time.middle(row.for_date), self.figures.at(value))
            )

    def ranges(self, figure: DayFigure, kind: str, *, steps: bool = False) -> None:
        """Draw a figure by runs of days, see `draw_runs`."""
        self.draw_runs(self.runs(figure), kind, steps=steps)

    def runs(self, figure: DayFigure) -> Sequence[Bin | None]:
        """Return the runs of days that are drawn as one mark."""
        return tuple(bins(self.rows, figure, self.size))

    def draw_runs(self, runs: Sequence[Bin | None], kind: str, *, steps: bool = False) -> None:
        """Draw runs of days: a bar from lowest to highest, and the mean as a line or as steps."""
        inset = min(0.6, self.time.per_day * self.size * 0.15)
        bars = "".join(self._bar(run, inset) for run in runs if run)
        self.drawing.path(bars, f"ch-{kind}-range")
        means: list[Point | None] = []
        for run in runs:
            if run is None or not run.is_full:
                means.append(None)
                continue
            start, width, y = self._place(run)
            means += [(start, y), (start + width, y)] if steps else [(start + width / 2, y)]
        self.drawing.path(broken_line(means), f"ch-{kind}-mean")

    def _place(self, run: Bin) -> tuple[float, float, float]:
        """Return where a run begins, how wide it is, and where its mean stands."""
        width = run.days * self.time.per_day
        return self.time.start(run.first), width, self.figures.at(run.mean)

    def _bar(self, run: Bin, inset: float) -> str:
        start = self.time.start(run.first)
        left, right = start + inset, start + run.days * self.time.per_day - inset
        # A run of equal days is a thin mark, not nothing.
        top, bottom = self.figures.at(run.high) - 0.8, self.figures.at(run.low) + 0.8
        return f"M{number(left)} {number(bottom)}V{number(top)}H{number(right)}V{number(bottom)}z"


def draw_sign(drawing: Drawing, look: str, at: Point) -> None:
    """Draw what a mark looks like, for the legend, from a point to the right."""
    x, y = at
    if look.endswith(("-dot", "-square")):
        drawing.dots([(x + 9, y)], f"{look} ch-key")
    elif look.endswith(("-bar", "-whisker")):
        drawing.line((x + 9, y + 5), (x + 9, y - 5), f"{look} ch-key")
    else:
        drawing.line(at, (x + 13, y), f"{look} ch-key")


def broken_line(points: Iterable[Point | None]) -> str:
    """Return the path through the points that never crosses a gap; a lone point is a dot."""
    path = ""
    for known, run in groupby(points, key=lambda point: point is not None):
        if known:
            stretch = [point for point in run if point is not None]
            path += polyline(stretch) + ("h.01" if len(stretch) == 1 else "")
    return path
