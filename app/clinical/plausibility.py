"""Amounts far from any usual one: asked about once, never forbidden.

The smallest and largest single tablet, patch or other piece that is sold. US products: RxNorm
extract of the CDC decision-support artefacts (see `app.clinical.opioid_catalogue`) and
https://github.com/smart-on-fhir/cumulus-library-opioid (define_rx_opioid.sql). British ones:
dictionary of medicines and devices (see `app.clinical.medicine_sources`). Other pain medicines:
the strengths in `app.clinical.other_catalogue`.

How far is too far is our own choice: people take several tablets at once, and halves of one.
"""

from dataclasses import dataclass
from types import MappingProxyType

from app.clinical import routes, units
from app.clinical.medicines import find_substance
from app.clinical.units import GRAM, MCG, MCG_PER_HOUR, MG

# This many times the largest tablet is asked about, and less than half of the smallest.
MANY_PIECES = 5
# Patches worn together are counted separately, so a strength is that of one patch.
MANY_PATCHES = 2
# More pieces than anybody takes at once: our own choice.
MANY_COUNTED = 20
_COUNTED = frozenset({"tablet", "capsule", units.PATCH, "spray", "film", "suppository"})
# So few milligrams may be a count of tablets.
FEW = 4
_THOUSAND = 1000

_ORAL, _PATCH = routes.ORAL, routes.TRANSDERMAL
_SUBLINGUAL, _BUCCAL, _NASAL = routes.SUBLINGUAL, routes.BUCCAL, routes.NASAL

