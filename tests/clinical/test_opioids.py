"""Morphine equivalents of the CDC 2022 guideline."""

import pytest

from app.clinical.catalogue import CATALOGUE
from app.clinical.medicines import find_substance, is_opioid
from app.clinical.opioid_catalogue import COUNTED_OPIOIDS, OPIOIDS, UNCOUNTED_OPIOIDS
from app.clinical.opioids import mme_factor
from app.clinical.routes import ROUTE_NAMES
from app.clinical.substances import Form, Release, Substance
from app.clinical.units import UNIT_NAMES, units_for

CDC_2022_PER_MG = {
    "codeine": 0.15,
    "hydrocodone": 1.0,
    "hydromorphone": 5.0,
    "methadone": 4.7,
    "morphine": 1.0,
    "oxycodone": 1.5,
    "oxymorphone": 3.0,
    "tapentadol": 0.4,
    "tramadol": 0.2,
}
RXNORM_INGREDIENTS = {
    "codeine": "2670",
    "fentanyl": "4337",
    "hydrocodone": "5489",
    "hydromorphone": "3423",
    "methadone": "6813",
    "morphine": "7052",
    "oxycodone": "7804",
    "oxymorphone": "7814",
    "tapentadol": "787390",
    "tramadol": "10689",
    "buprenorphine": "1819",
    "butorphanol": "1841",
    "dihydrocodeine": "23088",
    "levorphanol": "6378",
    "meperidine": "6754",
    "nalbuphine": "7238",
    "opium": "7676",
    "pentazocine": "8001",
}


@pytest.mark.parametrize(
    ("medication", "daily_mg", "mme_per_day"),
    [
        ("hydrocodone/acetaminophen", [5, 5, 5, 5], 20),  # worked example of the CDC table
        ("oxycodone ER", [10, 10], 30),  # worked example of the CDC table
        ("methadone", [15], 70.5),
        ("hydromorphone", [4, 4, 4, 4], 80),
        ("tramadol", [50, 50, 50, 50], 40),
        ("morphine ER", [90, 90, 120], 300),
        ("oxycodone", [640], 960),  # as in J Gen Intern Med, doi 10.1007/s11606-021-07295-2
    ],
)
def test_published_and_computed_daily_amounts_come_out(
    medication: str, daily_mg: list[float], mme_per_day: float
) -> None:
    factor = mme_factor(medication, "oral", "mg")
    assert factor is not None
    assert sum(daily_mg) * factor == pytest.approx(mme_per_day)


def test_a_25_mcg_per_hour_fentanyl_patch_counts_60_a_day() -> None:
    factor = mme_factor("fentanyl", "transdermal", "mcg/h")
    assert factor is not None
    assert 25 * factor == pytest.approx(60)


def test_the_factors_are_those_of_the_2022_table() -> None:
    per_mg = {opioid.code: opioid.mme_per_mg for opioid in COUNTED_OPIOIDS if opioid.mme_per_mg}
    assert per_mg == CDC_2022_PER_MG
    per_patch = {o.code: o.mme_per_mcg_per_hour for o in OPIOIDS if o.mme_per_mcg_per_hour}
    assert per_patch == {"fentanyl": 2.4}


def test_identifiers_are_those_of_rxnorm() -> None:
    assert {o.code: o.rxcui for o in OPIOIDS if o.rxcui} == RXNORM_INGREDIENTS


@pytest.mark.parametrize("opioid", UNCOUNTED_OPIOIDS, ids=lambda opioid: opioid.code)
def test_opioids_without_a_factor_are_opioids_and_never_counted(opioid: Substance) -> None:
    assert is_opioid(opioid.code)
    for route in ROUTE_NAMES:
        for unit in UNIT_NAMES:
            assert mme_factor(opioid.code, route, unit) is None


@pytest.mark.parametrize(
    ("medication", "route", "unit"),
    [
        ("morphine", "intravenous", "mg"),
        ("hydromorphone", "subcutaneous", "mg"),
        ("morphine", "rectal", "mg"),
        ("fentanyl", "buccal", "mcg"),
        ("fentanyl", "oral", "mg"),
        ("fentanyl", "transdermal", "mg"),
        ("morphine", "transdermal", "mcg/h"),
        ("morphine", "oral", "mcg"),
        ("ibuprofen", "oral", "mg"),
        ("willow tea", "oral", "mg"),
    ],
)
def test_what_the_guideline_does_not_count_has_no_factor(
    medication: str, route: str, unit: str
) -> None:
    assert mme_factor(medication, route, unit) is None


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("oxycodone", "oxycodone"),
        ("  Oxycodone   ER ", "oxycodone"),
        ("OXYCODONE HYDROCHLORIDE 5mg tablet", "oxycodone"),
        ("hydrocodone/acetaminophen", "hydrocodone"),
        ("hydrocodone-paracetamol", "hydrocodone"),
        ("acetaminophen with codeine", "codeine"),
        ("acetaminophen (paracetamol)", "acetaminophen"),
        ("Paracetamol", "acetaminophen"),
        ("pethidine", "meperidine"),
        ("buprenorphine/naloxone", "buprenorphine"),
        ("lidocaine patch", "lidocaine"),
        ("dihydrocodeine", "dihydrocodeine"),
    ],
)
def test_names_are_found_as_people_and_archives_write_them(written: str, code: str | None) -> None:
    substance = find_substance(written)
    assert substance is not None
    assert substance.code == code


@pytest.mark.parametrize("written", ["", "  ", "naloxxx", "12", "\N{PILL}", "a/b"])
def test_what_the_catalogue_lacks_is_none(written: str) -> None:
    assert find_substance(written) is None
    assert not is_opioid(written)


@pytest.mark.parametrize("substance", CATALOGUE, ids=lambda substance: substance.code)
def test_every_product_is_whole_and_finds_its_substance_again(substance: Substance) -> None:
    assert substance.products
    assert substance.route_codes
    for product in substance.products:
        assert product.route in ROUTE_NAMES
        assert product.unit in units_for(substance, product.route, product.form)
        assert list(product.strengths) == sorted(set(product.strengths))
        assert all(strength > 0 for strength in product.strengths)
        assert find_substance(substance.medication(product)) is substance


def test_products_are_named_as_in_the_archive() -> None:
    names = {s.medication(product) for s in CATALOGUE for product in s.products}
    assert {"oxycodone", "oxycodone ER", "hydrocodone/acetaminophen", "fentanyl"} <= names


def test_a_patch_gives_off_its_medicine_slowly() -> None:
    patches = [p for s in OPIOIDS for p in s.products if p.form is Form.PATCH]
    assert patches
    assert {product.release for product in patches} == {Release.EXTENDED}


@pytest.mark.parametrize("name", ["oxycodone and morphine", "methadone + tramadol"])
def test_two_opioids_under_one_name_are_not_counted(name: str) -> None:
    assert mme_factor(name, "oral", "mg") is None
    assert is_opioid(name)


@pytest.mark.parametrize("name", ["OxyContin (oxycodone)", "oxycodone/acetaminophen (Percocet)"])
def test_one_opioid_under_two_names_is_counted(name: str) -> None:
    assert mme_factor(name, "oral", "mg") == 1.5
