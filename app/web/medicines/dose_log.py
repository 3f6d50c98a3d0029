"""Doses: log one, change it, delete it, take it back; patches on and off."""

from datetime import date

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.wrappers import Response

from app.diary.dose import LoggedDose
from app.diary.medicine import Regimen, prescribed_on
from app.services.errors import NotFound
from app.services.medicines import dose_log, medicines, new_doses
from app.services.medicines.amounts import plain_number
from app.services.medicines.dose_log import DoseEdit
from app.services.medicines.due import due_on
from app.services.medicines.patches import worn_patches
from app.services.medicines.prescriptions import product_of
from app.services.medicines.regimens import ListedMedicine
from app.web.kit.access import Visit, needs_set_up, own
from app.web.kit.day_addresses import open_day
from app.web.kit.forms import SubmittedForm, VersionedForm
from app.web.kit.pages import flash_done, page
from app.web.kit.saving import (
    TO_HISTORY,
    Refusal,
    attempt,
    edit_of,
    refusal,
    take_version,
    when_gone,
)
from app.web.kit.typed_amounts import SaidAmount, counted_in_words
from app.web.medicines import dose_words as words
from app.web.medicines import words as medicine_words
from app.web.medicines.dose_forms import EXTRA, OTHER_TIME, LogDoseForm, LoggedDoseForm

blueprint = Blueprint("doses", __name__, url_prefix="/doses")
needs_set_up(blueprint)


@blueprint.get("/new")
@own
def show_choose(visit: Visit) -> Response:
    """Ask which medicine was taken; list the patches that are on."""
    day = _asked_day(visit)
    listed = medicines.list_all(visit.session, visit.person, visit.today)
    return page(
        "medicines/dose_choose.html",
        day="" if day == visit.today else day.isoformat(),
        current=words.medicine_rows(listed.current, visit.today),
        past=words.medicine_rows(listed.past, visit.today),
        patches=[
            words.patch_row(patch, visit.today)
            for patch in worn_patches(visit.session, visit.person, visit.now)
        ],
    )


@blueprint.get("/new/<medicine_id>")
@own
def show_new(visit: Visit, medicine_id: str) -> Response:
    """Ask how much and when; the usual amount stands there."""
    medicine = medicines.find_medicine(visit.session, visit.person, medicine_id)
    day = _asked_day(visit)
    form = _new_form(visit, medicine, day)
    regimen = prescribed_on(medicine, day)
    form.amount.data = _shown(regimen) if medicine.has_prescription else ""
    if "count" in form:
        form.count.data = str(regimen.count_at_once)
    elif medicine.as_needed:
        form.which.data = EXTRA
    if day != visit.today:
        form.when.data = OTHER_TIME
    form.day.data = day
    return _new_page(visit, form, medicine, day)


@blueprint.post("/new/<medicine_id>")
@own
def new(visit: Visit, medicine_id: str) -> Response:
    """Log the dose."""
    medicine = medicines.find_medicine(visit.session, visit.person, medicine_id)
    day = _asked_day(visit)
    form = _new_form(visit, medicine, day)

    def save() -> str:
        unit = prescribed_on(medicine, day).unit
        asked = form.new_dose(medicine, unit, visit.person.time_zone, visit.now)
        return new_doses.log(
            visit.session, visit.person, form.sent(), medicine_id, asked, visit.now
        )

    public_id = attempt(visit, form, save)
    if isinstance(public_id, Refusal):
        return _new_page(visit, form, medicine, day, public_id.status)
    return _logged(visit, public_id, form.patch_count())


