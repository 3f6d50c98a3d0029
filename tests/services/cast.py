"""People and medicines for tests of the services."""

from datetime import UTC, date, datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from app.diary.dose import LoggedDose
from app.models import Medicine, Person, Regimen
from app.services.days import today_of
from app.services.local_time import WhenTaken, moment
from app.services.medicines import as_needed, taking
from app.services.medicines.as_needed import AsNeeded
from app.services.medicines.due import read_key
from app.services.medicines.logbook import read_logbook
from app.services.owner import Owner
from app.services.submissions import SubmissionKey

# A Wednesday, 15:30 in New York.
NOW = datetime(2026, 3, 11, 19, 30, tzinfo=UTC)
TODAY = date(2026, 3, 11)


def at(written: str) -> datetime:
    """What a clock showed: `2026-03-11 15:30`."""
    return datetime.fromisoformat(written)


def a_person(session: Session, name: str = "alice", time_zone: str = "America/New_York") -> Person:
    person = Person(
        email=f"{name}@example.org",
        email_key=f"{name}@example.org",
        password_hash="not used here",
        time_zone=time_zone,
        created_at=NOW,
    )
    session.add(person)
    session.flush()
    return person


def oxycodone(session: Session, person: Person, **said: object) -> Medicine:
    """10 mg at 08:00 and 20:00 since 1 March."""
    return _medicine(
        session,
        person,
        {"name": "oxycodone", "substance": "oxycodone", "route": "oral", "form": "tablet"},
        said,
    )


def fentanyl(session: Session, person: Person, **said: object) -> Medicine:
    """A patch of 25 mcg/h every 72 hours since 1 March."""
    worn = {
        "name": "fentanyl",
        "substance": "fentanyl",
        "route": "transdermal",
        "form": "patch",
        "unit": "mcg/h",
        "amount": Decimal(25),
        "times": [],
        "change_every_hours": 72,
    }
    return _medicine(session, person, worn, said)


def _medicine(
    session: Session, person: Person, kind: dict[str, object], said: dict[str, object]
) -> Medicine:
    usual: dict[str, object] = {
        "unit": "mg",
        "as_needed": False,
        "started_on": date(2026, 3, 1),
        "amount": Decimal(10),
        "times": ["08:00", "20:00"],
        "count_at_once": 1,
        "change_every_hours": None,
    }
    values = usual | kind | said
    names = ("amount", "times", "count_at_once", "change_every_hours")
    regimen = Regimen(
        from_date=values["started_on"] or TODAY, **{name: values.pop(name) for name in names}
    )
    medicine = Medicine(person_id=person.id, created_at=NOW, regimens=[regimen], **values)
    session.add(medicine)
    session.flush()
    return medicine


def take_due(
    session: Session, person: Owner, key: str, when: WhenTaken, now: datetime
) -> LoggedDose:
    days = {read_key(key).due_at_local.date(), *days_of(person, when, now)}
    logbook = read_logbook(session, person, days, now)
    dose = taking.take_due(logbook, person, key, when, now)
    taking.write_new(session, person, logbook, [dose])
    return dose


def take_as_needed(
    session: Session,
    person: Owner,
    medicine_id: str,
    amount: Decimal | None,
    when: WhenTaken,
    now: datetime,
) -> LoggedDose:
    logbook = read_logbook(session, person, days_of(person, when, now), now)
    dose = taking.take_as_needed(logbook, person, medicine_id, amount, when, now)
    taking.write_new(session, person, logbook, [dose])
    return dose


def put_on_patch(
    session: Session,
    person: Owner,
    medicine_id: str,
    when: WhenTaken,
    now: datetime,
    count: int | None = None,
) -> tuple[LoggedDose, ...]:
    logbook = read_logbook(session, person, days_of(person, when, now), now)
    patches = taking.put_on_patches(logbook, person, medicine_id, when, now, count=count)
    return taking.write_new(session, person, logbook, patches)


def as_needed_on(session: Session, person: Owner, day: date, now: datetime) -> tuple[AsNeeded, ...]:
    return as_needed.as_needed_on(read_logbook(session, person, [day], now), day, now)


def days_of(person: Owner, when: WhenTaken, now: datetime) -> set[date]:
    """The days that a dose taken then concerns: its own and today."""
    return {moment(when, person.time_zone, now).local.date(), today_of(person, now)}


def a_key(text: str = "key") -> SubmissionKey:
    return SubmissionKey(f"{text:-<16}", "digest")
