"""The days behind the advisory, as a table: each of its figures can be worked out from it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from app.clinical.areas import AREAS_BY_CODE, in_order
from app.clinical.events import EVENT_NAMES
from app.clinical.units import to_a_tenth
from app.diary.day_words import short_day_and_year
from app.diary.diary import DayEntry, Diary
from app.diary.scores import MOOD, SLEEP, Score
from app.trends.detector.assessment import Assessment, Window
from app.trends.figures.exposure import DailyDose, mme_on
from app.web.kit.uncounted_words import NOT_COUNTED

NOT_LOGGED = "–"
HURT_NOWHERE = "nowhere"
DAY_COLUMNS = ("Day", "Pain", "Touch", "Where", "New places", "Opioid, mg", "Noted")
NUMERIC = (1, 2, 4, 5)
# Columns of their own before the last one, where they were rated at all.
_RATED = (SLEEP, MOOD)
ENTERED_LATER = "Entered later"
# No line looks back further than 48 weeks: 24 after the change, 24 before it
# (`app.trends.detector.splits`).
MOST_DAYS = 366
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_NOTE = (
    "Where: a letter for each place that hurt, named below. New places: how many of them are not "
    "first places. Opioid: all opioids of the day, counted as mg of morphine. A dash: not logged."
)
_NOTE_RATED = " Sleep and mood: a high number is good."


@dataclass(frozen=True, slots=True)
class DayTable:
    """Rows in order of time; `–` is a day without that record.

    Attributes:
        note: what the columns count.
        places: the letter of each place that is marked, its name, and how near it is to the first.
        columns: their headings.
        numeric: positions of the number columns.
        rows: one per day.
    """

    note: str
    places: tuple[str, ...]
    columns: tuple[str, ...]
    numeric: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]


def day_table(diary: Diary, assessment: Assessment) -> DayTable:
    """Lay out every day of the last year, and older ones that a figure rests on, each once."""
    days = _days_of(assessment)
    home = _home_areas(assessment)
    entries = {e.for_date: e for e in diary.entries if days and days[0] <= e.for_date <= days[-1]}
    marked = {code for entry in entries.values() for code in entry.areas or ()}
    letters = dict(zip((area.code for area in in_order(marked | home)), _LETTERS, strict=False))
    noted: dict[date, list[str]] = {}
    for event in diary.events:
        noted.setdefault(event.for_date, []).append(EVENT_NAMES[event.kind])
    doses = mme_on(diary, [day.toordinal() for day in days])
    rated = [score for score in _RATED if any(score.code in e.further for e in entries.values())]
    return DayTable(
        _NOTE + (_NOTE_RATED if rated else ""),
        tuple(_key(letter, code, home) for code, letter in letters.items()),
        (*DAY_COLUMNS[:-1], *(score.label for score in rated), DAY_COLUMNS[-1]),
        NUMERIC + tuple(len(DAY_COLUMNS) - 1 + n for n in range(len(rated))),
        tuple(
            _row(
                entries.get(dose.for_date, DayEntry(dose.for_date)),
                dose,
                noted.get(dose.for_date, []),
                letters,
                home,
                rated,
            )
            for dose in doses
        ),
    )


def first_day_of_year(assessment: Assessment) -> date | None:
    """Return the first of the days that stand in the table without a gap; `None` for no diary."""
    begin = assessment.quality.first_day
    if begin is None:
        return None
    return max(begin, assessment.as_of - timedelta(days=MOST_DAYS - 1))


def _days_of(assessment: Assessment) -> list[date]:
    first = first_day_of_year(assessment)
    last = assessment.as_of
    windows = [Window(first, last, 0)] if first is not None else []
    for line in assessment.criteria:
        windows += [window for window in (line.before, line.after) if window is not None]
    named = {
        day
        for explanation in assessment.explanations
        for found in (*explanation.supports, *explanation.speaks_against)
        for day in found.dates
    }
    return sorted(named | {day for window in windows for day in _days_in(window)})


def _days_in(window: Window) -> Iterator[date]:
    length = (window.last - window.first).days + 1
    return (window.first + timedelta(days=n) for n in range(length))


def _home_areas(assessment: Assessment) -> frozenset[str]:
    """Return where it hurt at first, as the detector took it."""
    return frozenset(
        code
        for explanation in assessment.explanations
        for found in (*explanation.supports, *explanation.speaks_against)
        if found.code in {"areas_at_first", "areas_learned"}
        for code in found.areas
    )


def _key(letter: str, code: str, home: frozenset[str]) -> str:
    area = AREAS_BY_CODE[code]
    if code in home:
        return f"{letter}: {area.name}, a first place"
    return f"{letter}: {area.name}{', next to a first place' if area.neighbours & home else ''}"


def _row(
    entry: DayEntry,
    dose: DailyDose,
    noted: Iterable[str],
    letters: dict[str, str],
    home: frozenset[str],
    rated: Iterable[Score],
) -> tuple[str, ...]:
    marks = [*noted]
    if entry.entered_on is not None and entry.entered_on > entry.for_date:
        marks.append(ENTERED_LATER)
    if dose.not_counted:
        marks.append(f"Not counted: {', '.join(sorted(dose.not_counted))}")
    areas = entry.areas or frozenset()
    where = " ".join(letter for code, letter in letters.items() if code in areas)
    none = NOT_LOGGED if entry.areas is None else HURT_NOWHERE
    return (
        short_day_and_year(dose.for_date),
        NOT_LOGGED if entry.pain is None else _exact(entry.pain),
        NOT_LOGGED if entry.touch is None else str(entry.touch),
        where or none,
        NOT_LOGGED if entry.areas is None else str(len(areas - home)),
        _amount(dose),
        *(str(entry.further.get(score.code, NOT_LOGGED)) for score in rated),
        "; ".join(marks),
    )


def _amount(dose: DailyDose) -> str:
    """Write the day's amount; a day without a dose that counts proves nothing, so it is no zero."""
    if dose.mme_per_day is None:
        return NOT_COUNTED if dose.uncounted else NOT_LOGGED
    more = f" and more, {NOT_COUNTED}" if dose.uncounted else ""
    return f"{_exact(dose.mme_per_day)}{more}"


def _exact(figure: float) -> str:
    """Write a figure finely enough that a mean of many comes out right to a tenth.

    >>> _exact(5.0), _exact(13 / 3), _exact(1234.5), _exact(0.0024)
    ('5', '4.33', '1234.5', '0.0024')
    """
    fine = f"{figure:.2f}" if figure >= 0.01 else f"{to_a_tenth(figure):f}"
    return fine.rstrip("0").rstrip(".")
