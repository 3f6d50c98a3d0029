"""Figures in words, the same on every page."""

from app.trends.figures.intervals import Interval

MINUS = "\N{MINUS SIGN}"


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
    """Write a daily amount: whole numbers, and tenths only below ten.

    >>> mme_words(60.0), mme_words(112.4), mme_words(7.5)
    ('60', '112', '7.5')
    """
    return f"{round(mme_per_day, 1):g}" if mme_per_day < 10 else f"{mme_per_day:,.0f}"


def count_words(number: int, one: str, many: str = "") -> str:
    """Write a number with its noun.

    >>> count_words(1, "day"), count_words(3, "day"), count_words(2, "entry", "entries")
    ('1 day', '3 days', '2 entries')
    """
    return f"{number} {one if number == 1 else many or one + 's'}"
