"""The devices on which a person is signed in: each is a session, and each can be ended."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.db import begin_writing
from app.models import WebSession
from app.services.account.sessions import hash_of
from app.services.errors import NotFound
from app.services.owner import Owner

# Enough of a session's hash to name it in an address. Nothing can be opened with it.
_ID_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Device:
    """A signed-in browser; times are instants in UTC.

    Attributes:
        browser: which one it said it was when it signed in, in a few words; empty for older ones.
        last_seen_at: to the hour.
        is_this: whether the request comes from it.
    """

    device_id: str
    browser: str
    signed_in_at: datetime
    last_seen_at: datetime
    is_this: bool


def devices_of(
    session: Session, person: Owner, token: str, idle: timedelta, now: datetime
) -> list[Device]:
    """Return the person's live sessions: this one first, then the one seen last."""
    rows = session.scalars(
        select(WebSession)
        .where(
            WebSession.person_id == person.id,
            WebSession.expires_at > now,
            WebSession.last_seen_at > now - idle,
        )
        .order_by(WebSession.last_seen_at.desc(), WebSession.id_hash)
    )
    this = hash_of(token)
    found = [
        Device(
            row.id_hash[:_ID_LENGTH],
            row.browser,
            row.created_at,
            row.last_seen_at,
            row.id_hash == this,
        )
        for row in rows
    ]
    return sorted(found, key=lambda device: not device.is_this)


def end_device(session: Session, person: Owner, device_id: str) -> None:
    """Sign one device out.

    Raises:
        NotFound: there is none, or it is somebody else's.
    """
    begin_writing(session)
    ended = session.execute(
        delete(WebSession)
        .where(
            WebSession.person_id == person.id,
            WebSession.id_hash.startswith(device_id, autoescape=True),
        )
        .returning(WebSession.id_hash)
    ).all()
    session.commit()
    if not ended:
        raise NotFound


def end_other_devices(session: Session, person: Owner, token: str) -> None:
    """Sign out everywhere but here."""
    begin_writing(session)
    session.execute(
        delete(WebSession).where(
            WebSession.person_id == person.id, WebSession.id_hash != hash_of(token)
        )
    )
    session.commit()
