"""Signing up where mails are sent: the code from the mail makes the account."""

from flask import Blueprint, url_for
from werkzeug.wrappers import Response

from app.services.account import address
from app.services.account.throttle import TYPED_CODES, from_network
from app.services.errors import Refused
from app.web.account.forms import MailedCodeForm
from app.web.account.views import enter, lead_on, sends_mail
from app.web.kit.access import public
from app.web.kit.forms import text_of
from app.web.kit.network import asking_network
from app.web.kit.now import now
from app.web.kit.pages import page
from app.web.kit.transaction import db_session
from app.web.kit.tries import answer_refusal, counted

blueprint = Blueprint("sign_up_code", __name__, url_prefix="/sign-up/code")


@blueprint.get("")
@public
def show() -> Response:
    """Ask for the code."""
    return _code_page(MailedCodeForm())


@blueprint.post("")
@public
def sign_up() -> Response:
    """Make the account and let the person in."""
    form = MailedCodeForm()
    if not form.validate_on_submit():
        return _code_page(form, 422)
    try:
        with counted(from_network(TYPED_CODES, asking_network())):
            person_id, email = address.sign_up_with(db_session(), text_of(form.code), now())
    except Refused as refused:
        return answer_refusal(form, refused, lambda status: _code_page(form, status))
    return enter(person_id, email, lead_on)


def _code_page(form: MailedCodeForm, status: int = 200) -> Response:
    return page(
        "account/mailed_code.html",
        status=status,
        scripts=("js/code.js",),
        form=form,
        action=url_for("sign_up_code.sign_up"),
        label="Start my diary",
        sends_mail=sends_mail(),
    )
