"""What a list from elsewhere leaves open, asked one thing after the other."""

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from app.interop.other_apps.choices import Choices
from app.services.archive import pending
from app.services.archive.pending import KeptList
from app.services.errors import Refused
from app.web.archive.list_answers import fill_columns, said_answers, said_columns
from app.web.archive.list_forms import columns_form, questions_form
from app.web.archive.list_words import columns_page, questions_page
from app.web.kit.access import Visit, own
from app.web.kit.forms import TokenForm
from app.web.kit.pages import page

blueprint = Blueprint("lists", __name__, url_prefix="/archive/lists")


@blueprint.get("/<public_id>")
@own
def show(visit: Visit, public_id: str) -> Response:
    """Ask the next thing; with nothing left to ask, go on to the preview."""
    kept = pending.next_open(visit.session, visit.person, public_id, visit.now)
    if kept is None:
        return redirect(url_for("archive.preview", public_id=public_id), 303)
    form = _form(kept)
    if kept.asks_columns:
        fill_columns(form, kept.choices)
    return _page(public_id, kept, form)


@blueprint.post("/<public_id>")
@own
def answer(visit: Visit, public_id: str) -> Response:
    """Keep an answer and go on."""
    kept = pending.next_open(visit.session, visit.person, public_id, visit.now)
    if kept is None:
        return redirect(url_for("archive.preview", public_id=public_id), 303)
    form = _form(kept)
    if not form.validate_on_submit():
        return _page(public_id, kept, form, 422)
    try:
        choices = _said(kept, form)
    except Refused as refused:
        form.refuse(refused)
        return _page(public_id, kept, form, 422)
    pending.say(visit.session, visit.person, public_id, kept, choices, visit.now)
    return redirect(url_for("lists.show", public_id=public_id), 303)


def _form(kept: KeptList) -> TokenForm:
    return columns_form(kept.listing) if kept.asks_columns else questions_form(kept.questions())


def _said(kept: KeptList, form: TokenForm) -> Choices:
    if kept.asks_columns:
        return said_columns(form, kept.choices)
    return said_answers(form, kept.choices, kept.questions())


def _page(public_id: str, kept: KeptList, form: TokenForm, status: int = 200) -> Response:
    found = columns_page(kept, form) if kept.asks_columns else questions_page(kept, form)
    return page(
        "archive/list.html",
        active="settings",
        status=status,
        form=form,
        found=found,
        public_id=public_id,
    )
