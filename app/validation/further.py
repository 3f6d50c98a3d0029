"""More classes that are not sensitisation by the opioid, for the worlds at random.

The last three cannot be told from it by a diary: new widespread pain, a new neuropathy, a tumour
that reaches new places. They are counted apart.
"""

from collections.abc import Callable

import numpy as np

from app.clinical import events as kinds
from app.trends.arrays import Floats
from app.validation.doses import change_dose_level, raise_for_pain
from app.validation.life import Life, burst
from app.validation.sensitised import spread_out
from app.validation.treatments import left_after, treat


def mood_episode(life: Life) -> None:
    """Weeks of low mood, in which pain, touch and places are all rated higher."""
    at, days = int(life.uniform(0.2, 0.6) * life.days), life.uniform(28, 90)
    up = _plateau(life, at, days, ramp=life.uniform(7, 21))
    life.pain = life.pain + up * life.uniform(0.8, 2.2)
    life.touch = life.touch + up * life.uniform(0.2, 1.2)
    life.diffuse = life.diffuse + up * life.uniform(0.3, 2.5)


def _plateau(life: Life, at: float, days: float, ramp: float) -> Floats:
    rising, falling = (life.day - at) / ramp, (at + days - life.day) / ramp
    shape: Floats = np.clip(np.minimum(rising, falling), 0.0, 1.0)
    return shape


def learns_places(life: Life) -> None:
    """Nothing changes, but places that hurt all along get marked one after the other."""
    learned = np.clip((life.day - life.uniform(10, 0.5 * life.days)) / life.uniform(15, 60), 0, 1)
    spread_out(life, learned, int(life.rng.integers(2, 7)))


def menstrual_cycle(life: Life) -> None:
    """Pain and touch are worse for some days in every four weeks."""
    phase = (life.day + life.uniform(0, 28)) % life.uniform(25, 33)
    up = np.clip(1 - np.abs(phase - 4) / 4, 0, 1)
    life.pain = life.pain + up * life.uniform(0.8, 2.8)
    life.touch = life.touch + up * life.uniform(0.0, 1.2)
    life.diffuse = life.diffuse + up * life.uniform(0.0, 1.0)


def seasonal_cycle(life: Life) -> None:
    """The cold months are worse."""
    up = np.sin(2 * np.pi * (life.day / 365 + life.rng.random()))
    life.pain = life.pain + up * life.uniform(0.5, 1.4)
    life.touch = life.touch + up * life.uniform(0.0, 0.5)


def dose_up_only(life: Life) -> None:
    """The dose goes up and pain stays: the usual result (Hayes et al. 2020)."""
    for at in life.scatter(life.uniform(15, 80), (30, 120)):
        change_dose_level(life, at, life.uniform(1.15, 1.6), helps=life.uniform(0.0, 0.5))


def stopped_without_note(life: Life) -> int:
    """All rows end one day; weeks of aches all over follow, then it is well."""
    at = int(life.uniform(0.25, 0.7) * life.days)
    life.stopped[at:] = True
    ache = _plateau(life, at, life.uniform(14, 45), ramp=5.0) * life.uniform(0.3, 1.0)
    life.pain = life.pain + 2.5 * ache
    life.touch = life.touch + 1.5 * ache
    life.diffuse = life.diffuse + 5.0 * ache
    return at


def treatment_changed(life: Life) -> int:
    """Another opioid, a stop or a cut in somebody who was never sensitised."""
    at = int(life.uniform(0.25, 0.7) * life.days)
    if life.happens(0.5):
        life.pain = life.pain + life.uniform(0.5, 2.0) * (left_after(life, at) - 1.0)
    treat(life, at)
    return at


def careless(life: Life) -> None:
    """Nothing happens; rows of a steady dose are forgotten more and less often by turns."""
    life.follows_pain = 0.0
    for at in life.scatter(life.uniform(0, 30), (20, 60)):
        days = int(life.uniform(7, 25))
        life.missed[at : at + days] = life.rng.random(len(life.missed[at : at + days])) < 0.5


def new_fibromyalgia(life: Life) -> None:
    """Pain all over sets in over months, with touch; the opioid has no part in it."""
    done = _slowly(life)
    life.pain = life.pain + done * life.uniform(1.0, 2.5)
    life.touch = life.touch + done * life.uniform(1.0, 3.5)
    spread_out(life, done, int(life.rng.integers(4, 10)))


def new_neuropathy(life: Life) -> None:
    """A nerve begins to hurt: one side or both hands or feet, and touch there."""
    done = _slowly(life)
    life.pain = life.pain + done * life.uniform(1.0, 2.5)
    life.touch = life.touch + done * life.uniform(1.5, 4.0)
    spread_out(life, done, int(life.rng.integers(1, 3)))
    if life.happens(0.5):
        raise_for_pain(life, factor=(1.15, 1.5), relief=(0.3, 0.9), fades=(15, 60))


def cancer_new_sites(life: Life) -> None:
    """A tumour reaches new places one after the other; the dose follows and helps in part."""
    done = _slowly(life)
    life.pain = life.pain + done * life.uniform(1.5, 3.5)
    spread_out(life, done, int(life.rng.integers(1, 4)))
    life.mme_per_day = float(life.rng.lognormal(np.log(80), 0.5))
    if life.happens(0.5):
        life.log(life.uniform(0.3, 0.9) * life.days, kinds.CONDITION_WORSE)
    life.pain = life.pain + burst(life, life.uniform(0, life.days), 5.0, life.uniform(0, 2))
    raise_for_pain(life, factor=(1.2, 1.8), relief=(0.5, 1.5), fades=(15, 90))


def _slowly(life: Life) -> Floats:
    at, days = life.uniform(0.15, 0.5) * life.days, life.uniform(15, 90)
    done: Floats = 1 - np.exp(-np.maximum(0.0, life.day - at) / days)
    return done


FURTHER_COURSES: dict[str, Callable[[Life], int | None]] = {
    "mood_episode": mood_episode,
    "learns_places": learns_places,
    "menstrual_cycle": menstrual_cycle,
    "seasonal_cycle": seasonal_cycle,
    "dose_up_only": dose_up_only,
    "stopped_without_note": stopped_without_note,
    "treatment_changed": treatment_changed,
    "careless": careless,
    "new_fibromyalgia": new_fibromyalgia,
    "new_neuropathy": new_neuropathy,
    "cancer_new_sites": cancer_new_sites,
}
