"""Scores as other apps and sheets give them, and how each becomes one from 0 to 10.

Another scale is mapped only as the person says: three of four is not eight of ten by itself.
"""

import math
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from app.clinical.scales import HIGHEST_SCORE, is_score
from app.interop.other_apps.numbers import DecimalMark, own_number

# Few enough to answer one by one.
MOST_SAID_ONE_BY_ONE = 12
# A column that stays at or below this may be from 0 to 4 or 5 as well as from 0 to 10.
_HALF = 5
_OF_TEN = re.compile(r"\s*/\s*10$")
_NAMES_TEN = re.compile(r"\b0\s*(?:-|–|to|bis|a|à)\s*10\b|/\s*10\b|\bnrs\b", re.IGNORECASE)


class Scale(StrEnum):
    """How the scores of a column become ours."""

    AS_IS = "as_is"
    WITHIN_TEN = "within_ten"
    ROUNDED = "rounded"
    TENTH = "tenth"
    DOUBLE = "double"
    ONE_BY_ONE = "one_by_one"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class ScoreRule:
    """What the person said about one column.

    Attributes:
        scale: how its numbers become ours.
        one_by_one: our score for what stands there; None leaves that out.
    """

    scale: Scale
    one_by_one: dict[str, int | None] = field(default_factory=dict)


def written_number(written: str) -> Decimal | None:
    """Return the number of a score, such as ``7``, ``7.0``, ``6,5`` or ``7/10``."""
    return own_number(_OF_TEN.sub("", written.strip()), DecimalMark.POINT)


def our_score(written: str, rule: ScoreRule) -> int | None:
    """Return our score for what stands there; None where the rule gives none.

    >>> our_score("7.0", ScoreRule(Scale.AS_IS)), our_score("65", ScoreRule(Scale.TENTH))
    (7, 7)
    >>> our_score("severe", ScoreRule(Scale.ONE_BY_ONE, {"severe": 8}))
    8
    """
    if rule.scale is Scale.ONE_BY_ONE:
        return rule.one_by_one.get(folded(written))
    number = written_number(written)
    if number is None or rule.scale is Scale.LEFT_OUT:
        return None
    if rule.scale is Scale.AS_IS and number != int(number):
        return None
    factor = {Scale.TENTH: Decimal("0.1"), Scale.DOUBLE: Decimal(2)}.get(rule.scale, Decimal(1))
    # Halves go up, as in the archive's own file.
    score = math.floor(number * factor + Decimal("0.5"))
    return score if is_score(score) and number * factor <= HIGHEST_SCORE else None


def folded(written: str) -> str:
    """Return the form in which two answers are the same answer.

    >>> folded(" Very  Severe "), folded("3.0")
    ('very severe', '3')
    """
    number = written_number(written)
    if number is not None:
        return format(number.normalize(), "f")
    return " ".join(written.casefold().split())


def distinct(written: Iterable[str]) -> tuple[str, ...]:
    """Return the answers of a column, each once, numbers by size and before words."""
    found = {folded(text) for text in written if text.strip()}
    return tuple(sorted(found, key=_by_size))


def _by_size(text: str) -> tuple[Decimal, str]:
    number = written_number(text)
    return (Decimal("Infinity"), text) if number is None else (number, text)


def rule_without_asking(heading: str, written: Iterable[str]) -> ScoreRule | None:
    """Return how a column is read where that is beyond doubt; None where it has to be asked.

    It is where every answer is a whole number from 0 to 10, and either the heading names that
    scale or an answer lies above what the shorter scales have.
    """
    numbers = [written_number(text) for text in written if text.strip()]
    plain = [number for number in numbers if number is not None and number == int(number)]
    if len(plain) < len(numbers) or any(number > HIGHEST_SCORE for number in plain):
        return None
    is_named = bool(_NAMES_TEN.search(heading))
    if plain and not is_named and max(plain) <= _HALF:
        return None
    return ScoreRule(Scale.AS_IS)


def beyond_ten(answers: Iterable[str]) -> tuple[str, ...]:
    """Return the answers of a column that are numbers above 10.

    >>> beyond_ten(["3", "7.5", "99", "bad"])
    ('99',)
    """
    numbers = ((text, written_number(text)) for text in answers)
    return tuple(text for text, number in numbers if number is not None and number > HIGHEST_SCORE)


def _is_ten_with_slips(written: Iterable[str]) -> bool:
    # A typing slip, or a code such as 99 for a missing answer, does not make the rest of the
    # column a longer scale. Of a scale from 0 to 100, few answers are as low as 10.
    numbers = [number for text in written if (number := written_number(text)) is not None]
    within = sum(number <= HIGHEST_SCORE for number in numbers)
    return 2 * within > len(numbers)


def scales_that_fit(written: Collection[str]) -> tuple[Scale, ...]:
    """Return the scales that give a score to at least one answer, the likeliest first."""
    answers = distinct(written)
    numbers = [number for text in answers if (number := written_number(text)) is not None]
    highest = max(numbers, default=Decimal(0))
    fitting = []
    if numbers and highest <= HIGHEST_SCORE:
        is_whole = all(number == int(number) for number in numbers)
        fitting.append(Scale.AS_IS if is_whole else Scale.ROUNDED)
        if highest <= _HALF:
            fitting.append(Scale.DOUBLE)
    elif numbers:
        if _is_ten_with_slips(written):
            fitting.append(Scale.WITHIN_TEN)
        if highest <= 10 * HIGHEST_SCORE:
            fitting.append(Scale.TENTH)
    if len(answers) <= MOST_SAID_ONE_BY_ONE:
        fitting.append(Scale.ONE_BY_ONE)
    return (*fitting, Scale.LEFT_OUT)
