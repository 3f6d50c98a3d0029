"""The token against forgery, and what happens to a form that comes without a valid one.

A page that was left open for long sends the token of a session that has ended. Its form is let
through to its view, which can save nothing: each form refuses itself without the token (see
`TokenForm.validate`), and the request's database session only reads. So the view does the one
thing left to it: it shows the form again, as it was filled in, with a good token.
"""

from collections.abc import Callable

from flask import Flask, current_app, g, request
from flask_wtf import CSRFProtect
from flask_wtf.csrf import CSRFError, validate_csrf
from werkzeug.exceptions import UnsupportedMediaType
from wtforms import ValidationError

from app.web.kit import transaction
from app.web.kit.access import asks_for_own
from app.web.kit.login import refuse_unknown
from app.web.kit.unsaved_form import address_of_its_form

# html.spec.whatwg.org, "form-enctype": what a form with POST can send from our pages.
_FORM_TYPES = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})
_OF_THE_ACCOUNT = frozenset(
    {
        "account.sign_in",
        "account.sign_up",
        "passkeys.sign_in",
        "reset.ask",
        "reset.set_password",
        "sign_up_code.sign_up",
    }
)
# A form from another site must not be offered here as if the person had filled it in.
_FOREIGN = frozenset({"cross-site", "same-site"})


def init(app: Flask) -> None:
    """Check the token of every form before its view runs."""
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    protect = CSRFProtect(app).protect

    @app.before_request
    def check() -> None:
        if request.method in transaction.SAFE_METHODS:
            return
        _refuse_what_no_form_sends()
        refuse_unknown()
        try:
            _protect(protect)
        except CSRFError:
            transaction.only_read()
            if not _may_be_shown_again():
                raise


def _refuse_what_no_form_sends() -> None:
    if request.content_length and request.mimetype not in _FORM_TYPES:
        raise UnsupportedMediaType


def _protect(protect: Callable[..., None]) -> None:
    """Check the token against today's secret, then against those it replaced."""
    try:
        protect(apply_exemptions=True)
    except CSRFError:
        if not any(_fits(key) for key in current_app.config["SECRET_KEY_FALLBACKS"]):
            raise
        # Flask-WTF's own mark, so that the form does not check again.
        g.csrf_valid = True


def _fits(secret_key: str) -> bool:
    try:
        validate_csrf(request.form.get("csrf_token"), secret_key)
    except ValidationError:
        return False
    return True


def _may_be_shown_again() -> bool:
    # developer.mozilla.org, "Sec-Fetch-Site": browsers send it to https and to this machine.
    if request.headers.get("Sec-Fetch-Site") in _FOREIGN:
        return False
    if request.endpoint in _OF_THE_ACCOUNT:
        return True
    return asks_for_own() and bool(address_of_its_form())
