"""Intervals keep their promise for days that resemble their neighbours."""

from datetime import date, timedelta
from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.trends.figures.intervals import (
    ASSUMED_LAG_ONE,
    HIGHEST_LAG_ONE,
    compare,
    measure_lag_one,
    student_t_975,
)

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


@pytest.mark.parametrize("lag_one", [0.0, 0.4, 0.7])
def test_the_interval_holds_the_truth_in_about_95_of_100_people(lag_one: float) -> None:
    generator = np.random.default_rng(20261120)
    covered = []
    for _ in range(300):
        scores = simulated_scores(generator, lag_one)
        before = {day: s for day, s in scores.items() if DAYS[42] <= day < DAYS[56]}
        after = {day: s for day, s in scores.items() if DAYS[56] <= day < DAYS[70]}
        difference = compare(before, after, measure_lag_one(scores)).difference
        covered.append(difference.low <= 0 <= difference.high)
    assert 0.92 <= np.mean(covered) <= 0.99


def test_likeness_of_neighbours_widens_the_interval() -> None:
    generator = np.random.default_rng(3)
    scores = list(simulated_scores(generator, 0.4).items())
    before, after = dict(scores[:14]), dict(scores[14:28])
    apart = compare(before, after, 0.0).difference
    alike = compare(before, after, 0.6).difference
    assert alike.high - alike.low > 1.5 * (apart.high - apart.low)
    assert alike.estimate == apart.estimate


def test_without_likeness_it_is_the_two_sample_t_interval() -> None:
    before = dict(zip(DAYS[:4], [3.0, 4.0, 5.0, 4.0], strict=True))
    after = dict(zip(DAYS[4:8], [6.0, 8.0, 7.0, 7.0], strict=True))
    difference = compare(before, after, 0.0).difference
    pooled_variance = (2 + 2) / 6
    half = 2.447 * sqrt(pooled_variance * (1 / 4 + 1 / 4))  # t with 6 degrees, from tables
    assert difference.estimate == pytest.approx(3.0)
    assert difference.high - difference.estimate == pytest.approx(half, rel=0.005)


def test_days_that_are_all_equal_still_leave_doubt_from_rounding() -> None:
    before = dict.fromkeys(DAYS[:14], 5.0)
    after = dict.fromkeys(DAYS[14:28], 5.0)
    difference = compare(before, after, 0.4).difference
    assert difference.low < -0.1
    assert difference.high > 0.1


@pytest.mark.parametrize(("degrees", "from_tables"), [(3, 3.182), (5, 2.571), (20, 2.086)])
def test_students_t_agrees_with_the_tables(degrees: float, from_tables: float) -> None:
    assert student_t_975(degrees) == pytest.approx(from_tables, abs=0.01)


@pytest.mark.parametrize("lag_one", [0.0, 0.3, 0.6])
def test_the_likeness_of_neighbours_is_measured_without_bias(lag_one: float) -> None:
    generator = np.random.default_rng(11)
    measured = [measure_lag_one(simulated_scores(generator, lag_one)) for _ in range(150)]
    assert np.median(measured) == pytest.approx(lag_one, abs=0.06)


def test_a_short_diary_uses_the_stated_assumption() -> None:
    assert measure_lag_one({}) == ASSUMED_LAG_ONE
    assert measure_lag_one(dict.fromkeys(DAYS[:20], 4.0)) == ASSUMED_LAG_ONE


def test_scores_that_never_change_use_the_stated_assumption() -> None:
    assert measure_lag_one(dict.fromkeys(DAYS, 4.0)) == ASSUMED_LAG_ONE


scores_by_day = st.dictionaries(
    st.sampled_from(DAYS), st.integers(0, 10).map(float), min_size=2, max_size=60
)


@given(scores_by_day, st.integers(-3000, 3000))
def test_shifting_all_days_changes_nothing(scores: dict[date, float], shift: int) -> None:
    shifted = {day + timedelta(days=shift): score for day, score in scores.items()}
    assert measure_lag_one(shifted) == pytest.approx(measure_lag_one(scores))
    assert 0 <= measure_lag_one(scores) <= HIGHEST_LAG_ONE


@given(scores_by_day, scores_by_day)
def test_swapping_the_windows_turns_the_sign(
    first: dict[date, float], second: dict[date, float]
) -> None:
    second = {day + timedelta(days=200): score for day, score in second.items()}
    there = compare(first, second, 0.4).difference
    back = compare(second, first, 0.4).difference
    assert there.estimate == pytest.approx(-back.estimate)
    assert there.low == pytest.approx(-back.high)
