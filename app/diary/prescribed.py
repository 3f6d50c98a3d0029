"""Which prescription of a medicine held on a day."""

from datetime import date
from operator import attrgetter

from app.diary.medicine import Medicine, Regimen

_from_date = attrgetter("from_date")


def in_force(medicine: Medicine, day: date) -> Regimen | None:
    """Return how the medicine is prescribed on `day`; None before its first prescription.

    Where the start is not known, the first known prescription holds for earlier days too.
    """
    earlier = [regimen for regimen in medicine.regimens if regimen.from_date <= day]
    if not earlier and medicine.started_on is None:
        return min(medicine.regimens, key=_from_date, default=None)
    return max(earlier, key=_from_date, default=None)


def latest(medicine: Medicine) -> Regimen:
    """Return the newest prescription; a medicine of the list has at least one."""
    return max(medicine.regimens, key=_from_date)
