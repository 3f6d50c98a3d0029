"""Logging a dose: which medicine, how much, when."""

from datetime import date

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from app.diary.medicine import prescribed_on
from app.services.errors import NotFound
from app.services.medicines import dose_log, medicines, new_doses
from app.services.medicines.doses import last_doses
from app.services.medicines.due import due_in, open_in_the_evening
from app.services.medicines.logbook import read_logbook
from app.services.medicines.patches import worn_patches
from app.services.medicines.prescriptions import product_of
from app.services.medicines.regimens import ListedMedicine
from app.web.kit.access import Visit, needs_set_up, own
from app.web.kit.day_addresses import open_day, sheet_href
from app.web.kit.pages import flash_done, page
from app.web.kit.saving import Refusal, attempt
from app.web.kit.typed_amounts import counted_in_words, shown_amount
from app.web.medicines import dose_words as words
from app.web.medicines import words as medicine_words
from app.web.medicines.dose_forms import EXTRA, OTHER_TIME, LogDoseForm

blueprint = Blueprint("new_doses", __name__, url_prefix="/doses/new")
needs_set_up(blueprint)


@blueprint.get("")
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


@blueprint.get("/<medicine_id>")
@own
def show_log(visit: Visit, medicine_id: str) -> Response:
    """Ask how much and when; the usual amount stands there."""
    medicine = medicines.find_medicine(visit.session, visit.person, medicine_id)
    day = _asked_day(visit)
    form = _new_form(visit, medicine, day)
    regimen = prescribed_on(medicine, day)
    if medicine.has_prescription:
        form.amount.data = shown_amount(regimen.amount, regimen.as_taken)
    if "count" in form:
        form.count.data = str(regimen.count_at_once)
    elif medicine.as_needed:
        form.which.data = EXTRA
    if day != visit.today:
        form.when.data = OTHER_TIME
    form.day.data = day
    return _new_page(visit, form, medicine, day)


@blueprint.post("/<medicine_id>")
@own
def log(visit: Visit, medicine_id: str) -> Response:
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
    return _saved_dose(visit, public_id, form.patch_count())


def _asked_day(visit: Visit) -> date:
    """Return the day that the address names: a past one when History leads here."""
    return open_day(request.args.get("day") or visit.today.isoformat(), visit.today)


def _new_form(visit: Visit, medicine: ListedMedicine, day: date) -> LogDoseForm:
    form = LogDoseForm()
    if product_of(medicine).is_worn:
        del form.which
        return form
    del form.count
    evening = visit.evening if day == visit.today else None
    logbook = read_logbook(visit.session, visit.person, {day, evening or day}, visit.now)
    last_night = open_in_the_evening(logbook, evening) if evening else ()
    form.which.choices = words.which_choices(
        [dose for dose in last_night if dose.medicine_public_id == medicine.public_id],
        [
            dose
            for dose in due_in(logbook, day, visit.today)
            if dose.medicine_public_id == medicine.public_id
        ],
    )
    return form


def _saved_dose(visit: Visit, public_id: str, count: int) -> Response:
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
    return redirect(sheet_href(dose.taken_at_local.date(), visit.today), 303)


def _new_page(
    visit: Visit, form: LogDoseForm, medicine: ListedMedicine, day: date, status: int = 200
) -> Response:
    last = last_doses(visit.session, medicine, 1)
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
