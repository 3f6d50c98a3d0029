"""Changing an event, and deleting what was logged."""

from app.clinical.events import EVENT_NAMES
from app.services.diary.records import EventRecord
from app.web.diary.check_in_form import EVENT_NOTE_MAX_CHARACTERS
from app.web.kit.fields import choice_field, day_field, line_field
from app.web.kit.forms import VersionedForm


class ChangeEventForm(VersionedForm):
    """A saved event, to be changed."""

    for_date = day_field("The day it happened")
    kind = choice_field("What was it?", dict(EVENT_NAMES), "Choose what it was.")
    note = line_field("A few words about it", EVENT_NOTE_MAX_CHARACTERS)

    @classmethod
    def of(cls, record: EventRecord) -> "ChangeEventForm":
        """Return the form filled in with what is saved."""
        return cls(
            version=str(record.version),
            for_date=record.for_date,
            kind=record.kind,
            note=record.note,
        )


class DeleteForm(VersionedForm):
    """A last look before something is deleted."""
