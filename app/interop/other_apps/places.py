"""Words for parts of the body as the areas of our body map; a word that is unsure is asked."""

import re
from collections.abc import Iterable
from types import MappingProxyType

from app.clinical.areas import AREAS, AREAS_BY_CODE, Side
from app.interop.other_apps.scores import folded

_SEPARATORS = re.compile(r"[;,|/\n]+")
NOWHERE = frozenset({"none", "nowhere", "no pain"})
# Other words for a part, by the part's code without its side.
_ALSO_CALLED = MappingProxyType(
    {
        "shoulder_girdle": "shoulder",
        "upper_leg": "thigh",
        "lower_leg": "calf, shin",
        "lower_arm": "forearm",
        "hip": "hip, buttock",
        "abdomen": "belly, stomach, tummy",
        "lower_back": "low back, lumbar spine",
        "upper_back": "thoracic spine",
        "head": "headache",
        "hand": "hand",
        "foot": "foot",
        "jaw": "jaw",
        "upper_arm": "upper arm",
    }
)
_MANY = MappingProxyType({"foot": "feet", "thigh": "thighs", "calf": "calves", "belly": "belly"})


def _words() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for area in AREAS:
        part = area.code.removeprefix("left_").removeprefix("right_")
        names = [part.replace("_", " "), *_ALSO_CALLED.get(part, "").split(", ")]
        for name in filter(None, names):
            found |= dict.fromkeys(_one(area.side, name), frozenset({area.code}))
            if area.side is Side.LEFT:
                both = frozenset({area.code, area.code.replace("left_", "right_")})
                found |= dict.fromkeys(_both(name), both)
        found[folded(area.name)] = found[area.code] = frozenset({area.code})
    return found


def _one(side: Side, name: str) -> tuple[str, ...]:
    if side is Side.MIDDLE:
        return (name,)
    return f"{side} {name}", f"{name} {side}", f"{name} ({side})", f"{side[0]} {name}"


def _both(name: str) -> tuple[str, ...]:
    many = _MANY.get(name, f"{name}s")
    return f"both {many}", f"{many} both", f"{many} (both)", f"left and right {name}"


_AREAS_BY_WORDS = MappingProxyType(_words())


def words_in(written: str) -> tuple[str, ...]:
    """Return the places that a cell names, one by one.

    >>> words_in("Lower Back; Left Hip")
    ('lower back', 'left hip')
    """
    return tuple(filter(None, (folded(part) for part in _SEPARATORS.split(written))))


def areas_of(word: str, said: dict[str, str]) -> frozenset[str] | None:
    """Return the areas that a word stands for; None for one that nobody knows.

    Args:
        word: as `words_in` gives it.
        said: what the person said of words that we do not know: a code, or empty for none.

    >>> sorted(areas_of("both hips", {})), areas_of("knee", {}) is None
    (['left_hip', 'right_hip'], True)
    """
    if word in NOWHERE:
        return frozenset()
    known = _AREAS_BY_WORDS.get(word)
    if known is not None:
        return known
    code = said.get(word)
    if code is None:
        return None
    return frozenset({code} & set(AREAS_BY_CODE))


def unknown_words(cells: Iterable[str]) -> tuple[str, ...]:
    """Return the words for places that we do not know, each once, as they come."""
    found = (word for cell in cells for word in words_in(cell))
    return tuple(dict.fromkeys(word for word in found if areas_of(word, {}) is None))
