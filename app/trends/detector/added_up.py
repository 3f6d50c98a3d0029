"""Add a look's points up, line by line, for who wants to follow it."""

from app.trends.detector.assessment import Level
from app.trends.detector.levels import band_of
from app.trends.detector.points import LinePoints, PointSum
from app.trends.detector.scorecard import BASE_POINTS, LIMITS, LINES
from app.trends.detector.trajectory import Trajectory


def add_up(course: Trajectory, level: Level) -> PointSum:
    """Return how the score of the last day of a diary came about, at the level that is held."""
    today = course.signals.days - 1
    lines = tuple(
        LinePoints(
            line.feature,
            line.about.value,
            float(course.features[line.feature][today]),
            float(course.points[line.feature][today]),
        )
        for line in LINES
    )
    return PointSum(
        base=BASE_POINTS,
        lines=lines,
        total=float(course.scores[today]),
        band=band_of(level, LIMITS),
        watch=LIMITS.watch,
        watch_leave=LIMITS.watch_leave,
        discuss=LIMITS.discuss,
        discuss_leave=LIMITS.discuss_leave,
        conditions=tuple(
            (code.value, bool(holds[today])) for code, holds in course.conditions.items()
        ),
    )
