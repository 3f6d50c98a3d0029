"""Asking whether medicines that nobody here knows are opioids. Until then they are not counted."""

from functools import partial

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from app.services.errors import Refused
from app.services.medicines import medicines, opioid_answers
from app.web.kit.access import Visit, own
from app.web.kit.opioid_form import CHOOSE_OPIOID_ANSWER, OpioidForm, opioid_form, said_words
from app.web.kit.pages import flash_done, page
from app.web.kit.saving import refusal

blueprint = Blueprint("opioid_question", __name__, url_prefix="/medicines")

OPIOID_SAVED = "Your answer is saved."


@blueprint.get("/opioids")
@own
def show_all(visit: Visit) -> Response:
    """Ask about every medicine that nobody knows, or lead back where there is none."""
    names = opioid_answers.open_names(visit.session, visit.person)
    if not names:
        return redirect(url_for("medicines.show"), 303)
    return _page(opioid_form(names))


@blueprint.post("/opioids")
@own
def answer_all(visit: Visit) -> Response:
    """Keep what was answered; what was left open is asked again."""
    names = opioid_answers.open_names(visit.session, visit.person)
    return _save(visit, opioid_form(names), url_for("medicines.show"))


@blueprint.get("/<public_id>/opioid")
@own
def show_one(visit: Visit, public_id: str) -> Response:
    """Ask about one medicine again."""
    medicine = medicines.find_medicine(visit.session, visit.person, public_id)
    said = said_words(visit.opioid_answers, medicine.name)
    return _page(opioid_form([medicine.name]), said, public_id)


@blueprint.post("/<public_id>/opioid")
@own
def answer_one(visit: Visit, public_id: str) -> Response:
    """Keep another answer about one medicine."""
    medicine = medicines.find_medicine(visit.session, visit.person, public_id)
    back = url_for("medicines.show_one", public_id=public_id)
    return _save(visit, opioid_form([medicine.name]), back, public_id)


def _save(visit: Visit, form: OpioidForm, back: str, public_id: str = "") -> Response:
    status = refusal(visit, form, partial(keep_answers, visit, form))
    if status:
        return _page(form, public_id=public_id, status=status)
    flash_done(OPIOID_SAVED)
    return redirect(back, 303)


def keep_answers(visit: Visit, form: OpioidForm) -> None:
    """Save the answers.

    Raises:
        Refused: there is none.
    """
    answers = form.answers()
    if not answers:
        raise Refused(CHOOSE_OPIOID_ANSWER, next(iter(form.names), ""))
    opioid_answers.save_answers(visit.session, visit.person, form.sent(), answers, visit.now)


def _page(form: OpioidForm, said: str = "", public_id: str = "", status: int = 200) -> Response:
    here = (
        url_for("opioid_question.answer_one", public_id=public_id)
        if public_id
        else url_for("opioid_question.answer_all")
    )
    back = (
        url_for("medicines.show_one", public_id=public_id)
        if public_id
        else url_for("medicines.show")
    )
    return page(
        "medicines/opioid.html",
        status=status,
        form=form,
        kicker="",
        said=said,
        action=here,
        button_label="Save",
        back_href=back,
    )
