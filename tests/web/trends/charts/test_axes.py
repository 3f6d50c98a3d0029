"""Labels of the axes are round, few and never on top of each other."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.web.trends.charts.axes import TimeAxis, round_end, ticks

pytestmark = pytest.mark.slow

days = st.dates(date(1990, 1, 1), date(2090, 1, 1))


@given(days, st.integers(1, 40000), st.sampled_from([(298.0, 50.0), (718.0, 60.0)]))
def test_labels_have_room_and_lie_in_the_stretch(
    first: date, length: int, size: tuple[float, float]
) -> None:
    width, room = size
    axis = TimeAxis(first, length, 36.0, 36.0 + width)
    labelled = ticks(axis, room)
    last = first + timedelta(days=length - 1)
    assert all(first <= tick.day <= last for tick in labelled)
    places = [axis.start(tick.day) for tick in labelled]
    assert all(later - earlier >= room * 0.6 for earlier, later in pairwise(places))


@given(days, st.integers(1, 40000))
def test_at_least_one_day_is_labelled_and_the_first_label_names_its_year(
    first: date, length: int
) -> None:
    labelled = ticks(TimeAxis(first, length, 0.0, 300.0), 50.0)
    assert labelled
    assert str(labelled[0].day.year) in (labelled[0].year, labelled[0].label)


@given(st.floats(0, 100_000))
def test_a_scale_holds_its_highest_figure_without_wasting_much(highest: float) -> None:
    end = round_end(highest)
    assert end >= highest
    assert end <= max(10.0, highest * 1.26)
