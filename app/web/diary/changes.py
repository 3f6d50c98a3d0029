"""Changing and deleting one check-in or one event."""

from datetime import date

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from app.clinical.events import DOSE_CHANGE_BY_PRESCRIBER
from app.diary.check_in import CheckIn
from app.diary.event import LoggedEvent
from app.services.diary import changes as diary_changes
from app.services.medicines.change_notes import loose_note_on
from app.web.diary.answers_form import asked_scores
from app.web.diary.change_forms import ChangeCheckInForm, ChangeEventForm
from app.web.diary.saved_words import (
    ToDelete,
    check_in_to_delete,
    event_rows,
    event_to_delete,
    saved_check_in,
)
from app.web.diary.sheets import SCRIPTS, SHEET_STYLES
from app.web.kit.access import Visit, own
from app.web.kit.day_addresses import day_href, href_after_deleting
from app.web.kit.fields import typed_day
from app.web.kit.forms import VersionedForm
from app.web.kit.pages import flash_done, page
from app.web.kit.saving import (
    TO_HISTORY,
    delete_record,
    edit_of,
    refusal,
    take_version,
    when_gone,
)

blueprint = Blueprint("entries", __name__, url_prefix="/entries")

CHECK_IN_DELETED = "The check-in is deleted. The rest of that day stays."
EVENT_DELETED = "The event is deleted. The rest of that day stays."


@blueprint.get("/check-in/<public_id>")
@own
def show_change_check_in(visit: Visit, public_id: str) -> Response:
    record = diary_changes.find_check_in(visit.session, visit.person, public_id)
    form = ChangeCheckInForm.of(record)
    form.asks_about = visit.person.asks_about
    return _check_in_page(form, record)


@blueprint.post("/check-in/<public_id>")
@own
@when_gone(ChangeCheckInForm, *TO_HISTORY)
def change_check_in(visit: Visit, public_id: str) -> Response:
    record = diary_changes.find_check_in(visit.session, visit.person, public_id)
    form = ChangeCheckInForm()
    form.asks_about = visit.person.asks_about
    form.note.make_room_for(record.answers.note)

    def save() -> None:
        diary_changes.change_check_in(
            visit.session,
            visit.person,
            edit_of(form, public_id),
            typed_day(form.for_date),
            form.answers(),
            visit.now,
        )

    status = refusal(visit, form, save)
    if status is None:
        return _changed(typed_day(form.for_date))
    return _check_in_page(form, record, status)


@blueprint.get("/event/<public_id>")
@own
def show_change_event(visit: Visit, public_id: str) -> Response:
    record = diary_changes.find_event(visit.session, visit.person, public_id)
    return _event_page(visit, ChangeEventForm.of(record), record)


@blueprint.post("/event/<public_id>")
@own
@when_gone(ChangeEventForm, *TO_HISTORY)
def change_event(visit: Visit, public_id: str) -> Response:
    record = diary_changes.find_event(visit.session, visit.person, public_id)
    form = ChangeEventForm()
    form.note.make_room_for(record.event.note)

    def save() -> None:
        diary_changes.change_event(
            visit.session,
            visit.person,
            edit_of(form, public_id),
            form.event(),
            visit.now,
        )

    status = refusal(visit, form, save)
    if status is None:
        return _changed(typed_day(form.for_date))
    return _event_page(visit, form, record, status)


@blueprint.get("/check-in/<public_id>/delete")
@own
def show_delete_check_in(visit: Visit, public_id: str) -> Response:
    """Say what goes with a check-in."""
    return _delete_check_in_page(visit, public_id, VersionedForm())


@blueprint.post("/check-in/<public_id>/delete")
@own
def delete_check_in(visit: Visit, public_id: str) -> Response:
    return delete_record(
        visit,
        public_id,
        diary_changes.delete_check_in,
        _delete_check_in_page,
        CHECK_IN_DELETED,
        lambda day: href_after_deleting(day, visit.today),
    )


@blueprint.get("/event/<public_id>/delete")
@own
def show_delete_event(visit: Visit, public_id: str) -> Response:
    """Say what goes with an event."""
    return _delete_event_page(visit, public_id, VersionedForm())


@blueprint.post("/event/<public_id>/delete")
@own
def delete_event(visit: Visit, public_id: str) -> Response:
    return delete_record(
        visit,
        public_id,
        diary_changes.delete_event,
        _delete_event_page,
        EVENT_DELETED,
        lambda day: href_after_deleting(day, visit.today),
    )


def _changed(for_date: date) -> Response:
    flash_done("Your change is saved.")
    return redirect(day_href(for_date), 303)


def _check_in_page(form: ChangeCheckInForm, record: CheckIn, status: int = 200) -> Response:
    take_version(form, record.version, status)
    return page(
        "diary/check_in.html",
        active="history",
        status=status,
        scripts=SCRIPTS,
        styles=SHEET_STYLES,
        form=form,
        scores=asked_scores(form.folded),
        action=url_for("entries.change_check_in", public_id=record.public_id),
        saved=saved_check_in(record),
        shows_saved=status == 409,
        opens_more=form.has_more(),
        back_href=day_href(record.for_date),
    )


def _changed_href(visit: Visit, logged: LoggedEvent) -> str:
    """Return where the dose is told that a prescriber changed; empty where that was told."""
    day = logged.event.for_date
    if logged.event.kind != DOSE_CHANGE_BY_PRESCRIBER or day > visit.today:
        return ""
    is_told = loose_note_on(visit.session, visit.person, day) != logged.public_id
    return "" if is_told else url_for("happened.show_changed", day=day.isoformat())


def _event_page(
    visit: Visit, form: ChangeEventForm, logged: LoggedEvent, status: int = 200
) -> Response:
    take_version(form, logged.version, status)
    return page(
        "diary/event.html",
        active="history",
        status=status,
        form=form,
        action=url_for("entries.change_event", public_id=logged.public_id),
        saved=event_rows(logged.event),
        changed_href=_changed_href(visit, logged),
        shows_saved=status == 409,
        back_href=day_href(logged.event.for_date),
    )


def _delete_check_in_page(
    visit: Visit, public_id: str, form: VersionedForm, status: int = 200
) -> Response:
    record = diary_changes.find_check_in(visit.session, visit.person, public_id)
    take_version(form, record.version, status)
    return _delete_page(form, check_in_to_delete(record, visit.today), status)


def _delete_event_page(
    visit: Visit, public_id: str, form: VersionedForm, status: int = 200
) -> Response:
    record = diary_changes.find_event(visit.session, visit.person, public_id)
    take_version(form, record.version, status)
    return _delete_page(form, event_to_delete(record, visit.today), status)


def _delete_page(form: VersionedForm, what: ToDelete, status: int) -> Response:
    return page("diary/delete.html", active="history", status=status, form=form, what=what)
