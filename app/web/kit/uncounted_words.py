"""Words about opioids that cannot be counted: they go with every amount that leaves them out.

Where one of them was taken, an amount of the others alone is not the whole: no sentence may then
say that the amount did not change, or that it was nothing.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from types import MappingProxyType

from app.clinical import routes
from app.clinical.units import MCG_PER_HOUR, PATCH
from app.diary.as_taken import PIECES
from app.diary.day_words import day_words
from app.trends.figures.comparisons import SpanFigures, ThenNow, UncountedAmount
from app.trends.figures.series import DayRow
from app.web.kit.figure_words import mme_words

NOT_COUNTED = "not counted"
_NONE_LOGGED = "none logged"
# Of the day that is not over no amount is told.
_NOT_KNOWN_YET = "not known yet"
# More days from one dose to the next may be a stop; a week is the longest plan of many people.
DAYS_OF_A_STOP = 7
# By mouth and on the skin is what people expect; any other way is named.
_USUAL_ROUTES = frozenset({routes.ORAL, routes.TRANSDERMAL})
# What is worn is not counted by the day.
_WORN = MappingProxyType({MCG_PER_HOUR: MCG_PER_HOUR, PATCH: "patches"})


def day_amount_words(mme_per_day: float | None, *, has_more: bool, nothing: str) -> str:
    """Write the opioid amount of one day.

    >>> day_amount_words(7.5, has_more=True, nothing="–")
    '7.5 and more, not counted'
    >>> day_amount_words(None, has_more=True, nothing="–")
    'not counted'
    """
    if mme_per_day is None:
        return NOT_COUNTED if has_more else nothing
    return f"{mme_words(mme_per_day)}{f' and more, {NOT_COUNTED}' if has_more else ''}"


def and_more(*, has_more: bool) -> str:
    """Return what stands behind an amount that is not the whole; empty behind one that is.

    >>> f"15 to 15 MME{and_more(has_more=True)}"
    '15 to 15 MME, and more, not counted'
    """
    return f", and more, {NOT_COUNTED}" if has_more else ""


def may_have_stopped(last_taken: date, last_day: date) -> bool:
    """Tell whether the days since the last dose are more than between two of most plans."""
    return last_day - last_taken > timedelta(days=DAYS_OF_A_STOP)


def uncounted_names(rows: Iterable[DayRow]) -> tuple[str, ...]:
    """Return what was taken on these days and cannot be counted, each once, by name."""
    found = {(u.medication, u.route) for row in rows for u in row.uncounted}
    return tuple(_name(medication, route) for medication, route in sorted(found))


def uncounted_words(rows: Sequence[DayRow], both: ThenNow | None) -> str:
    """Write how much of each was taken, then and now; empty where all of these days is counted.

    Amounts are in the medicine's own unit: there is no agreed figure to add them up with. Where
    the days are not compared, only names stand.
    """
    compared = _then_and_now(both) if both is not None else ""
    return compared or ", ".join(uncounted_names(rows))


def _then_and_now(both: ThenNow) -> str:
    then, now = _by_product(both.then), _by_product(both.now)
    keys = sorted({*then, *now})
    return "; ".join(_change(then.get(key), now.get(key), both.now.last) for key in keys)


def _by_product(figures: SpanFigures) -> dict[tuple[str, str, str], UncountedAmount]:
    return {(u.medication, u.route, u.unit): u for u in figures.uncounted}


def _change(then: UncountedAmount | None, now: UncountedAmount | None, last_day: date) -> str:
    one = now or then
    if one is None:
        return ""
    name = _name(one.medication, one.route)
    if then is None or now is None:
        before, lately = (_amount(side) if side else _NONE_LOGGED for side in (then, now))
        return f"{name} {before} → {lately}"
    if then.usual is None or now.usual is None:
        return f"{name} {_amount(then)} → {_amount(now)}"
    words = f"{name} {mme_words(then.usual)} → {_amount(now)}"
    # The amount is of the days on which it was taken: it says nothing of a stop.
    if not may_have_stopped(one.last_taken, last_day):
        return words
    return f"{words} ({_NONE_LOGGED} since {day_words(one.last_taken)})"


def _amount(one: UncountedAmount) -> str:
    return _NOT_KNOWN_YET if one.usual is None else f"{mme_words(one.usual)} {_per_day(one)}"


def _per_day(one: UncountedAmount) -> str:
    if one.route == routes.TRANSDERMAL and one.unit in _WORN:
        return _WORN[one.unit]
    return f"{PIECES.get(one.unit, one.unit)} a day"


def _name(medication: str, route: str) -> str:
    return medication if route in _USUAL_ROUTES else f"{medication} ({route})"
