"""Codes to print, for when the password is lost."""

from flask import Blueprint
from werkzeug.wrappers import Response

from app.services.account import recovery
from app.web.kit.access import Visit, asking_again, own
from app.web.kit.forms import TokenForm
from app.web.kit.pages import page

blueprint = Blueprint("recovery_codes", __name__, url_prefix="/settings/recovery-codes")


@blueprint.get("")
@own
@asking_again
def show(visit: Visit) -> Response:
    """Say how many are left, and offer new ones."""
    left = recovery.count_printed_codes(visit.session, visit.person)
    return _codes_page(left, TokenForm())


@blueprint.post("")
@own
@asking_again
def make(visit: Visit) -> Response:
    """Make new codes and show them, here and only here.

    They stand in the answer to the POST itself: a redirect would have to keep them until the next
    request. Sending the form again makes new ones in their place.
    """
    form = TokenForm()
    if not form.validate_on_submit():
        left = recovery.count_printed_codes(visit.session, visit.person)
        return _codes_page(left, form, 422)
    codes = recovery.make_printed_codes(visit.session, visit.person, visit.now)
    return page(
        "account/recovery_codes_made.html",
        active="settings",
        status=201,
        scripts=("js/print.js",),
        codes=codes,
    )


def _codes_page(left: int, form: TokenForm, status: int = 200) -> Response:
    return page(
        "account/recovery_codes.html", active="settings", status=status, form=form, left=left
    )
