"""Which days and moments a person can name, by their own calendar and clock."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from zoneinfo import available_timezones

from app.diary.day_words import clock_words
from app.diary.lived import NotLived, why_not_lived
from app.diary.local_time import Turn, comes_twice, instant_at, local_day, local_time, turn_of
from app.services.errors import CameTwice, Refused
from app.services.owner import Owner

DAY_STILL_TO_COME = "This day is still to come. Choose today or an earlier day."
TOO_LONG_AGO = "This day is too long ago. Choose a later one."
TIME_STILL_TO_COME = "This time is still to come. Choose now or an earlier time."


@cache
def time_zones() -> frozenset[str]:
    """Return every zone name in the installed IANA time zone database."""
    return frozenset(available_timezones())


def today_of(person: Owner, now: datetime) -> date:
    """Return the person's own calendar day."""
    return local_day(now, person.time_zone)


def check_day(for_date: date, today: date, field: str = "for_date") -> None:
    """Accept a day that the person can have lived through.

    Raises:
        Refused: it is still to come, or too long ago; the sentence belongs to `field`.
    """
    why = why_not_lived(for_date, today)
    if why is not None:
        raise Refused(DAY_STILL_TO_COME if why is NotLived.STILL_TO_COME else TOO_LONG_AGO, field)


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


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A time that a person named by their clock.

    Attributes:
        local: what the clock showed, naive.
        turn: which of two equal times was meant; None where the person did not say.
    """

    local: datetime
    turn: Turn | None = None

    def is_still(self, local: datetime, instant: datetime, time_zone: str) -> bool:
        """Tell whether it names the same moment as a record that is shown to be corrected."""
        return self.local == local and self.turn in (None, turn_of(local, instant, time_zone))


# A time by the clock, a moment that is known exactly, or now.
WhenTaken = ClockTime | Moment | None


def instant_of(named: ClockTime, time_zone: str, now: datetime, field: str = "") -> datetime:
    """Return the past instant at which a clock in `time_zone` showed the time that was named.

    Where the clock showed it twice, only one of the two may be over: then that one is meant.

    Raises:
        CameTwice: both are over, and the person did not say which is meant.
        Refused: the clocks skipped this time, or it is still to come.

    >>> night = ClockTime(datetime(2026, 11, 1, 1, 30), "second")
    >>> instant_of(night, "America/New_York", datetime(2026, 11, 2, tzinfo=UTC)).isoformat()
    '2026-11-01T06:30:00+00:00'
    """
    local, turn = named.local, named.turn
    if local_time(instant_at(local, time_zone), time_zone) != local:
        raise Refused(
            f"The clocks went forward that night, so there was no {clock_words(local)}. "
            "Choose a time before or after that.",
            field,
        )
    is_second_over = comes_twice(local, time_zone) and instant_at(local, time_zone, "second") <= now
    if is_second_over and turn is None:
        raise CameTwice(
            f"The clocks went back that night, so {clock_words(local)} came twice. "
            "Choose which one you mean.",
            field,
        )
    instant = instant_at(local, time_zone, turn or "first")
    if instant > now:
        raise Refused(TIME_STILL_TO_COME, field)
    return instant


def moment(
    when: WhenTaken, time_zone: str, now: datetime, fields: tuple[str, str] = ("", "")
) -> Moment:
    """Return the moment that a person named; None means now.

    Seconds are dropped: people think in minutes, and two taps in one minute belong together.
    `fields` name the fields for the day and the time, for the sentences.

    Raises:
        CameTwice: the clock showed the time twice, and the person did not say which is meant.
        Refused: the time is still to come, too long ago, or was never on the clock.
    """
    if isinstance(when, Moment):
        return when
    if when is None:
        return moment_at(now, time_zone)
    day_field, clock_field = fields
    check_day(when.local.date(), local_day(now, time_zone), day_field)
    local = when.local.replace(second=0, microsecond=0)
    instant = instant_of(ClockTime(local, when.turn), time_zone, now, clock_field)
    return Moment(local, instant, time_zone)


def moment_at(instant: datetime, time_zone: str) -> Moment:
    """Return an instant as a moment of the person's clock.

    It stays exact in an hour that comes twice, where the clock alone is not.
    """
    whole = instant.astimezone(UTC).replace(second=0, microsecond=0)
    return Moment(local_time(whole, time_zone), whole, time_zone)
