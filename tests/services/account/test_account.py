"""Accounts, without a web."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.config import PasswordCost
from app.db import Database
from app.models import Event, Person, WebSession
from app.services.account import account
from app.services.account.passwords import Passwords
from app.services.errors import Refused
from app.services.owner import Owner, person_row
from tests.cast.letters import Letters
from tests.cast.people import CHEAP, NOW, PASSWORD
from tests.test_db import can_write

CHEAP_PASSWORDS = Passwords(CHEAP)
NO_MAIL = Letters()


def sign_up(session: Session, email: str = "erin@example.org", password: str = PASSWORD) -> Owner:
    person_id = account.sign_up(session, CHEAP_PASSWORDS, email, password, NOW)
    found = account.find_person(session, person_id)
    assert found is not None
    return found


def test_the_password_itself_is_stored_nowhere(session: Session) -> None:
    person = person_row(session, sign_up(session))
    assert PASSWORD not in person.password_hash
    assert person.password_hash.startswith("$argon2id$")


def test_a_person_is_found_by_the_address_however_it_is_typed(session: Session) -> None:
    person = sign_up(session, "Erin@Example.org")
    assert account.find_by_email(session, " erin@EXAMPLE.org ") == person
    assert person.email == "Erin@Example.org"


def test_an_address_is_taken_once(session: Session) -> None:
    sign_up(session)
    with pytest.raises(Refused) as refused:
        sign_up(session, "ERIN@example.org", "another five words of hers")
    assert refused.value.field == "email"
    assert session.scalar(select(func.count()).select_from(Person)) == 1


def test_the_same_sign_up_again_is_the_same_account(session: Session) -> None:
    first = sign_up(session)
    assert sign_up(session, "ERIN@example.org").id == first.id


def test_the_address_is_no_password(session: Session) -> None:
    with pytest.raises(Refused) as refused:
        sign_up(session, "erin.of.the.quiet.lake@example.org", "erin.of.the.quiet.lake@example.org")
    assert refused.value.field == "password"


def test_sign_in_takes_the_whole_password(session: Session) -> None:
    person = sign_up(session, password=PASSWORD + " " + "x" * 80)
    whole = PASSWORD + " " + "x" * 80
    assert account.sign_in(session, CHEAP_PASSWORDS, "erin@example.org", whole) == person.id
    with pytest.raises(Refused):
        account.sign_in(session, CHEAP_PASSWORDS, "erin@example.org", whole[:-1])


def test_a_hash_of_an_older_cost_is_renewed_at_sign_in(session: Session) -> None:
    person = person_row(session, sign_up(session))
    before = person.password_hash
    dearer = Passwords(PasswordCost(time_cost=2, memory_kib=16, parallelism=1))
    account.sign_in(session, dearer, "erin@example.org", PASSWORD)
    assert person.password_hash != before
    assert not dearer.is_outdated(person.password_hash)
    account.sign_in(session, dearer, "erin@example.org", PASSWORD)


def test_a_new_password_ends_every_session(session: Session) -> None:
    person = sign_up(session)
    session.add(
        WebSession(
            id_hash="h",
            person_id=person.id,
            contents={},
            created_at=NOW,
            last_seen_at=NOW,
            expires_at=datetime(2027, 1, 1, tzinfo=UTC),
        )
    )
    session.commit()
    account.change_password(
        session, CHEAP_PASSWORDS, NO_MAIL, person, "a lamp beside the window", NOW
    )
    assert session.scalar(select(func.count()).select_from(WebSession)) == 0


def test_a_refused_new_password_names_its_field_and_changes_nothing(session: Session) -> None:
    person = sign_up(session)
    with pytest.raises(Refused) as refused:
        account.change_password(session, CHEAP_PASSWORDS, NO_MAIL, person, "x", NOW)
    assert refused.value.field == "password"
    account.sign_in(session, CHEAP_PASSWORDS, "erin@example.org", PASSWORD)


def test_deleting_takes_what_belongs_to_the_person_and_nothing_else(session: Session) -> None:
    erin, frank = sign_up(session), sign_up(session, "frank@example.org")
    for person in (erin, frank):
        session.add(
            Event(
                person_id=person.id,
                for_date=NOW.date(),
                kind="illness",
                recorded_at=NOW,
                time_zone="UTC",
            )
        )
    session.commit()
    account.delete_account(session, erin)
    assert session.scalars(select(Event.person_id)).all() == [frank.id]
    assert account.find_by_email(session, "erin@example.org") is None


class WatchedPasswords(Passwords):
    """Fails when a hash is made or checked while the database's write lock is held."""

    def __init__(self, database: Database) -> None:
        super().__init__(CHEAP)
        self.database = database

    def hash(self, password: str) -> str:
        self._nobody_writes()
        return super().hash(password)

    def matches(self, stored_hash: str | None, password: str) -> bool:
        self._nobody_writes()
        return super().matches(stored_hash, password)

    def _nobody_writes(self) -> None:
        assert can_write(self.database)


def test_no_password_is_hashed_inside_a_write(database: Database) -> None:
    passwords = WatchedPasswords(database)
    with database.writing_late(lambda _session: None) as session:
        account.sign_up(session, passwords, "erin@example.org", PASSWORD, NOW)
        owner = account.find_by_email(session, "erin@example.org")
        assert owner is not None
        for wrong_address in ("erin@example.org", "nobody@example.org"):
            with pytest.raises(Refused):
                account.sign_in(session, passwords, wrong_address, "four other words here")
        account.sign_in(session, passwords, owner.email, PASSWORD)
        account.check_password(session, passwords, owner, PASSWORD)
        account.change_password(
            session, passwords, NO_MAIL, owner, "four new slow rivers bend", NOW
        )
