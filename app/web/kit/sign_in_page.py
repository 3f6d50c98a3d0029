"""The sign-in page, which is shown after a lost session too."""

from flask import Response

from app.web.kit.pages import page
from app.web.kit.passkey_challenge import ask_for_passkey
from app.web.kit.sign_in_form import SHOW_PASSWORD, SignInForm


def sign_in_page(form: SignInForm, status: int = 200) -> Response:
    """Return the page, which asks for an address and a password or for a passkey."""
    return page(
        "account/sign_in.html",
        status=status,
        scripts=(*SHOW_PASSWORD, "js/passkey.js"),
        form=form,
        asked=ask_for_passkey(),
    )
