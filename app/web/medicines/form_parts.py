"""Parts of the forms of a medicine: how much, at what times, how it is worn, since when."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time

from wtforms import Field, RadioField, SelectField, StringField
from wtforms.validators import InputRequired

from app.clinical.numbers import NumberError
from app.clinical.patches import MOST_WORN_AT_ONCE, labelled_wear_hours
from app.services.errors import Refused
from app.services.medicines.prescriptions import MOST_TIMES_A_DAY, Prescription
from app.services.moments import ClockTime
from app.web.kit.asked_about import AskedAbout
from app.web.kit.fields import day_field, tidy, time_field
from app.web.kit.forms import text_of
from app.web.kit.typed_amounts import (
    SaidAmount,
    amount_question,
    read_typed_amount,
    said_of,
    shown_amount,
    typed_amount_field,
)
from app.web.medicines.amount_part import AmountPart

OTHER_CHOICE = "other"
PATCH_COUNTS = {str(count): str(count) for count in range(1, MOST_WORN_AT_ONCE + 1)}
HOW_MANY_PATCHES = "Choose how many patches you wear."
YES, NO = "yes", "no"
NOT_ON_BUT_WRITTEN = (
    "You wrote when you put it on, and chose that none is on. Choose “Yes”, or take the day and "
    "time out."
)
BY_LABEL = "By its label, each is worn for {wear}. Choose another time if yours is different."
OFFERED_WEAR_HOURS = (48, 72, 96, 168)
EVERY_DAYS = {"1": "Every day", "2": "Every other day", "3": "Every third day", "7": "Once a week"}
TIME_NAMES = tuple(f"time_{number}" for number in range(1, MOST_TIMES_A_DAY + 1))
SINCE_HINT = "A rough date is fine. Leave it empty if it was long ago."


def wear_words(hours: int) -> str:
    """Write how long a patch is worn.

    >>> wear_words(72), wear_words(84)
    ('3 days (72 hours)', '84 hours')
    """
    whole_days = hours > 24 and hours % 24 == 0
    return f"{hours // 24} days ({hours} hours)" if whole_days else f"{hours} hours"


def required_choice(label: str, names: Mapping[str, str], message: str) -> RadioField:
    """Return radio buttons of which one must be chosen; none is chosen beforehand."""
    return RadioField(  # type: ignore[call-arg]  # newer than the published types
        label,
        choices=dict(names),
        validators=[InputRequired(message)],
        invalid_choice_message=message,
    )


def _amount_at_field(which: str) -> StringField:
    return typed_amount_field(f"Amount at the {which} time, if it is another one", missing="")


class TimesPart(AskedAbout):
    """At what times of the day. Written one by one, so that it works without script."""

    time_1 = time_field("First time")
    time_2 = time_field("Second time")
    time_3 = time_field("Third time")
    time_4 = time_field("Fourth time")
    time_5 = time_field("Fifth time")
    time_6 = time_field("Sixth time")
    time_7 = time_field("Seventh time")
    time_8 = time_field("Eighth time")

    amount_1 = _amount_at_field("first")
    amount_2 = _amount_at_field("second")
    amount_3 = _amount_at_field("third")
    amount_4 = _amount_at_field("fourth")
    amount_5 = _amount_at_field("fifth")
    amount_6 = _amount_at_field("sixth")
    amount_7 = _amount_at_field("seventh")
    amount_8 = _amount_at_field("eighth")
    every_days = SelectField(  # type: ignore[call-arg]  # newer than the published types
        "On which days?",
        choices=EVERY_DAYS,
        default="1",
        invalid_choice_message="Choose on which days.",
    )

    def times(self) -> tuple[time, ...]:
        """Return the times that were written."""
        return tuple(field.data for field in self._time_fields() if field.data is not None)

    def set_times(self, times: tuple[time, ...]) -> None:
        """Write the times into the fields."""
        for field, at in zip(self._time_fields(), times, strict=False):
            field.data = at

    def at_times(
        self,
        asked: Prescription,
        medication: str,
        route: str,
        known: Prescription | None = None,
    ) -> Prescription:
        """Return a prescription with the times, and with the amounts where they differ.

        Args:
            asked: the amount that holds where no other one is written.
            medication: what it is an amount of, by its name in the diary.
            route: a code of `app.clinical.routes`.
            known: was asked about before.

        Raises:
            Refused: an amount cannot be read, or must be looked at again.
        """
        usual = SaidAmount(asked.amount, asked.unit, asked.as_taken)
        written = [
            self._said_at(amount, asked) if text_of(amount) else usual
            for at, amount in zip(self._time_fields(), self._amount_fields(), strict=True)
            if at.data is not None
        ]
        before = {known.amount, *known.amounts_at} if known else set()
        others = [said for said in written if said != usual and said.amount not in before]
        self.ask(dict(amount_question(medication, route, said) for said in others))
        amounts = tuple(said.amount for said in written)
        return replace(
            asked,
            times=self.times(),
            amounts_at=amounts if set(amounts) - {asked.amount} else (),
            every_days=int(self.every_days.data),
        )

    @staticmethod
    def _said_at(field: Field, asked: Prescription) -> SaidAmount:
        """Return the amount at one time: a number alone is counted as the usual amount is."""
        try:
            number, typed_unit = read_typed_amount(text_of(field))
        except NumberError as problem:
            raise Refused(str(problem), field.name) from None
        said = said_of(number, typed_unit, asked.unit, asked.as_taken, field.name)
        if said.unit != asked.unit:
            raise Refused(f"Write this amount in {asked.unit} too.", field.name)
        return said

    def set_prescription(self, now: Prescription) -> None:
        """Write times, amounts and days into the fields."""
        self.set_times(now.times)
        self.every_days.data = str(now.every_days)
        for field, amount in zip(self._amount_fields(), now.amounts_at, strict=False):
            counted = now.as_taken and now.as_taken.holding(amount)
            field.data = shown_amount(amount, counted)

    def shown_times(self, spare: int) -> list[tuple[Field, Field]]:
        """Return times and amounts to show: those filled in, and `spare` empty ones."""
        fields = self._time_fields()
        last = max((n for n, f in enumerate(fields, 1) if f.data or f.errors), default=0)
        pairs = zip(fields, self._amount_fields(), strict=True)
        return list(pairs)[: max(last + spare, 1)]

    def _amount_fields(self) -> list[Field]:
        return [getattr(self, name.replace("time", "amount")) for name in TIME_NAMES]

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
        {str(hours): f"Every {wear_words(hours)}" for hours in OFFERED_WEAR_HOURS}
        | {OTHER_CHOICE: "Another number of hours"},
        "Choose how often you change it.",
    )
    other_hours = StringField("Hours between two changes", filters=[tidy])

    def set_wear(self, count: int, hours: int | None) -> None:
        """Write a prescription into the fields."""
        self.count_at_once.data = str(count)
        if hours in OFFERED_WEAR_HOURS:
            self.change_every.data = str(hours)
        elif hours is not None:
            self.change_every.data, self.other_hours.data = OTHER_CHOICE, str(hours)

    def _wear(self) -> tuple[int, int | None]:
        """Return how many at once and the hours between two changes; None where unreadable."""
        is_other = self.change_every.data == OTHER_CHOICE
        hours = text_of(self.other_hours if is_other else self.change_every)
        is_number = hours.isascii() and hours.isdigit() and len(hours) < 5
        return int(self.count_at_once.data), int(hours) if is_number else None

    def prescription(self) -> Prescription:
        """Return what was typed.

        Raises:
            Refused: amount and unit do not agree, or it must be looked at again.
        """
        count, hours = self._wear()
        amount, unit, _ = self.said()
        if hours is not None:
            self._ask_about_wear(hours, float(amount))
        return Prescription(amount, unit, count_at_once=count, change_every_hours=hours)

    def offer_wear(self, medication: str) -> None:
        """Say how long it is worn by its label, and begin with that where nothing was chosen."""
        hours = labelled_wear_hours(medication)
        if hours is not None:
            self.change_every.description = BY_LABEL.format(wear=wear_words(hours))
            self.change_every.data = self.change_every.data or str(hours)

    def _ask_about_wear(self, hours: int, strength_mcg_per_hour: float) -> None:
        known = self.known_before.change_every_hours if self.known_before else None
        label = labelled_wear_hours(self.medication, strength_mcg_per_hour)
        if label is None or hours == known or label / 2 < hours < label * 2:
            return
        told = f"You chose {wear_words(hours)}. By its label, each is worn for {wear_words(label)}."
        self.ask({f"{self.medication} {strength_mcg_per_hour} {hours}": f"{told} Is it right?"})


class WornPart:
    """Whether a patch is on already, and since when."""

    is_on = required_choice(
        "Is one on now?",
        {YES: "Yes, since the day and time below", NO: "No, not yet"},
        "Choose whether a patch is on now.",
    )
    on_day = day_field("Day you put it on", can_be_empty=True)
    on_clock = time_field("Time you put it on")

    def worn_since(self) -> ClockTime | None:
        """Return the time at which it was put on; None where none is on.

        Raises:
            Refused: what was chosen and what was written do not agree.
        """
        if self.is_on.data == NO:
            if self.on_day.data or self.on_clock.data:
                raise Refused(NOT_ON_BUT_WRITTEN, "is_on")
            return None
        if self.on_day.data is None:
            raise Refused("Write the day you put it on.", "on_day")
        if self.on_clock.data is None:
            raise Refused("Write about what time you put it on, like 08:30.", "on_clock")
        on = datetime.combine(self.on_day.data, self.on_clock.data)
        return ClockTime(on, self.on_clock.turn)


class StartPart:
    """Since when."""

    started_on = day_field("When did you start this dose?", SINCE_HINT, can_be_empty=True)
