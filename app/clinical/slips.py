"""Slips in typed names: which known words may have been meant."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

# How many letters may be wrong, missing, too many or swapped, by length of the word. Our own
# choice: "oxycodne" has one slip, "fentynal" two. Short words are close to too many others.
_MOST_SLIPS = ((11, 3), (7, 2), (5, 1))
_SHORTEST = 4
# Labels of pharmacies shorten a name to no fewer letters: "ACETAMINOPHEN-COD #3".
_SHORTENED = 3
# What people write by themselves: "morph", "tapent". Fewer letters begin too many words.
_BEGINNING = 5


@lru_cache(maxsize=2048)
def closest(word: str, known: Sequence[str]) -> tuple[str, ...]:
    """Return the known words that differ from `word` by few letters, the nearest first.

    >>> closest("fentynal", ("fentanyl", "ibuprofen"))
    ('fentanyl',)
    >>> closest("tea", ("teal",))
    ()
    """
    most = next((slips for length, slips in _MOST_SLIPS if len(word) >= length), 0)
    if not most:
        return ()
    found = process.extract(word, known, scorer=OSA.distance, score_cutoff=most, limit=9)
    return tuple(
        match
        for match, slips, _index in found
        # The first letter is seldom wrong: "vitamin" is no ketamine.
        if len(match) >= _SHORTEST and (slips == 1 or match[0] == word[0])
    )


def is_shortened(word: str, known: Iterable[str]) -> bool:
    """Tell whether the word may be a known one, cut short as labels do.

    >>> is_shortened("hydroco", ("hydrocodone",)), is_shortened("cod", ("codeine",))
    (True, True)
    """
    return len(word) >= _SHORTENED and any(name.startswith(word) for name in known)


def lengthened(
    word: str, known: Iterable[str], *, is_beside_another: bool = False
) -> tuple[str, ...]:
    """Return the known words that one may be the beginning of: "oxycod", "tapent".

    Few letters are enough only beside another medicine, as labels of pharmacies write them.

    >>> lengthened("tapent", ("tapentadol",)), lengthened("cod", ("codeine",))
    (('tapentadol',), ())
    >>> lengthened("cod", ("codeine",), is_beside_another=True)
    ('codeine',)
    """
    if len(word) < (_SHORTENED if is_beside_another else _BEGINNING):
        return ()
    return tuple(name for name in known if name.startswith(word) and name != word)
