"""What the diary says, in words: the same on Today and in the history."""

from collections.abc import Iterable
from datetime import date, timedelta

from app.clinical.areas import AREA_CODES, in_words
from app.clinical.events import EVENT_NAMES
from app.diary.check_in import Answers
from app.diary.day import Day
from app.diary.day_words import day_and_exact_clock_words, exact_clock_words
from app.diary.diary import DayEntry, DiaryEvent
from app.diary.dose import LoggedDose
from app.diary.entered import Entered
from app.diary.scores import (
    FURTHER_SCORES,
    PAIN_SCORES,
    TOUCH,
    WORST_PAIN,
    Score,
)
from app.services.medicines.amounts import amount_as_taken
from app.web.kit.figure_words import count_words
from app.web.kit.rows import Row

# How many places a line names; any more are only counted.
MOST_NAMED = 3


def score_words(score: float) -> str:
    """Write a score, a mean to a tenth.

    >>> score_words(6.0), score_words(5.5)
    ('6', '5.5')
    """
    return f"{round(score, 1):g}"


def places_words(areas: frozenset[str]) -> str:
    """Name where it hurts.

    >>> places_words(frozenset()), places_words(frozenset({"neck", "left_hip"}))
    ('nowhere', 'neck and left hip or buttock')
    """
    if areas == AREA_CODES:
        return "all over"
    return in_words(areas) or "nowhere"


def places_in_short(areas: frozenset[str]) -> str:
    """Name a few places, and count many.

    >>> places_in_short(frozenset({"neck"})), places_in_short(AREA_CODES - {"head"})
    ('neck', '23 places')
    """
    is_many = MOST_NAMED < len(areas) < len(AREA_CODES)
    return count_words(len(areas), "place") if is_many else places_words(areas)


def score_in_line(score: Score, answer: float) -> str:
    """Write an answer within a line.

    >>> from app.diary.scores import AVERAGE_PAIN
    >>> score_in_line(TOUCH, 0), score_in_line(TOUCH, 4), score_in_line(AVERAGE_PAIN, 0)
    ('touch did not hurt', 'touch hurt 4', 'pain 0')
    """
    if answer == 0 and score.zero_in_line:
        return score.zero_in_line
    return score.in_line.format(score_words(answer))


def score_by_itself(score: Score, answer: float) -> str:
    """Write an answer beside its question.

    >>> from app.diary.scores import AVERAGE_PAIN, SLEEP
    >>> score_by_itself(TOUCH, 0), score_by_itself(AVERAGE_PAIN, 6), score_by_itself(SLEEP, 6)
    ('No', '6 out of 10', '6 out of 10 (10: slept very well)')
    """
    if answer == 0 and score.zero:
        return score.zero
    good_end = f" (10: {score.at_highest})" if score.is_better_high else ""
    return f"{score_words(answer)} out of 10{good_end}"


def added_words(entered: Entered, for_date: date) -> str:
    """Say how long after its day something was added; empty for the day itself.

    >>> from datetime import UTC, datetime
    >>> now = datetime(2026, 3, 12, 15, tzinfo=UTC)
    >>> added_words(Entered(now, "UTC"), date(2026, 3, 12))
    ''
    >>> added_words(Entered(now, "UTC"), date(2026, 3, 9))
    'added 3 days later'
    >>> added_words(Entered(now, "UTC", is_imported=True), date(2026, 3, 9))
    'from a file'
    """
    if entered.is_imported:
        return "from a file"
    days = entered.days_after(for_date)
    return f"added {count_words(days, 'day')} later" if days else ""


# From so many hours on, minutes no longer matter; from so many, nor do hours.
TOLD_IN_HOURS_FROM_HOURS = 12
TOLD_IN_DAYS_FROM_HOURS = 48


def ago_words(span: timedelta) -> str:
    """Say how long ago something was.

    >>> ago_words(timedelta(seconds=20)), ago_words(timedelta(minutes=200))
    ('just now', '3 h 20 min ago')
    >>> ago_words(timedelta(hours=25)), ago_words(timedelta(days=3))
    ('25 hours ago', '3 days ago')
    """
    minutes = int(span.total_seconds()) // 60
    if minutes < 1:
        return "just now"
    if minutes >= TOLD_IN_DAYS_FROM_HOURS * 60:
        return f"{count_words(minutes // (24 * 60), 'day')} ago"
    if minutes >= TOLD_IN_HOURS_FROM_HOURS * 60:
        return f"{minutes // 60} hours ago"
    hours, minutes = divmod(minutes, 60)
    parts = [f"{hours} h" if hours else "", f"{minutes} min" if minutes else ""]
    return f"{' '.join(part for part in parts if part)} ago"


