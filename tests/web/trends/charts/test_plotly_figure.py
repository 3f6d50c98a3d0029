"""The figure for the chart library says the same as the picture and brings no look of its own."""

import json
import time
from itertools import pairwise
from typing import Any

import pytest

from app.clinical.events import ILLNESS
from app.diary.diary import DayEntry, DiaryEvent
from app.trends.figures.series import DaySeries
from app.web.trends.charts.marks import number_marks
from app.web.trends.charts.plotly_figure import DOMAINS, figure_json
from tests.web.trends.charts.drawn import day, full_series, series_of

pytestmark = pytest.mark.slow


def figure_of(series: DaySeries) -> dict[str, Any]:
    marks = number_marks(series)
    parsed: dict[str, Any] = json.loads(
        figure_json(series, marks, [f"mark {m.number}" for m in marks])
    )
    return parsed


def trace(figure: dict[str, Any], name: str) -> dict[str, Any]:
    [found] = [one for one in figure["data"] if one["name"] == name]
    return found


def test_only_the_basic_kinds_of_traces_are_used() -> None:
    assert {one["type"] for one in figure_of(full_series(30))["data"]} <= {"scatter", "bar"}


def test_the_default_look_of_the_library_is_left_out() -> None:
    figure = figure_of(full_series(30))
    template = figure["layout"].get("template", {})
    assert "layout" not in template
    assert set(template.get("data", {})) <= {"scatter"}
    assert "colorway" not in figure["layout"]


def test_unanswered_days_stay_empty() -> None:
    series = series_of(DayEntry(day(0), pain=4), DayEntry(day(4), pain=6))
    assert trace(figure_of(series), "Pain that day")["y"] == [4, None, None, None, 6]


def test_each_day_is_in_words_as_the_table_has_it() -> None:
    series = series_of(DayEntry(day(0), pain=4.5), DayEntry(day(4), pain=6, touch=0))
    figure = figure_of(series)
    assert trace(figure, "Pain that day")["text"] == ["4.5", "", "", "", "6"]
    assert trace(figure, "Pain from touch")["text"] == ["", "", "", "", "0"]
    assert set(trace(figure, "Opioid, MME")["text"]) == {""}


def test_lines_of_events_leave_the_headings_free() -> None:
    layout = figure_of(full_series(60, events=(DiaryEvent(day(5), ILLNESS),)))["layout"]
    tops = {note["y"] for note in layout["annotations"]}
    for shape in layout["shapes"]:
        pieces = [piece.split("L") for piece in shape["path"].split("M")[1:]]
        spans = {tuple(float(end.split(",")[1]) for end in piece) for piece in pieces}
        assert spans == set(DOMAINS[:-1])
    assert tops == {top for _, top in DOMAINS[:-1]}


def test_every_panel_has_its_own_scale_from_zero_and_none_shares_a_place() -> None:
    layout = figure_of(full_series(60))["layout"]
    axes = [axis for name, axis in layout.items() if name.startswith("yaxis")]
    assert all(axis["range"][0] == 0 for axis in axes)
    assert all("overlaying" not in axis for axis in axes)
    domains = sorted(axis["domain"] for axis in axes)
    assert all(lower[1] <= upper[0] for lower, upper in pairwise(domains))


def test_every_trace_names_the_token_of_its_colour() -> None:
    for one in figure_of(full_series(30))["data"]:
        assert one["meta"].startswith("--")


def test_one_finger_scrolls_the_page() -> None:
    layout = figure_of(full_series(30))["layout"]
    assert layout["dragmode"] is False
    assert all(axis["fixedrange"] for name, axis in layout.items() if name.startswith("yaxis"))


def test_marks_are_numbered_and_in_words() -> None:
    series = full_series(60, events=(DiaryEvent(day(5), ILLNESS),))
    figure = figure_of(series)
    flags = trace(figure, "What happened")
    assert flags["text"] == ["1", "2"]
    assert flags["customdata"] == ["mark 1", "mark 2"]
    assert [shape["line"]["dash"] for shape in figure["layout"]["shapes"]] == ["dash", "dot"]


def test_ten_years_are_built_quickly() -> None:
    series = full_series(3650)
    marks = number_marks(series)
    figure_json(series, marks, ["x"] * len(marks))
    begin = time.process_time()
    figure_json(series, marks, ["x"] * len(marks))
    assert time.process_time() - begin < 1.0
