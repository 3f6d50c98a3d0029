"""What the forms about a list say, as choices."""

from dataclasses import replace

from app.interop.other_apps.choices import Choices, Meaning, Part
from app.interop.other_apps.days import DateOrder
from app.interop.other_apps.numbers import DecimalMark, written_amount
from app.interop.other_apps.questions import Questions
from app.interop.other_apps.scores import Scale, ScoreRule
from app.services.errors import Refused
from app.web.archive.list_forms import PART_NAMES
from app.web.kit.forms import TokenForm

CHOOSE_DAY = "Choose the column with the days."
CHOOSE_MORE = "Choose what to import: pain, places, a medicine or a note."
CHOOSE_ONE_OF_THEM = "Choose one of them."
SAY_AMOUNT = "Enter a number and a unit, such as 5 mg. Or leave it empty."


def fill_columns(form: TokenForm, choices: Choices) -> None:
    """Choose beforehand what the headings suggest."""
    for part in PART_NAMES:
        at = choices.column(part)
        form[part.value].data = "" if at is None else str(at)
    form["notes"].data = [str(at) for at in choices.notes]


def said_columns(form: TokenForm, choices: Choices) -> Choices:
    """Return the choices with the columns as sent.

    Raises:
        Refused: there is no day, or nothing else.
    """
    if form["leave_out"].data:
        return replace(choices, is_left_out=True)
    columns = {part: int(form[part.value].data) for part in PART_NAMES if form[part.value].data}
    notes = tuple(int(at) for at in form["notes"].data or ())
    if Part.DATE not in columns:
        raise Refused(CHOOSE_DAY, Part.DATE.value)
    if not notes and not set(columns) - {Part.DATE, Part.TIME, Part.AMOUNT, Part.UNIT}:
        raise Refused(CHOOSE_MORE, Part.PAIN.value)
    return replace(choices.with_columns(columns, notes), is_confirmed=True)


def said_answers(form: TokenForm, choices: Choices, asked: Questions) -> Choices:
    """Return the choices with the answers as sent.

    Raises:
        Refused: something is not answered.
    """
    if asked.people:
        choices = replace(choices, only=_one(form, "only"))
    if asked.orders:
        choices = replace(choices, order=DateOrder(_one(form, "order")))
    if asked.numbers:
        choices = replace(choices, mark=DecimalMark(_one(form, "mark")))
    subjects = {
        named.key: Meaning(form[f"subject_{n}"].data) for n, named in enumerate(asked.subjects)
    }
    places = {named.key: form[f"place_{n}"].data for n, named in enumerate(asked.places)}
    amounts = {named.key: _amount(form, f"amount_{n}") for n, named in enumerate(asked.amounts)}
    return replace(
        choices,
        scores={**choices.scores, **_scores(form, asked)},
        meanings={**choices.meanings, **subjects},
        places={**choices.places, **places},
        amounts={**choices.amounts, **amounts},
    )


def _one(form: TokenForm, name: str) -> str:
    if not form[name].data:
        raise Refused(CHOOSE_ONE_OF_THEM, name)
    return str(form[name].data)


def _amount(form: TokenForm, name: str) -> str:
    written = (form[name].data or "").strip()
    found = written_amount(written, DecimalMark.POINT) if written else None
    if written and (found is None or not found.unit):
        raise Refused(SAY_AMOUNT, name)
    return written


def _scores(form: TokenForm, asked: Questions) -> dict[Part, ScoreRule]:
    rules = {}
    for question in asked.scores:
        name = f"score_{question.part.value}"
        scale = Scale(_one(form, name))
        one_by_one = {}
        if scale is Scale.ONE_BY_ONE:
            said = {a: form[f"{name}_{n}"].data for n, a in enumerate(question.answers)}
            one_by_one = {answer: int(score) if score else None for answer, score in said.items()}
        rules[question.part] = ScoreRule(scale, one_by_one)
    return rules
