"""Flask's session: on the server for whoever is signed in, sealed in a cookie for visitors.

The cookie of a signed-in browser is a random id and nothing else. A second, sealed cookie holds
what costs no row: a visitor's form token, and the sentence that the next page shows.
"""

from contextlib import suppress
from copy import deepcopy
from datetime import timedelta
from typing import Any

from flask import Flask, Request, Response, request
from flask.sessions import SessionInterface, SessionMixin
from sqlalchemy.exc import DatabaseError, OperationalError
from werkzeug.datastructures import CallbackDict

from app.config import Config
from app.services.account import sessions as web_sessions
from app.services.owner import Owner
from app.web.kit.browser_name import browser_name
from app.web.kit.now import now
from app.web.kit.own_cookies import own_cookie_name, set_own_cookie
from app.web.kit.sealed_cookie import Seal
from app.web.kit.transaction import database, has_given_up

# Flask's own name for the messages that `flash` keeps for the next page.
_FLASHED = "_flashes"
# More would not fit into a cookie; after form upon form sent unread, the last ones are shown.
MOST_SENTENCES = 3
# Whom the sealed sentences are for: the next person on a shared phone must not read them.
_FOR = "for"


class ServerSession(CallbackDict[str, Any], SessionMixin):
    """The contents of one browser session, and the id under which they are stored."""

    def __init__(self, contents: dict[str, Any] | None = None, token: str | None = None) -> None:
        super().__init__(contents or {})
        self.token = token
        self.retired_token: str | None = None
        # Whether what stands under the retired id goes on under the new one.
        self.is_same_person = False
        self.has_dead_cookie = False
        # The database did not answer: whose browser this is cannot be known now.
        self.is_unreachable = False
        self.is_due_a_touch = False
        # Whose it was when the request came.
        self.owner: Owner | None = None
        self.stored = self.on_the_server()
        self.sealed = self.in_the_browser()

    def renew(self) -> None:
        """Begin anew under a new id: a copy of the old cookie is dead."""
        self.retired_token, self.token = self.token or self.retired_token, None
        self.is_same_person = False

    def rename(self) -> None:
        """Continue under a new id, unless the session is ended elsewhere meanwhile."""
        self.renew()
        self.is_same_person = True

    def end(self) -> None:
        """Forget everything: the session was ended elsewhere."""
        self.clear()
        self.renew()

    def on_the_server(self) -> dict[str, Any]:
        """Return what is stored in the database: nothing of a visitor's."""
        if web_sessions.PERSON not in self:
            return {}
        return {key: value for key, value in self.items() if key != _FLASHED}

    def in_the_browser(self) -> dict[str, Any]:
        """Return what the sealed cookie holds: a copy, since `flash` adds to the list it finds."""
        if web_sessions.PERSON not in self:
            return deepcopy(dict(self))
        flashed = self.get(_FLASHED)
        if not flashed:
            return {}
        return {_FLASHED: flashed[-MOST_SENTENCES:], _FOR: self[web_sessions.PERSON]}


class ServerSessions(SessionInterface):
    """Finds and stores sessions by the hash of their id."""

    def __init__(self, config: Config) -> None:
        self._secure = config.behind_tls
        self._limits = web_sessions.Limits(
            idle=config.session_idle, absolute=config.session_absolute
        )
        self._visitor_lifetime = config.visitor_session
        keys = (config.secret_key, *config.secret_key_fallbacks)
        self._seal = Seal(keys, config.visitor_session)
        self.cookie_name = own_cookie_name("tidemark", secure=self._secure)
        self.sealed_cookie_name = own_cookie_name("tidemark-kept", secure=self._secure)

    def open_session(self, app: Flask, request: Request) -> ServerSession:
        """Return the session behind the cookies, or a new empty one."""
        del app
        if request.path.startswith("/static/"):
            return ServerSession()
        sealed = self._seal.open(request.cookies.get(self.sealed_cookie_name, ""), now())
        meant_for = sealed.pop(_FOR, None)
        token = request.cookies.get(self.cookie_name)
        try:
            stored = self._find(token) if token else None
        except DatabaseError:
            unknown = ServerSession()
            unknown.is_unreachable = True
            return unknown
        if stored is None or not token:
            found = ServerSession({} if meant_for else sealed)
            found.has_dead_cookie = token is not None
            return found
        flashed = sealed if meant_for == stored.contents.get(web_sessions.PERSON) else {}
        found = ServerSession({**stored.contents, **flashed}, token)
        found.is_due_a_touch = stored.is_due_a_touch
        found.owner = stored.owner
        return found

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Store what changed; end the session when nothing is left in it."""
        del app
        if not isinstance(session, ServerSession):
            raise TypeError("another session interface made this session")
        if session.is_unreachable:
            return
        if not has_given_up():
            self._save_on_the_server(session, response)
        self._save_in_the_browser(session, response)

    def _find(self, token: str) -> web_sessions.Stored | None:
        with database().reading() as session:
            return web_sessions.find_session(session, token, now(), self._limits)

    def _save_on_the_server(self, session: ServerSession, response: Response) -> None:
        contents = session.on_the_server()
        if not contents:
            if session.retired_token:
                self._end(session.retired_token)
            if session.retired_token or session.has_dead_cookie:
                self._forget(response, self.cookie_name)
        elif session.token is None and session.is_same_person:
            self._go_on(session, contents, response)
        elif session.token is None:
            self._begin(session, contents, response)
        elif contents != session.stored:
            self._update(session.token, contents)
        elif session.is_due_a_touch:
            # A busy database must not cost the page that was asked for; the next request will do.
            with suppress(OperationalError):
                self._update(session.token, contents)

    def _begin(self, session: ServerSession, contents: dict[str, Any], response: Response) -> None:
        token = session.token = web_sessions.new_token()
        browser = browser_name(request.user_agent.string)
        with database().writing() as db:
            web_sessions.begin_session(
                db, token, contents, now(), self._limits, session.retired_token, browser
            )
        self._set(response, self.cookie_name, token, self._limits.absolute)

    def _go_on(self, session: ServerSession, contents: dict[str, Any], response: Response) -> None:
        token = session.token = web_sessions.new_token()
        with database().writing() as db:
            is_there = web_sessions.rename(db, session.retired_token or "", token, contents, now())
        if is_there:
            self._set(response, self.cookie_name, token, self._limits.absolute)
        else:
            self._forget(response, self.cookie_name)

    def _update(self, token: str, contents: dict[str, Any]) -> None:
        with database().writing() as db:
            web_sessions.update(db, token, contents, now())

    def _end(self, token: str) -> None:
        with database().writing() as db:
            web_sessions.end(db, token)

    def _save_in_the_browser(self, session: ServerSession, response: Response) -> None:
        sealed = session.in_the_browser()
        if sealed == session.sealed:
            return
        if not sealed:
            self._forget(response, self.sealed_cookie_name)
            return
        content = self._seal.close(sealed, now())
        self._set(response, self.sealed_cookie_name, content, self._visitor_lifetime)

    def _set(self, response: Response, name: str, content: str, lasts: timedelta) -> None:
        set_own_cookie(response, name, content, lasts, secure=self._secure)

    def _forget(self, response: Response, name: str) -> None:
        response.delete_cookie(name, secure=self._secure, httponly=True, samesite="Lax", path="/")
