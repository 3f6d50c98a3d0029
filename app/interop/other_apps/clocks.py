"""Times of day as people and programs write them, with or without a zone."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_CLOCK = re.compile(
    r"(\d{1,2})(?:[:.h](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?)?\s*"
    r"(am|pm|a\.m\.|p\.m\.|uhr|h)?\s*(z|utc|gmt|[+-]\d{2}:?\d{2})?",
    re.ASCII | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class WrittenClock:
    """A time of day, and how far its zone is ahead of UTC where that is written."""

    at: time
    utc_offset: timedelta | None = None


def written_clock(written: str) -> WrittenClock | None:
    """Read a time of day; None for anything else.

    >>> written_clock("8:05 PM").at, written_clock("20.05 Uhr").at, written_clock("8") is None
    (datetime.time(20, 5), datetime.time(20, 5), True)
    """
    text = written.replace("\N{NARROW NO-BREAK SPACE}", " ").replace("\N{NO-BREAK SPACE}", " ")
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        return None
    half = (found[4] or "").casefold().replace(".", "")
    if found[2] is None and half not in ("am", "pm"):
        return None
    hour = _hour(int(found[1]), half)
    minute, second = int(found[2] or 0), int(found[3] or 0)
    if hour is None or minute > 59 or second > 59:
        return None
    return WrittenClock(time(hour, minute, second), _offset(found[5] or ""))


def _hour(hour: int, half: str) -> int | None:
    if half in ("am", "pm"):
        return hour % 12 + (12 if half == "pm" else 0) if 1 <= hour <= 12 else None
    return hour if hour <= 23 else None


def _offset(zone: str) -> timedelta | None:
    if not zone:
        return None
    if zone[0] not in "+-":
        return timedelta()
    digits = zone[1:].replace(":", "")
    size = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return -size if zone[0] == "-" else size


def local_moment(day: date, clock: WrittenClock, time_zone: str) -> datetime:
    """Return the local time that a person would name, without a zone.

    What an app wrote in UTC is turned into the person's own time. Another zone's time is what
    their clock showed there, and stays as it is: so the record keeps the day they would name.

    >>> local_moment(date(2026, 11, 2), written_clock("03:00Z"), "America/New_York")
    datetime.datetime(2026, 11, 1, 22, 0)
    """
    written = datetime.combine(day, clock.at)
    if clock.utc_offset != timedelta():
        return written
    try:
        return written.replace(tzinfo=UTC).astimezone(ZoneInfo(time_zone)).replace(tzinfo=None)
    except OverflowError:
        return written
