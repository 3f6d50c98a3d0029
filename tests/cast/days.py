"""Days counted from a first one, and doses taken on them, as values of the diary."""

from datetime import date, datetime, time, timedelta

from app.diary.diary import Dose

FIRST_DAY = date(2026, 1, 1)


def day(n: int) -> date:
    return FIRST_DAY + timedelta(days=n)


def taken(n: int, amount_mg: float, medication: str = "morphine") -> Dose:
    """Return a dose by mouth at eight in the morning."""
    return Dose(datetime.combine(day(n), time(8)), medication, "oral", amount_mg, "mg")
