"""Diaries like published cases, logged from before it began or begun in the midst of it.

What reports say is drawn from wide ranges, the rest as in the usual world. Dose: a median of 850 mg
a day in 72 published cases, at all amounts; pain fell after a mean of 8 days, range 1 to 28, with
another opioid in 72 % and with a stop in 57 % (Guichard et al. 2022). Course: pain rose after every
raise, and touch hurt (Kaneria 2014, doi 10.1136/bcr-2014-204551); it reached several quadrants on
300 mg (Mulla 2023, Faculty of Pain Medicine); 10 of 10 most of the time on doses that had been high
for years (Axelrod & Reville, docslib.org/doc/9911106). How long it took, how much was logged and
what was told are our own assumptions.
"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from app.clinical.story import YES
from app.trends.detector.signals import Signals
from app.validation.doses import change_dose_level
from app.validation.life import Life, begin_life
from app.validation.observe import write_down
from app.validation.sensitised import spread_out
from app.validation.treatments import treat
from app.validation.truth import Truth
from app.validation.worlds import USUAL_WORLD

FROM_BEFORE, BEGUN_WITH_IT = "logged from before", "begun with it"
TREATED_DAYS = 56
# A median of 850 mg, from 40 to 5,000.
FINAL_MME, FINAL_SPREAD, LEAST_MME, MOST_MME = 850.0, 1.1, 40.0, 5000.0
MEAN_DAYS_TO_RELIEF, MOST_DAYS_TO_RELIEF = 8.0, 28.0
HELPED_SHARE = 0.65
SORE_TOUCH_SHARE = 0.8
SPREAD_SHARE = 0.85
# What people tell in "My story so far" of a time before the diary in which it began.
TOLD_OF_BEFORE = {"pain": "more", "places": YES, "touch": YES, "dose": "did_not_help"}


def draw_cases(way: str, seed: int, count: int) -> Iterator[tuple[Signals, Truth]]:
    """Yield people of one of the two ways; `Truth.changed` is the day of the treatment."""
    for number in range(count):
        yield _draw_case(way, np.random.default_rng([seed, number, *way.encode()]))


def _draw_case(way: str, rng: np.random.Generator) -> tuple[Signals, Truth]:
    bad_days = int(rng.uniform(21, 100))
    before = int(rng.uniform(28, 84)) if way == FROM_BEFORE else 0
    treated = before + bad_days
    life = begin_life(rng, USUAL_WORLD, treated + TREATED_DAYS, widespread=False)
    level = life.uniform(3, 6.5)
    life.pain = life.pain - life.level + level
    rise = life.uniform(1.5, 4.5)
    done = np.ones(life.days)
    if before:
        done = 1 - np.exp(-np.maximum(0.0, life.day - before) / life.uniform(0.15, 0.5) / bad_days)
    left = _left_after(life, treated)
    life.pain = life.pain + rise * done * left
    picture = "full"
    if life.happens(SORE_TOUCH_SHARE):
        life.touch = life.touch + life.uniform(2, 6) * done * left
    else:
        picture = "no touch"
    if life.happens(SPREAD_SHARE):
        spread_out(life, done * left, int(life.rng.integers(2, 9)))
    else:
        picture = "no spread"
    _raise_dose(life, before, treated)
    treat(life, treated)
    there = before + int(np.argmax((rise * done)[before:] >= 1.0))
    truth = Truth(way, life.days, before, there, "", picture, None, treated)
    signals = write_down(life, usual_pain_until=max(before, 10))
    if way == BEGUN_WITH_IT:
        told = {code: answer for code, answer in TOLD_OF_BEFORE.items() if life.happens(0.9)}
        signals = replace(signals, story=told)
    return signals, truth


def _left_after(life: Life, treated: int) -> np.typing.NDArray[np.float64]:
    """How much is left of it: where the treatment helps, nothing in the end (n)."""
    if not life.happens(HELPED_SHARE):
        return np.ones(life.days)
    days = min(float(life.rng.exponential(MEAN_DAYS_TO_RELIEF)), MOST_DAYS_TO_RELIEF)
    return np.asarray(np.clip(1 - (life.day - treated) / max(days, 1.0), 0, 1))


def _raise_dose(life: Life, before: int, treated: int) -> None:
    """Raise the dose again and again up to a final amount; some had it raised before the diary."""
    final = float(
        np.clip(FINAL_MME * np.exp(FINAL_SPREAD * life.rng.normal()), LEAST_MME, MOST_MME)
    )
    raises = int(life.rng.integers(0 if before == 0 else 1, 6))
    days = np.sort(life.rng.integers(max(before - 10, 3), max(treated - 5, before + 4), raises))
    factors = [life.uniform(1.15, 1.8) for _ in days]
    life.follows_pain = 0.0
    life.mme_per_day = final / float(np.prod(factors))
    for at, factor in zip(days, factors, strict=True):
        change_dose_level(life, int(at), factor, helps=life.uniform(0.0, 0.6))
