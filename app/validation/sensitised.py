"""The positive classes: pain that the opioid itself makes worse.

Pain rises after days or weeks, spreads beyond the first place and touch begins to hurt (Angst &
Clark 2006, Anesthesiology 104:570; Lee et al. 2011, Pain Physician 14:145); one of the two may be
missing. Raising the dose brings days of relief, then more pain than before.
"""

import numpy as np

from app.clinical import events as kinds
from app.trends.arrays import Floats
from app.trends.detector.signals import ADJOINING
from app.validation.doses import change_dose_level, raise_for_pain
from app.validation.life import Life
from app.validation.treatments import left_after, treat
from app.validation.truth import Truth

# Rise of pain in points once complete, and days to two thirds of it, by severity.
RISE = {"mild": 1.55, "moderate": 2.25, "strong": 3.1}
TIME_DAYS = {"mild": 50.0, "moderate": 50.0, "strong": 48.0}
SHARES = (0.27, 0.41, 0.32)
# The pattern counts as being there when it has raised pain by so much.
THERE_POINTS = 1.0
TREATED_AFTER_DAYS = (25, 110)


def sensitise(life: Life, kind: str) -> Truth:
    """Let sensitisation run its course in a person and return the truth about it."""
    severity = str(life.rng.choice(list(RISE), p=SHARES))
    rise = RISE[severity] * float(np.exp(life.rng.normal(0, 0.12)))
    rise *= life.uniform(*life.world.milder)
    days = TIME_DAYS[severity] * float(np.exp(life.rng.normal(0, 0.28)))
    days *= life.uniform(*life.world.slower)
    onset = max(int(life.uniform(*life.world.onset) * life.days), life.world.earliest_onset)
    done = _course(life, onset, days)
    reached = np.flatnonzero(rise * done >= THERE_POINTS)
    there = int(reached[0]) if len(reached) else life.days
    draw = life.rng.random()
    world = life.world
    without_spread = draw < world.no_touch + world.no_spread
    picture = "no touch" if draw < world.no_touch else "no spread" if without_spread else "full"
    changed, treated = None, None
    left: Floats = np.ones(life.days)
    if world.treated and life.happens(world.treated):
        changed = there + int(life.uniform(*TREATED_AFTER_DAYS))
    if changed is not None and changed < life.days and life.happens(world.helps):
        treated = changed
        left = left_after(life, changed)
    done = done * left
    life.pain = life.pain + rise * done
    if picture != "no touch":
        lag = int(life.rng.integers(-5, 15))
        touched = rise * life.uniform(*world.touch_per_pain) * left
        life.touch = life.touch + touched * _course(life, onset + lag, days)
    if picture != "no spread":
        places = life.rng.poisson(rise * life.uniform(*world.places)) + 1
        spread_out(life, done, int(np.clip(places, world.least_places, 8)))
    if kind == "oih_prevalent":
        _has_it_already(life)
    _doses(life, kind, done, onset)
    if changed is not None and changed < life.days:
        treat(life, changed)
    if life.happens(0.2):
        life.log(there + life.uniform(-10, 60), kinds.CONDITION_WORSE)
    return Truth(kind, life.days, onset, there, severity, picture, treated, changed)


def _course(life: Life, onset: int, days: float) -> Floats:
    since = np.maximum(0.0, life.day - onset)
    if life.world.s_shaped:
        s_shaped: Floats = (since > 0) / (1 + np.exp(-(since - 1.3 * days) / (0.35 * days)))
        return s_shaped
    fast_at_once: Floats = 1 - np.exp(-since / days)
    return fast_at_once


def spread_out(life: Life, done: Floats, places: int) -> None:
    """Let pain reach new places one after the other, mostly beside those that hurt already."""
    reached = life.original.copy()
    beside_chance = float(life.rng.choice([0.6, 0.8, 0.92]))
    picked = []
    for _ in range(min(places, int((~reached).sum()))):
        source = reached if life.happens(0.35) else life.original
        beside = np.flatnonzero(np.any(ADJOINING[source], axis=0) & ~reached)
        anywhere = np.flatnonzero(~reached)
        pool = beside if len(beside) and life.happens(beside_chance) else anywhere
        place = int(life.rng.choice(pool))
        picked.append(place)
        reached[place] = True
    for place, when in zip(picked, np.sort(life.rng.uniform(0.05, 0.8, len(picked))), strict=True):
        share = np.clip((done - when * done.max() * 0.8) / 0.25, 0, 1)
        share = share * life.uniform(*life.world.regular)
        life.spread[:, place] = np.maximum(life.spread[:, place], share)


def _has_it_already(life: Life) -> None:
    """It was there before the first entry, and gets worse after the dose goes up."""
    life.pain = life.pain + 0.8
    life.touch = life.touch + life.uniform(1.5, 3.5)
    elsewhere = np.flatnonzero(~life.original)
    places = life.rng.choice(elsewhere, min(len(elsewhere), 5), replace=False)
    life.spread[:, places] = np.maximum(life.spread[:, places], life.uniform(0.4, 0.8))


def _doses(life: Life, kind: str, done: Floats, onset: int) -> None:
    if kind == "oih_stable_high_dose":
        life.mme_per_day = life.uniform(95, 250)
    elif kind == "oih_prevalent":
        life.mme_per_day = life.uniform(60, 200)
        change_dose_level(
            life, onset - int(life.uniform(2, 14)), life.uniform(1.25, 1.7), helps=0.3
        )
    elif kind == "oih_low_dose":
        life.mme_per_day = life.uniform(10, 35)
        raise_for_pain(life, factor=(1.2, 1.7), relief=(0.4, 1.2), fades=(4, 12))
    elif kind == "oih_calendar":
        life.by_calendar = True
        life.mme_per_day = float(life.rng.lognormal(np.log(60), 0.4))
        raise_for_pain(life, factor=(1.12, 1.45), relief=(0.1, 0.6), fades=(4, 12))
    elif kind == "oih_prn":
        life.mme_per_day = float(life.rng.lognormal(np.log(36), 0.55))
        life.follows_pain = life.uniform(0.06, 0.2)
        life.steps = life.steps * (1 + life.uniform(0, 0.4) * done)
    else:
        life.mme_per_day = float(life.rng.lognormal(np.log(72), 0.33))
        if life.world.dose_first and life.happens(life.world.dose_first):
            before = int(life.uniform(3, 35))
            change_dose_level(
                life, onset - before, life.uniform(1.2, 1.7), helps=life.uniform(0.2, 0.8)
            )
        raise_for_pain(life, factor=(1.12, 1.45), relief=(0.4, 1.2), fades=(4, 12))
