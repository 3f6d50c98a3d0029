"""Days and times in words: the only place that formats a date for people.

Names of months and weekdays stand here in English, so that a server's locale changes no page.
"""

from collections.abc import Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from app.diary.local_time import local_day, turn_of

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# Which of two equal times of a clock was meant.
TURNS = {"first": "before the clocks went back", "second": "after the clocks went back"}
# Letters that a table, a calendar or the axis of a chart has room for.
SHORT = 3
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


def day_words(day: date) -> str:
    """Write a day in full.

    >>> day_words(date(2026, 5, 3))
    '3 May 2026'
    """
    return f"{day.day} {month_words(day)}"


def month_words(day: date) -> str:
    """Write the month of a day.

    >>> month_words(date(2026, 5, 3))
    'May 2026'
    """
    return f"{MONTHS[day.month - 1]} {day.year}"


def short_month(day: date) -> str:
    """Write the month of a day for the axis of a chart.

    >>> short_month(date(2026, 9, 3))
    'Sep'
    """
    return MONTHS[day.month - 1][:SHORT]


def short_day(day: date) -> str:
    """Write a day for tables, where its year is plain from elsewhere.

    >>> short_day(date(2026, 9, 3))
    '3 Sep'
    """
    return f"{day.day} {short_month(day)}"


def short_day_and_year(day: date) -> str:
    """Write a day for the rows of a wide table; it stays on one line on a phone.

    >>> short_day_and_year(date(2026, 9, 3)).replace(NO_BREAK_SPACE, " ")
    '3 Sep 2026'
    """
    return f"{short_day(day)} {day.year}".replace(" ", NO_BREAK_SPACE)


def weekdays_words(days: Sequence[int]) -> str:
    """Write days of the week, 0 for Monday.

    >>> weekdays_words((0, 2, 4)), weekdays_words((6,))
    ('Monday, Wednesday and Friday', 'Sunday')
    """
    *others, last = (WEEKDAYS[day] for day in days)
    return f"{', '.join(others)} and {last}" if others else last


def short_weekday(day: date) -> str:
    """Write a day with its weekday for the links between neighbouring days.

    >>> short_weekday(date(2026, 3, 11))
    'Wed 11 Mar'
    """
    return f"{WEEKDAYS[day.weekday()][:SHORT]} {short_day(day)}"


def weekday_words(day: date, today: date) -> str:
    """Write a day with its weekday; the year stands only where it is not this one.

    >>> weekday_words(date(2026, 3, 11), date(2026, 3, 12))
    'Wednesday 11 March'
    >>> weekday_words(date(2025, 12, 31), date(2026, 3, 12))
    'Wednesday 31 December 2025'
    """
    words = _day_and_month(day) if day.year == today.year else day_words(day)
    return f"{WEEKDAYS[day.weekday()]} {words}"


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
        return f"{_day_and_month(first)} to {day_words(last)}"
    return f"{day_words(first)} to {day_words(last)}"


def start_words(start: date) -> str:
    """Write a start as exactly as it was probably meant: the first of a month stands for it.

    >>> start_words(date(2019, 1, 1)), start_words(date(2019, 5, 1))
    ('2019', 'May 2019')
    """
    if (start.month, start.day) == (1, 1):
        return str(start.year)
    return month_words(start) if start.day == 1 else day_words(start)


def clock_words(at: time | datetime) -> str:
    """Write a time of day as a clock is read aloud.

    >>> clock_words(time(8, 5)), clock_words(time(12)), clock_words(time(23, 30))
    ('8:05 am', '12:00 pm', '11:30 pm')
    """
    return f"{at.hour % 12 or 12}:{at.minute:02} {'am' if at.hour < 12 else 'pm'}"


def exact_clock_words(local: datetime, instant: datetime, time_zone: str) -> str:
    """Write what the person's clock showed, and which time it was where it showed that twice.

    >>> from datetime import UTC
    >>> night, second = datetime(2026, 11, 1, 1, 30), datetime(2026, 11, 1, 6, 30, tzinfo=UTC)
    >>> exact_clock_words(night, second, "America/New_York")
    '1:30 am (after the clocks went back)'
    """
    turn = turn_of(local, instant, time_zone)
    return f"{clock_words(local)} ({TURNS[turn]})" if turn else clock_words(local)


def day_and_exact_clock_words(local: datetime, instant: datetime, time_zone: str) -> str:
    """Write the day too, where its year is plain from elsewhere.

    >>> from datetime import UTC
    >>> afternoon = datetime(2026, 3, 11, 15, 30)
    >>> day_and_exact_clock_words(afternoon, datetime(2026, 3, 11, 15, 30, tzinfo=UTC), "UTC")
    '11 March, 3:30 pm'
    """
    return f"{_day_and_month(local)}, {exact_clock_words(local, instant, time_zone)}"


def local_day_words(instant: datetime, time_zone: str) -> str:
    """Write the day that the calendars of `time_zone` show at an instant.

    >>> from datetime import UTC
    >>> local_day_words(datetime(2026, 3, 12, 2, 30, tzinfo=UTC), "America/New_York")
    '11 March 2026'
    """
    return day_words(local_day(instant, time_zone))


def moment_words(instant: datetime, time_zone: str) -> str:
    """Write an instant as the clocks of `time_zone` show it, with the zone's short name.

    >>> from datetime import UTC
    >>> moment_words(datetime(2026, 3, 11, 19, 30, tzinfo=UTC), "America/New_York")
    '11 March 2026, 3:30 pm EDT'
    """
    local = instant.astimezone(ZoneInfo(time_zone))
    return f"{day_words(local.date())}, {clock_words(local)} {local.tzname()}"


def month_code(day: date) -> str:
    """Return the month of a day as addresses and the browser's month field write it.

    >>> month_code(date(2026, 5, 3))
    '2026-05'
    """
    return day.isoformat()[:7]


def _day_and_month(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"
