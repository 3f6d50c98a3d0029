"""What the person's clock shows at an instant, and the other way round.

A local time is naive and always goes with the zone it was read in. When clocks go forward an hour
is missing, when they go back an hour comes twice (IANA time zone database, through zoneinfo).
"""

from datetime import UTC, date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

ONE_DAY = timedelta(days=1)
# Which of two equal times of a clock: before or after the clocks went back.
Turn = Literal["first", "second"]


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


def instant_at(local: datetime, time_zone: str, turn: Turn = "first") -> datetime:
    """Return the instant, in UTC, at which a clock in `time_zone` shows a `local` time.

    `turn` tells which, where the clock shows it twice. In its first turn, a time that the clocks
    skipped is read as the instant that it would have been.

    >>> instant_at(datetime(2026, 11, 1, 1, 30), "America/New_York").isoformat()
    '2026-11-01T05:30:00+00:00'
    >>> instant_at(datetime(2026, 11, 1, 1, 30), "America/New_York", "second").isoformat()
    '2026-11-01T06:30:00+00:00'
    """
    fold = int(turn == "second")  # PEP 495
    return local.replace(tzinfo=ZoneInfo(time_zone), fold=fold).astimezone(UTC)


def comes_twice(local: datetime, time_zone: str) -> bool:
    """Tell whether a clock in `time_zone` shows a `local` time twice, as the clocks go back.

    >>> comes_twice(datetime(2026, 11, 1, 1, 30), "America/New_York")
    True
    >>> comes_twice(datetime(2026, 3, 8, 2, 30), "America/New_York")  # skipped
    False
    """
    return instant_at(local, time_zone, "first") < instant_at(local, time_zone, "second")


def turn_of(local: datetime, instant: datetime, time_zone: str) -> Turn | None:
    """Tell which of two equal `local` times an `instant` was; None where there is only one.

    >>> night, instant = datetime(2026, 11, 1, 1, 30), datetime(2026, 11, 1, 6, 30, tzinfo=UTC)
    >>> turn_of(night, instant, "America/New_York")
    'second'
    """
    if not comes_twice(local, time_zone):
        return None
    return "second" if instant >= instant_at(local, time_zone, "second") else "first"


def day_span(day: date) -> tuple[datetime, datetime]:
    """Return the first local time of a day and of the next one."""
    start = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a local time has no zone
    return start, start + timedelta(days=1)


def place_of_zone(zone: str) -> str:
    """Return the place that names a zone.

    >>> place_of_zone("America/Argentina/Buenos_Aires"), place_of_zone("UTC")
    ('Buenos Aires', 'UTC')
    """
    return zone.rpartition("/")[2].replace("_", " ")
