"""The timeline with its key and how to read it: on Trends, on a shared page, in the example."""

from dataclasses import dataclass

from markupsafe import Markup

from app.clinical.events import DOSE_CHANGE_BY_PRESCRIBER, EVENT_NAMES
from app.diary.day_words import day_words, span_words
from app.trends.figures.dose_changes import ChangeKind, DoseChange
from app.trends.figures.series import MEAN_WINDOW_DAYS, MIN_DAYS_FOR_MEAN, DayRow, DaySeries
from app.web.kit.figure_words import mme_words
from app.web.kit.uncounted_words import and_more
from app.web.trends.change_kinds import CHANGE_WORDINGS
from app.web.trends.charts.layouts import LAYOUTS
from app.web.trends.charts.marks import Mark, number_marks
from app.web.trends.charts.timeline import draw_timeline

# One day is a figure, not a picture.
FEWEST_DAYS = 2
# With more numbers than this, their key is folded away under the picture.
MOST_MARKS_OPEN = 6

DOTS = (
    f"Each dot is the pain of one day. The thick line is the average of {MEAN_WINDOW_DAYS} days. "
    f"It stops where fewer than {MIN_DAYS_FOR_MEAN} of them were logged."
)
WORST = "A thin line goes up to the worst pain."
BARS = (
    "When there are too many days to show each one, a bar shows a week or more, from its lowest "
    "to its highest day. No bad day is left out."
)
GAPS = "A gap is a day with nothing logged. It does not mean that nothing hurt or was taken."
# Dowell et al. 2022, MMWR Recomm Rep 71(3):1; the factors are in `app.clinical.opioid_catalogue`.
OPEN_DAY = "The opioid amount of a day is drawn when the day is over."
MME = (
    "MME means morphine milligram equivalents. It is a way to add up different opioids, with the "
    "figures of the CDC’s 2022 guideline. It is an estimate. It must not be used to work out a "
    "dose."
)


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One numbered mark in words.

    Attributes:
        number: as in the picture.
        is_change: whether it marks a dose change, drawn square; the others are round.
        day: when.
        words: what.
        notes: the person's own words.
    """

    number: int
    is_change: bool
    day: str
    words: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The picture in its two widths, its key, and how to read it."""

    pictures: tuple[Markup, ...]
    key: tuple[KeyRow, ...]
    reading: tuple[str, ...]

    @property
    def folds_key(self) -> bool:
        """Whether the key is too long to stand open."""
        return len(self.key) > MOST_MARKS_OPEN


def timeline(series: DaySeries, description: str, identifier: str = "timeline") -> Timeline | None:
    """Draw the days of a series; `None` while there are too few for a picture.

    Args:
        series: the days to draw.
        description: what can be seen, in words, for a screen reader.
        identifier: unique on the page.
    """
    if sum(map(_says_something, series.rows)) < FEWEST_DAYS:
        return None
    marks = number_marks(series)
    title = f"Pain and opioid amount, {span_words(series.first, series.last)}"
    return Timeline(
        pictures=tuple(
            draw_timeline(series, marks, layout, f"{identifier}-{layout.name}", title, description)
            for layout in LAYOUTS
        ),
        key=tuple(map(key_row, marks)),
        reading=_reading(series),
    )


def _says_something(row: DayRow) -> bool:
    answers = (row.pain, row.worst_pain, row.touch, row.areas, row.mme_per_day)
    return bool(row.uncounted) or any(answer is not None for answer in answers)


def key_row(mark: Mark) -> KeyRow:
    """Write a mark in words."""
    others = (event.kind for event in mark.events if event.kind != DOSE_CHANGE_BY_PRESCRIBER)
    parts = [EVENT_NAMES[kind] for kind in others]
    if mark.change:
        parts.insert(0, dose_change_words(mark.change))
    return KeyRow(
        number=mark.number,
        is_change=mark.change is not None,
        day=day_words(mark.for_date),
        words="; ".join(parts),
        notes=tuple(event.note for event in mark.events if event.note),
    )


def dose_change_words(change: DoseChange) -> str:
    """Say what a dose change was.

    >>> from datetime import date
    >>> dose_change_words(DoseChange(date(2026, 5, 3), ChangeKind.UP, False, 40.0, 60.0))
    'The recorded amount went up, from 40 to 60 MME a day'
    """
    before, after = change.mme_before, change.mme_after
    step = CHANGE_WORDINGS[change.kind].clause
    if change.kind is not ChangeKind.ROTATION:
        if before is not None and after is not None:
            step += f", from {mme_words(before)} to {mme_words(after)} MME a day"
            step += and_more(has_more=change.has_more)
        elif change.kind is ChangeKind.UNCLEAR and before is None:
            step = "not enough days with a dose before it here to show which way"
        elif change.kind is ChangeKind.UNCLEAR:
            step = "no dose is logged after it"
    if change.by_prescriber:
        return f"The prescriber changed a dose: {step}"
    return step[0].upper() + step[1:]


def _reading(series: DaySeries) -> tuple[str, ...]:
    has_worst = any(row.worst_pain is not None for row in series.rows)
    has_amount = any(row.mme_per_day is not None for row in series.rows)
    wanted = (
        (True, DOTS),
        (has_worst, WORST),
        (True, BARS),
        (True, GAPS),
        (has_amount, MME),
        (has_amount and series.open_day is not None, OPEN_DAY),
    )
    return tuple(sentence for is_wanted, sentence in wanted if is_wanted)
