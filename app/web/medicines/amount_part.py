"""How much at once, as people take it: mg, halves of tablets, mL of a liquid, 5/325.

What is worked out, and what is far from any usual amount, is shown and asked about before it is
saved. Nothing is forbidden: a tick says that it is right.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from wtforms import (
    BooleanField,
    Field,
    Form,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    ValidationError,
)
from wtforms.validators import DataRequired

from app.clinical.medicines import find_name
from app.clinical.numbers import NO_NUMBER, NUMBER, NumberError, read_number, read_pair
from app.clinical.plausibility import doubt_about, doubt_words
from app.clinical.units import UnitMismatch, check_amount, find_unit
from app.diary.as_taken import PIECES, AsTaken
from app.services.errors import Refused
from app.services.medicines.amounts import amount_in_words, plain_number
from app.services.medicines.prescriptions import Prescription
from app.web.kit.fields import tidy
from app.web.kit.forms import text_of

_AMOUNT = re.compile(rf"({NUMBER})\s*(\D*)")
_STRENGTH = re.compile(
    rf"(?P<strength>{NUMBER})\s*(?P<unit>mg|mcg|µg|g)"
    rf"(?:\s*(?:/|in|per)\s*(?P<per>{NUMBER})?\s*(?:ml|drops?|sprays?|tablets?|capsules?))?",
    re.IGNORECASE,
)
NO_STRENGTH = "Write how strong one is, like 5 mg, or 10 mg in 5 mL. Then the mg can be worked out."
LOOK_AGAIN = "Look at this again. Tick the box if it is right, or correct what you typed."


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
            _read_amount(text_of(field))
        except NumberError as problem:
            raise ValidationError(str(problem)) from None


def typed_amount_field(label: str, missing: str = "Write how much.") -> StringField:
    """Return a field for an amount; whether it fits the medicine is the use-case's to say."""
    return StringField(label, filters=[tidy], validators=[DataRequired(missing), TypedAmount()])


def _read_amount(text: str) -> tuple[Decimal, str | None]:
    """Read a number and the unit behind it, where there is one."""
    found = _AMOUNT.fullmatch(text)
    if found is None or (found[2] and find_unit(found[2]) is None):
        raise NumberError(NO_NUMBER)
    return read_number(found[1]), find_unit(found[2])


def read_strength(text: str) -> tuple[Decimal, str, Decimal]:
    """Read how strong a tablet or a liquid is: how much, in which unit, in how many.

    >>> read_strength("10 mg/5 mL")
    (Decimal('10'), 'mg', Decimal('5'))

    Raises:
        NumberError: it is no such strength.
    """
    found = _STRENGTH.fullmatch(text.strip())
    if found is None:
        raise NumberError(NO_STRENGTH)
    per = read_number(found["per"]) if found["per"] else Decimal(1)
    strength = read_number(found["strength"])
    if not per or not strength:
        raise NumberError(NO_STRENGTH)
    return strength, find_unit(found["unit"]) or "", per


