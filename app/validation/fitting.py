"""Fit the points of the scorecard anew on simulated people.

Penalised logistic regression with signs: each stretch of each line may only add points (for the
pattern) or only take them off (against it). Looks from the day when the pattern is there count
as positive, looks before the onset and of negatives as negative, looks in between a quarter, looks
after a treatment none. Lines that are set by judgement stay out of the fit: they only ever take
points off what it gives.
Solved by the accelerated proximal gradient of Beck & Teboulle (SIAM J Imaging Sci 2009;2:183).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from app.trends.arrays import Floats, Ints
from app.trends.detector.levels import MIN_DAYS_LOGGED
from app.trends.detector.scorecard import LINES, Line
from app.trends.detector.signals import Signals
from app.trends.detector.trajectory import follow
from app.validation.truth import UNTELLABLE, Truth
from app.validation.watching import weekly

FITTED = tuple(line for line in LINES if line.fitted)
PENALTY = 1e-4
ROUNDS = 1000
IN_BETWEEN_WEIGHT = 0.25
# A false alarm costs more where it would hide what needs the eye, or scare who does well.
CLASS_WEIGHTS = {
    "disease_progression": 20.0,
    "tolerance": 14.0,
    "new_injury": 8.0,
    "learns_places": 3.0,
    "opioid_started_and_working": 2.0,
    "fibromyalgia_stable": 2.0,
    **dict.fromkeys(UNTELLABLE, 0.1),
}


@dataclass(frozen=True, slots=True)
class Looks:
    """Stretches of the lines at many looks, and what is true of each.

    Attributes:
        stretches: how far each stretch is passed, 0 to 1, signed (k, stretches).
        positive: 1 where the pattern is there (k).
        weight: how much each look counts (k).
    """

    stretches: Floats
    positive: Floats
    weight: Floats


def look_at(people: Iterable[tuple[Signals, Truth]]) -> Looks:
    """Compute the stretches of all lines at the weekly looks of people."""
    return join(look_at_person(signals, truth) for signals, truth in people)


def look_at_person(signals: Signals, truth: Truth) -> Looks:
    """Compute them for one person."""
    course = follow(signals)
    days = weekly(signals.days)
    days = days[course.days_logged[days] >= MIN_DAYS_LOGGED]
    stretches = _stretches({line.feature: course.features[line.feature][days] for line in FITTED})
    is_there, counts = _truth_of(truth, days)
    return Looks(stretches.astype(np.float32), is_there, counts)


def join(looks: Iterable[Looks]) -> Looks:
    """Put the looks of several people together."""
    each = list(looks)
    return Looks(
        stretches=np.concatenate([one.stretches for one in each]),
        positive=np.concatenate([one.positive for one in each]),
        weight=np.concatenate([one.weight for one in each]),
    )


def _stretches(features: Mapping[str, Floats]) -> Floats:
    columns = []
    for line in FITTED:
        sign = _sign(line)
        for low, high in zip(line.at[:-1], line.at[1:], strict=True):
            passed = np.clip((features[line.feature] - low) / (high - low), 0.0, 1.0)
            columns.append(sign * passed)
    return np.stack(columns, axis=1)


def _sign(line: Line) -> float:
    return 1.0 if line.points[-1] > line.points[0] else -1.0


def _truth_of(truth: Truth, days: Ints) -> tuple[Floats, Floats]:
    weight = np.full(len(days), CLASS_WEIGHTS.get(truth.kind, 1.0))
    if truth.onset is None or truth.there is None:
        return np.zeros(len(days)), weight
    between = (days >= truth.onset) & (days < truth.there)
    weight[between] = IN_BETWEEN_WEIGHT
    if truth.changed is not None:
        weight[days >= truth.changed] = 0.0
    return (days >= (truth.onset + truth.there) / 2).astype(np.float64), weight


def fit(looks: Looks) -> tuple[float, Floats]:
    """Return the base and the points of every stretch, all at least zero before their sign."""
    design = np.concatenate([looks.stretches, np.ones((len(looks.positive), 1), np.float32)], 1)
    share = (looks.weight / looks.weight.sum()).astype(np.float32)
    penalty = np.full(design.shape[1], PENALTY)
    penalty[-1] = 0.0
    step = 4.0 / _largest_eigenvalue(design, share)
    now = np.zeros(design.shape[1])
    now[-1] = -3.0
    ahead, pace = now, 1.0
    for _ in range(ROUNDS):
        odds = design @ ahead.astype(np.float32)
        wrong = share * (1 / (1 + np.exp(-odds)) - looks.positive.astype(np.float32))
        moved = ahead - step * ((wrong @ design).astype(np.float64) + penalty)
        moved[:-1] = np.maximum(moved[:-1], 0.0)
        faster = (1 + np.sqrt(1 + 4 * pace**2)) / 2
        ahead = moved + (pace - 1) / faster * (moved - now)
        now, pace = moved, faster
    return float(now[-1]), now[:-1]


def _largest_eigenvalue(design: Floats, share: Floats) -> float:
    vector: Floats = np.ones(design.shape[1])
    for _ in range(50):
        vector = ((design @ vector) * share) @ design
        vector = vector / np.linalg.norm(vector)
    return float(vector @ (((design @ vector) * share) @ design))


def as_points(base: float, stretches: Floats) -> tuple[float, dict[str, tuple[float, ...]]]:
    """Return the base, and the points at the knots of each line, rounded as in the scorecard.

    Each line counts nothing at the knot where the shipped one does; the base takes the rest.
    """
    table = {}
    at = 0
    for line in FITTED:
        count = len(line.at) - 1
        climbed = _sign(line) * np.concatenate([[0.0], np.cumsum(stretches[at : at + count])])
        usual = climbed[line.points.index(0.0)]
        base += float(usual)
        table[line.feature] = tuple(round(float(points), 2) for points in climbed - usual)
        at += count
    return base, table
