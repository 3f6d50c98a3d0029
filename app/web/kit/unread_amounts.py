"""What to say about an amount that was not read: what to type instead."""

import re
from decimal import Decimal

from app.clinical.numbers import NO_NUMBER, NUMBER, NumberError, read_number
from app.clinical.units import find_unit, is_weight
from app.diary.as_taken import PIECES

ONE_NUMBER = "Enter one number, not two: what you took, or what you usually take."
ONE_TIME = "Enter what you take at one time, like 10 mg."
TOGETHER = "Enter what you take at one time: {each}, or {all} if you take {count} together."
HOW_MUCH_OF_IT = "That is how strong it is. Enter how much you take, like 5 mL or 2 tablets."
MG_OR_COUNT = "Enter one of the two: how much it is, like 10 mg, or how many, like 2 tablets."
UNKNOWN_UNIT = "“{unit}” is not a unit here. Enter how much it is, like 10 mg, 5 mL or 2 tablets."

_WORD = re.compile(r"[^\W\d_]+")
# "1 or 2", also in other languages; and after "one" was written in figures, "1 or two".
_OR = r"(?:\s*-\s*|\s+(?:to|or|bis|oder|a|o|à|ou|of|tot)\s+)"
_RANGE = re.compile(rf"{NUMBER}{_OR}(?:{NUMBER}|[a-z]+)(?:\s*\D*)", re.IGNORECASE)
_TIMES = re.compile(rf"({NUMBER})\s*[x*×]\s*({NUMBER})\s*([^\d\s]*)", re.IGNORECASE)
_OF_A_LIQUID = re.compile(
    rf"{NUMBER}\s*(?:mg|mcg|[µμ]g|g)\s*(?:/|in|per)"
    rf"\s*(?:an? |one |each )?(?:{NUMBER})?\s*[a-z]+\.?",
    re.IGNORECASE,
)
_HOW_OFTEN = re.compile(
    r"\b(?:daily|twice|bid|tid|qid|times?|day|every|hours?|hourly|morning|night|täglich|am tag"
    r"|al día|par jour|al giorno|per dag)\b",
    re.IGNORECASE,
)
_AMOUNT = re.compile(rf"{NUMBER}\s*(\D+)")


def why_not_read(text: str) -> str:
    """Return the sentence for an amount that was not read.

    Args:
        text: what was typed, a number written out at its beginning already in figures.

    >>> why_not_read("1-2 tablets") == why_not_read("5 to 10") == ONE_NUMBER
    True
    >>> why_not_read("2 x 10 mg")
    'Enter what you take at one time: 10 mg, or 20 mg if you take 2 together.'
    >>> why_not_read("1 lozenge")
    '“lozenge” is not a unit here. Enter how much it is, like 10 mg, 5 mL or 2 tablets.'
    """
    if times := _TIMES.fullmatch(text):
        return _of_times(*times.groups())
    for pattern, sentence in ((_RANGE, ONE_NUMBER), (_OF_A_LIQUID, HOW_MUCH_OF_IT)):
        if pattern.fullmatch(text):
            return sentence
    if _HOW_OFTEN.search(text):
        return ONE_TIME
    units = [find_unit(word) for word in _WORD.findall(text)]
    if any(map(is_weight, units)) and any(unit in PIECES for unit in units):
        return MG_OR_COUNT
    found = _AMOUNT.fullmatch(text)
    return UNKNOWN_UNIT.format(unit=found[1].strip()) if found else NO_NUMBER


def _of_times(count: str, each: str, unit: str) -> str:
    """Say what two numbers may come to: "2 x 10" is one dose, or how often a day."""
    try:
        product = read_number(count) * read_number(each)
    except NumberError:
        return NO_NUMBER
    total = f"{product.normalize() + Decimal(0):f}"
    return TOGETHER.format(
        each=f"{each} {unit}".strip(), all=f"{total} {unit}".strip(), count=count
    )
