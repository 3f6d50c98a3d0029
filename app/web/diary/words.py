"""What the diary says, in words: the same on Today and in the history."""

from datetime import timedelta

from app.clinical.areas import AREA_CODES, in_words
from app.clinical.events import EVENT_NAMES
from app.clinical.scales import ACTIVITY, MOOD, SLEEP, Scale
from app.diary.day_words import clock_words, day_and_clock_words
from app.diary.diary import DayEntry
from app.services.diary.days import Day
from app.services.diary.records import Answers
from app.services.medicines.amounts import amount_in_words
from app.services.medicines.doses import TakenDose
from app.web.kit.figure_words import count_words
from app.web.kit.rows import Row

# Places that are named in a line; more than these are counted.
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


def touch_words(touch: int) -> str:
    """Say how much touch hurt.

    >>> touch_words(0), touch_words(4)
    ('touch did not hurt', 'touch hurt 4')
    """
    return f"touch hurt {touch}" if touch else "touch did not hurt"


def late_words(days_late: int) -> str:
    """Say how long after its day something was added; empty for the day itself.

    >>> late_words(0), late_words(1), late_words(3)
    ('', 'added 1 day later', 'added 3 days later')
    """
    return f"added {count_words(days_late, 'day')} later" if days_late else ""


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
    if minutes >= 48 * 60:
        return f"{count_words(minutes // (24 * 60), 'day')} ago"
    if minutes >= 12 * 60:
        return f"{minutes // 60} hours ago"
    hours, minutes = divmod(minutes, 60)
    parts = [f"{hours} h" if hours else "", f"{minutes} min" if minutes else ""]
    return f"{' '.join(part for part in parts if part)} ago"


def answers_in_short(answers: Answers) -> str:
    """Say in one line what a check-in holds: the pain, the places, touch.

    >>> answers_in_short(Answers(average_pain=6, areas=frozenset({"lower_back"}), touch=0))
    'pain 6, lower back, touch did not hurt'
    >>> answers_in_short(Answers(note="slept in the chair"))
    'a note'
    """
    parts = [
        f"{words} {score}"
        for words, score in (
            ("pain", answers.average_pain),
            ("pain now", answers.pain_now),
            ("worst pain", answers.worst_pain),
        )
        if score is not None
    ]
    if answers.areas is not None:
        parts.append(places_in_short(answers.areas))
    if answers.touch is not None:
        parts.append(touch_words(answers.touch))
    parts += [
        f"{words} {score}"
        for words, score in (
            ("sleep", answers.sleep),
            ("mood", answers.mood),
            ("activity", answers.activity),
        )
        if score is not None
    ]
    if answers.jerks_or_confusion:
        parts.append("new jerks or confusion")
    if answers.note:
        parts.append("a note")
    return ", ".join(parts)


def answer_rows(answers: Answers) -> list[Row]:
    """Return each answer that was given, with its question."""
    given = [
        ("Average pain over 24 hours", _of_ten(answers.average_pain)),
        ("Pain at that moment", _of_ten(answers.pain_now)),
        ("Worst pain", _of_ten(answers.worst_pain)),
        ("Where", None if answers.areas is None else places_words(answers.areas).capitalize()),
        ("Did touch hurt?", _touch(answers.touch)),
        ("Sleep", _between(answers.sleep, SLEEP)),
        ("Mood", _between(answers.mood, MOOD)),
        ("Activity", _between(answers.activity, ACTIVITY)),
        ("New jerks, twitches or confusion", "Yes" if answers.jerks_or_confusion else None),
        ("Note", answers.note or None),
    ]
    return [Row(key, value) for key, value in given if value is not None]


def dose_words(dose: TakenDose) -> str:
    """Name a dose: what and how much."""
    words = f"{dose.name} {amount_in_words(dose.amount, dose.unit)}"
    return f"{words}, the day's total" if dose.is_daily_total else words


def dose_when(dose: TakenDose) -> str:
    """Say when a dose was taken, or from when to when a patch was worn."""
    at = clock_words(dose.taken_at_local)
    late = late_words((dose.entered_on - dose.taken_at_local.date()).days)
    on = f"on at {at}" if dose.is_patch else "" if dose.is_daily_total else at
    off = f"off {day_and_clock_words(dose.removed_at_local)}" if dose.removed_at_local else ""
    return ", ".join(part for part in (on, off, late) if part)


def event_words(kind: str, note: str) -> str:
    """Name an event with its few words."""
    return f"{EVENT_NAMES[kind]}: {note}" if note else EVENT_NAMES[kind]


def day_in_short(day: Day) -> str:
    """Say in one line what stands on a day; empty for nothing."""
    parts = _entry_in_short(day.entry) if day.entry else []
    parts += taken_in_short(day.dose_count, day.patch_count)
    parts += [EVENT_NAMES[event.kind].lower() for event in day.events]
    return ", ".join(parts)


def _entry_in_short(entry: DayEntry) -> list[str]:
    parts: list[str] = []
    if entry.pain is not None:
        parts.append(f"pain {score_words(entry.pain)}")
    elif entry.worst_pain is not None:
        parts.append(f"worst pain {entry.worst_pain}")
    if entry.areas is not None:
        parts.append(places_in_short(entry.areas))
    if entry.touch is not None:
        parts.append(touch_words(entry.touch))
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


def _of_ten(score: int | None) -> str | None:
    return None if score is None else f"{score} of 10"


def _touch(touch: int | None) -> str | None:
    return "No" if touch == 0 else _of_ten(touch)


def _between(score: int | None, scale: Scale) -> str | None:
    return None if score is None else f"{score} of 10 (10: {scale.at_highest})"
