"""Amounts far from any usual one, and slips of mg and mcg."""

import pytest

from app.clinical.catalogue import SUBSTANCES_BY_CODE
from app.clinical.opioid_catalogue import OPIOIDS
from app.clinical.plausibility import Doubt, doubt_about, doubt_words
from app.clinical.substances import Substance


def _doubt(medication: str, route: str, unit: str, amount: float) -> Doubt:
    doubt = doubt_about(medication, route, unit, amount)
    assert doubt is not None
    return doubt


@pytest.mark.parametrize(
    ("medication", "route", "unit", "amount", "times", "usual"),
    [
        ("oxycodone", "oral", "mg", 2000, 25, 80),
        ("OxyContin", "oral", "mg", 2000, 25, 80),
        ("Percocet", "oral", "mg", 3250, 40.625, 80),
        ("morphine ER", "oral", "mg", 1000, 5, 200),
        ("hydromorphone", "oral", "mg", 400, 12.5, 32),
        ("fentanyl", "transdermal", "mcg/h", 250, 2.5, 100),
        ("buprenorphine", "transdermal", "mcg/h", 200, 2.857, 70),
        ("ibuprofen", "oral", "mg", 40000, 50, 800),
    ],
)
def test_far_more_than_the_largest_piece_is_asked_about(
    medication: str, route: str, unit: str, amount: float, times: float, usual: float
) -> None:
    doubt = _doubt(medication, route, unit, amount)
    assert (doubt.is_large, doubt.times, doubt.usual) == (True, times, usual)


@pytest.mark.parametrize(
    ("medication", "route", "unit", "amount"),
    [
        ("acetaminophen", "oral", "mg", 1),
        ("morphine", "oral", "mg", 0.01),
        ("fentanyl", "transdermal", "mcg/h", 0.5),
    ],
)
def test_less_than_half_of_the_smallest_piece_is_asked_about(
    medication: str, route: str, unit: str, amount: float
) -> None:
    doubt = _doubt(medication, route, unit, amount)
    assert not doubt.is_large
    assert "less than the smallest usual" in doubt_words(doubt, "it")


def test_more_pieces_than_anybody_takes_at_once_are_asked_about() -> None:
    doubt = _doubt("my own tea", "oral", "tablet", 200)
    words = doubt_words(doubt, "200 tablets")
    assert words == "You entered 200 tablets. That is more than 20 at once. Is it right?"


@pytest.mark.parametrize(
    ("medication", "amount"), [("oxycodone", 2), ("tramadol", 1), ("acetaminophen", 2)]
)
def test_a_few_milligrams_may_be_a_count_of_tablets(medication: str, amount: float) -> None:
    doubt = _doubt(medication, "oral", "mg", amount)
    assert "If you mean tablets, add the word tablets." in doubt_words(doubt, "it")


@pytest.mark.parametrize(
    ("medication", "route", "unit", "amount", "slip_unit"),
    [
        ("fentanyl", "buccal", "mg", 400, "mcg"),
        ("fentanyl", "nasal", "mg", 100, "mcg"),
        ("buprenorphine", "sublingual", "mcg", 8, "mg"),
        ("buprenorphine", "buccal", "mg", 300, "mcg"),
        ("oxycodone", "oral", "mg", 2000, ""),
    ],
)
def test_a_slip_of_mg_and_mcg_is_named(
    medication: str, route: str, unit: str, amount: float, slip_unit: str
) -> None:
    doubt = _doubt(medication, route, unit, amount)
    assert doubt.slip_unit == slip_unit
    assert (f"Did you mean {slip_unit}, not {unit}?" in doubt_words(doubt, "it")) is bool(slip_unit)


@pytest.mark.parametrize(
    ("medication", "route", "unit", "amount"),
    [
        ("oxycodone", "oral", "mg", 1.25),
        ("hydromorphone", "oral", "mg", 1),
        ("oxycodone ER", "oral", "mg", 240),
        ("morphine", "oral", "mg", 0.5),
        ("methadone", "oral", "mg", 120),
        ("fentanyl", "transdermal", "mcg/h", 100),
        ("fentanyl", "buccal", "mcg", 1600),
        ("buprenorphine", "sublingual", "mg", 24),
        ("acetaminophen", "oral", "mg", 1000),
        ("acetaminophen", "oral", "g", 1),
        ("my own tea", "oral", "mg", 100_000),
        ("kratom", "oral", "mg", 5000),
        ("morphine", "intravenous", "mg", 5000),
        ("oxycodone", "oral", "tablet", 20),
    ],
)
def test_usual_amounts_and_those_without_a_figure_are_not_asked_about(
    medication: str, route: str, unit: str, amount: float
) -> None:
    assert doubt_about(medication, route, unit, amount) is None


@pytest.mark.parametrize("substance", SUBSTANCES_BY_CODE.values(), ids=lambda s: s.code)
def test_no_strength_of_the_catalogue_is_asked_about(substance: Substance) -> None:
    for product in substance.products:
        for strength in product.strengths:
            assert doubt_about(substance.code, product.route, product.unit, strength) is None


def test_every_opioid_with_a_factor_has_a_usual_amount() -> None:
    for opioid in OPIOIDS:
        if opioid.mme_per_mg:
            assert doubt_about(opioid.code, "oral", "mg", 10_000) is not None
