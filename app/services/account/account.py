"""Accounts: sign-up, sign-in, a new password, deletion."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.models import Person
from app.services.account import sessions as web_sessions
from app.services.account.passwords import Passwords, refuse_weak
from app.services.errors import Refused
from app.services.owner import Owner, owner_of, person_row

ADDRESS_TAKEN = "There is a diary for this address already. Sign in, or use another address."
SIGN_IN_REFUSED = "The e-mail or the password does not match. Check both and try again."


def sign_up(
    session: Session, passwords: Passwords, email: str, password: str, now: datetime
) -> int:
    """Create an account and return the person's id.

    Raises:
        Refused: the password is too weak or the address is taken.
    """
    refuse_weak(password, email)
    person = Person(
        email=email.strip(),
        email_key=_key(email),
        password_hash=passwords.hash(password),
        created_at=now,
    )
    session.add(person)
    try:
        session.commit()
    except IntegrityError:
        session.rollback()
        raise Refused(ADDRESS_TAKEN, "email") from None
    return person.id


def sign_in(session: Session, passwords: Passwords, email: str, password: str) -> int:
    """Return the id of the person with this address and password.

    Unknown address and wrong password give one sentence in like time. A hash made at an older
    cost is made anew.

    Raises:
        Refused: they do not match.
    """
    person = _by_email(session, email)
    if not passwords.matches(person.password_hash if person else None, password) or not person:
        raise Refused(SIGN_IN_REFUSED)
    if passwords.is_outdated(person.password_hash):
        person.password_hash = passwords.hash(password)
    session.commit()
    return person.id


def find_by_email(session: Session, email: str) -> Owner | None:
    """Return the person with this address, however it is typed."""
    person = _by_email(session, email)
    return None if person is None else owner_of(person)


def find(session: Session, person_id: int) -> Owner | None:
    """Return the person with this id."""
    person = session.get(Person, person_id)
    return None if person is None else owner_of(person)


def change_password(
    session: Session, passwords: Passwords, owner: Owner, current: str, new: str
) -> None:
    """Set a new password and sign every device out, the present one too.

    Raises:
        Refused: the current password is wrong or the new one too weak.
    """
    person = person_row(session, owner)
    _confirm_password(passwords, person, current, "current_password")
    refuse_weak(new, person.email)
    person.password_hash = passwords.hash(new)
    web_sessions.end_all(session, person.id)
    session.commit()


def delete(session: Session, passwords: Passwords, owner: Owner, password: str) -> None:
    """Delete the account with all that belongs to it: the tables cascade from the person.

    Raises:
        Refused: the password is wrong.
    """
    person = person_row(session, owner)
    _confirm_password(passwords, person, password)
    session.delete(person)
    session.commit()


def _confirm_password(
    passwords: Passwords, person: Person, password: str, field: str = "password"
) -> None:
    if not passwords.matches(person.password_hash, password):
        raise Refused("This is not your password. Type it again.", field)


def _by_email(session: Session, email: str) -> Person | None:
    return session.scalar(select(Person).where(Person.email_key == _key(email)))


def _key(email: str) -> str:
    return email.strip().casefold()
