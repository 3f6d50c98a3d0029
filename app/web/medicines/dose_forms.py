"""Forms of a dose: how much, when, which one."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from wtforms import BooleanField, Field, RadioField, SelectField
from wtforms.validators import InputRequired

from app.diary.dose import LoggedDose
from app.diary.local_time import local_day
from app.diary.medicine import Medicine, prescribed_on
from app.services.errors import Refused
from app.services.medicines.new_doses import NewDose
from app.services.medicines.patches import REMOVED_FIELDS
from app.services.moments import ClockTime, WhenTaken, moment_at
from app.web.kit.clock_field import ClockField
from app.web.kit.fields import day_field, time_field
from app.web.kit.forms import SubmittedForm, VersionedForm
from app.web.kit.typed_amounts import SaidAmount, typed_amount_field
from app.web.medicines.amount_part import CheckedAmount
from app.web.medicines.form_parts import PATCH_COUNTS, required_choice

# What a logged dose may be, beside one of the doses that are due.
EXTRA, TOTAL = "extra", "total"
ONE_HOUR = timedelta(hours=1)
NOW, HOUR_AGO, OTHER_TIME = "now", "hour_ago", "other"
WHEN_NAMES = {
    NOW: "Now",
    HOUR_AGO: "An hour ago",
    OTHER_TIME: "Another time, below",
}
TIME_BUT_NOT_CHOSEN = (
    "You entered a time and chose “{choice}”. Choose “Another time”, or clear the time."
)
NOT_CHOSEN = "Choose which dose it is."
TIME_MISSING = "Enter the time too, like 08:30."


class WhenPart:
    """Now, an hour ago, or another day and time."""

    when = required_choice("When?", WHEN_NAMES, "Choose when it was.")
    day = day_field("Day", can_be_empty=True)
    clock = time_field("Time")

    def written(self) -> ClockTime | None:
        """Return the time that was written; None where now or an hour ago was chosen.

        Raises:
            Refused: what was chosen and what was written do not agree.
        """
        if self.when.data != OTHER_TIME:
            if self.clock.data is not None:
                choice = WHEN_NAMES[self.when.data]
                raise Refused(TIME_BUT_NOT_CHOSEN.format(choice=choice), "when")
            return None
        return joined(self.day, self.clock)

    def when_taken(self, time_zone: str, now: datetime) -> WhenTaken:
        """Return the time that was meant; an hour ago is exact even when the clocks changed.

        Raises:
            Refused: as in `written`.
        """
        written = self.written()
        if written is not None or self.when.data != HOUR_AGO:
            return written
        return moment_at(now - ONE_HOUR, time_zone)


def joined(day: Field, clock: ClockField) -> ClockTime:
    """Return the time of two fields.

    Raises:
        Refused: one of them is empty.
    """
    on = some_day(day.data, day.name)
    if clock.data is None:
        raise Refused(TIME_MISSING, clock.name)
    at: time = clock.data
    return ClockTime(datetime.combine(on, at), clock.turn)


def some_day(day: date | None, field: str) -> date:
    """Return the day.

    Raises:
        Refused: none was written.
    """
    if day is None:
        raise Refused("Enter the day too.", field)
    return day


class LogDoseForm(SubmittedForm, CheckedAmount, WhenPart):
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
        choices=PATCH_COUNTS,
        default="1",
        invalid_choice_message="Choose how many.",
    )

    def new_dose(self, medicine: Medicine, unit: str, time_zone: str, now: datetime) -> NewDose:
        """Return what was typed, in `unit` where none was; patches have no choice of which dose.

        Raises:
            Refused: something is missing, or does not agree.
        """
        regimen = prescribed_on(medicine, local_day(now, time_zone))
        if medicine.has_prescription:
            self.known = SaidAmount(regimen.amount, regimen.unit, regimen.as_taken)
        self.is_total = "which" in self and self.which.data == TOTAL
        amount, unit, as_taken = self.checked(medicine.name, medicine.route, unit, regimen.as_taken)
        which = self.which.data if "which" in self else EXTRA
        if which == TOTAL:
            day = self.day.data if self.when.data == OTHER_TIME else local_day(now, time_zone)
            return NewDose(amount, unit, total_for=some_day(day, "day"), as_taken=as_taken)
        is_extra = which == EXTRA
        if not is_extra and not which.startswith(f"{medicine.public_id}."):
            raise Refused(NOT_CHOSEN, "which")
        return NewDose(
            amount,
            unit,
            when=self.when_taken(time_zone, now),
            due_key="" if is_extra else which,
            patch_count=self.patch_count(),
            as_taken=as_taken,
        )

    def patch_count(self) -> int:
        """Return how many patches were put on."""
        return int(self.count.data) if "count" in self else 1


class LoggedDoseForm(VersionedForm, CheckedAmount):
    """What was logged, to be changed."""

    amount = typed_amount_field("How much?")
    day = day_field("Day")
    clock = time_field("Time")
    is_daily_total = BooleanField("This is my total for the whole day")
    removed_day = day_field("Day it came off", can_be_empty=True)
    removed_clock = time_field("Time it came off")

    def show_turns(self, dose: LoggedDose) -> None:
        """Show which of two equal times is stored, where the clock showed one twice."""
        zone = dose.entered.time_zone
        self.clock.show_turn(dose.taken_at_local, dose.taken_at, zone)
        if dose.removed_at_local is not None and dose.removed_at is not None:
            self.removed_clock.show_turn(dose.removed_at_local, dose.removed_at, zone)

    def taken(self, dose: LoggedDose) -> ClockTime:
        """Return when it was taken."""
        return _with_seconds(joined(self.day, self.clock), dose.taken_at_local)

    def removed(self, dose: LoggedDose) -> ClockTime | None:
        """Return when the patch came off; None where both fields are empty."""
        if self.removed_day.data is None and self.removed_clock.data is None:
            return None
        return _with_seconds(joined(self.removed_day, self.removed_clock), dose.removed_at_local)


def _with_seconds(named: ClockTime, stored: datetime | None) -> ClockTime:
    """Return the time; one that was not touched keeps its seconds, which the field cannot show."""
    is_same = stored is not None and named.local == stored.replace(second=0, microsecond=0)
    return replace(named, local=stored) if stored is not None and is_same else named


class TakeOffForm(SubmittedForm, WhenPart):
    """When a patch came off."""

    def refuse(self, refused: Refused) -> None:
        """Show a sentence about the time that it came off at the fields of this form."""
        here = dict(zip(REMOVED_FIELDS, (self.day.name, self.clock.name), strict=True))
        super().refuse(refused.at(here.get(refused.field, refused.field)))
