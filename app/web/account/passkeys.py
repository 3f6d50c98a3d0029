"""Passkeys: making them, signing in with one, proving it is still the same person."""

from dataclasses import dataclass

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from app.diary.day_words import local_day_words
from app.services.account import passkeys
from app.services.account.throttle import ONE_ANSWER, ONE_NETWORK, PROOFS, from_network
from app.services.errors import Refused
from app.web.account.forms import PasskeyForm
from app.web.account.views import enter, resume
from app.web.kit import login
from app.web.kit.access import Visit, asking_again, own, proof_page, public
from app.web.kit.browser_name import browser_name
from app.web.kit.forms import TokenForm, text_of
from app.web.kit.network import asking_network
from app.web.kit.now import now
from app.web.kit.pages import flash_done, page
from app.web.kit.passkey_challenge import (
    AskedPasskey,
    read_challenge,
    seal_challenge,
    this_site,
)
from app.web.kit.sign_in_form import ProofForm, SignInForm
from app.web.kit.sign_in_page import sign_in_page
from app.web.kit.transaction import db_session
from app.web.kit.tries import answer_refusal, counted

blueprint = Blueprint("passkeys", __name__)


@dataclass(frozen=True, slots=True)
class PasskeyRow:
    """One passkey in the list."""

    name: str
    used: str
    remove_action: str


@blueprint.get("/settings/passkeys")
@own
@asking_again
def show(visit: Visit) -> Response:
    """List the passkeys, and offer to make one."""
    return _passkeys_page(visit, PasskeyForm())


@blueprint.post("/settings/passkeys")
@own
@asking_again
def add(visit: Visit) -> Response:
    """Keep the passkey that the browser made."""
    form = PasskeyForm()
    if not form.validate_on_submit():
        return _passkeys_page(visit, form, 422)
    name = browser_name(request.user_agent.string)
    try:
        passkeys.add_passkey(
            visit.session,
            visit.person,
            this_site(),
            read_challenge(text_of(form.asked)),
            text_of(form.credential),
            name,
            visit.now,
        )
    except Refused as refused:
        return answer_refusal(form, refused, lambda status: _passkeys_page(visit, form, status))
    flash_done("Your passkey is saved. Next time, sign in with it.")
    return redirect(url_for("passkeys.show"), 303)


@blueprint.post("/settings/passkeys/<public_id>/remove")
@own
@asking_again
def remove(visit: Visit, public_id: str) -> Response:
    """Remove a passkey; the password goes on working."""
    form = TokenForm()
    if not form.validate_on_submit():
        return _passkeys_page(visit, form, 422)
    passkeys.remove_passkey(visit.session, visit.person, public_id, visit.now)
    flash_done("That passkey is removed. Your password still works.")
    return redirect(url_for("passkeys.show"), 303)


@blueprint.post("/sign-in/passkey")
@public
def sign_in() -> Response:
    """Let in whoever answers with a passkey."""
    form = PasskeyForm()
    shown = SignInForm(formdata=None, next=form.next.data, unsaved=form.unsaved.data)
    if not form.validate_on_submit():
        shown.form_errors.extend(form.form_errors)
        return sign_in_page(shown, 422)
    try:
        challenge = read_challenge(text_of(form.asked))
        tries = [(ONE_ANSWER, challenge), *from_network(ONE_NETWORK, asking_network())]
        with counted(tries):
            person_id, email = passkeys.check_passkey(
                db_session(), this_site(), challenge, text_of(form.credential), now()
            )
    except Refused as refused:
        return answer_refusal(shown, refused, lambda status: sign_in_page(shown, status))
    return enter(person_id, email, lambda: resume(form, url_for("today.show")))


@blueprint.post("/is-it-you/passkey")
@own
def prove(visit: Visit) -> Response:
    """Prove with a passkey that it is still the same person."""
    form = PasskeyForm()
    shown = ProofForm(formdata=None, next=form.next.data, unsaved=form.unsaved.data)
    if not form.validate_on_submit():
        shown.form_errors.extend(form.form_errors)
        return proof_page(shown, 422)
    try:
        challenge = read_challenge(text_of(form.asked))
        with counted([(ONE_ANSWER, challenge), (PROOFS, str(visit.person.id))]):
            passkeys.check_passkey(
                visit.session,
                this_site(),
                challenge,
                text_of(form.credential),
                visit.now,
                visit.person,
            )
    except Refused as refused:
        return answer_refusal(shown, refused, lambda status: proof_page(shown, status))
    login.mark_proven(visit.now)
    return resume(form, url_for("settings.show"))


def _passkeys_page(visit: Visit, form: TokenForm, status: int = 200) -> Response:
    found = passkeys.passkeys_of(visit.session, visit.person)
    challenge = passkeys.new_challenge()
    options = passkeys.registration_options(visit.session, visit.person, this_site(), challenge)
    return page(
        "account/passkeys.html",
        active="settings",
        status=status,
        scripts=("js/passkey.js",),
        form=form,
        token_form=TokenForm(),
        asked=AskedPasskey(options, seal_challenge(challenge)),
        rows=[_passkey_row(visit, passkey) for passkey in found],
    )


def _passkey_row(visit: Visit, passkey: passkeys.ListedPasskey) -> PasskeyRow:
    zone = visit.person.time_zone
    made = local_day_words(passkey.created_at, zone)
    used = "Not used yet."
    if passkey.last_used_at is not None:
        used = f"Last used on {local_day_words(passkey.last_used_at, zone)}."
    return PasskeyRow(
        passkey.name,
        f"Made on {made}. {used}",
        url_for("passkeys.remove", public_id=passkey.public_id),
    )
