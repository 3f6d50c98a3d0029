"""Parts of the forms of a medicine: how much, at what times, how it is worn, since when."""

import re
from collections.abc import Mapping
from datetime import time
from decimal import Decimal

from wtforms import (
    Field,
    Form,
    RadioField,
    SelectField,
    StringField,
    ValidationError,
)
from wtforms.validators import DataRequired, InputRequired

from app.clinical.numbers import NO_NUMBER, NUMBER, NumberError, read_number
from app.clinical.patches import MOST_WORN_AT_ONCE
from app.clinical.units import find_unit
from app.services.errors import Refused
from app.services.medicines.prescriptions import MOST_TIMES_A_DAY, Prescription
from app.web.kit.fields import day_field, tidy, time_field
from app.web.kit.forms import text_of

OTHER = "other"
PATCH_COUNTS = {str(count): str(count) for count in range(1, MOST_WORN_AT_ONCE + 1)}
HOW_MANY_PATCHES = "Choose how many patches you wear."
OFFERED_WEAR_HOURS = (48, 72, 96, 168)
TIME_NAMES = tuple(f"time_{number}" for number in range(1, MOST_TIMES_A_DAY + 1))
_AMOUNT = re.compile(rf"({NUMBER})\s*(\D*)")
SINCE_HINT = "A rough date is fine. Leave it empty if it was long ago."


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
        try:
            _read_amount(text_of(field))
        except NumberError as problem:
            raise ValidationError(str(problem)) from None


def _read_amount(text: str) -> tuple[Decimal, str | None]:
    """Read a number and the unit behind it, where there is one."""
    found = _AMOUNT.fullmatch(text)
    if found is None or (found[2] and find_unit(found[2]) is None):
        raise NumberError(NO_NUMBER)
    return read_number(found[1]), find_unit(found[2])


def typed_amount_field(label: str, missing: str = "Write how much.") -> StringField:
    """Return a field for an amount; whether it fits the medicine is the use-case's to say."""
    return StringField(label, filters=[tidy], validators=[DataRequired(missing), TypedAmount()])


def typed_amount(field: Field, unit: str) -> tuple[Decimal, str]:
    """Return the amount and its unit: the one typed behind it, else `unit`."""
    try:
        amount, typed_unit = _read_amount(text_of(field))
    except NumberError as problem:
        raise Refused(str(problem), field.name) from None
    return amount, typed_unit or unit


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


class WearPart(AmountPart):
    """How strong patches are and how they are worn."""

    amount = typed_amount_field("How strong is one patch?", "Write how strong one patch is.")
    count_at_once = SelectField(  # type: ignore[call-arg]  # newer than the published types
        "How many do you wear at the same time?",
        choices={"": "Choose"} | PATCH_COUNTS,
        validators=[InputRequired(HOW_MANY_PATCHES)],
        invalid_choice_message=HOW_MANY_PATCHES,
    )
    change_every = required_choice(
        "How often do you change it?",
        {str(hours): f"Every {hours // 24} days ({hours} hours)" for hours in OFFERED_WEAR_HOURS}
        | {OTHER: "Another number of hours"},
        "Choose how often you change it.",
    )
    other_hours = StringField("Hours between two changes", filters=[tidy])

    def set_wear(self, count: int, hours: int | None) -> None:
        """Write a prescription into the fields."""
        self.count_at_once.data = str(count)
        if hours in OFFERED_WEAR_HOURS:
            self.change_every.data = str(hours)
        elif hours is not None:
            self.change_every.data, self.other_hours.data = OTHER, str(hours)

    def _wear(self) -> tuple[int, int | None]:
        """Return how many at once and the hours between two changes; None where unreadable."""
        is_other = self.change_every.data == OTHER
        hours = text_of(self.other_hours if is_other else self.change_every)
        is_number = hours.isascii() and hours.isdigit() and len(hours) < 5
        return int(self.count_at_once.data), int(hours) if is_number else None

    def prescription(self) -> Prescription:
        """Return what was typed.

        Raises:
            Refused: amount and unit do not agree.
        """
        count, hours = self._wear()
        return Prescription(*self.dose(), count_at_once=count, change_every_hours=hours)


class StartPart:
    """Since when."""

    started_on = day_field("When did you start this dose?", SINCE_HINT, can_be_empty=True)
