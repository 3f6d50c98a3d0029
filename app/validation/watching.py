"""Ask about simulated people every week, as the benchmark does."""

import numpy as np

from app.trends.arrays import Floats, Ints
from app.trends.detector.assessment import Level
from app.trends.detector.levels import MIN_DAYS_LOGGED
from app.trends.detector.signals import Signals
from app.trends.detector.trajectory import Trajectory, follow
from app.validation.scoring import Watched
from app.validation.truth import Truth

FIRST_LOOK = 6


def weekly(days: int) -> Ints:
    """Return the days of the looks: each seventh day."""
    return np.arange(FIRST_LOOK, days, 7)


def watch(signals: Signals, truth: Truth) -> tuple[Watched, Trajectory]:
    """Ask the detector about one person every week."""
    course = follow(signals)
    looks = weekly(signals.days)
    standings = [course.at(int(look)) for look in looks]
    scores = np.array([-np.inf if here.score is None else here.score for here in standings])
    alarms = np.array([here.level is Level.DISCUSS for here in standings], dtype=bool)
    return Watched(truth, looks, scores, alarms), course


def watch_by_rule(signals: Signals, truth: Truth, course: Trajectory, scores: Floats) -> Watched:
    """Take another score of the same looks, silent until there are enough logged days."""
    looks = weekly(signals.days)
    silent = course.days_logged[looks] < MIN_DAYS_LOGGED
    return Watched(
        truth, looks, np.where(silent, -np.inf, scores), np.zeros(len(looks), dtype=bool)
    )
