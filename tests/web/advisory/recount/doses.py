"""Days on which the dose changed, found again in the table by the rules that the page tells."""

from datetime import date
from statistics import median

from tests.web.advisory.recount.sheet import Sheet

DOSE = "Opioid, mg"
CHANGED = "My prescriber changed a dose"
# A level is known by so many days before, and where another change is as near by half of them.
LEVEL_DAYS, NEW_LEVEL_DAYS = 14, 7
# The smallest plans change by five in a hundred; less is no other amount.
SMALLEST_SHARE = 0.03


def _change(sheet: Sheet, day: date) -> float:
    """Share by which the usual amount of a day changed on that day; 0 where it is not known."""
    before = sheet.figures(DOSE, sheet.around(day, -LEVEL_DAYS, 0))
    after = sheet.figures(DOSE, sheet.around(day, 0, LEVEL_DAYS))
    if min(len(before), len(after)) < NEW_LEVEL_DAYS:
        return 0.0
    return median(after) / median(before) - 1


def _is_new(sheet: Sheet, day: date) -> bool:
    """Tell whether the new amount began on that day, or was noted on it."""
    if sheet.noted([day], CHANGED):
        return True
    usual = median(sheet.figures(DOSE, sheet.around(day, -LEVEL_DAYS, 0)))
    first, last = (sheet.figures(DOSE, sheet.around(day, at, at + 1)) for at in (0, -1))
    return bool(first) and (not last or abs(first[0] - usual) > abs(last[0] - usual))


def rose(sheet: Sheet, day: date) -> bool:
    """Tell whether the usual amount went up on that day."""
    return _change(sheet, day) > SMALLEST_SHARE and _is_new(sheet, day)


def fell(sheet: Sheet, day: date) -> bool:
    """Tell whether it came down."""
    return _change(sheet, day) < -SMALLEST_SHARE and _is_new(sheet, day)


def changed(sheet: Sheet, day: date) -> bool:
    """Tell whether the dose changed on that day, as noted or as recorded."""
    return bool(sheet.noted([day], CHANGED)) or rose(sheet, day) or fell(sheet, day)
