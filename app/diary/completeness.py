"""How much of a diary is logged: one rule for the history, the trends and the provider's page.

A day is logged when it has a pain score, and the days are counted from the diary's first entry on.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.diary.diary import DayEntry


@dataclass(frozen=True, slots=True)
class Completeness:
    """How much of a stretch of days was logged.

    Attributes:
        days: days of the stretch from the diary's first entry on.
        days_logged: those with a pain score.
        entered_on_the_day: logged days that were entered on the day itself.
        entered_later: logged days that were entered on a later day. What is left over came
            without the day of entry, from a file.
    """

    days: int
    days_logged: int
    entered_on_the_day: int = 0
    entered_later: int = 0


def completeness_of(
    entries: Iterable[DayEntry], first: date, last: date, begin: date | None = None
) -> Completeness:
    """Count the logged days from `first` to `last`.

    Args:
        entries: of the diary, one per day at most.
        first: first day of the stretch.
        last: last day of the stretch.
        begin: day of the diary's first entry, where these are not all of its entries.

    >>> entry = DayEntry(date(2026, 3, 30), pain=4, entered_on=date(2026, 3, 31))
    >>> completeness_of([entry], date(2026, 3, 1), date(2026, 3, 31))
    Completeness(days=2, days_logged=1, entered_on_the_day=0, entered_later=1)
    """
    of_stretch = [entry for entry in entries if entry.for_date <= last]
    begin = begin or min((entry.for_date for entry in of_stretch), default=None)
    if begin is None or begin > last:
        return Completeness(0, 0)
    counted = max(first, begin)
    logged = [entry for entry in of_stretch if entry.is_logged and entry.for_date >= counted]
    on_the_day = sum(entry.entered_on == entry.for_date for entry in logged)
    known = sum(entry.entered_on is not None for entry in logged)
    return Completeness((last - counted).days + 1, len(logged), on_the_day, known - on_the_day)
