"""Browser sessions that live on the server; the cookie is only a random id."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.models import WebSession

# Writing on each request would cost a commit each; an hour is fine enough for an idle limit.
SEEN_EVERY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a session lasts: unused, at the most, and for a visitor who is not signed in."""

    idle: timedelta
    absolute: timedelta
    visitor: timedelta


@dataclass(frozen=True, slots=True)
class Stored:
    """A session as it was found."""

    contents: dict[str, object]
    is_due_a_touch: bool


def hash_of(token: str) -> str:
    """Return what is stored for a random token. One round will do: 32 random bytes need no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_token() -> str:
    """Return 32 random bytes, written for a cookie or an address."""
    return secrets.token_urlsafe(32)


def find(session: Session, token: str, now: datetime, limits: Limits) -> Stored | None:
    """Return the live session behind `token`, or None."""
    row = session.get(WebSession, hash_of(token))
    if row is None or now >= row.expires_at or now - row.last_seen_at >= limits.idle:
        return None
    return Stored(dict(row.contents), now - row.last_seen_at >= SEEN_EVERY)


def save(
    session: Session, token: str, contents: dict[str, object], now: datetime, limits: Limits
) -> None:
    """Store the contents under `token`, whose start and end stay what they were; commit."""
    row = session.get(WebSession, hash_of(token))
    person_id = contents.get("_user_id")
    if row is None:
        lifetime = limits.visitor if person_id is None else limits.absolute
        row = WebSession(id_hash=hash_of(token), created_at=now, expires_at=now + lifetime)
        session.execute(delete(WebSession).where(WebSession.expires_at <= now))
        session.add(row)
    row.person_id = None if person_id is None else int(str(person_id))
    row.contents = contents
    row.last_seen_at = now
    session.commit()


def end(session: Session, token: str) -> None:
    """Forget the session behind `token`; commit."""
    session.execute(delete(WebSession).where(WebSession.id_hash == hash_of(token)))
    session.commit()


def end_all(session: Session, person_id: int) -> None:
    """Forget all sessions of a person. The caller commits."""
    session.execute(delete(WebSession).where(WebSession.person_id == person_id))
