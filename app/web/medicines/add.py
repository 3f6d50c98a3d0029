"""Adding a medicine: what it is. How much and when is asked by `medicine_dose`."""

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from app.clinical import routes
from app.clinical.catalogue import SUBSTANCES_BY_CODE
from app.clinical.substances import Form
from app.services.errors import Refused
from app.web.kit.access import Visit, own
from app.web.kit.forms import text_of
from app.web.kit.pages import page
from app.web.medicines import draft as medicine_draft
from app.web.medicines import words
from app.web.medicines.draft import MedicineDraft
from app.web.medicines.form_parts import OTHER_CHOICE
from app.web.medicines.forms import KindForm, RouteForm, WhatForm
from app.web.medicines.naming import take_listed, take_name, take_product

blueprint = Blueprint("medicine_add", __name__, url_prefix="/medicines/add")

CHOOSE_MEDICINE = "Choose a medicine from the list, or enter its name."
NOT_BOTH = "Choose one from the list or enter a name, not both."


@blueprint.get("")
@own
def show_what(_visit: Visit) -> Response:
    """Ask which medicine it is; `for=set-up` comes back to set-up afterwards."""
    draft = medicine_draft.begin_draft(for_setup=request.args.get("for") == "set-up")
    return _what_page(_what_form(), draft)


@blueprint.post("")
@own
def what(visit: Visit) -> Response:
    """Take the medicine's name."""
    form = _what_form()
    draft = medicine_draft.load() or medicine_draft.begin_draft(for_setup=False)
    is_valid = form.validate_on_submit()
    listed, own_name = text_of(form.substance), text_of(form.own_name)
    if is_valid and bool(listed) == bool(own_name):
        form.refuse(Refused(NOT_BOTH if listed else CHOOSE_MEDICINE, "substance"))
        is_valid = False
    if not is_valid:
        return _what_page(form, draft, 422)
    return take_listed(draft, listed) if listed else take_name(visit, draft, own_name)


@blueprint.get("/kind")
@own
def show_kind(_visit: Visit) -> Response:
    """Ask which kind of a catalogue medicine it is."""
    draft = medicine_draft.load()
    if draft is None or not draft.substance:
        return _to("show_what")
    return _kind_page(_kind_form(draft), draft)


@blueprint.post("/kind")
@own
def kind(_visit: Visit) -> Response:
    draft = medicine_draft.load()
    if draft is None or not draft.substance:
        return _to("show_what")
    form = _kind_form(draft)
    if not form.validate_on_submit() or not form.kind.data:
        form.refuse(Refused("Choose which kind it is.", "" if form.kind.errors else "kind"))
        return _kind_page(form, draft, 422)
    if form.kind.data == OTHER_CHOICE:
        return _to("show_route")
    substance = SUBSTANCES_BY_CODE[draft.substance]
    chosen = next(p for p in substance.products if words.kind_code(p) == form.kind.data)
    return take_product(draft, substance.medication(chosen), chosen)


@blueprint.get("/route")
@own
def show_route(_visit: Visit) -> Response:
    """Ask how a medicine is taken that is not in the list as it is."""
    draft = medicine_draft.load()
    if draft is None or not draft.name:
        return _to("show_what")
    return _route_page(_route_form(), draft)


@blueprint.post("/route")
@own
def route(_visit: Visit) -> Response:
    """Take the way in which it is taken."""
    draft = medicine_draft.load()
    if draft is None or not draft.name:
        return _to("show_what")
    form = _route_form()
    if not form.validate_on_submit() or not form.route.data:
        form.refuse(Refused("Choose how you take it.", "" if form.route.errors else "route"))
        return _route_page(form, draft, 422)
    is_worn = form.route.data == routes.TRANSDERMAL
    held = Form.PATCH if is_worn else Form.OTHER
    medicine_draft.go_on(draft, route=form.route.data, form=held.value)
    return redirect(url_for("medicine_dose.show_amount"), 303)


def _to(view: str) -> Response:
    return redirect(url_for(f"medicine_add.{view}"), 303)


def _what_form() -> WhatForm:
    form = WhatForm()
    form.substance.choices = words.substance_choices()
    return form


def _kind_form(draft: MedicineDraft) -> KindForm:
    form = KindForm()
    names = words.kind_names(SUBSTANCES_BY_CODE[draft.substance])
    form.kind.choices = names | {OTHER_CHOICE: "Another kind"}
    return form


def _route_form() -> RouteForm:
    form = RouteForm()
    form.route.choices = words.route_choices()
    return form


def _what_page(form: WhatForm, draft: MedicineDraft, status: int = 200) -> Response:
    back_href = medicine_draft.end_href(draft)
    return page("medicines/add_what.html", status=status, form=form, back_href=back_href)


def _kind_page(form: KindForm, draft: MedicineDraft, status: int = 200) -> Response:
    return page("medicines/add_kind.html", status=status, form=form, name=draft.name)


def _route_page(form: RouteForm, draft: MedicineDraft, status: int = 200) -> Response:
    back = "show_kind" if draft.substance else "show_what"
    return page(
        "medicines/add_route.html",
        status=status,
        form=form,
        name=draft.name,
        back_href=url_for(f"medicine_add.{back}"),
    )
