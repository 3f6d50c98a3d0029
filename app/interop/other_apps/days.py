"""Dates as people and programs write them; a form that is ambiguous is never guessed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from app.interop.errors import shown


class DateOrder(StrEnum):
    """Which part of a date in figures stands first."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"
    YEAR_FIRST = "ymd"


_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)", re.ASCII)
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)", re.ASCII)
_FIGURES = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)", re.ASCII)
_NAME = r"([^\W\d_]{3,10})\.?"
_NAME_SECOND = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th)?\.?[ -]*{_NAME}[ ,-]+(\d{{4}}|\d{{2}})(?!\d)"
)
_NAME_FIRST = re.compile(rf"{_NAME} *(\d{{1,2}})(?:st|nd|rd|th)?,? +(\d{{4}})(?!\d)")
_SERIAL = re.compile(r"[1-9]\d{4}([.,]\d+)?", re.ASCII)
_WEEKDAY = re.compile(r"[^\W\d_]{2,10}[., ]+")

# English, German, French, Spanish, Italian and Dutch: their first letters, as in any dictionary.
# "mar" is March in four of them, and "marzo", "mars" and "maart" begin like nothing else.
_MONTH_STEMS = (
    ("jan", "jän", "ene", "gen"),
    ("feb", "fév", "fev"),
    ("mar", "mär", "mrz", "maa", "mrt"),
    ("apr", "avr", "abr"),
    ("may", "mai", "mag", "mei"),
    ("jun", "juin", "giu"),
    ("jul", "juil", "lug"),
    ("aug", "aoû", "aou", "ago"),
    ("sep", "set"),
    ("oct", "okt", "ott"),
    ("nov",),
    ("dec", "dez", "déc", "dic"),
)
_MONTHS = MappingProxyType(
    {stem: number for number, stems in enumerate(_MONTH_STEMS, start=1) for stem in stems}
)


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """A date as it stands, before it is known which figure is which.

    Attributes:
        parts: its three numbers, in the order in which they stand; a month's name is a number.
        orders: how they may be read, before anybody looks at their size.
        rest: what stands behind it, such as a time of day.
        is_short: whether its year has two figures, and is one of this century.
    """

    parts: tuple[int, int, int]
    orders: tuple[DateOrder, ...]
    rest: str
    is_short: bool = False

    def by(self, order: DateOrder) -> date | None:
        """Return the day in that order; None where the calendar has none."""
        first, second, third = self.parts
        year, month, day = {
            DateOrder.YEAR_FIRST: (first, second, third),
            DateOrder.DAY_FIRST: (third, second, first),
            DateOrder.MONTH_FIRST: (third, first, second),
        }[order]
        try:
            return date(2000 + year if self.is_short else year, month, day)
        except ValueError:
            return None

    def as_said(self, order: DateOrder | None) -> date | None:
        """Return the day, where its order is plain or the person said it."""
        if len(self.orders) == 1:
            return self.by(self.orders[0])
        return self.by(order) if order in self.orders else None

    @property
    def possible(self) -> frozenset[DateOrder]:
        """Return the orders in which it is a day of the calendar."""
        return frozenset(order for order in self.orders if self.by(order) is not None)


def written_day(written: str) -> WrittenDay | None:
    """Take a date apart; None where there is none at the beginning of the text.

    >>> written_day("1/11/2026 8:30").possible == {DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST}
    True
    >>> written_day("Sunday, 1st Nov 2026").by(DateOrder.DAY_FIRST)
    datetime.date(2026, 11, 1)
    """
    text = written.strip()
    return _written_day(text) or _written_day(_WEEKDAY.sub("", text, count=1))


def _written_day(text: str) -> WrittenDay | None:
    if found := _YEAR_FIRST.match(text) or _COMPACT.match(text):
        numbers = [int(part) for part in found.groups() if part.isdigit()]
        return _day(numbers, (DateOrder.YEAR_FIRST,), text[found.end() :])
    if found := _FIGURES.match(text):
        orders: tuple[DateOrder, ...] = (DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST)
        is_short = len(found[4]) == 2
        if is_short:
            orders = (*orders, DateOrder.YEAR_FIRST)
        numbers = [int(found[1]), int(found[3]), int(found[4])]
        return _day(numbers, orders, text[found.end() :], is_short=is_short)
    return _with_a_name(text)


def _with_a_name(text: str) -> WrittenDay | None:
    if (found := _NAME_SECOND.match(text)) and (month := _month(found[2])):
        numbers = [int(found[1]), month, int(found[3])]
        is_short = len(found[3]) == 2
        return _day(numbers, (DateOrder.DAY_FIRST,), text[found.end() :], is_short=is_short)
    if (found := _NAME_FIRST.match(text)) and (month := _month(found[1])):
        numbers = [month, int(found[2]), int(found[3])]
        return _day(numbers, (DateOrder.MONTH_FIRST,), text[found.end() :])
    return None


def _month(name: str) -> int | None:
    folded = name.casefold()
    return _MONTHS.get(folded[:4]) or _MONTHS.get(folded[:3])


def _day(
    numbers: list[int], orders: tuple[DateOrder, ...], rest: str, *, is_short: bool = False
) -> WrittenDay:
    first, second, third = numbers
    behind = rest.strip(" ,T\N{NARROW NO-BREAK SPACE}")
    return WrittenDay((first, second, third), orders, behind, is_short)


def why_no_day(written: str) -> str:
    """Say in a sentence why a cell gives no day.

    >>> why_no_day("45123.5")
    '"45123.5" is a spreadsheet’s own number for a day. Give the column a date form there, such \
as 2026-01-31, and save the list again.'
    """
    if not written:
        return "There is no date in this row."
    if _SERIAL.fullmatch(written):
        # Excel counts from 1900 or from 1904, four years apart, and the file does not say which.
        return (
            f"{shown(written)} is a spreadsheet’s own number for a day. Give the column a date "
            "form there, such as 2026-01-31, and save the list again."
        )
    return f"{shown(written)} is not a date that we can read."


def possible_orders(written: Iterable[str]) -> frozenset[DateOrder]:
    """Return the orders in which every date of a column is a day of the calendar.

    One date that fits only one order settles the column. Cells that hold no date in any
    order, and dates of which the order is plain, have no say.

    >>> sorted(possible_orders(["1/11/2026", "13/11/2026"]))
    [<DateOrder.DAY_FIRST: 'dmy'>]
    """
    orders = frozenset(DateOrder)
    for text in written:
        day = written_day(text)
        if day is not None and len(day.orders) > 1 and day.possible:
            orders &= day.possible
    return orders


def needs_order(written: Iterable[str]) -> bool:
    """Tell whether any date of a column can be read in several orders."""
    days = (written_day(text) for text in written)
    return any(day is not None and len(day.orders) > 1 for day in days)
