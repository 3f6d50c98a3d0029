"""The hours after midnight, which people count to the evening before."""

from datetime import date, datetime, time

from app.diary.local_time import ONE_DAY

# What a person can choose as the end of their day; later hours hold the morning's doses.
DAY_END_HOURS = range(9)
# What is due from this hour on is the evening's, and may be taken after midnight.
_EVENING_FROM_HOUR = 16


def evening_before(here: datetime, day_ends_at_hour: int) -> date | None:
    """Return the day whose evening is not over yet at a local time after midnight, else None.

    >>> evening_before(datetime(2026, 10, 11, 0, 40), 4)
    datetime.date(2026, 10, 10)
    >>> evening_before(datetime(2026, 10, 11, 4, 0), 4) is None
    True
    """
    return here.date() - ONE_DAY if here.hour < day_ends_at_hour else None


def is_evening(at: time) -> bool:
    """Tell whether what is due at that time may be taken after midnight."""
    return at.hour >= _EVENING_FROM_HOUR


def taken_after_midnight(
    due_at_local: datetime, taken_at_local: datetime, day_ends_at_hour: int
) -> bool:
    """Tell whether a time named for an evening's dose lies after the midnight that follows.

    >>> due = datetime(2026, 10, 10, 23, 0)
    >>> taken_after_midnight(due, datetime(2026, 10, 10, 0, 40), 4)
    True
    >>> taken_after_midnight(due, datetime(2026, 10, 10, 22, 40), 4)
    False
    """
    return (
        taken_at_local.date() == due_at_local.date()
        and is_evening(due_at_local.time())
        and taken_at_local.hour < day_ends_at_hour
    )
