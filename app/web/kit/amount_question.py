"""What is asked about a typed amount before it is saved."""

from app.clinical.numbers import in_figures, is_fraction, read_number, read_pair
from app.clinical.plausibility import doubt_about, doubt_words
from app.clinical.units import ML, UnitMismatch, check_amount, find_unit, is_weight, ml_in_spoon
from app.diary.as_taken import PIECES
from app.services.errors import Refused
from app.services.medicines.amounts import amount_in_words
from app.web.kit.typed_amounts import AMOUNT, SaidAmount, read_typed_amount, tidied_amount


def _worked_out(typed: str, said: SaidAmount) -> str:
    """Say what spoons, or another unit of weight, come to; nothing where nothing was worked out."""
    found = AMOUNT.fullmatch(tidied_amount(typed))
    spoon = ml_in_spoon(found[2]) if found else None
    if found is None or not found[2]:
        return ""
    if spoon is not None:
        return f"You entered {typed}: that is {amount_in_words(read_number(found[1]) * spoon, ML)}."
    unit = find_unit(found[2])
    if said.as_taken or unit == said.unit or not (is_weight(unit) and is_weight(said.unit)):
        return ""
    return f"You entered {typed}: that is {amount_in_words(said.amount, said.unit)}."


def _may_be_part_of_one(typed: str, said: SaidAmount) -> bool:
    """Tell whether a fraction without a unit was taken for one of a milligram."""
    if said.as_taken is not None or said.unit in PIECES or read_pair(typed) or not typed:
        return False
    return is_fraction(in_figures(typed)) and read_typed_amount(typed)[1] is None


def amount_question(
    medication: str,
    route: str,
    said: SaidAmount,
    *,
    typed: str = "",
    is_total: bool = False,
    field: str = "amount",
) -> tuple[str, str]:
    """Return what is asked about an amount before it is saved: what it is about, and the question.

    The question is empty for a usual amount in its own unit. Spoons and other units of weight that
    were `typed` are told with what they come to; a fraction without a unit may be one of a tablet.
    The total of a day is no single dose: it has no usual tablet to be held against. A sentence
    belongs to `field`.

    Raises:
        Refused: nobody takes such an amount.
    """
    words = amount_in_words(said.amount, said.unit)
    try:
        check_amount(said.unit, float(said.amount))
    except UnitMismatch as mismatch:
        raise Refused(str(mismatch), field) from None
    doubt = doubt_about(medication, route, said.unit, float(said.amount))
    worked_out = _worked_out(typed, said)
    told = [worked_out] if worked_out else []
    told += [f"{said.as_taken.words}: that is {words}."] if said.as_taken else []
    if _may_be_part_of_one(typed, said):
        told.append(
            f"You entered {typed}: that is {words}. If you mean part of a tablet, add the word "
            "tablet."
        )
    told += [doubt_words(doubt, words)] if doubt and not is_total else []
    counted = said.as_taken.words if said.as_taken else ""
    return f"{medication} {words} {counted}".strip(), " ".join(told)
