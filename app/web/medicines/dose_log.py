"""Logged doses: changing one, deleting it, taking it back."""

from flask import Blueprint, abort, redirect, url_for
from werkzeug.wrappers import Response

from app.diary.dose import LoggedDose
from app.services.medicines import dose_log
from app.services.medicines.dose_log import DoseEdit
from app.web.kit.access import Visit, needs_set_up, own
from app.web.kit.day_addresses import sheet_href
from app.web.kit.fields import typed_day
from app.web.kit.forms import SubmittedForm, VersionedForm
from app.web.kit.pages import flash_done, page
from app.web.kit.saving import (
    TO_HISTORY,
    delete_record,
    edit_of,
    refusal,
    take_version,
    when_gone,
)
from app.web.kit.typed_amounts import SaidAmount, counted_in_words, shown_amount
from app.web.medicines import dose_words as words
from app.web.medicines.dose_forms import LoggedDoseForm

blueprint = Blueprint("doses", __name__, url_prefix="/doses")
needs_set_up(blueprint)


@blueprint.get("/<public_id>/edit")
@own
def show_edit(visit: Visit, public_id: str) -> Response:
    """Show a logged dose, to be changed."""
    dose = dose_log.find_dose(visit.session, visit.person, public_id)
    form = LoggedDoseForm(
        version=dose.version,
        amount=shown_amount(dose.amount, dose.as_taken),
        day=dose.taken_at_local.date(),
        clock=dose.taken_at_local.time(),
        is_daily_total=dose.is_daily_total,
        removed_day=dose.removed_at_local.date() if dose.removed_at_local else None,
        removed_clock=dose.removed_at_local.time() if dose.removed_at_local else None,
    )
    return _edit_page(visit, form, dose)


@blueprint.post("/<public_id>/edit")
@own
@when_gone(LoggedDoseForm, *TO_HISTORY)
def edit(visit: Visit, public_id: str) -> Response:
    """Save changes."""
    dose = dose_log.find_dose(visit.session, visit.person, public_id)
    form = LoggedDoseForm()

    def save() -> None:
        form.known = SaidAmount(dose.amount, dose.unit, dose.as_taken)
        form.is_total = form.is_daily_total.data
        amount, unit, as_taken = form.checked(dose.medication, dose.route, dose.unit, dose.as_taken)
        asked = DoseEdit(
            amount,
            unit,
            form.taken(dose),
            is_daily_total=form.is_daily_total.data,
            removed=form.removed(dose),
            as_taken=as_taken,
        )
        seen = edit_of(form, public_id)
        dose_log.correct_dose(visit.session, visit.person, seen, asked, visit.now)

    status = refusal(visit, form, save)
    if status:
        return _edit_page(visit, form, dose, status)
    flash_done("Your change is saved.")
    day = dose.taken_at_local.date()
    # It may have left a day that is still to come by the clock, and that held nothing else.
    to_day = typed_day(form.day) if day > visit.today else day
    return redirect(sheet_href(to_day, visit.today), 303)


@blueprint.get("/<public_id>/delete")
@own
def show_delete(visit: Visit, public_id: str) -> Response:
    """Say what goes."""
    return _delete_page(visit, public_id, VersionedForm())


@blueprint.post("/<public_id>/delete")
@own
def delete(visit: Visit, public_id: str) -> Response:
    """Delete a logged dose."""
    return delete_record(
        visit,
        public_id,
        dose_log.delete_dose,
        _delete_page,
        "The dose is deleted.",
        lambda _: url_for("history.show"),
    )


@blueprint.post("/<public_id>/undo")
@own
def undo(visit: Visit, public_id: str) -> Response:
    """Take back a dose that was just logged."""
    form = SubmittedForm()
    if not form.validate_on_submit():
        abort(400)
    dose_log.undo_dose(visit.session, visit.person, form.sent(), public_id, visit.now)
    flash_done("Undone. The dose is deleted.")
    return redirect(url_for("today.show"), 303)


def _edit_page(visit: Visit, form: LoggedDoseForm, dose: LoggedDose, status: int = 200) -> Response:
    take_version(form, dose.version, status)
    form.show_turns(dose)
    zone = dose.entered.time_zone
    return page(
        "medicines/dose_edit.html",
        status=status,
        form=form,
        dose=words.row(dose, visit.today),
        name=dose.medication,
        unit=counted_in_words(dose.unit, dose.as_taken),
        is_patch=dose.is_patch,
        zone="" if zone == visit.person.time_zone else zone,
        stored=words.row(dose, visit.today) if status == 409 else None,
        back_href=sheet_href(dose.taken_at_local.date(), visit.today),
    )


def _delete_page(visit: Visit, public_id: str, form: VersionedForm, status: int = 200) -> Response:
    dose = dose_log.find_dose(visit.session, visit.person, public_id)
    take_version(form, dose.version, status)
    shown = words.row(dose, visit.today)
    back_href = sheet_href(dose.taken_at_local.date(), visit.today)
    return page(
        "medicines/dose_delete.html", status=status, form=form, dose=shown, back_href=back_href
    )
