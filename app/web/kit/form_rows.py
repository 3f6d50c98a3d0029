"""What stands in a form, in words: shown where the form itself has nothing left to change."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, HiddenField

from app.web.kit.fields import NO_ANSWER
from app.web.kit.rows import Row


def form_rows(form: FlaskForm) -> list[Row]:
    """Return each field that was filled in, under its own label."""
    shown = ((str(field.label.text), _words(field)) for field in form if not _is_hidden(field))
    return [Row(label, words) for label, words in shown if words]


def _is_hidden(field: Field) -> bool:
    return isinstance(field, HiddenField)


def _words(field: Field) -> str:
    if isinstance(field, BooleanField):
        return "Yes" if field.data else ""
    sent = [text for text in field.raw_data or [] if text and text != NO_ANSWER]
    names = {str(c[0]): str(c[1]) for c in getattr(field, "iter_choices", tuple)()}
    return ", ".join(names.get(text, text) for text in sent)
