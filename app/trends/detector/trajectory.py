"""The whole course of the score, from the first entry to the look, and where it stands.

Every earlier day is computed from the diary itself with the records up to that day, so what a
level needs of earlier looks is recomputed, never guessed and never stored.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.trends.arrays import Bools, Floats, Ints
from app.trends.detector.conditions import ConditionCode, find_conditions
from app.trends.detector.dose_features import (
    STEP_MEMORY_DAYS,
    DoseLevels,
    find_levels,
)
from app.trends.detector.features import Features, compute_features
from app.trends.detector.levels import LevelInputs, Standing, standing
from app.trends.detector.opioid_known import opioid_known_from
from app.trends.detector.rows import Rows
from app.trends.detector.scorecard import BASE_POINTS, LIMITS, LINES
from app.trends.detector.settling import Settling, find_settling, without_areas, without_days
from app.trends.detector.signals import Signals, running
from app.trends.detector.splits import Series, Splits
from app.trends.detector.treatment import Treatment, find_treatment
from app.trends.figures.around_changes import MIN_LOGGED_DAYS, Around, days_around
from app.trends.figures.dose_changes import ChangeAt, ChangeKind

# The score is the mean of the daily points of so many days: one odd day does not make it.
SCORE_DAYS = 7


@dataclass(frozen=True, slots=True)
class Trajectory:
    """The course of one diary.

    Attributes:
        signals: the diary day by day.
        settling: which days count as not answered, and which looks wait.
        series: pain, touch and new areas with their running totals, without settling days.
        splits: before and after for each look.
        features: every observation per day.
        points: what each feature adds to the score by the scorecard, per day.
        scores: the score per day: `BASE_POINTS` and the sum of `points`.
        days_logged: days with a pain score up to and including each day.
        dose_changes: the changes of the daily opioid amount, in order of time.
        levels: the levels of the amount between them, for each look.
        opioid_from: from which day on the diary knows of an opioid; None where it knows of none.
        treatment: when the opioid treatment changed.
        conditions: which conditions of a card hold on each day.
    """

    signals: Signals
    settling: Settling
    series: Series
    splits: Splits
    features: dict[str, Floats]
    points: dict[str, Floats]
    scores: Floats
    days_logged: Floats
    dose_changes: tuple[ChangeAt, ...]
    levels: DoseLevels
    opioid_from: int | None
    treatment: Treatment
    conditions: dict[ConditionCode, Bools]

    def last_dose_step(self) -> Around | None:
        """Return the days around the last raise of the dose with enough pain logged to judge it.

        Five weeks old at least, and no older than the memory. `None` when there is none.
        """
        today = self.signals.days - 1
        pain = running(self.signals.pain)
        at = [None, *(change.at for change in self.dose_changes), None]
        for n, change in reversed(list(enumerate(self.dose_changes))):
            around = days_around(change.at, at[n], at[n + 2])
            is_over = around.late.stop <= today <= around.late.stop + STEP_MEMORY_DAYS
            if is_over and change.kind is ChangeKind.UP and change.is_known_by(today):
                counts = (pain.count(around.before), pain.count(around.late))
                if min(counts) >= MIN_LOGGED_DAYS:
                    return around
        return None

    def before_change(self, at: int) -> tuple[int, int]:
        """Return first and stop of the days before a change, no further than to the one before."""
        previous = max((one.at for one in self.dose_changes if one.at < at), default=None)
        before = days_around(at, previous).before
        return max(before.start, 0), before.stop

    def at(self, index: int) -> Standing:
        """Return the level and score on a day."""
        may_discuss = np.logical_and.reduce(list(self.conditions.values()))
        scores = LevelInputs(
            self.scores,
            may_discuss,
            self.conditions[ConditionCode.TREATMENT],
            self.days_logged,
            self.opioid_from,
            self.features["told_before"] > 0,
        )
        return standing(scores, index, LIMITS)


@dataclass(frozen=True, slots=True)
class Walk:
    """What a later walk may take over of this one, wherever the two diaries say the same.

    Attributes:
        signals: the diary that was walked.
        doses: what its recorded amounts show.
        rows: the rows of each look; a second time without areas, where the first ones are learned.
    """

    signals: Signals
    doses: "Doses"
    rows: tuple[Rows, ...]

    @property
    def bytes(self) -> int:
        """Return about how much room it takes."""
        return self.doses.bytes + sum(rows.bytes for rows in self.rows)


@dataclass(frozen=True, slots=True)
class Doses:
    """What the recorded amounts of a diary show, whatever its answers say."""

    settling: Settling
    changes: tuple[ChangeAt, ...]
    levels: DoseLevels

    @property
    def bytes(self) -> int:
        """Return about how much room it takes."""
        return 60 * len(self.levels.lately)


def follow(signals: Signals) -> Trajectory:
    """Compute the course of a diary, at most a few milliseconds per year."""
    return follow_on(signals, None)[0]


def follow_on(signals: Signals, earlier: Walk | None) -> tuple[Trajectory, Walk]:
    """Compute the same course, sooner where an earlier walk found what still holds.

    Args:
        signals: the diary.
        earlier: a walk through any diary, at best through this one before it was changed.
    """
    doses = _doses_of(signals, earlier)
    treatment = find_treatment(signals, doses.changes)
    heard = without_days(signals, doses.settling.days)
    found, rows = _causal_features(
        heard, doses, treatment.since, () if earlier is None else earlier.rows
    )
    look = doses.settling.standing_looks()
    points = _points_of(found.values, look)
    days_logged = running(signals.pain).logged[1:]
    features = {name: values[look] for name, values in found.values.items()}
    course = Trajectory(
        signals=signals,
        settling=doses.settling,
        series=found.series,
        splits=found.rows.splits.at(look),
        features=features,
        points=points,
        scores=sum(points.values(), np.full(signals.days, BASE_POINTS)),
        days_logged=days_logged,
        dose_changes=doses.changes,
        levels=doses.levels,
        opioid_from=opioid_known_from(signals),
        treatment=treatment,
        conditions=find_conditions(features, days_logged, treatment, doses.settling.fresh_looks),
    )
    return course, Walk(signals, doses, rows)


def _doses_of(signals: Signals, earlier: Walk | None) -> Doses:
    if earlier is not None and _same_amounts(signals, earlier.signals):
        return earlier.doses
    changes = signals.dose_changes()
    return Doses(find_settling(signals), changes, find_levels(signals, changes))


def _same_amounts(one: Signals, other: Signals) -> bool:
    return (
        np.array_equal(one.mme_per_day, other.mme_per_day, equal_nan=True)
        and np.array_equal(one.same_opioid_since, other.same_opioid_since)
        and one.noted_changes() == other.noted_changes()
    )


def _points_of(features: dict[str, Floats], look: Ints) -> dict[str, Floats]:
    daily = np.stack([np.interp(features[line.feature], line.at, line.points) for line in LINES])
    means = _mean_of_last_days(daily)[:, look]
    return {line.feature: row for line, row in zip(LINES, means, strict=True)}


def _mean_of_last_days(points: Floats) -> Floats:
    """Mean of each day's points and of those of the days before it that the score counts (k, n).

    Added up day by day: running totals carry the rounding of all earlier days, by which one more
    event could raise a score in its last digit.
    """
    total = points.copy()
    days = points.shape[1]
    for back in range(1, min(SCORE_DAYS, days)):
        total[:, back:] += points[:, :-back]
    return total / np.minimum(np.arange(1, days + 1), SCORE_DAYS)


def _causal_features(
    signals: Signals, doses: Doses, since: Ints, earlier: Sequence[Rows]
) -> tuple[Features, tuple[Rows, ...]]:
    """Compute the features; without original areas, areas count only once those are learned.

    They are learned from the first days with areas. A look before then must not know them.
    """
    rows, rows_without, *_ = (*earlier, None, None)
    found = compute_features(signals, doses.changes, doses.levels, since, rows)
    known_from = signals.home_known_from()
    if known_from == 0:
        return found, (found.rows,)
    blank = without_areas(signals)
    without = compute_features(blank, doses.changes, doses.levels, since, rows_without)
    both = (found.rows, without.rows)
    if known_from >= signals.days:
        return without, both
    values = {
        name: np.concatenate([without.values[name][:known_from], each[known_from:]])
        for name, each in found.values.items()
    }
    return found._replace(values=values), both
