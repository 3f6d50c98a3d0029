"""Adding a medicine whose name nobody knows: a slip? An opioid?"""

from functools import partial

from flask import Blueprint, url_for
from werkzeug.wrappers import Response

from app.clinical.meant import did_you_mean
from app.services.errors import Refused
from app.web.kit.access import Visit, own
from app.web.kit.opioid_form import OpioidForm, opioid_form
from app.web.kit.pages import page
from app.web.kit.saving import refusal
from app.web.medicines import draft as medicine_draft
from app.web.medicines.draft import MedicineDraft
from app.web.medicines.form_parts import OTHER_CHOICE
from app.web.medicines.forms import MeantForm
from app.web.medicines.naming import take_name, to
from app.web.medicines.opioid import keep_answers

blueprint = Blueprint("medicine_unknown", __name__, url_prefix="/medicines/add")

WHAT = "medicine_add.show_what"


@blueprint.get("/meant")
@own
def show_meant(_visit: Visit) -> Response:
    """Ask whether another name was meant."""
    draft = _unknown()
    if draft is None:
        return to(WHAT)
    return _meant_page(_meant_form(draft), draft)


@blueprint.post("/meant")
@own
def meant(visit: Visit) -> Response:
    """Take the name that was meant."""
    draft = _unknown()
    if draft is None:
        return to(WHAT)
    form = _meant_form(draft)
    if not form.validate_on_submit() or not form.meant.data:
        form.refuse(Refused("Choose the name.", "" if form.meant.errors else "meant"))
        return _meant_page(form, draft, 422)
    is_sure = form.meant.data == OTHER_CHOICE
    return take_name(visit, draft, draft.name if is_sure else form.meant.data, is_sure=True)


@blueprint.get("/opioid")
@own
def show_opioid(_visit: Visit) -> Response:
    """Ask whether it is an opioid."""
    draft = _unknown()
    if draft is None:
        return to(WHAT)
    return _opioid_page(opioid_form([draft.name]), draft)


@blueprint.post("/opioid")
@own
def opioid(visit: Visit) -> Response:
    """Keep the answer; it holds for the name, whether or not the medicine is added."""
    draft = _unknown()
    if draft is None:
        return to(WHAT)
    form = opioid_form([draft.name])
    status = refusal(visit, form, partial(keep_answers, visit, form))
    return _opioid_page(form, draft, status) if status else to("medicine_add.show_route")


def _unknown() -> MedicineDraft | None:
    """Return the medicine that is being added, where its name is not known."""
    draft = medicine_draft.load()
    return draft if draft is not None and draft.name and not draft.substance else None


def _meant_form(draft: MedicineDraft) -> MeantForm:
    form = MeantForm()
    suggested = {name: f"Did you mean {name}?" for name in did_you_mean(draft.name)}
    form.meant.choices = suggested | {OTHER_CHOICE: f"No, it’s called {draft.name}"}
    return form


def _meant_page(form: MeantForm, draft: MedicineDraft, status: int = 200) -> Response:
    return page("medicines/add_meant.html", status=status, form=form, name=draft.name)


def _opioid_page(form: OpioidForm, draft: MedicineDraft, status: int = 200) -> Response:
    return page(
        "medicines/opioid.html",
        status=status,
        form=form,
        kicker=f"Add {draft.name}",
        said="",
        action=url_for("medicine_unknown.opioid"),
        button_label="Continue",
        back_href=url_for(WHAT),
    )
