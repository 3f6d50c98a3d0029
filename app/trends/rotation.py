"""Since when the main opioid has been the same one: the comparison of doses starts anew with it.

A rotation is noticed on the seventh recorded day in a row on another main opioid after seven on
the one before, and dates from the first of those days. So it never changes an earlier look.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from app.clinical.medicines import find_substance
from app.trends.exposure import DailyDose

DAYS_IN_A_ROW = 7


def main_opioid(day: DailyDose) -> str:
    """Name the substance that gives most of a day's amount; empty where none was recorded."""
    if len(day.by_medication) == 1:
        return _substance(day.by_medication[0][0])
    by_substance: dict[str, float] = dict.fromkeys(map(_substance, day.not_counted), 0.0)
    for medication, mme in day.by_medication:
        name = _substance(medication)
        by_substance[name] = by_substance.get(name, 0.0) + mme
    return max(by_substance, key=lambda name: (by_substance[name], name), default="")


@cache
def _substance(medication: str) -> str:
    found = find_substance(medication)
    return found.code if found else medication


def same_opioid_since(mains: Sequence[str]) -> NDArray[np.int64]:
    """Return for each day the index since when the main opioid has been the same.

    >>> same_opioid_since(["oxycodone"] * 8 + ["morphine"] * 8)[[13, 14]].tolist()
    [0, 8]
    """
    since = np.zeros(len(mains), dtype=np.int64)
    if len(set(mains) - {""}) < 2:
        return since
    start, current = 0, ""
    run_name, run_first, run_length = "", 0, 0
    for index, main in enumerate(mains):
        if main and main != run_name:
            run_name, run_first, run_length = main, index, 0
        run_length += bool(main)
        if main and run_length == DAYS_IN_A_ROW and run_name != current:
            start, current = (run_first if current else 0), run_name
        since[index] = start
    return since
