"""Our cookies: for this host alone, out of reach of scripts, and over TLS wherever there is any."""

from datetime import timedelta

from werkzeug.wrappers import Response

from app.web.kit.app_config import app_config


def own_cookie_name(name: str, *, secure: bool) -> str:
    """Return the name under which a cookie is kept.

    A __Host- cookie is refused by browsers without Secure, so the prefix needs TLS.

    >>> own_cookie_name("tidemark", secure=True), own_cookie_name("tidemark", secure=False)
    ('__Host-tidemark', 'tidemark')
    """
    return f"{'__Host-' if secure else ''}{name}"


def set_own_cookie(
    response: Response, name: str, content: str, lasts: timedelta, *, secure: bool
) -> None:
    """Set a cookie that `own_cookie_name` named."""
    response.set_cookie(
        name, content, max_age=lasts, secure=secure, httponly=True, samesite="Lax", path="/"
    )


def is_behind_tls() -> bool:
    """Tell whether this app is reached over TLS."""
    config = app_config()
    return config.behind_tls
