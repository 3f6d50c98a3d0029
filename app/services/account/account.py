"""Accounts: sign-up, sign-in, a new password, deletion."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.db import begin_writing, empty_log
from app.mail import Outbox
from app.models import Person
from app.services.account import sessions as web_sessions
from app.services.account.events import EventKind, note_event
from app.services.account.letters import password_changed_letter, tell
from app.services.account.passwords import Passwords, refuse_weak
from app.services.errors import Refused
from app.services.moments import time_zones
from app.services.owner import Owner, owner_of, person_row

ADDRESS_TAKEN = "There is already a diary for this address. Sign in, or use another address."
CURRENT_REFUSED = "That is not your current password. Try again."
SIGN_IN_REFUSED = "The email address or password is not right. Check both and try again."


def sign_up(
    session: Session,
    passwords: Passwords,
    email: str,
    password: str,
    now: datetime,
    phone_zone: str = "",
) -> int:
    """Create an account and return the person's id.

    `phone_zone` is the time zone that the phone tells; where it tells none, or one that nobody
    here knows, set-up asks for it.

    A double tap on the button makes one account: whoever types the password of the account that is
    there already is let in, as `sign_in` would.

    Raises:
        Refused: the password is too weak, or the address is taken by another password.
    """
    refuse_weak(password, email)
    password_hash = passwords.hash(password)
    begin_writing(session)
    try:
        return add_account(session, email, password_hash, now, phone_zone)
    except IntegrityError:
        session.rollback()
    try:
        return sign_in(session, passwords, email, password)
    except Refused:
        raise Refused(ADDRESS_TAKEN, "email") from None


def add_account(
    session: Session, email: str, password_hash: str, now: datetime, phone_zone: str
) -> int:
    """Add the row of a person within a write that has begun; return its id. Commits.

    Raises:
        IntegrityError: the address is taken.
    """
    person = Person(
        email=email.strip(),
        email_key=account_key(email),
        password_hash=password_hash,
        created_at=now,
    )
    if phone_zone in time_zones():
        person.time_zone, person.set_up_at = phone_zone, now
    session.add(person)
    session.commit()
    return person.id


def sign_in(session: Session, passwords: Passwords, email: str, password: str) -> int:
    """Return the id of the person with this address and password.

    An unknown address and a wrong password get the same answer in the same time. A hash made
    at an older cost is replaced.

    Raises:
        Refused: they do not match.
    """
    person = _by_email(session, email)
    person_id, stored_hash = (person.id, person.password_hash) if person else (0, None)
    # Hashing is slow: let go of the database first.
    session.rollback()
    if not passwords.matches(stored_hash, password) or stored_hash is None:
        raise Refused(SIGN_IN_REFUSED)
    if passwords.is_outdated(stored_hash):
        _hash_anew(session, person_id, stored_hash, passwords.hash(password))
    return person_id


def find_by_email(session: Session, email: str) -> Owner | None:
    """Return the person with this address, however it is typed."""
    person = _by_email(session, email)
    return None if person is None else owner_of(person)


def is_address_of(owner: Owner, email: str) -> bool:
    """Tell whether this is the person's address, however it is typed."""
    return account_key(owner.email) == account_key(email)


def find_person(session: Session, person_id: int) -> Owner | None:
    person = session.get(Person, person_id)
    return None if person is None else owner_of(person)


def check_password(session: Session, passwords: Passwords, owner: Owner, password: str) -> None:
    """Check that the password is the person's own.

    Raises:
        Refused: it is not.
    """
    stored_hash = person_row(session, owner).password_hash
    # Hashing is slow: let go of the database first.
    session.rollback()
    if not passwords.matches(stored_hash, password):
        raise Refused(CURRENT_REFUSED, "password")


def change_password(
    session: Session, passwords: Passwords, outbox: Outbox, owner: Owner, new: str, now: datetime
) -> None:
    """Set a new password, sign every device out, the present one too, and tell the owner.

    Raises:
        Refused: the new password is too weak.
    """
    refuse_weak(new, owner.email)
    new_hash = passwords.hash(new)
    begin_writing(session)
    person = person_row(session, owner)
    person.password_hash = new_hash
    web_sessions.end_all(session, person.id)
    note_event(session, person.id, EventKind.PASSWORD_CHANGED, now)
    session.commit()
    tell(outbox, password_changed_letter(owner.email))


def delete_account(session: Session, owner: Owner) -> None:
    """Delete the account with all that belongs to it: the tables cascade from the person."""
    begin_writing(session)
    session.delete(person_row(session, owner))
    session.commit()
    empty_log(session)


def _hash_anew(session: Session, person_id: int, stored_hash: str, new_hash: str) -> None:
    """Store a hash at today's cost, unless the password was changed in between."""
    begin_writing(session)
    session.execute(
        update(Person)
        .where(Person.id == person_id, Person.password_hash == stored_hash)
        .values(password_hash=new_hash)
    )
    session.commit()


def _by_email(session: Session, email: str) -> Person | None:
    return session.scalar(select(Person).where(Person.email_key == account_key(email)))


def account_key(email: str) -> str:
    """Return the account's name: one address is one account however it is typed."""
    return email.strip().casefold()
