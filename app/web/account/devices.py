"""The devices on which the person is signed in."""

from dataclasses import dataclass

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from app.diary.day_words import local_day_words
from app.services.account import devices
from app.services.account.events import EventKind, NotedEvent, events_of
from app.web.kit.access import Visit, own
from app.web.kit.app_config import app_config
from app.web.kit.forms import TokenForm
from app.web.kit.login import session_token
from app.web.kit.pages import flash_done, page

blueprint = Blueprint("devices", __name__, url_prefix="/settings/devices")


EVENT_WORDS = {
    EventKind.PASSWORD_CHANGED: "You set a new password.",
    EventKind.EMAIL_CHANGED: "Your email address was changed.",
    EventKind.RESET_BY_MAIL: "A new password was set with a code from a mail or from whoever runs "
    "this server.",
    EventKind.RESET_BY_CODE: "A new password was set with a recovery code.",
    EventKind.CODES_MADE: "You made new recovery codes.",
    EventKind.PASSKEY_ADDED: "A passkey was added.",
    EventKind.PASSKEY_REMOVED: "A passkey was removed.",
    EventKind.OPERATOR: "Whoever runs this server made a code to let you back in.",
}


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """One device in the list."""

    name: str
    seen: str
    is_this: bool
    end_action: str


@blueprint.get("")
@own
def show(visit: Visit) -> Response:
    """List the devices."""
    config = app_config()
    found = devices.devices_of(
        visit.session, visit.person, session_token(), config.session_idle, visit.now
    )
    return page(
        "account/devices.html",
        active="settings",
        rows=[_device_row(visit, device) for device in found],
        happened=[_happened(visit, one) for one in events_of(visit.session, visit.person)],
        form=TokenForm(),
    )


@blueprint.post("/<device_id>/end")
@own
def end(visit: Visit, device_id: str) -> Response:
    """Sign one device out."""
    devices.end_device(visit.session, visit.person, device_id)
    flash_done("That device is signed out.")
    return redirect(url_for("devices.show"), 303)


@blueprint.post("/end-others")
@own
def end_others(visit: Visit) -> Response:
    """Sign out everywhere else."""
    devices.end_other_devices(visit.session, visit.person, session_token())
    flash_done("You are signed out everywhere else.")
    return redirect(url_for("devices.show"), 303)


def _happened(visit: Visit, one: NotedEvent) -> str:
    day = local_day_words(one.happened_at, visit.person.time_zone)
    return f"{day}: {EVENT_WORDS[one.kind]}"


def _device_row(visit: Visit, device: devices.Device) -> DeviceRow:
    signed_in, seen = (
        local_day_words(at, visit.person.time_zone)
        for at in (device.signed_in_at, device.last_seen_at)
    )
    return DeviceRow(
        device.browser or "A browser",
        f"Signed in on {signed_in}. Last used on {seen}.",
        device.is_this,
        url_for("devices.end", device_id=device.device_id),
    )
