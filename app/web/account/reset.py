"""A new password for somebody who forgot theirs."""

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from app.services.account import account, recovery
from app.services.account.throttle import TYPED_CODES, from_network, to_mail
from app.services.errors import Refused
from app.web.account.forms import AddressForm, ResetForm
from app.web.account.views import enter, lead_on, outbox, passwords, sends_mail
from app.web.kit.access import public
from app.web.kit.forms import text_of
from app.web.kit.headers import public_address
from app.web.kit.network import asking_network
from app.web.kit.now import now
from app.web.kit.pages import flash_done, page
from app.web.kit.sign_in_form import SHOW_PASSWORD
from app.web.kit.transaction import db_session
from app.web.kit.tries import answer_refusal, counted

blueprint = Blueprint("reset", __name__, url_prefix="/reset")


@blueprint.get("")
@public
def show() -> Response:
    """Ask for the address to send a code to."""
    return _address_page(AddressForm())


@blueprint.post("")
@public
def ask() -> Response:
    """Send a code; the answer is the same whether or not somebody has the address."""
    form = AddressForm()
    if not form.validate_on_submit():
        return _address_page(form, 422)
    email = text_of(form.email)
    link = public_address(url_for("reset.show_code"))
    try:
        with counted(to_mail(account.account_key(email), asking_network())):
            recovery.ask_for_reset(db_session(), outbox(), email, link, now())
    except Refused as refused:
        return answer_refusal(form, refused, lambda status: _address_page(form, status))
    return redirect(url_for("reset.show_code"), 303)


@blueprint.get("/code")
@public
def show_code() -> Response:
    """Ask for the code and a new password."""
    return _code_page(ResetForm())


@blueprint.post("/code")
@public
def set_password() -> Response:
    """Save the new password and let the person in."""
    form = ResetForm()
    if not form.validate_on_submit():
        return _code_page(form, 422)
    try:
        with counted(from_network(TYPED_CODES, asking_network())):
            person_id, email = recovery.reset_password(
                db_session(),
                passwords(),
                outbox(),
                text_of(form.code),
                text_of(form.password),
                now(),
            )
    except Refused as refused:
        return answer_refusal(form, refused, lambda status: _code_page(form, status))
    flash_done("Your new password is saved. Your other devices are signed out.")
    return enter(person_id, email, lead_on)


def _address_page(form: AddressForm, status: int = 200) -> Response:
    return page("account/reset.html", status=status, form=form)


def _code_page(form: ResetForm, status: int = 200) -> Response:
    return page(
        "account/reset_code.html",
        status=status,
        scripts=(*SHOW_PASSWORD, "js/code.js"),
        form=form,
        sends_mail=sends_mail(),
    )
