"""The path of pain against the daily amount, run of days by run of days."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.trends.figures.comparisons import WINDOW_DAYS
from app.trends.figures.dose_changes import ChangeKind
from app.trends.figures.series import DayRow, DaySeries

# At most this many steps on the path of pain against dose, so that its arrows can be followed.
MAX_PATH_POINTS = 26


@dataclass(frozen=True, slots=True)
class PathPoint:
    """One step on the path of pain against dose: the means of a run of days.

    Attributes:
        joined: whether a line may lead here from the point before; not across days that are
            too thinly recorded, nor from one opioid to another.
        has_more: whether something was taken that cannot be counted.
    """

    first: date
    last: date
    pain: float
    mme_per_day: float
    joined: bool
    has_more: bool = False


def path_of_pain_and_dose(series: DaySeries) -> tuple[PathPoint, ...]:
    """Follow pain and the daily amount through time, in runs of two weeks or more.

    The runs are counted back from the last day. They are as long as it takes to keep the path to
    `MAX_PATH_POINTS`; a run needs half of its days with a score and half with a recorded amount.
    """
    fortnights = -(-len(series.rows) // (WINDOW_DAYS * MAX_PATH_POINTS))
    run_days = WINDOW_DAYS * max(1, fortnights)
    rotations = [
        change.for_date for change in series.dose_changes if change.kind is ChangeKind.ROTATION
    ]
    points: list[PathPoint] = []
    for run in _runs(series.rows, run_days):
        point = _path_point(run, run_days)
        if point is None:
            continue
        follows = bool(points) and point.first == points[-1].last + timedelta(days=1)
        rotated = any(points and points[-1].first < day <= point.last for day in rotations)
        points.append(replace(point, joined=follows and not rotated))
    return tuple(points)


def _runs(rows: Sequence[DayRow], run_days: int) -> Iterator[Sequence[DayRow]]:
    starts = range(len(rows) % run_days, len(rows), run_days)
    return (rows[start : start + run_days] for start in starts)


def _path_point(run: Sequence[DayRow], run_days: int) -> PathPoint | None:
    scores = [row.pain for row in run if row.pain is not None]
    amounts = [row.mme_per_day for row in run if row.mme_per_day is not None]
    if 2 * min(len(scores), len(amounts)) < run_days:
        return None
    return PathPoint(
        first=run[0].for_date,
        last=run[-1].for_date,
        pain=sum(scores) / len(scores),
        mme_per_day=sum(amounts) / len(amounts),
        joined=False,
        has_more=any(row.uncounted for row in run),
    )
