"""A simulated life before anybody writes it down: pain, touch, places and doses, day by day."""

from dataclasses import dataclass, field

import numpy as np

from app.trends.arrays import Bools, Floats
from app.trends.detector.signals import ADJOINING
from app.validation.worlds import World

AREA_COUNT = len(ADJOINING)
Events = list[tuple[int, str]]


@dataclass(slots=True)
class Life:
    """One person's true course over `n` days, which the class of the person then bends.

    Attributes:
        world: the assumptions of this world.
        rng: the person's own stream of random numbers.
        pain: pain without day-to-day noise, on the 0-10 scale but not cut to it (n).
        touch: touch sensitivity likewise (n).
        drift: the slow wandering that is already in `pain` (n).
        level: the mean pain around which it wanders.
        original: the areas that hurt at first (24).
        chance: how likely each area is marked on each day (n, 24).
        spread: how likely areas are marked beyond that, by what happens (n, 24).
        diffuse: expected number of areas that ache all over (n).
        share_of_drift: how much the number of stray marks follows pain.
        mme_per_day: the amount at the start.
        steps: factor on the amount (n).
        relief: what a step takes off the pain for a time; negative (n).
        follows_pain: factor on the amount per point of pain, for as-needed use; 0 on schedule.
        missed: days on which no dose was taken (n).
        opioid_start: day of the first opioid, negative before the diary.
        by_calendar: whether the dose goes up by the calendar rather than for pain.
        stopped: days after the opioid was stopped for good (n).
        changed_to_other: day on which another opioid took over.
        events: (day, kind) as logged.
    """

    world: World
    rng: np.random.Generator
    pain: Floats
    touch: Floats
    drift: Floats
    level: float
    original: Bools
    chance: Floats
    spread: Floats
    diffuse: Floats
    share_of_drift: float
    mme_per_day: float
    steps: Floats
    relief: Floats
    follows_pain: float
    missed: Bools
    opioid_start: int
    stopped: Bools
    by_calendar: bool
    changed_to_other: int | None = None
    events: Events = field(default_factory=list)

    @property
    def days(self) -> int:
        """Return the number of days."""
        return len(self.pain)

    @property
    def day(self) -> Floats:
        """Return 0, 1, 2, ... (n)."""
        return np.arange(self.days, dtype=np.float64)

    @property
    def adjoining(self) -> Bools:
        """Return the areas that adjoin the original ones without them (24)."""
        near: Bools = np.any(ADJOINING[self.original], axis=0) & ~self.original
        return near

    def uniform(self, low: float, high: float) -> float:
        """Draw one number."""
        return float(self.rng.uniform(low, high))

    def happens(self, chance: float) -> bool:
        """Draw whether something of this chance happens."""
        return bool(self.rng.random() < chance)

    def log(self, day: float, kind: str) -> None:
        """Log an event, within the diary."""
        self.events.append((int(np.clip(day, 0, self.days - 1)), kind))

    def scatter(self, first: float, gap: tuple[float, float]) -> list[int]:
        """Return days from `first` on with gaps drawn from a range."""
        found = []
        at = float(first)
        while at < self.days:
            found.append(int(at))
            at += self.uniform(*gap)
        return found


def correlated(
    rng: np.random.Generator, n: int, lag_one: float, tail: float = float("inf")
) -> Floats:
    """Noise of variance 1 whose neighbouring days correlate, with normal or heavier tails (n)."""
    fresh = rng.normal(size=n)
    if np.isfinite(tail):
        fresh = rng.standard_t(tail, n) / np.sqrt(tail / (tail - 2))
    noise = np.empty(n)
    noise[0] = fresh[0]
    keep = np.sqrt(1 - lag_one**2)
    for day in range(1, n):
        noise[day] = lag_one * noise[day - 1] + keep * fresh[day]
    return noise


def wander(rng: np.random.Generator, n: int, sd: float, days: float) -> Floats:
    """Slow wandering around zero that forgets itself over `days` (n)."""
    return sd * correlated(rng, n, float(np.exp(-1 / days)))


def burst(life: Life, at: float, fades: float, height: float) -> Floats:
    """Up at once on day `at`, then fading over `fades` days (n)."""
    since = life.day - at
    return np.where(since < 0, 0.0, height * np.exp(-np.maximum(0.0, since - 1) / fades))


