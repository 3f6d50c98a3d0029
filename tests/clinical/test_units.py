"""Units that fit the medicine, and sentences for those that do not."""

import math

import pytest

from app.clinical.catalogue import CATALOGUE
from app.clinical.medicines import find_substance
from app.clinical.substances import Form, Product, Substance
from app.clinical.units import UnitMismatch, check_amount, check_unit, find_unit, units_for


def _refusal(medication: str, route: str, form: Form | None, unit: str) -> str:
    with pytest.raises(UnitMismatch) as refused:
        check_unit(find_substance(medication), route, form, unit)
    return str(refused.value)


def test_an_opioid_patch_is_in_mcg_per_hour_only() -> None:
    assert units_for(find_substance("fentanyl"), "transdermal", Form.PATCH) == ("mcg/h",)
    check_unit(find_substance("fentanyl"), "transdermal", None, "mcg/h")


def test_a_patch_in_mg_is_refused_with_a_sentence() -> None:
    sentence = _refusal("fentanyl", "transdermal", Form.PATCH, "mg")
    assert sentence == (
        "Patch strength is in mcg/h. You can find the number on the patch and its box."
    )


def test_a_tablet_in_mcg_per_hour_is_refused_with_a_sentence() -> None:
    sentence = _refusal("oxycodone", "oral", Form.TABLET, "mcg/h")
    assert sentence == "Only patches are in mcg/h. Enter the amount in mg, as on the box."


@pytest.mark.parametrize("own", ["my own patch", "fentanyl", "lidocaine"])
def test_no_patch_is_ever_in_mg(own: str) -> None:
    assert "mg" not in units_for(find_substance(own), "transdermal")


def test_a_lidocaine_patch_is_counted_in_patches() -> None:
    check_unit(find_substance("lidocaine"), "topical", Form.PATCH, "patch")
    check_unit(find_substance("lidocaine"), "topical", None, "patch")
    check_unit(find_substance("lidocaine"), "transdermal", None, "patch")


def test_a_liquid_opioid_is_in_mg_so_that_it_can_be_counted() -> None:
    assert units_for(find_substance("morphine"), "oral", Form.LIQUID) == ("mg",)
    assert "Enter the amount in mg." in _refusal("morphine", "oral", Form.LIQUID, "mL")


@pytest.mark.parametrize("substance", [None, *CATALOGUE], ids=lambda s: s.code if s else "own")
def test_what_fits_a_product_also_fits_in_a_file_that_names_no_form(
    substance: Substance | None,
) -> None:
    products = substance.products if substance else [Product("topical", Form.PATCH, "patch")]
    for product in products:
        for unit in units_for(substance, product.route, product.form):
            check_unit(substance, product.route, None, unit)


def test_a_patch_of_an_own_medicine_is_never_in_mg() -> None:
    assert units_for(None, "topical", Form.PATCH) == ("patch",)
    assert units_for(None, "transdermal", Form.PATCH) == ("mcg/h", "patch")


def test_an_own_medicine_may_be_counted_as_its_owner_likes() -> None:
    units = units_for(None, "oral", Form.TABLET)
    assert {"mg", "mL", "tablet", "drop"} <= set(units)
    assert "mcg/h" not in units


def test_small_amounts_under_the_tongue_may_be_in_mcg() -> None:
    assert units_for(find_substance("fentanyl"), "sublingual")[0] == "mcg"


@pytest.mark.parametrize("amount", [0, -5, 0.0001, math.nan, math.inf, -math.inf, 20_001])
def test_amounts_that_cannot_be_are_refused(amount: float) -> None:
    with pytest.raises(UnitMismatch):
        check_amount("mg", amount)


@pytest.mark.parametrize(("unit", "amount"), [("mg", 960), ("mcg/h", 1050), ("tablet", 2)])
def test_amounts_from_published_cases_and_daily_life_are_taken(unit: str, amount: float) -> None:
    check_amount(unit, amount)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("mg", "mg"),
        (" MG", "mg"),
        ("ml", "mL"),
        ("\N{MICRO SIGN}g/h", "mcg/h"),
        ("\N{GREEK SMALL LETTER MU}g/h", "mcg/h"),
        ("mcg / hr", "mcg/h"),
        ("Tablets", "tablet"),
        ("", None),
        ("mg/h", None),
    ],
)
def test_units_are_found_as_people_write_them(written: str, code: str | None) -> None:
    assert find_unit(written) == code
