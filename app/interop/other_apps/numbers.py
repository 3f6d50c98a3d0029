"""Numbers and amounts in the columns of other lists; a mark that is ambiguous is never guessed.

`app.clinical.numbers` reads one number that a person types on our pages, where "1,000" is a
thousand, as the pages write it. A list may come from anywhere: in it "1,000" is a thousand or
one. No locale decides that. The other numbers of the column do, or else the person.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from app.clinical.numbers import NumberError, read_number
from app.clinical.units import ML, find_unit, ml_in_spoon
from app.interop.fields import LONGEST_AMOUNT


class DecimalMark(StrEnum):
    """What parts the whole from the fraction in a number."""

    POINT = "point"
    COMMA = "comma"


_SIGNS = MappingProxyType({DecimalMark.POINT: ".", DecimalMark.COMMA: ","})
_PLAIN = re.compile(r"\d+([.,]\d+)*|[.,]\d+", re.ASCII)
_GROUPED = MappingProxyType(
    {
        DecimalMark.POINT: re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII),
        DecimalMark.COMMA: re.compile(r"\d{1,3}(\.\d{3})+(,\d+)?", re.ASCII),
    }
)
_NUMBER = r"(\d[\d.,]*|[.,]\d+)"
_FRACTION = r"(?:\d{1,3} ?)?[½¼¾⅓⅔]|(?:\d{1,3} )?[123]/[234](?!\d)"
_AMOUNT = re.compile(
    rf"(?:(?P<times>\d{{1,2}})\s*[x×*]\s*)?"
    rf"(?:(?P<fraction>{_FRACTION})|(?P<number>{_NUMBER}))"
    r"\s*(?P<unit>[^\d\s][^\d]*)?",
    re.IGNORECASE,
)
_ALSO_UNITS = MappingProxyType(
    {
        "tablet": (
            *(
                "tab",
                "tabs",
                "tabl",
                "pill",
                "pills",
                "tablette",
                "tabletten",
                "st",
                "stück",
                "stk",
            ),
            *("comprimido", "comprimidos", "comprimé", "comprimés", "compressa", "compresse"),
        ),
        "capsule": (
            *("cap", "caps", "kapsel", "kapseln", "cápsula", "cápsulas", "capsula"),
            *("gélule", "gélules"),
        ),
        "drop": ("gtt", "tropfen", "gotas", "gouttes", "gocce", "druppels"),
        "patch": ("pflaster", "parche", "parches", "cerotto", "pleister"),
        "spray": ("puff", "puffs", "hub", "hübe"),
        "mL": ("cc",),
    }
)
_UNITS = MappingProxyType({word: unit for unit, words in _ALSO_UNITS.items() for word in words})


def possible_marks(written: str) -> frozenset[DecimalMark]:
    """Return the marks with which the text is a number.

    >>> len(possible_marks("1.000")), len(possible_marks("2,5")), len(possible_marks("7"))
    (2, 1, 2)
    """
    return frozenset(mark for mark in DecimalMark if number_of(written, mark) is not None)


def is_ambiguous(written: str) -> bool:
    """Tell whether the number is another one with another mark.

    >>> is_ambiguous("1.000"), is_ambiguous("0.125"), is_ambiguous("10")
    (True, False, False)
    """
    return len({number_of(written, mark) for mark in possible_marks(written)}) > 1


def number_of(written: str, mark: DecimalMark) -> Decimal | None:
    """Return the number that the text is with this mark, or None.

    >>> number_of("1.250,5", DecimalMark.COMMA), number_of("2.5", DecimalMark.COMMA) is None
    (Decimal('1250.5'), True)
    """
    sign = _SIGNS[mark]
    other = "," if sign == "." else "."
    if len(written) > LONGEST_AMOUNT or not _PLAIN.fullmatch(written):
        return None
    is_grouped = _GROUPED[mark].fullmatch(written) and not written.startswith("0")
    if other in written and not is_grouped:
        return None
    if written.count(sign) > 1:
        return None
    return Decimal(written.replace(other, "").replace(sign, "."))


def mark_of(written: Iterable[str]) -> DecimalMark | None:
    """Return the mark of a column; None where it is ambiguous and has to be asked.

    One number that is possible with one mark only settles it; without any ambiguous number
    either will do.
    """
    numbers = [text for text in written if possible_marks(text)]
    proven = {mark for text in numbers for mark in possible_marks(text) if _proves(text)}
    if len(proven) == 1:
        return proven.pop()
    return None if any(map(is_ambiguous, numbers)) else DecimalMark.POINT


def _proves(text: str) -> bool:
    return len(possible_marks(text)) == 1


def own_number(written: str, mark: DecimalMark) -> Decimal | None:
    """Return a number by its own form where that leaves no doubt, else by the column's mark."""
    marks = possible_marks(written)
    return number_of(written, next(iter(marks)) if len(marks) == 1 else mark)


@dataclass(frozen=True, slots=True)
class WrittenAmount:
    """An amount as it stands.

    Attributes:
        number: how many; several at once are multiplied out.
        unit: a code of `app.clinical.units`, or the word as it stands where it is none; empty
            where there is only a number.
    """

    number: Decimal
    unit: str


def number_within(written: str) -> str:
    """Return the number within an amount, for finding the decimal mark; empty for a fraction."""
    found = _AMOUNT.fullmatch(written.strip())
    return (found["number"] or "") if found else ""


def written_amount(written: str, mark: DecimalMark) -> WrittenAmount | None:
    """Read an amount with or without its unit; None for what is no single amount.

    "5/325" is none: it is the two parts of a combination, and somebody has to say which counts.

    >>> written_amount("1 1/2 tabs", DecimalMark.POINT)
    WrittenAmount(number=Decimal('1.5'), unit='tablet')
    >>> written_amount("2 x 10mg", DecimalMark.POINT), written_amount("5/325", DecimalMark.POINT)
    (WrittenAmount(number=Decimal('20'), unit='mg'), None)
    """
    found = _AMOUNT.fullmatch(written.strip())
    if found is None:
        return None
    number = _fraction(found["fraction"]) or own_number(found["number"] or "", mark)
    if number is None:
        return None
    number *= int(found["times"] or 1)
    spoon = ml_in_spoon(found["unit"] or "")
    if spoon is not None:
        return WrittenAmount(number * spoon, ML)
    return WrittenAmount(number, unit_of(found["unit"] or ""))


def _fraction(written: str | None) -> Decimal | None:
    try:
        return read_number(written) if written else None
    except NumberError:
        return None


def unit_of(written: str) -> str:
    """Return the code of a unit, or the words as they stand, in small letters.

    >>> unit_of("Tabletten"), unit_of("µg/h"), unit_of(" Spoons ")
    ('tablet', 'mcg/h', 'spoons')
    """
    word = " ".join(written.casefold().split()).strip(".()")
    return find_unit(word) or _UNITS.get(word) or word
