"""How the amount of opioid changes in the simulated worlds."""

import numpy as np

from app.clinical.events import DOSE_CHANGE_BY_PRESCRIBER
from app.validation.life import Life

NOTED_SHARE = 0.75
# A calendar-driven plan: every two to four weeks a little more.
CALENDAR_FIRST = (7, 20)
CALENDAR_GAP = (14, 29)
CALENDAR_FACTOR = (1.05, 1.15)


def step_up(
    life: Life,
    *,
    first: float,
    gap: tuple[float, float],
    factor: tuple[float, float],
    relief: tuple[float, float],
    fades: tuple[float, float],
) -> list[int]:
    """Raise the dose in steps, each with relief that fades; return the days of the steps.

    Where the world raises doses by the calendar, first, gap and factor are the calendar's.
    """
    if life.world.calendar_steps:
        first, gap, factor = life.uniform(*CALENDAR_FIRST), CALENDAR_GAP, CALENDAR_FACTOR
    helps, days = life.uniform(*relief), life.uniform(*fades)
    made = life.scatter(first, gap)
    for at in made:
        change(life, at, life.uniform(*factor), helps=helps, fades=days)
    return made


def change(life: Life, at: int, factor: float, *, helps: float = 0.0, fades: float = 8.0) -> None:
    """Change the dose on a day; `helps` points off the pain per step of 30 %, fading."""
    if not 0 <= at < life.days:
        return
    life.steps[at:] *= factor
    if life.happens(NOTED_SHARE):
        life.log(at, DOSE_CHANGE_BY_PRESCRIBER)
    since = np.maximum(0.0, life.day - at)
    size = helps * np.log(factor) / np.log(1.3)
    life.relief -= np.where(life.day < at, 0.0, size * np.exp(-since / fades))
