from app.trends.detector.assessment import CriterionCode, ExplanationCode
from app.trends.detector.cause_features import EVENT_FEATURES
from app.trends.detector.scorecard import LIMITS, LINES


def test_no_line_for_the_pattern_ever_falls_and_none_against_it_ever_rises() -> None:
    for line in LINES:
        steps = [
            after - before for before, after in zip(line.points, line.points[1:], strict=False)
        ]
        against = isinstance(line.about, ExplanationCode) or line.about in {
            CriterionCode.AFTER_DOSE_CUT,
            CriterionCode.AFTER_START,
        }
        assert all(step <= 0 for step in steps) if against else all(step >= 0 for step in steps)


def test_every_line_counts_nothing_somewhere_and_its_values_rise() -> None:
    for line in LINES:
        assert 0 in line.points
        assert len(line.at) == len(line.points)
        assert list(line.at) == sorted(set(line.at))


def test_logged_events_only_take_points_off() -> None:
    names = {*EVENT_FEATURES.values(), "came_with_injury", "worse_and_dose_up"}
    lines = [line for line in LINES if line.feature in names]
    assert lines
    assert all(min(line.points) < 0 for line in lines)


def test_a_level_is_left_below_where_it_is_entered() -> None:
    assert LIMITS.watch_leave < LIMITS.watch <= LIMITS.discuss_leave < LIMITS.discuss
