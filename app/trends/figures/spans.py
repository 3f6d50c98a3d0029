"""Lengths of time that figures, detector, pages and documents share: each has its name here.

A length that only one rule uses stands beside that rule. What a page prints of any of them is
written by `app.web.kit.length_words`, never by hand.
"""

from datetime import date, timedelta

TWO_WEEKS_DAYS = 14
FOUR_WEEKS_DAYS = 28
THREE_MONTHS_DAYS = 90
HALF_YEAR_DAYS = 182
# Pain around a change of dose: two weeks before it, two weeks after it, and the third to fifth
# week, when a higher dose has settled. The day of the change belongs to neither side.
BEFORE_CHANGE_DAYS = TWO_WEEKS_DAYS
SOON_AFTER_CHANGE_DAYS = TWO_WEEKS_DAYS
LATE_AFTER_CHANGE_DAYS = 35
# Early withdrawal hides what a lower dose does: a fast cut lowered tolerance of pain in proportion
# to the cut, a slow taper raised it over weeks (Compton et al. 2009 and the pilot, PMC2751584).
SETTLING_DAYS = TWO_WEEKS_DAYS


def first_of_last(days: int, last: date) -> date:
    """Return the first of so many days that end with `last`.

    >>> first_of_last(TWO_WEEKS_DAYS, date(2026, 3, 14))
    datetime.date(2026, 3, 1)
    """
    return last - timedelta(days=days - 1)
