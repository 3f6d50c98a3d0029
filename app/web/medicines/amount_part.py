"""How much at once, as people take it: mg, halves of tablets, mL of a liquid, 5/325.

What is worked out, and what is far from any usual amount, is shown and asked about before it is
saved.
"""

from collections.abc import Mapping
from decimal import Decimal

from wtforms import RadioField, SelectField, StringField

from app.clinical.medicines import find_name
from app.clinical.numbers import NO_NUMBER, NumberError, read_pair
from app.clinical.units import GRAM, MG, is_weight
from app.diary.as_taken import AsTaken
from app.diary.medicine import Prescription
from app.services.errors import Refused
from app.services.medicines.amounts import amount_in_words
from app.web.kit.amount_question import amount_question
from app.web.kit.asked_about import AskedAbout
from app.web.kit.fields import tidy
from app.web.kit.forms import text_of
from app.web.kit.typed_amounts import (
    SaidAmount,
    read_strength,
    read_typed_amount,
    said_of,
    shown_amount,
    typed_amount_field,
)

# Our own choice: fewer times are usual when a dose is raised or cut in steps.
TENFOLD = 10


class CheckedAmount(AskedAbout):
    """A typed amount, and the questions that it may raise."""

    amount: StringField
    # Of "5/325": which of the two numbers counts.
    part = RadioField("Which number is it?", choices={}, validate_choice=False)
    # What was asked about before, and is not asked about again.
    known: SaidAmount | None = None
    is_total = False

    def checked(
        self, medication: str, route: str, unit: str, held: AsTaken | None = None
    ) -> SaidAmount:
        """Return the amount in `unit`, in a unit typed behind it, or in the pieces of `held`.

        Args:
            medication: name as in the diary.
            route: a code of `app.clinical.routes`.
            unit: in which the medicine is counted.
            held: what one tablet or mL of it holds, where that is known.

        Raises:
            Refused: it is no amount, or it must be looked at again.
        """
        said = said_of(*self._typed(medication), unit, held)
        self._ask_about(medication, route, said)
        return said

    def _typed(self, medication: str) -> tuple[Decimal, str | None]:
        pair = read_pair(text_of(self.amount))
        if pair is not None:
            return pair[self._counting_part(medication, pair, "amount")], "mg"
        try:
            return read_typed_amount(text_of(self.amount))
        except NumberError as problem:
            raise Refused(str(problem), "amount") from None

    def _counting_part(self, medication: str, pair: tuple[Decimal, Decimal], field: str) -> int:
        """Return which of the two numbers counts; asked, since labels differ between countries."""
        known = find_name(medication)
        if known is None or len(known.parts) < 2:
            raise Refused(NO_NUMBER, field)
        name = known.parts[0]
        self.part.choices = [
            (str(at), f"{amount_in_words(amount, 'mg')} is the {name}")
            for at, amount in enumerate(pair)
        ]
        if self.part.data not in ("0", "1"):
            raise Refused(f"Choose which of the two numbers is the {name}.", "part")
        return int(self.part.data)

    def _ask_about(
        self, medication: str, route: str, said: SaidAmount, typed: str | None = None
    ) -> None:
        typed = text_of(self.amount) if typed is None else typed
        about, question = amount_question(
            medication, route, said, typed=typed, is_total=self.is_total
        )
        if not self._is_known(said):
            self.ask({about: question or self._against_known(said)})

    def _against_known(self, said: SaidAmount) -> str:
        """Ask about an amount ten times the one before, or a tenth of it: a slip of a digit."""
        known = self.known
        if known is None or known.unit != said.unit:
            return ""
        if not known.amount / TENFOLD < said.amount < known.amount * TENFOLD:
            before, now = (amount_in_words(one.amount, one.unit) for one in (known, said))
            return f"You entered {now}. Until now it was {before}. Is it right?"
        return ""

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
    known_before: Prescription | None = None

    def show(self, now: Prescription) -> None:
        """Write the amount of a prescription into the fields, counted as it was."""
        counted = now.as_taken
        self.amount.data = shown_amount(now.amount, counted)
        self.unit.data = counted.piece if counted else now.unit
        if counted:
            self.strength.data = counted.strength_words

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
        self.known_before = known
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
        number, written = self._typed(self.medication)
        counted_in = written or chosen
        is_piece = counted_in in self.pieces
        is_other = written not in (None, chosen) and not (is_weight(written) and is_weight(chosen))
        if is_other and len(self.units) > 1 and not is_piece:
            raise Refused(f"You entered {written} and chose {chosen}. Make them match.", "amount")
        held = self._held(counted_in) if is_piece else None
        said = said_of(number, counted_in, held.unit if held else self._unit(chosen), held)
        typed = text_of(self.amount) if written else f"{text_of(self.amount)} {chosen}"
        self._ask_about(self.medication, self.route, said, typed if chosen == GRAM else None)
        return said

    def dose(self) -> Prescription:
        """Return one dose as a prescription, whenever it is taken.

        Raises:
            Refused: as in `said`.
        """
        amount, unit, as_taken = self.said()
        return Prescription(amount, unit, as_taken=as_taken)

    def _unit(self, chosen: str) -> str:
        """Return the unit to keep: what is swallowed counts in mg, unless it was kept in grams."""
        usual = next(iter(self.units))
        is_kept = self.known is not None and self.known.unit == chosen
        is_usual = chosen not in self.units or (chosen == GRAM and usual == MG and not is_kept)
        return usual if is_usual else chosen

    def _held(self, piece: str) -> AsTaken:
        pair = read_pair(text_of(self.strength))
        if pair is not None:
            strength = pair[self._counting_part(self.medication, pair, "strength")]
            return AsTaken(Decimal(1), piece, strength, "mg")
        try:
            strength, unit, per = read_strength(text_of(self.strength), piece)
        except NumberError as problem:
            raise Refused(str(problem), "strength") from None
        if unit not in self.units:
            either = " or ".join(self.units)
            raise Refused(f"Enter the strength in {either}.", "strength")
        return AsTaken(Decimal(1), piece, strength, unit, per)
