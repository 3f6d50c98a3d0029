"""Who is signed in. Nothing else touches Flask-Login.

The browser session lives on the server (app.web.kit.sessions), so Flask-Login keeps only the
person's id in it. Its "strong" session protection is off on purpose: it signs a phone out
when it moves from wifi to mobile data.
"""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from flask import Flask, g, session
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from flask_wtf.csrf import generate_csrf
from sqlalchemy.orm import Session
from werkzeug.exceptions import ServiceUnavailable

from app.services.account import sessions as web_sessions
from app.services.owner import Owner
from app.web.kit.sessions import ServerSession

# How soon a page asks to be tried again when the database does not answer.
RETRY_AFTER_S = 5
# For so long nothing asks for the password again.
PROOF_LASTS = timedelta(minutes=15)
# When the person last proved that it is them, in the contents of the browser session.
PROVED_AT = "proved_at"


class SessionOver(Exception):  # noqa: N818 - it is an answer, not a fault
    """The browser session ended while the request was on its way."""


class SignedIn(UserMixin):
    """Flask-Login's view of a person."""

    def __init__(self, person: Owner) -> None:
        self.person = person
        self.id = person.id


def init(app: Flask) -> None:
    """Attach Flask-Login to the app."""
    manager = LoginManager()
    manager.session_protection = None
    manager.user_loader(_load)
    manager.init_app(app, add_context_processor=False)


def _load(person_id: str) -> SignedIn | None:
    browser = _server_session()
    owner = browser.owner if browser else None
    return SignedIn(owner) if owner and owner.id == int(person_id) else None


def hold_session(db: Session) -> None:
    """Keep the browser session alive until the write that begins is done.

    Between the first line of a request and its last byte the person may have signed out.

    Raises:
        SessionOver: they did; nothing may be written.
    """
    browser = _server_session()
    if browser is None or browser.token is None:
        return
    if not web_sessions.is_still_there(db, browser.token):
        browser.end()
        # Flask-Login remembers whom it found at the beginning of the request.
        g.pop("_login_user", None)
        raise SessionOver


def current_person() -> Owner | None:
    """Return who is signed in on this browser."""
    user = current_user._get_current_object()
    return user.person if isinstance(user, SignedIn) else None


def refuse_unknown() -> None:
    """Refuse a request whose browser session could not be looked up.

    Raises:
        ServiceUnavailable: the database does not answer.
    """
    browser = _server_session()
    if browser is not None and browser.is_unreachable:
        raise ServiceUnavailable(retry_after=RETRY_AFTER_S)


def start_session(person: Owner, now: datetime) -> None:
    """Sign the person in under a new session id, so that a planted cookie is worthless."""
    renew_session()
    session[PROVED_AT] = now.isoformat()
    # Give it a form token at once, so that showing the next form has nothing to store.
    session.pop("csrf_token", None)
    login_user(SignedIn(person))
    g.pop("csrf_token", None)
    generate_csrf()


def mark_proven(now: datetime) -> None:
    """Note that the person just proved that it is them; the session goes on under a new id."""
    browser = _server_session()
    if browser is not None:
        browser.rename()
    session[PROVED_AT] = now.isoformat()


def is_proven(now: datetime) -> bool:
    """Tell whether the person on this browser proved within `PROOF_LASTS` that it is them."""
    proved_at = session.get(PROVED_AT)
    return proved_at is not None and now - datetime.fromisoformat(proved_at) < PROOF_LASTS


def sign_out() -> None:
    """End the session here and on the server."""
    logout_user()
    session.clear()
    renew_session()


def renew_session() -> None:
    """Give the browser session a new id."""
    browser = _server_session()
    if browser is not None:
        browser.renew()


def session_token() -> str:
    """Return the id of this browser's session; empty for a visitor."""
    browser = _server_session()
    return (browser.token if browser else "") or ""


def _server_session() -> ServerSession | None:
    behind_the_proxy = session._get_current_object()  # type: ignore[attr-defined]  # werkzeug's proxies are untyped
    return behind_the_proxy if isinstance(behind_the_proxy, ServerSession) else None


def safe_next(target: str | None) -> str | None:
    r"""Return `target` if it is an address on this site, else None.

    >>> safe_next("/trends?days=30")
    '/trends?days=30'
    >>> safe_next("//evil.example/") is None
    True
    >>> safe_next("/\\evil.example") is None
    True
    """
    if not target or not target.startswith("/") or "\\" in target or not target.isprintable():
        return None
    parts = urlsplit(target)
    return target if not parts.scheme and not parts.netloc and not target.startswith("//") else None
