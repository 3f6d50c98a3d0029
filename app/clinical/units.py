"""Units fitted to the medicine, and sentences for an amount or unit that does not fit.

The limits of amounts only catch typing slips and broken files. They are our own, far outside any
amount that a person takes, and say nothing about what is safe.
"""

import math
import re
from decimal import Decimal
from types import MappingProxyType

from app.clinical import routes
from app.clinical.spelling import without_accents
from app.clinical.substances import Form, Substance
from app.clinical.unit_names import UNIT_OF_WRITTEN

MG = "mg"
MCG = "mcg"
MCG_PER_HOUR = "mcg/h"
GRAM = "g"
ML = "mL"
PATCH = "patch"

UNIT_NAMES = MappingProxyType(
    {
        MG: "milligrams (mg)",
        MCG: "micrograms (mcg)",
        MCG_PER_HOUR: "micrograms an hour (mcg/h)",
        GRAM: "grams (g)",
        ML: "milliliters (mL)",
        "tablet": "tablets",
        "capsule": "capsules",
        PATCH: "patches",
        "drop": "drops",
        "spray": "sprays",
        "film": "films",
        "suppository": "suppositories",
    }
)
_LOWEST_AMOUNT = 0.001
_TENTH = 0.1
_HIGHEST_COUNT = 1_000.0
_HIGHEST_AMOUNT = MappingProxyType(
    {MG: 20_000.0, MCG: 20_000.0, MCG_PER_HOUR: 2_000.0, GRAM: 200.0, ML: 1_000.0}
)

# So much of the next smaller one: 1 g is 1,000 mg, 1 mg is 1,000 mcg.
_MCG_IN = MappingProxyType({MCG: Decimal(1), MG: Decimal(1_000), GRAM: Decimal(1_000_000)})
# United States Pharmacopeia, chapter 1221, Teaspoon: 5 mL, a tablespoonful 15 mL
# (http://www.pharmacopeia.cn/v29240/usp29nf24s0_c1221.html). Elsewhere, as in Australia, spoons of
# the kitchen hold more: what it comes to is shown before it is saved.
_SPOONS = MappingProxyType(
    dict.fromkeys(("tsp", "tsps", "teaspoon", "teaspoons", "teaspoonful"), Decimal(5))
    | dict.fromkeys(("tbsp", "tbsps", "tbs", "tablespoon", "tablespoons"), Decimal(15))
    | {"teaspoonfuls": Decimal(5), "tablespoonful": Decimal(15), "tablespoonfuls": Decimal(15)}
)

_BRITISH = re.compile(r"lit(?:re)")


class UnitMismatch(ValueError):  # noqa: N818 - it names what is wrong, as a person would
    """The unit or amount does not fit the medicine; the message is a sentence for people."""


def find_unit(written: str) -> str | None:
    """Return the unit code for what a person or a file wrote, or None.

    >>> find_unit(" MG "), find_unit("µg/h"), find_unit("Comprimés"), find_unit("spoon")
    ('mg', 'mcg/h', 'tablet', None)
    """
    # casefold() also turns the micro sign into the Greek letter that looks like it.
    code = without_accents("".join(written.casefold().split())).rstrip(".")
    code = _BRITISH.sub("liter", code)
    code = UNIT_OF_WRITTEN.get(code, code)
    return code if code in UNIT_NAMES else None


def ml_in_spoon(written: str) -> Decimal | None:
    """Return how many mL a spoon holds, by its name; None for anything else.

    >>> ml_in_spoon("tsp."), ml_in_spoon("Tablespoons"), ml_in_spoon("spoon")
    (Decimal('5'), Decimal('15'), None)
    """
    return _SPOONS.get(written.casefold().strip(" ."))


def is_weight(unit: str | None) -> bool:
    """Tell whether a unit is one of g, mg and mcg, which turn into each other."""
    return unit in _MCG_IN


