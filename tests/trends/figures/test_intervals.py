"""Intervals keep their promise for days that resemble their neighbours."""

from datetime import date, timedelta
from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.trends.figures.intervals import compare, student_t_975

pytestmark = pytest.mark.slow

START = date(2026, 1, 1)
DAYS = [START + timedelta(days=n) for n in range(112)]


def simulated_scores(generator: np.random.Generator, lag_one: float) -> dict[date, float]:
    """Whole-number scores around 5 without any true change, 15 % of the days missing."""
    values = np.empty(len(DAYS))
    values[0] = generator.normal()
    for n in range(1, len(DAYS)):
        values[n] = lag_one * values[n - 1] + sqrt(1 - lag_one**2) * generator.normal()
    scores = np.clip(np.round(5 + 1.6 * values), 0, 10)
    return {
        day: float(score)
        for day, score in zip(DAYS, scores, strict=True)
        if generator.random() > 0.15
    }


@pytest.mark.parametrize(("lag_one", "least"), [(0.0, 0.97), (0.45, 0.95), (0.7, 0.85)])
def test_the_interval_holds_the_truth_in_about_95_of_100_people(
    lag_one: float, least: float
) -> None:
    """It is made for days that correlate by 0.45; the more they do, the less often it holds."""
    generator = np.random.default_rng(20261120)
    covered = []
    for _ in range(300):
        scores = simulated_scores(generator, lag_one)
        before = {day: s for day, s in scores.items() if DAYS[42] <= day < DAYS[56]}
        after = {day: s for day, s in scores.items() if DAYS[56] <= day < DAYS[70]}
        difference = compare(before, after).difference
        covered.append(difference.low <= 0 <= difference.high)
    assert np.mean(covered) >= least


def test_it_can_be_worked_out_by_hand() -> None:
    before = dict(zip(DAYS[:4], [3.0, 4.0, 5.0, 4.0], strict=True))
    after = dict(zip(DAYS[4:8], [6.0, 8.0, 7.0, 7.0], strict=True))
    both = compare(before, after)
    t, variance = 2.447, 2.6 * (2 + 2) / 6  # t with 6 degrees, from tables
    half = t * sqrt(variance * (1 / 4 + 1 / 4) + 0.45**2)
    assert both.difference.estimate == pytest.approx(3.0)
    assert both.difference.high - both.difference.estimate == pytest.approx(half, rel=0.005)
    assert both.after.high - both.after.estimate == pytest.approx(t * sqrt(variance / 4), rel=0.005)


def test_days_that_are_all_equal_still_leave_doubt_from_rounding() -> None:
    before = dict.fromkeys(DAYS[:14], 5.0)
    after = dict.fromkeys(DAYS[14:28], 5.0)
    difference = compare(before, after).difference
    assert difference.low < -0.1
    assert difference.high > 0.1


@pytest.mark.parametrize(("degrees", "from_tables"), [(3, 3.182), (5, 2.571), (20, 2.086)])
def test_students_t_agrees_with_the_tables(degrees: float, from_tables: float) -> None:
    assert student_t_975(degrees) == pytest.approx(from_tables, abs=0.01)


scores_by_day = st.dictionaries(
    st.sampled_from(DAYS), st.integers(0, 10).map(float), min_size=2, max_size=60
)


@given(scores_by_day, scores_by_day)
def test_swapping_the_windows_turns_the_sign(
    first: dict[date, float], second: dict[date, float]
) -> None:
    second = {day + timedelta(days=200): score for day, score in second.items()}
    there = compare(first, second).difference
    back = compare(second, first).difference
    assert there.estimate == pytest.approx(-back.estimate)
    assert there.low == pytest.approx(-back.high)
