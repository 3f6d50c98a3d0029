"""The form that chooses the country on Help now."""

from wtforms import Form, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the published types

from app.clinical.emergency import COUNTRIES
from app.web.reading.help_words import ELSEWHERE


def _name(name: str) -> str:
    return name[0].upper() + name[1:]


class CountryForm(Form):
    """Sent with GET: it changes nothing."""

    country = SelectField(
        "Where are you?",
        choices=[
            *(SelectChoice(value=code, label=_name(c.name)) for code, c in COUNTRIES.items()),
            SelectChoice(value=ELSEWHERE, label="Somewhere else"),
        ],
    )
