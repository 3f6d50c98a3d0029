"""Which days and moments a person can name, by their own calendar and clock."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from app.diary.day_words import clock_words
from app.diary.local_time import instant_at, local_day, local_time
from app.services.errors import Refused
from app.services.owner import Owner

# Longer than anyone has lived: anything earlier is a typing slip.
LONGEST_LIFE = timedelta(days=120 * 366)
DAY_STILL_TO_COME = "This day is still to come. Choose today or a day before."
TOO_LONG_AGO = "This day is too long ago. Choose a later one."
TIME_STILL_TO_COME = "This time is still to come. Choose now or an earlier time."


def today_of(person: Owner, now: datetime) -> date:
    """Return the person's own calendar day."""
    return local_day(now, person.time_zone)


def check_day(for_date: date, today: date, field: str = "for_date") -> None:
    """Accept a day that the person can have lived through.

    Raises:
        Refused: it is still to come, or too long ago; the sentence belongs to `field`.
    """
    if for_date > today:
        raise Refused(DAY_STILL_TO_COME, field)
    if today - for_date > LONGEST_LIFE:
        raise Refused(TOO_LONG_AGO, field)


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


# A time by the clock, a moment that is known exactly, or now.
WhenTaken = datetime | Moment | None


def instant_of(local: datetime, time_zone: str, field: str = "") -> datetime:
    """Return the instant at which a clock in `time_zone` showed `local`.

    In an hour that comes twice, the first is meant.

    Raises:
        Refused: the clocks skipped this time; the sentence belongs to `field`.

    >>> instant_of(datetime(2026, 11, 1, 1, 30), "America/New_York").isoformat()
    '2026-11-01T05:30:00+00:00'
    """
    instant = instant_at(local, time_zone)
    if local_time(instant, time_zone) != local:
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

    Seconds are dropped: people think in minutes, and two taps in one minute belong together.
    `fields` name the fields for the day and the time, for the sentences.

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
        raise Refused(TIME_STILL_TO_COME, clock_field)
    return Moment(local, instant, time_zone)


def moment_at(instant: datetime, time_zone: str) -> Moment:
    """Return an instant as a moment of the person's clock.

    It stays exact in an hour that comes twice, where the clock alone is not.
    """
    whole = instant.astimezone(UTC).replace(second=0, microsecond=0)
    return Moment(local_time(whole, time_zone), whole, time_zone)
