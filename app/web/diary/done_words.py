"""What is saved on Today already, and what comes next: the feeling of being done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.diary.check_in import Answers
from app.diary.day_words import clock_words
from app.diary.scores import PAIN_SCORES
from app.services.medicines.due import DueDose, usual_time
from app.web.diary.saved_words import SavedRow, saved_rows
from app.web.diary.sheet_facts import SheetFacts
from app.web.diary.words import day_in_short, sentence


@dataclass(frozen=True, slots=True)
class DayDone:
    """What stands on today.

    Attributes:
        is_checked_in: whether its pain is logged, and so the day is done.
        summary: all of it in one line.
        change: the record that "Change" leads to: the day's last check-in.
        next_dose: what is due next today; empty for nothing.
    """

    is_checked_in: bool
    summary: str
    rows: Sequence[SavedRow]
    change: SavedRow | None
    next_dose: str

    @property
    def sentence(self) -> str:
        """The summary as a sentence."""
        return f"{sentence(self.summary)}."


def day_done(facts: SheetFacts) -> DayDone | None:
    """Say what is saved today; None for nothing."""
    day = facts.day
    if not day.has_records:
        return None
    rows = saved_rows(day, facts.taken)
    return DayDone(
        is_checked_in=any(_has_pain(record.answers) for record in day.check_ins),
        summary=day_in_short(day),
        rows=rows,
        change=rows[len(day.check_ins) - 1] if day.check_ins else None,
        next_dose=_next_dose(facts),
    )


def _has_pain(answers: Answers) -> bool:
    return any(answers[score] is not None for score in PAIN_SCORES)


def _next_dose(facts: SheetFacts) -> str:
    to_come = [(usual_time(dose, facts.time_zone), dose) for dose in facts.due if not dose.taken]
    later = [pair for pair in to_come if pair[0] > facts.now_local]
    return _dose_at(*min(later, key=lambda pair: pair[0])) if later else ""


def _dose_at(at: datetime, dose: DueDose) -> str:
    return f"{dose.name} at {clock_words(at)}"
