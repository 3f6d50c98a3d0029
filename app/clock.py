"""The only place that reads the time."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo


class Clock(Protocol):
    """Tells the present instant."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        return datetime.now(UTC)


@dataclass(slots=True)
class SettableClock:
    """A clock that stands still until it is set: for tests and for the screenshots."""

    instant: datetime

    def now(self) -> datetime:
        """Return the instant that was set."""
        return self.instant


def local_day(instant: datetime, time_zone: str) -> date:
    """Return the calendar day of an aware `instant` in the IANA `time_zone`.

    >>> local_day(datetime(2026, 3, 1, 3, 0, tzinfo=UTC), "America/New_York").isoformat()
    '2026-02-28'
    """
    return instant.astimezone(ZoneInfo(time_zone)).date()
