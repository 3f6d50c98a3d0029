"""The forms that bring a file in: the file, which medicines are opioids, and which side counts."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import cast

from flask import request
from flask_wtf.file import FileField, FileRequired
from wtforms import Field, HiddenField, RadioField, StringField, ValidationError

from app.clinical.meant import did_you_mean
from app.diary.as_taken import PIECES
from app.diary.day_words import TURNS
from app.diary.local_time import Turn
from app.diary.opioid_answers import OpioidAnswer, name_key
from app.services.archive.archive import SaidOfImport
from app.services.archive.corrections import Corrections, CountedMedicine, strength_of_piece
from app.services.archive.differences import DifferenceChoice, digest_of
from app.services.archive.preview import ImportPreview
from app.web.archive.difference_words import DifferenceRow
from app.web.kit.fields import choice_field
from app.web.kit.forms import TokenForm, text_of
from app.web.kit.opioid_form import (
    ANSWERS,
    CHOOSE_OPIOID_ANSWER,
    MOST_NAMES,
    OpioidForm,
    opioid_fields,
    sent_names,
)

# More than anybody looks through one by one; the choice for all counts for the rest.
MOST_ROWS = 500
CHOOSE_SIDE = "Choose one of the two."
TWO_DOSES = "Both are right: these are two doses"
SAY_STRENGTH = "Enter a number and a unit, such as 5 mg. Or leave it empty."
# Under this the counted medicines are sent along.
COUNTED = "counted_piece"
_MEANT = "meant:"
_ROW_NAME = re.compile("differs_([0-9a-f]{16})")
_FOR_ALL = MappingProxyType(
    {
        DifferenceChoice.MINE.value: "Keep what is in my diary",
        DifferenceChoice.FILE.value: "Use the file\N{RIGHT SINGLE QUOTATION MARK}s",
    }
)


_TURNS = MappingProxyType(
    {"first": f"The first, {TURNS['first']}", "second": f"The second, {TURNS['second']}"}
)


class UploadForm(TokenForm):
    """A file to look into."""

    archive = FileField(
        "The file",
        description="A copy from Tidemark, or a list from another app: .zip, .csv or .xlsx.",
        validators=[FileRequired("Choose a file first.")],
    )


class ImportForm(OpioidForm):
    """What is asked before a file comes in; see `import_form` and `sent_import_form`."""

    counted: Mapping[str, CountedMedicine] = MappingProxyType({})
    others = choice_field("For all of them", _FOR_ALL, CHOOSE_SIDE)
    # Asked where times of the file came twice; the page says so, as the file is not read again.
    turn = choice_field("Which of the two times was it?", _TURNS, CHOOSE_SIDE)
    asks_turn = HiddenField()
    seen = HiddenField()
    rows: Sequence[str] = ()

    def row_fields(self) -> list[Field]:
        """Return the fields of the differences, in order of time."""
        return [self[name] for name in self.rows]

    def show_afresh(self, rows: Iterable[DifferenceRow]) -> None:
        """Take over the differences that the page shows now: the button again means these."""
        self.seen.data = digest_of(row.key for row in rows)

    def answers(self) -> dict[str, OpioidAnswer]:
        """Return what was answered, by name, of medicines that stay as they are written."""
        return {
            name: OpioidAnswer(self[field].data)
            for field, name in self.names.items()
            if self[field].data in set(OpioidAnswer)
        }

    def _corrections(self) -> Corrections:
        chosen = {name: self[field].data or "" for field, name in self.names.items()}
        names = {
            name_key(name): said.removeprefix(_MEANT)
            for name, said in chosen.items()
            if said.startswith(_MEANT)
        }
        strengths = {
            counted.key: strength
            for field, counted in self.counted.items()
            if (strength := strength_of_piece(self[field].data or "", counted)) is not None
        }
        return Corrections(names, strengths)

    def said(self) -> SaidOfImport:
        """Return what was said; what was left open is not there."""
        choices = {
            found[1]: DifferenceChoice(side)
            for name, side in request.form.items()
            if side and (found := _ROW_NAME.fullmatch(name))
        }
        others = DifferenceChoice(self.others.data) if self.others.data else None
        seen, turn = text_of(self.seen), cast("Turn | None", self.turn.data)
        return SaidOfImport(self.answers(), choices, others, seen, turn, self._corrections())

    def validate(self, extra_validators: Mapping[str, Sequence[object]] | None = None) -> bool:
        """Check the form, rows included that it has no field for."""
        is_valid = super().validate(extra_validators=extra_validators)
        if text_of(self.asks_turn) and not self.turn.data:
            self.turn.errors = [*self.turn.errors, CHOOSE_SIDE]
            is_valid = False
        sides = (side for name, side in request.form.items() if _ROW_NAME.fullmatch(name))
        if all(side in ("", *DifferenceChoice) for side in sides):
            return is_valid
        if not self.rows:
            self.form_errors.append(CHOOSE_SIDE)
        return False


def import_form(found: ImportPreview, rows: Sequence[DifferenceRow]) -> ImportForm:
    """Return the form for a preview: a question for each name, a choice for each row.

    Args:
        found: the preview.
        rows: all differences; the first `MOST_ROWS` get a field.
    """
    fields = {f"differs_{row.key}": _row_field(row) for row in rows[:MOST_ROWS]}
    form = _form(found.unknown_names, found.uncounted, fields, may_be_slips=found.may_be_slips)
    if request.method != "POST":
        form.show_afresh(rows)
    return form


def sent_import_form() -> ImportForm:
    """Return the form as it came back. The rows are read without a field for each."""
    pairs = (text.partition(":") for text in request.form.getlist(COUNTED)[:MOST_NAMES])
    counted = [CountedMedicine(name, piece) for piece, _, name in pairs if piece in PIECES and name]
    return _form(sent_names(), counted, {}, may_be_slips=True)


def _form(
    names: Iterable[str],
    counted: Iterable[CountedMedicine],
    rows: Mapping[str, Field],
    *,
    may_be_slips: bool,
) -> ImportForm:
    asked = opioid_fields(names)
    if may_be_slips:
        asked |= {field: _with_slips(name) for field, name in _names_of(asked).items()}
    by_field = {_strength_name(one): one for one in counted}
    strengths = {field: _strength_field(one) for field, one in by_field.items()}
    fields = {**asked, **strengths, **rows, "rows": tuple(rows), "counted": by_field}
    form: ImportForm = type("AskedImportForm", (ImportForm,), fields)()
    return form


def _names_of(asked: Mapping[str, object]) -> Mapping[str, str]:
    return cast("Mapping[str, str]", asked["names"])


def _with_slips(name: str) -> RadioField:
    """Return the question about a name, with what may have been meant before the answers."""
    meant = {f"{_MEANT}{other}": f"I meant {other}" for other in did_you_mean(name)}
    question = f"Is {name} an opioid, or does it work like one?"
    if meant:
        question = f"Did you mean {' or '.join(did_you_mean(name))}? Or is {name} an opioid?"
    return choice_field(question, {**meant, **ANSWERS}, CHOOSE_OPIOID_ANSWER)


def _strength_name(counted: CountedMedicine) -> str:
    return f"strength_{hashlib.sha256(repr(counted.key).encode()).hexdigest()[:12]}"


def _strength_field(counted: CountedMedicine) -> StringField:
    def check(_form: object, field: Field) -> None:
        if field.data and strength_of_piece(field.data, counted) is None:
            raise ValidationError(SAY_STRENGTH)

    return StringField(
        f"How much is in 1 {counted.piece} of {counted.name}?",
        default=counted.suggested,
        validators=[check],
        description="Such as 5 mg. Leave it empty if you do not know.",
    )


def _row_field(row: DifferenceRow) -> Field:
    sides = {
        DifferenceChoice.MINE.value: f"My diary: {row.mine}",
        DifferenceChoice.FILE.value: f"The file: {row.theirs}",
    }
    if row.is_missing:
        sides[DifferenceChoice.FILE.value] += " (remove it from my diary)"
    if row.may_be_two:
        sides[DifferenceChoice.BOTH.value] = TWO_DOSES
    return choice_field(row.heading, sides, CHOOSE_SIDE)