class CheckedAmount:
    """A typed amount, and the questions that it may raise."""

    amount: StringField
    # Of "5/325": which of the two numbers counts.
    part = RadioField("Which number is it?", choices={}, validate_choice=False)
    is_right = BooleanField("Yes, this is right")
    # What was asked about: a tick holds for that amount alone.
    asked_about = HiddenField()
    question = ""
    # What was asked about before, and is not asked about again.
    known: SaidAmount | None = None
    # The total of a day is no single dose: it has no usual tablet to be held against.
    is_total = False

    def checked(
        self, medication: str, route: str, unit: str, held: AsTaken | None = None
    ) -> SaidAmount:
        """Return the amount in `unit`, or in a unit typed behind it.

        Args:
            medication: name as in the diary.
            route: a code of `app.clinical.routes`.
            unit: in which the medicine is counted.
            held: what one tablet or mL of it holds, where that is known.

        Raises:
            Refused: it is no amount, or it must be looked at again.
        """
        typed, typed_unit = self._typed(medication)
        said = SaidAmount(typed, typed_unit or unit)
        if said.unit in PIECES and said.unit != unit:
            said = self._worked_out(typed, said.unit, unit, held)
        self._ask(medication, route, said)
        return said

    def _typed(self, medication: str) -> tuple[Decimal, str | None]:
        pair = read_pair(text_of(self.amount))
        if pair is not None:
            return pair[self._counting_part(medication, pair)], None
        try:
            return _read_amount(text_of(self.amount))
        except NumberError as problem:
            raise Refused(str(problem), "amount") from None

    def _counting_part(self, medication: str, pair: tuple[Decimal, Decimal]) -> int:
        """Return which of the two numbers counts; asked, since labels differ between countries."""
        known = find_name(medication)
        if known is None or len(known.parts) < 2:
            raise Refused(NO_NUMBER, "amount")
        name = known.parts[0]
        self.part.choices = [
            (str(at), f"{amount_in_words(amount, 'mg')} is the {name}")
            for at, amount in enumerate(pair)
        ]
        if self.part.data not in ("0", "1"):
            raise Refused(f"Choose which of the two numbers is the {name}.", "part")
        return int(self.part.data)

    def _worked_out(
        self, count: Decimal, piece: str, unit: str, held: AsTaken | None
    ) -> SaidAmount:
        if held is None or held.piece != piece or held.unit != unit:
            raise Refused(NO_STRENGTH, "strength" if hasattr(self, "strength") else "amount")
        taken = AsTaken(count, piece, held.strength, unit, held.per)
        return SaidAmount(taken.amount, unit, taken)

    def _ask(self, medication: str, route: str, said: SaidAmount) -> None:
        words = amount_in_words(said.amount, said.unit)
        amount = float(said.amount)
        try:
            check_amount(said.unit, amount)
        except UnitMismatch as mismatch:
            raise Refused(str(mismatch), "amount") from None
        doubt = None if self.is_total else doubt_about(medication, route, said.unit, amount)
        told = [f"{said.as_taken.words}: that is {words}."] if said.as_taken else []
        told += [doubt_words(doubt, words)] if doubt else []
        about = f"{words} {said.as_taken.words if said.as_taken else ''}"
        is_told = self.is_right.data and self.asked_about.data == about
        if not told or is_told or self._is_known(said):
            return
        self.question = " ".join(told)
        self.asked_about.data, self.is_right.data = about, False
        raise Refused(LOOK_AGAIN, "is_right")

    def _is_known(self, said: SaidAmount) -> bool:
        known = self.known
        if known is None or (said.amount, said.unit) != (known.amount, known.unit):
            return False
        return said.as_taken in (None, known.as_taken)


class AmountPart(CheckedAmount):
    """How much at once, in a unit to choose."""

    amount = typed_amount_field("How much do you take each time?")
    # Which units there are depends on the medicine; whether one fits, the use-case says.
    unit = SelectField("Unit", choices={}, validate_choice=False)
    strength = StringField("How strong is one?", filters=[tidy])
    units: Mapping[str, str] = {}
    pieces: Mapping[str, str] = {}
    medication, route = "", ""

    def show(self, now: Prescription) -> None:
        """Write the amount of a prescription into the fields, counted as it was."""
        counted = now.as_taken
        self.amount.data = plain_number(counted.count if counted else now.amount)
        self.unit.data = counted.piece if counted else now.unit
        if counted:
            in_so_many = (
                f" in {plain_number(counted.per)} {counted.piece}" if counted.per != 1 else ""
            )
            self.strength.data = f"{plain_number(counted.strength)} {counted.unit}{in_so_many}"

    def offer_units(
        self,
        units: Mapping[str, str],
        medication: str,
        route: str,
        pieces: Mapping[str, str] | None = None,
        known: Prescription | None = None,
    ) -> None:
        """Set the units to choose from: words for each code, and what it is an amount of.

        `pieces` are units that are worked out with a strength; `known` was asked about before.
        """
        self.known = SaidAmount(known.amount, known.unit, known.as_taken) if known else None
        self.units, self.pieces = dict(units), dict(pieces or {})
        self.unit.choices = {**self.units, **self.pieces}
        self.medication, self.route = medication, route
        if not self.unit.data:
            self.unit.data = next(iter(units))

    def said(self) -> SaidAmount:
        """Return the amount.

        Raises:
            Refused: one unit was typed and another one chosen, or it must be looked at again.
        """
        chosen = text_of(self.unit)
        typed_unit = _AMOUNT.fullmatch(text_of(self.amount))
        written = find_unit(typed_unit[2]) if typed_unit else None
        is_piece = (written or chosen) in self.pieces
        if written and written != chosen and len(self.units) > 1 and not is_piece:
            raise Refused(f"You wrote {written} and chose {chosen}. Make them the same.", "amount")
        if not is_piece:
            return self.checked(self.medication, self.route, chosen)
        piece = written or chosen
        return self._of_pieces(piece)

    def _of_pieces(self, piece: str) -> SaidAmount:
        try:
            strength, unit, per = read_strength(text_of(self.strength))
        except NumberError:
            raise Refused(NO_STRENGTH, "strength") from None
        if unit not in self.units:
            either = " or ".join(self.units)
            raise Refused(f"Write the strength in {either}.", "strength")
        held = AsTaken(Decimal(1), piece, strength, unit, per)
        count, _unit = self._typed(self.medication)
        said = self._worked_out(count, piece, unit, held)
        self._ask(self.medication, self.route, said)
        return said
