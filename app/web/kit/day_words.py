"""Days and times in words, the same on every page."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from app.clock import clock_words


def day_words(day: date) -> str:
    """Write a day in full.

    >>> day_words(date(2026, 5, 3))
    '3 May 2026'
    """
    return f"{day.day} {day:%B} {day.year}"


def short_day(day: date) -> str:
    """Write a day for tables, where its year is plain from elsewhere.

    >>> short_day(date(2026, 5, 3))
    '3 May'
    """
    return f"{day.day} {day:%b}"


def span_words(first: date, last: date) -> str:
    """Write a run of days; what both ends share stands once.

    >>> span_words(date(2026, 3, 1), date(2026, 3, 31))
    '1 to 31 March 2026'
    >>> span_words(date(2025, 12, 12), date(2026, 3, 11))
    '12 December 2025 to 11 March 2026'
    """
    if first == last:
        return day_words(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day_words(last)}"
    if first.year == last.year:
        return f"{first.day} {first:%B} to {day_words(last)}"
    return f"{day_words(first)} to {day_words(last)}"


def moment_words(instant: datetime, time_zone: str) -> str:
    """Write an instant as the clocks of `time_zone` show it, with the zone's short name.

    >>> from datetime import UTC
    >>> moment_words(datetime(2026, 3, 11, 19, 30, tzinfo=UTC), "America/New_York")
    '11 March 2026, 3:30 pm EDT'
    """
    local = instant.astimezone(ZoneInfo(time_zone))
    return f"{day_words(local.date())}, {clock_words(local)} {local:%Z}"


def count_words(number: int, one: str, many: str = "") -> str:
    """Write a number with its noun.

    >>> count_words(1, "day"), count_words(3, "day"), count_words(2, "entry", "entries")
    ('1 day', '3 days', '2 entries')
    """
    return f"{number} {one if number == 1 else many or one + 's'}"
