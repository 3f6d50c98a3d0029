"""The benchmark in worlds at random: by family, the best and the worst, each one held out."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from app.trends.arrays import Floats, Ints
from app.trends.detector.evidence import SEARCHED_FACTOR
from app.trends.detector.levels import MIN_DAYS_LOGGED
from app.trends.detector.noise import USUAL_NOISE
from app.trends.detector.scorecard import LINES
from app.trends.detector.signals import Signals
from app.trends.detector.splits import MIN_AFTER_LOGGED, MIN_BEFORE_LOGGED
from app.trends.detector.trajectory import Trajectory, follow
from app.trends.figures.intervals import reach_of_change
from app.validation.benchmark import Tick
from app.validation.fitting import Looks, as_points, fit, join, look_at_person
from app.validation.population import draw_anyone, draw_world_of_people
from app.validation.random_worlds import FAMILIES
from app.validation.scoring import Watched
from app.validation.truth import UNTELLABLE, Truth
from app.validation.watching import watch, weekly

FITTED_SEED, REPORTED_SEED, HELD_OUT_SEED = 401, 403, 404
FITTED_PER_FAMILY = 150
WORLDS_PER_FAMILY = 6
PEOPLE_PER_WORLD = 30
# Fewer than the shipped points were fitted on: fourteen fits must not take long.
REFITTED_PER_FAMILY = 80
HELD_OUT_PER_FAMILY = 100
CORES = 2
# People to whom nothing happens: their changes are chance.
UNCHANGED = frozenset({"stable_control", "careless", "fibromyalgia_stable", "prn_confounding"})
DrawJob = tuple[str, int]
Points = tuple[float, dict[str, tuple[float, ...]]]
A = TypeVar("A")
B = TypeVar("B")


@dataclass(frozen=True, slots=True)
class PersonInWorld:
    """One person of a world at random, as watched.

    Attributes:
        family: of the world.
        world: number of the world in its family.
        number: of the person in the world.
        watched: what the detector said each week.
        above_zero: at how many looks the interval of pain, touch and places lay above zero, and
            how many looks there were; only of people to whom nothing happens.
    """

    family: str
    world: int
    number: int
    watched: Watched
    above_zero: tuple[int, int, int, int]

    @property
    def tellable(self) -> bool:
        """Return whether a diary can tell what happens to the person."""
        return self.watched.truth.kind not in UNTELLABLE


@dataclass(frozen=True, slots=True)
class HeldOut:
    """People of one family, scored by points fitted with it and without it."""

    family: str
    with_it: list[Watched]
    without_it: list[Watched]


def random_steps() -> int:
    """Return how often the parts will tick."""
    return len(FAMILIES) * (WORLDS_PER_FAMILY + 3)


def watch_random_worlds(tick: Tick) -> list[PersonInWorld]:
    """Watch the reported people of all families."""
    jobs = [(family, world) for family in FAMILIES for world in range(WORLDS_PER_FAMILY)]
    return [person for people in in_parallel(_watch_world, jobs, tick) for person in people]


def _watch_world(job: DrawJob) -> list[PersonInWorld]:
    family, world = job
    drawn = draw_world_of_people(family, REPORTED_SEED, world, PEOPLE_PER_WORLD)
    return [_watch_person(family, world, number, *person) for number, person in enumerate(drawn)]


def _watch_person(
    family: str, world: int, number: int, signals: Signals, truth: Truth
) -> PersonInWorld:
    watched, course = watch(signals, truth)
    above = _above_zero(course) if truth.kind in UNCHANGED else (0, 0, 0, 0)
    return PersonInWorld(family, world, number, watched, above)


def _above_zero(course: Trajectory) -> tuple[int, int, int, int]:
    looks = weekly(course.signals.days)
    looks = looks[course.days_logged[looks] >= MIN_DAYS_LOGGED]
    pain, touch, new = (
        sum(_is_above_zero(course, name, int(look)) for look in looks)
        for name in ("pain", "touch", "new")
    )
    return pain, touch, new, len(looks)


def _is_above_zero(course: Trajectory, name: str, look: int) -> bool:
    """Tell whether the interval that is shown at a look lies above zero."""
    values = course.series.daily[name]
    cut = max(look - int(course.splits.after_days[look]) + 1, 0)
    before = values[max(int(course.splits.begin[look]), 0) : cut]
    after = values[cut : look + 1]
    before, after = before[np.isfinite(before)], after[np.isfinite(after)]
    if len(before) < MIN_BEFORE_LOGGED or len(after) < MIN_AFTER_LOGGED:
        return False
    reach = SEARCHED_FACTOR * reach_of_change(before, after, USUAL_NOISE[name].drift_sd)
    return bool(after.mean() - before.mean() > reach)


def hold_out(tick: Tick) -> list[HeldOut]:
    """Fit the points with all families and without each, and score people of that family."""
    looks = dict(zip(FAMILIES, in_parallel(_look_at_family, list(FAMILIES), tick), strict=True))
    people = dict(
        zip(FAMILIES, in_parallel(_features_of_family, list(FAMILIES), tick), strict=True)
    )
    all_points = _points(looks.values())
    found = []
    for family in FAMILIES:
        others = _points(each for name, each in looks.items() if name != family)
        found.append(
            HeldOut(
                family,
                [_score(*person, all_points) for person in people[family]],
                [_score(*person, others) for person in people[family]],
            )
        )
        tick()
    return found


def _look_at_family(family: str) -> Looks:
    return join(
        look_at_person(*draw_anyone(family, FITTED_SEED, number))
        for number in range(REFITTED_PER_FAMILY)
    )


def _features_of_family(family: str) -> list[tuple[Truth, Ints, Floats]]:
    found = []
    for number in range(HELD_OUT_PER_FAMILY):
        signals, truth = draw_anyone(family, HELD_OUT_SEED, number)
        course = follow(signals)
        looks = weekly(signals.days)
        features = np.stack([course.features[line.feature][looks] for line in LINES])
        found.append((truth, looks, features))
    return found


def _points(looks: Iterable[Looks]) -> Points:
    return as_points(*fit(join(looks)))


def _score(truth: Truth, looks: Ints, features: Floats, points: Points) -> Watched:
    base, table = points
    scores = np.full(len(looks), base)
    for line, values in zip(LINES, features, strict=True):
        scores += np.interp(values, line.at, table.get(line.feature, line.points))
    return Watched(truth, looks, scores, np.zeros(len(looks), dtype=bool))


def in_parallel(work: Callable[[A], B], jobs: Sequence[A], tick: Tick) -> Iterator[B]:
    """Do jobs on both cores, in order."""
    with ProcessPoolExecutor(CORES) as pool:
        for done in pool.map(work, jobs):
            tick()
            yield done
