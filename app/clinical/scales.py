"""The 0-10 scale of the diary's questions, which are in `app.diary.scores`.

Pain uses the 11-point number scale, anchored as in Farrar et al. 2001 (Pain 94:149,
https://pubmed.ncbi.nlm.nih.gov/11690728/): 0 is no pain, 10 the worst possible pain.
"""

from typing import TypeGuard

LOWEST_SCORE = 0
HIGHEST_SCORE = 10
SCALE_STEPS = tuple(range(LOWEST_SCORE, HIGHEST_SCORE + 1))


# The ends of the pain scale in words.
NO_PAIN = "no pain"
WORST_POSSIBLE_PAIN = "worst possible pain"


def is_score(number: object) -> TypeGuard[int]:
    """Tell whether `number` is a whole number from 0 to 10.

    >>> is_score(10), is_score(11), is_score(3.5), is_score(True)
    (True, False, False, False)
    """
    return type(number) is int and LOWEST_SCORE <= number <= HIGHEST_SCORE
