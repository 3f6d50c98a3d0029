"""A day of the example diary in words."""

from dataclasses import dataclass
from datetime import date

from app.diary.day import answers_of
from app.diary.day_words import clock_words, day_words
from app.diary.diary import Diary, Dose
from app.services.medicines.amounts import amount_in_words
from app.web.diary.words import answer_rows
from app.web.kit.rows import Row


@dataclass(frozen=True, slots=True)
class ExampleDay:
    """What one day of the example says."""

    title: str
    rows: tuple[Row, ...]


def example_day(diary: Diary, for_date: date) -> ExampleDay:
    """Write down what was logged for a day of the example; what was not answered has no line.

    Raises:
        StopIteration: nothing was logged for the day.
    """
    entry = next(entry for entry in diary.entries if entry.for_date == for_date)
    doses = sorted(diary.doses, key=lambda dose: dose.taken_at_local)
    taken = [_dose_words(dose) for dose in doses if dose.taken_at_local.date() == for_date]
    return ExampleDay(
        title=day_words(for_date),
        rows=(*answer_rows(answers_of(entry)), Row("Taken", "\n".join(taken) or "Nothing logged")),
    )


def _dose_words(dose: Dose) -> str:
    amount = amount_in_words(dose.amount, dose.unit)
    return f"{clock_words(dose.taken_at_local)} {dose.medication} {amount}"
