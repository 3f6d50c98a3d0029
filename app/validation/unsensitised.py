"""The negative classes: everything else that can look like it, each as a course of its own.

The pictures follow the differential diagnosis in the literature: tolerance is overcome by more
opioid and stays at its place (Chu et al. 2008, Clin J Pain 24:479); withdrawal brings diffuse
aches when doses are missed (PMC5113230); as-needed doses follow pain from day to day (Sturgeon
et al. 2018, doi 10.1007/s12529-017-9686-8); fibromyalgia is widespread from the first day.
"""

from collections.abc import Callable

import numpy as np

from app.clinical import events as kinds
from app.trends.arrays import Floats
from app.validation.doses import change_dose_level, raise_for_pain, step_up
from app.validation.life import Life, burst
from app.validation.sensitised import spread_out


def stable_control(life: Life) -> None:
    """Nothing happens."""
    life.pain = life.pain - 0.5


def weather_cyclic(life: Life) -> None:
    """Slow swings, in which touch and stray marks go along."""
    swing = life.uniform(0.7, 2.1) * np.sin(
        2 * np.pi * (life.day / life.uniform(18, 70) + life.rng.random())
    )
    life.pain = life.pain - 0.5 + swing
    life.touch = life.touch + swing * life.uniform(0.1, 0.8)
    more = np.clip(life.chance * np.exp(life.share_of_drift * swing)[:, None], 0, 0.9)
    life.chance = np.where(life.original, life.chance, more)


def acute_flares(life: Life) -> None:
    """Short flares in which everything rises together and comes back."""
    for at in life.scatter(life.uniform(5, 30), (12, 45)):
        days = int(life.rng.integers(2, 11))
        flare = burst(life, at, days / 1.5, life.uniform(1.8, 4)) * (life.day < at + 2 * days)
        life.pain = life.pain + flare
        life.touch = life.touch + flare * life.uniform(0.3, 0.9)
        life.diffuse = life.diffuse + flare * life.uniform(0.1, 0.6)
        if life.happens(0.12):
            life.log(at, str(life.rng.choice([kinds.ILLNESS, kinds.OTHER_EVENT, kinds.NEW_INJURY])))
    life.follows_pain = 0.0 if life.happens(0.4) else life.uniform(0.05, 0.2)


def tolerance(life: Life) -> None:
    """Pain creeps up between the steps and each step helps again; all in its place."""
    gap, slope = life.uniform(40, 95), life.uniform(0.012, 0.035)
    life.mme_per_day = float(life.rng.lognormal(np.log(60), 0.35))
    made = step_up(
        life,
        first=life.uniform(10, 80),
        gap=(0.7 * gap, 1.3 * gap),
        factor=(1.12, 1.35),
        relief=(0, 0),
        fades=(8, 8),
    )
    creep, now = np.zeros(life.days), 0.0
    for day in range(life.days):
        if day in made:
            small = life.by_calendar
            now -= 0.6 * now if small else life.uniform(0.7, 1.1) * slope * gap
        now += slope
        creep[day] = now
    life.pain = life.pain + np.clip(creep, -1.5, 2.5)


def disease_progression(life: Life) -> None:
    """Pain rises at its place, with partial relief; sometimes next door, sometimes touch."""
    onset = int(life.uniform(0.15, 0.65) * life.days)
    rise, days = life.uniform(1.2, 3.3), life.uniform(5, 70)
    done = 1 - np.exp(-np.maximum(0, life.day - onset) / days)
    life.pain = life.pain + rise * done
    if life.happens(0.45):
        life.log(onset + life.uniform(0, 15), kinds.CONDITION_WORSE)
    if life.happens(0.7):
        life.touch = life.touch + rise * life.uniform(0.3, 1.25) * done
    beside = np.flatnonzero(life.adjoining)
    if len(beside) and life.happens(0.55):
        count = min(len(beside), int(life.rng.integers(1, 3)))
        _hurts_at(
            life, life.rng.choice(beside, count, replace=False), done * life.uniform(0.5, 0.9)
        )
    life.mme_per_day = float(life.rng.lognormal(np.log(80), 0.5))
    raise_for_pain(life, factor=(1.15, 1.5), relief=(0.3, 0.9), fades=(15, 90))


def new_injury(life: Life) -> None:
    """A step up at a new place, mostly logged, that heals."""
    at = int(life.uniform(0.15, 0.8) * life.days)
    hurt = burst(life, at, life.uniform(12, 50), life.uniform(1.8, 4))
    life.pain = life.pain - 0.5 + hurt
    places = life.rng.choice(np.flatnonzero(~life.original), int(life.rng.integers(1, 4)), False)
    _hurts_at(life, places, np.clip(hurt / 1.5, 0, 0.85))
    if life.happens(0.9):
        life.touch = life.touch + hurt * life.uniform(0.2, 0.85)
    if life.happens(0.9):
        life.log(at, kinds.NEW_INJURY)
    if life.happens(0.5):
        factor, day = life.uniform(1.2, 1.6), at + int(life.rng.integers(1, 7))
        change_dose_level(life, day, factor)
        if life.happens(0.6):
            change_dose_level(life, day + int(life.uniform(20, 60)), 1 / factor)


