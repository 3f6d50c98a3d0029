"""The third picture: the way of pain and daily amount through time, two weeks at a step."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import hypot

from markupsafe import Markup

from app.clinical.scales import HIGHEST_SCORE
from app.trends.figures.pain_and_dose import PathPoint
from app.web.trends.charts.axes import FigureAxis, round_end
from app.web.trends.charts.layouts import Layout
from app.web.trends.charts.svg import LETTER_HEIGHT, Drawing, Point, number, width_of

_TOP = 26.0
_LEFT = 30.0
_RIGHT = 14.0
_FOOT = 40.0
SHORTEST_ARROW = 12.0
# Labels keep off the lines: a line is a row of small boxes, this far apart.
LINE_STEP = 8.0
Box = tuple[float, float, float, float]


def draw_path(
    points: Sequence[PathPoint],
    labels: Sequence[str],
    layout: Layout,
    identifier: str,
    title: str,
    description: str,
) -> Markup:
    """Draw pain against the daily amount, joined in order of time.

    Args:
        points: at least two, from `path_of_pain_and_dose`.
        labels: the date of each point in words. The first and the last are always written, the
            others where there is room.
        layout: narrow or wide.
        identifier: unique on the page.
        title: what the picture is, for a screen reader.
        description: what can be seen in it, for a screen reader.
    """
    drawing = Drawing(layout.width, _TOP + layout.square + _FOOT)
    end = round_end(max(point.mme_per_day for point in points))
    scores = FigureAxis(_TOP, _TOP + layout.square, float(HIGHEST_SCORE))
    amounts = FigureAxis(layout.width - _RIGHT, _LEFT, end)
    places = [(amounts.at(point.mme_per_day), scores.at(point.pain)) for point in points]
    _draw_frame(drawing, scores, amounts)
    steps = [step for step, point in zip(pairwise(places), points[1:], strict=True) if point.joined]
    for start, stop in steps:
        _draw_arrow(drawing, start, stop)
    drawing.dots(places[1:-1], "ch-path-dot")
    drawing.dots(places[:1], "ch-path-first")
    drawing.dots(places[:1], "ch-path-hole")
    drawing.dots(places[-1:], "ch-path-last")
    taken = [_around(place, 5) for place in places]
    taken += [box for step in steps for box in _along(*step)]
    _draw_labels(drawing, scores, places, labels, taken)
    return drawing.finish(identifier, title, description, layout.name)


def _draw_frame(drawing: Drawing, scores: FigureAxis, amounts: FigureAxis) -> None:
    drawing.text((0, 14), "Average pain, 0–10", "ch-heading")
    for score in range(0, HIGHEST_SCORE + 1, 2):
        y = scores.at(score)
        look = "ch-base" if score == 0 else "ch-grid"
        drawing.line((_LEFT, y), (drawing.width - _RIGHT, y), look)
        drawing.text((_LEFT - 6, y + 4.5), number(score), "ch-figure", "end")
    for quarter in range(5):
        amount = amounts.end * quarter / 4
        x = amounts.at(amount)
        drawing.line((x, scores.bottom), (x, scores.bottom + 4), "ch-base")
        if quarter % 2 == 0:
            drawing.text((x, scores.bottom + 17), number(amount), "ch-figure", "middle")
    drawing.text(
        (drawing.width - _RIGHT, scores.bottom + 34),
        "Average opioid a day, MME",
        "ch-heading",
        "end",
    )


def _draw_arrow(drawing: Drawing, start: Point, stop: Point) -> None:
    """Draw a line with its head half way, where no dot covers it."""
    drawing.line(start, stop, "ch-path-line")
    across, down = stop[0] - start[0], stop[1] - start[1]
    length = hypot(across, down)
    if length < SHORTEST_ARROW:
        return
    along = (across / length, down / length)
    tip = (start[0] + across / 2 + along[0] * 4, start[1] + down / 2 + along[1] * 4)
    foot = (tip[0] - along[0] * 8, tip[1] - along[1] * 8)
    left = (foot[0] - along[1] * 4, foot[1] + along[0] * 4)
    right = (foot[0] + along[1] * 4, foot[1] - along[0] * 4)
    corners = "L".join(f"{number(x)} {number(y)}" for x, y in (left, tip, right))
    drawing.path(f"M{corners}z", "ch-path-head")


def _around(place: Point, reach: float) -> Box:
    return (place[0] - reach, place[1] - reach, place[0] + reach, place[1] + reach)


def _along(start: Point, stop: Point) -> Iterator[Box]:
    """Yield small boxes that cover the line between two points."""
    across, down = stop[0] - start[0], stop[1] - start[1]
    pieces = int(hypot(across, down) // LINE_STEP) + 1
    for n in range(1, pieces):
        yield _around((start[0] + across * n / pieces, start[1] + down * n / pieces), 2)


def _draw_labels(
    drawing: Drawing,
    scores: FigureAxis,
    places: Sequence[Point],
    labels: Sequence[str],
    taken: list[Box],
) -> None:
    """Write the ends first, then every other date that covers nothing."""
    order = [0, len(places) - 1, *range(1, len(places) - 1)]
    for rank, n in enumerate(order):
        inside = [box for box in _beside(places[n], labels[n]) if _is_inside(box, drawing, scores)]
        free = [box for box in inside if not any(_meet(box, other) for other in taken)]
        is_end = rank < 2
        if not free and not is_end:
            continue
        box = (free or inside)[0]
        taken.append(box)
        drawing.text((box[0] + 1, box[3] - 3), labels[n], "ch-heading" if is_end else "ch-figure")


def _beside(place: Point, label: str) -> Iterator[Box]:
    """Yield where a label may stand: right, left, above, below."""
    x, y = place
    width, half = width_of(label) + 2, LETTER_HEIGHT / 2
    yield (x + 8, y - half, x + 8 + width, y + half)
    yield (x - 8 - width, y - half, x - 8, y + half)
    yield (x - width / 2, y - 8 - LETTER_HEIGHT, x + width / 2, y - 8)
    yield (x - width / 2, y + 8, x + width / 2, y + 8 + LETTER_HEIGHT)


def _is_inside(box: Box, drawing: Drawing, scores: FigureAxis) -> bool:
    across = box[0] >= _LEFT and box[2] <= drawing.width
    return across and box[1] >= scores.top - LETTER_HEIGHT and box[3] <= scores.bottom


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
