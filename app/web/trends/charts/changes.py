"""The second picture: pain before and after each dose change, one row per change."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from app.clinical.scales import HIGHEST_SCORE
from app.trends.figures.intervals import BeforeAfter, Interval
from app.trends.figures.spans import BEFORE_CHANGE_DAYS, SOON_AFTER_CHANGE_DAYS
from app.web.kit.figure_words import length_words
from app.web.trends.charts.layouts import Layout
from app.web.trends.charts.marks import draw_flag
from app.web.trends.charts.svg import Drawing, number

ROW_HEIGHT = 54.0
SIGNS_HEIGHT = 24.0
_AXIS_HEIGHT = 24.0
_LEFT = 12.0
_RIGHT = 16.0


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One dose change as it is drawn.

    Attributes:
        number: of its mark in the timeline.
        label: what changed and when.
        pain: the means of two weeks before and after; `None` when there are too few days.
        note: what stands there instead of the means.
    """

    number: int
    label: str
    pain: BeforeAfter | None
    note: str


def draw_changes(
    rows: Sequence[ChangeRow], layout: Layout, identifier: str, title: str, description: str
) -> Markup:
    """Draw the mean pain before (ring) and after (dot) each change with its 95 % interval.

    Args:
        rows: at least one, in the order in which they are drawn.
        layout: narrow or wide.
        identifier: unique on the page.
        title: what the picture is, for a screen reader.
        description: what can be seen in it, for a screen reader.
    """
    drawing = Drawing(layout.width)
    bottom = SIGNS_HEIGHT + ROW_HEIGHT * len(rows)
    drawing.height = bottom + _AXIS_HEIGHT
    _draw_signs(drawing)
    for score in range(0, HIGHEST_SCORE + 1, 2):
        x = _at(layout, score)
        for n in range(len(rows)):
            top = SIGNS_HEIGHT + ROW_HEIGHT * n + 22
            drawing.line((x, top), (x, top + ROW_HEIGHT - 24), "ch-grid")
        drawing.text((x, bottom + 17), number(score), "ch-figure", "middle")
    for n, row in enumerate(rows):
        _draw_row(drawing, layout, row, SIGNS_HEIGHT + ROW_HEIGHT * n)
    return drawing.finish(identifier, title, description, layout.name)


def _at(layout: Layout, score: float) -> float:
    return _LEFT + (layout.width - _LEFT - _RIGHT) * score / HIGHEST_SCORE


def _draw_signs(drawing: Drawing) -> None:
    drawing.text((0, 14), "Average pain", "ch-heading")
    drawing.dots([(106, 9.5)], "ch-before-dot ch-key")
    drawing.dots([(106, 9.5)], "ch-before-hole")
    drawing.text((117, 14), f"{length_words(BEFORE_CHANGE_DAYS)} before", "ch-sign")
    drawing.dots([(236, 9.5)], "ch-after-dot ch-key")
    drawing.text((247, 14), f"{length_words(SOON_AFTER_CHANGE_DAYS)} after", "ch-sign")


def _draw_row(drawing: Drawing, layout: Layout, row: ChangeRow, top: float) -> None:
    width = draw_flag(drawing, (0, top + 2), str(row.number), is_change=True)
    drawing.text((width + 6, top + 16), row.label, "ch-heading")
    if row.pain is None:
        drawing.text((_LEFT, top + 42), row.note, "ch-sign")
        return
    upper, lower = top + 32.0, top + 43.0
    before, after = row.pain.before, row.pain.after
    _draw_interval(drawing, layout, before, upper, "ch-before-line")
    _draw_interval(drawing, layout, after, lower, "ch-after-line")
    start, end = (_at(layout, before.estimate), upper), (_at(layout, after.estimate), lower)
    drawing.line(start, end, "ch-link")
    drawing.dots([start], "ch-before-dot")
    drawing.dots([start], "ch-before-hole")
    drawing.dots([end], "ch-after-dot")


def _draw_interval(
    drawing: Drawing, layout: Layout, interval: Interval, y: float, look: str
) -> None:
    low, high = number(_at(layout, interval.low)), number(_at(layout, interval.high))
    caps = f"M{low} {number(y - 3)}v6M{high} {number(y - 3)}v6"
    drawing.path(f"M{low} {number(y)}H{high}{caps}", look)
