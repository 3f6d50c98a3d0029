"""The form that brings a file in: which medicines are opioids, and which side counts."""

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import cast

from flask import request
from wtforms import Field, HiddenField

from app.diary.day_words import TURNS
from app.diary.local_time import Turn
from app.services.archive.archive import SaidOfImport
from app.services.archive.differences import DifferenceChoice, digest_of
from app.web.archive.difference_words import DifferenceRow
from app.web.kit.fields import choice_field
from app.web.kit.forms import text_of
from app.web.kit.opioid_form import OpioidForm, opioid_fields, sent_names

# More than anybody looks through one by one; the choice for all counts for the rest.
MOST_ROWS = 500
CHOOSE_SIDE = "Choose one of the two."
TWO_DOSES = "Both are right: these are two doses"
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


class ImportForm(OpioidForm):
    """What is asked before a file comes in; see `import_form` and `sent_import_form`."""

    others = choice_field("For all of them", _FOR_ALL, CHOOSE_SIDE)
    # Asked where times of the file came twice; the page says so, as the file is not read again.
    turn = choice_field("Which of the two times are meant?", _TURNS, CHOOSE_SIDE)
    asks_turn = HiddenField()
    seen = HiddenField()
    rows: Sequence[str] = ()

    def row_fields(self) -> list[Field]:
        """Return the fields of the differences, in order of time."""
        return [self[name] for name in self.rows]

    def show_afresh(self, rows: Iterable[DifferenceRow]) -> None:
        """Take over the differences that the page shows now: the button again means these."""
        self.seen.data = digest_of(row.key for row in rows)

    def said(self) -> SaidOfImport:
        """Return what was said; what was left open is not there."""
        choices = {
            found[1]: DifferenceChoice(side)
            for name, side in request.form.items()
            if side and (found := _ROW_NAME.fullmatch(name))
        }
        others = DifferenceChoice(self.others.data) if self.others.data else None
        seen, turn = text_of(self.seen), cast("Turn | None", self.turn.data)
        return SaidOfImport(self.answers(), choices, others, seen, turn)

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


def import_form(names: Iterable[str], rows: Iterable[DifferenceRow]) -> ImportForm:
    """Return the form for a preview: a question for each name, a choice for each row.

    Args:
        names: medicines that nobody knows.
        rows: all differences; the first `MOST_ROWS` get a field.
    """
    rows = list(rows)
    fields = {f"differs_{row.key}": _row_field(row) for row in rows[:MOST_ROWS]}
    form = _form(names, fields)
    if request.method != "POST":
        form.show_afresh(rows)
    return form


def sent_import_form() -> ImportForm:
    """Return the form as it came back. The rows are read without a field for each."""
    return _form(sent_names(), {})


def _form(names: Iterable[str], rows: Mapping[str, Field]) -> ImportForm:
    fields = {**opioid_fields(names), **rows, "rows": tuple(rows)}
    form: ImportForm = type("AskedImportForm", (ImportForm,), fields)()
    return form


def _row_field(row: DifferenceRow) -> Field:
    sides = {
        DifferenceChoice.MINE.value: f"My diary: {row.mine}",
        DifferenceChoice.FILE.value: f"The file: {row.theirs}",
    }
    if row.is_missing:
        sides[DifferenceChoice.FILE.value] += " (take it out of my diary)"
    if row.may_be_two:
        sides[DifferenceChoice.BOTH.value] = TWO_DOSES
    return choice_field(row.heading, sides, CHOOSE_SIDE)
