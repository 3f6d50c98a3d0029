"""What happened to an account: its owner can read it, whoever did it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import AccountEvent
from app.services.owner import Owner

MOST_LISTED = 20


class EventKind(StrEnum):
    """What can happen to an account."""

    PASSWORD_CHANGED = "password changed"  # noqa: S105 - a name, no password
    EMAIL_CHANGED = "email changed"
    RESET_BY_MAIL = "reset by mail"
    RESET_BY_CODE = "reset by code"
    CODES_MADE = "codes made"
    PASSKEY_ADDED = "passkey added"
    PASSKEY_REMOVED = "passkey removed"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class NotedEvent:
    """One thing that happened; the time is an instant in UTC."""

    kind: EventKind
    happened_at: datetime


def note_event(session: Session, person_id: int, kind: EventKind, now: datetime) -> None:
    """Write down what happened. The caller commits."""
    session.add(AccountEvent(person_id=person_id, kind=kind.value, happened_at=now))


def events_of(session: Session, person: Owner) -> list[NotedEvent]:
    """Return what happened lately, the newest first."""
    rows = session.scalars(
        select(AccountEvent)
        .where(AccountEvent.person_id == person.id)
        .order_by(AccountEvent.happened_at.desc(), AccountEvent.id.desc())
        .limit(MOST_LISTED)
    )
    return [NotedEvent(EventKind(row.kind), row.happened_at) for row in rows]
