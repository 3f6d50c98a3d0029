"""What the person's clock showed, and which instant that was.

A local time is naive and always goes with the zone it was read in. When clocks go forward an
hour is missing, when they go back an hour comes twice (IANA time zone database, through zoneinfo).
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from app.clock import local_day
from app.diary.day_words import clock_words
from app.services.days import check_day
from app.services.errors import Refused

STILL_TO_COME = "This time is still to come. Choose now or an earlier time."


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment, by the person's clock and as an instant.

    Attributes:
        local: what the clock showed, naive, to the minute.
        instant: the same moment in UTC.
        time_zone: the IANA zone of that clock.
    """

    local: datetime
    instant: datetime
    time_zone: str


# A time of the clock, a moment that is known exactly, or now.
WhenTaken = datetime | Moment | None


def local_time(instant: datetime, time_zone: str) -> datetime:
    """Return what a clock in `time_zone` shows at an aware `instant`, naive.

    >>> local_time(datetime(2026, 3, 1, 3, 0, tzinfo=UTC), "America/New_York").isoformat()
    '2026-02-28T22:00:00'
    """
    return instant.astimezone(ZoneInfo(time_zone)).replace(tzinfo=None)


def instant_of(local: datetime, time_zone: str, field: str = "") -> datetime:
    """Return the instant at which a clock in `time_zone` showed `local`.

    Of an hour that comes twice, the first one is meant.

    Raises:
        Refused: the clocks skipped this time; the sentence belongs to `field`.

    >>> instant_of(datetime(2026, 11, 1, 1, 30), "America/New_York").isoformat()
    '2026-11-01T05:30:00+00:00'
    """
    zone = ZoneInfo(time_zone)
    instant = local.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) != local:
        raise Refused(
            f"The clocks went forward that night, so there was no {clock_words(local)}. "
            "Choose a time before or after the jump.",
            field,
        )
    return instant


def moment(
    when: WhenTaken, time_zone: str, now: datetime, fields: tuple[str, str] = ("", "")
) -> Moment:
    """Return the moment that a person named; None means now.

    Seconds are dropped: people tell minutes, and two taps in one minute belong together.
    `fields` are those of the day and of the time, for the sentences.

    Raises:
        Refused: the time is still to come, too long ago, or was never on the clock.
    """
    if isinstance(when, Moment):
        return when
    if when is None:
        return moment_at(now, time_zone)
    day_field, clock_field = fields
    check_day(when.date(), local_day(now, time_zone), day_field)
    local = when.replace(second=0, microsecond=0)
    instant = instant_of(local, time_zone, clock_field)
    if instant > now:
        raise Refused(STILL_TO_COME, clock_field)
    return Moment(local, instant, time_zone)


def moment_at(instant: datetime, time_zone: str) -> Moment:
    """Return an instant as a moment of the person's clock.

    It is exact in an hour that comes twice, where the clock alone cannot tell.
    """
    whole = instant.astimezone(UTC).replace(second=0, microsecond=0)
    return Moment(local_time(whole, time_zone), whole, time_zone)


def day_span(day: date) -> tuple[datetime, datetime]:
    """Return the first local time of a day and of the next one."""
    start = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a local time has no zone
    return start, start + timedelta(days=1)
