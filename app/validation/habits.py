"""How people answer, whatever they feel: always the same score, a question that is left out."""

import numpy as np

from app.trends.arrays import Bools, Floats
from app.validation.worlds import World

# Who keeps giving the same score changes it only for so much.
NOTICED_POINTS = 2.0
LEARNED_AFTER_DAYS = (20, 70)


def keep_giving_the_same(rng: np.random.Generator, world: World, pain: Floats) -> Floats:
    """Return the scores of somebody who gives the one before until it is clearly another (n)."""
    if rng.random() >= world.constant_raters:
        return pain
    given = pain.copy()
    for day in range(1, len(given)):
        if abs(pain[day] - given[day - 1]) < NOTICED_POINTS:
            given[day] = given[day - 1]
    return given


def answered(rng: np.random.Generator, n: int, never: float, late: float, stops: float) -> Bools:
    """Return on which days a question is answered at all (n); the three are shares of people."""
    draw, day, turn = rng.random(), np.arange(n), rng.uniform(0.15, 0.6) * n
    if draw < never:
        return np.zeros(n, dtype=bool)
    if draw < never + late:
        return np.asarray(day >= turn)
    if draw < never + late + stops:
        return np.asarray(day < turn)
    return np.ones(n, dtype=bool)


def learn_to_mark(rng: np.random.Generator, world: World, areas: Bools, original: Bools) -> Bools:
    """Return the marks (n, 24) of somebody who marks but the worst place at first."""
    if rng.random() >= world.learns_areas or not original.any():
        return areas
    days = rng.uniform(*LEARNED_AFTER_DAYS)
    share = np.minimum(np.arange(len(areas)) / days, 1.0)
    worst = np.zeros(len(original), dtype=bool)
    worst[np.flatnonzero(original)[0]] = True
    seen: Bools = areas & (worst | (rng.random(areas.shape) < share[:, None]))
    return seen
