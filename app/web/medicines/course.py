"""The course of a medicine: dose changed by the prescriber, stopped, started again."""

from collections.abc import Callable
from functools import partial

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from app.diary.medicine import prescribed_on, said_on
from app.services.medicines import course as medicine_course
from app.services.medicines import medicines
from app.services.medicines.amounts import prescribed_in_words
from app.services.medicines.prescriptions import product_of
from app.services.medicines.regimens import ListedMedicine
from app.web.kit.access import Visit, own
from app.web.kit.fields import typed_day
from app.web.kit.forms import SubmittedForm, VersionedForm, text_of
from app.web.kit.pages import flash_done, page
from app.web.kit.saving import TO_MEDICINES, edit_of, refusal, take_version, when_gone
from app.web.medicines import words
from app.web.medicines.forms import (
    ChangeDoseForm,
    ChangePatchForm,
    StartAgainForm,
    StopForm,
    sent_form,
)
from app.web.medicines.happened import noted_day
from app.web.medicines.other_amounts import other_amounts_since

blueprint = Blueprint("medicine_course", __name__, url_prefix="/medicines/<public_id>")

STOP_PAGE = "medicines/stop.html"
START_AGAIN_PAGE = "medicines/start_again.html"


@blueprint.get("/dose")
@own
def show_change_prescription(visit: Visit, public_id: str) -> Response:
    """Ask for the new dose and its first day."""
    medicine = medicines.find_medicine(visit.session, visit.person, public_id)
    if not medicine.has_prescription:
        return redirect(url_for("medicines.show_edit", public_id=public_id), 303)
    form = _dose_form(visit, medicine)
    now = prescribed_on(medicine, visit.today)
    form.version.data = str(medicine.version)
    form.noted.data = request.args.get("noted", "")
    form.from_date.data = noted_day(visit, form.noted.data) or visit.today
    form.show(now)
    if isinstance(form, ChangePatchForm):
        form.set_wear(now.count_at_once, now.change_every_hours)
    else:
        form.set_prescription(now, visit.today)
        form.most_a_day.data = str(now.most_a_day or "")
    return _dose_page(visit, form, medicine)


@blueprint.post("/dose")
@own
@when_gone(partial(sent_form, ChangePatchForm, ChangeDoseForm), *TO_MEDICINES)
def change_prescription(visit: Visit, public_id: str) -> Response:
    """Save the new dose beside the old one."""
    medicine = medicines.find_medicine(visit.session, visit.person, public_id)
    form = _dose_form(visit, medicine)

    def save() -> None:
        if medicine.as_needed and isinstance(form, ChangeDoseForm):
            asked = form.when_needed()
        else:
            asked = form.prescription()
        medicine_course.change_prescription(
            visit.session,
            visit.person,
            edit_of(form, public_id),
            typed_day(form.from_date),
            asked,
            visit.now,
            text_of(form.noted),
        )

    status = refusal(visit, form, save)
    if status:
        return _dose_page(visit, form, medicine, status)
    day = typed_day(form.from_date)
    flash_done(words.change_done(day, visit.today) + other_amounts_since(visit, public_id, day))
    return redirect(url_for("medicines.show_one", public_id=public_id), 303)


@blueprint.get("/stop")
@own
def show_stop(visit: Visit, public_id: str) -> Response:
    """Ask from which day it is no longer taken."""
    medicine = medicines.find_medicine(visit.session, visit.person, public_id)
    form = StopForm(version=medicine.version, stopped_on=visit.today)
    return _course_page(visit, STOP_PAGE, form, medicine)


@blueprint.post("/stop")
@own
def stop(visit: Visit, public_id: str) -> Response:
    """Set end date of a medicine."""
    form = StopForm()

    def save() -> None:
        seen, day = edit_of(form, public_id), typed_day(form.stopped_on)
        medicine_course.stop_medicine(visit.session, visit.person, seen, day, visit.now)

    again = partial(_course_page, visit, STOP_PAGE, form)
    day = form.stopped_on.data
    return _finish(visit, form, public_id, save, again, words.end_done(day, visit.today))


@blueprint.get("/start-again")
@own
def show_start_again(visit: Visit, public_id: str) -> Response:
    """Ask from which day a stopped medicine is taken again."""
    medicine = medicines.find_medicine(visit.session, visit.person, public_id)
    form = StartAgainForm(version=medicine.version, started_on=visit.today)
    return _course_page(visit, START_AGAIN_PAGE, form, medicine)


@blueprint.post("/start-again")
@own
def start_again(visit: Visit, public_id: str) -> Response:
    """Put a stopped medicine on the list again."""
    form = StartAgainForm()

    def save() -> None:
        seen, day = edit_of(form, public_id), typed_day(form.started_on)
        medicine_course.start_again(visit.session, visit.person, seen, day, visit.now)

    again = partial(_course_page, visit, START_AGAIN_PAGE, form)
    return _finish(visit, form, public_id, save, again, "It is on your list again.")


def _finish(
    visit: Visit,
    form: SubmittedForm,
    public_id: str,
    save: Callable[[], None],
    again: Callable[[ListedMedicine, int], Response],
    done: str,
) -> Response:
    medicine = medicines.find_medicine(visit.session, visit.person, public_id)
    status = refusal(visit, form, save)
    if status:
        return again(medicine, status)
    flash_done(done)
    return redirect(url_for("medicines.show"), 303)


def _dose_form(visit: Visit, medicine: ListedMedicine) -> ChangeDoseForm | ChangePatchForm:
    product = product_of(medicine)
    form = ChangePatchForm() if product.is_worn else ChangeDoseForm()
    # Another unit would be another medicine: the old and the new dose must be comparable.
    units = {medicine.unit: words.unit_choices(product)[medicine.unit]}
    now = prescribed_on(medicine, visit.today)
    known = now if medicine.has_prescription else None
    form.offer_units(units, product.name, product.route, words.piece_choices(product), known)
    return form


def _dose_page(
    visit: Visit,
    form: ChangeDoseForm | ChangePatchForm,
    medicine: ListedMedicine,
    status: int = 200,
) -> Response:
    take_version(form, medicine.version, status)
    has_times = isinstance(form, ChangeDoseForm) and not medicine.as_needed
    return page(
        "medicines/change_prescription.html",
        status=status,
        form=form,
        medicine=medicine,
        is_worn=isinstance(form, ChangePatchForm),
        stored=words.facts(medicine, visit.today, visit.opioid_answers) if status == 409 else [],
        dose_now=prescribed_in_words(medicine, said_on(medicine, visit.today)),
        planned=words.planned_rows(medicine, visit.today),
        as_needed=medicine.as_needed,
        times=form.shown_times(spare=2) if has_times and isinstance(form, ChangeDoseForm) else [],
    )


def _course_page(
    visit: Visit, template: str, form: VersionedForm, medicine: ListedMedicine, status: int = 200
) -> Response:
    take_version(form, medicine.version, status)
    return page(
        template,
        status=status,
        form=form,
        medicine=medicine,
        dose_now=prescribed_in_words(medicine, said_on(medicine, visit.today)),
        is_planned=medicine.stopped_on is not None and medicine.stopped_on > visit.today,
    )
