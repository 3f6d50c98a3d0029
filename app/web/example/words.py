"""A day of the example diary in words."""

from dataclasses import dataclass
from datetime import date

from app.diary.day_words import clock_words, day_words
from app.diary.diary import Diary, Dose
from app.services.diary.records import Answers
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
    answers = Answers(
        # The example holds one check-in a day, so its scores are whole.
        average_pain=None if entry.pain is None else int(entry.pain),
        areas=entry.areas,
        touch=entry.touch,
        note=entry.note,
    )
    doses = sorted(diary.doses, key=lambda dose: dose.taken_at)
    taken = [_dose_words(dose) for dose in doses if dose.taken_at.date() == for_date]
    return ExampleDay(
        title=day_words(for_date),
        rows=(*answer_rows(answers), Row("Taken", "\n".join(taken) or "Nothing logged")),
    )


def _dose_words(dose: Dose) -> str:
    amount = amount_in_words(dose.amount, dose.unit)
    return f"{clock_words(dose.taken_at)} {dose.medication} {amount}"
