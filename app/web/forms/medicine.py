"""Forms of a medicine: what it is, how much, when."""

import re
from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal

from wtforms import (
    DateField,
    Field,
    Form,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    ValidationError,
)
from wtforms.validators import DataRequired, InputRequired

from app.clinical.units import find_unit
from app.services.errors import Refused
from app.services.prescriptions import (
    MOST_PATCHES,
    MOST_TIMES_A_DAY,
    NAME_MAX_CHARACTERS,
    Prescription,
)
from app.web.forms.base import SubmittedForm, TokenForm, VersionedForm, text_of
from app.web.forms.fields import (
    NO_NUMBER,
    NUMBER,
    choice_field,
    day_field,
    line_field,
    tidy,
    time_field,
)

WHEN_NEEDED = "when_needed"
AT_TIMES = "at_times"
OTHER = "other"
USUAL_WEAR_HOURS = (48, 72, 96, 168)
TIME_NAMES = tuple(f"time_{number}" for number in range(1, MOST_TIMES_A_DAY + 1))
_AMOUNT = re.compile(rf"({NUMBER.pattern})\s*(\D*)")
SINCE_HINT = "About is fine. Leave it empty if it was long ago."


def required_choice(label: str, names: Mapping[str, str], message: str) -> RadioField:
    """Return radio buttons of which one must be chosen; none is chosen beforehand."""
    return RadioField(  # type: ignore[call-arg]  # newer than the published types
        label,
        choices=dict(names),
        validators=[InputRequired(message)],
        invalid_choice_message=message,
    )


class TypedAmount:
    """Accepts a number, alone or with a unit behind it: people write `10 mg`."""

    def __call__(self, form: Form, field: Field) -> None:
        """Check the field's text.

        Raises:
            ValidationError: it is no number, or what follows is no unit.
        """
        del form
        found = _AMOUNT.fullmatch(text_of(field))
        if found is None or (found[2] and find_unit(found[2]) is None):
            raise ValidationError(NO_NUMBER)


def typed_amount_field(label: str) -> StringField:
    """Return a field for an amount; whether it fits the medicine is the use-case's to say."""
    return StringField(
        label, filters=[tidy], validators=[DataRequired("Write how much."), TypedAmount()]
    )


def typed_amount(field: Field, unit: str) -> tuple[Decimal, str]:
    """Return the amount and its unit: the one typed behind it, else `unit`."""
    found = _AMOUNT.fullmatch(text_of(field))
    if found is None:
        raise Refused(NO_NUMBER, field.name)
    return Decimal(found[1].replace(",", ".")), find_unit(found[2]) or unit


def day_of(field: DateField) -> date:
    """Return the day that was typed into a field that must not be empty.

    Raises:
        Refused: it is empty.
    """
    if field.data is None:
        raise Refused("Choose a day.", field.name)
    return field.data


class AmountPart:
    """How much at once."""

    amount = typed_amount_field("How much do you take each time?")
    # Which units there are depends on the medicine; whether one fits, the use-case says.
    unit = SelectField("Unit", choices={}, validate_choice=False)
    units: Mapping[str, str] = {}

    def offer_units(self, units: Mapping[str, str]) -> None:
        """Set the units to choose from: words for each code."""
        self.units = self.unit.choices = dict(units)
        if not self.unit.data:
            self.unit.data = next(iter(units))

    def dose(self) -> tuple[Decimal, str]:
        """Return amount and unit.

        Raises:
            Refused: one unit was typed and another one chosen.
        """
        chosen = text_of(self.unit)
        amount, unit = typed_amount(self.amount, chosen)
        if unit != chosen and len(self.units) > 1:
            raise Refused(f"You wrote {unit} and chose {chosen}. Make them the same.", "amount")
        return amount, unit


class TimesPart:
    """At what times of the day. Written one by one, so that it works without script."""

    time_1 = time_field("First time")
    time_2 = time_field("Second time")
    time_3 = time_field("Third time")
    time_4 = time_field("Fourth time")
    time_5 = time_field("Fifth time")
    time_6 = time_field("Sixth time")
    time_7 = time_field("Seventh time")
    time_8 = time_field("Eighth time")

    def times(self) -> tuple[time, ...]:
        """Return the times that were written."""
        return tuple(field.data for field in self._time_fields() if field.data is not None)

    def set_times(self, times: tuple[time, ...]) -> None:
        """Write the times into the fields."""
        for field, at in zip(self._time_fields(), times, strict=False):
            field.data = at

    def shown_times(self, spare: int) -> list[Field]:
        """Return the fields to show: those filled in, and `spare` empty ones."""
        fields = self._time_fields()
        last = max((n for n, f in enumerate(fields, 1) if f.data or f.errors), default=0)
        return fields[: max(last + spare, 1)]

    def _time_fields(self) -> list[Field]:
        return [getattr(self, name) for name in TIME_NAMES]


