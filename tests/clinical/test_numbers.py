"""Numbers as people write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.clinical.numbers import (
    AmbiguousNumber,
    NumberError,
    in_figures,
    read_number,
    read_pair,
)
from app.services.medicines.amounts import amount_in_words


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("10", "10"),
        ("1000", "1000"),
        ("2.5", "2.5"),
        ("2,5", "2.5"),
        ("0,5", "0.5"),
        (".5", "0.5"),
        (",5", "0.5"),
        ("0.125", "0.125"),
        ("0,125", "0.125"),
        ("12.25", "12.25"),
        ("1.0000", "1"),
        ("1,000", "1000"),
        ("12,500", "12500"),
        ("1,000.5", "1000.5"),
        ("1.000,5", "1000.5"),
        ("1.000.000", "1000000"),
        ("1 000", "1000"),
        ("1'000", "1000"),
        ("1\N{RIGHT SINGLE QUOTATION MARK}000", "1000"),
        ("1/2", "0.5"),
        ("3/4", "0.75"),
        ("½", "0.5"),
        ("1½", "1.5"),
        ("1 ½", "1.5"),
        ("1 1/2", "1.5"),
        ("2 1/4", "2.25"),
        ("1\N{FRACTION SLASH}2", "0.5"),
        ("1 1\N{DIVISION SLASH}2", "1.5"),
        ("\N{FULLWIDTH DIGIT TWO}", "2"),
        ("\N{ARABIC-INDIC DIGIT TWO}", "2"),
        ("\N{FULLWIDTH DIGIT TWO}\N{ARABIC DECIMAL SEPARATOR}\N{FULLWIDTH DIGIT FIVE}", "2.5"),
        ("⅛", "0.125"),
        ("3/16", "0.1875"),
        (" 7 ", "7"),
    ],
)
def test_a_number_is_read_as_its_writer_means_it(written: str, number: str) -> None:
    assert read_number(written) == Decimal(number)


@pytest.mark.parametrize(
    ("written", "readings"),
    [("1.000", ("1", "1000")), ("2.500", ("2.5", "2500")), ("12.500", ("12.5", "12500"))],
)
def test_what_can_be_read_in_two_ways_is_asked_about(
    written: str, readings: tuple[str, str]
) -> None:
    with pytest.raises(AmbiguousNumber, match=f"Enter {readings[0]} or {readings[1]}") as asked:
        read_number(written)
    assert asked.value.readings == tuple(Decimal(reading) for reading in readings)


NO_NUMBERS = (
    *("", " ", "ten", "-1", "1e3", "1.2.3", "1,2,3", "1..5", "1/5", "3/2", "2/2", "1/2/3"),
    *("5/325", "1,00,000", "0.00001", "∞", "NaN", "1_000", "0x10", "9" * 30, "1\x00"),
)


@pytest.mark.parametrize("written", NO_NUMBERS)
def test_what_is_no_number_is_refused_with_what_to_write(written: str) -> None:
    with pytest.raises(NumberError, match=r"like 10, 2\.5 or 1/2"):
        read_number(written)


@given(st.decimals(min_value="0.01", max_value=99_999, places=2))
def test_what_our_pages_write_can_be_typed(amount: Decimal) -> None:
    written = amount_in_words(amount, "mg").removesuffix(" mg")
    assert read_number(written) == Decimal(f"{float(amount):.6g}")


@given(st.text(max_size=20))
def test_no_text_is_read_as_anything_but_a_number(text: str) -> None:
    try:
        number = read_number(text)
    except NumberError:
        return
    assert number >= 0
    assert number.is_finite()


@pytest.mark.parametrize(
    ("written", "pair"),
    [
        ("5/325", ("5", "325")),
        ("5-325", ("5", "325")),
        ("5 mg/325 mg", ("5", "325")),
        ("7.5/325 mg", ("7.5", "325")),
        ("30/500", ("30", "500")),
        ("37,5/325", ("37.5", "325")),
    ],
)
def test_the_strengths_of_a_combination_are_read(written: str, pair: tuple[str, str]) -> None:
    assert read_pair(written) == tuple(Decimal(strength) for strength in pair)


@pytest.mark.parametrize(
    "written", ["5", "1/2", "3/4", "5/", "/5", "5/325/40", "a/b", "", "1-2", "5-10"]
)
def test_what_is_no_pair_is_none(written: str) -> None:
    assert read_pair(written) is None


@pytest.mark.parametrize(
    ("written", "figures"),
    [
        ("One and a half tablets", "1 1/2 tablets"),
        ("half a tablet", "1/2 tablet"),
        ("a quarter", "1/4"),
        ("three quarters of a film", "3/4 of a film"),
        ("ten", "10"),
        ("onerous", "onerous"),
        ("10 mg", "10 mg"),
        ("1 and a half tablets", "1 1/2 tablets"),
        ("1-1/2 tablets", "1 1/2 tablets"),
        ("10-20 mg", "10-20 mg"),
        ("a tablet", "1 tablet"),
        ("eine halbe Tablette", "1/2 Tablette"),
        ("media", "1/2"),
        ("zwei Kapseln", "2 Kapseln"),
        ("another one", "another one"),
    ],
)
def test_a_number_in_words_is_written_in_figures(written: str, figures: str) -> None:
    assert in_figures(written) == figures
