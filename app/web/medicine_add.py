"""Adding a medicine: what it is, which kind, how much, at what times. One thing per page."""

from datetime import time

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from app.clinical import routes
from app.clinical.medicines import SUBSTANCES_BY_CODE, find_substance
from app.clinical.substances import Form
from app.services import medicines
from app.services.amounts import amount_in_words
from app.services.days import check_day
from app.services.errors import Refused
from app.services.medicines import NewMedicine
from app.services.prescriptions import Prescription, Product, check_dose, check_prescription
from app.web import medicine_draft
from app.web.access import Visit, own
from app.web.forms.base import text_of
from app.web.forms.medicine import (
    OTHER,
    WHEN_NEEDED,
    DraftForm,
    KindForm,
    NewDoseForm,
    NewPatchForm,
    NewTimesForm,
    RouteForm,
    WhatForm,
    new_patch,
)
from app.web.medicine_draft import MedicineDraft
from app.web.pages import flash_done, page
from app.web.presenters import medicines as words
from app.web.saving import refusal

blueprint = Blueprint("medicine_add", __name__, url_prefix="/medicines/add")

CHOOSE_ONE = "Choose a medicine from the list, or write its name."
NOT_BOTH = "Choose one from the list or write a name, not both."
# Where people usually put so many doses; each can be changed on the page.
USUAL_TIMES = {
    1: (8,),
    2: (8, 20),
    3: (8, 14, 20),
    4: (8, 12, 16, 20),
    5: (6, 10, 14, 18, 22),
    6: (2, 6, 10, 14, 18, 22),
}


@blueprint.get("")
@own
def show_what(_visit: Visit) -> Response:
    """Ask which medicine it is; `for=set-up` comes back to set-up afterwards."""
    draft = medicine_draft.begin(for_setup=request.args.get("for") == "set-up")
    return _what_page(_what_form(), draft)


@blueprint.post("")
@own
def what(_visit: Visit) -> Response:
    """Take the medicine's name."""
    form = _what_form()
    draft = medicine_draft.load() or medicine_draft.begin(for_setup=False)
    is_valid = form.validate_on_submit()
    listed, own_name = text_of(form.substance), text_of(form.own_name)
    if is_valid and bool(listed) == bool(own_name):
        form.refuse(Refused(NOT_BOTH if listed else CHOOSE_ONE, "substance"))
        is_valid = False
    if not is_valid:
        return _what_page(form, draft, 422)
    found = None if listed else find_substance(own_name)
    substance = listed or (found.code if found else "")
    medicine_draft.go_on(draft, name=own_name or listed, substance=substance, route="")
    return _to("show_kind" if substance else "show_route")


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
    """Take the kind."""
    draft = medicine_draft.load()
    if draft is None or not draft.substance:
        return _to("show_what")
    form = _kind_form(draft)
    if not form.validate_on_submit() or not form.kind.data:
        form.refuse(Refused("Choose which kind it is.", "" if form.kind.errors else "kind"))
        return _kind_page(form, draft, 422)
    if form.kind.data == OTHER:
        return _to("show_route")
    substance = SUBSTANCES_BY_CODE[draft.substance]
    chosen = next(p for p in substance.products if words.kind_code(p) == form.kind.data)
    name = substance.medication(chosen)
    medicine_draft.go_on(draft, name=name, route=chosen.route, form=chosen.form.value)
    return _to("show_amount")


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
    return _to("show_amount")


@blueprint.get("/amount")
@own
def show_amount(_visit: Visit) -> Response:
    """Ask how much and how often."""
    draft = medicine_draft.load()
    if draft is None or draft.product is None:
        return _to("show_what")
    return _amount_page(_amount_form(draft, draft.product), draft.product)


@blueprint.post("/amount")
@own
def amount(visit: Visit) -> Response:
    """Take how much; save, unless the times are still to be asked."""
    draft = _same_draft()
    if draft is None or draft.product is None:
        return _to("show_what")
    form, product = _amount_form(draft, draft.product), draft.product
    if not form.validate_on_submit():
        return _amount_page(form, product, 422)
    if isinstance(form, NewDoseForm) and form.how_often.data != WHEN_NEEDED:
        return _keep_amount(visit, draft, form, product)

    def prescription() -> Prescription:
        if isinstance(form, NewPatchForm):
            return new_patch(form)
        return Prescription(*form.dose())

    status = refusal(
        visit,
        form,
        lambda: medicines.add(
            visit.session,
            visit.person,
            form.sent(),
            NewMedicine(
                product, prescription(), isinstance(form, NewDoseForm), form.started_on.data
            ),
            visit.now,
        ),
    )
    return _amount_page(form, product, status) if status else _added(draft, product)


