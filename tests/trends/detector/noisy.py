"""Small families of noisy diaries: one course, drawn with other noise for each member."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np

from app.trends.arrays import Bools, Floats
from app.trends.detector.assessment import Level
from app.trends.detector.levels import FIRST_DECISION_INDEX
from app.trends.detector.signals import AREA_ORDER, Signals
from app.trends.detector.trajectory import Trajectory, follow
from app.trends.figures.rotation import same_opioid_since

DAYS = 160
MEMBERS = range(12)
HOME = ("lower_back", "right_hip")
PLACES = ("neck", "left_upper_arm", "right_lower_leg", "left_hand", "chest")


def flat(level: float) -> Floats:
    return np.full(DAYS, level)


def ramp(level: float, to: float, first: int, last: int) -> Floats:
    return np.interp(np.arange(DAYS), [first, last], [level, to])


def step(level: float, to: float, on: int) -> Floats:
    return np.where(np.arange(DAYS) < on, level, to)


@dataclass(frozen=True)
class Course:
    """What truly happens: pain, touch, share of days on which new places hurt, daily amount."""

    pain: Floats
    touch: Floats
    places: Floats
    mme: Floats
    home: tuple[str, ...] = HOME
    new: tuple[str, ...] = PLACES
    forgotten: float = 0.1
    opioids: tuple[str, ...] = ()
    events: tuple[tuple[int, str], ...] = ()


def draw(course: Course, member: int) -> Signals:
    """Return one diary of a family: SD 1.1, neighbours alike by 0.3, a day in eight not logged."""
    rng = np.random.default_rng([7, member])
    pain = np.clip(np.round(course.pain + _noise(rng, 1.1)), 0, 10)
    touch = np.clip(np.round(course.touch + _noise(rng, 0.7)), 0, 10)
    logged = rng.random(DAYS) > 1 / 8
    logged[0] = True
    taken = (course.mme > 0) & (rng.random(DAYS) >= course.forgotten)
    names = np.array(course.opioids or ("morphine",) * DAYS)
    mains = np.where(taken, names, "").tolist()
    areas = _areas(rng, course) & logged[:, None]
    return Signals(
        first_day=date(2026, 1, 1),
        pain=np.where(logged, pain, np.nan),
        touch=np.where(logged, touch, np.nan),
        areas=areas,
        has_areas=areas.any(axis=1),
        products=(),
        mme_per_day=np.where(taken, course.mme, np.nan),
        same_opioid_since=same_opioid_since(mains),
        original=np.array([code in course.home for code in AREA_ORDER]),
        opioid_start=-400,
        events=course.events,
        main_opioids=tuple(mains),
    )


def _noise(rng: np.random.Generator, sd: float) -> Floats:
    fresh = rng.normal(0, sd, DAYS)
    return 0.9 * fresh + 0.4 * np.concatenate([[0.0], fresh[:-1]])


def _areas(rng: np.random.Generator, course: Course) -> Bools:
    areas = np.zeros((DAYS, len(AREA_ORDER)), dtype=bool)
    for code in course.home:
        areas[:, AREA_ORDER.index(code)] = rng.random(DAYS) < 0.85
    for code in course.new:
        areas[:, AREA_ORDER.index(code)] |= rng.random(DAYS) < course.places
    return areas


def courses(course: Course, members: Iterable[int] = MEMBERS) -> list[Trajectory]:
    """Follow every member of a family."""
    return [follow(draw(course, member)) for member in members]


def discussed_on(course: Trajectory, first: int = FIRST_DECISION_INDEX) -> int | None:
    """Return the first day from `first` on at which the level is `discuss`."""
    days = range(first, course.signals.days)
    return next((day for day in days if course.at(day).level is Level.DISCUSS), None)


def share_discussed(course: Course) -> float:
    """Return how many of a family ever reach `discuss`."""
    return float(np.mean([discussed_on(one) is not None for one in courses(course)]))