def _hurts_at(life: Life, places: np.typing.NDArray[np.int64], share: Floats) -> None:
    life.spread[:, places] = np.maximum(life.spread[:, places], share[:, None])


def prn_confounding(life: Life) -> None:
    """As-needed doses follow pain from day to day."""
    life.mme_per_day = float(life.rng.lognormal(np.log(22), 0.5))
    life.follows_pain = life.uniform(0.1, 0.3)


def post_op_taper(life: Life) -> None:
    """Pain after surgery fades while the dose comes down."""
    surgery = int(life.rng.integers(3, 10))
    since = np.maximum(0, life.day - surgery)
    level = life.uniform(1.5, 4.2)
    life.pain = level + life.drift + life.uniform(2, 4.6) * np.exp(-since / life.uniform(12, 45))
    life.touch = life.touch + life.uniform(0.5, 3) * np.exp(-life.day / life.uniform(15, 50))
    life.log(surgery, kinds.SURGERY_OR_PROCEDURE)
    life.mme_per_day = float(life.rng.lognormal(np.log(90), 0.3))
    for at in life.scatter(surgery + life.uniform(7, 25), (7, 30))[:5]:
        change_dose_level(life, at, life.uniform(0.5, 0.85))
    life.opioid_start = surgery if life.happens(0.6) else -int(life.rng.integers(10, 100))
    life.chance[:, life.original] *= 0.85


def opioid_started_and_working(life: Life) -> None:
    """The opioid begins and pain comes down."""
    start = int(life.rng.integers(4, 24))
    life.opioid_start = start
    better = 1 - np.exp(-np.maximum(0, life.day - start) / life.uniform(5, 20))
    life.pain = life.uniform(5, 7.5) + life.drift - life.uniform(1.4, 3.6) * better
    life.touch = life.touch * 0.6
    life.mme_per_day = float(life.rng.lognormal(np.log(20), 0.4))
    at = float(start)
    for _ in range(int(life.rng.integers(1, 4))):
        at += life.uniform(7, 25)
        change_dose_level(life, int(at), life.uniform(1.3, 2))
    life.chance[:, life.original] *= 0.92


def oih_taper_recovery(life: Life) -> None:
    """Sensitised from before the diary; the dose comes down and so does everything else."""
    life.mme_per_day = life.uniform(65, 240)
    cuts = life.scatter(life.uniform(14, 70), (9, 30))[:9]
    begin = (cuts[0] if cuts else life.days) + 10
    left = np.exp(-np.maximum(0, life.day - begin) / life.uniform(30, 70))
    rise = life.uniform(0.7, 2.2)
    life.pain = life.pain - 0.3 + rise * left
    life.touch = life.touch * 0.8 + rise * life.uniform(0.6, 1.3) * left
    spread_out(life, left, int(life.rng.integers(2, 5)))
    for at in cuts:
        change_dose_level(life, at, life.uniform(0.78, 0.92))
        # Early withdrawal after a cut.
        life.pain = life.pain + burst(life, at, life.uniform(3, 8), life.uniform(0, 1))


def fibromyalgia_stable(life: Life) -> None:
    """Widespread and touch-sensitive from the first day, unchanged."""
    life.pain = life.pain + 0.4
    life.touch = life.uniform(3.5, 7.5) + 1.3 * (life.touch - life.touch.mean())


def withdrawal_missed_doses(life: Life) -> None:
    """Doses are missed for days; pain and diffuse aching until they are taken again."""
    for at in life.scatter(life.uniform(6, 25), (12, 50)):
        days = int(life.rng.integers(1, 5))
        life.missed[at : at + days] = True
        rising, falling = (life.day - at + 1) / 2, (at + days + 3 - life.day) / 3
        ache = np.clip(np.minimum(rising, falling), 0, 1) * (life.day >= at)
        height = life.uniform(2.2, 4.5)
        life.pain = life.pain + height * ache
        life.touch = life.touch + height * ache * life.uniform(0.2, 0.6)
        life.diffuse = life.diffuse + ache * life.uniform(2.5, 6)
        if life.happens(0.6):
            life.log(at, kinds.MISSED_DOSES)


COURSES: dict[str, Callable[[Life], None]] = {
    course.__name__: course
    for course in (
        stable_control,
        weather_cyclic,
        acute_flares,
        tolerance,
        disease_progression,
        new_injury,
        prn_confounding,
        post_op_taper,
        opioid_started_and_working,
        oih_taper_recovery,
        fibromyalgia_stable,
        withdrawal_missed_doses,
    )
}