def answers_in_short(answers: Answers) -> str:
    """Say in one line what a check-in holds: the pain, the places, touch.

    >>> answers_in_short(Answers({"average_pain": 6, "touch": 0}, frozenset({"lower_back"})))
    'pain 6, lower back, touch did not hurt'
    >>> answers_in_short(Answers(note="slept in the chair"))
    'a note'
    """
    parts = _in_line(answers, PAIN_SCORES)
    if answers.areas is not None:
        parts.append(places_in_short(answers.areas))
    parts += _in_line(answers, (TOUCH, *FURTHER_SCORES))
    if answers.jerks_or_confusion:
        parts.append("new jerks or confusion")
    if answers.note:
        parts.append("a note")
    return ", ".join(parts)


def _in_line(answers: Answers, scores: Iterable[Score]) -> list[str]:
    given = ((score, answers.exact(score)) for score in scores)
    return [score_in_line(score, answer) for score, answer in given if answer is not None]


def answer_rows(answers: Answers) -> list[Row]:
    """Return each answer that was given, with its question."""
    rows = _rows(answers, PAIN_SCORES)
    if answers.areas is not None:
        rows.append(Row("Where", places_words(answers.areas).capitalize()))
    rows += _rows(answers, (TOUCH, *FURTHER_SCORES))
    if answers.jerks_or_confusion:
        rows.append(Row("New jerks, twitches or confusion", "Yes"))
    if answers.note:
        rows.append(Row("Note", answers.note))
    return rows


def _rows(answers: Answers, scores: Iterable[Score]) -> list[Row]:
    given = ((score, answers.exact(score)) for score in scores)
    return [
        Row(score.label, score_by_itself(score, answer))
        for score, answer in given
        if answer is not None
    ]


def dose_words(dose: LoggedDose) -> str:
    """Name a dose: what and how much."""
    words = f"{dose.medication} {amount_as_taken(dose.amount, dose.unit, dose.as_taken)}"
    return f"{words}, the day's total" if dose.is_daily_total else words


def taken_at_words(dose: LoggedDose) -> str:
    """Say at what time of its day a dose was taken, or a patch put on."""
    return exact_clock_words(dose.taken_at_local, dose.taken_at, dose.entered.time_zone)


def dose_when(dose: LoggedDose, on_day: date | None = None) -> str:
    """Say when a dose was taken, or from when to when a patch was worn.

    Args:
        dose: the dose.
        on_day: the day on which it is listed; None for the one by the clock.
    """
    at = taken_at_words(dose)
    if dose.evening is not None:
        is_there = on_day == dose.evening
        at = f"after midnight, at {at}" if is_there else f"{at}, for the evening before"
    added = added_words(dose.entered, dose.taken_at_local.date())
    on = f"on at {at}" if dose.is_patch else "" if dose.is_daily_total else at
    return ", ".join(part for part in (on, _off_words(dose), added) if part)


def _off_words(dose: LoggedDose) -> str:
    if dose.removed_at_local is None or dose.removed_at is None:
        return ""
    zone = dose.entered.time_zone
    return f"off {day_and_exact_clock_words(dose.removed_at_local, dose.removed_at, zone)}"


def event_words(event: DiaryEvent) -> str:
    """Name an event with its few words."""
    name = EVENT_NAMES[event.kind]
    return f"{name}: {event.note}" if event.note else name


def day_in_short(day: Day) -> str:
    """Say in one line what stands on a day; empty for nothing."""
    parts = _entry_in_short(day.entry) if day.entry else []
    parts += taken_in_short(day.dose_count, day.patch_count)
    parts += [EVENT_NAMES[logged.event.kind].lower() for logged in day.events]
    return ", ".join(parts)


def _entry_in_short(entry: DayEntry) -> list[str]:
    parts: list[str] = []
    if entry.pain is not None:
        parts.append(f"pain {score_words(entry.pain)}")
    elif entry.worst_pain is not None:
        parts.append(score_in_line(WORST_PAIN, entry.worst_pain))
    if entry.areas is not None:
        parts.append(places_in_short(entry.areas))
    if entry.touch is not None:
        parts.append(score_in_line(TOUCH, entry.touch))
    return parts or ["a note or other answers"]


def taken_in_short(doses: int, patches: int) -> list[str]:
    """Count what was taken, and what was put on.

    >>> taken_in_short(2, 1), taken_in_short(0, 2), taken_in_short(0, 0)
    (['2 doses', '1 patch'], ['2 patches'], [])
    """
    named = ((doses, "dose", "doses"), (patches, "patch", "patches"))
    return [count_words(number, one, many) for number, one, many in named if number]


def sentence(words: str) -> str:
    """Begin with a capital letter, and leave the rest as it is.

    >>> sentence("pain 6, Dr. Lee")
    'Pain 6, Dr. Lee'
    """
    return words[:1].upper() + words[1:]
