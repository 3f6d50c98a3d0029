"""From which day on the diary knows of an opioid: before it, no level speaks of one.

An advisory about opioids in a diary without any would be false, whatever pain does. A medicine
that nobody knows may be one, so it counts here; a medicine known to be none does not.
"""

import numpy as np

from app.trends.detector.signals import Signals


def opioid_known_from(signals: Signals) -> int | None:
    """Return the index of the first day on which an opioid is written down or told.

    Told is the start of opioid treatment; before the diary it is day 0. None where there is no
    opioid at all. A later record never changes an earlier look.
    """
    recorded = [int(np.min(p.days)) for p in signals.products if p.may_be_opioid]
    if signals.opioid_start is not None:
        recorded.append(max(signals.opioid_start, 0))
    first = min(recorded, default=signals.days)
    return first if first < signals.days else None
