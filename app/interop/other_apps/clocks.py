"""Times of day as people and programs write them, with or without a zone."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.diary.local_time import instant_at, local_time

_CLOCK = re.compile(
    r"(\d{1,2})(?:[:.h](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?)?\s*"
    r"(am|pm|a\.m\.|p\.m\.|uhr|h)?\s*(z|utc|gmt|[+-]\d{2}:?\d{2})?",
    re.ASCII | re.IGNORECASE,
)
SKIPPED = "never was on that day: the clocks went forward past it."
_FOUR_FIGURES = re.compile(r"([01]\d|2[0-3])([0-5]\d)", re.ASCII)
_NOON = "noon"
# Midnight may be the beginning of the day or its end, and so may 24:00.
_MIDNIGHT = re.compile(r"midnight|12 midnight|24[:.h]?00(?:[:.]00)?|24 ?(?:h|uhr)?", re.IGNORECASE)
_HOUR_ALONE = re.compile(r"\d{1,2}", re.ASCII)
_PART_OF_A_DAY = re.compile(r"0?[.,]\d+", re.ASCII)


@dataclass(frozen=True, slots=True)
class WrittenClock:
    """A time of day, and how far its zone is ahead of UTC where that is written."""

    at: time
    utc_offset: timedelta | None = None


def written_clock(written: str) -> WrittenClock | None:
    """Read a time of day; None for anything else.

    >>> written_clock("8:05 PM").at, written_clock("20.05 Uhr").at, written_clock("8") is None
    (datetime.time(20, 5), datetime.time(20, 5), True)
    >>> written_clock("0830").at, written_clock("20h").at, written_clock("noon").at
    (datetime.time(8, 30), datetime.time(20, 0), datetime.time(12, 0))
    """
    text = _plain(written)
    if text.casefold() in (_NOON, "12 noon"):
        return WrittenClock(time(12))
    if four := _FOUR_FIGURES.fullmatch(text):
        return WrittenClock(time(int(four[1]), int(four[2])))
    found = _CLOCK.fullmatch(text)
    if found is None:
        return None
    half = (found[4] or "").casefold().replace(".", "")
    if found[2] is None and not half:
        return None
    hour = _hour(int(found[1]), half)
    minute, second = int(found[2] or 0), int(found[3] or 0)
    if hour is None or minute > 59 or second > 59:
        return None
    return WrittenClock(time(hour, minute, second), _offset(found[5] or ""))


def why_no_clock(written: str) -> str:
    """Say what is wrong with a time of day that cannot be read, to go on after it in quotes.

    >>> why_no_clock("24:00")
    'can be the beginning of the day or its end. Write 00:00 or 23:59.'
    """
    text = _plain(written)
    if _MIDNIGHT.fullmatch(text):
        return "can be the beginning of the day or its end. Write 00:00 or 23:59."
    if _HOUR_ALONE.fullmatch(text):
        return "can be morning or evening. Write it like 08:00 or 8 pm."
    if _PART_OF_A_DAY.fullmatch(text):
        return "is a spreadsheet’s own number for a time. Give the column the form 08:30 there."
    return "is not a time of day that we can read."


def _plain(written: str) -> str:
    spaces = written.replace("\N{NARROW NO-BREAK SPACE}", " ").replace("\N{NO-BREAK SPACE}", " ")
    return spaces.strip()


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


def is_skipped(day: date, clock: WrittenClock, time_zone: str) -> bool:
    """Tell whether the clocks went forward past that time on that day, so that it never was.

    >>> is_skipped(date(2026, 3, 8), written_clock("02:30"), "America/New_York")
    True
    """
    if clock.utc_offset is not None:
        return False
    written = datetime.combine(day, clock.at)
    try:
        return local_time(instant_at(written, time_zone), time_zone) != written
    except OverflowError:
        return False


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
