"""Parts of the forms of a medicine: how much, at what times, how it is worn, since when."""

from collections.abc import Mapping
from datetime import datetime

from wtforms import RadioField, SelectField, StringField
from wtforms.validators import InputRequired

from app.clinical.patches import MOST_WORN_AT_ONCE, can_be_worn_for, labelled_wear_hours
from app.diary.medicine import Prescription
from app.services.errors import Refused
from app.services.moments import ClockTime
from app.web.kit.fields import day_field, tidy, time_field
from app.web.kit.forms import text_of
from app.web.kit.typed_amounts import (
    typed_amount_field,
)
from app.web.medicines.amount_part import AmountPart

OTHER_CHOICE = "other"
PATCH_COUNTS = {str(count): str(count) for count in range(1, MOST_WORN_AT_ONCE + 1)}
HOW_MANY_PATCHES = "Choose how many patches you wear."
YES, NO = "yes", "no"
NOT_ON_BUT_WRITTEN = (
    "You entered when you put it on, but chose that none is on. Choose “Yes”, or clear the day "
    "and time."
)
BY_LABEL = "The label says each is worn for {wear}. Choose another time if yours is different."
OFFERED_WEAR_HOURS = (48, 72, 96, 168)
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


class WearPart(AmountPart):
    """How strong patches are and how they are worn."""

    amount = typed_amount_field("How strong is one patch?", "Enter how strong one patch is.")
    count_at_once = SelectField(  # type: ignore[call-arg]  # newer than the published types
        "How many do you wear at once?",
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
    other_hours = StringField("Hours between changes", filters=[tidy])

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
        # Hours that nobody wears one are refused at once: a tick would not help.
        if hours is not None and can_be_worn_for(hours):
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
        told = (
            f"You chose {wear_words(hours)}. The label says each is worn for {wear_words(label)}."
        )
        self.ask({f"{self.medication} {strength_mcg_per_hour} {hours}": f"{told} Is that right?"})


class WornPart:
    """Whether a patch is on already, and since when."""

    is_on = required_choice(
        "Are you wearing one now?",
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
            raise Refused("Enter the day you put it on.", "on_day")
        if self.on_clock.data is None:
            raise Refused("Enter roughly what time you put it on, like 08:30.", "on_clock")
        on = datetime.combine(self.on_day.data, self.on_clock.data)
        return ClockTime(on, self.on_clock.turn)


class StartPart:
    """Since when."""

    started_on = day_field("When did you start this dose?", SINCE_HINT, can_be_empty=True)
