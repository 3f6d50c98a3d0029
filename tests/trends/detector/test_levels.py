import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.trends.detector.assessment import Level
from app.trends.detector.levels import Thresholds, decide, standing, within_band

LIMITS = Thresholds(watch=0.0, watch_leave=-0.5, discuss=1.0, discuss_leave=0.5)
LOGGED = np.arange(1.0, 101.0)
scores = st.floats(-20, 20)
levels = st.sampled_from([Level.NONE, Level.WATCH, Level.DISCUSS])


def at(values: list[float], index: int) -> Level:
    return standing(np.array(values), LOGGED, index, LIMITS).level


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
    assert standing(np.array(values), LOGGED, 60, LIMITS).since == 41


@given(scores, scores, levels, levels)
def test_a_decision_rises_with_the_score_and_with_the_level_before(
    score: float, other: float, level: Level, before: Level
) -> None:
    low, high = sorted((score, other))
    lower, higher = sorted((level, before), key=lambda one: one.rank)
    assert decide(low, lower, LIMITS).rank <= decide(high, higher, LIMITS).rank


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
