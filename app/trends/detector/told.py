"""What was told of the time before the diary ("My story so far"), and whether the diary agrees.

What began before the first entry cannot be compared with any logged day. So it counts as told, and
only while the diary itself shows the picture: pain, in many places or from light touch, on a dose
that is high or went up without relief. All of it is our own judgement.
"""

from collections.abc import Mapping

import numpy as np

from app.clinical.story import NO, YES
from app.trends.arrays import Bools, Floats
from app.trends.detector.signals import Signals, running
from app.trends.figures.spans import FOUR_WEEKS_DAYS

# Fewer logged days of the last four weeks agree with nothing.
MIN_AGREE_DAYS = 10
PAIN_POINTS = 4.0
# Widespread by the count of the 2016 criteria (Wolfe et al. 2016, Semin Arthritis Rheum 46:319).
WIDESPREAD_PLACES = 7.0
SORE_TOUCH_POINTS = 3.0
# Half the way from what counts as a low amount to a high one, 77 mg a day.
HIGH_SHARE = 0.5
# The amount went up by a fifth or more (the step of Hayes et al. 2020), and pain is no lower.
RAISED = float(np.log(1.2))


def tells_of_it(story: Mapping[str, str]) -> bool:
    """Tell whether pain grew since opioids, and spread or touch hurts, with nothing to explain it.

    >>> tells_of_it({"pain": "more", "touch": "yes"}), tells_of_it({"pain": "more"})
    (True, False)
    """
    grew = story.get("pain") == "more" and YES in {story.get("places"), story.get("touch")}
    return grew and story.get("found", NO) != YES and story.get("dose") != "helped"


def told_before(signals: Signals, features: Mapping[str, Floats]) -> Floats:
    """Return 1 on days on which what was told and the diary of four weeks agree, else 0 (n)."""
    if not tells_of_it(signals.story):
        return np.zeros(signals.days)
    marked = np.where(signals.has_areas, signals.areas.sum(axis=1), np.nan)
    widespread = _at_least(marked, WIDESPREAD_PLACES)
    picture = widespread | _at_least(signals.touch, SORE_TOUCH_POINTS)
    dose = features["dose_high_or_up"] >= HIGH_SHARE
    dose |= features["dose_up_no_relief"] >= RAISED
    agrees = _at_least(signals.pain, PAIN_POINTS) & picture & dose
    return agrees.astype(np.float64)


def _at_least(values: Floats, limit: float) -> Bools:
    """Tell on which days the mean of the last four weeks reaches a limit (n)."""
    mean, logged = running(values).of_last(FOUR_WEEKS_DAYS)
    reached: Bools = (logged >= MIN_AGREE_DAYS) & (mean >= limit)
    return reached
