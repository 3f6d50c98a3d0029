"""Draw simulated people, each from a random stream of their own."""

from collections.abc import Iterator, Sequence

import numpy as np

from app.trends.detector.signals import Signals
from app.validation.doses import by_any_policy
from app.validation.further import FURTHER_COURSES
from app.validation.life import begin_life
from app.validation.observe import write_down
from app.validation.random_worlds import draw_world
from app.validation.sensitised import sensitise
from app.validation.truth import Truth
from app.validation.unsensitised import COURSES
from app.validation.worlds import World

POSITIVE_SHARE = 0.32
# A positive diary goes on at least so long after the pattern is there.
DAYS_AFTER_THERE = 28


# Classes that say nothing of the dose.
ANY_DOSE = frozenset(
    {
        "stable_control",
        "weather_cyclic",
        "acute_flares",
        "fibromyalgia_stable",
        "mood_episode",
        "learns_places",
        "menstrual_cycle",
        "seasonal_cycle",
        "new_fibromyalgia",
        "new_injury",
    }
)


def draw_people(world: World, seed: int, count: int) -> Iterator[tuple[Signals, Truth]]:
    """Yield people, the same ones for the same world, seed and count.

    >>> from app.validation.worlds import USUAL_WORLD
    >>> [truth.kind for _, truth in draw_people(USUAL_WORLD, seed=1, count=2)]  # doctest: +ELLIPSIS
    [...]
    """
    for number in range(count):
        yield draw_person(world, seed, number)


def draw_person(
    world: World, seed: int, number: int, stream: Sequence[int] = ()
) -> tuple[Signals, Truth]:
    """Return person `number` of a population: a diary and the truth about it."""
    for attempt in range(100):
        rng = np.random.default_rng([seed, number, attempt, *stream])
        positive = rng.random() < POSITIVE_SHARE
        kind = str(rng.choice(world.positives if positive else world.negatives))
        if not positive:
            return _negative(world, rng, kind)
        days = int(np.clip(rng.gamma(14, 17.5), 95, 365))
        life = begin_life(rng, world, days, widespread=False)
        truth = sensitise(life, kind)
        if truth.onset is None or truth.there is None:
            raise AssertionError("sensitise always returns an onset")
        if truth.there + DAYS_AFTER_THERE < days:
            return write_down(life, usual_pain_until=truth.onset), truth
    raise AssertionError("no diary of this world is long enough for its pattern to show")


def _negative(world: World, rng: np.random.Generator, kind: str) -> tuple[Signals, Truth]:
    days = int(np.clip(rng.gamma(9, 25), 62, 365))
    life = begin_life(rng, world, days, widespread=kind == "fibromyalgia_stable")
    changed = (COURSES | FURTHER_COURSES)[kind](life)
    if world.any_policy and kind in ANY_DOSE:
        by_any_policy(life)
    return write_down(life, usual_pain_until=days), Truth(kind, days, changed=changed)


def draw_negative(world: World, seed: int, number: int, kind: str) -> tuple[Signals, Truth]:
    """Return person `number` of one negative class."""
    return _negative(world, np.random.default_rng([seed, number, *kind.encode()]), kind)


def draw_anyone(family: str, seed: int, number: int) -> tuple[Signals, Truth]:
    """Return person `number` of a family, each from a world of their own."""
    return draw_person(draw_world(family, seed, number), seed, number, tuple(family.encode()))


def draw_world_of_people(
    family: str, seed: int, world: int, count: int
) -> Iterator[tuple[Signals, Truth]]:
    """Yield people who all live in one world of a family."""
    drawn = draw_world(family, seed, world)
    for number in range(count):
        yield draw_person(drawn, seed, number, (world, *family.encode()))
