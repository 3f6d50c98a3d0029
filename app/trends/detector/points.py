"""How the score was added up: what each line gave, and the band in which a held level keeps it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LinePoints:
    """What one line of the scorecard gives.

    Attributes:
        feature: the observation, as in `app.trends.detector.scorecard`.
        about: code of the criterion or explanation that it belongs to.
        value: the observation on the day of the look.
        points: the mean of what it gave on the days that the score counts.
    """

    feature: str
    about: str
    value: float
    points: float


@dataclass(frozen=True, slots=True)
class PointSum:
    """The base and every line, which add up to `total`, and what the level makes of it.

    Attributes:
        base: the points that everybody begins with.
        lines: every line of the scorecard, in its order.
        total: the base and all lines.
        band: lowest and highest score that is shown while the level is held; None where it has no
            such end. A total outside of it is drawn to the edge.
        watch, watch_leave, discuss, discuss_leave: where the levels are entered and left.
        conditions: what must hold before `discuss` can begin, and whether it does.
    """

    base: float
    lines: tuple[LinePoints, ...]
    total: float
    band: tuple[float | None, float | None]
    watch: float
    watch_leave: float
    discuss: float
    discuss_leave: float
    conditions: tuple[tuple[str, bool], ...]
