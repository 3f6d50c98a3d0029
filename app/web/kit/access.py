"""Who may see what: each view is declared public, own or shared, exactly once.

The app does not start with an undeclared view, so none can be forgotten.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, Literal, ParamSpec, TypeVar, cast

from flask import Blueprint, Flask, current_app, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from app.diary.local_time import local_day, local_time
from app.diary.night import evening_before
from app.diary.opioid_answers import OpioidAnswers
from app.services.account.passkeys import passkeys_of
from app.services.owner import Owner
from app.web.kit.login import (
    PROOF_LASTS,
    SessionOver,
    current_person,
    is_proven,
    refuse_unknown,
)
from app.web.kit.now import now
from app.web.kit.pages import page
from app.web.kit.passkey_challenge import ask_for_passkey
from app.web.kit.sign_in_form import SHOW_PASSWORD, ProofForm, SignInForm
from app.web.kit.sign_in_page import sign_in_page
from app.web.kit.transaction import SAFE_METHODS, db_session
from app.web.kit.unsaved_form import address_of_its_form, asked_address, unsaved_text

Kind = Literal["public", "own", "shared"]
P = ParamSpec("P")
R = TypeVar("R")
_KIND = "access_kind"
_ASKS_AGAIN = "access_asks_again"


@dataclass(frozen=True, slots=True)
class Visit:
    """A signed-in request: whose it is, when, and the session to work with."""

    session: Session
    person: Owner
    now: datetime

    @property
    def today(self) -> date:
        """The person's own calendar day."""
        return local_day(self.now, self.person.time_zone)

    @property
    def evening(self) -> date | None:
        """The day whose evening is not over yet, after midnight; else None.

        A page that was opened before it was over may be sent up to an hour later.
        """
        grace_hours = 0 if request.method in SAFE_METHODS else 1
        here = local_time(self.now, self.person.time_zone)
        return evening_before(here, self.person.day_ends_at_hour + grace_hours)

    @property
    def opioid_answers(self) -> OpioidAnswers:
        """What the person said of medicines that the catalogue does not know."""
        return OpioidAnswers.of(self.person.opioid_answers)


def public(view: Callable[P, R]) -> Callable[P, R]:
    """Declare a view that anyone may open."""
    setattr(view, _KIND, "public")
    return view


def shared(view: Callable[P, R]) -> Callable[P, R]:
    """Declare a view that a share link opens; the view checks the link itself."""
    setattr(view, _KIND, "shared")
    return view


def own(view: Callable[Concatenate[Visit, P], R]) -> Callable[P, R | Response]:
    """Declare a view for the diary's owner; it is handed the `Visit` first."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R | Response:
        refuse_unknown()
        person = current_person()
        if person is None:
            return _to_sign_in()
        if asks_again(view) and not is_proven(now()):
            return _to_proof()
        try:
            return view(Visit(db_session(), person, now()), *args, **kwargs)
        except SessionOver:
            return _to_sign_in()

    setattr(guarded, _KIND, "own")
    return guarded


def asking_again(view: Callable[P, R]) -> Callable[P, R]:
    """Declare an own view for which the person must have proved lately that it is them.

    Without that proof neither the page is shown nor its form taken (trust: share, export, delete,
    e-mail, password and the like).
    """
    setattr(view, _ASKS_AGAIN, True)
    return view


def asks_again(view: Callable[..., object]) -> bool:
    """Tell whether a view was declared `asking_again`."""
    return bool(getattr(view, _ASKS_AGAIN, False))


def needs_set_up(blueprint: Blueprint) -> None:
    """Send people to set-up from the blueprint's pages until they have named their time zone.

    Until then, "today" and every time of day would be in UTC.
    """

    @blueprint.before_request
    def lead() -> Response | None:
        person = current_person() if request.method in SAFE_METHODS else None
        if person is None or person.set_up_at is not None:
            return None
        return redirect(url_for("setup.start"), 303)


def kind_of(view: Callable[..., object]) -> Kind | None:
    """Return how a view was declared."""
    return cast("Kind | None", getattr(view, _KIND, None))


def asks_for_own() -> bool:
    """Tell whether the request is for a view of the person's own."""
    return kind_of(current_app.view_functions[request.endpoint or ""]) == "own"


def refuse_undeclared(app: Flask) -> None:
    """Refuse to start while a view has no declaration.

    Raises:
        LookupError: names the views.
    """
    undeclared = [name for name, view in app.view_functions.items() if kind_of(view) is None]
    if undeclared:
        raise LookupError(f"declare public, own or shared: {', '.join(sorted(undeclared))}")


def _to_sign_in() -> Response:
    target = asked_address()
    if request.method not in SAFE_METHODS:
        return _keep_until_signed_in(target)
    is_start = target == "/"
    return redirect(url_for("account.show_sign_in", next=None if is_start else target), 303)


def _keep_until_signed_in(target: str) -> Response:
    unsaved = _unsaved()
    if not unsaved:
        return redirect(url_for("account.show_sign_in"), 303)
    form = SignInForm(formdata=None, next=target, unsaved=unsaved)
    return sign_in_page(form, HTTPStatus.FORBIDDEN)


def _to_proof() -> Response:
    """Ask for the password again; what was typed travels in the page that asks."""
    unsaved = _unsaved() if request.method not in SAFE_METHODS else ""
    if not unsaved:
        return redirect(url_for("proof.show", next=address_of_its_form() or None), 303)
    form = ProofForm(formdata=None, next=asked_address(), unsaved=unsaved)
    return proof_page(form, HTTPStatus.FORBIDDEN)


def proof_page(form: ProofForm, status: int = 200) -> Response:
    """Return the page that asks whether it is still the same person."""
    person = current_person()
    email = person.email if person else ""
    has_passkeys = person is not None and bool(passkeys_of(db_session(), person))
    return page(
        "account/proof.html",
        status=status,
        scripts=(*SHOW_PASSWORD, "js/passkey.js"),
        form=form,
        email=email,
        asked=ask_for_passkey() if has_passkeys else None,
        minutes=PROOF_LASTS // timedelta(minutes=1),
    )


def _unsaved() -> str:
    return unsaved_text() if address_of_its_form() else ""
