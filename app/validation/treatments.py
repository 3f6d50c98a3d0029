"""What is done about pain that the opioid makes worse: another opioid, a stop, a lower dose.

In 72 published cases pain fell after a mean of 8 days, range 1 to 28 (Guichard et al. 2022).
"""

import numpy as np

from app.clinical.events import DOSE_CHANGE_BY_PRESCRIBER
from app.trends.arrays import Floats
from app.validation.doses import NOTED_SHARE, change_dose_level
from app.validation.life import Life, burst

BETTER_AFTER_DAYS = (2, 14)
WITHDRAWAL_DAYS = (3, 10)
WITHDRAWAL_POINTS = (0.0, 2.0)


def treat(life: Life, at: int) -> None:
    """Change the opioid, stop it or cut the dose from a day on."""
    kind = life.rng.choice(["rotation", "stop", "cut"])
    if kind == "rotation":
        life.changed_to_other = at
        life.steps[at:] *= life.uniform(0.5, 1.0)
        if life.happens(NOTED_SHARE):
            life.log(at, DOSE_CHANGE_BY_PRESCRIBER)
        return
    if kind == "cut":
        change_dose_level(life, at, life.uniform(0.35, 0.75))
    else:
        days = int(life.uniform(3, 8))
        for step in range(3):
            change_dose_level(life, at + step * days, life.uniform(0.4, 0.6))
        life.stopped[at + 3 * days :] = True
    withdrawal = burst(life, at, life.uniform(*WITHDRAWAL_DAYS), life.uniform(*WITHDRAWAL_POINTS))
    life.pain = life.pain + withdrawal
    life.diffuse = life.diffuse + withdrawal


def left_after(life: Life, at: int) -> Floats:
    """Return how much is left of what the opioid did, once a treatment helps (n)."""
    since = np.maximum(0.0, life.day - at)
    left: Floats = np.exp(-since / life.uniform(*BETTER_AFTER_DAYS))
    return left
