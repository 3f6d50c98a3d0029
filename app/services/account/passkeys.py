"""Passkeys: signing in with what unlocks the phone (W3C Web Authentication).

The library that checks them is imported only where one is checked: it takes long to load.
"""

import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypedDict

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.db import begin_writing
from app.models import Passkey, Person
from app.services.account.events import EventKind, note_event
from app.services.errors import NotFound, Refused
from app.services.owner import Owner

PASSKEY_REFUSED = "That did not work. Try again, or use your password."
# How long a browser may take from the page to the answer.
CHALLENGE_LASTS = timedelta(minutes=10)
_CHALLENGE_BYTES = 32
MOST_PASSKEYS = 20
# IANA COSE numbers: EdDSA, ES256, RS256; what phones, computers and security keys speak.
_ALGORITHMS = (-8, -7, -257)


@dataclass(frozen=True, slots=True)
class Site:
    """Whom passkeys are for: a host name, and the address that people type."""

    host: str
    origin: str


@dataclass(frozen=True, slots=True)
class ListedPasskey:
    """A passkey as its owner sees it; times are instants in UTC."""

    public_id: str
    name: str
    created_at: datetime
    last_used_at: datetime | None


def new_challenge() -> str:
    """Return random bytes that the answer must carry, as text."""
    return secrets.token_urlsafe(_CHALLENGE_BYTES)


def registration_options(session: Session, person: Owner, site: Site, challenge: str) -> str:
    """Return what a browser needs to make a passkey that is found without typing an address."""
    row = session.get_one(Person, person.id)
    known = session.scalars(select(Passkey.credential_id).where(Passkey.person_id == person.id))
    return json.dumps(
        {
            "challenge": challenge,
            "rp": {"id": site.host, "name": "Tidemark"},
            "user": {
                "id": _text(row.public_id.encode()),
                "name": person.email,
                "displayName": person.email,
            },
            "pubKeyCredParams": [{"type": "public-key", "alg": number} for number in _ALGORITHMS],
            "authenticatorSelection": {
                "residentKey": "required",
                "requireResidentKey": True,
                "userVerification": "required",
            },
            "excludeCredentials": [
                {"type": "public-key", "id": _text(credential_id)} for credential_id in known
            ],
            "attestation": "none",
        }
    )


def sign_in_options(site: Site, challenge: str) -> str:
    """Return what a browser needs to ask for a passkey of this site."""
    return json.dumps({"challenge": challenge, "rpId": site.host, "userVerification": "required"})


def add_passkey(
    session: Session,
    person: Owner,
    site: Site,
    challenge: str,
    credential: str,
    name: str,
    now: datetime,
) -> None:
    """Keep the passkey that a browser made.

    Raises:
        Refused: it was made for something else, or there are too many.
    """
    import webauthn  # noqa: PLC0415 - see above

    with _refused():
        made = webauthn.verify_registration_response(
            credential=credential, **_expected(site, challenge)
        )
    begin_writing(session)
    if len(passkeys_of(session, person)) >= MOST_PASSKEYS:
        session.rollback()
        raise Refused(f"You can have {MOST_PASSKEYS} passkeys. Remove one first.")
    session.add(
        Passkey(
            person_id=person.id,
            credential_id=made.credential_id,
            public_key=made.credential_public_key,
            sign_count=made.sign_count,
            name=name,
            created_at=now,
        )
    )
    note_event(session, person.id, EventKind.PASSKEY_ADDED, now)
    try:
        session.commit()
    except IntegrityError:
        session.rollback()
        raise Refused(PASSKEY_REFUSED) from None


def check_passkey(
    session: Session,
    site: Site,
    challenge: str,
    credential: str,
    now: datetime,
    owner: Owner | None = None,
) -> tuple[int, str]:
    """Return the id and the address of the person whose passkey answered: of `owner`, if given.

    Raises:
        Refused: it is unknown, or answered something else.
    """
    import webauthn  # noqa: PLC0415 - see above

    found = session.execute(
        select(Passkey, Person.email)
        .join(Person, Person.id == Passkey.person_id)
        .where(Passkey.credential_id == _credential_id(credential))
    ).one_or_none()
    if found is None or (owner is not None and found[0].person_id != owner.id):
        raise Refused(PASSKEY_REFUSED)
    passkey, email = found
    passkey_id, person_id, seen_count = passkey.id, passkey.person_id, passkey.sign_count
    with _refused():
        answered = webauthn.verify_authentication_response(
            credential=credential,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=seen_count,
            **_expected(site, challenge),
        )
    used = update(Passkey).where(Passkey.id == passkey_id, Passkey.sign_count == seen_count)
    used = used.values(sign_count=answered.new_sign_count, last_used_at=now)
    begin_writing(session)
    counted = session.execute(used.returning(Passkey.id)).all()
    session.commit()
    if not counted:
        raise Refused(PASSKEY_REFUSED)
    return person_id, email


def passkeys_of(session: Session, person: Owner) -> list[ListedPasskey]:
    """Return the person's passkeys, the newest first."""
    rows = session.scalars(
        select(Passkey)
        .where(Passkey.person_id == person.id)
        .order_by(Passkey.created_at.desc(), Passkey.id.desc())
    )
    return [
        ListedPasskey(row.public_id, row.name, row.created_at, row.last_used_at) for row in rows
    ]


def remove_passkey(session: Session, person: Owner, public_id: str, now: datetime) -> None:
    """Let a passkey sign in no more. The password stays: nobody shuts themselves out.

    Raises:
        NotFound: there is none, or it is somebody else's.
    """
    begin_writing(session)
    removed = session.execute(
        delete(Passkey)
        .where(Passkey.person_id == person.id, Passkey.public_id == public_id)
        .returning(Passkey.id)
    ).all()
    if not removed:
        session.rollback()
        raise NotFound
    note_event(session, person.id, EventKind.PASSKEY_REMOVED, now)
    session.commit()


class _Expected(TypedDict):
    """What an answer must be made for."""

    expected_challenge: bytes
    expected_rp_id: str
    expected_origin: str
    require_user_verification: bool


def _expected(site: Site, challenge: str) -> _Expected:
    return _Expected(
        expected_challenge=_bytes(challenge),
        expected_rp_id=site.host,
        expected_origin=site.origin,
        require_user_verification=True,
    )


@contextmanager
def _refused() -> Iterator[None]:
    """Refuse what the library finds wrong, or cannot read."""
    from webauthn.helpers.exceptions import WebAuthnException  # noqa: PLC0415 - see above

    try:
        yield
    except (WebAuthnException, ValueError, TypeError, KeyError):
        raise Refused(PASSKEY_REFUSED) from None


def _credential_id(credential: str) -> bytes:
    try:
        named = json.loads(credential)["id"]
        return _bytes(named)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise Refused(PASSKEY_REFUSED) from None


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _text(content: bytes) -> str:
    return urlsafe_b64encode(content).decode().rstrip("=")
