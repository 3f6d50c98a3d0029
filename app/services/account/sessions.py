"""Sessions of signed-in browsers, which live on the server; the cookie is only a random id."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, or_, select
from sqlalchemy import update as sql_update
from sqlalchemy.orm import Session

from app.models import Person, WebSession
from app.services.owner import Owner, owner_of

# A write on each request would cost a commit each; to the hour is precise enough for an idle limit.
SEEN_EVERY = timedelta(hours=1)
# Flask-Login's name for whose session it is.
PERSON = "_user_id"
_WITH_OWNER = (
    select(WebSession, Person)
    .join(Person, Person.id == WebSession.person_id)
    .where(WebSession.id_hash == bindparam("id_hash"))
)


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a session lasts: while unused, and at most."""

    idle: timedelta
    absolute: timedelta


@dataclass(frozen=True, slots=True)
class Stored:
    """A session as it was found, and whose it is."""

    contents: dict[str, object]
    owner: Owner
    is_due_a_touch: bool


def hash_of(token: str) -> str:
    """Return what is stored of a random token. 32 random bytes need neither salt nor rounds."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_token() -> str:
    """Return 32 random bytes, written for a cookie or an address."""
    return secrets.token_urlsafe(32)


def find_session(session: Session, token: str, now: datetime, limits: Limits) -> Stored | None:
    """Return the live session behind `token`, or None. Each page asks: one statement for both."""
    found = session.execute(_WITH_OWNER, {"id_hash": hash_of(token)}).one_or_none()
    if found is None:
        return None
    row, person = found
    if now >= row.expires_at or now - row.last_seen_at >= limits.idle:
        return None
    return Stored(dict(row.contents), owner_of(person), now - row.last_seen_at >= SEEN_EVERY)


def begin_session(
    session: Session,
    token: str,
    contents: dict[str, object],
    now: datetime,
    limits: Limits,
    retired_token: str | None,
    browser: str = "",
) -> None:
    """Store a new session, in place of the one it goes on from; sweep what has expired. Commits."""
    gone = WebSession.expires_at <= now
    if retired_token is not None:
        gone = or_(gone, WebSession.id_hash == hash_of(retired_token))
    session.execute(delete(WebSession).where(gone))
    session.add(
        WebSession(
            id_hash=hash_of(token),
            person_id=int(str(contents[PERSON])),
            contents=contents,
            browser=browser,
            created_at=now,
            last_seen_at=now,
            expires_at=now + limits.absolute,
        )
    )
    session.commit()


def update(session: Session, token: str, contents: dict[str, object], now: datetime) -> None:
    """Store what changed in a session that is still there. Commits.

    One that has ended meanwhile is never inserted again: a copied cookie stays dead.
    """
    session.execute(
        sql_update(WebSession)
        .where(WebSession.id_hash == hash_of(token))
        .values(contents=contents, last_seen_at=now)
    )
    session.commit()


def rename(
    session: Session, old_token: str, token: str, contents: dict[str, object], now: datetime
) -> bool:
    """Let a session go on under a new id, no longer than it would have lasted. Commits.

    Returns False for one that has ended meanwhile: it stays ended.
    """
    renamed = session.execute(
        sql_update(WebSession)
        .where(WebSession.id_hash == hash_of(old_token))
        .values(id_hash=hash_of(token), contents=contents, last_seen_at=now)
        .returning(WebSession.id_hash)
    ).all()
    session.commit()
    return bool(renamed)


def is_still_there(session: Session, token: str) -> bool:
    """Tell whether the session lives, and keep it alive until this transaction ends.

    Asked where a write begins: between the first line of a request and the last of its body the
    person may have signed out elsewhere.
    """
    held = select(WebSession.id_hash).where(WebSession.id_hash == hash_of(token))
    return session.scalar(held.with_for_update(read=True)) is not None


def end(session: Session, token: str) -> None:
    """Forget the session behind `token`; commit."""
    session.execute(delete(WebSession).where(WebSession.id_hash == hash_of(token)))
    session.commit()


def end_all(session: Session, person_id: int) -> None:
    """Forget all sessions of a person. The caller commits."""
    session.execute(delete(WebSession).where(WebSession.person_id == person_id))
