"""How the amount of opioid changes in the simulated worlds."""

import numpy as np

from app.clinical.events import DOSE_CHANGE_BY_PRESCRIBER
from app.validation.life import Life
from app.validation.worlds import Range

NOTED_SHARE = 0.75
# A calendar-driven plan: every two to four weeks a little more.
CALENDAR_FIRST = (7, 20)
CALENDAR_GAP = (14, 29)
CALENDAR_FACTOR = (1.05, 1.15)
# A plan that follows pain: at a visit every three to eight weeks the provider asks about the last
# two, and raises the dose while pain is that many points above the first three weeks.
VISIT_GAP = (21, 60)
LATELY_DAYS = 14
USUAL_PAIN_DAYS = 21
BEARABLE_POINTS = (0.5, 1.2)


def step_up(
    life: Life, *, first: float, gap: Range, factor: Range, relief: Range, fades: Range
) -> list[int]:
    """Raise the dose in steps, each with relief that fades; return the days of the steps.

    Where the world raises doses by the calendar, that is done instead.
    """
    if life.by_calendar:
        return _step_by_calendar(life, relief, fades)
    return _make_steps(life, first=first, gap=gap, factor=factor, relief=relief, fades=fades)


def _step_by_calendar(life: Life, relief: Range, fades: Range) -> list[int]:
    return _make_steps(
        life,
        first=life.uniform(*CALENDAR_FIRST),
        gap=CALENDAR_GAP,
        factor=CALENDAR_FACTOR,
        relief=relief,
        fades=fades,
    )


def _make_steps(
    life: Life, *, first: float, gap: Range, factor: Range, relief: Range, fades: Range
) -> list[int]:
    helps, days = life.uniform(*relief), life.uniform(*fades)
    made = life.scatter(first, gap)
    for at in made:
        change_dose_level(life, at, life.uniform(*factor), helps=helps, fades=days)
    return made


def raise_for_pain(life: Life, *, factor: Range, relief: Range, fades: Range) -> None:
    """Raise the dose at visits to the provider while pain is clearly above what it was at first.

    Where the world raises doses by the calendar, that is done instead.
    """
    if life.by_calendar:
        _step_by_calendar(life, relief, fades)
        return
    helps, days = life.uniform(*relief), life.uniform(*fades)
    usual = life.pain[:USUAL_PAIN_DAYS].mean()
    bearable = life.uniform(*BEARABLE_POINTS)
    for visit in life.scatter(life.uniform(*VISIT_GAP), VISIT_GAP):
        lately = slice(max(visit - LATELY_DAYS, 0), visit)
        if (life.pain + life.relief)[lately].mean() > usual + bearable:
            change_dose_level(life, visit, life.uniform(*factor), helps=helps, fades=days)


def change_dose_level(
    life: Life, at: int, factor: float, *, helps: float = 0.0, fades: float = 8.0
) -> None:
    """Change the dose on a day; `helps` points off the pain per step of 30 %, fading."""
    if not 0 <= at < life.days:
        return
    life.steps[at:] *= factor
    if life.happens(NOTED_SHARE):
        life.log(at, DOSE_CHANGE_BY_PRESCRIBER)
    since = np.maximum(0.0, life.day - at)
    size = helps * np.log(factor) / np.log(1.3)
    life.relief -= np.where(life.day < at, 0.0, size * np.exp(-since / fades))


def by_any_policy(life: Life) -> None:
    """Give somebody to whom nothing in particular happens a dose by any policy, high or low."""
    life.mme_per_day = float(life.rng.lognormal(np.log(70), 0.7))
    policy = life.rng.choice(["none", "pain", "calendar", "as needed"], p=[0.35, 0.3, 0.2, 0.15])
    if policy == "as needed":
        life.follows_pain = life.uniform(0.05, 0.25)
    if policy in {"pain", "calendar"}:
        life.by_calendar = policy == "calendar"
        raise_for_pain(life, factor=(1.12, 1.5), relief=(0.2, 1.0), fades=(5, 40))
