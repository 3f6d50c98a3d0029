"""Whether a written amount can be one of a medicine, and how that is usually taken."""

from app.clinical import routes
from app.clinical.medicines import find_name, find_substance
from app.clinical.substances import Form
from app.clinical.units import (
    GRAM,
    MCG_PER_HOUR,
    MG,
    UnitMismatch,
    check_amount,
    check_unit,
    in_weight,
)
from app.interop.other_apps.numbers import WrittenAmount

_BY_MOUTH = (Form.TABLET.value, Form.CAPSULE.value)


def in_usual_weight(name: str, amount: WrittenAmount) -> WrittenAmount:
    """Return what is swallowed in mg, where it stands in grams; anything else as it is.

    >>> from decimal import Decimal
    >>> in_usual_weight("paracetamol", WrittenAmount(Decimal("0.5"), "g"))
    WrittenAmount(number=Decimal('500.0'), unit='mg')
    """
    if amount.unit != GRAM or route_of(name, GRAM) != routes.ORAL:
        return amount
    return WrittenAmount(in_weight(amount.number, GRAM, MG), MG)


def fits(name: str, amount: WrittenAmount) -> bool:
    """Tell whether an amount is believable and in a unit that the medicine comes in."""
    try:
        check_unit(find_substance(name), route_of(name, amount.unit), None, amount.unit)
        check_amount(amount.unit, float(amount.number))
    except UnitMismatch:
        return False
    return True


def route_of(name: str, unit: str) -> str:
    """Return how the medicine is usually taken; other lists do not say it.

    >>> route_of("Oxycodone", "mg"), route_of("fentanyl", "mcg/h"), route_of("my drops", "mL")
    ('oral', 'transdermal', 'other')
    """
    known = find_name(name)
    if unit == MCG_PER_HOUR:
        return routes.TRANSDERMAL
    if known is None:
        return routes.ORAL if unit in _BY_MOUTH else routes.OTHER_ROUTE
    sold = known.substance.products
    in_form = [product.route for product in sold if known.form in (None, product.form)]
    with_unit = [product.route for product in sold if product.unit == unit]
    return next(iter([*(r for r in in_form if r in with_unit), *in_form, routes.ORAL]))