class WearPart:
    """How patches are worn."""

    amount = typed_amount_field("How strong is one patch?")
    count_at_once = required_choice(
        "How many do you wear at the same time?",
        {str(n): str(n) for n in range(1, MOST_PATCHES + 1)},
        "Choose how many patches you wear.",
    )
    change_every = required_choice(
        "How often do you change it?",
        {str(hours): f"Every {hours // 24} days ({hours} hours)" for hours in USUAL_WEAR_HOURS}
        | {OTHER: "Another number of hours"},
        "Choose how often you change it.",
    )
    other_hours = StringField("Hours between two changes", filters=[tidy])

    def set_wear(self, count: int, hours: int | None) -> None:
        """Write a prescription into the fields."""
        self.count_at_once.data = str(count)
        if hours in USUAL_WEAR_HOURS:
            self.change_every.data = str(hours)
        elif hours is not None:
            self.change_every.data, self.other_hours.data = OTHER, str(hours)

    def wear(self) -> tuple[int, int | None]:
        """Return how many at once and the hours between two changes; None where unreadable."""
        is_other = self.change_every.data == OTHER
        hours = text_of(self.other_hours if is_other else self.change_every)
        is_number = hours.isascii() and hours.isdigit() and len(hours) < 5
        return int(self.count_at_once.data), int(hours) if is_number else None


class StartPart:
    """Since when."""

    started_on = day_field("When did you start this dose?", SINCE_HINT, can_be_empty=True)


class WhatForm(TokenForm):
    """Which medicine."""

    substance = SelectField(  # type: ignore[call-arg]  # newer than the published types
        "Find it in this list", choices={}, invalid_choice_message="Choose one from the list."
    )
    own_name = line_field("Or write its name", NAME_MAX_CHARACTERS)


class KindForm(TokenForm):
    """Which product of a substance; its kinds are set for each page."""

    kind = choice_field("Which kind is it?", {})


class RouteForm(TokenForm):
    """How a medicine of one's own is taken."""

    route = choice_field("How do you take it?", {})


class DraftForm(SubmittedForm):
    """A later page of adding a medicine; `draft` names the medicine that was begun."""

    draft = HiddenField()


class NewDoseForm(DraftForm, AmountPart, StartPart):
    """How much and how often."""

    how_often = required_choice(
        "How often?",
        {"1": "Once a day"}
        | {str(n): f"{n} times a day" for n in range(2, 7)}
        | {WHEN_NEEDED: "Only when I need it"},
        "Choose how often you take it.",
    )


class NewPatchForm(DraftForm, WearPart, AmountPart, StartPart):
    """Which patches, and how they are worn."""


class NewTimesForm(DraftForm, TimesPart):
    """At what times."""


class EditDoseForm(VersionedForm, AmountPart, TimesPart, StartPart):
    """All that is written down about a medicine that is no patch."""

    name = line_field("Its name", NAME_MAX_CHARACTERS)
    taken = required_choice(
        "When do you take it?",
        {AT_TIMES: "At set times", WHEN_NEEDED: "Only when I need it"},
        "Choose when you take it.",
    )

    def prescription(self) -> Prescription:
        """Return what was typed."""
        amount, unit = self.dose()
        times = self.times() if self.taken.data == AT_TIMES else ()
        return Prescription(amount, unit, times)


class EditPatchForm(VersionedForm, WearPart, AmountPart, StartPart):
    """All that is written down about a patch."""

    name = line_field("Its name", NAME_MAX_CHARACTERS)

    def prescription(self) -> Prescription:
        """Return what was typed."""
        return _worn(self)


class ChangeDoseForm(VersionedForm, AmountPart, TimesPart):
    """A new dose by the prescriber."""

    from_date = day_field("From which day?")

    def prescription(self) -> Prescription:
        """Return what was typed."""
        return Prescription(*self.dose(), self.times())


class ChangePatchForm(VersionedForm, WearPart, AmountPart):
    """A new patch by the prescriber."""

    from_date = day_field("From which day?")

    def prescription(self) -> Prescription:
        """Return what was typed."""
        return _worn(self)


class StopForm(VersionedForm):
    """The end of a medicine."""

    stopped_on = day_field(
        "From which day do you not take it any more?", "The first day without it."
    )


class StartAgainForm(VersionedForm):
    """Taking a stopped medicine again."""

    started_on = day_field("From which day do you take it again?")


def _worn(form: EditPatchForm | ChangePatchForm | NewPatchForm) -> Prescription:
    count, hours = form.wear()
    return Prescription(*form.dose(), count_at_once=count, change_every_hours=hours)


def new_patch(form: NewPatchForm) -> Prescription:
    """Return what was typed about a new patch."""
    return _worn(form)
