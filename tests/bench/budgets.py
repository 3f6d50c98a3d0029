"""What a request may cost: CPU of the server, on one core that is not busy with anything else.

Of SQL statements `tests/test_statements.py` keeps the budget of each route.
"""

from dataclasses import dataclass

# The loop in `measure.loop_ms` takes so long on the machine that the budgets are meant for. A
# slower one, or one whose clock is turned down, is given more time in proportion.
LOOP_MS = 4.0


@dataclass(frozen=True)
class Budgets:
    """Milliseconds of CPU for a diary of one size.

    Attributes:
        again: any page that was seen already.
        today_after: Today, the first time after a save.
        after: any other page, the first time after a save.
        save: sending a check-in.
    """

    again: float
    today_after: float
    after: float
    save: float


YEAR = Budgets(again=5, today_after=15, after=20, save=10)
TEN_YEARS = Budgets(again=8, today_after=25, after=30, save=12)
# From ten people to ten thousand, a page seen again may cost so much more.
GROWTH = 1.3
