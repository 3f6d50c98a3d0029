"""Forms of a dose: how much, when, which one."""

from datetime import datetime, time

from wtforms import BooleanField, Field, RadioField, SelectField
from wtforms.validators import InputRequired

from app.services.errors import Refused
from app.services.prescriptions import MOST_PATCHES
from app.web.forms.base import SubmittedForm, VersionedForm
from app.web.forms.fields import day_field, time_field
from app.web.forms.medicine import required_choice, typed_amount_field

NOW, HOUR_AGO, OTHER_TIME = "now", "hour_ago", "other"
WHEN_NAMES = {
    NOW: "Now",
    HOUR_AGO: "An hour ago",
    OTHER_TIME: "Another time, written below",
}
TIME_BUT_NOT_CHOSEN = (
    "You wrote a time and chose “{choice}”. Choose “Another time”, or take the time out."
)
NOT_CHOSEN = "Choose which dose it is."
TIME_MISSING = "Write the time too, like 08:30."


class WhenPart:
    """Now, an hour ago, or a day and a time."""

    when = required_choice("When?", WHEN_NAMES, "Choose when it was.")
    day = day_field("Day", can_be_empty=True)
    clock = time_field("Time")

    def written(self) -> datetime | None:
        """Return the local time that was written; None where now or an hour ago was chosen.

        Raises:
            Refused: what was chosen and what was written do not agree.
        """
        if self.when.data != OTHER_TIME:
            if self.clock.data is not None:
                choice = WHEN_NAMES[self.when.data]
                raise Refused(TIME_BUT_NOT_CHOSEN.format(choice=choice), "when")
            return None
        return joined(self.day, self.clock)


def joined(day: Field, clock: Field) -> datetime:
    """Return the local time of two fields.

    Raises:
        Refused: one of them is empty.
    """
    if day.data is None:
        raise Refused("Write the day too.", day.name)
    if clock.data is None:
        raise Refused(TIME_MISSING, clock.name)
    at: time = clock.data
    return datetime.combine(day.data, at)


class NewDoseForm(SubmittedForm, WhenPart):
    """A dose, patches, or a day's total."""

    # A dose that was taken meanwhile is no choice any more, yet sending it again must do no
    # harm: so the use-case checks it, not the list.
    which = RadioField(
        "Which dose is it?",
        choices={},
        validate_choice=False,
        validators=[InputRequired(NOT_CHOSEN)],
    )
    amount = typed_amount_field("How much?")
    count = SelectField(  # type: ignore[call-arg]  # newer than the published types
        "How many patches?",
        choices={str(n): str(n) for n in range(1, MOST_PATCHES + 1)},
        default="1",
        invalid_choice_message="Choose how many.",
    )


class EditDoseForm(VersionedForm):
    """What was logged, to be changed."""

    amount = typed_amount_field("How much?")
    day = day_field("Day")
    clock = time_field("Time")
    is_daily_total = BooleanField("This is my total for the whole day")
    removed_day = day_field("Day it came off", can_be_empty=True)
    removed_clock = time_field("Time it came off")

    def removed_at(self) -> datetime | None:
        """Return when the patch came off; None where both fields are empty."""
        if self.removed_day.data is None and self.removed_clock.data is None:
            return None
        return joined(self.removed_day, self.removed_clock)


class TakeOffForm(SubmittedForm, WhenPart):
    """When a patch came off."""
