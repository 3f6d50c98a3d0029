"""Getting back in without the password: by a mailed code, a printed one, or the operator's."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from app.db import begin_writing
from app.mail import Outbox
from app.models import MailedCode, Person, RecoveryCode
from app.services.account import sessions as web_sessions
from app.services.account.account import find_by_email
from app.services.account.events import EventKind, note_event
from app.services.account.letters import (
    no_account_letter,
    password_changed_letter,
    reset_letter,
    send,
    tell,
)
from app.services.account.mailed_codes import (
    CODE_REFUSED,
    find_mailed_code,
    hash_of_code,
    make_mailed_code,
    use_up,
)
from app.services.account.passwords import Passwords, refuse_weak
from app.services.errors import Refused
from app.services.owner import Owner
from app.services.typed_codes import new_code

PRINTED_CODES = 8
OPERATOR_CODE_LASTS = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class _WayIn:
    """Whose account a code opens, and how the code is used up."""

    person_id: int
    email: str
    kind: EventKind
    use: Callable[[], None]


def ask_for_reset(session: Session, outbox: Outbox, email: str, link: str, now: datetime) -> None:
    """Mail a code to an address; one that nobody signed up with gets a mail that says so.

    Both take the same look-up, the same write and one mail, so that no answer tells them apart.

    Raises:
        Refused: the mail server did not take it.
    """
    found = find_by_email(session, email)
    person_id, to = (found.id, found.email) if found else (None, email.strip())
    code = make_mailed_code(session, "reset", now, person_id=person_id)
    send(outbox, reset_letter(to, link, code) if found else no_account_letter(to))


def reset_password(
    session: Session, passwords: Passwords, outbox: Outbox, typed: str, new: str, now: datetime
) -> tuple[int, str]:
    """Set a new password by a code; return the person's id and address. All devices are signed out.

    Raises:
        Refused: the code does not work, or the password is too weak.
    """
    way = _way_in(session, typed, now)
    if way is None:
        raise Refused(CODE_REFUSED, "code")
    refuse_weak(new, way.email)
    # Hashing is slow: let go of the database first.
    session.rollback()
    new_hash = passwords.hash(new)
    begin_writing(session)
    way.use()
    session.execute(update(Person).where(Person.id == way.person_id).values(password_hash=new_hash))
    session.execute(delete(MailedCode).where(MailedCode.person_id == way.person_id))
    web_sessions.end_all(session, way.person_id)
    note_event(session, way.person_id, way.kind, now)
    session.commit()
    tell(outbox, password_changed_letter(way.email))
    return way.person_id, way.email


def make_printed_codes(session: Session, person: Owner, now: datetime) -> list[str]:
    """Return new codes to print, in place of all earlier ones. Only their hashes are kept."""
    codes = [new_code() for _ in range(PRINTED_CODES)]
    begin_writing(session)
    session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))
    session.add_all(
        RecoveryCode(code_hash=hash_of_code(code), person_id=person.id, created_at=now)
        for code in codes
    )
    note_event(session, person.id, EventKind.CODES_MADE, now)
    session.commit()
    return codes


def count_printed_codes(session: Session, person: Owner) -> int:
    """Return how many of the person's codes are not used yet."""
    unused = (
        select(func.count())
        .select_from(RecoveryCode)
        .where(RecoveryCode.person_id == person.id, RecoveryCode.used_at.is_(None))
    )
    return session.scalar(unused) or 0


def make_operator_code(session: Session, person: Owner, now: datetime) -> str:
    """Return a code for somebody who lost everything; the owner can read that it was made."""
    begin_writing(session)
    note_event(session, person.id, EventKind.OPERATOR, now)
    return make_mailed_code(
        session, "operator", now, person_id=person.id, lasts=OPERATOR_CODE_LASTS
    )


def _way_in(session: Session, typed: str, now: datetime) -> _WayIn | None:
    mailed = find_mailed_code(session, ("reset", "operator"), typed, now)
    if mailed is not None and mailed.person_id is not None:
        code_hash = mailed.code_hash
        return _WayIn(
            mailed.person_id,
            session.get_one(Person, mailed.person_id).email,
            EventKind.RESET_BY_MAIL,
            lambda: use_up(session, code_hash),
        )
    printed_hash = hash_of_code(typed)
    found = session.execute(
        select(Person.id, Person.email)
        .join(RecoveryCode, RecoveryCode.person_id == Person.id)
        .where(RecoveryCode.code_hash == printed_hash, RecoveryCode.used_at.is_(None))
    ).one_or_none()
    if found is None:
        return None
    return _WayIn(
        found.id,
        found.email,
        EventKind.RESET_BY_CODE,
        lambda: _use_printed(session, printed_hash, now),
    )


def _use_printed(session: Session, code_hash: str, now: datetime) -> None:
    used = session.execute(
        update(RecoveryCode)
        .where(RecoveryCode.code_hash == code_hash, RecoveryCode.used_at.is_(None))
        .values(used_at=now)
        .returning(RecoveryCode.code_hash)
    ).all()
    if not used:
        session.rollback()
        raise Refused(CODE_REFUSED, "code")
