"""Medicines: the list, one medicine, correcting and deleting it."""

from collections.abc import Iterable
from functools import partial

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from app.clinical.medicines import OpioidKind, opioid_kind
from app.diary.medicine import prescribed_on
from app.services.medicines import medicines
from app.services.medicines.doses import dose_count, last_doses
from app.services.medicines.medicines import NewMedicine
from app.services.medicines.patches import worn_patches
from app.services.medicines.prescriptions import TakenProduct, product_of
from app.services.medicines.regimens import ListedMedicine
from app.web.diary.patch_words import worn_rows
from app.web.kit.access import Visit, own
from app.web.kit.forms import VersionedForm, text_of
from app.web.kit.opioid_form import said_words
from app.web.kit.pages import flash_done, page
from app.web.kit.rows import Row
from app.web.kit.saving import (
    TO_MEDICINES,
    delete_record,
    edit_of,
    refusal,
    take_version,
    when_gone,
)
from app.web.medicines import dose_words, mme_words, words
from app.web.medicines.forms import AT_TIMES, WHEN_NEEDED, EditDoseForm, EditPatchForm, sent_form
from app.web.medicines.other_amounts import other_amounts_since

blueprint = Blueprint("medicines", __name__, url_prefix="/medicines")

SHOWN_DOSES = 5


@blueprint.get("")
@own
def show(visit: Visit) -> Response:
    """Show all medicines, current and past."""
    listed = medicines.list_all(visit.session, visit.person, visit.today)
    return page(
        "medicines/show.html",
        current=[(m, words.row_detail(m, visit.today)) for m in listed.current],
        past=[(m, words.row_detail(m, visit.today)) for m in listed.past],
        to_ask=", ".join(_to_ask(visit, (*listed.current, *listed.past))),
        total=mme_words.total(listed.current, visit.today, visit.opioid_answers),
    )


def _to_ask(visit: Visit, listed: Iterable[ListedMedicine]) -> tuple[str, ...]:
    return visit.opioid_answers.to_ask(medicine.name for medicine in listed)


@blueprint.get("/<public_id>")
@own
def show_one(visit: Visit, public_id: str) -> Response:
    """Show one medicine: how it is taken, how that changed, what was taken last."""
    medicine = medicines.find_medicine(visit.session, visit.person, public_id)
    listed = last_doses(visit.session, medicine, SHOWN_DOSES)
    return page(
        "medicines/show_one.html",
        medicine=medicine,
        is_stopped=medicine.stopped_on is not None and medicine.stopped_on <= visit.today,
        is_worn=product_of(medicine).is_worn,
        facts=words.facts(medicine, visit.today, visit.opioid_answers),
        worn=_worn(visit, medicine),
        is_known=opioid_kind(medicine.name) is not OpioidKind.UNKNOWN,
        said=said_words(visit.opioid_answers, medicine.name),
        mme=mme_words.about_mme(medicine, visit.opioid_answers),
        course=words.course(medicine, visit.today),
        doses=[dose_words.row(dose, visit.today) for dose in listed],
        since_last=dose_words.since_last(listed[0].taken_at if listed else None, visit.now),
    )


def _worn(visit: Visit, medicine: ListedMedicine) -> list[Row]:
    if not product_of(medicine).is_worn:
        return []
    on = worn_patches(visit.session, visit.person, visit.now)
    mine = (patch for patch in on if patch.medicine_public_id == medicine.public_id)
    return worn_rows(mine, visit.today)


@blueprint.get("/<public_id>/edit")
@own
def show_edit(visit: Visit, public_id: str) -> Response:
    """Show what is written down, to be corrected."""
    medicine = medicines.find_medicine(visit.session, visit.person, public_id)
    return _edit_page(visit, _filled_form(visit, medicine), medicine)