@blueprint.get("/<public_id>/edit")
@own
def show_edit(visit: Visit, public_id: str) -> Response:
    """Show a logged dose, to be changed."""
    dose = dose_log.find_dose(visit.session, visit.person, public_id)
    form = LoggedDoseForm(
        version=dose.version,
        amount=_shown(dose),
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
    """Save the change."""
    dose = dose_log.find_dose(visit.session, visit.person, public_id)
    form = LoggedDoseForm()

    def save() -> None:
        form.known = SaidAmount(dose.amount, dose.unit, dose.as_taken)
        form.is_total = form.is_daily_total.data
        amount, unit, as_taken = form.checked(dose.medication, dose.route, dose.unit, dose.as_taken)
        asked = DoseEdit(
            amount,
            unit,
            form.taken_at(dose),
            is_daily_total=form.is_daily_total.data,
            removed_at_local=form.removed_at(),
            as_taken=as_taken,
        )
        seen = edit_of(form, public_id)
        dose_log.change_dose(visit.session, visit.person, seen, asked, visit.now)

    status = refusal(visit, form, save)
    if status:
        return _edit_page(visit, form, dose, status)
    flash_done("The change is saved.")
    return _to_day(visit, dose.taken_at_local.date())


@blueprint.get("/<public_id>/delete")
@own
def show_delete(visit: Visit, public_id: str) -> Response:
    """Say what goes."""
    dose = dose_log.find_dose(visit.session, visit.person, public_id)
    return _delete_page(visit, VersionedForm(version=dose.version), dose)


@blueprint.post("/<public_id>/delete")
@own
def delete(visit: Visit, public_id: str) -> Response:
    """Delete a logged dose."""
    form = VersionedForm()

    def save() -> None:
        dose_log.delete_dose(visit.session, visit.person, edit_of(form, public_id), visit.now)

    status = refusal(visit, form, save)
    if status:
        dose = dose_log.find_dose(visit.session, visit.person, public_id)
        return _delete_page(visit, form, dose, status)
    flash_done("The dose is deleted.")
    return redirect(url_for("history.show"), 303)


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


def _shown(of: Regimen | LoggedDose) -> str:
    """Write an amount into its field, counted as it was."""
    return plain_number(of.as_taken.count if of.as_taken else of.amount)


def _asked_day(visit: Visit) -> date:
    """Return the day that the address names: a past one when History leads here."""
    return open_day(request.args.get("day") or visit.today.isoformat(), visit.today)


def _new_form(visit: Visit, medicine: ListedMedicine, day: date) -> LogDoseForm:
    form = LogDoseForm()
    if product_of(medicine).is_worn:
        del form.which
        return form
    del form.count
    due = [
        dose
        for dose in due_on(visit.session, visit.person, day, visit.now)
        if dose.medicine_public_id == medicine.public_id
    ]
    form.which.choices = words.which_choices(due)
    return form


def _logged(visit: Visit, public_id: str, count: int) -> Response:
    try:
        dose = dose_log.find_dose(visit.session, visit.person, public_id)
    except NotFound:  # sent again after it was taken back
        return redirect(url_for("today.show"), 303)
    shown = words.row(dose, visit.today)
    flash_done(
        f"Saved: {shown.title}{f', {count} patches' if count > 1 else ''}. {shown.detail}.",
        url_for("doses.undo", public_id=public_id),
        "Undo",
    )
    return _to_day(visit, dose.taken_at_local.date())


def _to_day(visit: Visit, day: date) -> Response:
    return redirect(_day_href(visit, day), 303)


def _day_href(visit: Visit, day: date) -> str:
    if day == visit.today:
        return url_for("today.show")
    return url_for("history.show_day", day=day.isoformat())


def _new_page(
    visit: Visit, form: LogDoseForm, medicine: ListedMedicine, day: date, status: int = 200
) -> Response:
    last = medicines.last_doses(visit.session, medicine, 1)
    regimen = prescribed_on(medicine, day)
    return page(
        "medicines/dose_new.html",
        status=status,
        form=form,
        medicine=medicine,
        day="" if day == visit.today else day.isoformat(),
        is_worn=product_of(medicine).is_worn,
        unit=counted_in_words(regimen.unit, regimen.as_taken),
        detail=medicine_words.row_detail(medicine, visit.today),
        since_last=words.since_last(last[0].taken_at if last else None, visit.now),
    )


def _edit_page(visit: Visit, form: LoggedDoseForm, dose: LoggedDose, status: int = 200) -> Response:
    take_version(form, dose.version, status)
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
        back_href=_day_href(visit, dose.taken_at_local.date()),
    )


def _delete_page(
    visit: Visit, form: VersionedForm, dose: LoggedDose, status: int = 200
) -> Response:
    take_version(form, dose.version, status)
    shown = words.row(dose, visit.today)
    back_href = _day_href(visit, dose.taken_at_local.date())
    return page(
        "medicines/dose_delete.html", status=status, form=form, dose=shown, back_href=back_href
    )
