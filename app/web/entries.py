"""Changing and deleting one check-in or one event."""

from datetime import date

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from app.services import diary_changes
from app.services.diary_changes import Edit
from app.services.diary_records import CheckInRecord, EventRecord
from app.web.access import Visit, own
from app.web.forms.base import VersionedForm, text_of
from app.web.forms.check_in import ChangeCheckInForm
from app.web.forms.event import ChangeEventForm, DeleteForm
from app.web.forms.fields import day_of
from app.web.pages import flash_done, page
from app.web.presenters.saved import (
    ToDelete,
    check_in_to_delete,
    event_rows,
    event_to_delete,
    saved_check_in,
)
from app.web.presenters.today import SCALES
from app.web.saving import refusal
from app.web.sheets import SCRIPTS, STYLES

blueprint = Blueprint("entries", __name__, url_prefix="/entries")

CHANGED = "Your change is saved."
DELETED = "It is deleted."


@blueprint.get("/check-in/<public_id>")
@own
def show_change_check_in(visit: Visit, public_id: str) -> Response:
    """Show a check-in, to be changed."""
    record = diary_changes.find_check_in(visit.session, visit.person, public_id)
    return _check_in_page(ChangeCheckInForm.of(record), record)


@blueprint.post("/check-in/<public_id>")
@own
def change_check_in(visit: Visit, public_id: str) -> Response:
    """Change a check-in."""
    record = diary_changes.find_check_in(visit.session, visit.person, public_id)
    form = ChangeCheckInForm()

    def save() -> None:
        diary_changes.change_check_in(
            visit.session,
            visit.person,
            _edit(form, public_id),
            day_of(form.for_date),
            form.answers(),
            visit.now,
        )

    status = refusal(visit, form, save) if form.validate_on_submit() else 422
    if status is None:
        return _done(CHANGED, day_of(form.for_date))
    return _check_in_page(form, record, status)


@blueprint.get("/event/<public_id>")
@own
def show_change_event(visit: Visit, public_id: str) -> Response:
    """Show an event, to be changed."""
    record = diary_changes.find_event(visit.session, visit.person, public_id)
    return _event_page(ChangeEventForm.of(record), record)


@blueprint.post("/event/<public_id>")
@own
def change_event(visit: Visit, public_id: str) -> Response:
    """Change an event."""
    record = diary_changes.find_event(visit.session, visit.person, public_id)
    form = ChangeEventForm()

    def save() -> None:
        diary_changes.change_event(
            visit.session,
            visit.person,
            _edit(form, public_id),
            day_of(form.for_date),
            text_of(form.kind),
            text_of(form.note),
            visit.now,
        )

    status = refusal(visit, form, save) if form.validate_on_submit() else 422
    if status is None:
        return _done(CHANGED, day_of(form.for_date))
    return _event_page(form, record, status)


@blueprint.get("/check-in/<public_id>/delete")
@own
def show_delete_check_in(visit: Visit, public_id: str) -> Response:
    """Say what goes with a check-in."""
    record = diary_changes.find_check_in(visit.session, visit.person, public_id)
    return _delete_page(DeleteForm(), check_in_to_delete(record, visit.today), record.version)


@blueprint.post("/check-in/<public_id>/delete")
@own
def delete_check_in(visit: Visit, public_id: str) -> Response:
    """Delete a check-in."""
    form = DeleteForm()
    gone: list[date] = []

    def save() -> None:
        edit = _edit(form, public_id)
        gone.append(diary_changes.delete_check_in(visit.session, visit.person, edit, visit.now))

    status = refusal(visit, form, save) if form.validate_on_submit() else 422
    if status is None:
        return _done(DELETED, gone[0])
    record = diary_changes.find_check_in(visit.session, visit.person, public_id)
    return _delete_page(form, check_in_to_delete(record, visit.today), record.version, status)


@blueprint.get("/event/<public_id>/delete")
@own
def show_delete_event(visit: Visit, public_id: str) -> Response:
    """Say what goes with an event."""
    record = diary_changes.find_event(visit.session, visit.person, public_id)
    return _delete_page(DeleteForm(), event_to_delete(record, visit.today), record.version)


@blueprint.post("/event/<public_id>/delete")
@own
def delete_event(visit: Visit, public_id: str) -> Response:
    """Delete an event."""
    form = DeleteForm()
    gone: list[date] = []

    def save() -> None:
        edit = _edit(form, public_id)
        gone.append(diary_changes.delete_event(visit.session, visit.person, edit, visit.now))

    status = refusal(visit, form, save) if form.validate_on_submit() else 422
    if status is None:
        return _done(DELETED, gone[0])
    record = diary_changes.find_event(visit.session, visit.person, public_id)
    return _delete_page(form, event_to_delete(record, visit.today), record.version, status)


def _edit(form: VersionedForm, public_id: str) -> Edit:
    return Edit(public_id, form.seen_version(), form.sent())


def _catch_up(form: VersionedForm, version: int, status: int) -> None:
    """Take the version that the page shows: pressing the button again means to go on with it.

    A form that was refused for another reason keeps the version it was opened with.
    """
    if status != 422:
        form.version.data = str(version)


def _done(words: str, for_date: date) -> Response:
    flash_done(words)
    return redirect(url_for("history.show_day", day=for_date.isoformat()), 303)


def _check_in_page(form: ChangeCheckInForm, record: CheckInRecord, status: int = 200) -> Response:
    _catch_up(form, record.version, status)
    return page(
        "history/check_in.html",
        active="history",
        status=status,
        scripts=SCRIPTS,
        styles=STYLES,
        form=form,
        scales=SCALES,
        action=url_for("entries.change_check_in", public_id=record.public_id),
        saved=saved_check_in(record),
        shows_saved=status == 409,
        opens_more=form.has_more(),
        back_href=url_for("history.show_day", day=record.for_date.isoformat()),
    )


def _event_page(form: ChangeEventForm, record: EventRecord, status: int = 200) -> Response:
    _catch_up(form, record.version, status)
    return page(
        "history/event.html",
        active="history",
        status=status,
        form=form,
        action=url_for("entries.change_event", public_id=record.public_id),
        saved=event_rows(record),
        shows_saved=status == 409,
        back_href=url_for("history.show_day", day=record.for_date.isoformat()),
    )


def _delete_page(form: DeleteForm, what: ToDelete, version: int, status: int = 200) -> Response:
    _catch_up(form, version, status)
    return page("history/delete.html", active="history", status=status, form=form, what=what)
