"""What a browser is asked to answer with a passkey.

The challenge travels in the page, sealed, so that showing the page writes nothing; that it is
answered once only is counted with the tries.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import request

from app.services.account.passkeys import (
    CHALLENGE_LASTS,
    PASSKEY_REFUSED,
    Site,
    new_challenge,
    sign_in_options,
)
from app.services.errors import Refused
from app.web.kit.app_config import app_config
from app.web.kit.now import now
from app.web.kit.sealed_cookie import Seal

_KEPT = "challenge"


@dataclass(frozen=True, slots=True)
class AskedPasskey:
    """What a page needs to ask for a passkey: options for the browser, and what comes back."""

    options: str
    seal: str


def this_site() -> Site:
    """Return for whom passkeys of this server are."""
    config = app_config()
    origin = config.public_url or request.host_url.rstrip("/")
    return Site(urlsplit(origin).hostname or "", origin)


def seal_challenge(challenge: str) -> str:
    """Return the challenge as only this server can read it."""
    return _seal().close({_KEPT: challenge}, now())


def ask_for_passkey() -> AskedPasskey:
    """Return what a page needs to ask for a passkey of this site."""
    challenge = new_challenge()
    return AskedPasskey(sign_in_options(this_site(), challenge), seal_challenge(challenge))


def read_challenge(sealed: str) -> str:
    """Return the challenge that a page asked.

    Raises:
        Refused: it is too old, or none of ours.
    """
    challenge = _seal().open(sealed, now()).get(_KEPT)
    if not isinstance(challenge, str):
        raise Refused(PASSKEY_REFUSED)
    return challenge


def _seal() -> Seal:
    config = app_config()
    return Seal((config.secret_key, *config.secret_key_fallbacks), CHALLENGE_LASTS)