def _keep_amount(
    visit: Visit, draft: MedicineDraft, form: NewDoseForm, product: Product
) -> Response:
    started_on = form.started_on.data
    try:
        dose, unit = form.dose()
        check_dose(product, dose, unit)
        if started_on is not None:
            check_day(started_on, visit.today, "started_on")
    except Refused as refused:
        form.refuse(refused)
        return _amount_page(form, product, 422)
    medicine_draft.go_on(
        draft,
        amount=str(dose),
        unit=unit,
        times_a_day=int(form.how_often.data),
        started_on=started_on.isoformat() if started_on else "",
    )
    return _to("show_times")


@blueprint.get("/times")
@own
def show_times(_visit: Visit) -> Response:
    """Ask at what times; the usual ones stand there to be changed."""
    draft = medicine_draft.load()
    if draft is None or not draft.times_a_day:
        return _to("show_what")
    form = NewTimesForm(draft=draft.token)
    form.set_times(tuple(time(hour) for hour in USUAL_TIMES[draft.times_a_day]))
    return _times_page(form, draft)


@blueprint.post("/times")
@own
def times(visit: Visit) -> Response:
    """Save a medicine with set times."""
    draft = _same_draft()
    if draft is None or draft.product is None or not draft.times_a_day:
        return _to("show_what")
    form, product = NewTimesForm(), draft.product
    if not form.validate_on_submit():
        return _times_page(form, draft, 422)
    asked = Prescription(draft.dose, draft.unit, form.times())

    def save() -> None:
        check_prescription(product, asked, as_needed=False)
        new = NewMedicine(product, asked, as_needed=False, started_on=draft.start)
        medicines.add(visit.session, visit.person, form.sent(), new, visit.now)

    status = refusal(visit, form, save)
    return _times_page(form, draft, status) if status else _added(draft, product)


def _same_draft() -> MedicineDraft | None:
    """Return the draft that the sent form belongs to: another window may have begun another."""
    draft = medicine_draft.load()
    return draft if draft and draft.token == DraftForm().draft.data else None


def _added(draft: MedicineDraft, product: Product) -> Response:
    flash_done(f"{product.name} is on your list.")
    return redirect(_end_href(draft), 303)


def _end_href(draft: MedicineDraft) -> str:
    if draft.for_setup:
        return url_for("setup.show_medicines", alone=False)
    return url_for("medicines.show")


def _to(view: str) -> Response:
    return redirect(url_for(f"medicine_add.{view}"), 303)


def _what_form() -> WhatForm:
    form = WhatForm()
    form.substance.choices = words.substance_choices()
    return form


def _kind_form(draft: MedicineDraft) -> KindForm:
    form = KindForm()
    names = words.kind_names(SUBSTANCES_BY_CODE[draft.substance])
    form.kind.choices = names | {OTHER: "Another kind"}
    return form


def _route_form() -> RouteForm:
    form = RouteForm()
    form.route.choices = words.route_choices()
    return form


def _amount_form(draft: MedicineDraft, product: Product) -> NewDoseForm | NewPatchForm:
    form = (NewPatchForm if product.is_worn else NewDoseForm)(draft=draft.token)
    form.offer_units(words.unit_choices(product))
    return form


def _what_page(form: WhatForm, draft: MedicineDraft, status: int = 200) -> Response:
    back_href = _end_href(draft)
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


def _amount_page(form: NewDoseForm | NewPatchForm, product: Product, status: int = 200) -> Response:
    return page(
        "medicines/add_patch.html" if product.is_worn else "medicines/add_amount.html",
        status=status,
        form=form,
        product=product,
        back_href=url_for(f"medicine_add.{'show_kind' if product.substance else 'show_route'}"),
        strengths=words.strengths_hint(product),
    )


def _times_page(form: NewTimesForm, draft: MedicineDraft, status: int = 200) -> Response:
    return page(
        "medicines/add_times.html",
        status=status,
        form=form,
        name=draft.name,
        dose=amount_in_words(draft.dose, draft.unit),
        fields=form.shown_times(draft.times_a_day if status != 200 else 0)[: draft.times_a_day],
    )
