"""Sign up, sign in, sign out."""

from collections.abc import Callable
from typing import cast

from flask import Blueprint, Response, current_app, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.mail import Outbox
from app.services.account import account, address
from app.services.account.passwords import Passwords
from app.services.account.throttle import to_mail, to_sign_in, to_sign_up
from app.services.errors import Refused
from app.web.account.forms import PasskeyForm, SignUpForm
from app.web.account.known_device import asker, remember_device
from app.web.kit import login
from app.web.kit.access import Visit, own, public
from app.web.kit.app_config import app_config
from app.web.kit.forms import text_of
from app.web.kit.headers import public_address
from app.web.kit.network import asking_network
from app.web.kit.now import now
from app.web.kit.pages import page
from app.web.kit.sign_in_form import SHOW_PASSWORD, ProofForm, SignInForm
from app.web.kit.sign_in_page import sign_in_page
from app.web.kit.transaction import db_session
from app.web.kit.tries import answer_refusal, counted
from app.web.kit.unsaved_form import read_unsaved

blueprint = Blueprint("account", __name__)


def passwords() -> Passwords:
    """Return the app's password hasher."""
    return cast("Passwords", current_app.extensions["passwords"])


def outbox() -> Outbox:
    """Return where mails go."""
    return cast("Outbox", current_app.extensions["outbox"])


def sends_mail() -> bool:
    """Tell whether mails reach people by themselves."""
    config = app_config()
    return config.mail_server is not None


@blueprint.get("/sign-up")
@public
def show_sign_up() -> AnyResponse:
    """Show the sign-up form, or Today to somebody who is signed in."""
    if login.current_person() is not None:
        return redirect(url_for("today.show"), 303)
    return _sign_up_page(SignUpForm())


@blueprint.post("/sign-up")
@public
def sign_up() -> AnyResponse:
    """Create an account, sign in and go on to set-up."""
    form = SignUpForm()
    if _is_in_already(text_of(form.email)):
        return lead_on()
    if not form.validate_on_submit():
        return _sign_up_page(form, 422)
    email = text_of(form.email)
    key = account.account_key(email)
    tries = to_sign_up(key, asker(email))
    try:
        with counted([*tries, *to_mail(key, asking_network())] if sends_mail() else tries):
            if sends_mail():
                return _ask_by_mail(form, email)
            person_id = account.sign_up(
                db_session(),
                passwords(),
                email,
                text_of(form.password),
                now(),
                text_of(form.phone_zone),
            )
    except Refused as refused:
        return answer_refusal(form, refused, lambda status: _sign_up_page(form, status))
    return enter(person_id, email, lead_on)


@blueprint.get("/sign-in")
@public
def show_sign_in() -> AnyResponse:
    """Show the sign-in form, or Today to somebody who is signed in."""
    if login.current_person() is not None:
        return redirect(url_for("today.show"), 303)
    return sign_in_page(SignInForm(next=request.args.get("next")))


@blueprint.post("/sign-in")
@public
def sign_in() -> AnyResponse:
    """Check the password and let the person in."""
    form = SignInForm()
    is_tapped_twice = _is_in_already(text_of(form.email)) and not form.unsaved.data
    if is_tapped_twice:
        return resume(form, url_for("today.show"))
    if not form.validate_on_submit():
        return sign_in_page(form, 422)
    email = text_of(form.email)
    try:
        with counted(to_sign_in(account.account_key(email), asker(email))):
            person_id = account.sign_in(db_session(), passwords(), email, text_of(form.password))
    except Refused as refused:
        return answer_refusal(form, refused, lambda status: sign_in_page(form, status))
    return enter(person_id, email, lambda: resume(form, url_for("today.show")))


@blueprint.post("/sign-out")
@own
def sign_out(visit: Visit) -> AnyResponse:
    """End this session, here and on the server."""
    del visit
    login.sign_out()
    return redirect(url_for("today.show"), 303)


def enter(person_id: int, email: str, go_to: Callable[[], AnyResponse]) -> AnyResponse:
    """Sign the person in on this browser, and go on."""
    person = account.find_person(db_session(), person_id)
    if person is not None:
        login.start_session(person, now())
    response = go_to()
    remember_device(response, email)
    return response


def resume(form: ProofForm | PasskeyForm, otherwise: str) -> AnyResponse:
    """Go where the person was heading, else `otherwise`, with what was typed there."""
    target = login.safe_next(form.next.data) or otherwise
    fields = read_unsaved(text_of(form.unsaved))
    if fields:
        return page("account/go_on.html", action=target, fields=fields)
    return redirect(target, 303)


def _ask_by_mail(form: SignUpForm, email: str) -> AnyResponse:
    """Mail a code with which the account is made: the answer tells nobody who has one."""
    address.ask_to_sign_up(
        db_session(),
        passwords(),
        outbox(),
        email,
        text_of(form.password),
        public_address(url_for("sign_up_code.show")),
        now(),
        text_of(form.phone_zone),
    )
    return redirect(url_for("sign_up_code.show"), 303)


def _is_in_already(email: str) -> bool:
    """Tell whether the first of two taps let this person in, on this browser.

    The page that the second tap left from carries the token of the session before.
    """
    person = login.current_person()
    return person is not None and account.is_address_of(person, email)


def lead_on() -> AnyResponse:
    """Lead on after signing up: to set-up, or to Today where the diary was there already."""
    person = login.current_person()
    is_new = person is None or person.has_told_nothing
    return redirect(url_for("setup.start" if is_new else "today.show"), 303)


def _sign_up_page(form: SignUpForm, status: int = 200) -> Response:
    return page(
        "account/sign_up.html", status=status, scripts=(*SHOW_PASSWORD, "js/setup.js"), form=form
    )
