"""Proving that it is still the same person, before something that cannot be taken back."""

from flask import Blueprint, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.services.account import account
from app.services.account.throttle import PROOFS
from app.services.errors import Refused
from app.web.account.views import passwords, resume
from app.web.kit import login
from app.web.kit.access import Visit, own, proof_page
from app.web.kit.forms import text_of
from app.web.kit.pages import flash_note
from app.web.kit.sign_in_form import ProofForm
from app.web.kit.tries import answer_refusal, counted

blueprint = Blueprint("proof", __name__, url_prefix="/is-it-you")


@blueprint.get("")
@own
def show(_visit: Visit) -> AnyResponse:
    """Ask for the password again."""
    return proof_page(ProofForm(next=request.args.get("next")))


@blueprint.post("")
@own
def check(visit: Visit) -> AnyResponse:
    """Check the password, and go on with what the person was doing."""
    form = ProofForm()
    if not form.validate_on_submit():
        return proof_page(form, 422)
    try:
        with counted([(PROOFS, str(visit.person.id))]):
            account.check_password(visit.session, passwords(), visit.person, text_of(form.password))
    except Refused as refused:
        return answer_refusal(form, refused, lambda status: proof_page(form, status))
    login.mark_proven(visit.now)
    if not form.unsaved.data:
        flash_note("Thank you. You can continue now.")
    return resume(form, url_for("settings.show"))
