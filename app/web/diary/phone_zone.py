"""The phone's time zone, where it is another than the diary's: offered on Today, never assumed."""

from dataclasses import dataclass

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response
from wtforms import HiddenField

from app.diary.local_time import place_of_zone
from app.services import setup
from app.web.kit.access import Visit, own
from app.web.kit.forms import VersionedForm, text_of
from app.web.kit.pages import flash_done, flash_note
from app.web.kit.saving import refusal

blueprint = Blueprint("phone_zone", __name__)


class PhoneZoneForm(VersionedForm):
    """One button; a script writes the phone's zone into it."""

    time_zone = HiddenField()


@dataclass(frozen=True, slots=True)
class OtherZone:
    """What the notice on Today is made from; a script shows it where the clocks differ."""

    form: PhoneZoneForm
    action: str
    diary_zone: str
    diary_place: str


def other_zone(visit: Visit) -> OtherZone:
    """Return the notice for a person's Today."""
    zone = visit.person.time_zone
    return OtherZone(
        form=PhoneZoneForm(formdata=None, version=visit.person.version),
        action=url_for("phone_zone.use"),
        diary_zone=zone,
        diary_place=place_of_zone(zone),
    )


@blueprint.post("/phone-zone")
@own
def use(visit: Visit) -> Response:
    """Keep the diary by the phone's clock from now on."""
    form = PhoneZoneForm()
    zone = text_of(form.time_zone)

    def save() -> None:
        setup.set_time_zone(
            visit.session, visit.person, form.seen_version(), form.sent(), zone, visit.now
        )

    if refusal(visit, form, save):
        flash_note(
            "Your time zone has not changed. You can choose it in Settings, under About you."
        )
    else:
        flash_done(f"From now on, your diary is on {place_of_zone(zone)} time.")
    return redirect(url_for("today.show"), 303)