def begin_life(rng: np.random.Generator, world: World, n: int, widespread: bool) -> Life:
    """Draw a person to whom nothing happens."""
    level = float(np.clip(rng.normal(4.9, 1.2), 1.5, 8))
    # One person in seven wanders much more than the others.
    far = rng.uniform(1.3, 1.9) if rng.random() < 0.15 else 1.0
    drift = far * wander(rng, n, rng.uniform(*world.drift_sd), rng.uniform(*world.drift_days))
    drift += np.linspace(0, 1, n) * rng.normal(0, world.creeping)
    if world.weekly or world.spells_per_year:
        drift += _rhythms(rng, world, n)
    touch_drift = far * wander(rng, n, rng.uniform(0.15, 0.85), rng.uniform(25, 100))
    touch_level = rng.gamma(1.0, 1.7) if rng.random() < 0.85 else rng.uniform(3, 6)
    widespread = widespread or (world.widespread > 0 and rng.random() < world.widespread)
    original = _original_areas(rng, widespread)
    share = rng.uniform(0, 0.6)
    scheduled = rng.random() < 0.6
    return Life(
        world=world,
        rng=rng,
        pain=level + drift,
        touch=touch_level + touch_drift + drift * rng.uniform(0, 0.75),
        drift=drift,
        level=level,
        original=original,
        chance=_stray_marks(rng, original, drift, share),
        spread=np.zeros((n, AREA_COUNT)),
        diffuse=np.zeros(n),
        share_of_drift=share,
        mme_per_day=rng.lognormal(np.log(60), 0.6),
        steps=np.ones(n),
        relief=np.zeros(n),
        follows_pain=0.0 if scheduled else rng.uniform(0, 0.12),
        missed=np.zeros(n, dtype=bool),
        opioid_start=-int(rng.integers(60, 1700)),
        stopped=np.zeros(n, dtype=bool),
        by_calendar=world.calendar_steps
        or (world.calendar_people > 0 and rng.random() < world.calendar_people),
    )


def _rhythms(rng: np.random.Generator, world: World, n: int) -> Floats:
    """A weekly rhythm, and spells of one to four weeks in which everything is worse (n)."""
    day = np.arange(n)
    moves = rng.uniform(0, world.weekly) * np.sin(2 * np.pi * (day / 7 + rng.random()))
    for _ in range(rng.poisson(world.spells_per_year * n / 365)):
        at, days = int(rng.integers(n)), int(rng.integers(7, 29))
        moves[at : at + days] += rng.uniform(0.5, 2.0)
    return moves


def _original_areas(rng: np.random.Generator, widespread: bool) -> Bools:
    original = np.zeros(AREA_COUNT, dtype=bool)
    if widespread:
        original[rng.choice(AREA_COUNT, int(rng.integers(8, 14)), replace=False)] = True
        return original
    original[rng.integers(AREA_COUNT)] = True
    wanted = int(rng.choice([1, 2, 3, 4], p=[0.38, 0.36, 0.18, 0.08]))
    while original.sum() < wanted:
        beside = np.flatnonzero(np.any(ADJOINING[original], axis=0) & ~original)
        original[rng.choice(beside)] = True
    return original


def _stray_marks(
    rng: np.random.Generator, original: Bools, drift: Floats, share_of_drift: float
) -> Floats:
    """People forget an area and mark a neighbour by mistake: about half a stray mark a day.

    On a drawn body map about 7 % of areas are marked otherwise than meant (Brummett et al. 2016,
    Pain 157:1205, PMC4868633). Three people in ten have a place that hurts for some weeks.
    """
    n = len(drift)
    near = np.any(ADJOINING[original], axis=0) & ~original
    stray = np.where(near, rng.uniform(4, 14), 1.0) * ~original
    stray *= rng.gamma(3, 0.15) / stray.sum()
    mood = np.exp(wander(rng, n, rng.uniform(0.1, 0.6), 40) + share_of_drift * drift)
    usual = np.clip(rng.normal(0.8, 0.1), 0.5, 0.98)
    chance = np.where(original, usual, stray * mood[:, None])
    if rng.random() < 0.3:
        place = rng.choice(np.flatnonzero(near if near.any() and rng.random() < 0.7 else ~original))
        first = int(rng.integers(n))
        chance[first : first + int(rng.integers(15, 80)), place] += rng.uniform(0.2, 0.5)
    clipped: Floats = np.clip(chance, 0.0, 0.97)
    return clipped
