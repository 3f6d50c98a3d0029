"""The amounts of our own lists after a spreadsheet saved them its own way.

Our files write 7.5 and 1000. A spreadsheet set to another country saves 7,5 and 1.000. What its
form leaves no doubt about is read; 1.000 may be one or a thousand, and only the other numbers of
its column can tell. Where they do not, it is asked about with what to change.
"""

import re
from collections.abc import Callable, Iterable

from app.interop.fields import LONGEST_AMOUNT, FieldError, error_quoting, read_amount
from app.interop.other_apps.numbers import (
    DecimalMark,
    is_ambiguous,
    mark_of,
    number_of,
    possible_marks,
)

HOW_TO_SAVE = (
    "In a spreadsheet, show this column with a point for decimals and no sign for thousands. In "
    "Excel, these signs are set under File, Options, Advanced. Then save it as CSV again."
)
NOT_AN_AMOUNT = f"is not a number like 7.5 or 1000. {HOW_TO_SAVE}"
_PLAIN = re.compile(r"\d{1,9}(\.\d*)?|\.\d+", re.ASCII)
# The largest score has two figures: no mark in a mean can part thousands.
_MEAN = re.compile(r"(\d{1,2})[.,](\d{1,20})|\d{1,2}", re.ASCII)


def amount_reader(column: Iterable[str], *, by_a_program: bool = False) -> Callable[[str], str]:
    """Return what reads a cell of this column as a plain number with a point.

    A program that writes our form writes a point for decimals, however many: nothing is asked then.

    >>> read = amount_reader(["7,5", "1.000"])
    >>> read("7,5"), read("1.000"), amount_reader(["7.5", "1.000"])("1.000")
    ('7.5', '1000', '1.000')
    """
    mark = mark_of(cell.strip() for cell in column) or (DecimalMark.POINT if by_a_program else None)

    def read(written: str) -> str:
        marks = possible_marks(written)
        if len(written) > LONGEST_AMOUNT or not (marks or _PLAIN.fullmatch(written)):
            raise error_quoting(written, NOT_AN_AMOUNT)
        if not marks:
            return read_amount(written)
        if mark is None and is_ambiguous(written):
            raise _two_ways(written)
        number = number_of(written, mark if mark in marks else next(iter(marks)))
        return _as_it_stands(written, f"{number:f}")

    return read


def _as_it_stands(written: str, number: str) -> str:
    """Keep the text of a number that is written as our files write it."""
    return written if _PLAIN.fullmatch(written) and float(written) == float(number) else number


def _two_ways(written: str) -> FieldError:
    readings = sorted(
        value for mark in possible_marks(written) if (value := number_of(written, mark)) is not None
    )
    either = " or ".join(f"{value.normalize():f}" for value in readings)
    rule = f"can be read in two ways. {HOW_TO_SAVE}"
    error = error_quoting(written, f"can be read in two ways: {either}. {HOW_TO_SAVE}")
    return FieldError(str(error), rule)


def read_mean(written: str) -> str:
    """Read the mean of a day's scores.

    >>> read_mean("4,5"), read_mean("4.333")
    ('4.5', '4.333')
    """
    found = _MEAN.fullmatch(written)
    if found is None:
        raise error_quoting(written, "is not a score like 4.5.")
    return written.replace(",", ".")
