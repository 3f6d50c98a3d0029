"""Which days a diary can be about, by the person's own calendar."""

from datetime import date, datetime, timedelta

from app.clock import local_day
from app.services.errors import Refused
from app.services.owner import Owner

# Longer than anybody has lived: what lies before is a slip of the finger.
LONGEST_LIFE = timedelta(days=120 * 366)
STILL_TO_COME = "This day is still to come. Choose today or a day before."
TOO_LONG_AGO = "This day is too long ago. Choose a later one."


def today_of(person: Owner, now: datetime) -> date:
    """Return the person's own calendar day."""
    return local_day(now, person.time_zone)


def check_day(for_date: date, today: date, field: str = "for_date") -> None:
    """Accept a day that the person can have lived.

    Raises:
        Refused: it is still to come, or too long ago; the sentence belongs to `field`.
    """
    if for_date > today:
        raise Refused(STILL_TO_COME, field)
    if today - for_date > LONGEST_LIFE:
        raise Refused(TOO_LONG_AGO, field)
