"""The two widths that every picture is drawn for; the style sheet shows one at a time."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Layout:
    """A width to draw for, and what fits there; all in units of the view box.

    Attributes:
        name: class of the picture.
        width: of the view box. A unit is drawn at 0.85 px or more, so that letters of 13 units
            are at least 11 px high, on a phone of 320 px and on paper.
        tick_room: width that a label of the time axis needs.
        tall: height of the main panel.
        middle: height of the second panel.
        low: height of the other panels.
        square: height of a plot of one figure against another.
    """

    name: str
    width: float
    tick_room: float
    tall: float
    middle: float
    low: float
    square: float


NARROW = Layout("chart-narrow", 340.0, 50.0, 132.0, 84.0, 56.0, 240.0)
WIDE = Layout("chart-wide", 760.0, 60.0, 150.0, 92.0, 56.0, 320.0)
LAYOUTS = (NARROW, WIDE)
