"""Figures in words, the same on every page."""

from fractions import Fraction

from app.clinical.units import to_a_tenth
from app.diary.completeness import Completeness
from app.trends.figures.intervals import Interval
from app.trends.figures.spans import (
    HALF_YEAR_DAYS,
    LATE_AFTER_CHANGE_DAYS,
    SOON_AFTER_CHANGE_DAYS,
)

MINUS = "\N{MINUS SIGN}"
_TO_TWELVE = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)


def mean_words(mean: float) -> str:
    """Write a mean of scores, to a tenth.

    >>> mean_words(5.04), mean_words(7)
    ('5.0', '7.0')
    """
    return f"{mean:.1f}"


def change_words(change: float) -> str:
    """Write a difference of means with its sign.

    >>> change_words(2.26), change_words(-0.5), change_words(0.01)
    ('+2.3', '−0.5', '0.0')
    """
    rounded = round(change, 1)
    if rounded == 0:
        return "0.0"
    return f"{'+' if rounded > 0 else MINUS}{abs(rounded):.1f}"


def interval_words(interval: Interval) -> str:
    """Write the ends of a 95 % interval of a difference.

    >>> interval_words(Interval(2.0, -0.4, 4.4))
    '−0.4 to +4.4'
    """
    return f"{change_words(interval.low)} to {change_words(interval.high)}"


def mme_words(mme_per_day: float) -> str:
    """Write a daily amount: whole numbers, tenths only below ten, and more only below a tenth.

    >>> mme_words(60.0), mme_words(112.4), mme_words(7.5), mme_words(0.024)
    ('60', '112', '7.5', '0.024')
    """
    return f"{to_a_tenth(mme_per_day):g}" if mme_per_day < 10 else f"{mme_per_day:,.0f}"


def count_words(number: int, one: str, many: str = "") -> str:
    """Write a number with its noun.

    >>> count_words(1, "day"), count_words(3, "day"), count_words(2, "entry", "entries")
    ('1 day', '3 days', '2 entries')
    """
    return f"{number} {one if number == 1 else many or one + 's'}"


def logged_words(completeness: Completeness) -> str:
    """Say on how many days there is a pain score, from the first entry on.

    >>> logged_words(Completeness(30, 26)), logged_words(Completeness(0, 0))
    ('26 of 30 days logged', 'Nothing is logged')
    """
    if not completeness.days:
        return "Nothing is logged"
    return f"{completeness.days_logged} of {count_words(completeness.days, 'day')} logged"


def number_words(number: int) -> str:
    """Write a small whole number as a word, a larger one in digits.

    >>> number_words(3), number_words(24)
    ('three', '24')
    """
    return _TO_TWELVE[number] if number < len(_TO_TWELVE) else str(number)


def length_words(days: int) -> str:
    """Write a length of time, in whole weeks where it has some.

    >>> length_words(14), length_words(10), length_words(168), length_words(HALF_YEAR_DAYS)
    ('two weeks', 'ten days', '24 weeks', 'half a year')
    """
    if days == HALF_YEAR_DAYS:
        return "half a year"
    weeks, rest = divmod(days, 7)
    return f"{number_words(days)} days" if rest or weeks < 2 else f"{number_words(weeks)} weeks"


def share_words(share: float) -> str:
    """Write a share of days as a simple fraction.

    >>> share_words(0.3), share_words(0.75)
    ('three in ten', 'three in four')
    """
    simple = Fraction(share).limit_denominator(10)
    return f"{number_words(simple.numerator)} in {number_words(simple.denominator)}"


# The third to the fifth week after a change.
LATE_WORDS = (
    f"{number_words(SOON_AFTER_CHANGE_DAYS // 7)} to {length_words(LATE_AFTER_CHANGE_DAYS)}"
)
LATE_AFTER_WORDS = f"{LATE_WORDS} later"
