"""Adding a medicine: how much, how often, at what times."""

from datetime import time

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from app.diary.as_taken import as_taken_from, as_taken_plain
from app.diary.medicine import Prescription
from app.services.errors import Refused
from app.services.medicines import medicines
from app.services.medicines.amounts import amount_as_taken
from app.services.medicines.medicines import NewMedicine
from app.services.medicines.prescriptions import TakenProduct, check_dose, check_prescription
from app.services.moments import check_day
from app.web.kit.access import Visit, own
from app.web.kit.pages import flash_done, page
from app.web.kit.saving import refusal
from app.web.kit.typed_amounts import counted_in_words
from app.web.medicines import draft as medicine_draft
from app.web.medicines import words
from app.web.medicines.draft import MedicineDraft
from app.web.medicines.forms import WHEN_NEEDED, DraftForm, NewDoseForm, NewPatchForm, NewTimesForm

blueprint = Blueprint("medicine_dose", __name__, url_prefix="/medicines/add")

# Where people usually put so many doses; each can be changed on the page.
USUAL_TIMES = {
    1: (8,),
    2: (8, 20),
    3: (8, 14, 20),
    4: (8, 12, 16, 20),
    5: (6, 10, 14, 18, 22),
    6: (2, 6, 10, 14, 18, 22),
}


@blueprint.get("/amount")
@own
def show_amount(_visit: Visit) -> Response:
    """Ask how much and how often."""
    draft = medicine_draft.load()
    if draft is None or draft.product is None:
        return _to_begin()
    return _amount_page(_amount_form(draft, draft.product), draft.product)


@blueprint.post("/amount")
@own
def amount(visit: Visit) -> Response:
    """Take how much; save, unless the times are still to be asked."""
    draft = _same_draft()
    if draft is None or draft.product is None:
        return _to_begin()
    form, product = _amount_form(draft, draft.product), draft.product
    if not form.validate_on_submit():
        return _amount_page(form, product, 422)
    if isinstance(form, NewDoseForm) and form.how_often.data != WHEN_NEEDED:
        return _keep_amount(visit, draft, form, product)

    def save() -> None:
        is_patch = isinstance(form, NewPatchForm)
        asked = form.prescription() if is_patch else _as_needed(form)
        worn_since = form.worn_since() if is_patch else None
        new = NewMedicine(product, asked, not is_patch, form.started_on.data, worn_since)
        medicines.add_medicine(visit.session, visit.person, form.sent(), new, visit.now)

    status = refusal(visit, form, save)
    return _amount_page(form, product, status) if status else _added(draft, product)


def _keep_amount(
    visit: Visit, draft: MedicineDraft, form: NewDoseForm, product: TakenProduct
) -> Response:
    started_on = form.started_on.data
    try:
        dose, unit, as_taken = form.said()
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
        as_taken=as_taken_plain(as_taken),
        times_a_day=int(form.how_often.data),
        started_on=started_on.isoformat() if started_on else "",
    )
    return redirect(url_for("medicine_dose.show_times"), 303)


@blueprint.get("/times")
@own
def show_times(_visit: Visit) -> Response:
    """Ask at what times; the usual ones stand there to be changed."""
    draft = medicine_draft.load()
    if draft is None or not draft.times_a_day:
        return _to_begin()
    form = NewTimesForm(draft=draft.token)
    form.set_times(tuple(time(hour) for hour in USUAL_TIMES[draft.times_a_day]))
    return _times_page(form, draft)


@blueprint.post("/times")
@own
def times(visit: Visit) -> Response:
    """Save a medicine with set times."""
    draft = _same_draft()
    if draft is None or draft.product is None or not draft.times_a_day:
        return _to_begin()
    form, product = NewTimesForm(), draft.product

    def save() -> None:
        usual = Prescription(draft.dose, draft.unit, as_taken=as_taken_from(draft.as_taken))
        asked = form.at_times(usual, product.name, product.route)
        check_prescription(product, asked, as_needed=False)
        new = NewMedicine(product, asked, as_needed=False, started_on=draft.start)
        medicines.add_medicine(visit.session, visit.person, form.sent(), new, visit.now)

    status = refusal(visit, form, save)
    return _times_page(form, draft, status) if status else _added(draft, product)


def _as_needed(form: NewDoseForm) -> Prescription:
    amount, unit, as_taken = form.said()
    return Prescription(amount, unit, as_taken=as_taken, most_a_day=form.most())


def _dose_words(draft: MedicineDraft) -> str:
    return amount_as_taken(draft.dose, draft.unit, as_taken_from(draft.as_taken))


def _same_draft() -> MedicineDraft | None:
    """Return the draft that the sent form belongs to: another window may have begun another."""
    draft = medicine_draft.load()
    return draft if draft and draft.token == DraftForm().draft.data else None


def _added(draft: MedicineDraft, product: TakenProduct) -> Response:
    flash_done(f"{product.name} is on your list.")
    return redirect(medicine_draft.end_href(draft), 303)


def _to_begin() -> Response:
    return redirect(url_for("medicine_add.show_what"), 303)


def _amount_form(draft: MedicineDraft, product: TakenProduct) -> NewDoseForm | NewPatchForm:
    form = (NewPatchForm if product.is_worn else NewDoseForm)(draft=draft.token)
    units, pieces = words.unit_choices(product), words.piece_choices(product)
    form.offer_units(units, product.name, product.route, pieces)
    if isinstance(form, NewPatchForm):
        form.offer_wear(product.name)
    return form


def _amount_page(
    form: NewDoseForm | NewPatchForm, product: TakenProduct, status: int = 200
) -> Response:
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
        dose=_dose_words(draft),
        counted_in=counted_in_words(draft.unit, as_taken_from(draft.as_taken)),
        fields=form.shown_times(draft.times_a_day if status != 200 else 0)[: draft.times_a_day],
    )
