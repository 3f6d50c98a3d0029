"""Doses taken and patches put on, as the use-cases do it, without a form."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from app.diary.dose import LoggedDose
from app.services.medicines import as_needed, taking
from app.services.medicines.as_needed import AsNeeded
from app.services.medicines.due import DueDose, due_in, open_by_key, read_key
from app.services.medicines.logbook import read_logbook
from app.services.moments import WhenTaken, moment, today_of
from app.services.owner import Owner


def take_due(
    session: Session, person: Owner, key: str, when: WhenTaken, now: datetime
) -> LoggedDose:
    days = {read_key(key).due_at_local.date(), *days_of(person, when, now)}
    logbook = read_logbook(session, person, days, now)
    still_due = open_by_key(logbook, today_of(person, now))
    dose = taking.take_due(logbook, still_due, person, key, when, now)
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


def due_on(session: Session, person: Owner, day: date, now: datetime) -> tuple[DueDose, ...]:
    return due_in(read_logbook(session, person, [day], now), day, today_of(person, now))


def days_of(person: Owner, when: WhenTaken, now: datetime) -> set[date]:
    """The days that a dose taken then concerns: its own and today."""
    return {moment(when, person.time_zone, now).local.date(), today_of(person, now)}
