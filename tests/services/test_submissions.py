import pytest

from app.db import Database
from app.models import Person, Submission
from app.services.submissions import KeyReused, SubmissionKey, once
from tests.cast.people import NOW

SENT = SubmissionKey("key-0123456789abcdef", "digest-of-what-was-typed")


@pytest.fixture
def person_id(database: Database) -> int:
    with database.writing() as session:
        person = Person(email="a", email_key="a", password_hash="x", created_at=NOW)
        session.add(person)
        session.commit()
        return person.id


def test_the_same_sending_gives_the_first_answer_and_does_nothing_again(
    database: Database, person_id: int
) -> None:
    answers = iter(["first", "second"])
    for _ in range(3):
        with database.writing() as session:
            assert once(session, person_id, SENT, NOW, lambda: next(answers)).answer == "first"
    assert next(answers) == "second"


def test_the_same_key_with_another_body_is_refused_and_told_what_the_first_one_made(
    database: Database, person_id: int
) -> None:
    with database.writing() as session:
        once(session, person_id, SENT, NOW, lambda: "first")
    with database.writing() as session, pytest.raises(KeyReused) as refused:
        once(session, person_id, SubmissionKey(SENT.key, "other"), NOW, lambda: "second")
    assert refused.value.answer == "first"


def test_what_fails_is_not_remembered(database: Database, person_id: int) -> None:
    def fail() -> str:
        raise RuntimeError("power cut")

    with database.writing() as session, pytest.raises(RuntimeError):
        once(session, person_id, SENT, NOW, fail)
    with database.writing() as session:
        assert once(session, person_id, SENT, NOW, lambda: "now").answer == "now"
        assert session.get(Submission, (person_id, SENT.key)) is not None


def test_two_people_may_have_the_same_key(database: Database, person_id: int) -> None:
    with database.writing() as session:
        other = Person(email="b", email_key="b", password_hash="x", created_at=NOW)
        session.add(other)
        session.commit()
        once(session, person_id, SENT, NOW, lambda: "mine")
        assert once(session, other.id, SENT, NOW, lambda: "theirs").answer == "theirs"
