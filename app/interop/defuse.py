"""Keep a spreadsheet from running what a person typed, without losing a letter of it.

A cell that begins with = + - @, a tab or a carriage return can be run as a formula. Such a cell
is written with an apostrophe before it, as spreadsheets themselves do. A cell that already
begins with apostrophes before such a sign gets one more, so that taking one away on reading is
always right.
"""

import re

_FORMULA_LIKE = re.compile(r"'*[=+\-@\t\r]")
_DEFUSED = re.compile(r"'+[=+\-@\t\r]")


def defuse(text: str) -> str:
    """Return `text` as a cell that no spreadsheet runs.

    >>> defuse("=1+1"), defuse("'=1+1"), defuse("it hurts")
    ("'=1+1", "''=1+1", 'it hurts')
    """
    return f"'{text}" if _FORMULA_LIKE.match(text) else text


def undo_defuse(cell: str) -> str:
    """Return the text that `defuse` was given.

    >>> undo_defuse("'=1+1"), undo_defuse("'tis sore")
    ('=1+1', "'tis sore")
    """
    return cell[1:] if _DEFUSED.match(cell) else cell