def in_weight(amount: Decimal, unit: str, wanted: str) -> Decimal:
    """Return a weight in another unit of weight.

    >>> in_weight(Decimal("0.5"), "g", "mg"), in_weight(Decimal(200), "mcg", "mg")
    (Decimal('500.0'), Decimal('0.2'))
    """
    return amount * _MCG_IN[unit] / _MCG_IN[wanted]


def units_for(substance: Substance | None, route: str, form: Form | None = None) -> tuple[str, ...]:
    """Return the units to choose from, the usual one first.

    A substance of the catalogue has few. A person's own medicine may have any that its route
    allows, but a patch is never in mg and only a patch is in mcg/h.

    Args:
        substance: None for a person's own medicine.
        route: a code of `app.clinical.routes`.
        form: what the person holds in their hand, where that is known.
    """
    if route == routes.TRANSDERMAL:
        return _transdermal_units(substance)
    if form is Form.PATCH:
        return (PATCH,)
    if substance is None:
        return tuple(unit for unit in UNIT_NAMES if unit != MCG_PER_HOUR)
    if route == routes.ORAL:
        return (MG,) if substance.is_opioid else (MG, GRAM)
    sold_in = [product.unit for product in substance.products if product.route == route]
    either = (GRAM, MG) if route == routes.TOPICAL else (MG, MCG)
    return tuple(dict.fromkeys([*sold_in, *either]))


def _transdermal_units(substance: Substance | None) -> tuple[str, ...]:
    if substance is None:
        return (MCG_PER_HOUR, PATCH)
    return (MCG_PER_HOUR,) if substance.is_opioid else (PATCH,)


def check_unit(substance: Substance | None, route: str, form: Form | None, unit: str) -> None:
    """Accept a unit that fits; refuse any other with a sentence that says what to do.

    Raises:
        UnitMismatch: the unit does not fit the medicine.
    """
    fitting = units_for(substance, route, form)
    if unit in fitting:
        return
    if fitting[0] == MCG_PER_HOUR:
        raise UnitMismatch(
            "Patch strength is in mcg/h. You can find the number on the patch and its box."
        )
    if unit == MCG_PER_HOUR:
        raise UnitMismatch(
            f"Only patches are in mcg/h. Enter the amount in {_either(fitting)}, as on the box."
        )
    raise UnitMismatch(f"Enter the amount in {_either(fitting)}.")


def check_unit_in_file(substance: Substance | None, route: str, unit: str) -> None:
    """Accept a unit that fits the medicine, or a medicine of the person's own under that name.

    People keep medicines of their own in tablets or millilitres, under names that the catalogue
    knows or comes to know later. Such an amount has no factor, so it is "not counted"; refusing it
    would keep a whole diary from being read.

    Raises:
        UnitMismatch: no medicine that is taken so has the unit.
    """
    if unit not in units_for(None, route):
        check_unit(substance, route, None, unit)


def check_amount(unit: str, amount: float) -> None:
    """Accept a plausible amount; refuse any other with a sentence that says what to do.

    Args:
        unit: a code of this module.
        amount: in `unit`.

    Raises:
        UnitMismatch: the amount is not a number, or far outside what anybody takes.
    """
    if not math.isfinite(amount) or amount < _LOWEST_AMOUNT:
        raise UnitMismatch("Enter an amount above 0.")
    highest = _HIGHEST_AMOUNT.get(unit, _HIGHEST_COUNT)
    if amount > highest:
        raise UnitMismatch(f"Check the amount. It can be at most {highest:,.0f} {unit}.")


def to_a_tenth(amount: float) -> float:
    """Round an amount to a tenth, and one below that to two digits: something is never nothing.

    >>> to_a_tenth(7.54), to_a_tenth(0.024), to_a_tenth(0)
    (7.5, 0.024, 0.0)
    """
    return round(float(amount), 1) if amount >= _TENTH else float(f"{amount:.2g}")


def _either(units: tuple[str, ...]) -> str:
    return units[0] if len(units) == 1 else f"{', '.join(units[:-1])} or {units[-1]}"
