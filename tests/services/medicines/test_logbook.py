"""The medicines and the doses that concern a day, read once."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.models import Dose, Medicine, Person
from app.services.errors import NotFound
from app.services.medicines.due import open_by_key
from app.services.medicines.logbook import MOST_WORN_AT_ONCE, Logbook, read_logbook
from app.services.medicines.taking import take_due
from tests.cast.diary import at, fentanyl, oxycodone
from tests.cast.people import NOW, TODAY, a_person
from tests.cast.taking import due_on
from tests.counting import statements_of

YESTERDAY = TODAY - timedelta(days=1)


def add(session: Session, medicine: Medicine, taken_at: datetime, **said: object) -> str:
    """Log a dose of the medicine, hours before now; return its public id."""
    dose = Dose(
        person_id=medicine.person_id,
        medicine_id=medicine.id,
        medication=medicine.name,
        route=medicine.route,
        amount=Decimal(10),
        unit=medicine.regimens[0].unit,
        taken_at=NOW - (at("2026-03-11 15:30") - taken_at),
        taken_at_local=taken_at,
        time_zone="America/New_York",
        recorded_at=NOW,
        **said,
    )
    session.add(dose)
    session.flush()
    return dose.public_id


def read(session: Session, owner: Person, *days: date) -> Logbook:
    return read_logbook(session, owner, days or [TODAY], NOW)


def ids(logbook: Logbook) -> list[str]:
    return [dose.public_id for dose in logbook.doses]


def test_it_holds_what_was_taken_on_the_day_and_what_was_due_on_it(
    session: Session, owner: Person
) -> None:
    medicine = oxycodone(session, owner)
    late = add(session, medicine, at("2026-03-11 01:00"), due_at_local=at("2026-03-10 20:00"))
    early = add(session, medicine, at("2026-03-10 07:00"))
    add(session, medicine, at("2026-03-09 08:00"))
    assert ids(read(session, owner, TODAY)) == [late]
    assert ids(read(session, owner, YESTERDAY)) == [early, late]
    assert ids(read(session, owner, TODAY, YESTERDAY)) == [early, late]
    assert [d.public_id for d in read(session, owner, YESTERDAY).taken_on(YESTERDAY)] == [early]


def test_of_what_is_taken_when_needed_it_holds_the_last_one_up_to_now(
    session: Session, owner: Person
) -> None:
    medicine = oxycodone(session, owner, as_needed=True, times=[])
    add(session, medicine, at("2026-03-02 08:00"))
    last = add(session, medicine, at("2026-03-05 08:00"))
    add(session, medicine, at("2026-03-13 08:00"))
    assert ids(read(session, owner)) == [last]


def test_of_a_patch_it_holds_the_last_set_however_many_came_before(
    session: Session, owner: Person
) -> None:
    worn = fentanyl(session, owner, count_at_once=MOST_WORN_AT_ONCE)
    for day in range(1, 10, 3):
        put_on = [
            add(session, worn, at(f"2026-03-0{day} 08:00"), patch_number=number)
            for number in range(1, MOST_WORN_AT_ONCE + 1)
        ]
    assert ids(read(session, owner)) == put_on
    assert [dose.due_at_local for dose in due_on(session, owner, TODAY, NOW)] == [
        at("2026-03-10 08:00")
    ] * MOST_WORN_AT_ONCE


def test_it_holds_nothing_of_another_person(session: Session, owner: Person) -> None:
    medicine = oxycodone(session, owner)
    add(session, medicine, at("2026-03-11 08:00"), due_at_local=at("2026-03-11 08:00"))
    logbook = read(session, a_person(session, "carol"))
    assert (logbook.medicines, logbook.doses) == ((), ())
    with pytest.raises(NotFound):
        logbook.medicine(medicine.public_id)


def test_it_does_not_answer_for_days_it_was_not_read_for(session: Session, owner: Person) -> None:
    oxycodone(session, owner)
    logbook = read(session, owner, TODAY)
    with pytest.raises(LookupError):
        logbook.taken_on(YESTERDAY)
    key = due_on(session, owner, YESTERDAY, NOW)[0].key
    of_yesterday = read(session, owner, YESTERDAY)
    with pytest.raises(LookupError):
        take_due(of_yesterday, open_by_key(of_yesterday, TODAY), owner, key, None, NOW)


def test_it_takes_two_statements_and_goes_by_an_index(session: Session, owner: Person) -> None:
    for number in range(5):
        oxycodone(session, owner, name=f"number {number}")
    with statements_of(session.get_bind().engine) as sent:
        read(session, owner, TODAY, YESTERDAY)
    assert len(sent) == 2
    statement, given = sent[0]
    plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given)
    steps = [row.detail for row in plan]
    assert steps
    of_all_doses = r"SCAN dose|TEMP B-TREE|SEARCH dose.* \(person_id=\?\)"
    assert not [step for step in steps if re.search(of_all_doses, step)]


def test_no_dose_of_the_diary_is_scanned_for_the_last_one(session: Session) -> None:
    names = session.execute(text("SELECT name FROM pragma_index_info('ix_dose_medicine_id')"))
    assert names.scalars().all() == ["medicine_id", "taken_at"]
