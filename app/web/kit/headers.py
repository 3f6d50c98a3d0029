"""The headers of every answer, errors included, set in one place."""

from flask import Flask, request
from werkzeug.wrappers import Response

from app.config import Config
from app.web.kit.app_config import app_config

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; "
    "script-src 'self'; "
    "style-src 'self'; "
    "img-src 'self'; "
    "font-src 'self'; "
    "connect-src 'self'; "
    "form-action 'self'; "
    "object-src 'none'; "
    "base-uri 'none'; "
    "frame-ancestors 'none'"
)
FIXED = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Robots-Tag": "noindex, nofollow",
}
# A page that is the same for everyone can ask for this instead (app.web.kit.pages).
INDEXABLE = "all"
# Only files whose address carries a digest of their content may be kept (app.web.kit.assets).
STATIC_CACHE = "public, max-age=31536000, immutable"
NO_STORE = "no-store"
HSTS = "max-age=31536000; includeSubDomains"


def init(app: Flask, config: Config) -> None:
    """Set the headers on every answer."""

    @app.after_request
    def set_headers(response: Response) -> Response:
        robots = response.headers.get("X-Robots-Tag")
        response.headers.update(FIXED)
        if robots == INDEXABLE:
            response.headers["X-Robots-Tag"] = INDEXABLE
        is_kept = request.endpoint == "static" and response.status_code < 400
        response.headers["Cache-Control"] = (
            STATIC_CACHE if is_kept and "v" in request.args else NO_STORE
        )
        if config.behind_tls:
            response.headers["Strict-Transport-Security"] = HSTS
        return response


def public_address(path: str) -> str:
    """Return the whole address of a page, as the provider's browser will ask for it."""
    config = app_config()
    return f"{config.public_url or request.host_url.rstrip('/')}{path}"
