from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db import Base, Database
from app.models import Person
from app.services.errors import NotFound
from app.services.share import links as share
from app.services.share.terms import Section, Terms
from app.services.submissions import KeyReused, SubmissionKey
from tests.cast.people import NOW, TODAY, a_person

SENT = SubmissionKey("key-0123456789abcdef", "digest")
CODE = "0123456789abcdefghjkmnpqrstvwxyz0123456789abcdefghjk"
TERMS = Terms(TODAY - timedelta(days=29), TODAY, frozenset({Section.CHART}), "A. B.", "Why?")


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.writing() as session:
        yield session


@pytest.fixture
def alice(session: Session) -> Person:
    return a_person(session)


@pytest.fixture
def link(session: Session, alice: Person) -> share.ListedLink:
    return share.create(session, alice, TERMS, 7, CODE, SENT, NOW)


def test_a_new_link_shows_what_was_chosen_until_its_days_are_over(link: share.ListedLink) -> None:
    assert link.terms == TERMS
    assert link.expires_at == NOW + timedelta(days=7)
    assert (link.times_opened, link.last_opened_at, link.revoked_at) == (0, None, None)


def test_a_code_is_fifty_two_signs_that_cannot_be_mistaken_for_each_other() -> None:
    code = share.make_code("server secret", 1, SENT, "seed")
    assert len(code) == 52
    assert not set(code) - set("0123456789abcdefghjkmnpqrstvwxyz")


def test_each_secret_person_form_and_seed_makes_a_code_of_its_own() -> None:
    other = SubmissionKey("key-fedcba9876543210", "digest")
    codes = {
        share.make_code("secret", 1, SENT, "seed"),
        share.make_code("secreu", 1, SENT, "seed"),
        share.make_code("secret", 2, SENT, "seed"),
        share.make_code("secret", 1, other, "seed"),
        share.make_code("secret", 1, SENT, "tree"),
    }
    assert len(codes) == 5


def test_the_code_stands_in_no_column_of_the_database(
    session: Session, database: Database, link: share.ListedLink
) -> None:
    share.open_link(session, CODE, NOW)
    with database.engine.connect() as connection:
        for table in Base.metadata.tables.values():
            assert CODE not in str(connection.execute(select(table)).all()), table.name
    assert link.public_id


@pytest.mark.parametrize(
    "typed",
    [
        CODE,
        f"  {CODE}\n",
        CODE.upper(),
        " ".join(CODE[n : n + 4] for n in range(0, 52, 4)),
        f"https://tidemark.example/s#{CODE}",
        CODE.replace("0", "O").replace("1", "l"),
    ],
)
def test_a_code_opens_however_it_was_typed_from_paper(
    session: Session, link: share.ListedLink, typed: str
) -> None:
    opened = share.open_link(session, typed, NOW)
    assert opened is not None
    assert opened.public_id == link.public_id


@pytest.mark.parametrize(
    "typed", ["", "0", CODE[:-1], CODE + "0", "1" + CODE[1:], "\x00", "é" * 600]
)
def test_any_other_code_opens_nothing(session: Session, link: share.ListedLink, typed: str) -> None:
    assert share.open_link(session, typed, NOW) is None
    assert link.times_opened == 0


def test_every_opening_is_counted_with_its_time(
    session: Session, alice: Person, link: share.ListedLink
) -> None:
    for minute in range(3):
        assert share.open_link(session, CODE, NOW + timedelta(minutes=minute))
    found = share.find_link(session, alice, link.public_id)
    assert found.times_opened == 3
    assert found.last_opened_at == NOW + timedelta(minutes=2)
    assert share.links_of(session, alice) == [found]


def test_an_expired_link_opens_nothing(session: Session, link: share.ListedLink) -> None:
    assert share.open_link(session, CODE, link.expires_at - timedelta(seconds=1))
    assert share.open_link(session, CODE, link.expires_at) is None


def test_an_ended_link_opens_nothing_and_its_open_pages_close(
    session: Session, alice: Person, link: share.ListedLink
) -> None:
    opened = share.open_link(session, CODE, NOW)
    assert opened is not None
    assert share.view(session, opened.public_id, opened.cookie, NOW)
    share.revoke(session, alice, link.public_id, NOW)
    assert share.view(session, opened.public_id, opened.cookie, NOW) is None
    assert share.open_link(session, CODE, NOW) is None


def test_ending_a_link_again_keeps_the_first_time(
    session: Session, alice: Person, link: share.ListedLink
) -> None:
    share.revoke(session, alice, link.public_id, NOW)
    share.revoke(session, alice, link.public_id, NOW + timedelta(hours=1))
    assert share.find_link(session, alice, link.public_id).revoked_at == NOW


def test_a_view_lasts_half_an_hour_and_no_longer_than_its_link(
    session: Session, link: share.ListedLink
) -> None:
    late = link.expires_at - timedelta(minutes=5)
    for start, end in ((NOW, NOW + timedelta(minutes=30)), (late, link.expires_at)):
        opened = share.open_link(session, CODE, start)
        assert opened is not None
        assert share.view(session, opened.public_id, opened.cookie, end - timedelta(seconds=1))
        assert share.view(session, opened.public_id, opened.cookie, end) is None


def test_a_view_of_one_link_does_not_open_another(
    session: Session, alice: Person, link: share.ListedLink
) -> None:
    other = share.create(
        session, alice, TERMS, 7, CODE[::-1], SubmissionKey("another-key-01234567", "d"), NOW
    )
    opened = share.open_link(session, CODE, NOW)
    assert opened is not None
    assert share.view(session, other.public_id, opened.cookie, NOW) is None
    assert share.view(session, link.public_id, "", NOW) is None


def test_a_stranger_finds_and_ends_no_link_of_alice(
    session: Session, alice: Person, link: share.ListedLink
) -> None:
    session.commit()
    carol = a_person(session, "carol")
    for act in (
        lambda: share.find_link(session, carol, link.public_id),
        lambda: share.revoke(session, carol, link.public_id, NOW),
        lambda: share.has_code(session, carol, link.public_id, CODE),
    ):
        with pytest.raises(NotFound):
            act()
    assert share.links_of(session, carol) == []
    assert share.find_link(session, alice, link.public_id).revoked_at is None


def test_the_same_sending_makes_one_link(
    session: Session, alice: Person, link: share.ListedLink
) -> None:
    assert share.create(session, alice, TERMS, 7, CODE, SENT, NOW).public_id == link.public_id
    with pytest.raises(KeyReused):
        share.create(session, alice, TERMS, 7, CODE, SubmissionKey(SENT.key, "other"), NOW)
    assert len(share.links_of(session, alice)) == 1
