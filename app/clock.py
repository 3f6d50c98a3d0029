"""The only place that reads the clock."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol


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
    """A clock that stands still until it is set, for tests and screenshots."""

    instant: datetime

    def now(self) -> datetime:
        """Return the instant that was set."""
        return self.instant


def file_stamp(instant: datetime) -> str:
    """Return an instant for the name of a file: ISO 8601 in its basic form, in UTC.

    >>> file_stamp(datetime(2026, 3, 11, 19, 30, 5, tzinfo=UTC))
    '20260311T193005Z'
    """
    in_utc = instant.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat()
    return in_utc.replace("-", "").replace(":", "") + "Z"
