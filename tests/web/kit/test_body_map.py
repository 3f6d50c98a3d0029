"""The drawing names each area once per view, mirrors the sides and stays in its box."""

import re

import pytest

from app.clinical.areas import AREA_CODES, AREAS, AREAS_BY_CODE, Side
from app.web.kit.body_map import BODY_DRAWING, BodyFigure, BodyView

pytestmark = pytest.mark.slow

FRONT, BACK = BODY_DRAWING.figures
FRONT_ONLY = {"left_jaw", "right_jaw", "chest", "abdomen"}
BACK_ONLY = {"upper_back", "lower_back"}


def areas_in(figure: BodyFigure) -> list[str]:
    return [shape.area for shape in figure.shapes]


def points(d: str) -> list[tuple[float, float]]:
    numbers = [float(text) for text in re.findall(r"-?\d+(?:\.\d+)?", d)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def flat(corners: list[tuple[float, float]]) -> list[float]:
    return [length for corner in corners for length in corner]


def middle(figure: BodyFigure, area: str) -> float:
    (shape,) = [shape for shape in figure.shapes if shape.area == area]
    across = [x for x, _ in points(shape.d)]
    return (min(across) + max(across)) / 2


def test_front_and_back_together_show_all_24_areas() -> None:
    assert set(areas_in(FRONT)) | set(areas_in(BACK)) == AREA_CODES
    assert set(areas_in(FRONT)) == AREA_CODES - BACK_ONLY
    assert set(areas_in(BACK)) == AREA_CODES - FRONT_ONLY


@pytest.mark.parametrize("figure", BODY_DRAWING.figures)
def test_a_view_shows_each_area_once_and_says_which_view_it_is(figure: BodyFigure) -> None:
    assert len(set(areas_in(figure))) == len(figure.shapes)
    assert {shape.view for shape in figure.shapes} == {figure.view}


def test_the_persons_right_is_on_the_left_from_the_front_and_on_the_right_from_behind() -> None:
    centre = BODY_DRAWING.width / 2
    for area in areas_in(FRONT):
        if AREAS_BY_CODE[area].side is Side.RIGHT:
            assert middle(FRONT, area) < centre, area
    for area in areas_in(BACK):
        if AREAS_BY_CODE[area].side is Side.RIGHT:
            assert middle(BACK, area) > centre, area
    assert (FRONT.view, FRONT.on_left, FRONT.on_right) == (BodyView.FRONT, Side.RIGHT, Side.LEFT)
    assert (BACK.view, BACK.on_left, BACK.on_right) == (BodyView.BACK, Side.LEFT, Side.RIGHT)


@pytest.mark.parametrize("figure", BODY_DRAWING.figures)
def test_the_sides_mirror_each_other(figure: BodyFigure) -> None:
    shapes = {shape.area: points(shape.d) for shape in figure.shapes}
    for area, own in shapes.items():
        if AREAS_BY_CODE[area].side is Side.LEFT:
            other = shapes[area.replace("left_", "right_")]
            turned = [(BODY_DRAWING.width - x, y) for x, y in other]
            assert flat(own) == pytest.approx(flat(turned), abs=0.11), area


@pytest.mark.parametrize("figure", BODY_DRAWING.figures)
def test_every_path_is_closed_and_stays_inside_the_box(figure: BodyFigure) -> None:
    for shape in figure.shapes:
        assert re.fullmatch(r"M[\d. ]+([CL][\d. ]+)+Z", shape.d), shape.area
        corners = points(shape.d)
        assert corners[0] == pytest.approx(corners[-1], abs=0.11), shape.area
        assert all(
            0 < x < BODY_DRAWING.width and 0 < y < BODY_DRAWING.height for x, y in corners
        ), shape.area


def test_neighbours_share_an_edge() -> None:
    shapes = {shape.area: set(points(shape.d)) for shape in FRONT.shapes}
    for one, other in (
        ("chest", "abdomen"),
        ("abdomen", "left_hip"),
        ("left_hip", "left_upper_leg"),
        ("left_upper_leg", "left_lower_leg"),
        ("left_shoulder_girdle", "left_upper_arm"),
    ):
        assert len(shapes[one] & shapes[other]) >= 4, (one, other)


def test_the_groups_hold_each_area_once() -> None:
    listed = [area.code for group in BODY_DRAWING.groups for area in group.areas]
    assert sorted(listed) == sorted(area.code for area in AREAS)


def test_names_at_a_level_come_group_by_group_and_leave_the_rest_out() -> None:
    levels = {"left_foot": "most", "neck": "most", "chest": "some", "head": "none"}
    assert BODY_DRAWING.names_at(levels, "most") == ["neck", "left foot"]
    assert BODY_DRAWING.names_at(levels, "some") == ["chest"]
    assert BODY_DRAWING.names_at({}, "most") == []
