"""Forms of set-up, one question each."""

from datetime import date

from wtforms import SelectField, StringField

from app.clinical.areas import AREAS
from app.clinical.care import CARE_NAMES
from app.clinical.story import STORY_BY_CODE
from app.diary.day_words import MONTHS
from app.services.errors import Refused
from app.services.setup import CHOOSE_ZONE
from app.web.kit.fields import NoteField, checkboxes_field, choice_field, tidy
from app.web.kit.forms import VersionedForm, text_of


class TimeZoneForm(VersionedForm):
    """Where the person's clock is; the zones are set for each page."""

    # Browsers know zones by older names too, so the use-case checks the name, not the list.
    time_zone = SelectField("Your time zone", choices={}, validate_choice=False)

    def zone(self) -> str:
        """Return the zone that was chosen.

        Raises:
            Refused: none was.
        """
        if not self.time_zone.data:
            raise Refused(CHOOSE_ZONE, "time_zone")
        return str(self.time_zone.data)


class AreasForm(VersionedForm):
    """Where it hurt at first."""

    areas = checkboxes_field(
        "Where did it hurt at first?", {area.code: area.name for area in AREAS}
    )


class OpioidStartForm(VersionedForm):
    """When opioids were started, as exactly as the person knows it."""

    year = StringField("Year", filters=[tidy])
    month = SelectField(  # type: ignore[call-arg]  # newer than the published types
        "Month",
        choices={"": "I do not know"} | {str(n): name for n, name in enumerate(MONTHS, 1)},
        invalid_choice_message="Choose a month from the list.",
    )
    day = StringField("Day of the month", filters=[tidy])

    def set_start(self, start: date | None) -> None:
        """Write a day into the fields."""
        if start is not None:
            self.year.data, self.month.data = str(start.year), str(start.month)
            self.day.data = str(start.day)

    def start(self) -> date | None:
        """Return the day; the first of the month or year where that is all that is known.

        Raises:
            Refused: the fields make no day.
        """
        year, month, day = (text_of(field) for field in (self.year, self.month, self.day))
        if not year and not month and not day:
            return None
        if not (year.isascii() and year.isdigit() and len(year) == 4):
            raise Refused("Enter the year with four digits, like 2019.", "year")
        if day and not month:
            raise Refused("Choose the month too, or leave the day empty.", "month")
        if day and not (day.isascii() and day.isdigit()):
            raise Refused("Enter the day as a number from 1 to 31, or leave it empty.", "day")
        try:
            return date(int(year), int(month or 1), int((day or "1")[:9]))
        except ValueError:
            raise Refused(
                ("That month has no such day. Check the day and the month."), "day"
            ) from None


class ConditionForm(VersionedForm):
    """What hurts, in own words, and one question on the kind of care."""

    condition = NoteField("Your words")
    care = choice_field("Does one of these apply to you?", CARE_NAMES)


class StoryForm(VersionedForm):
    """The time before the diary: five questions, each of which may be left out."""

    pain = choice_field(STORY_BY_CODE["pain"].question, STORY_BY_CODE["pain"].answers)
    places = choice_field(STORY_BY_CODE["places"].question, STORY_BY_CODE["places"].answers)
    touch = choice_field(STORY_BY_CODE["touch"].question, STORY_BY_CODE["touch"].answers)
    dose = choice_field(STORY_BY_CODE["dose"].question, STORY_BY_CODE["dose"].answers)
    found = choice_field(STORY_BY_CODE["found"].question, STORY_BY_CODE["found"].answers)

    def answers(self) -> dict[str, str]:
        """Return what was answered, by the question's code."""
        given = {code: text_of(self[code]) for code in STORY_BY_CODE}
        return {code: answer for code, answer in given.items() if answer}
