"""The first picture: pain, daily opioid amount, touch and places on one time axis."""

from collections.abc import Callable, Sequence
from itertools import groupby

from markupsafe import Markup

from app.clinical.scales import HIGHEST_SCORE
from app.trends.figures.dose_changes import ChangeKind
from app.trends.figures.series import DayRow, DaySeries
from app.web.trends.charts.axes import FigureAxis, TimeAxis, area_end, round_end, ticks
from app.web.trends.charts.bins import Bin, bin_days
from app.web.trends.charts.layouts import Layout
from app.web.trends.charts.marks import STRIP_HEIGHT, Mark, draw_flags, draw_lines
from app.web.trends.charts.panels import RUNS, Panel, broken_line
from app.web.trends.charts.svg import Drawing, number, polyline

HEADING_HEIGHT = 30.0
PANEL_GAP = 10.0
_AXIS_HEIGHT = 36.0
_LEFT = 36.0
_RIGHT = 6.0
DOT_SIZES = (3, 4, 5, 6)


def draw_timeline(
    series: DaySeries,
    marks: Sequence[Mark],
    layout: Layout,
    identifier: str,
    title: str,
    description: str,
) -> Markup:
    """Draw a stretch of a diary as stacked panels.

    Args:
        series: the days to draw; at least one of them with a figure.
        marks: from `number_marks(series)`; the key below the picture uses the same numbers.
        layout: narrow or wide.
        identifier: unique on the page.
        title: what the picture is, for a screen reader.
        description: what can be seen in it, for a screen reader.
    """
    drawing = Drawing(layout.width)
    time = TimeAxis(series.first, len(series.rows), _LEFT, layout.width - _RIGHT)
    size = bin_days(len(series.rows), time.right - time.left)
    panels = _place(drawing, series, layout, time, size, STRIP_HEIGHT if marks else 0.0)
    bottom = panels[-1][1].figures.bottom if panels else STRIP_HEIGHT
    draw_lines(drawing, time, marks, STRIP_HEIGHT - 6, bottom)
    for draw, panel in panels:
        draw(panel)
        if draw is _draw_amount:
            _draw_arrows(panel, marks)
    draw_flags(drawing, time, marks, 1)
    _draw_ticks(drawing, time, layout, bottom)
    drawing.height = bottom + _AXIS_HEIGHT
    return drawing.finish(identifier, title, description, layout.name)


def _place(
    drawing: Drawing, series: DaySeries, layout: Layout, time: TimeAxis, size: int, top: float
) -> list[tuple[Callable[[Panel], None], Panel]]:
    """Stack the panels that have something to show."""
    amounts = [row.mme_per_day or 0.0 for row in series.rows]
    counts = [row.area_count or 0 for row in series.rows]
    wanted = (
        (_draw_pain, layout.tall, float(HIGHEST_SCORE), any(map(_has_pain, series.rows))),
        (_draw_amount, layout.middle, round_end(max(amounts)), any(map(_has_dose, series.rows))),
        (
            _draw_touch,
            layout.low,
            float(HIGHEST_SCORE),
            any(row.touch is not None for row in series.rows),
        ),
        (
            _draw_areas,
            layout.low,
            area_end(max(counts)),
            any(row.areas is not None for row in series.rows),
        ),
    )
    panels: list[tuple[Callable[[Panel], None], Panel]] = []
    for draw, height, end, is_wanted in wanted:
        if is_wanted:
            start = top + HEADING_HEIGHT
            figures = FigureAxis(start, start + height, end)
            panels.append((draw, Panel(drawing, series.rows, time, figures, size)))
            top = start + height + PANEL_GAP
    return panels


def _has_pain(row: DayRow) -> bool:
    return row.pain is not None or row.worst_pain is not None


def _has_dose(row: DayRow) -> bool:
    return row.mme_per_day is not None or bool(row.uncounted)


def _dot_look(panel: Panel, kind: str) -> str:
    """Return the class for dots that just leave room for their neighbours."""
    fitting = [size for size in DOT_SIZES if size <= panel.time.per_day]
    return f"{kind} ch-size-{max(fitting, default=DOT_SIZES[0])}"


def _draw_pain(panel: Panel) -> None:
    has_worst = any(row.worst_pain is not None for row in panel.rows)
    worst = [("ch-pain-whisker", "worst")] if has_worst else []
    heading = "Pain, 0–10"
    if panel.size > 1:
        # The other panels draw runs in the same way; they need no signs of their own.
        signs = [("ch-pain-range-bar", RUNS[panel.size]), ("ch-pain-mean", "average")]
        panel.frame(heading, [*signs, *worst])
        runs = panel.runs(lambda row: row.pain)
        _draw_worst_of_runs(panel, runs)
        panel.draw_runs(runs, "pain")
        return
    panel.frame(heading, [("ch-pain-dot", "day"), ("ch-pain-mean", "7-day average"), *worst])
    _draw_worst_of_days(panel)
    days = (point for point in panel.places(lambda row: row.pain) if point)
    panel.drawing.dots(days, _dot_look(panel, "ch-pain-dot"))
    panel.drawing.path(broken_line(panel.places(lambda row: row.pain_mean_7)), "ch-pain-mean")


