"""Numbers as people write them. What can be read in two ways is asked about, never guessed.

No library parses an amount by the reader's country: "1.000" is one in Boston and a thousand in
Berlin, and nobody can tell from the number. With a comma it is a thousand, as our pages write it.
"""

import re
from decimal import Decimal
from types import MappingProxyType

from app.clinical.spelling import in_plain_figures

NO_NUMBER = "Enter the amount as a number, like 10, 2.5 or 1/2."
_LONGEST = 16
# Two parts of a product differ more than so many times, or the first is the larger.
_ALIKE = 4
_PLAIN = re.compile(r"\d+|\d*[.,]\d{1,4}")
# Groups of three, separated by one sign, perhaps with decimals after the other.
_GROUPED = re.compile(r"[1-9]\d{0,2}(?P<sign>[,.\u00a0\u202f '\u2019])\d{3}(?:(?P=sign)\d{3})*")
_GROUPED_WITH_DECIMALS = re.compile(r"([1-9]\d{0,2}(?:,\d{3})+)\.(\d{1,4})")
_GROUPED_WITH_COMMA = re.compile(r"([1-9]\d{0,2}(?:\.\d{3})+),(\d{1,4})")
_FRACTIONS = MappingProxyType(
    {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3", "⅛": "1/8", "⅜": "3/8"}
)
_ONE_TO_TEN = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
# Eighths and sixteenths: films are cut so small when a medicine is changed.
_FRACTION = re.compile(r"(?:(\d{1,3}) )?(?:([123])/([234])|([1357])/(8|16))")
_SIGN = r"[0-9.,/'\u2019\u00a0\u202f½¼¾⅓⅔⅛⅜]"
NUMBER = rf"{_SIGN}+(?: {_SIGN}+)*"


# What people write out, in the languages of the tables of names, too; the longest that fits counts.
_WORDS = MappingProxyType(
    {
        **{f"{word} and a half": f"{n} 1/2" for n, word in enumerate(_ONE_TO_TEN, 1)},
        **{f"{n} and a half": f"{n} 1/2" for n in range(1, 11)},
        **{word: str(n) for n, word in enumerate(_ONE_TO_TEN, 1)},
        **dict.fromkeys(("one half", "half of a", "half a", "a half", "half"), "1/2"),
        **dict.fromkeys(("quarter of a", "one quarter", "a quarter", "quarter"), "1/4"),
        "three quarters": "3/4",
        **dict.fromkeys(("a", "an", "eine", "ein", "una", "un", "uno", "une", "een"), "1"),
        **dict.fromkeys(("zwei", "dos", "due", "deux", "twee"), "2"),
        **dict.fromkeys(("halbe", "eine halbe", "media", "medio", "demi", "un demi"), "1/2"),
        **dict.fromkeys(("mezza", "mezzo", "una mezza", "halve", "een halve"), "1/2"),
        **dict.fromkeys(("eineinhalb", "anderthalb", "anderhalve"), "1 1/2"),
    }
)
# "1-1/2 tablets", as American labels write one and a half.
_HYPHENATED = re.compile(r"(\d{1,3})\s?-\s?(?=[123]/[234]\b)")
_WRITTEN_OUT = re.compile(
    rf"({'|'.join(sorted(_WORDS, key=len, reverse=True))})\b(.*)", re.IGNORECASE | re.DOTALL
)


class NumberError(ValueError):
    """A text that is not a number; the message says what to write."""


class AmbiguousNumber(NumberError):  # noqa: N818 - it names what is wrong, as a person would
    """A number that can be read in two ways; the message asks which.

    Attributes:
        readings: what it may be, the smaller first.
    """

    def __init__(self, written: str, readings: tuple[Decimal, Decimal]) -> None:
        self.readings = readings
        either = " or ".join(f"{reading.normalize():f}" for reading in readings)
        super().__init__(f"{written} can be read in two ways. Enter {either}.")


def read_number(written: str) -> Decimal:
    """Read a number that is above or equal to 0.

    >>> [str(read_number(text)) for text in ("10", "2.5", "2,5", ".5", "1,000", "1½", "1 1/2")]
    ['10', '2.5', '2.5', '0.5', '1000', '1.5', '1.5']

    Raises:
        AmbiguousNumber: "1.000" is one or a thousand.
        NumberError: it is no number.
    """
    text = " ".join(in_plain_figures(written).split())
    if len(text) > _LONGEST or not text.isprintable():
        raise NumberError(NO_NUMBER)
    for sign, fraction in _FRACTIONS.items():
        text = " ".join(text.replace(sign, f" {fraction}").split())
    if fraction_found := _FRACTION.fullmatch(text):
        return _fraction(fraction_found)
    if _GROUPED.fullmatch(text):
        return _grouped(text)
    for pattern, group in ((_GROUPED_WITH_DECIMALS, ","), (_GROUPED_WITH_COMMA, ".")):
        if found := pattern.fullmatch(text):
            return Decimal(f"{found[1].replace(group, '')}.{found[2]}")
    if text.isascii() and _PLAIN.fullmatch(text):
        return Decimal(text.replace(",", ".").rjust(2, "0"))
    raise NumberError(NO_NUMBER)


def _fraction(found: re.Match[str]) -> Decimal:
    whole, *parts = found.groups()
    above, below = (part for part in parts if part)
    if int(above) >= int(below):
        raise NumberError(NO_NUMBER)
    part = Decimal(above) / Decimal(below)
    return Decimal(whole or 0) + part.quantize(Decimal("0.0001")).normalize()


def _grouped(text: str) -> Decimal:
    thousands = Decimal(re.sub(r"\D", "", text))
    if text.count(".") == 1:
        raise AmbiguousNumber(text, (Decimal(text), thousands))
    return thousands


def in_figures(written: str) -> str:
    """Write a number at the beginning in figures where it was written out.

    >>> in_figures("one and a half tablets"), in_figures("half a tablet"), in_figures("10 mg")
    ('1 1/2 tablets', '1/2 tablet', '10 mg')
    """
    written = in_plain_figures(written)
    found = _WRITTEN_OUT.fullmatch(written.strip())
    if found:
        return f"{_WORDS[found[1].casefold()]}{found[2]}"
    mixed = _HYPHENATED.match(written)
    return f"{mixed[1]} {written[mixed.end() :]}" if mixed else written


def is_fraction(written: str) -> bool:
    """Tell whether it is written as a fraction, as people do who halve tablets.

    >>> is_fraction("1½"), is_fraction("1/2"), is_fraction("1.5")
    (True, True, False)
    """
    return any(sign in in_plain_figures(written) for sign in ("/", *_FRACTIONS))


def read_pair(written: str) -> tuple[Decimal, Decimal] | None:
    """Read the two strengths of a combination; None for what is no such pair.

    >>> read_pair("5/325"), read_pair("37.5-325"), read_pair("1/2") is None
    ((Decimal('5'), Decimal('325')), (Decimal('37.5'), Decimal('325')), True)
    """
    text = in_plain_figures(written).strip().casefold().removesuffix("mg").strip()
    parts = re.split(r"\s*(?:mg)?\s*[/-]\s*", text)
    if len(parts) != 2 or _FRACTION.fullmatch("/".join(parts)):
        return None
    try:
        first, second = (read_number(part) for part in parts)
    except NumberError:
        return None
    # "5-10" is from five to ten; no product has two parts so much alike, the smaller first.
    is_range = "-" in text and first < second <= _ALIKE * first
    return None if is_range else (first, second)
