"""What templates/patterns/show.html is shown with: one form in four states, and some figures."""

from dataclasses import dataclass
from datetime import date, time

from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    DateField,
    FileField,
    Form,
    HiddenField,
    PasswordField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput

from app.clinical.areas import AREAS
from app.clinical.emergency import UNITED_STATES
from app.web.kit.asked_about import AskedAbout
from app.web.kit.clock_field import ClockField
from app.web.kit.fields import NoteField
from app.web.kit.pages import Message, NavItem, Shell, Undo


def _choices(**names: str) -> list[SelectChoice]:
    return [SelectChoice(value=code, label=name) for code, name in names.items()]


NUMBERS = [SelectChoice(str(number), str(number)) for number in range(11)]
WEEKDAYS = [
    ("Mo", "Monday"),
    ("Tu", "Tuesday"),
    ("We", "Wednesday"),
    ("Th", "Thursday"),
    ("Fr", "Friday"),
    ("Sa", "Saturday"),
    ("Su", "Sunday"),
]


class PatternForm(Form, AskedAbout):
    """One field for each component."""

    csrf_token = HiddenField(default="token")
    submission_key = HiddenField(default="key")
    pain = RadioField("How much did it hurt?", choices=NUMBERS, validators=[InputRequired()])
    touch = RadioField(
        "Did touch hurt (clothes, a sheet, a hug)?",
        choices=[*NUMBERS, SelectChoice("skip", "I’d rather not say")],
        validators=[InputRequired()],
    )
    places = RadioField(
        "Where?",
        choices=_choices(same="Same as last time", new="Changed"),
    )
    changes = SelectMultipleField(
        "Anything change?",
        choices=[
            SelectChoice("injury", "A new injury"),
            SelectChoice("ill", "I was ill"),
            SelectChoice("other", "Something else"),
        ],
        option_widget=CheckboxInput(),
    )
    notes_shared = BooleanField("Show my notes too")
    medicine = StringField("Medicine", validators=[Length(max=80)])
    amount = StringField("Amount")
    unit = SelectField("Unit", choices=_choices(**{"mg": "mg", "mcg/h": "mcg/h"}))
    on_day = DateField("Day")
    at_time = ClockField("Time")
    note = NoteField("Note")
    password = PasswordField("Password", description="15 characters or more.")
    archive = FileField("The archive")
    areas = SelectMultipleField(
        "Where does it hurt?",
        choices=[SelectChoice(area.code, area.name) for area in AREAS],
        option_widget=CheckboxInput(),
    )
    all_over = BooleanField("It hurts all over")


@dataclass(frozen=True, slots=True)
class Day:
    """A cell of the calendar."""

    day: int
    date_words: str
    status: str
    mark: str
    href: str
    is_today: bool
    has_records: bool


def _named(prefix: str) -> PatternForm:
    form = PatternForm(prefix=prefix)
    _plain_names(form)
    return form


def _plain_names(form: PatternForm) -> None:
    """Give the hidden fields the names they have on a page with one form."""
    for name in ("csrf_token", "submission_key"):
        form[name].name = name


def _filled(prefix: str) -> PatternForm:
    form = PatternForm(
        prefix=prefix,
        pain="7",
        touch="0",
        places="same",
        changes=["injury"],
        notes_shared=True,
        medicine="أوكسيكودون ER, a very long name of a medicine that somebody typed in full",
        amount="12.5",
        unit="mcg/h",
        on_day=date(2026, 3, 11),
        at_time=time(8, 30),
        note="First line.\nSecond line, =1+1 <b>&</b> 😀",
        areas=["lower_back", "left_hip", "right_hand", "neck"],
    )
    _plain_names(form)
    return form


def _wrong() -> PatternForm:
    form = PatternForm(MultiDict({"wrong-medicine": "x" * 90}), prefix="wrong-")
    form.validate()
    for field in form:
        if not isinstance(field, HiddenField):
            field.errors = [f"Choose what is right for “{field.label.text}”."]
    _plain_names(form)
    form.at_time.asks_turn = True
    form.asked_about.data, form.question = "12.5 mg", "You entered 12.5 mg. Is it right?"
    form.form_errors.append("Save once more: the page was open for a long time.")
    return form


def _disabled() -> PatternForm:
    form = _filled("disabled-")
    for field in form:
        field.render_kw = {"disabled": True}
    return form


def _weeks() -> list[list[Day | None]]:
    days: list[Day | None] = [None] * 6
    for number in range(1, 32):
        logged = number % 4 != 0 and number < 20
        days.append(
            Day(
                day=number,
                date_words=f"{number} March 2026",
                status=f"pain {number % 10}" if logged else "nothing logged",
                mark=str(number % 10) if logged else "",
                href=f"/history/{number}" if number < 20 else "",
                is_today=number == 19,
                has_records=logged,
            )
        )
    days += [None] * (-len(days) % 7)
    return [days[start : start + 7] for start in range(0, len(days), 7)]


def _shell() -> Shell:
    words = ("Today", "History", "Trends", "Share")
    return Shell(
        active="today",
        signed_in=True,
        has_errors=True,
        messages=[
            Message(
                "done",
                "Saved: oxycodone 10 mg at 8:05.",
                Undo("/undo", "Undo", "token", "another key"),
            ),
            Message("problem", "This could not be sent. It is still on this page."),
        ],
        nav=[NavItem(word.lower(), word, f"/{word.lower()}", word.lower()) for word in words],
        scripts=["js/body-map.js"],
        home_href="/home",
        help_href="/help",
        about_href="/about",
        settings_href="/settings",
        sign_in_href="/sign-in",
    )


def render(app: Flask) -> str:
    """Return the page of patterns."""
    with app.test_request_context("/"):
        return app.jinja_env.get_template("patterns/show.html").render(
            shell=_shell(),
            empty=_named("empty-"),
            filled=_filled("filled-"),
            wrong=_wrong(),
            disabled=_disabled(),
            weekdays=WEEKDAYS,
            emergency=UNITED_STATES.emergency,
            weeks=_weeks(),
            levels_then={"lower_back": "most", "left_hip": "some"},
            levels_now={
                "lower_back": "most",
                "left_hip": "most",
                "left_upper_leg": "most",
                "right_hip": "some",
                "upper_back": "some",
                "neck": "some",
                "head": "none",
            },
        )
