"""What must hold before a card can come up."""

from collections.abc import Mapping

import numpy as np
import pytest

from app.trends.arrays import Floats
from app.trends.detector.conditions import (
    BAD_POINTS,
    ROSE_CLEARLY_Z,
    ConditionCode,
    find_conditions,
)
from app.trends.detector.evidence import SEARCHED_FACTOR
from app.trends.detector.treatment import Treatment

DAYS = 3
NOTHING = {
    "pain_up": 0.0,
    "pain_from_start": 0.0,
    "pain_lately": 0.0,
    "pain_now": 5.0,
    "touch_up": 0.0,
    "touch_from_start": 0.0,
    "dose_up_no_relief": 0.0,
    "pain_after_steps": 0.0,
}
PAIN_CLEAR = {"pain_up": ROSE_CLEARLY_Z, "pain_from_start": ROSE_CLEARLY_Z, "pain_lately": 1.0}
PAIN_SOME = {"pain_up": 1.3, "pain_from_start": 1.3, "pain_lately": 0.7}
TOUCH = {"touch_up": ROSE_CLEARLY_Z}
RAISED = {"dose_up_no_relief": 0.2, "pain_after_steps": 0.1}


def pain_holds(features: Mapping[str, float]) -> bool:
    daily: dict[str, Floats] = {
        name: np.full(DAYS, value) for name, value in (NOTHING | dict(features)).items()
    }
    zeros, never = np.zeros(DAYS, dtype=np.int64), np.zeros(DAYS, dtype=bool)
    treatment = Treatment(zeros, (), zeros, never)
    found = find_conditions(daily, np.full(DAYS, 30.0), treatment, never)
    return bool(found[ConditionCode.PAIN].all())


def test_what_rose_clearly_is_what_the_shown_interval_says() -> None:
    assert pytest.approx(1.96 * SEARCHED_FACTOR, abs=0.005) == ROSE_CLEARLY_Z


@pytest.mark.parametrize(
    "features",
    [PAIN_CLEAR, PAIN_SOME | TOUCH, RAISED | TOUCH | {"pain_now": BAD_POINTS}],
    ids=["clear pain", "some pain and touch", "bad pain stayed after a raise, and touch"],
)
def test_pain_opens_the_card(features: Mapping[str, float]) -> None:
    assert pain_holds(features)


@pytest.mark.parametrize(
    "features",
    [
        TOUCH,
        PAIN_SOME,
        PAIN_CLEAR | {"pain_up": 2.6, "pain_from_start": 2.6},
        PAIN_SOME | {"touch_up": 2.6},
        RAISED | TOUCH | {"pain_now": BAD_POINTS - 0.1},
        RAISED | {"pain_now": 9.0},
    ],
    ids=[
        "touch alone",
        "some pain alone",
        "pain, not clear",
        "touch, not clear",
        "a raise where pain can be borne",
        "a raise without touch",
    ],
)
def test_less_does_not_open_it(features: Mapping[str, float]) -> None:
    assert not pain_holds(features)
