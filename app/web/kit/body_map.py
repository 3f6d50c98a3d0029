"""The drawing of the body, area by area, seen from the front and from the back.

The figure is our own (its edges are in `body_lines`). Only the half on the viewer's left is drawn:
seen from the front that is the person's right side, seen from behind it is their left.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.clinical.areas import AREAS_BY_CODE, Area, Side
from app.web.kit import body_lines as lines
from app.web.kit.body_lines import Edge, across, back, mirror

_PARTS_WITH_SIDES = frozenset(
    area.code.removeprefix("left_") for area in AREAS_BY_CODE.values() if area.side is Side.LEFT
)


class BodyView(StrEnum):
    """The side from which the body is seen."""

    FRONT = "front"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Shape:
    """One area in one view; `d` is an SVG path."""

    area: str
    view: BodyView
    d: str


@dataclass(frozen=True, slots=True)
class BodyFigure:
    """The body in one view. `on_left` is the person's side that the viewer sees on the left."""

    view: BodyView
    on_left: Side
    on_right: Side
    shapes: tuple[Shape, ...]
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Areas that are listed together, left and right in pairs."""

    title: str
    areas: tuple[Area, ...]


@dataclass(frozen=True, slots=True)
class BodyDrawing:
    """Everything the two body-map components need."""

    width: int
    height: int
    figures: tuple[BodyFigure, ...]
    groups: tuple[Group, ...]

    def names_at(self, levels: Mapping[str, str], level: str) -> list[str]:
        """Name the areas that `levels` (area code -> level) puts at `level`, group by group."""
        areas = (area for group in self.groups for area in group.areas)
        return [area.name for area in areas if levels.get(area.code) == level]


def _shapes(view: BodyView, part: str, *edges: Edge) -> tuple[Shape, ...]:
    """Return the shape of a middle area, or those of both sides of a paired one."""
    if part not in _PARTS_WITH_SIDES:
        return (Shape(part, view, lines.outline(*edges)),)
    near, far = ("right", "left") if view is BodyView.FRONT else ("left", "right")
    mirrored = [mirror(run) for run in edges]
    return (
        Shape(f"{near}_{part}", view, lines.outline(*edges)),
        Shape(f"{far}_{part}", view, lines.outline(*mirrored)),
    )


def _around(*half: Edge, top: Edge, bottom: Edge) -> tuple[Edge, ...]:
    """Return the edges around a part that crosses the middle; `half` is one side of it."""
    return (*half, bottom, *(back(mirror(run)) for run in reversed(half)), back(top))


def _limbs(knee: Edge, foot: Edge) -> dict[str, tuple[Edge, ...]]:
    return {
        "upper_arm": (back(lines.ARM_TOP), lines.ARM_OUTSIDE, lines.ELBOW, back(lines.ARM_INSIDE)),
        "lower_arm": (
            back(lines.ELBOW),
            lines.FOREARM_OUTSIDE,
            lines.WRIST,
            back(lines.FOREARM_INSIDE),
        ),
        "hand": (lines.HAND, back(lines.WRIST)),
        "lower_leg": (lines.SHIN_OUTSIDE, lines.ANKLE, back(lines.SHIN_INSIDE), back(knee)),
        "foot": (foot, back(lines.ANKLE)),
    }


# The edges around each part, on the half that is drawn.
_FRONT = {
    **_limbs(lines.KNEE, lines.FOOT),
    "shoulder_girdle": (
        lines.SHOULDER,
        lines.ARM_TOP,
        back(lines.SHOULDER_FRONT),
        back(lines.COLLAR),
    ),
    "chest": _around(
        lines.SHOULDER_FRONT, lines.RIBS_SIDE, top=lines.COLLAR_MIDDLE, bottom=lines.RIBS
    ),
    "abdomen": _around(lines.WAIST_SIDE, top=lines.RIBS, bottom=across(lines.GROIN)),
    "hip": (lines.GROIN, lines.GROIN_MIDDLE, back(lines.THIGH_TOP), back(lines.HIP_SIDE)),
    "upper_leg": (lines.THIGH_OUTSIDE, lines.KNEE, back(lines.THIGH_INSIDE), back(lines.THIGH_TOP)),
    "neck": _around(
        lines.THROAT_SIDE, lines.COLLAR, top=across(lines.THROAT_TOP), bottom=lines.COLLAR_MIDDLE
    ),
    "head": (across(lines.SKULL), back(across(lines.CHEEK))),
    "jaw": (lines.JAW, lines.CHIN, back(lines.CHEEK)),
}
_BACK = {
    **_limbs(lines.KNEE_BACK, lines.HEEL),
    "shoulder_girdle": (lines.SHOULDER, lines.ARM_TOP, back(lines.BLADE), back(lines.NAPE)),
    "upper_back": _around(
        lines.BLADE, lines.RIBS_SIDE, top=lines.NAPE_MIDDLE, bottom=lines.BACK_MIDDLE
    ),
    "lower_back": _around(lines.WAIST_SIDE, top=lines.BACK_MIDDLE, bottom=across(lines.HIP_TOP)),
    "hip": (lines.HIP_TOP, lines.CLEFT, back(lines.FOLD), back(lines.HIP_SIDE)),
    "upper_leg": (
        lines.THIGH_OUTSIDE,
        lines.KNEE_BACK,
        back(lines.THIGH_INSIDE_BACK),
        back(lines.FOLD),
    ),
    "neck": _around(
        lines.NAPE_SIDE, lines.NAPE, top=across(lines.NAPE_HIDDEN), bottom=lines.NAPE_MIDDLE
    ),
    "head": (across(lines.SKULL), lines.NAPE_TOP),
}


def _all_shapes(view: BodyView, parts: Mapping[str, tuple[Edge, ...]]) -> tuple[Shape, ...]:
    return tuple(shape for part, edges in parts.items() for shape in _shapes(view, part, *edges))


def _details(*edges: Edge) -> tuple[str, ...]:
    return tuple(lines.stroke(turned) for run in edges for turned in (run, mirror(run)))


def _group(title: str, *parts: str) -> Group:
    codes = (
        code
        for part in parts
        for code in ((f"left_{part}", f"right_{part}") if part in _PARTS_WITH_SIDES else (part,))
    )
    return Group(title, tuple(AREAS_BY_CODE[code] for code in codes))


BODY_DRAWING = BodyDrawing(
    width=lines.WIDTH,
    height=lines.HEIGHT,
    figures=(
        BodyFigure(
            BodyView.FRONT,
            Side.RIGHT,
            Side.LEFT,
            _all_shapes(BodyView.FRONT, _FRONT),
            _details(*lines.FACE, *lines.FINGERS),
        ),
        BodyFigure(
            BodyView.BACK,
            Side.LEFT,
            Side.RIGHT,
            _all_shapes(BodyView.BACK, _BACK),
            _details(*lines.FINGERS),
        ),
    ),
    groups=(
        _group("Head and neck", "head", "neck", "jaw"),
        _group("Arms", "shoulder_girdle", "upper_arm", "lower_arm", "hand"),
        _group("Trunk", "chest", "abdomen", "upper_back", "lower_back"),
        _group("Legs", "hip", "upper_leg", "lower_leg", "foot"),
    ),
)
