"""Codes that prove that somebody reads the mail of an address. Each works once."""

from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.db import begin_writing
from app.models import MailedCode
from app.services.account.sessions import hash_of
from app.services.errors import Refused
from app.services.typed_codes import new_code, plain_code

Purpose = Literal["sign-up", "reset", "email", "operator"]
LASTS_MINUTES = 30
LASTS = timedelta(minutes=LASTS_MINUTES)
CODE_REFUSED = "This code does not work. Check each letter, or ask for a new code."


def hash_of_code(typed: str) -> str:
    """Return what is stored of a code, however its groups are typed."""
    return hash_of(plain_code(typed))


def make_mailed_code(
    session: Session,
    purpose: Purpose,
    now: datetime,
    *,
    person_id: int | None = None,
    lasts: timedelta = LASTS,
    **kept: str,
) -> str:
    """Return a new code, and forget those that have run out. Commits.

    `kept` fills the columns of the row: what the code proves.
    """
    code = new_code()
    begin_writing(session)
    session.execute(delete(MailedCode).where(MailedCode.expires_at <= now))
    session.add(
        MailedCode(
            code_hash=hash_of_code(code),
            purpose=purpose,
            person_id=person_id,
            expires_at=now + lasts,
            **kept,
        )
    )
    session.commit()
    return code


def find_mailed_code(
    session: Session, purposes: tuple[Purpose, ...], typed: str, now: datetime
) -> MailedCode | None:
    """Return what a typed code stands for, if it still works."""
    return session.scalar(
        select(MailedCode).where(
            MailedCode.code_hash == hash_of_code(typed),
            MailedCode.purpose.in_(purposes),
            MailedCode.expires_at > now,
        )
    )


def use_up(session: Session, code_hash: str) -> None:
    """Use a code up within a write that has begun; of two at once, one gets through.

    Raises:
        Refused: it was used meanwhile.
    """
    used = session.execute(
        delete(MailedCode).where(MailedCode.code_hash == code_hash).returning(MailedCode.code_hash)
    ).all()
    if not used:
        session.rollback()
        raise Refused(CODE_REFUSED, "code")
