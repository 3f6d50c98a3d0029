"""The days of the diary as a table: every figure of the pictures can be read there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask import url_for

from app.diary.day_words import short_day, span_words
from app.diary.diary import Diary
from app.diary.scores import FURTHER_SCORES, Score
from app.trends.figures.series import DayRow, DaySeries, build_series, stretch
from app.web.kit.figure_words import mean_words
from app.web.kit.uncounted_words import day_amount_words

DAYS_PER_TABLE = 92
NOT_ANSWERED = "–"
FIGURE_COLUMNS = ("Day", "Pain", "7-day average", "Worst", "Touch", "Places", "MME")


@dataclass(frozen=True, slots=True)
class Figures:
    """Some days as a table, the latest first."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    is_all: bool

    @property
    def numeric(self) -> tuple[int, ...]:
        """The positions of the columns that hold numbers: all but the day."""
        return tuple(range(1, len(self.columns)))


@dataclass(frozen=True, slots=True)
class DaysPage:
    """One page of the table, and the ways to the next; empty where there is none."""

    figures: Figures
    earlier: str
    later: str


def figures(series: DaySeries) -> Figures:
    """Return the latest days of a series as a table; a further score once it was answered."""
    shown = series.rows[-DAYS_PER_TABLE:]
    further = [score for score in FURTHER_SCORES if any(score.code in row.further for row in shown)]
    return Figures(
        caption=f"Day by day, {span_words(shown[0].for_date, shown[-1].for_date)}",
        columns=(*FIGURE_COLUMNS, *(score.label for score in further)),
        rows=tuple(_figures_of(row, further) for row in reversed(shown)),
        is_all=len(shown) == len(series.rows),
    )


def days_page(diary: Diary, today: date, until: str) -> DaysPage:
    """Return the days up to `until`, or up to today when that is no day of the diary.

    Args:
        diary: the whole diary.
        today: the person's own calendar day.
        until: the last day of the page as it stands in the address.
    """
    begin, _ = stretch(diary, today)
    last = _day(until, today)
    last = last if begin <= last <= today else today
    first = max(begin, last - timedelta(days=DAYS_PER_TABLE - 1))
    later = min(today, last + timedelta(days=DAYS_PER_TABLE))
    return DaysPage(
        figures=figures(build_series(diary, first, last)),
        earlier=_href(first - timedelta(days=1)) if first > begin else "",
        later=_href(later) if last < today else "",
    )


def _day(written: str, otherwise: date) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return otherwise


def _href(until: date) -> str:
    return url_for("trends.days", until=until.isoformat())


def _figures_of(row: DayRow, further: Sequence[Score]) -> tuple[str, ...]:
    return (
        short_day(row.for_date).replace(" ", "\N{NO-BREAK SPACE}"),
        _whole(row.pain),
        NOT_ANSWERED if row.pain_mean_7 is None else mean_words(row.pain_mean_7),
        _whole(row.worst_pain),
        _whole(row.touch),
        _whole(row.area_count),
        day_amount_words(row.mme_per_day, has_more=bool(row.uncounted), nothing=NOT_ANSWERED),
        *(_whole(row.further.get(score.code)) for score in further),
    )


def _whole(figure: float | None) -> str:
    return NOT_ANSWERED if figure is None else f"{round(figure, 1):g}"
