"""Flask's session, kept on the server: the cookie is a random id and nothing else."""

from contextlib import suppress
from typing import Any

from flask import Flask, Request, Response
from flask.sessions import SessionInterface, SessionMixin
from sqlalchemy.exc import OperationalError
from werkzeug.datastructures import CallbackDict

from app.config import Config
from app.services.account import sessions as web_sessions
from app.web.kit.now import now
from app.web.kit.transaction import database, has_given_up


class ServerSession(CallbackDict[str, Any], SessionMixin):
    """The contents of one browser session, and the id under which they are stored."""

    def __init__(self, contents: dict[str, Any] | None = None, token: str | None = None) -> None:
        super().__init__(contents or {}, on_update=ServerSession._note)
        self.token = token
        self.retired_token: str | None = None
        self.modified = False
        self.is_due_a_touch = False

    def _note(self) -> None:
        self.modified = True

    def renew(self) -> None:
        """Continue under a new id: what was copied of the old cookie is dead."""
        self.retired_token, self.token = self.token, None
        self.modified = True


class ServerSessions(SessionInterface):
    """Finds and stores sessions by the hash of their id."""

    def __init__(self, config: Config) -> None:
        self._secure = config.behind_tls
        self._limits = web_sessions.Limits(
            idle=config.session_idle,
            absolute=config.session_absolute,
            visitor=config.visitor_session,
        )
        # A __Host- cookie is refused by browsers without Secure, so not over plain http.
        self.cookie_name = "__Host-tidemark" if config.behind_tls else "tidemark"

    def open_session(self, app: Flask, request: Request) -> ServerSession:
        """Return the session behind the cookie, or a new empty one."""
        del app
        token = request.cookies.get(self.cookie_name)
        if not token or request.path.startswith("/static/"):
            return ServerSession()
        with database().reading() as session:
            stored = web_sessions.find(session, token, now(), self._limits)
        if stored is None:
            return ServerSession()
        found = ServerSession(dict(stored.contents), token)
        found.is_due_a_touch = stored.is_due_a_touch
        return found

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Store what changed; end the session when nothing is left in it."""
        del app
        if not isinstance(session, ServerSession):
            raise TypeError("another session interface made this session")
        if has_given_up():
            return
        if session.retired_token:
            with database().writing() as db:
                web_sessions.end(db, session.retired_token)
        if not session and not session.token:
            if session.retired_token:
                self._forget_cookie(response)
            return
        if session.modified:
            self._store(session, response)
        elif session.is_due_a_touch:
            # A busy database must not cost the page that was asked for: the next request touches.
            with suppress(OperationalError):
                self._store(session, response)

    def _store(self, session: ServerSession, response: Response) -> None:
        is_new = session.token is None
        session.token = session.token or web_sessions.new_token()
        with database().writing() as db:
            web_sessions.save(db, session.token, dict(session), now(), self._limits)
        if is_new:
            response.set_cookie(
                self.cookie_name,
                session.token,
                max_age=self._limits.absolute,
                secure=self._secure,
                httponly=True,
                samesite="Lax",
                path="/",
            )

    def _forget_cookie(self, response: Response) -> None:
        response.delete_cookie(
            self.cookie_name, secure=self._secure, httponly=True, samesite="Lax", path="/"
        )
