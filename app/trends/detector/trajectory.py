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
from app.trends.detector.features import compute_features
from app.trends.detector.levels import LevelInputs, Standing, standing
from app.trends.detector.opioid_known import opioid_known_from
from app.trends.detector.scorecard import BASE_POINTS, LIMITS, LINES
from app.trends.detector.settling import Settling, find_settling, without_days
from app.trends.detector.signals import Signals, running, without_areas
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


def follow(signals: Signals) -> Trajectory:
    """Compute the course of a diary, at most a few milliseconds per year."""
    settling = find_settling(signals)
    changes = signals.dose_changes()
    levels = find_levels(signals, changes)
    treatment = find_treatment(signals, changes)
    heard = without_days(signals, settling.days)
    features, series, splits = _causal_features(heard, changes, levels, treatment.since)
    look = settling.standing_looks()
    days_logged = running(signals.pain).logged[1:]
    points = {}
    scores = np.full(signals.days, BASE_POINTS)
    for line in LINES:
        daily = np.interp(features[line.feature], line.at, line.points)
        points[line.feature] = _mean_of_last_days(daily)[look]
        scores += points[line.feature]
    features = {name: values[look] for name, values in features.items()}
    return Trajectory(
        signals=signals,
        settling=settling,
        series=series,
        splits=splits.at(look),
        features=features,
        points=points,
        scores=scores,
        days_logged=days_logged,
        dose_changes=changes,
        levels=levels,
        opioid_from=opioid_known_from(signals),
        treatment=treatment,
        conditions=find_conditions(features, days_logged, treatment, settling.fresh_looks),
    )


def _mean_of_last_days(points: Floats) -> Floats:
    """Mean of each day's points and of those of the days before it that the score counts (n).

    Added up day by day: running totals carry the rounding of all earlier days, by which one more
    event could raise a score in its last digit.
    """
    total = points.copy()
    for back in range(1, min(SCORE_DAYS, len(points))):
        total[back:] += points[:-back]
    return total / np.minimum(np.arange(1, len(points) + 1), SCORE_DAYS)


def _causal_features(
    signals: Signals, changes: Sequence[ChangeAt], levels: DoseLevels, since: Ints
) -> tuple[dict[str, Floats], Series, Splits]:
    """Compute the features; without original areas, areas count only once those are learned.

    They are learned from the first days with areas. A look before then must not know them.
    """
    features, series, splits = compute_features(signals, changes, levels, since)
    known_from = signals.home_known_from()
    if known_from == 0:
        return features, series, splits
    blank = without_areas(signals)
    without_days, series_without, splits_without = compute_features(blank, changes, levels, since)
    if known_from >= signals.days:
        return without_days, series_without, splits_without
    for name, values in without_days.items():
        features[name][:known_from] = values[:known_from]
    return features, series, splits
