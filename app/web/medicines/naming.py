"""From the name that a person writes to the page that comes next."""

from flask import redirect, url_for
from werkzeug.wrappers import Response

from app.clinical import routes
from app.clinical.catalogue import LISTED
from app.clinical.meant import did_you_mean
from app.clinical.medicines import KnownName, find_name
from app.clinical.substances import Form, Product
from app.diary.lengths import NAME_MAX_CHARACTERS
from app.web.kit.access import Visit
from app.web.medicines import draft as medicine_draft
from app.web.medicines.draft import MedicineDraft


def take_listed(draft: MedicineDraft, code: str) -> Response:
    """Take a medicine that was chosen from the list."""
    medicine_draft.go_on(draft, name=code, brand="", substance=code, route="")
    return to("medicine_add.show_kind")


def take_name(visit: Visit, draft: MedicineDraft, name: str, *, is_sure: bool = False) -> Response:
    """Take a name as it was written.

    A name that nobody knows may be a slip, which is asked about unless the person is sure of it;
    else it is asked once whether it is an opioid.
    """
    known = find_name(name)
    if known is not None:
        return _take_known(draft, name, known)
    medicine_draft.go_on(draft, name=name, brand="", substance="", route="")
    if not is_sure and did_you_mean(name):
        return to("medicine_unknown.show_meant")
    if visit.opioid_answers.answer_for(name) is None:
        return to("medicine_unknown.show_opioid")
    return to("medicine_add.show_route")


def _take_known(draft: MedicineDraft, name: str, known: KnownName) -> Response:
    brand = known.written if known.is_brand else ""
    draft = medicine_draft.go_on(
        draft, name=name, brand=brand, substance=known.substance.code, route=""
    )
    is_one_kind = bool(brand or known.form) or known.medication.endswith(" ER")
    if is_one_kind and known.substance in LISTED:
        if len(known.products) == 1:
            return take_product(draft, known.medication, known.products[0])
        if brand and not known.products and len(known.parts) > 1:
            # A combination that the catalogue has no strengths of: a syrup, or else a tablet.
            product = Product(routes.ORAL, known.form or Form.TABLET, "mg")
            return take_product(draft, known.medication, product)
    return to("medicine_add.show_kind")


def take_product(draft: MedicineDraft, medication: str, product: Product) -> Response:
    """Take the product; its name is the generic one, with the person's word for it behind."""
    named = f"{medication} ({draft.brand})" if draft.brand else medication
    name = named if len(named) <= NAME_MAX_CHARACTERS else medication
    medicine_draft.go_on(draft, name=name, route=product.route, form=product.form.value)
    return to("medicine_dose.show_amount")


def to(endpoint: str) -> Response:
    """Lead on to the next page."""
    return redirect(url_for(endpoint), 303)
