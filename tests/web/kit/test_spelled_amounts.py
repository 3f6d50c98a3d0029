"""One amount, however it is spelled: figures of other scripts, fractions, units in many words."""

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.clinical.numbers import NumberError
from app.clinical.unit_names import UNIT_OF_WRITTEN
from app.clinical.units import UNIT_NAMES, find_unit
from app.web.kit.typed_amounts import read_typed_amount

_ZEROS = ("0", "\N{ARABIC-INDIC DIGIT ZERO}", "\N{EXTENDED ARABIC-INDIC DIGIT ZERO}")
_ZEROS += ("\N{FULLWIDTH DIGIT ZERO}", "\N{DEVANAGARI DIGIT ZERO}", "\N{BENGALI DIGIT ZERO}")
_SLASHES = ("/", "\N{FRACTION SLASH}", "\N{DIVISION SLASH}", "\N{FULLWIDTH SOLIDUS}")
_PARTS = {"½": "1/2", "¼": "1/4", "¾": "3/4"}
_WHOLE = {"1": ("one", "a"), "2": ("two", "zwei", "dos", "deux"), "10": ("ten",)}
UNITS = sorted({*UNIT_NAMES, *UNIT_OF_WRITTEN})


@st.composite
def spelled(draw: st.DrawFn) -> tuple[Decimal, str]:
    """Draw a number, and one way to write it."""
    zero = draw(st.sampled_from(_ZEROS))
    whole = draw(st.integers(0, 99))
    part = draw(st.sampled_from(["", ".5", ",5", *_PARTS]))
    figures = str(whole).translate({ord("0") + n: chr(ord(zero) + n) for n in range(10)})
    if part in _PARTS:
        above, below = _PARTS[part].split("/")
        slash = draw(st.sampled_from(_SLASHES))
        written = draw(st.sampled_from([part, f" {part}", f" {above}{slash}{below}"]))
        number = whole + Decimal(above) / Decimal(below)
        return number, (f"{figures}{written}" if whole else written.strip())
    if not part and str(whole) in _WHOLE and draw(st.booleans()):
        return Decimal(whole), draw(st.sampled_from(_WHOLE[str(whole)]))
    return Decimal(f"{whole}{part.replace(',', '.')}"), f"{figures}{part}"


@given(spelled(), st.sampled_from(UNITS), st.sampled_from([str, str.upper, str.title]), st.data())
def test_an_amount_is_read_the_same_however_it_is_spelled(
    number: tuple[Decimal, str], unit: str, cased: object, data: st.DataObject
) -> None:
    assert callable(cased)
    amount, written = number
    gap = data.draw(st.sampled_from([" ", "  "] if written[-1].isalpha() else ["", " ", "\u00a0"]))
    end = data.draw(st.sampled_from(["", ".", " "]))
    read, of = read_typed_amount(f"{written}{gap}{cased(unit)}{end}".strip())
    assert read == amount
    assert of == find_unit(unit)


@pytest.mark.parametrize(
    ("written", "unit"),
    [
        ("1 gm", "g"),
        ("20 gtt", "drop"),
        ("1 supp", "suppository"),
        ("2 puffs", "spray"),
        ("20 Tropfen", "drop"),
        ("20 gotas", "drop"),
        ("20 gouttes", "drop"),
        ("20 gocce", "drop"),
        ("20 druppels", "drop"),
        ("2 Tabletten", "tablet"),
        ("2 comprimidos", "tablet"),
        ("2 comprimés", "tablet"),
        ("1 compressa", "tablet"),
        ("1 Zäpfchen", "suppository"),
        ("1 gélule", "capsule"),
        ("½ Tablette", "tablet"),
        ("25 µg/Std.", "mcg/h"),
        ("10 Milligramm", "mg"),
        ("5 mil" + "lilitres", "mL"),
    ],
)
def test_units_of_the_languages_of_the_tables_of_names_are_read(written: str, unit: str) -> None:
    assert read_typed_amount(written)[1] == unit


def test_no_word_means_two_units() -> None:
    assert not set(UNIT_OF_WRITTEN) & set(UNIT_NAMES)
    plain = {unicodedata.normalize("NFKD", word) for word in UNIT_OF_WRITTEN}
    assert not {sign for word in plain for sign in word if unicodedata.combining(sign)}


@given(st.text(max_size=24))
def test_what_is_not_read_is_told_what_to_type(text: str) -> None:
    said = "Enter "
    try:
        read_typed_amount(text)
    except NumberError as problem:
        said = str(problem)
    assert "Enter " in said