def _draw_worst_of_days(panel: Panel) -> None:
    """Draw the worst pain of a day above its average, so that no peak is hidden."""
    lines = ""
    for row in panel.rows:
        if row.worst_pain is not None:
            foot = panel.figures.at(row.worst_pain if row.pain is None else row.pain) + 1
            top = panel.figures.at(row.worst_pain) - 1
            lines += f"M{number(panel.time.middle(row.for_date))} {number(foot)}V{number(top)}"
    panel.drawing.path(lines, "ch-pain-whisker")


def _draw_worst_of_runs(panel: Panel, runs: Sequence[Bin | None]) -> None:
    """Draw the worst pain of each run above its highest average."""
    lines = ""
    for run, peak in zip(runs, panel.runs(lambda row: row.worst_pain), strict=True):
        if peak is not None:
            x = panel.time.start(peak.first) + peak.days * panel.time.per_day / 2
            foot = panel.figures.at(run.high if run else peak.low)
            lines += f"M{number(x)} {number(foot)}V{number(panel.figures.at(peak.high) - 1)}"
    panel.drawing.path(lines, "ch-pain-whisker")


def _draw_amount(panel: Panel) -> None:
    partly = any(row.uncounted for row in panel.rows)
    signs = [("ch-dose-part", "not all counted")] if partly else []
    if panel.size > 1:
        panel.frame("Opioid a day, MME", signs)
        panel.ranges(lambda row: row.mme_per_day, "dose", steps=True)
    else:
        panel.frame("Opioid a day, MME", [("ch-dose-mean", "recorded"), *signs])
        _draw_steps(panel)
    nothing_counts = [row for row in panel.rows if row.uncounted and row.mme_per_day is None]
    panel.drawing.path("".join(_cross(panel, row) for row in nothing_counts), "ch-dose-uncounted")


def _draw_steps(panel: Panel) -> None:
    """Draw each recorded day as a tread, joined to the next; nothing where nothing is recorded."""
    base = number(panel.figures.bottom)
    for (known, partly), run in groupby(
        panel.rows, key=lambda row: (row.mme_per_day is not None, bool(row.uncounted))
    ):
        if not known:
            continue
        corners = []
        for row in run:
            start, y = panel.time.start(row.for_date), panel.figures.at(row.mme_per_day or 0.0)
            corners += [(start, y), (start + panel.time.per_day, y)]
        steps = polyline(corners)
        panel.drawing.path(f"{steps}V{base}H{number(corners[0][0])}z", "ch-dose-fill")
        panel.drawing.path(steps, "ch-dose-part" if partly else "ch-dose-mean")


def _cross(panel: Panel, row: DayRow) -> str:
    x, y = panel.time.middle(row.for_date), panel.figures.bottom - 5
    return f"M{number(x - 2.5)} {number(y - 2.5)}l5 5m-5 0l5 -5"


def _draw_arrows(panel: Panel, marks: Sequence[Mark]) -> None:
    """Point up, down or both ways at the foot of each dose change."""
    shapes = {
        ChangeKind.UP: "l4 7h-8z",
        ChangeKind.DOWN: "m-4 0h8l-4 7z",
        ChangeKind.ROTATION: "m-1 0l-5 3.5l5 3.5zm2 0l5 3.5l-5 3.5z",
    }
    for mark in marks:
        if mark.change and mark.change.kind in shapes:
            x = panel.time.middle(mark.for_date)
            start = f"M{number(x)} {number(panel.figures.top - 1)}"
            panel.drawing.path(start + shapes[mark.change.kind], "ch-arrow")


def _draw_touch(panel: Panel) -> None:
    heading = "Pain from touch, 0–10"
    if panel.size > 1:
        panel.frame(heading, [])
        panel.ranges(lambda row: row.touch, "touch")
        return
    panel.frame(heading, [("ch-touch-bar", "day")])
    base = number(panel.figures.bottom)
    bars, none = "", []
    for row, point in zip(panel.rows, panel.places(lambda row: row.touch), strict=True):
        if point and row.touch:
            bars += f"M{number(point[0])} {base}V{number(point[1])}"
        elif point:
            none.append(point)
    panel.drawing.path(bars, f"ch-touch-bar {_dot_look(panel, '')}")
    panel.drawing.dots(none, "ch-touch-none")


def _draw_areas(panel: Panel) -> None:
    heading = "Number of sore places"
    if panel.size > 1:
        panel.frame(heading, [])
        panel.ranges(lambda row: row.area_count, "areas")
        return
    panel.frame(heading, [("ch-areas-square", "day")])
    squares = (point for point in panel.places(lambda row: row.area_count) if point)
    panel.drawing.dots(squares, _dot_look(panel, "ch-areas-square"))


def _draw_ticks(drawing: Drawing, time: TimeAxis, layout: Layout, bottom: float) -> None:
    for tick in ticks(time, layout.tick_room):
        x = time.start(tick.day)
        drawing.line((x, bottom), (x, bottom + 4), "ch-base")
        place = min(max(x, 14.0), layout.width - 20)
        drawing.text((place, bottom + 17), tick.label, "ch-figure", "middle")
        drawing.text((place, bottom + 32), tick.year, "ch-figure", "middle")
