"""The body map: 24 areas, 19 of them in the Widespread Pain Index."""

from collections import Counter

import pytest

from app.clinical.areas import (
    AREA_CODES,
    AREAS,
    AREAS_BY_CODE,
    WPI_CODES,
    Region,
    Side,
    in_order,
    in_words,
)

ARCHIVE_CODES = [
    "left_jaw",
    "right_jaw",
    "neck",
    "left_shoulder_girdle",
    "right_shoulder_girdle",
    "left_upper_arm",
    "right_upper_arm",
    "left_lower_arm",
    "right_lower_arm",
    "chest",
    "abdomen",
    "upper_back",
    "lower_back",
    "left_hip",
    "right_hip",
    "left_upper_leg",
    "right_upper_leg",
    "left_lower_leg",
    "right_lower_leg",
]
OUTSIDE_WPI = ["head", "left_hand", "right_hand", "left_foot", "right_foot"]


def test_the_codes_are_those_of_the_archive() -> None:
    assert frozenset(ARCHIVE_CODES) == WPI_CODES
    assert frozenset(ARCHIVE_CODES + OUTSIDE_WPI) == AREA_CODES
    assert len(AREAS) == 24


def test_the_five_regions_hold_the_areas_of_wolfe_2016() -> None:
    counted = Counter(area.region for area in AREAS)
    assert counted == {
        Region.LEFT_UPPER: 4,
        Region.RIGHT_UPPER: 4,
        Region.LEFT_LOWER: 3,
        Region.RIGHT_LOWER: 3,
        Region.AXIAL: 5,
        None: 5,
    }


def test_each_area_says_its_own_side() -> None:
    for area in AREAS:
        words = area.name.split()
        if area.side is Side.MIDDLE:
            assert "left" not in words
            assert "right" not in words
        else:
            assert words[0] == area.side.value
            assert area.code.startswith(area.side.value)
            assert area.region is None or area.region.value.startswith(area.side.value)


def test_names_are_different() -> None:
    assert len({area.name for area in AREAS}) == 24


def test_adjoining_goes_both_ways_and_never_to_itself() -> None:
    for area in AREAS:
        assert area.neighbours
        assert area.code not in area.neighbours
        for code in area.neighbours:
            assert area.code in AREAS_BY_CODE[code].neighbours


def test_left_and_right_mirror_each_other() -> None:
    def mirrored(code: str) -> str:
        swap = {"left": "right", "right": "left"}
        side, _, rest = code.partition("_")
        return f"{swap[side]}_{rest}" if side in swap else code

    for area in AREAS:
        opposite = AREAS_BY_CODE[mirrored(area.code)]
        assert {mirrored(code) for code in area.neighbours} == opposite.neighbours


def test_the_whole_body_hangs_together() -> None:
    reached, waiting = set(), ["head"]
    while waiting:
        code = waiting.pop()
        if code not in reached:
            reached.add(code)
            waiting.extend(AREAS_BY_CODE[code].neighbours)
    assert reached == AREA_CODES


def test_the_order_is_head_to_foot() -> None:
    assert AREAS[0].code == "head"
    assert AREAS[-1].code == "right_foot"
    assert [area.code for area in in_order(["left_foot", "neck", "neck"])] == ["neck", "left_foot"]


def test_words_for_no_one_and_several_areas() -> None:
    assert in_words([]) == ""
    assert in_words(["abdomen"]) == "belly"
    assert in_words(["lower_back", "left_upper_leg"]) == "lower back and left thigh"


def test_an_unknown_area_is_an_error() -> None:
    with pytest.raises(KeyError):
        in_words(["tail"])
