"""A new email address: the code that was sent there proves it."""

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from app.services.account import account
from app.services.account import address as use_cases
from app.services.account.throttle import TYPED_CODES, from_network, to_mail
from app.services.errors import Refused
from app.web.account.forms import AddressForm, MailedCodeForm
from app.web.account.known_device import remember_device
from app.web.account.views import outbox, sends_mail
from app.web.kit.access import Visit, asking_again, own
from app.web.kit.forms import text_of
from app.web.kit.headers import public_address
from app.web.kit.network import asking_network
from app.web.kit.pages import flash_done, page
from app.web.kit.tries import answer_refusal, counted

blueprint = Blueprint("address", __name__, url_prefix="/settings/email")


@blueprint.get("")
@own
@asking_again
def show(visit: Visit) -> Response:
    """Ask for the new address."""
    return _address_page(visit, AddressForm())


@blueprint.post("")
@own
@asking_again
def ask(visit: Visit) -> Response:
    """Send a code to the new address."""
    form = AddressForm()
    if not form.validate_on_submit():
        return _address_page(visit, form, 422)
    email = text_of(form.email)
    link = public_address(url_for("address.show_code"))
    try:
        with counted(to_mail(account.account_key(email), asking_network())):
            use_cases.ask_for_new_address(
                visit.session, outbox(), visit.person, email, link, visit.now
            )
    except Refused as refused:
        return answer_refusal(form, refused, lambda status: _address_page(visit, form, status))
    return redirect(url_for("address.show_code"), 303)


@blueprint.get("/code")
@own
@asking_again
def show_code(_visit: Visit) -> Response:
    """Ask for the code."""
    return _code_page(MailedCodeForm())


@blueprint.post("/code")
@own
@asking_again
def change(visit: Visit) -> Response:
    """Take the new address."""
    form = MailedCodeForm()
    if not form.validate_on_submit():
        return _code_page(form, 422)
    try:
        with counted(from_network(TYPED_CODES, asking_network())):
            email = use_cases.change_address(
                visit.session, outbox(), visit.person, text_of(form.code), visit.now
            )
    except Refused as refused:
        return answer_refusal(form, refused, lambda status: _code_page(form, status))
    flash_done("Your new email address is saved.")
    response = redirect(url_for("settings.show"), 303)
    remember_device(response, email)
    return response


def _address_page(visit: Visit, form: AddressForm, status: int = 200) -> Response:
    return page(
        "account/address.html",
        status=status,
        active="settings",
        form=form,
        email=visit.person.email,
    )


def _code_page(form: MailedCodeForm, status: int = 200) -> Response:
    return page(
        "account/mailed_code.html",
        status=status,
        active="settings",
        scripts=("js/code.js",),
        form=form,
        action=url_for("address.change"),
        label="Save the new address",
        sends_mail=sends_mail(),
    )
