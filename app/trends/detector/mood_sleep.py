"""Low mood and poor sleep as other explanations: what was rated before the change and since.

Pain, touch and places are all rated higher in low times and after bad nights; how much pain varies
goes with depression (Schneider et al. 2012, PMC3307888). Both are asked and shown, and neither adds
or takes points: nobody has measured how many.
"""

from collections.abc import Iterable
from types import MappingProxyType

import numpy as np

from app.diary.diary import DayEntry
from app.diary.scores import MOOD, SLEEP
from app.trends.detector.assessment import Explanation, ExplanationCode
from app.trends.detector.evidence import Look
from app.trends.detector.explanations import CLEAR_RISE_POINTS, finding
from app.trends.detector.signals import MIN_DAYS

# Which score, and the facts that speak for each explanation and against it.
RATED = MappingProxyType(
    {
        ExplanationCode.LOW_MOOD: (MOOD.code, "mood_lower", "mood_not_lower"),
        ExplanationCode.POOR_SLEEP: (SLEEP.code, "sleep_lower", "sleep_not_lower"),
    }
)


def mood_and_sleep(look: Look, entries: Iterable[DayEntry]) -> tuple[Explanation, ...]:
    """Return what mood and sleep speak for, by the days that most lines compare.

    Args:
        look: the look at the diary.
        entries: its days up to the look, in any order.
    """
    rated = [
        ((entry.for_date - look.course.signals.first_day).days, entry.further)
        for entry in entries
        if entry.further
    ]
    made = []
    for code, (score, lower, not_lower) in RATED.items():
        given = [(day, further[score]) for day, further in rated if score in further]
        before = [rating for day, rating in given if look.first <= day < look.cut]
        after = [rating for day, rating in given if look.cut <= day <= look.today]
        if min(len(before), len(after)) < MIN_DAYS:
            made.append(Explanation(code))
            continue
        earlier, later = float(np.mean(before)), float(np.mean(after))
        # High is the good end of both.
        is_lower = earlier - later >= CLEAR_RISE_POINTS
        fact = finding(lower if is_lower else not_lower, before=earlier, after=later)
        supports, against = ((fact,), ()) if is_lower else ((), (fact,))
        made.append(Explanation(code, supports, against))
    return tuple(made)
