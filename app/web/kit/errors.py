"""Pages for what goes wrong: each says what to do next, in the same layout."""

import logging
from dataclasses import dataclass
from http import HTTPStatus

from flask import Flask, Response, redirect, request, url_for
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DatabaseError, OperationalError
from werkzeug.exceptions import BadHost, HTTPException, InternalServerError, SecurityError
from werkzeug.wrappers import Response as AnyResponse

from app.services.errors import NotFound, StaleEdit
from app.services.submissions import KeyReused
from app.web.kit import transaction
from app.web.kit.access import asks_for_own
from app.web.kit.login import RETRY_AFTER_S, current_person
from app.web.kit.pages import page
from app.web.kit.unsaved_form import asked_address, free_texts, unsaved_fields

# Beyond this a body is not read to its end: the connection is cut.
READ_AT_MOST_BYTES = 128 * 1024 * 1024
CHUNK_BYTES = 64 * 1024
# PostgreSQL's code for it (disk_full, class 53: insufficient resources).
POSTGRESQL_DISK_FULL = "53100"
# Somebody has to make room first.
ROOM_RETRY_AFTER_S = 600
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Trouble:
    """The words of an error page.

    Attributes:
        title: its heading.
        sentence: what to do.
        with_typed: what to do instead if a form was sent. The page then holds what was typed,
            since going back may show an empty form.
    """

    title: str
    sentence: str
    with_typed: str = ""


TROUBLES = {
    400: Trouble(
        "We could not read that",
        "Go back, load the page again, and send it again.",
    ),
    403: Trouble("You cannot open this page", "Sign in with the account that owns this page."),
    404: Trouble(
        "Page not found",
        "The address may be wrong, or the page may be gone.",
    ),
    405: Trouble("Page not found", "Go back to the start page and try again."),
    409: Trouble("This was already saved", "Open History to check what is there."),
    410: Trouble("This is no longer here", "It was deleted."),
    413: Trouble("That is too large", "Choose a smaller file or a shorter text, and try again."),
    415: Trouble("We could not read that", "Please use the form on the page."),
    422: Trouble("Something needs fixing", "Go back, check what you typed, and try again."),
    429: Trouble("Too many tries", "Wait a few minutes, then try again."),
    500: Trouble(
        "Something went wrong here",
        "The problem is on our side. Go back and try again in a minute.",
        "The problem is on our side. What you typed is still on this page. Send it again in a "
        "minute.",
    ),
    503: Trouble(
        "Tidemark is busy right now",
        "Wait a moment, then load the page again.",
        "What you typed is still on this page. Wait a moment, then send it again. It will only "
        "count once.",
    ),
    507: Trouble(
        "The server is full",
        "You can still read your diary. The people who run this server need to make room. Try "
        "again later.",
        "The problem is on our side. What you typed is not saved yet, but it is still on this "
        "page. Leave the page open and send it again later, or copy it. It will only count once.",
    ),
}


def init(app: Flask) -> None:
    """Answer every error with a page."""
    app.register_error_handler(HTTPException, _http)
    app.logger.addFilter(_without_words)
    app.register_error_handler(InternalServerError, _late)
    for no_such_host in (BadHost, SecurityError):
        app.register_error_handler(no_such_host, _no_such_host)
    app.register_error_handler(CSRFError, _forged)
    app.register_error_handler(NotFound, lambda _error: _page(404))
    # Forms that can show both texts do so themselves; what is left are buttons without text.
    app.register_error_handler(KeyReused, lambda _error: _page(409))
    app.register_error_handler(StaleEdit, lambda _error: _page(409))
    app.register_error_handler(DatabaseError, _database)
    app.register_error_handler(Exception, _unexpected)


def _http(error: HTTPException) -> Response:
    if error.code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        _read_on()
    response = _page(error.code or 500)
    for name, text in error.get_headers():
        if name in ("Allow", "Retry-After"):
            response.headers[name] = text
    return response


def _no_such_host(_error: HTTPException) -> Response:
    # Our page is full of addresses, and there are none under a host name that is not valid.
    return Response(TROUBLES[400].title, 400, mimetype="text/plain")


def _read_on() -> None:
    """Read a body that is too large, and discard it.

    A browser reads the answer only after it has sent everything; if it is cut off before that,
    it shows a network fault instead of our page.
    """
    stream = request.environ["wsgi.input"]
    left = min(request.content_length or 0, READ_AT_MOST_BYTES)
    while left > 0 and (chunk := stream.read(min(CHUNK_BYTES, left))):
        left -= len(chunk)


def _forged(_error: CSRFError) -> AnyResponse:
    # A button has no text to keep. Its session has ended, perhaps by the first of two taps.
    if asks_for_own() and current_person() is None:
        to = "today.show" if request.endpoint == "account.sign_out" else "account.show_sign_in"
        return redirect(url_for(to), 303)
    return _page(400)


def _late(error: InternalServerError) -> Response:
    """Answer for what went wrong after the view, while the browser session was stored."""
    if isinstance(error.original_exception, DatabaseError):
        return _database(error.original_exception)
    return _page(500)


def _database(error: DatabaseError) -> Response:
    """Answer for a database that is busy, full, away or damaged, and may recover."""
    transaction.give_up()
    # The operator must hear of anything but a moment's wait for another writer.
    if "locked" not in str(error.orig):
        _log_fault(error)
    if not isinstance(error, OperationalError):
        return _page(500)
    is_full = _is_full(error)
    response = _page(HTTPStatus.INSUFFICIENT_STORAGE if is_full else 503)
    response.headers["Retry-After"] = str(ROOM_RETRY_AFTER_S if is_full else RETRY_AFTER_S)
    return response


def _is_full(error: OperationalError) -> bool:
    """Tell a full disk from a database that is busy or away."""
    is_sqlite_full = getattr(error.orig, "sqlite_errorname", "") == "SQLITE_FULL"
    return is_sqlite_full or getattr(error.orig, "sqlstate", "") == POSTGRESQL_DISK_FULL


def _unexpected(error: Exception) -> Response:
    _log_fault(error)
    return _page(500)


def _without_words(record: logging.LogRecord) -> bool:
    """Stand in for Flask's own record of a fault, which holds the address and the message."""
    if not record.exc_info or record.exc_info[1] is None:
        return True
    _log_fault(record.exc_info[1])
    return False


def _log_fault(error: BaseException) -> None:
    # The route and the kind of fault are enough to find it. The message may quote what the
    # person typed (a database error quotes its values), so it stays out of the log.
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else "?"
    _log.error("%s %s: %s at %s", request.method, request.endpoint, type(error).__name__, where)


def _page(status: int) -> Response:
    trouble = TROUBLES.get(status, TROUBLES[500 if status >= 500 else 400])
    fields = unsaved_fields() if trouble.with_typed else []
    return page(
        "layouts/trouble.html",
        status=status,
        trouble=trouble,
        fields=fields,
        texts=free_texts(fields),
        action=asked_address(),
    )
