"""The last day of the example diary in words."""

from dataclasses import dataclass
from datetime import date

from app.clinical.areas import in_words
from app.trends.diary import Diary, Dose
from app.web.presenters.days import day_words
from app.web.presenters.figures import amount_words, mean_words


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a summary list."""

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class ExampleDay:
    """What one day of the example says."""

    title: str
    rows: tuple[Row, ...]


def example_day(diary: Diary, for_date: date) -> ExampleDay:
    """Write down what was logged for a day; what was not answered has no line.

    Raises:
        StopIteration: nothing was logged for the day.
    """
    entry = next(entry for entry in diary.entries if entry.for_date == for_date)
    taken = [dose for dose in diary.doses if dose.taken_at.date() == for_date]
    rows = []
    if entry.pain is not None:
        rows.append(Row("Average pain", f"{mean_words(entry.pain).removesuffix('.0')} of 10"))
    if entry.areas is not None:
        rows.append(Row("Where it hurt", _capital(in_words(entry.areas)) or "Nowhere"))
    if entry.touch is not None:
        rows.append(Row("Light touch hurt", f"{entry.touch} of 10" if entry.touch else "No"))
    rows.append(Row("Taken", "\n".join(_dose_words(dose) for dose in taken) or "Nothing logged"))
    if entry.note:
        rows.append(Row("Note", entry.note))
    return ExampleDay(title=day_words(for_date), rows=tuple(rows))


def _dose_words(dose: Dose) -> str:
    return f"{dose.taken_at:%H:%M} {dose.medication} {amount_words(dose.amount, dose.unit)}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
