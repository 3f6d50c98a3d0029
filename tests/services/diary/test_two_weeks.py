"""Two weeks of one person: clocks that go back twice, the date line both ways, nights at work.

The days stand here as the person would name them; nothing is worked out by the code under test.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import models
from app.diary.check_in import Answers
from app.diary.local_time import ONE_DAY, local_time
from app.diary.night import evening_before
from app.models import Person
from app.services.diary.saving import save_check_in
from app.services.diary.sheet import Sheet, TookDue
from app.services.medicines.due import due_in, open_in_the_evening
from app.services.medicines.logbook import read_logbook
from app.services.moments import today_of
from app.services.owner import owner_of
from tests.cast.diary import a_key, a_medicine, at

BERLIN, AUCKLAND = "Europe/Berlin", "Pacific/Auckland"
NEW_YORK, HONOLULU = "America/New_York", "Pacific/Honolulu"
# When by the wall clock, where, which dose was ticked ("" for none), and the day that the person
# would name for it. The check-in is for the day on the wall.
LIFE = [
    ("2026-10-24 09:05", BERLIN, "09:00", "2026-10-24"),
    ("2026-10-25 00:40", BERLIN, "23:00", "2026-10-24"),  # late, and then the clocks go back
    ("2026-10-25 09:30", BERLIN, "09:00", "2026-10-25"),
    ("2026-10-25 23:10", BERLIN, "23:00", "2026-10-25"),
    ("2026-10-26 08:30", BERLIN, "", ""),
    ("2026-10-27 03:15", BERLIN, "23:00", "2026-10-26"),  # after a late shift
    ("2026-10-27 09:00", BERLIN, "09:00", "2026-10-27"),
    ("2026-10-29 09:20", AUCKLAND, "09:00", "2026-10-29"),  # flown east, a day on
    ("2026-10-29 23:00", AUCKLAND, "23:00", "2026-10-29"),
    ("2026-10-30 12:00", AUCKLAND, "09:00", "2026-10-30"),
    ("2026-10-29 23:30", HONOLULU, "", ""),  # over the date line: the 29th once more
    ("2026-10-30 23:05", HONOLULU, "23:00", "2026-10-30"),
    ("2026-11-01 00:50", NEW_YORK, "23:00", "2026-10-31"),  # late, and then the clocks go back
    ("2026-11-01 09:00", NEW_YORK, "09:00", "2026-11-01"),
    ("2026-11-01 23:00", NEW_YORK, "23:00", "2026-11-01"),
    ("2026-11-02 09:00", HONOLULU, "09:00", "2026-11-02"),
    ("2026-11-04 10:00", AUCKLAND, "09:00", "2026-11-04"),  # back over it: no 3 November
    ("2026-11-05 02:00", AUCKLAND, "23:00", "2026-11-04"),
    ("2026-11-05 23:40", AUCKLAND, "23:00", "2026-11-05"),
    ("2026-11-07 03:50", AUCKLAND, "23:00", "2026-11-06"),
]


def keys_open(session: Session, person: Person, now: datetime) -> dict[str, str]:
    """The open doses that Today offers, by their clock time; last evening's first."""
    owner = owner_of(person)
    here = local_time(now, owner.time_zone)
    evening = evening_before(here, owner.day_ends_at_hour)
    logbook = read_logbook(session, owner, {here.date(), here.date() - ONE_DAY}, now)
    today = [due for due in due_in(logbook, here.date(), here.date()) if due.taken is None]
    offered = [*(open_in_the_evening(logbook, evening) if evening else ()), *today]
    return {f"{due.due_at_local:%H:%M}": due.key for due in reversed(offered)}


@pytest.fixture
def lived(session: Session, owner: Person) -> Person:
    session.add(a_medicine(owner.id, "morphine", "09:00", "23:00"))
    session.flush()
    for number, (clock, zone, dose, _) in enumerate(LIFE):
        owner.time_zone = zone
        session.flush()
        now = at(clock).replace(tzinfo=ZoneInfo(zone))
        took = (TookDue(keys_open(session, owner, now)[dose], is_now=True),) if dose else ()
        person = owner_of(owner)
        sheet = Sheet(today_of(person, now), Answers({"average_pain": 5}), took_due=took)
        save_check_in(session, person, a_key(str(number)), sheet, now)
    return owner


def test_each_dose_stands_on_the_evening_that_the_person_names(
    session: Session, lived: Person
) -> None:
    doses = session.scalars(select(models.Dose).where(models.Dose.person_id == lived.id))
    found = sorted((f"{d.due_at_local:%F %H:%M}", f"{d.taken_at_local:%F %H:%M}") for d in doses)
    assert found == sorted((f"{day} {dose}", clock) for clock, _, dose, day in LIFE if dose)


def test_each_check_in_stands_on_the_day_on_the_wall(session: Session, lived: Person) -> None:
    days = session.scalars(
        select(models.CheckIn.for_date)
        .where(models.CheckIn.person_id == lived.id)
        .order_by(models.CheckIn.recorded_at)
    )
    assert [day.isoformat() for day in days] == [clock[:10] for clock, _, _, _ in LIFE]


def test_a_day_that_is_lived_twice_offers_its_doses_once(session: Session, lived: Person) -> None:
    lived.time_zone = HONOLULU
    evening = at("2026-10-29 23:30").replace(tzinfo=ZoneInfo(HONOLULU))
    assert keys_open(session, lived, evening) == {}


def test_each_instant_is_the_one_on_the_wall(session: Session, lived: Person) -> None:
    doses = session.scalars(select(models.Dose).where(models.Dose.person_id == lived.id)).all()
    assert len(doses) == sum(bool(dose) for _, _, dose, _ in LIFE)
    for dose in doses:
        assert local_time(dose.taken_at, dose.time_zone) == dose.taken_at_local
