"""Since when the main opioid has been the same one: the comparison of doses starts anew with it.

A rotation is noticed on the seventh recorded day in a row on another main opioid after seven on
the one before, and dates from the first of those days. So it never changes an earlier look.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby

import numpy as np
from numpy.typing import ArrayLike, NDArray

from app.clinical.medicines import find_substance

DAYS_IN_A_ROW = 7
# Less than the 0.0 of an opioid that has no factor.
_NOT_RECORDED = -1.0


def main_opioids(
    taken: Iterable[tuple[str, NDArray[np.intp] | list[int], ArrayLike]], day_count: int
) -> list[str]:
    """Name the substance that gives most of each day's amount; empty where none was recorded.

    Between equal amounts the last one in order of name is taken.

    Args:
        taken: of each opioid its name, the indices of the days on which it was recorded, and the
            MME of each of them, 0.0 where it has no factor.
        day_count: length of the answer.

    >>> opioids = [("oxycodone ER", [0, 1], [15.0, 15.0]), ("levorphanol", [1, 2], [0.0, 0.0])]
    >>> main_opioids(opioids, day_count=4)
    ['oxycodone', 'oxycodone', 'levorphanol', '']
    """
    amounts: dict[str, NDArray[np.float64]] = {}
    for medication, days, mme_per_day in taken:
        of_substance = amounts.setdefault(_substance(medication), np.full(day_count, _NOT_RECORDED))
        of_substance[days] = np.maximum(of_substance[days], 0.0) + mme_per_day
    if not amounts:
        return [""] * day_count
    names = sorted(amounts, reverse=True)
    of_names = np.stack([amounts[name] for name in names])
    main = np.where(of_names.max(axis=0) == _NOT_RECORDED, -1, of_names.argmax(axis=0))
    return list(map([*names, ""].__getitem__, main.tolist()))


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
    current = ""
    recorded = [day for day, main in enumerate(mains) if main]
    for main, run in groupby(recorded, key=mains.__getitem__):
        days = list(run)
        if main != current and len(days) >= DAYS_IN_A_ROW:
            if current:
                since[days[DAYS_IN_A_ROW - 1] :] = days[0]
            current = main
    return since
