import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from app.trends.detector.assessment import Level
from app.trends.detector.levels import (
    LevelInputs,
    Standing,
    Thresholds,
    decide,
    standing,
    within_band,
)

LIMITS = Thresholds(watch=0.0, watch_leave=-0.5, discuss=1.0, discuss_leave=0.5)
LOGGED = np.arange(1.0, 101.0)
scores = st.floats(-20, 20)
levels = st.sampled_from([Level.NONE, Level.WATCH, Level.DISCUSS])


ALWAYS = np.ones(100, dtype=bool)


def standing_at(
    values: list[float],
    index: int,
    may_discuss: NDArray[np.bool_] = ALWAYS,
    is_settled: NDArray[np.bool_] = ALWAYS,
) -> Standing:
    scores = LevelInputs(np.array(values), may_discuss, is_settled, LOGGED)
    return standing(scores, index, LIMITS)


def at(values: list[float], index: int) -> Level:
    return standing_at(values, index).level


def test_the_first_decision_comes_with_the_fourteenth_logged_day() -> None:
    assert at([5.0] * 100, 12) is Level.INSUFFICIENT_DATA
    assert at([5.0] * 100, 13) is Level.DISCUSS


def test_a_level_holds_until_the_next_decision() -> None:
    values = [-5.0] * 14 + [5.0] * 86
    assert at(values, 26) is Level.NONE
    assert at(values, 27) is Level.DISCUSS


def test_a_level_is_left_only_below_its_lower_end() -> None:
    values = [5.0] * 20 + [0.7] * 20 + [0.2] * 20 + [-0.3] * 20 + [-0.8] * 20
    found = [at(values, index) for index in (13, 27, 41, 69, 97)]
    assert found == [Level.DISCUSS, Level.DISCUSS, Level.WATCH, Level.WATCH, Level.NONE]


def test_it_is_known_since_when_a_level_stands() -> None:
    values = [-5.0] * 30 + [5.0] * 70
    assert standing_at(values, 60).since == 41


def test_the_grid_hides_no_score_of_the_week_before_a_decision() -> None:
    values = [-5.0] * 100
    values[26] = 5.0
    assert at(values, 27) is Level.DISCUSS
    assert at(values, 41) is Level.NONE


def test_discuss_begins_only_on_a_day_on_which_its_conditions_hold() -> None:
    values = [5.0] * 100
    from_40 = np.arange(100) >= 40
    assert standing_at(values, 39, may_discuss=from_40).level is Level.WATCH
    assert standing_at(values, 41, may_discuss=from_40).level is Level.DISCUSS


def test_discuss_goes_on_while_its_conditions_do_not_hold() -> None:
    values = [5.0] * 100
    until_40 = np.arange(100) < 40
    assert standing_at(values, 99, may_discuss=until_40).level is Level.DISCUSS


def test_discuss_does_not_begin_right_after_a_change_of_treatment() -> None:
    values = [-5.0] * 20 + [5.0] * 80
    changed = (np.arange(100) < 27) | (np.arange(100) >= 55)
    assert standing_at(values, 41, is_settled=changed).level is Level.WATCH
    assert standing_at(values, 55, is_settled=changed).level is Level.DISCUSS


@pytest.mark.slow
@given(scores, scores, scores, scores, levels, levels)
def test_a_decision_rises_with_the_scores_and_with_the_level_before(
    score: float, other: float, week: float, other_week: float, level: Level, before: Level
) -> None:
    low, high = sorted((score, other))
    low_week, high_week = sorted((week, other_week))
    lower, higher = sorted((level, before), key=lambda one: one.rank)
    first = decide(low, (low_week, low_week), lower, LIMITS)
    assert first.rank <= decide(high, (high_week, high_week), higher, LIMITS).rank


@given(scores, scores, levels)
def test_a_shown_score_keeps_its_order_and_stays_in_the_band_of_its_level(
    score: float, other: float, level: Level
) -> None:
    low, high = sorted((score, other))
    assert within_band(low, level, LIMITS) <= within_band(high, level, LIMITS)
    shown = within_band(score, level, LIMITS)
    if level is Level.DISCUSS:
        assert shown >= LIMITS.discuss
    elif level is Level.WATCH:
        assert LIMITS.watch <= shown < LIMITS.discuss
    else:
        assert shown < LIMITS.watch
