"""Words about opioids that cannot be counted: they go with every amount that leaves them out.

Where one of them was taken, an amount of the others alone is not the whole: no sentence may then
say that the amount did not change, or that it was nothing.
"""

from collections.abc import Iterable, Sequence
from types import MappingProxyType

from app.clinical import routes
from app.clinical.units import MCG_PER_HOUR, PATCH
from app.diary.as_taken import PIECES
from app.trends.figures.comparisons import ThenNow, UncountedMean
from app.trends.figures.series import DayRow
from app.web.kit.figure_words import mme_words

NOT_COUNTED = "not counted"
_NONE_LOGGED = "none logged"
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
    then, now = both.then.uncounted, both.now.uncounted
    keys = dict.fromkeys((u.medication, u.route, u.unit) for u in (*then, *now))
    return "; ".join(_change(key, _mean(then, key), _mean(now, key)) for key in sorted(keys))


def _mean(means: Sequence[UncountedMean], key: tuple[str, str, str]) -> float | None:
    return next((u.mean for u in means if (u.medication, u.route, u.unit) == key), None)


def _change(key: tuple[str, str, str], then: float | None, now: float | None) -> str:
    medication, route, unit = key
    is_worn = route == routes.TRANSDERMAL
    per_day = _WORN[unit] if is_worn and unit in _WORN else f"{PIECES.get(unit, unit)} a day"
    if then is None or now is None:
        amount = f"{mme_words(then or now or 0.0)} {per_day}"
        words = f"{_NONE_LOGGED} → {amount}" if then is None else f"{amount} → {_NONE_LOGGED}"
    else:
        words = f"{mme_words(then)} → {mme_words(now)} {per_day}"
    return f"{_name(medication, route)} {words}"


def _name(medication: str, route: str) -> str:
    return medication if route in _USUAL_ROUTES else f"{medication} ({route})"
