"""What the person says of a file before it comes in: which medicine is meant, how strong it is."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from app.clinical.medicines import find_substance
from app.clinical.units import UnitMismatch, check_amount, check_unit
from app.diary.as_taken import PIECES, AsTaken
from app.diary.dose import LoggedDose
from app.diary.medicine import Medicine
from app.diary.opioid_answers import name_key
from app.interop.other_apps.doses import strength_in_name
from app.interop.other_apps.numbers import DecimalMark, unit_of, written_amount
from app.services.archive.plain import linked, listed_medicines

_IN = re.compile(r"\s*(?:/|\bin\b|\bper\b)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CountedMedicine:
    """A medicine that a file counts in pieces, without saying how much is in one.

    Attributes:
        name: as it stands in the file.
        piece: a code of `app.diary.as_taken.PIECES`.
    """

    name: str
    piece: str

    @property
    def suggested(self) -> str:
        """What its name says of a strength; empty where it says nothing."""
        return strength_in_name(self.name)

    @property
    def key(self) -> tuple[str, str]:
        """What names it, however the name is written."""
        return name_key(self.name), self.piece


@dataclass(frozen=True, slots=True)
class Corrections:
    """What the person said.

    Attributes:
        names: the name that was meant, by one that nobody knows (`name_key`).
        strengths: one piece, by the key of a `CountedMedicine`.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    strengths: Mapping[tuple[str, str], AsTaken] = field(default_factory=dict)


NOTHING_CORRECTED = Corrections()


def strength_of_piece(written: str, counted: CountedMedicine) -> AsTaken | None:
    """Return how much is in one piece; None for what is none, or does not fit the medicine.

    >>> strength_of_piece("10 mg in 5 mL", CountedMedicine("morphine", "mL")).strength_words
    '10 mg in 5 mL'
    >>> strength_of_piece("5 spoons", CountedMedicine("morphine", "tablet")) is None
    True
    """
    strength, *rest = _IN.split(written.strip(), maxsplit=1)
    one = written_amount(strength, DecimalMark.POINT)
    per = written_amount(rest[0], DecimalMark.POINT) if rest else None
    if rest and per is None and unit_of(rest[0]) != counted.piece:
        return None
    if one is None or (per is not None and per.unit != counted.piece):
        return None
    taken = AsTaken(
        Decimal(1), counted.piece, one.number, one.unit, per.number if per else Decimal(1)
    )
    return taken if _fits(counted.name, taken) else None


def _fits(name: str, taken: AsTaken) -> bool:
    if min(taken.strength, taken.per) <= 0:
        return False
    substance = find_substance(name)
    routes = {product.route for product in substance.products} if substance else set()
    try:
        check_amount(taken.unit, float(taken.amount))
    except UnitMismatch:
        return False
    return any(_unit_fits(name, route, taken.unit) for route in routes)


def _unit_fits(name: str, route: str, unit: str) -> bool:
    try:
        check_unit(find_substance(name), route, None, unit)
    except UnitMismatch:
        return False
    return True


def uncounted_pieces(doses: Iterable[LoggedDose]) -> tuple[CountedMedicine, ...]:
    """Return the opioids among these doses that are counted in pieces, each once, by name."""
    found = {
        counted.key: counted
        for dose in doses
        if dose.unit in PIECES
        and not dose.is_patch
        and (substance := find_substance(dose.medication)) is not None
        and substance.is_opioid
        and (counted := CountedMedicine(dose.medication, dose.unit))
    }
    return tuple(found[key] for key in sorted(found))


@dataclass(frozen=True, slots=True)
class CorrectedDoses:
    """Doses as the person says that they are meant, and the medicines that they are of."""

    doses: tuple[LoggedDose, ...]
    medicines: tuple[Medicine, ...]


def with_corrections(doses: Iterable[LoggedDose], corrections: Corrections) -> CorrectedDoses:
    """Return doses out of a file as the person says that they are meant."""
    meant = tuple(_corrected(dose, corrections) for dose in doses)
    medicines = listed_medicines(meant)
    return CorrectedDoses(linked(meant, medicines), medicines)


def _corrected(dose: LoggedDose, corrections: Corrections) -> LoggedDose:
    meant = corrections.names.get(name_key(dose.medication))
    dose = replace(dose, medication=meant or dose.medication)
    piece = corrections.strengths.get(CountedMedicine(dose.medication, dose.unit).key)
    if piece is None:
        return dose
    taken = replace(piece, count=dose.amount)
    return replace(dose, amount=taken.amount, unit=taken.unit, as_taken=taken)
