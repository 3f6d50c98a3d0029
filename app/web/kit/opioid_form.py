"""The question whether a medicine that nobody here knows is an opioid."""

import hashlib
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from flask import request
from wtforms import RadioField

from app.diary.lengths import NAME_MAX_CHARACTERS
from app.diary.opioid_answers import OpioidAnswer, OpioidAnswers, name_key
from app.web.kit.fields import choice_field
from app.web.kit.forms import SubmittedForm

ANSWERS = MappingProxyType(
    {
        OpioidAnswer.YES.value: "Yes",
        OpioidAnswer.NO.value: "No",
        OpioidAnswer.NOT_SURE.value: "I’m not sure",
    }
)
# Under this the names asked about are sent along.
NAME = "unknown_name"
# More different names than a person takes medicines.
MOST_NAMES = 200
CHOOSE_OPIOID_ANSWER = "Choose yes, no or I’m not sure."


def said_words(answers: OpioidAnswers, name: str) -> str:
    """Write what was said of a name before."""
    said = answers.answer_for(name)
    return f"You said: {ANSWERS[said]}" if said else "Not asked yet"


class OpioidForm(SubmittedForm):
    """One question for each name; see `opioid_form`."""

    names: Mapping[str, str] = MappingProxyType({})

    def questions(self) -> list[RadioField]:
        """Return the questions, in order of name."""
        return [self[field] for field in self.names]

    def answers(self) -> dict[str, OpioidAnswer]:
        """Return what was answered, by name; what was left open is not there."""
        return {
            name: OpioidAnswer(self[field].data)
            for field, name in self.names.items()
            if self[field].data
        }


def opioid_form(names: Iterable[str]) -> OpioidForm:
    """Return a form that asks about each name. A field is called by what it asks about."""
    form: OpioidForm = type("AskedOpioidForm", (OpioidForm,), opioid_fields(names))()
    return form


def opioid_fields(names: Iterable[str]) -> dict[str, object]:
    """Return what a kind of `OpioidForm` that asks about these names is made of."""
    by_field = {_field_name(name): name for name in names}
    fields = {
        field: choice_field(
            (f"Is {name} an opioid, or does it work like one?"), ANSWERS, CHOOSE_OPIOID_ANSWER
        )
        for field, name in by_field.items()
    }
    return {**fields, "names": by_field}


def sent_opioid_form() -> OpioidForm:
    """Return the form for the names that the page asked about: they came back with it."""
    return opioid_form(sent_names())


def sent_names() -> list[str]:
    """Return the names that the page asked about."""
    names = request.form.getlist(NAME)[:MOST_NAMES]
    return [name for name in names if 0 < len(name) <= NAME_MAX_CHARACTERS]


def _field_name(name: str) -> str:
    return f"opioid_{hashlib.sha256(name_key(name).encode()).hexdigest()[:12]}"
