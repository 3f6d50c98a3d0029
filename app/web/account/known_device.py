"""The mark of a browser that signed in to an account before: guesses elsewhere do not stop it."""

import hashlib
import hmac
from datetime import timedelta

from flask import request
from werkzeug.wrappers import Response

from app.services.account.account import account_key
from app.services.account.sessions import new_token
from app.services.account.throttle import Asker
from app.web.kit.app_config import app_config
from app.web.kit.network import asking_network
from app.web.kit.own_cookies import is_behind_tls, own_cookie_name, set_own_cookie

_KEPT = timedelta(days=365)
_BETWEEN = "."


def asker(email: str) -> Asker:
    """Return from where somebody asks for the account of this address."""
    return Asker(asking_network(), _device(email))


def remember_device(response: Response, email: str) -> None:
    """Mark the browser as one that signed in to this account."""
    mark = new_token()
    config = app_config()
    content = f"{mark}{_BETWEEN}{_seal(config.secret_key, mark, email)}"
    set_own_cookie(response, _cookie_name(), content, _KEPT, secure=is_behind_tls())


def _device(email: str) -> str:
    """Return the browser's mark if it was given for this account, else nothing."""
    mark, _, seal = request.cookies.get(_cookie_name(), "").partition(_BETWEEN)
    config = app_config()
    keys = (config.secret_key, *config.secret_key_fallbacks)
    is_ours = any(
        hmac.compare_digest(seal.encode(), _seal(key, mark, email).encode()) for key in keys
    )
    return mark if is_ours else ""


def _seal(secret_key: str, mark: str, email: str) -> str:
    text = f"known device: {mark} {account_key(email)}".encode()
    return hmac.new(secret_key.encode(), text, hashlib.sha256).hexdigest()


def _cookie_name() -> str:
    return own_cookie_name("tidemark-device", secure=is_behind_tls())
