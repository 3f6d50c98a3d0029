"""Fields and checks that several forms share. A message says what to do."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from markupsafe import Markup, escape
from wtforms import (
    DateField,
    Field,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the published types
from wtforms.form import BaseForm
from wtforms.validators import DataRequired, Optional

from app.clinical.scales import SCALE_STEPS
from app.diary.lengths import LINE_MAX_CHARACTERS, NOTE_MAX_CHARACTERS
from app.services.errors import Refused
from app.web.kit.clock_field import ClockField

NO_ANSWER = "none"
DAY_MISSING = "Choose a day, or enter one like 2026-05-03."
_LINE_ENDS = re.compile(r"\r\n?")


def tidy(text: str | None) -> str:
    r"""Return the text without white space around it and with one kind of line end.

    >>> tidy("  a\r\nb ")
    'a\nb'
    """
    return _LINE_ENDS.sub("\n", text or "").strip()


def has_controls(text: str, allowed: str = "") -> bool:
    r"""Tell whether control characters other than the `allowed` ones stand in the text.

    >>> has_controls("a\x00b"), has_controls("a\nb", "\n\t"), has_controls("שלום 🙂")
    (True, False, False)
    """
    return any(unicodedata.category(c) == "Cc" and c not in allowed for c in text)


class OptionInput:
    """Writes one of several radio buttons or checkboxes.

    Today has a hundred of them. WTForms' own widget formats each attribute by itself
    (`wtforms.widgets.html_params`), and took a quarter of the time of that page.
    """

    def __init__(self, input_type: Literal["radio", "checkbox"]) -> None:
        self._input_type = input_type

    def __call__(self, field: Any, **kwargs: object) -> Markup:  # noqa: ANN401 - an option has no published type
        """Return the input. An attribute that is False is left out; True stands without a value."""
        shown = {
            "type": self._input_type,
            "id": field.id,
            "name": field.name,
            "value": field._value(),
            "checked": field.checked,
            **kwargs,
        }
        written = (
            name if value is True else f'{name}="{escape(value)}"'
            for name, value in shown.items()
            if value is not False
        )
        return Markup(f"<input {' '.join(written)}>")  # noqa: S704 - each value is escaped


class PlainText:
    """Accepts text of any script up to a length; refuses control characters."""

    def __init__(self, max_characters: int, *, several_lines: bool = False) -> None:
        self.max_characters = max_characters
        self.allowed = "\n\t" if several_lines else ""

    def __call__(self, form: BaseForm, field: Field) -> None:
        """Check the field's text.

        Raises:
            ValidationError: it is too long or holds control characters.
        """
        del form
        text = field.data or ""
        if has_controls(text, self.allowed):
            raise ValidationError(
                "Some of these characters cannot be saved. Please type the text again."
            )
        if len(text) > self.max_characters:
            raise ValidationError(
                f"Use {self.max_characters:,} characters or fewer. There are {len(text):,} now."
            )


def line_field(
    label: str, max_characters: int = LINE_MAX_CHARACTERS, description: str = ""
) -> StringField:
    """Return a field for one line of the person's own words."""
    return StringField(
        label,
        filters=[tidy],
        validators=[PlainText(max_characters)],
        description=description,
    )


class NoteField(TextAreaField):
    """Several lines of the person's own words."""

    def __init__(
        self,
        label: str,
        max_characters: int = NOTE_MAX_CHARACTERS,
        **settings: Any,  # noqa: ANN401 - WTForms hands over what binds the field to its form
    ) -> None:
        super().__init__(label, filters=[tidy], **settings)
        self.max_characters = max_characters
        self._saved = ""

    def make_room_for(self, saved: str) -> None:
        """Let saved text stay as it is: a file may bring in more than anyone can type."""
        self._saved = tidy(saved)
        self.max_characters = max(self.max_characters, len(self._saved))

    def pre_validate(self, form: BaseForm) -> None:
        """Check the text.

        Raises:
            ValidationError: it is too long or holds control characters, and is not what is saved.
        """
        if self.data != self._saved:
            PlainText(self.max_characters, several_lines=True)(form, self)


def time_field(label: str) -> ClockField:
    """Return a field for a time of day, which may stay empty."""
    return ClockField(  # type: ignore[call-arg]  # as above
        label,
        validators=[Optional()],
        invalid_value_message="Enter the time in hours and minutes, like 08:30.",
    )


def score_field(label: str, *, can_take_back: bool = False) -> RadioField:
    """Return a 0-10 scale with nothing chosen in advance.

    Args:
        label: the question.
        can_take_back: offer "No answer" too, for a question that may have been answered.
    """
    names = {str(score): str(score) for score in SCALE_STEPS}
    if can_take_back:
        names[NO_ANSWER] = "No answer"
    return choice_field(label, names, "Choose a number from 0 to 10.")


def chosen_score(field: Field) -> int | None:
    """Return the chosen score; None is "not answered"."""
    return None if field.data in (None, NO_ANSWER) else int(field.data)


def choice_field(
    label: str, names: Mapping[str, str], message: str = "Choose one of the answers shown."
) -> RadioField:
    """Return radio buttons, none of which must be chosen; `names` words each code."""
    return RadioField(  # type: ignore[call-arg]  # as above
        label,
        choices=_choices(names),
        option_widget=OptionInput("radio"),
        filters=[_blank_is_no_answer],
        validators=[Optional()],
        invalid_choice_message=message,
    )


def select_field(label: str, names: Mapping[str, str], description: str = "") -> SelectField:
    """Return a list that folds open; the first of `names` stands there at first."""
    return SelectField(
        label,
        choices=_choices(names),
        default=next(iter(names)),
        description=description,
    )


def checkboxes_field(label: str, names: Mapping[str, str]) -> SelectMultipleField:
    """Return a checkbox for each code, worded by `names`."""
    return SelectMultipleField(  # type: ignore[call-arg]  # as above
        label,
        choices=_choices(names),
        option_widget=OptionInput("checkbox"),
        invalid_choice_message="Choose from the list.",
    )


def day_field(label: str, description: str = "", *, can_be_empty: bool = False) -> DateField:
    """Return a field for a calendar day; the use-case decides whether the day is possible."""
    return DateField(  # type: ignore[call-arg]  # as above
        label,
        validators=[Optional() if can_be_empty else DataRequired(DAY_MISSING)],
        invalid_value_message=DAY_MISSING,
        description=description,
    )


def typed_day(field: DateField) -> date:
    """Return the day that was typed into a field that must not be empty.

    Raises:
        Refused: it is empty.
    """
    if field.data is None:
        raise Refused(DAY_MISSING, field.name)
    return field.data


def _blank_is_no_answer(text: str | None) -> str | None:
    return text if text and text.strip() else None


def _choices(names: Mapping[str, str]) -> list[SelectChoice]:
    return [SelectChoice(value=code, label=name) for code, name in names.items()]
