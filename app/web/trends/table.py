"""The days of the diary as a table: every figure of the pictures can be read there."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from flask import url_for

from app.diary.day_words import short_day, span_words
from app.diary.diary import Diary
from app.trends.figures.series import DayRow, Series, build_series, stretch
from app.web.kit.figure_words import mean_words, mme_words

DAYS_PER_TABLE = 92
NOT_ANSWERED = "–"
COLUMNS = ("Day", "Pain", "7-day average", "Worst", "Touch", "Places", "MME")


class FigureRow(NamedTuple):
    """One day of the table."""

    day: str
    pain: str
    average: str
    worst: str
    touch: str
    places: str
    mme: str


@dataclass(frozen=True, slots=True)
class Figures:
    """Some days as a table, the latest first."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[FigureRow, ...]
    is_all: bool


@dataclass(frozen=True, slots=True)
class DaysPage:
    """One page of the table, and the ways to the next; empty where there is none."""

    figures: Figures
    earlier: str
    later: str


def figures(series: Series) -> Figures:
    """Return the latest days of a series as a table."""
    shown = series.rows[-DAYS_PER_TABLE:]
    return Figures(
        caption=f"Day by day, {span_words(shown[0].for_date, shown[-1].for_date)}",
        columns=COLUMNS,
        rows=tuple(_figure_row(row) for row in reversed(shown)),
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


def _figure_row(row: DayRow) -> FigureRow:
    return FigureRow(
        short_day(row.for_date).replace(" ", "\N{NO-BREAK SPACE}"),
        _whole(row.pain),
        NOT_ANSWERED if row.pain_mean_7 is None else mean_words(row.pain_mean_7),
        _whole(row.worst_pain),
        _whole(row.touch),
        _whole(row.area_count),
        _mme(row),
    )


def _whole(figure: float | None) -> str:
    return NOT_ANSWERED if figure is None else f"{round(figure, 1):g}"


def _mme(row: DayRow) -> str:
    if row.mme_per_day is None:
        return "not counted" if row.not_counted else NOT_ANSWERED
    more = " and more, not counted" if row.not_counted else ""
    return f"{mme_words(row.mme_per_day)}{more}"
