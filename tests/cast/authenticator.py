"""A passkey in software: it makes one key and answers challenges with it, as a phone does."""

import hashlib
import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from app.models import Passkey
from tests.cast.people import NOW
from tests.client import Page

HOST, ORIGIN = "localhost", "http://localhost"
# W3C Web Authentication, section 6.1: user present, user verified, attested data follows.
PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


def text(content: bytes) -> str:
    return urlsafe_b64encode(content).decode().rstrip("=")


@dataclass
class Authenticator:
    """One key; `count` is what it says of how often it was used."""

    credential_id: bytes = b"a passkey of the cast"
    count: int = 0
    flags: int = PRESENT | VERIFIED
    origin: str = ORIGIN
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def make(self, challenge: str) -> str:
        """Answer to a page that makes a passkey."""
        about = (0).to_bytes(16) + len(self.credential_id).to_bytes(2) + self.credential_id
        data = self._data(self.flags | ATTESTED) + about + self.public_key()
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        client = self._client("webauthn.create", challenge)
        return self._json({"clientDataJSON": text(client), "attestationObject": text(attestation)})

    def answer(self, challenge: str) -> str:
        """Answer to a page that asks for a passkey."""
        client, data = self._client("webauthn.get", challenge), self._data(self.flags)
        signed = data + hashlib.sha256(client).digest()
        return self._json(
            {
                "clientDataJSON": text(client),
                "authenticatorData": text(data),
                "signature": text(self.key.sign(signed, ec.ECDSA(hashes.SHA256()))),
            }
        )

    def public_key(self) -> bytes:
        """The public half, as COSE writes it (RFC 9053: EC2, ES256, P-256)."""
        point = self.key.public_key().public_numbers()
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32), -3: point.y.to_bytes(32)})

    def row(self, owner_id: int) -> Passkey:
        """The row that making it would leave."""
        return Passkey(
            person_id=owner_id,
            credential_id=self.credential_id,
            public_key=self.public_key(),
            sign_count=self.count,
            name="Firefox on Linux",
            created_at=NOW,
        )

    def _data(self, flags: int) -> bytes:
        host = hashlib.sha256(HOST.encode()).digest()
        return host + flags.to_bytes(1) + self.count.to_bytes(4)

    def _client(self, kind: str, challenge: str) -> bytes:
        return json.dumps(
            {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        ).encode()

    def _json(self, response: dict[str, str]) -> str:
        named = text(self.credential_id)
        return json.dumps({"id": named, "rawId": named, "type": "public-key", "response": response})


ALICES = Authenticator()


def challenge_on(page: Page, action: str) -> str:
    """The challenge that a page's form asks."""
    challenge: str = json.loads(page.form(action).get("data-options") or "")["challenge"]
    return challenge
