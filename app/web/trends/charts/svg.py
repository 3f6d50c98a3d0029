"""The few SVG shapes that the charts are made of.

Looks live in `static/css/charts.css`: shapes carry classes, never styles or colours. All words
are escaped here, so a drawing is safe to print as it is.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from markupsafe import Markup, escape

Anchor = Literal["start", "middle", "end"]
Point = tuple[float, float]
# Zero-length strokes with round ends are dots: hundreds of them in one small path.
DOT = "h.01"
# Means of a sans-serif letter of 13 units, rounded up: on the server there is no font to measure.
LETTER_WIDTH = 6.9
LETTER_HEIGHT = 14.0


def number(figure: float) -> str:
    """Write a coordinate to a tenth of a unit, without needless zeros.

    >>> number(12.04), number(12.25), number(-0.01)
    ('12', '12.2', '0')
    """
    return f"{figure:z.1f}".removesuffix(".0")


def width_of(words: str) -> float:
    """Return the room that words take, in units of the view box.

    >>> width_of("mean")
    27.6
    """
    return round(LETTER_WIDTH * len(words), 1)


@dataclass(slots=True)
class Drawing:
    """A picture in the making.

    Attributes:
        width: of the view box, in its units.
        height: of the view box; may be set until the end.
    """

    width: float
    height: float = 0.0
    shapes: list[str] = field(default_factory=list)

    def text(self, at: Point, words: str, look: str = "", anchor: Anchor = "start") -> None:
        """Write words with their base line at a point."""
        self.shapes.append(
            f'<text class="ch-text {look}" x="{number(at[0])}" y="{number(at[1])}"'
            f' text-anchor="{anchor}">{escape(words)}</text>'
        )

    def line(self, start: Point, end: Point, look: str) -> None:
        """Draw one straight line."""
        self.path(f"M{_pair(start)}L{_pair(end)}", look)

    def path(self, commands: str, look: str) -> None:
        """Draw a path; an empty one draws nothing."""
        if commands:
            self.shapes.append(f'<path class="{look}" d="{commands}"/>')

    def box(self, at: Point, size: Point, look: str, radius: float = 0.0) -> None:
        """Draw a rectangle from its upper left corner."""
        self.shapes.append(
            f'<rect class="{look}" x="{number(at[0])}" y="{number(at[1])}"'
            f' width="{number(size[0])}" height="{number(size[1])}" rx="{number(radius)}"/>'
        )

    def dots(self, points: Iterable[Point], look: str) -> None:
        """Draw round dots; their size is the stroke width of `look`."""
        self.path("".join(f"M{_pair(point)}{DOT}" for point in points), look)

    def finish(self, identifier: str, title: str, description: str, look: str) -> Markup:
        """Return the picture with its name and its content in words for a screen reader.

        Args:
            identifier: unique on the page.
            title: what the picture is.
            description: what can be seen in it.
            look: class of the whole picture.
        """
        name, words = f"{identifier}-title", f"{identifier}-desc"
        opening = (
            f'<svg class="chart {look}" viewBox="0 0 {number(self.width)} {number(self.height)}"'
            f' role="img" aria-labelledby="{escape(name)}" aria-describedby="{escape(words)}">'
            f'<title id="{escape(name)}">{escape(title)}</title>'
            f'<desc id="{escape(words)}">{escape(description)}</desc>'
        )
        # Every part is made of numbers, fixed class names and escaped words.
        return Markup(opening + "".join(self.shapes) + "</svg>")  # noqa: S704 - escaped piece by piece


def polyline(points: Iterable[Point]) -> str:
    """Return the path through the points."""
    return "".join(f"{'L' if n else 'M'}{_pair(point)}" for n, point in enumerate(points))


def _pair(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"
