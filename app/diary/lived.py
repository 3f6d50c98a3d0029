"""Which days a person can have lived through: one rule for forms and files."""

from datetime import date, timedelta
from enum import StrEnum

TIME_TO_COME = "This time is still to come"
# Longer than anyone has lived: anything earlier is a typing slip.
LONGEST_LIFE = timedelta(days=120 * 366)


class NotLived(StrEnum):
    """Why a day is none that a person can have lived through."""

    STILL_TO_COME = "This day is still to come"
    TOO_LONG_AGO = "This day is too long ago"


def why_not_lived(day: date, today: date) -> NotLived | None:
    """Return what speaks against a day; None where nothing does.

    >>> str(why_not_lived(date(2026, 3, 2), today=date(2026, 3, 1)))
    'This day is still to come'
    >>> why_not_lived(date(1980, 3, 2), today=date(2026, 3, 1)) is None
    True
    """
    if day > today:
        return NotLived.STILL_TO_COME
    return NotLived.TOO_LONG_AGO if today - day > LONGEST_LIFE else None
