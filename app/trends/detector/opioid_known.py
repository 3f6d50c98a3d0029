"""What the diary knows of opioids at all, and where its amounts are not the whole.

From a first day on it knows of an opioid: before that, no level speaks of one.

An advisory about opioids in a diary without any would be false, whatever pain does. A medicine
that nobody knows may be one, so it counts here; a medicine known to be none does not.
"""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from app.trends.detector.assessment import Criterion, CriterionCode, Verdict, Window
from app.trends.detector.signals import Signals

_ABOUT_AN_AMOUNT = frozenset({CriterionCode.DOSE_RISE, CriterionCode.DOSE_HIGH})


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


def mark_partial(criteria: Iterable[Criterion], signals: Signals) -> tuple[Criterion, ...]:
    """Mark the lines about an amount on whose days more was taken that cannot be counted.

    What is left out may have gone up: nothing of them speaks against the pattern.
    """
    days = [p.days for p in signals.products if p.may_be_opioid and not p.is_counted]
    uncounted = {int(day) for day in np.concatenate(days)} if days else set()
    return tuple(
        _partial(line)
        if line.code in _ABOUT_AN_AMOUNT and _indices(line, signals) & uncounted
        else line
        for line in criteria
    )


def _partial(line: Criterion) -> Criterion:
    is_against = line.verdict is Verdict.AGAINST
    marked = replace(line, is_partial=True, verdict=Verdict.UNCLEAR if is_against else line.verdict)
    # A difference of the part that counts says nothing of the whole: "0.0" would read as no change.
    return marked if line.before is None else replace(marked, estimate=None, low=None, high=None)


def _indices(line: Criterion, signals: Signals) -> set[int]:
    windows: list[Window] = [window for window in (line.before, line.after) if window]
    return {
        index
        for window in windows
        for index in range(
            (window.first - signals.first_day).days, (window.last - signals.first_day).days + 1
        )
    }
