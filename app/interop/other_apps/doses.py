"""What a row says of a medicine: which, how much, in which unit."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from app.diary.as_taken import PIECES, AsTaken
from app.interop.errors import shown
from app.interop.fields import FieldError, read_name
from app.interop.no_medicine import says_no_medicine
from app.interop.other_apps.fitting import fits, in_usual_weight
from app.interop.other_apps.numbers import (
    DecimalMark,
    WrittenAmount,
    is_ambiguous,
    number_within,
    own_number,
    unit_of,
    written_amount,
)
from app.interop.other_apps.scores import folded

_BETWEEN_MEDICINES = re.compile(r"[;\n]+")
# "Ibuprofen 400 mg": a name, then figures with a unit at the end.
_WITH_AMOUNT = re.compile(
    r"(?P<name>.*[^\W\d_].*?)[ ,]+(?P<amount>\d[\d.,/ x×]*\s*[^\W\d_/]+(/h)?)"
)
# "Oxycodone 5 mg", "Oramorph 10mg/5ml": a name, then what one of it holds, or so many mL.
_WITH_STRENGTH = re.compile(
    r"(?P<name>.*[^\W\d_].*?)[ ,]+(?P<strength>\d[\d.,]*\s*(?:mg|mcg|[µμ]g|g))"
    r"(?:\s*(?:/|in|per)\s*(?P<per>\d[\d.,]*)?\s*(?P<piece>ml|[^\W\d_]+))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ReadDose:
    """One dose of a list; `at` is None where only its day is known.

    Attributes:
        line: line of the file.
        for_date: the local day.
        at: the local time.
        medicine: its name as written.
        route: a code of `app.clinical.routes`.
        amount: in `unit`.
        unit: a code of `app.clinical.units`.
        as_taken: how it was counted, where that was in tablets or the like.
    """

    line: int
    for_date: date
    at: datetime | None
    medicine: str
    route: str
    amount: Decimal
    unit: str
    as_taken: AsTaken | None = None


@dataclass(frozen=True, slots=True)
class UsableAmount:
    """An amount that fits its medicine.

    Attributes:
        name: of the medicine; a strength in it that was used is left out.
        number: in `unit`.
        unit: a code of `app.clinical.units`.
        as_taken: how it was counted, where it was worked out from a strength.
    """

    name: str
    number: Decimal
    unit: str
    as_taken: AsTaken | None = None


class NothingTakenError(FieldError):
    """The amount says that nothing was taken."""


@dataclass(frozen=True, slots=True)
class MedicineCell:
    """One medicine of a row, before its amount is understood.

    Attributes:
        name: as written.
        amount: as written; empty where nothing is.
        unit: as written in a column of its own.
    """

    name: str
    amount: str
    unit: str

    def key(self, mark: DecimalMark | None) -> str:
        """Return what names this amount where somebody has to say how much it is.

        One answer does for all numbers of a unit that is no weight, such as tablets.
        """
        found = amount_of_cell(self, mark)
        written = f"1 {found.unit}".strip() if found else folded(self.amount)
        return f"{folded(self.name)} | {written}"


def medicines_in(names: str, amount: str | None, unit: str) -> tuple[MedicineCell, ...]:
    """Return the medicines that the cells of one row name; none for a word that says so.

    Args:
        names: one medicine, or several parted by semicolons.
        amount: the cell of the amounts; None where the list has no such column, and amounts
            stand behind the names.
        unit: the cell of the units.

    >>> medicines_in("Ibuprofen 400 mg; Paracetamol 1 g", None, "")[1]
    MedicineCell(name='Paracetamol', amount='1 g', unit='')
    """
    pieces = [
        piece.strip()
        for piece in _BETWEEN_MEDICINES.split(names)
        if piece.strip() and not says_no_medicine(piece)
    ]
    if amount is not None:
        return tuple(MedicineCell(piece, amount, unit) for piece in pieces)
    return tuple(_name_and_amount(piece, unit) for piece in pieces)


def _name_and_amount(piece: str, unit: str) -> MedicineCell:
    found = _WITH_AMOUNT.fullmatch(piece)
    if found and written_amount(found["amount"], DecimalMark.POINT):
        return MedicineCell(found["name"].strip(), found["amount"], unit)
    return MedicineCell(piece, "", unit)


def amount_of_cell(cell: MedicineCell, mark: DecimalMark | None) -> WrittenAmount | None:
    """Return the amount with its unit; None where it is no amount, or may be two."""
    if mark is None and is_ambiguous(number_within(cell.amount)):
        return None
    found = written_amount(cell.amount, mark or DecimalMark.POINT)
    if found is None:
        return None
    return found if found.unit else WrittenAmount(found.number, unit_of(cell.unit))


def usable_amount(
    cell: MedicineCell, mark: DecimalMark | None, said: dict[str, str]
) -> UsableAmount:
    """Return the amount in a unit that fits the medicine.

    Two tablets of a medicine with its strength in the name are worked out.

    Args:
        cell: what is written.
        mark: of decimals; None where that is not known.
        said: by `MedicineCell.key`: how much that is, as the person said.

    Raises:
        NothingTakenError: it is 0, or a word for nothing.
        FieldError: there is no such amount; with what is missing.
    """
    found = amount_of_cell(cell, mark)
    if says_no_medicine(cell.amount) or (found and not found.number):
        raise NothingTakenError(f"{shown(cell.amount)} says that nothing was taken.")
    if found is not None:
        found = in_usual_weight(cell.name, found)
    if found is not None and fits(cell.name, found):
        return UsableAmount(cell.name, found.number, found.unit)
    by_strength = found and _by_strength(cell.name, found)
    if by_strength:
        return by_strength
    told = written_amount(said.get(cell.key(mark), ""), DecimalMark.POINT)
    told = told and in_usual_weight(cell.name, told)
    counted = _counted(found, told) if found and told else None
    if told is not None and found is not None:
        told = WrittenAmount(told.number * found.number, told.unit)
    if told is not None and fits(cell.name, told):
        return UsableAmount(cell.name, told.number, told.unit, counted)
    if not cell.amount:
        raise FieldError("How much was taken is not written.")
    rule = "is not an amount of this medicine that we can read."
    raise FieldError(f"{shown(f'{cell.amount} {cell.unit}'.strip())} {rule}", rule)


def strength_in_name(name: str) -> str:
    """Return the strength that stands in a name; empty where none does.

    >>> strength_in_name("oxycodone 5 mg"), strength_in_name("oxycodone")
    ('5 mg', '')
    """
    told = _WITH_STRENGTH.fullmatch(name)
    return name[told.start("strength") :].strip() if told else ""


def _counted(found: WrittenAmount, one: WrittenAmount, per: Decimal = Decimal(1)) -> AsTaken | None:
    """Return so many pieces as there were, where one of them, or `per`, holds so much."""
    is_usable = found.unit in PIECES and min(found.number, one.number, per) > 0
    return AsTaken(found.number, found.unit, one.number, one.unit, per) if is_usable else None


def _by_strength(name: str, found: WrittenAmount) -> UsableAmount | None:
    """Work an amount out from the strength in the name; None where there is none that fits."""
    told = _WITH_STRENGTH.fullmatch(name)
    one = written_amount(told["strength"], DecimalMark.POINT) if told else None
    if told is None or one is None or is_ambiguous(number_within(told["strength"])):
        return None
    per = own_number(told["per"], DecimalMark.POINT) if told["per"] else Decimal(1)
    if unit_of(told["piece"] or found.unit) != found.unit or per is None:
        return None
    taken = _counted(found, one, per)
    if taken is None or not fits(told["name"], WrittenAmount(taken.amount, taken.unit)):
        return None
    return UsableAmount(told["name"].strip(), taken.amount, taken.unit, taken)


def medicine_name(written: str) -> str:
    """Read the name of a medicine.

    Raises:
        FieldError: it is empty or too long.
    """
    return read_name(written)
