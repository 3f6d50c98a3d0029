"""The areas of the body map, head to foot, named from the person's own side.

Nineteen of them, and their five regions, are the Widespread Pain Index of the American College
of Rheumatology (Wolfe et al. 2016, Semin Arthritis Rheum 46:319, table 4 as reprinted at
https://www.jrd.or.kr/journal/popup_file.html?uid=1486&file=&md=tbl&idx=4). Head, hands and feet
are outside that index; the diary keeps them because a headache or a sore foot is still pain.

Which areas adjoin is plain anatomy. It lets the trends tell pain that crept next door from pain
in a distant part of the body.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from types import MappingProxyType


class Side(StrEnum):
    """Which side of the body, as the person feels it."""

    LEFT = "left"
    RIGHT = "right"
    MIDDLE = "middle"


class Region(StrEnum):
    """The five regions of the Widespread Pain Index (Wolfe et al. 2016)."""

    LEFT_UPPER = "left_upper"
    RIGHT_UPPER = "right_upper"
    LEFT_LOWER = "left_lower"
    RIGHT_LOWER = "right_lower"
    AXIAL = "axial"


@dataclass(frozen=True, slots=True)
class Area:
    """One area of the body map.

    Attributes:
        code: as in the archive: ``left_hip``.
        name: in words, to follow "your": ``left hip or buttock``.
        side: left, right or middle.
        region: its Widespread Pain Index region; None outside the index.
        neighbours: codes of the areas that adjoin it.
    """

    code: str
    name: str
    side: Side
    region: Region | None
    neighbours: frozenset[str]

    @property
    def name_to_mark(self) -> str:
        """The name with the joint that is told here, where people look for it.

        The index has no knee, elbow or groin. That they go with the part below the joint, and the
        groin with the hip, is our own choice: so each joint is told in one place only.

        >>> AREAS_BY_CODE["left_lower_leg"].name_to_mark, AREAS_BY_CODE["neck"].name_to_mark
        ('left lower leg or knee', 'neck')
        """
        return f"{self.name}{_TOLD_HERE.get(self.code.partition('_')[2], '')}"

    @property
    def in_wpi(self) -> bool:
        """Whether it counts in the 19-area Widespread Pain Index."""
        return self.region is not None


_TOLD_HERE = MappingProxyType(
    {"lower_leg": " or knee", "lower_arm": " or elbow", "hip": ", or groin"}
)
_ADJOINING = (
    "head left_jaw",
    "head right_jaw",
    "head neck",
    "left_jaw right_jaw",
    "left_jaw neck",
    "right_jaw neck",
    "neck left_shoulder_girdle",
    "neck right_shoulder_girdle",
    "neck chest",
    "neck upper_back",
    "left_shoulder_girdle chest",
    "left_shoulder_girdle upper_back",
    "left_shoulder_girdle left_upper_arm",
    "right_shoulder_girdle chest",
    "right_shoulder_girdle upper_back",
    "right_shoulder_girdle right_upper_arm",
    "left_upper_arm left_lower_arm",
    "right_upper_arm right_lower_arm",
    "left_lower_arm left_hand",
    "right_lower_arm right_hand",
    "chest upper_back",
    "chest abdomen",
    "upper_back lower_back",
    "abdomen lower_back",
    "abdomen left_hip",
    "abdomen right_hip",
    "lower_back left_hip",
    "lower_back right_hip",
    "left_hip right_hip",
    "left_hip left_upper_leg",
    "right_hip right_upper_leg",
    "left_upper_leg left_lower_leg",
    "right_upper_leg right_lower_leg",
    "left_lower_leg left_foot",
    "right_lower_leg right_foot",
)
_PAIRS = tuple(frozenset(pair.split()) for pair in _ADJOINING)


def _area(code: str, name: str, side: Side, region: Region | None) -> Area:
    touching = frozenset(chain.from_iterable(pair for pair in _PAIRS if code in pair))
    return Area(code, name, side, region, touching - {code})


def _middle(code: str, name: str, region: Region | None = Region.AXIAL) -> tuple[Area, ...]:
    return (_area(code, name, Side.MIDDLE, region),)


def _both(part: str, name: str, left: Region | None, right: Region | None) -> tuple[Area, ...]:
    return (
        _area(f"left_{part}", f"left {name}", Side.LEFT, left),
        _area(f"right_{part}", f"right {name}", Side.RIGHT, right),
    )


def _upper(part: str, name: str) -> tuple[Area, ...]:
    return _both(part, name, Region.LEFT_UPPER, Region.RIGHT_UPPER)


def _lower(part: str, name: str) -> tuple[Area, ...]:
    return _both(part, name, Region.LEFT_LOWER, Region.RIGHT_LOWER)


AREAS: tuple[Area, ...] = (
    *_middle("head", "head", region=None),
    *_upper("jaw", "jaw"),
    *_middle("neck", "neck"),
    *_upper("shoulder_girdle", "shoulder"),
    *_upper("upper_arm", "upper arm"),
    *_upper("lower_arm", "lower arm"),
    *_both("hand", "hand", None, None),
    *_middle("chest", "chest"),
    *_middle("abdomen", "belly"),
    *_middle("upper_back", "upper back"),
    *_middle("lower_back", "lower back"),
    *_lower("hip", "hip or buttock"),
    *_lower("upper_leg", "thigh"),
    *_lower("lower_leg", "lower leg"),
    *_both("foot", "foot", None, None),
)

AREAS_BY_CODE = MappingProxyType({area.code: area for area in AREAS})
AREA_CODES = frozenset(AREAS_BY_CODE)
WPI_CODES = frozenset(area.code for area in AREAS if area.in_wpi)


def in_order(codes: Iterable[str]) -> tuple[Area, ...]:
    """Return the areas of `codes`, each once, head to foot.

    Raises:
        KeyError: a code is not that of an area.

    >>> [area.name for area in in_order({"left_hip", "neck"})]
    ['neck', 'left hip or buttock']
    """
    wanted = {AREAS_BY_CODE[code].code for code in codes}
    return tuple(area for area in AREAS if area.code in wanted)


def in_words(codes: Iterable[str]) -> str:
    """Name the areas of `codes` in one phrase, head to foot; empty for none.

    >>> in_words({"left_hip", "neck", "lower_back"})
    'neck, lower back and left hip or buttock'
    """
    names = [area.name for area in in_order(codes)]
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
