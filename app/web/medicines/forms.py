"""Forms of a medicine: what it is, how much, when, and how that changes."""

from dataclasses import replace

from flask import request
from wtforms import HiddenField, SelectField

from app.diary.lengths import NAME_MAX_CHARACTERS
from app.diary.medicine import MOST_A_DAY, Prescription
from app.web.kit.fields import choice_field, day_field, line_field
from app.web.kit.forms import SubmittedForm, TokenForm, VersionedForm
from app.web.medicines.amount_part import AmountPart
from app.web.medicines.form_parts import StartPart, WearPart, WornPart, required_choice
from app.web.medicines.times_part import TimesPart

WHEN_NEEDED = "when_needed"
AT_TIMES = "at_times"


class WhatForm(TokenForm):
    """Which medicine."""

    substance = SelectField(  # type: ignore[call-arg]  # newer than the published types
        "Find it in this list", choices={}, invalid_choice_message="Choose one from the list."
    )
    own_name = line_field("Or enter its name", NAME_MAX_CHARACTERS)


class MeantForm(TokenForm):
    """Which name was meant; the names are set for each page."""

    meant = choice_field("Which name?", {})


class KindForm(TokenForm):
    """Which product of a substance; its kinds are set for each page."""

    kind = choice_field("Which kind is it?", {})


class RouteForm(TokenForm):
    """How a medicine of one's own is taken."""

    route = choice_field("How do you take it?", {})


class DraftForm(SubmittedForm):
    """A later page of adding a medicine; `draft` names the medicine that was begun."""

    draft = HiddenField()


class MostPart:
    """How often a day at most, of what is taken as needed; it is shown, nobody is judged by it."""

    most_a_day = SelectField(  # type: ignore[call-arg]  # newer than the published types
        "If only when you need it: how many times a day at most?",
        choices={
            "": "No limit given",
            **{str(n): f"Up to {n} a day" for n in range(1, MOST_A_DAY + 1)},
        },
        default="",
        invalid_choice_message="Choose how many times a day at most.",
    )

    def most(self) -> int | None:
        """Return how many times a day at most; None where that was not told."""
        return int(self.most_a_day.data) if self.most_a_day.data else None


class NewDoseForm(DraftForm, AmountPart, MostPart, StartPart):
    """How much and how often."""

    how_often = required_choice(
        "How often?",
        {"1": "Once a day"}
        | {str(n): f"{n} times a day" for n in range(2, 7)}
        | {WHEN_NEEDED: "Only when I need it"},
        "Choose how often you take it.",
    )


class NewPatchForm(DraftForm, WearPart, WornPart, StartPart):
    """Which patches, how they are worn, and whether one is on already."""


class NewTimesForm(DraftForm, TimesPart):
    """At what times."""


class EditDoseForm(VersionedForm, AmountPart, TimesPart, MostPart, StartPart):
    """All that is written down about a medicine that is no patch."""

    name = line_field("Its name", NAME_MAX_CHARACTERS)
    taken = required_choice(
        "When do you take it?",
        {AT_TIMES: "At set times", WHEN_NEEDED: "Only when I need it"},
        "Choose when you take it.",
    )

    def prescription(self) -> Prescription:
        """Return what was typed."""
        if self.taken.data == AT_TIMES:
            return self.at_times(self.dose(), self.medication, self.route, self.known_before)
        return replace(self.dose(), most_a_day=self.most())


class EditPatchForm(VersionedForm, WearPart, StartPart):
    """All that is written down about a patch."""

    name = line_field("Its name", NAME_MAX_CHARACTERS)


class NewDosePart:
    """From when a new dose by the prescriber holds.

    `noted` is the event by which the person noted it before saying which medicine it is.
    """

    from_date = day_field("From which day?")
    noted = HiddenField()


class ChangeDoseForm(VersionedForm, AmountPart, TimesPart, MostPart, NewDosePart):
    """A new dose by the prescriber."""

    def prescription(self) -> Prescription:
        """Return what was typed."""
        return self.at_times(self.dose(), self.medication, self.route, self.known_before)

    def when_needed(self) -> Prescription:
        """Return what was typed of a medicine without set times."""
        return replace(self.dose(), most_a_day=self.most())


class ChangePatchForm(VersionedForm, WearPart, NewDosePart):
    """A new patch by the prescriber."""


class StopForm(VersionedForm):
    """The end of a medicine."""

    stopped_on = day_field(
        "From which day do you no longer take it?",
        "The first day without it. A date in the future is saved as a plan.",
    )


class StartAgainForm(VersionedForm):
    """Taking a stopped medicine again."""

    started_on = day_field("From which day do you take it again?")


def sent_form(of_patches: type[VersionedForm], of_doses: type[VersionedForm]) -> VersionedForm:
    """Return the form that was sent, where the medicine that would tell is gone."""
    return of_patches() if "count_at_once" in request.form else of_doses()
