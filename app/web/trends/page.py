"""Trends as values: the same for its owner, for the example and for a shared page."""

from dataclasses import dataclass
from datetime import date

from app.diary.day_words import span_words
from app.diary.diary import Diary
from app.trends.figures.comparisons import after_each_change, then_and_now
from app.trends.figures.pain_and_dose import path_of_pain_and_dose
from app.trends.figures.series import build_series
from app.web.kit.figure_words import length_words
from app.web.trends.charts.marks import number_marks
from app.web.trends.charts.plotly_figure import figure_json
from app.web.trends.compared_words import compared_words, completeness_words
from app.web.trends.parts import (
    Path,
    Places,
    Steps,
    dose_steps_part,
    is_empty,
    path,
    places,
    too_few_words,
)
from app.web.trends.table import Figures, figures
from app.web.trends.timeline import FEWEST_DAYS, Timeline, key_row, timeline
from app.web.trends.words import headline, missing_words


@dataclass(frozen=True, slots=True)
class TrendsPage:
    """All that Trends shows; a part is `None` while the diary does not hold enough for it."""

    period: str
    headline: tuple[str, ...]
    completeness: str
    compared: str
    missing: tuple[str, ...]
    is_empty: bool
    days_for_picture: str
    timeline: Timeline | None
    steps: Steps | None
    path: Path | None
    places: Places | None
    places_need: str
    figures: Figures


def trends_page(diary: Diary, first: date, last: date, *, your: bool = True) -> TrendsPage:
    """Lay out a stretch of a diary in words, pictures and tables.

    Args:
        diary: records after `last` are passed over.
        first: first day shown.
        last: last day shown, not before `first`.
        your: speak to the person whose diary it is, not to a reader.
    """
    series = build_series(diary, first, last)
    both = then_and_now(series)
    marks = number_marks(series)
    words = headline(series, both)
    return TrendsPage(
        period=span_words(first, last),
        headline=words,
        completeness=completeness_words(series.completeness),
        compared=compared_words(both),
        missing=missing_words(series.rows),
        is_empty=is_empty(series),
        days_for_picture=length_words(FEWEST_DAYS),
        timeline=timeline(series, " ".join(words)),
        steps=dose_steps_part(after_each_change(series), marks, "steps"),
        path=path(path_of_pain_and_dose(series), "path"),
        places=places(both, your=your),
        places_need=too_few_words(both),
        figures=figures(series),
    )


def explore_json(diary: Diary, first: date, last: date) -> str:
    """Return the timeline as a figure for the chart library, see `charts.plotly_figure`."""
    series = build_series(diary, first, last)
    marks = number_marks(series)
    return figure_json(series, marks, [key_row(mark).words for mark in marks])
