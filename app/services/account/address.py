"""A new email address, and a new account where mails can be sent: the address is proved first."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.db import begin_writing
from app.mail import Outbox
from app.models import Person
from app.services.account.account import account_key, add_account, find_by_email
from app.services.account.events import EventKind, note_event
from app.services.account.letters import (
    address_changed_letter,
    has_account_letter,
    new_address_letter,
    send,
    sign_up_letter,
    tell,
)
from app.services.account.mailed_codes import (
    CODE_REFUSED,
    find_mailed_code,
    make_mailed_code,
    use_up,
)
from app.services.account.passwords import Passwords, refuse_weak
from app.services.errors import Refused
from app.services.owner import Owner


def ask_to_sign_up(
    session: Session,
    passwords: Passwords,
    outbox: Outbox,
    email: str,
    password: str,
    link: str,
    now: datetime,
    phone_zone: str = "",
) -> None:
    """Mail a code with which the account is made; an address that has one gets another mail.

    Both take one hash, the same look-up and write, and one mail.

    Raises:
        Refused: the password is too weak, or the mail server did not take the mail.
    """
    refuse_weak(password, email)
    password_hash = passwords.hash(password)
    is_taken = find_by_email(session, email) is not None
    to = email.strip()
    code = make_mailed_code(
        session, "sign-up", now, email=to, password_hash=password_hash, phone_zone=phone_zone
    )
    send(outbox, has_account_letter(to) if is_taken else sign_up_letter(to, link, code))


def sign_up_with(session: Session, typed: str, now: datetime) -> tuple[int, str]:
    """Make the account that a mailed code stands for; return the person's id and address.

    Raises:
        Refused: the code does not work, or somebody has the address by now.
    """
    found = find_mailed_code(session, ("sign-up",), typed, now)
    if found is None or find_by_email(session, found.email) is not None:
        raise Refused(CODE_REFUSED, "code")
    code_hash, email = found.code_hash, found.email
    password_hash, phone_zone = found.password_hash, found.phone_zone
    begin_writing(session)
    use_up(session, code_hash)
    try:
        return add_account(session, email, password_hash, now, phone_zone), email
    except IntegrityError:
        session.rollback()
        raise Refused(CODE_REFUSED, "code") from None


def ask_for_new_address(
    session: Session, outbox: Outbox, person: Owner, email: str, link: str, now: datetime
) -> None:
    """Mail a code to the address that the person wants; one with an account gets another mail.

    Raises:
        Refused: the mail server did not take it.
    """
    is_taken = find_by_email(session, email) is not None
    to = email.strip()
    code = make_mailed_code(session, "email", now, person_id=person.id, email=to)
    send(outbox, has_account_letter(to) if is_taken else new_address_letter(to, link, code))


def change_address(
    session: Session, outbox: Outbox, person: Owner, typed: str, now: datetime
) -> str:
    """Take the address that the code proves, and tell both; return it.

    Raises:
        Refused: the code does not work, or somebody has the address by now.
    """
    found = find_mailed_code(session, ("email",), typed, now)
    if found is None or found.person_id != person.id:
        raise Refused(CODE_REFUSED, "code")
    code_hash, email = found.code_hash, found.email
    begin_writing(session)
    use_up(session, code_hash)
    try:
        session.execute(
            update(Person)
            .where(Person.id == person.id)
            .values(email=email, email_key=account_key(email))
        )
        note_event(session, person.id, EventKind.EMAIL_CHANGED, now)
        session.commit()
    except IntegrityError:
        session.rollback()
        raise Refused(CODE_REFUSED, "code") from None
    for to in (person.email, email):
        tell(outbox, address_changed_letter(to))
    return email
