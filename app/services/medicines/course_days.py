"""Days on which the course of a medicine may change: a dose, or its end."""

from datetime import date, timedelta

from app import models
from app.diary.day_words import day_words
from app.services.errors import Refused
from app.services.medicines.regimens import current_row, oldest_row
from app.services.moments import check_day

# Further ahead nobody plans a dose: a typing slip in the year.
LONGEST_AHEAD = timedelta(days=366)
TOO_FAR_AHEAD = "This day is more than a year ahead. Check the year."


def check_change_day(from_date: date, today: date, field: str) -> None:
    """Accept a day on which a change began, or will begin.

    Raises:
        Refused: it is too far ahead, or too long ago.
    """
    if from_date - today > LONGEST_AHEAD:
        raise Refused(TOO_FAR_AHEAD, field)
    check_day(min(from_date, today), today, field)


def _refuse_second_plan(medicine: models.Medicine, from_date: date) -> None:
    """Refuse a plan for a day that has one.

    Raises:
        Refused: with the day and what to do.
    """
    if any(regimen.from_date == from_date for regimen in medicine.regimens):
        raise Refused(
            f"A change on {day_words(from_date)} is already on your list. Undo it first, or "
            "choose another day.",
            "from_date",
        )


def _after_the_end(stopped_on: date, today: date) -> str:
    if stopped_on > today:
        end = day_words(stopped_on)
        return f"Its end is planned for {end}. Choose an earlier day, or remove that end date."
    return (
        f"Your list says you no longer take this from {day_words(stopped_on)} on. First say that "
        "you are taking it again."
    )


def make_room(medicine: models.Medicine, from_date: date, today: date) -> None:
    """Accept a day after the last change that has begun, and before the stop.

    Raises:
        Refused: it is not.
    """
    if medicine.stopped_on is not None and from_date >= medicine.stopped_on:
        raise Refused(_after_the_end(medicine.stopped_on, today), "from_date")
    last = current_row(medicine, today)
    if from_date > last.from_date:
        _refuse_second_plan(medicine, from_date)
        return
    if medicine.started_on is None and last is oldest_row(medicine):
        # The start is not known: the first dose only has to lie before this one.
        last.from_date = from_date - timedelta(days=1)
        return
    raise Refused(
        f"The dose before this one began on {day_words(last.from_date)}. Choose a later day, or "
        "undo that change first.",
        "from_date",
    )
