"""The 0-10 scales of the diary and the words at their two ends.

Pain uses the 11-point number scale, anchored as in Farrar et al. 2001 (Pain 94:149,
https://pubmed.ncbi.nlm.nih.gov/11690728/): 0 is no pain, 10 the worst possible pain. The other
items are our own and use the same eleven steps, so that a person learns one scale.
"""

from dataclasses import dataclass
from typing import TypeGuard

LOWEST_SCORE = 0
HIGHEST_SCORE = 10
SCORES = tuple(range(LOWEST_SCORE, HIGHEST_SCORE + 1))


@dataclass(frozen=True, slots=True)
class Scale:
    """One 0-10 item.

    Attributes:
        code: the item's field name.
        at_lowest: what 0 means, in words.
        at_highest: what 10 means, in words.
    """

    code: str
    at_lowest: str
    at_highest: str


PAIN = Scale("pain", "no pain", "worst possible pain")
TOUCH = Scale("touch", "touch does not hurt", "touch hurts as much as it can")
SLEEP = Scale("sleep", "slept very badly", "slept very well")
MOOD = Scale("mood", "feel very low", "feel very good")
ACTIVITY = Scale("activity", "could do almost nothing", "could do all I wanted")


def is_score(number: object) -> TypeGuard[int]:
    """Tell whether `number` is a whole number from 0 to 10.

    >>> is_score(10), is_score(11), is_score(3.5), is_score(True)
    (True, False, False, False)
    """
    return type(number) is int and LOWEST_SCORE <= number <= HIGHEST_SCORE