@blueprint.post("/<public_id>/edit")
@own
@when_gone(partial(sent_form, EditPatchForm, EditDoseForm), *TO_MEDICINES)
def edit(visit: Visit, public_id: str) -> Response:
    """Save the correction."""
    medicine = medicines.find_medicine(visit.session, visit.person, public_id)
    form = _edit_form(visit, medicine)

    def save() -> None:
        new = NewMedicine(
            product=_named(product_of(medicine), form),
            prescription=form.prescription(),
            as_needed=isinstance(form, EditDoseForm) and form.taken.data == WHEN_NEEDED,
            started_on=form.started_on.data,
        )
        seen = edit_of(form, public_id)
        medicines.change_medicine(visit.session, visit.person, seen, new, visit.now)

    status = refusal(visit, form, save)
    if status:
        return _edit_page(visit, form, medicine, status)
    since = prescribed_on(medicine, visit.today).from_date
    flash_done(f"Your correction is saved.{other_amounts_since(visit, public_id, since)}")
    return redirect(url_for("medicines.show_one", public_id=public_id), 303)


@blueprint.get("/<public_id>/delete")
@own
def show_delete(visit: Visit, public_id: str) -> Response:
    """Say what goes and what stays."""
    return _delete_page(visit, public_id, VersionedForm())


@blueprint.post("/<public_id>/delete")
@own
def delete(visit: Visit, public_id: str) -> Response:
    """Delete a medicine; its doses stay."""
    return delete_record(
        visit,
        public_id,
        medicines.delete_medicine,
        _delete_page,
        "The medicine is deleted. The doses you logged are still in your history.",
        lambda _: url_for("medicines.show"),
    )


def _named(product: TakenProduct, form: EditDoseForm | EditPatchForm) -> TakenProduct:
    """Return the product with the name that was typed: only one's own can be renamed."""
    if product.substance is not None:
        return product
    return TakenProduct(text_of(form.name), None, product.route, product.form)


def _edit_form(visit: Visit, medicine: ListedMedicine) -> EditDoseForm | EditPatchForm:
    product = product_of(medicine)
    form = EditPatchForm() if product.is_worn else EditDoseForm()
    now = prescribed_on(medicine, visit.today)
    known = now if medicine.has_prescription else None
    units, pieces = words.unit_choices(product), words.piece_choices(product)
    form.offer_units(units, product.name, product.route, pieces, known)
    return form


def _filled_form(visit: Visit, medicine: ListedMedicine) -> EditDoseForm | EditPatchForm:
    form = _edit_form(visit, medicine)
    form.version.data = str(medicine.version)
    form.name.data = medicine.name
    form.unit.data = medicine.unit
    form.started_on.data = medicine.started_on
    if not medicine.has_prescription:
        return form
    now = prescribed_on(medicine, visit.today)
    form.show(now)
    if isinstance(form, EditPatchForm):
        form.set_wear(now.count_at_once, now.change_every_hours)
    else:
        form.set_prescription(now, visit.today)
        form.most_a_day.data = str(now.most_a_day or "")
        form.taken.data = WHEN_NEEDED if medicine.as_needed else AT_TIMES
    return form


def _edit_page(
    visit: Visit, form: EditDoseForm | EditPatchForm, medicine: ListedMedicine, status: int = 200
) -> Response:
    take_version(form, medicine.version, status)
    return page(
        "medicines/edit.html",
        status=status,
        form=form,
        medicine=medicine,
        is_worn=isinstance(form, EditPatchForm),
        stored=words.facts(medicine, visit.today, visit.opioid_answers) if status == 409 else [],
        strengths=words.strengths_hint(product_of(medicine)),
        times=form.shown_times(spare=2) if isinstance(form, EditDoseForm) else [],
    )


def _delete_page(visit: Visit, public_id: str, form: VersionedForm, status: int = 200) -> Response:
    medicine = medicines.find_medicine(visit.session, visit.person, public_id)
    take_version(form, medicine.version, status)
    count = dose_count(visit.session, medicine)
    return page(
        "medicines/delete.html",
        status=status,
        form=form,
        medicine=medicine,
        doses=dose_words.logged_count(count),
        has_changes=len(medicine.regimens) > 1,
    )
