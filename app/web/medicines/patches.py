"""Patches: noting that one came off, and taking that back."""

from flask import Blueprint, abort, redirect, url_for
from werkzeug.wrappers import Response

from app.diary.dose import LoggedDose
from app.services.errors import NotFound
from app.services.medicines import dose_log
from app.web.diary.patch_words import patch_on_since
from app.web.kit.access import Visit, own
from app.web.kit.forms import SubmittedForm
from app.web.kit.pages import flash_done, page
from app.web.kit.saving import refusal
from app.web.medicines import dose_words as words
from app.web.medicines.dose_forms import TakeOffForm

blueprint = Blueprint("patches", __name__, url_prefix="/patches/<public_id>")


@blueprint.get("/off")
@own
def show_off(visit: Visit, public_id: str) -> Response:
    """Ask when the patch came off."""
    form = TakeOffForm(day=visit.today)
    return _off_page(visit, form, _own_patch(visit, public_id))


@blueprint.post("/off")
@own
def off(visit: Visit, public_id: str) -> Response:
    """Note that the patch came off."""
    dose, form = _own_patch(visit, public_id), TakeOffForm()

    def save() -> None:
        when = form.when_taken(visit.person.time_zone, visit.now)
        dose_log.take_off(visit.session, visit.person, form.sent(), public_id, when, visit.now)

    status = refusal(visit, form, save)
    if status:
        return _off_page(visit, form, dose, status)
    flash_done(
        "The patch is saved as off.", url_for("patches.still_on", public_id=public_id), "Undo"
    )
    return redirect(url_for("today.show"), 303)


@blueprint.post("/still-on")
@own
def still_on(visit: Visit, public_id: str) -> Response:
    """Take back that a patch came off."""
    form = SubmittedForm()
    if not form.validate_on_submit():
        abort(400)
    dose_log.still_on(visit.session, visit.person, form.sent(), public_id, visit.now)
    flash_done("Undone. The patch counts as on again.")
    return redirect(url_for("today.show"), 303)


def _own_patch(visit: Visit, public_id: str) -> LoggedDose:
    dose = dose_log.find_dose(visit.session, visit.person, public_id)
    if not dose.is_patch:
        raise NotFound
    return dose


def _off_page(visit: Visit, form: TakeOffForm, dose: LoggedDose, status: int = 200) -> Response:
    return page(
        "medicines/patch_off.html",
        status=status,
        form=form,
        dose=words.row(dose, visit.today),
        on_since=patch_on_since(dose, visit.today),
    )
