"""What must hold before a card can come up at all, whatever the points say.

Each is a sentence that a patient understands: pain went up clearly, or it went up a little (or
stayed bad although the dose was raised) and light touch came to hurt more; enough days are logged;
the opioid was not changed, cut or stopped lately.
"""

from enum import StrEnum

import numpy as np

from app.trends.arrays import Bools, Floats
from app.trends.detector.treatment import Treatment

# What rose clearly: its 95 % interval lies above zero, as wide as it is shown for a split that was
# searched for (1.96 times `evidence.SEARCHED_FACTOR`). With less, one in twenty who only came to
# mark more places got a card, since touch and pain are up by chance somewhere in every long diary.
ROSE_CLEARLY_Z = 2.74
# Pain rose clearly against the before of the split or the first weeks, and against neither by much
# less; and by a point at least lately.
PAIN_CLEAR_FROM_START_Z, PAIN_CLEAR_POINTS = 1.28, 1.0
# Where light touch came to hurt clearly more, less of a rise of pain will do.
PAIN_ROSE_Z, PAIN_AGREES_Z, PAIN_ROSE_POINTS = 1.28, 1.0, 0.7
# The dose was raised by a tenth or more, pain was no lower two to five weeks after the raise, and
# is bad: a raise that changes little is the usual one (Hayes et al. 2020), and says nothing where
# pain can be borne. Six of ten is our own judgement.
DOSE_RAISED = float(np.log(1.1))
BAD_POINTS = 6.0
ENOUGH_DAYS = 21


class ConditionCode(StrEnum):
    """The conditions, in the order in which they are told."""

    PAIN = "pain_rose_or_stayed"
    DAYS = "enough_days"
    TREATMENT = "treatment_unchanged"


def find_conditions(
    features: dict[str, Floats], days_logged: Floats, treatment: Treatment, is_fresh: Bools
) -> dict[ConditionCode, Bools]:
    """Tell for each day which conditions hold (n each).

    Args:
        features: every observation per day.
        days_logged: days with a pain score up to and including each day (n).
        treatment: what is known of changes of treatment.
        is_fresh: looks at which the dose came down lately, or may have (n).
    """
    touch = np.maximum(features["touch_up"], features["touch_from_start"]) >= ROSE_CLEARLY_Z
    clearly = _rose(features, ROSE_CLEARLY_Z, PAIN_CLEAR_FROM_START_Z, PAIN_CLEAR_POINTS)
    somewhat = _rose(features, PAIN_ROSE_Z, PAIN_AGREES_Z, PAIN_ROSE_POINTS)
    stayed = (features["dose_up_no_relief"] >= DOSE_RAISED) & (features["pain_after_steps"] > 0)
    stayed &= features["pain_now"] >= BAD_POINTS
    return {
        ConditionCode.PAIN: clearly | (touch & (somewhat | stayed)),
        ConditionCode.DAYS: days_logged >= ENOUGH_DAYS,
        ConditionCode.TREATMENT: ~treatment.is_new() & ~treatment.is_open & ~is_fresh,
    }


def _rose(features: dict[str, Floats], highest: float, from_start: float, points: float) -> Bools:
    """Tell on which days pain rose by these standard errors and points (n)."""
    split, start = features["pain_up"], features["pain_from_start"]
    rose = (np.maximum(split, start) >= highest) & (split >= PAIN_AGREES_Z)
    # Exactly zero stands where the first weeks are not over yet.
    rose &= (start >= from_start) | (start == 0)
    lately: Bools = features["pain_lately"] >= points
    return rose & lately