# Smallest and largest piece: mg, for patches mcg/h.
_USUAL = MappingProxyType(
    {
        ("codeine", _ORAL): (8, 60),
        ("dihydrocodeine", _ORAL): (7, 120),
        ("hydrocodone", _ORAL): (2.5, 120),
        ("hydromorphone", _ORAL): (1.3, 32),
        ("methadone", _ORAL): (1, 40),
        ("morphine", _ORAL): (1, 200),
        ("oxycodone", _ORAL): (2.5, 80),
        ("oxymorphone", _ORAL): (5, 40),
        ("tapentadol", _ORAL): (25, 250),
        ("tramadol", _ORAL): (37.5, 400),
        ("meperidine", _ORAL): (50, 100),
        ("pentazocine", _ORAL): (25, 50),
        ("propoxyphene", _ORAL): (60, 100),
        ("diamorphine", _ORAL): (10, 10),
        ("dipipanone", _ORAL): (10, 10),
        ("morphine", routes.RECTAL): (2.5, 30),
        # France: DZUVEO, see `app.clinical.medicine_sources`.
        ("sufentanil", _SUBLINGUAL): (0.03, 0.03),
        ("fentanyl", _BUCCAL): (0.1, 1.6),
        ("fentanyl", _SUBLINGUAL): (0.1, 0.8),
        ("fentanyl", _NASAL): (0.05, 0.4),
        ("buprenorphine", _SUBLINGUAL): (0.2, 12),
        ("buprenorphine", _BUCCAL): (0.075, 0.9),
        ("fentanyl", _PATCH): (12, 100),
        ("buprenorphine", _PATCH): (5, 70),
    }
)
_MG_IN = MappingProxyType({MG: 1.0, MCG: 1 / _THOUSAND, GRAM: float(_THOUSAND)})
_OTHER_UNIT = MappingProxyType({MG: MCG, MCG: MG, GRAM: MG})


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why an amount is asked about.

    Attributes:
        is_large: far above the largest piece; else far below the smallest.
        times: how many times the largest piece; below, the part of the smallest.
        usual: that piece, in `unit`.
        unit: a code of `app.clinical.units`.
        slip_unit: with this unit instead the same number would be usual; empty where not.
        is_count: it may be a number of tablets.
    """

    is_large: bool
    times: float
    usual: float
    unit: str
    slip_unit: str = ""
    is_count: bool = False


def doubt_about(medication: str, route: str, unit: str, amount: float) -> Doubt | None:
    """Tell why an amount of one dose should be asked about; None where it is a usual one.

    Args:
        medication: name as in the diary.
        route: a code of `app.clinical.routes`.
        unit: a code of `app.clinical.units`.
        amount: of one dose, in `unit`; of one patch in mcg/h.

    >>> doubt_about("oxycodone", "oral", "mg", 2000).times
    25.0
    >>> doubt_about("fentanyl", "buccal", "mg", 400).slip_unit
    'mcg'
    >>> doubt_about("morphine ER", "oral", "mg", 400) is None
    True
    """
    if unit in _COUNTED:
        return Doubt(True, amount, MANY_COUNTED, unit) if amount > MANY_COUNTED else None
    usual = _usual_pieces(medication, route)
    in_mg = 1.0 if unit == MCG_PER_HOUR else _MG_IN.get(unit)
    if usual is None or in_mg is None or (route == _PATCH) != (unit == MCG_PER_HOUR):
        return None
    is_half = _is_half_of_one(medication, route, amount * in_mg)
    return _against(usual, unit, amount, in_mg, is_half=is_half)


def _against(
    usual: tuple[float, float], unit: str, amount: float, in_mg: float, *, is_half: bool
) -> Doubt | None:
    """Hold an amount against the smallest and the largest piece."""
    smallest, largest = usual
    many = MANY_PATCHES if unit == MCG_PER_HOUR else MANY_PIECES
    amount_mg = amount * in_mg
    is_large = amount_mg >= many * largest
    is_count = unit != MCG_PER_HOUR and amount <= FEW and amount % 1 == 0 and amount_mg < smallest
    if not (is_large or (is_count and not is_half) or amount_mg < smallest / 2):
        return None
    piece = largest if is_large else smallest
    other = _OTHER_UNIT.get(unit, "")
    is_slip = bool(other) and smallest <= amount * _MG_IN[other] <= many * largest
    return Doubt(
        is_large,
        round(amount_mg / piece, 3),
        round(piece / in_mg, 6),
        unit,
        other if is_slip else "",
        is_count,
    )


def doubt_words(doubt: Doubt, amount: str) -> str:
    """Ask whether an amount is right.

    Args:
        doubt: why it is asked about.
        amount: what was typed, with its unit.

    >>> doubt_words(doubt_about("oxycodone", "oral", "mg", 2000), "2,000 mg")
    'You entered 2,000 mg. That is 25 times the largest usual tablet (80 mg). Is it right?'
    """
    sentences = [f"You entered {amount}.", f"That is {how_far(doubt)}."]
    if doubt.is_count and not doubt.is_large:
        sentences.append("If you mean tablets, add the word tablets.")
    if doubt.slip_unit:
        sentences.append(f"Did you mean {doubt.slip_unit}, not {doubt.unit}?")
    return " ".join([*sentences, "Is it right?"])


def how_far(doubt: Doubt) -> str:
    """Say how far an amount is from a usual one.

    >>> how_far(doubt_about("oxycodone", "oral", "mg", 2000))
    '25 times the largest usual tablet (80 mg)'
    """
    if doubt.unit in _COUNTED:
        return f"more than {MANY_COUNTED} at once"
    usual, times = f"{doubt.usual:,.6g} {doubt.unit}", f"{doubt.times:,.3g}"
    if doubt.unit == MCG_PER_HOUR:
        large = f"{times} times the largest usual patch ({usual})"
        small = f"less than the smallest usual patch ({usual})"
    else:
        large = f"{times} times the largest usual tablet ({usual})"
        small = f"less than the smallest usual tablet ({usual})"
    return large if doubt.is_large else small


def _is_half_of_one(medication: str, route: str, amount_mg: float) -> bool:
    substance = find_substance(medication)
    products = substance.products if substance else ()
    halves = {strength / 2 for p in products if p.route == route for strength in p.strengths}
    return amount_mg in halves


def _usual_pieces(medication: str, route: str) -> tuple[float, float] | None:
    substance = find_substance(medication)
    if substance is None:
        return None
    listed = _USUAL.get((substance.code, route))
    if listed is not None or substance.is_opioid:
        return listed
    strengths = [
        strength
        for product in substance.products
        if (product.route, product.unit) == (route, units.MG)
        for strength in product.strengths
    ]
    return (min(strengths), max(strengths)) if strengths else None
