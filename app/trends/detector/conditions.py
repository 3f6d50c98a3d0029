"""What must hold before a card can come up at all, whatever the points say.

Each is a sentence that a patient understands: pain went up, or stayed although the dose was raised
for it; enough days are logged; the opioid was not changed, cut or stopped lately.
"""

from enum import StrEnum

import numpy as np

from app.trends.arrays import Bools, Floats
from app.trends.detector.treatment import Treatment

# Pain rose beyond chance and drift (one-sided, 5 %), against the before of the split or against
# the first weeks; and against neither by less than one standard error, since each alone is too
# often up by chance.
PAIN_ROSE_Z = 1.64
PAIN_AGREES_Z = 1.0
PAIN_ROSE_POINTS = 0.7
# The dose was raised by a tenth or more, and pain was no lower two to five weeks after the raise.
DOSE_RAISED = float(np.log(1.1))
ENOUGH_DAYS = 21


class ConditionCode(StrEnum):
    """The conditions, in the order in which they are told."""

    PAIN = "pain_rose_or_stayed"
    DAYS = "enough_days"
    TREATMENT = "treatment_unchanged"


def find_conditions(
    features: dict[str, Floats], days_logged: Floats, treatment: Treatment
) -> dict[ConditionCode, Bools]:
    """Tell for each day which conditions hold (n each).

    Args:
        features: every observation per day.
        days_logged: days with a pain score up to and including each day (n).
        treatment: what is known of changes of treatment.
    """
    split, start = features["pain_up"], features["pain_from_start"]
    rose = (np.maximum(split, start) >= PAIN_ROSE_Z) & (split >= PAIN_AGREES_Z)
    # Exactly zero stands where the first weeks are not over yet.
    rose &= (start >= PAIN_AGREES_Z) | (start == 0)
    rose &= features["pain_lately"] >= PAIN_ROSE_POINTS
    stayed = (features["dose_up_no_relief"] >= DOSE_RAISED) & (features["pain_after_steps"] > 0)
    return {
        ConditionCode.PAIN: rose | stayed,
        ConditionCode.DAYS: days_logged >= ENOUGH_DAYS,
        ConditionCode.TREATMENT: ~treatment.is_new() & ~treatment.is_open,
    }
