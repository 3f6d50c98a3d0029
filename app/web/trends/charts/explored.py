"""What the explored chart shows of each day: its traces, and their figures in the table's words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.trends.figures.series import DayRow
from app.web.kit.figure_words import mean_words
from app.web.kit.uncounted_words import day_amount_words
from app.web.trends.charts.bins import DayFigure


@dataclass(frozen=True, slots=True)
class Trace:
    """One figure of each day.

    Attributes:
        read: the figure of a day.
        words: the same in words; empty where there is none.
        looks: what the chart library wants beside it; `meta` names the token of the colour.
    """

    name: str
    read: DayFigure
    words: Callable[[DayRow], str]
    looks: Mapping[str, object]
    is_bar: bool = False


def _plain(name: str, read: DayFigure, looks: Mapping[str, object], *, is_bar: bool) -> Trace:
    """Return a trace whose figures are scores or counts."""

    def words(row: DayRow) -> str:
        figure = read(row)
        return "" if figure is None else f"{round(figure, 1):g}"

    return Trace(name, read, words, looks, is_bar)


def _average(row: DayRow) -> str:
    return "" if row.pain_mean_7 is None else mean_words(row.pain_mean_7)


def _amount(row: DayRow) -> str:
    return day_amount_words(row.mme_per_day, has_more=bool(row.uncounted), nothing="")


_PAIN, _DOTS = {"meta": "--data-pain"}, {"mode": "markers"}
TRACES = (
    _plain(
        "Worst pain",
        lambda row: row.worst_pain,
        {**_PAIN, **_DOTS, "marker": {"symbol": "line-ew-open", "size": 4}},
        is_bar=False,
    ),
    _plain(
        "Pain that day",
        lambda row: row.pain,
        {**_PAIN, **_DOTS, "marker": {"size": 5}, "opacity": 0.6},
        is_bar=False,
    ),
    Trace(
        "7-day average",
        lambda row: row.pain_mean_7,
        _average,
        {**_PAIN, "mode": "lines", "line": {"width": 3}},
    ),
    Trace(
        "Opioid, MME",
        lambda row: row.mme_per_day,
        _amount,
        {
            "yaxis": "y2",
            "meta": "--data-dose",
            "mode": "lines+markers",
            "line": {"width": 2, "shape": "hvh"},
            "marker": {"size": 3},
        },
    ),
    _plain(
        "Pain from touch",
        lambda row: row.touch,
        {"yaxis": "y3", "meta": "--data-touch", "textposition": "none"},
        is_bar=True,
    ),
    _plain(
        "Sore places",
        lambda row: row.area_count,
        {
            "yaxis": "y4",
            "meta": "--data-areas",
            **_DOTS,
            "marker": {"symbol": "square", "size": 5},
        },
        is_bar=False,
    ),
)
