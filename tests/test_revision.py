"""Whoever writes to a diary raises its revision, by whatever kind of statement.

Every test that writes through the app is watched for it, too (tests/raised.py), and each form of
the app in tests/test_statements.py.
"""

from collections.abc import Callable

import pytest
from sqlalchemy import Connection, delete, insert, select, text, update
from sqlalchemy.orm import Session

from app.db import Base, Database, insert_rows
from app.models import CheckIn, Dose, Medicine, Person, Regimen, WebSession
from tests.cast.diary import a_medicine
from tests.cast.people import NOW, TIME_ZONE, TODAY, a_person, person_in
from tests.raised import WATCHED

CHECK_IN = {
    "public_id": "one",
    "for_date": TODAY,
    "average_pain": 4,
    "recorded_at": NOW,
    "time_zone": TIME_ZONE,
}


WRITES: dict[str, Callable[[Session, Person, Medicine], object]] = {
    "a new row": lambda session, alice, _: session.add(CheckIn(person_id=alice.id, **CHECK_IN)),
    "many rows": lambda session, alice, _: insert_rows(
        session, CheckIn, [{**CHECK_IN, "person_id": alice.id}]
    ),
    "a changed row": lambda _, __, medicine: setattr(medicine, "name", "another"),
    "a row without an owner of its own": lambda _, __, medicine: setattr(
        medicine.regimens[0], "most_a_day", 3
    ),
    "such rows, many": lambda session, _, medicine: insert_rows(
        session,
        Regimen,
        [{"medicine_id": medicine.id, "from_date": TODAY, "amount": 5, "unit": "mg"}],
    ),
    "a deleted row": lambda session, _, medicine: session.delete(medicine),
    "a row out of a list": lambda _, __, medicine: medicine.regimens.clear(),
    "the person": lambda _, alice, __: setattr(alice, "condition", "my hip"),
    "a statement that changes": lambda session, alice, _: session.execute(
        update(Medicine).where(Medicine.person_id == alice.id).values(name="another")
    ),
    "one about the person": lambda session, alice, _: session.execute(
        update(Person).where(Person.id == alice.id).values(condition="my hip")
    ),
    "one about rows without an owner": lambda session, _, medicine: session.execute(
        update(Regimen).where(Regimen.medicine_id == medicine.id).values(most_a_day=3)
    ),
    "a statement that deletes": lambda session, alice, _: session.execute(
        delete(Medicine).where(Medicine.person_id == alice.id)
    ),
}


@pytest.fixture
def house(database: Database) -> Database:
    """Alice and Carol, with a medicine each."""
    with database.writing() as session:
        for name in ("alice", "carol"):
            session.add(a_medicine(a_person(session, name).id, "oxycodone", "08:00"))
        session.commit()
    return database


def revisions(database: Database) -> dict[str, int]:
    with database.reading() as session:
        return {name: person_in(session, name).revision for name in ("alice", "carol")}


@pytest.mark.parametrize("way", WRITES)
def test_a_write_raises_the_revision_of_the_person_and_of_nobody_else(
    house: Database, way: str
) -> None:
    before = revisions(house)
    with house.writing() as session:
        alice = person_in(session)
        medicine = session.scalars(select(Medicine).where(Medicine.person_id == alice.id)).one()
        WRITES[way](session, alice, medicine)
        session.commit()
    after = revisions(house)
    assert after["alice"] > before["alice"]
    assert after["carol"] == before["carol"]


def test_what_is_given_up_raises_nothing(house: Database) -> None:
    before = revisions(house)
    with house.writing() as session:
        WRITES["a new row"](session, person_in(session), Medicine())
        session.flush()
        session.rollback()
    assert revisions(house) == before


def test_what_no_figure_rests_on_raises_nothing(house: Database) -> None:
    before = revisions(house)
    with house.writing() as session:
        of_alice = {"person_id": person_in(session).id, "contents": {}}
        when = {"created_at": NOW, "last_seen_at": NOW, "expires_at": NOW}
        session.add(WebSession(id_hash="x", **of_alice, **when))
        session.flush()
        session.execute(delete(WebSession))
        session.commit()
    assert revisions(house) == before


@pytest.mark.parametrize(
    "statement", [text("DELETE FROM dose"), insert(Base.metadata.tables["dose"])]
)
def test_a_statement_past_the_models_is_refused(house: Database, statement: object) -> None:
    with house.writing() as session, pytest.raises(TypeError, match="through the models"):
        session.execute(statement)  # type: ignore[call-overload]


def test_rows_within_a_statement_are_refused(house: Database) -> None:
    with house.writing() as session, pytest.raises(TypeError, match="beside the statement"):
        session.execute(insert(CheckIn).values(**CHECK_IN, person_id=1))


def test_what_goes_past_the_session_is_noticed_by_the_tests(house: Database) -> None:
    def write(connection: Connection) -> None:
        connection.execute(delete(Dose))
        connection.commit()

    with house.engine.connect() as connection, pytest.raises(AssertionError, match="no revision"):
        write(connection)


def test_every_table_says_whose_it_is() -> None:
    """A new table raises the revision, or it stands in `RESTS_ON_NOTHING` for good reason."""
    named = {"person", "regimen"}
    assert all("person_id" in Base.metadata.tables[name].columns for name in WATCHED - named)
