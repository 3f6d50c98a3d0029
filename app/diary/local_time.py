"""What the person's clock shows at an instant, and the other way round.

A local time is naive and always goes with the zone it was read in. When clocks go forward an hour
is missing, when they go back an hour comes twice (IANA time zone database, through zoneinfo).
"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

ONE_DAY = timedelta(days=1)


def local_time(instant: datetime, time_zone: str) -> datetime:
    """Return what a clock in `time_zone` shows at an aware `instant`, naive.

    >>> local_time(datetime(2026, 3, 1, 3, 0, tzinfo=UTC), "America/New_York").isoformat()
    '2026-02-28T22:00:00'
    """
    return instant.astimezone(ZoneInfo(time_zone)).replace(tzinfo=None)


def local_day(instant: datetime, time_zone: str) -> date:
    """Return the calendar day of an aware `instant` in `time_zone`.

    >>> local_day(datetime(2026, 3, 1, 3, 0, tzinfo=UTC), "America/New_York").isoformat()
    '2026-02-28'
    """
    return local_time(instant, time_zone).date()


def instant_at(local: datetime, time_zone: str) -> datetime:
    """Return the instant, in UTC, at which a clock in `time_zone` shows a `local` time.

    Of an hour that comes twice the first is meant; a time that the clocks skipped is read as the
    instant that it would have been.

    >>> instant_at(datetime(2026, 11, 1, 1, 30), "America/New_York").isoformat()
    '2026-11-01T05:30:00+00:00'
    """
    return local.replace(tzinfo=ZoneInfo(time_zone), fold=0).astimezone(UTC)


def day_span(day: date) -> tuple[datetime, datetime]:
    """Return the first local time of a day and of the next one."""
    start = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a local time has no zone
    return start, start + timedelta(days=1)
