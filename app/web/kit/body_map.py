"""The drawing of the body: 24 areas, seen from the front and from the back.

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


def _limbs(view: BodyView, knee: Edge, foot: Edge) -> tuple[Shape, ...]:
    return (
        *_shapes(
            view,
            "upper_arm",
            back(lines.ARM_TOP),
            lines.ARM_OUTSIDE,
            lines.ELBOW,
            back(lines.ARM_INSIDE),
        ),
        *_shapes(
            view,
            "lower_arm",
            back(lines.ELBOW),
            lines.FOREARM_OUTSIDE,
            lines.WRIST,
            back(lines.FOREARM_INSIDE),
        ),
        *_shapes(view, "hand", lines.HAND, back(lines.WRIST)),
        *_shapes(
            view, "lower_leg", lines.SHIN_OUTSIDE, lines.ANKLE, back(lines.SHIN_INSIDE), back(knee)
        ),
        *_shapes(view, "foot", foot, back(lines.ANKLE)),
    )


def _trunk(view: BodyView, part: str, side: Edge, top: Edge, bottom: Edge) -> tuple[Shape, ...]:
    return _shapes(view, part, side, bottom, back(mirror(side)), back(top))


def _details(*edges: Edge) -> tuple[str, ...]:
    return tuple(lines.stroke(turned) for run in edges for turned in (run, mirror(run)))


def _front() -> tuple[Shape, ...]:
    seen = BodyView.FRONT
    return (
        *_limbs(seen, lines.KNEE, lines.FOOT),
        *_shapes(
            seen,
            "shoulder_girdle",
            lines.SHOULDER,
            lines.ARM_TOP,
            back(lines.SHOULDER_FRONT),
            back(lines.COLLAR),
        ),
        *_shapes(
            seen,
            "chest",
            lines.SHOULDER_FRONT,
            lines.RIBS_SIDE,
            lines.RIBS,
            back(mirror(lines.RIBS_SIDE)),
            back(mirror(lines.SHOULDER_FRONT)),
            back(lines.COLLAR_MIDDLE),
        ),
        *_trunk(seen, "abdomen", lines.WAIST_SIDE, lines.RIBS, across(lines.GROIN)),
        *_shapes(
            seen,
            "hip",
            lines.GROIN,
            lines.GROIN_MIDDLE,
            back(lines.THIGH_TOP),
            back(lines.HIP_SIDE),
        ),
        *_shapes(
            seen,
            "upper_leg",
            lines.THIGH_OUTSIDE,
            lines.KNEE,
            back(lines.THIGH_INSIDE),
            back(lines.THIGH_TOP),
        ),
        *_shapes(
            seen,
            "neck",
            lines.THROAT_SIDE,
            lines.COLLAR,
            lines.COLLAR_MIDDLE,
            back(mirror(lines.COLLAR)),
            back(mirror(lines.THROAT_SIDE)),
            back(across(lines.THROAT_TOP)),
        ),
        *_shapes(seen, "head", across(lines.SKULL), back(across(lines.CHEEK))),
        *_shapes(seen, "jaw", lines.JAW, lines.CHIN, back(lines.CHEEK)),
    )


def _behind() -> tuple[Shape, ...]:
    seen = BodyView.BACK
    return (
        *_limbs(seen, lines.KNEE_BACK, lines.HEEL),
        *_shapes(
            seen,
            "shoulder_girdle",
            lines.SHOULDER,
            lines.ARM_TOP,
            back(lines.BLADE),
            back(lines.NAPE),
        ),
        *_shapes(
            seen,
            "upper_back",
            lines.BLADE,
            lines.RIBS_SIDE,
            lines.BACK_MIDDLE,
            back(mirror(lines.RIBS_SIDE)),
            back(mirror(lines.BLADE)),
            back(lines.NAPE_MIDDLE),
        ),
        *_trunk(seen, "lower_back", lines.WAIST_SIDE, lines.BACK_MIDDLE, across(lines.HIP_TOP)),
        *_shapes(seen, "hip", lines.HIP_TOP, lines.CLEFT, back(lines.FOLD), back(lines.HIP_SIDE)),
        *_shapes(
            seen,
            "upper_leg",
            lines.THIGH_OUTSIDE,
            lines.KNEE_BACK,
            back(lines.THIGH_INSIDE_BACK),
            back(lines.FOLD),
        ),
        *_shapes(
            seen,
            "neck",
            lines.NAPE_SIDE,
            lines.NAPE,
            lines.NAPE_MIDDLE,
            back(mirror(lines.NAPE)),
            back(mirror(lines.NAPE_SIDE)),
            back(across(lines.NAPE_HIDDEN)),
        ),
        *_shapes(seen, "head", across(lines.SKULL), lines.NAPE_TOP),
    )


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
            BodyView.FRONT, Side.RIGHT, Side.LEFT, _front(), _details(lines.EYE, *lines.FINGERS)
        ),
        BodyFigure(BodyView.BACK, Side.LEFT, Side.RIGHT, _behind(), _details(*lines.FINGERS)),
    ),
    groups=(
        _group("Head and neck", "head", "neck", "jaw"),
        _group("Arms", "shoulder_girdle", "upper_arm", "lower_arm", "hand"),
        _group("Trunk", "chest", "abdomen", "upper_back", "lower_back"),
        _group("Legs", "hip", "upper_leg", "lower_leg", "foot"),
    ),
)
