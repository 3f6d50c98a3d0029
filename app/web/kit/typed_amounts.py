"""Reading an amount as people type it: a number, halves of tablets, mL, a unit behind it or not."""

import re
from decimal import Decimal
from typing import NamedTuple

from wtforms import Field, Form, StringField, ValidationError
from wtforms.validators import DataRequired, Optional

from app.clinical.numbers import (
    NUMBER,
    NumberError,
    in_figures,
    read_number,
    read_pair,
)
from app.clinical.spelling import in_plain_figures
from app.clinical.units import (
    ML,
    UNIT_NAMES,
    find_unit,
    in_weight,
    is_weight,
    ml_in_spoon,
)
from app.diary.as_taken import PIECES, AsTaken
from app.services.errors import Refused
from app.services.medicines.amounts import plain_number
from app.web.kit.fields import tidy
from app.web.kit.forms import text_of
from app.web.kit.unread_amounts import why_not_read

AMOUNT = re.compile(rf"({NUMBER})\s*(\D*)")
_STRENGTH = re.compile(
    rf"(?P<strength>{NUMBER})\s*(?P<unit>mg|mcg|µg|g)"
    rf"(?:\s*(?:/|in|per)\s*(?:an? |one |each )?(?P<per>{NUMBER})?\s*(?P<piece>[a-z]+)\.?)?",
    re.IGNORECASE,
)
OTHER_PIECE = (
    "You count in {pieces}. Enter the mg in a number of {pieces}, like 10 mg in 5 {pieces}."
)
NO_STRENGTH = (
    "Enter how strong one is, like 5 mg, or 10 mg in 5 mL. Tidemark then works out the mg."
)
UNKNOWN_PIECE = (
    "Enter it in {unit}. Your list of medicines does not say how much is in one {piece}."
)


class SaidAmount(NamedTuple):
    """An amount, and how it was counted where that was not its own unit."""

    amount: Decimal
    unit: str
    as_taken: AsTaken | None = None


class TypedAmount:
    """Accepts a number, alone or with a unit behind it, and the two numbers of a combination."""

    def __call__(self, form: Form, field: Field) -> None:
        """Check the field's text.

        Raises:
            ValidationError: it is no number, or what follows is no unit.
        """
        del form
        if read_pair(text_of(field)) is not None:
            return
        try:
            read_typed_amount(text_of(field))
        except NumberError as problem:
            raise ValidationError(str(problem)) from None


def typed_amount_field(label: str, missing: str = "Enter how much.") -> StringField:
    """Return a field for an amount; whether it fits the medicine is the use-case's to say.

    Without a sentence for a `missing` amount it may stay empty.
    """
    needed = DataRequired(missing) if missing else Optional()
    return StringField(label, filters=[tidy], validators=[needed, TypedAmount()])


def read_typed_amount(text: str) -> tuple[Decimal, str | None]:
    """Read a number and the unit behind it, where there is one; spoons are told in mL.

    >>> read_typed_amount("1½ tablets"), read_typed_amount("7,5"), read_typed_amount("2 tsp")
    ((Decimal('1.5'), 'tablet'), (Decimal('7.5'), None), (Decimal('10'), 'mL'))

    Raises:
        NumberError: it is no number, or what follows is no unit.
    """
    text = tidied_amount(text)
    found = AMOUNT.fullmatch(text)
    spoon = ml_in_spoon(found[2]) if found else None
    if found is not None and spoon is not None:
        return read_number(found[1]) * spoon, ML
    if found is None or (found[2] and find_unit(found[2]) is None):
        raise NumberError(why_not_read(text))
    return read_number(found[1]), find_unit(found[2])


def tidied_amount(text: str) -> str:
    return in_figures(text).rstrip(" .,;")


def read_strength(text: str, piece: str) -> tuple[Decimal, str, Decimal]:
    """Read how strong a tablet or a liquid is: how much, in which unit, in how many.

    >>> read_strength("10 mg/5 mL", "mL"), read_strength("5 mg", "tablet")
    ((Decimal('10'), 'mg', Decimal('5')), (Decimal('5'), 'mg', Decimal('1')))
    >>> read_strength("10 mg per teaspoon", "mL")
    (Decimal('10'), 'mg', Decimal('5'))

    Args:
        text: what was typed.
        piece: what is counted, a code of `PIECES`. The strength must be of the same: drops are
            not counted by what one mL holds, and "10 mg" does not tell in how many mL.

    Raises:
        NumberError: it is no such strength.
    """
    found = _STRENGTH.fullmatch(in_plain_figures(text).strip())
    if found is None:
        raise NumberError(NO_STRENGTH)
    per = read_number(found["per"]) if found["per"] else Decimal(1)
    strength = read_number(found["strength"])
    if not per or not strength:
        raise NumberError(NO_STRENGTH)
    is_measured = piece in ("mL", "drop")
    spoon = ml_in_spoon(found["piece"] or "")
    if spoon is not None and piece == ML:
        return strength, find_unit(found["unit"]) or "", per * spoon
    if find_unit(found["piece"] or "") != piece and (found["piece"] or is_measured):
        raise NumberError(OTHER_PIECE.format(pieces=PIECES[piece]))
    return strength, find_unit(found["unit"]) or "", per


def said_of(
    number: Decimal,
    typed_unit: str | None,
    unit: str,
    held: AsTaken | None,
    field: str = "amount",
) -> SaidAmount:
    """Return what a number says: in `unit`, in the unit behind it, or in the pieces of `held`.

    Another unit of weight is turned into `unit`.

    Args:
        number: what was typed.
        typed_unit: the unit behind it, if any.
        unit: in which the medicine is counted.
        held: what one tablet or mL of it holds; a number alone counts those.
        field: where a sentence belongs.

    Raises:
        Refused: pieces were typed, and nobody knows what one holds.
    """
    counted_in = typed_unit or (held.piece if held else unit)
    if is_weight(counted_in) and is_weight(unit):
        return SaidAmount(in_weight(number, counted_in, unit), unit)
    if counted_in not in PIECES or counted_in == unit:
        return SaidAmount(number, counted_in)
    if held is None or (held.piece, held.unit) != (counted_in, unit):
        raise Refused(UNKNOWN_PIECE.format(unit=unit, piece=counted_in), field)
    taken = AsTaken(number, counted_in, held.strength, unit, held.per)
    return SaidAmount(taken.amount, unit, taken)


def shown_amount(amount: Decimal, counted: AsTaken | None) -> str:
    """Write an amount into its field, counted as it was."""
    return plain_number(counted.count if counted else amount)


def counted_in_words(unit: str, held: AsTaken | None) -> str:
    """Say in what a number alone is counted.

    >>> counted_in_words("mg", None)
    'milligrams (mg)'
    >>> counted_in_words("mg", AsTaken(Decimal(1), "mL", Decimal(10), "mg", Decimal(5)))
    'mL (10 mg in 5 mL)'
    """
    return UNIT_NAMES[unit] if held is None else f"{PIECES[held.piece]} ({held.strength_words})"
