"""Days on which the dose changed, found again in the table by the rules that the page tells."""

from collections.abc import Callable
from datetime import date
from math import log
from statistics import fmean

from tests.e2e.advisory_sheet import Sheet

DOSE = "Opioid, mg"
CHANGED = "My prescriber changed a dose"
# Two neighbours of a step may be as near to it as the step itself.
APART_DAYS = 6


def _ratio(sheet: Sheet, day: date, before: int, after: int) -> float:
    earlier = sheet.figures(DOSE, sheet.around(day, -before, 0))
    later = sheet.figures(DOSE, sheet.around(day, 0, after))
    return log(fmean(later) / fmean(earlier)) if earlier and later else 0.0


def _is_largest(sheet: Sheet, day: date, size: Callable[[date], float]) -> bool:
    near = sheet.around(day, -APART_DAYS, APART_DAYS + 1)
    return all(size(day) >= size(other) for other in near)


def rose_a_little(sheet: Sheet, day: date) -> bool:
    """Eight days against the ten before: clearly more, and nowhere near more clearly so."""

    def size(at: date) -> float:
        return _ratio(sheet, at, 10, 8)

    return size(day) > log(1.1) and _is_largest(sheet, day, size)


def rose(sheet: Sheet, day: date) -> bool:
    """Two weeks against the two before: a fifth more, or noted as a change."""

    def size(at: date) -> float:
        return _ratio(sheet, at, 14, 14)

    noted = bool(sheet.noted([day], CHANGED))
    return size(day) > (0 if noted else log(1.2)) and (noted or _is_largest(sheet, day, size))


def fell(sheet: Sheet, day: date) -> bool:
    """Two weeks against the two before: a fifth less, and nowhere near less still."""

    def size(at: date) -> float:
        return -_ratio(sheet, at, 14, 14)

    return size(day) > -log(0.81) and _is_largest(sheet, day, size)


def changed(sheet: Sheet, day: date) -> bool:
    """Tell whether the dose changed on that day, as noted or as recorded."""
    return bool(sheet.noted([day], CHANGED)) or rose_a_little(sheet, day)
