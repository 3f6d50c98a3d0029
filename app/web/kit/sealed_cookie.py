"""What a browser keeps for us between two pages, sealed: only the server can read or change it.

A visitor has no row in the database: fetching pages must not fill a disk. The sentence shown
after a save travels here too, so that showing it needs no write.
"""

import base64
import json
from collections.abc import Sequence
from datetime import datetime, timedelta

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_PURPOSE = b"tidemark: what the browser keeps"


class Seal:
    """Seals and opens small dictionaries; replaced keys still open.

    Args:
        secret_keys: the one that seals first, then those that are only accepted.
        lifetime: how long after sealing it still opens.
    """

    def __init__(self, secret_keys: Sequence[str], lifetime: timedelta) -> None:
        self._keys = MultiFernet([Fernet(_derived(key)) for key in secret_keys])
        self._lifetime_s = int(lifetime.total_seconds())

    def close(self, contents: dict[str, object], now: datetime) -> str:
        """Return the contents as text for a cookie."""
        written = json.dumps(contents, separators=(",", ":")).encode()
        return self._keys.encrypt_at_time(written, int(now.timestamp())).decode()

    def open(self, text: str, now: datetime) -> dict[str, object]:
        """Return what was sealed; nothing if it is too old, changed or not ours."""
        try:
            written = self._keys.decrypt_at_time(
                text.encode(), ttl=self._lifetime_s, current_time=int(now.timestamp())
            )
        except InvalidToken:
            return {}
        contents: dict[str, object] = json.loads(written)
        return contents


def _derived(secret_key: str) -> bytes:
    """Return a key of its own for this one purpose (RFC 5869)."""
    hkdf = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=_PURPOSE)
    return base64.urlsafe_b64encode(hkdf.derive(secret_key.encode()))
