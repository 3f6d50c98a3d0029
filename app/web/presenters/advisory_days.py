"""The days behind the evidence, as a table: each mean of the advisory can be worked out from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from app.clinical.areas import in_words
from app.clinical.events import EVENT_NAMES
from app.trends.assessment import Assessment, Criterion, Window
from app.trends.diary import DayEntry, Diary
from app.trends.exposure import DailyDose, daily_mme
from app.web.presenters.diary import score_words

NOT_LOGGED = "–"
COLUMNS = ("Day", "Pain", "Touch", "New places", "Opioid, mg", "Noted")
NUMERIC = (1, 2, 3, 4)
_NOTE = (
    "New places: how many places hurt besides the first ones{home}. Opioid: all opioids of the "
    "day, counted as mg of morphine. A dash: not logged."
)


@dataclass(frozen=True, slots=True)
class DayTable:
    """Rows in order of time; `–` is a day without that record.

    Attributes:
        note: what the columns count.
        columns: their headings.
        numeric: positions of the number columns.
        rows: one per day.
    """

    note: str
    columns: tuple[str, ...]
    numeric: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]


def day_table(diary: Diary, assessment: Assessment) -> DayTable:
    """Lay out every day that a criterion rests on, each day once."""
    home = _home_areas(assessment)
    note = _NOTE.format(home=f" ({in_words(home)})" if home else "")
    days = _days_of(assessment.criteria)
    if not days:
        return DayTable(note, COLUMNS, NUMERIC, ())
    entries = {entry.for_date: entry for entry in diary.entries}
    noted: dict[date, list[str]] = {}
    for event in diary.events:
        noted.setdefault(event.for_date, []).append(EVENT_NAMES[event.kind])
    doses = daily_mme(diary, days[0], days[-1])
    wanted = frozenset(days)
    return DayTable(
        note,
        COLUMNS,
        NUMERIC,
        tuple(
            _row(entries.get(dose.for_date), dose, noted.get(dose.for_date, []), home)
            for dose in doses
            if dose.for_date in wanted
        ),
    )


def _home_areas(assessment: Assessment) -> frozenset[str]:
    """Return where it hurt at first, as the detector took it."""
    return frozenset(
        code
        for explanation in assessment.explanations
        for found in (*explanation.supports, *explanation.speaks_against)
        if found.code == "areas_at_first"
        for code in found.areas
    )


def _days_of(criteria: Iterable[Criterion]) -> list[date]:
    windows = [
        window for line in criteria for window in (line.before, line.after) if window is not None
    ]
    return sorted({day for window in windows for day in _days_in(window)})


def _days_in(window: Window) -> Iterable[date]:
    length = (window.last - window.first).days + 1
    return (window.first + timedelta(days=n) for n in range(length))


def _row(
    entry: DayEntry | None, dose: DailyDose, noted: list[str], home: frozenset[str]
) -> tuple[str, ...]:
    return (
        f"{dose.for_date.day} {dose.for_date:%b %Y}",
        *_answers(entry or DayEntry(dose.for_date), home),
        # A day without a dose that counts proves nothing, so it is no zero.
        f"{round(dose.mme_per_day, 1):g}" if dose.mme_per_day else NOT_LOGGED,
        ", ".join(noted),
    )


def _answers(entry: DayEntry, home: frozenset[str]) -> tuple[str, str, str]:
    return (
        NOT_LOGGED if entry.pain is None else score_words(entry.pain),
        NOT_LOGGED if entry.touch is None else str(entry.touch),
        # The detector takes a day without any place marked as not answered.
        str(len(entry.areas - home)) if entry.areas else NOT_LOGGED,
    )
