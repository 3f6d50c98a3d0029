"""When and where a record was written down."""

from dataclasses import dataclass
from datetime import date, datetime

from app.diary.local_time import local_time


@dataclass(frozen=True, slots=True)
class Entered:
    """When and where a record was written down.

    Attributes:
        at: the instant of saving, UTC; of what came from plain files, that of the import.
        time_zone: IANA name of the zone in which the person was.
        is_imported: it came from plain files, which do not say when it was first entered. So it
            counts neither as late nor as on the day.
    """

    at: datetime
    time_zone: str
    is_imported: bool = False

    @property
    def local(self) -> datetime:
        """What the person's clock showed."""
        return local_time(self.at, self.time_zone)

    @property
    def on_day(self) -> date | None:
        """The person's own day; None where that is not known.

        >>> from datetime import UTC
        >>> Entered(datetime(2026, 3, 1, 3, tzinfo=UTC), "America/New_York").on_day.isoformat()
        '2026-02-28'
        """
        return None if self.is_imported else self.local.date()

    def days_after(self, for_date: date) -> int:
        """Return how many days after `for_date` it was entered; 0 where that is not known."""
        return 0 if self.on_day is None else max((self.on_day - for_date).days, 0)
