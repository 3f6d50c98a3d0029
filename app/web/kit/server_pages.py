"""What machines ask the server: whether it lives, whether it can serve, and where to report."""

from datetime import timedelta

from flask import Blueprint, Response, abort
from sqlalchemy.exc import DBAPIError

from app import migrations
from app.web.kit.access import public
from app.web.kit.app_config import app_config
from app.web.kit.headers import public_address
from app.web.kit.now import now
from app.web.kit.transaction import database

blueprint = Blueprint("server", __name__)

# RFC 9116 asks for less than a year.
_CONTACT_HOLDS = timedelta(days=180)


@blueprint.get("/healthz")
@public
def health() -> Response:
    """Answer while the process lives, without the database."""
    return _plain("alive\n")


@blueprint.get("/readyz")
@public
def ready() -> Response:
    """Answer whether people can be served: the database is there, and its tables are up to date."""
    try:
        is_current = migrations.is_current(database())
    except DBAPIError:
        return _plain("the database does not answer\n", 503)
    return _plain("ready\n") if is_current else _plain("run migrate\n", 503)


@blueprint.get("/.well-known/security.txt")
@public
def security_txt() -> Response:
    """Say where weaknesses are reported (RFC 9116), if whoever runs the server said so."""
    config = app_config()
    if not config.security_contact:
        abort(404)
    lines = {
        "Contact": config.security_contact,
        "Expires": (now() + _CONTACT_HOLDS).isoformat(timespec="seconds"),
        "Preferred-Languages": "en",
        "Canonical": public_address("/.well-known/security.txt"),
    }
    return _plain("".join(f"{name}: {text}\n" for name, text in lines.items()))


def _plain(text: str, status: int = 200) -> Response:
    return Response(text, status, content_type="text/plain; charset=utf-8")
