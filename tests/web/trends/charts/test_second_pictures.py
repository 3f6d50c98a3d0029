"""Before and after each change, and the path of pain against dose."""

import pytest

from app.diary.diary import DayEntry
from app.trends.figures.comparisons import after_each_change
from app.trends.figures.intervals import BeforeAfter, Interval
from app.trends.figures.pain_and_dose import path_of_pain_and_dose
from app.web.trends.charts.changes import ChangeRow, draw_changes
from app.web.trends.charts.layouts import LAYOUTS, NARROW, Layout
from app.web.trends.charts.path import draw_path
from tests.web.trends.charts.drawn import SVG, Drawn, day, full_series, series_of, taken

pytestmark = pytest.mark.slow

PAIN = BeforeAfter(Interval(4, 3, 5), Interval(6, 5.5, 6.5), Interval(2, 0.5, 3.5))


def test_each_change_is_a_row_with_ring_dot_and_two_intervals() -> None:
    rows = [ChangeRow(3, "3 May: 30 to 60 MME", PAIN, ""), ChangeRow(4, "9 June", PAIN, "")]
    drawn = Drawn.of(str(draw_changes(rows, NARROW, "a", "t", "d")))
    assert "3 May: 30 to 60 MME" in drawn.headings
    assert drawn.texts("ch-flag-change-text") == ["3", "4"]
    assert len(drawn.paths("ch-before-line")) == len(drawn.paths("ch-after-line")) == 2
    assert len(drawn.paths("ch-before-dot")) == 2


def test_too_few_days_are_said_in_words_and_not_drawn() -> None:
    rows = [ChangeRow(3, "3 May", None, "Too few days to compare")]
    drawn = Drawn.of(str(draw_changes(rows, NARROW, "a", "t", "d")))
    assert "Too few days to compare" in drawn.texts()
    assert drawn.paths("ch-before-line") == []


def test_rows_come_from_real_changes() -> None:
    [found] = after_each_change(full_series(60))
    svg = draw_changes([ChangeRow(1, "x", found.soon, "")], NARROW, "a", "t", "d")
    assert len(Drawn.of(str(svg)).paths("ch-after-line")) == 1


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_path_has_a_dot_per_step_and_labels_its_ends(layout: Layout) -> None:
    points = path_of_pain_and_dose(full_series(140))
    labels = [f"step {n}" for n in range(len(points))]
    drawn = Drawn.of(str(draw_path(points, labels, layout, "a", "t", "d")))
    assert sum(path.count("M") for path in drawn.paths("ch-path-dot")) == len(points) - 2
    assert {labels[0], labels[-1]} <= set(drawn.headings)


def test_the_path_is_not_drawn_across_thin_records() -> None:
    series = series_of(
        *(DayEntry(day(n), pain=n % 5) for n in range(70)),
        doses=tuple(taken(n, 30 + n) for n in range(70) if not 14 <= n < 28),
    )
    points = path_of_pain_and_dose(series)
    svg = draw_path(points, ["x"] * len(points), NARROW, "a", "t", "d")
    lines = [
        line
        for line in Drawn.of(str(svg)).root.iter(f"{SVG}path")
        if line.get("class") == "ch-path-line"
    ]
    assert len(points) == 4
    assert len(lines) == 2


def test_points_on_one_spot_still_draw() -> None:
    series = series_of(
        *(DayEntry(day(n), pain=4) for n in range(56)),
        doses=tuple(taken(n, 0.001) for n in range(56)),
    )
    points = path_of_pain_and_dose(series)
    assert "ch-path-last" in draw_path(points, ["x"] * len(points), NARROW, "a", "t", "d")
