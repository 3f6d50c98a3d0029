"""Rows of a diary: medicines, check-ins, doses and events, each with what is usual unless said."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from flask import Flask
from sqlalchemy.orm import Session

from app.db import Database
from app.diary.local_time import Turn
from app.models import CheckIn, Dose, Event, Medicine, Person, Regimen
from app.services.moments import ClockTime
from app.services.submissions import SubmissionKey
from tests.cast.people import NOW, TIME_ZONE, TODAY, database_of, person_in

SINCE = date(2026, 1, 1)
TABLET = {"route": "oral", "form": "tablet", "unit": "mg"}
PATCH = {"route": "transdermal", "form": "patch", "unit": "mcg/h", "change_every_hours": 72}
OF_THE_REGIMEN = ("amount", "unit", "times", "count_at_once", "change_every_hours")


def at(written: str) -> datetime:
    """What a clock showed: `2026-03-11 15:30`."""
    return datetime.fromisoformat(written)


def by_clock(written: str, turn: Turn | None = None) -> ClockTime:
    """A time as a person names it, and which one where the clock showed it twice."""
    return ClockTime(at(written), turn)


def instant(day: date, hour: int = 20) -> datetime:
    """The instant of an hour on the cast's clocks."""
    return datetime.combine(day, time(hour), ZoneInfo(TIME_ZONE))


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def a_key(text: str = "key") -> SubmissionKey:
    return SubmissionKey(f"{text:-<16}", "digest")


def a_medicine(person_id: int, name: str, /, *times: str, **said: object) -> Medicine:
    """Return the row of a medicine: 10 mg at these times, as needed without any."""
    usual: dict[str, object] = {
        "name": name,
        "substance": name.split(maxsplit=1)[0],
        "started_on": SINCE,
        "created_at": NOW,
        "amount": Decimal(10),
        "times": list(times),
        "count_at_once": 1,
        "change_every_hours": None,
    }
    values = usual | TABLET | said
    values.setdefault("as_needed", not values["times"] and not values["change_every_hours"])
    regimen = {column: values.pop(column) for column in OF_THE_REGIMEN}
    begun = values["started_on"] or TODAY
    return Medicine(person_id=person_id, regimens=[Regimen(from_date=begun, **regimen)], **values)


def oxycodone(session: Session, person: Person, **said: object) -> Medicine:
    """Add 10 mg at 08:00 and 20:00 since 1 March."""
    usual: dict[str, object] = {"started_on": date(2026, 3, 1), "as_needed": False}
    return _added(session, a_medicine(person.id, "oxycodone", "08:00", "20:00", **usual | said))


def fentanyl(session: Session, person: Person, **said: object) -> Medicine:
    """Add a patch of 25 mcg/h every 72 hours since 1 March."""
    usual: dict[str, object] = {"started_on": date(2026, 3, 1), "amount": Decimal(25)}
    return _added(session, a_medicine(person.id, "fentanyl", **PATCH | usual | said))


def _added(session: Session, medicine: Medicine) -> Medicine:
    session.add(medicine)
    session.flush()
    return medicine


def add_medicine(
    database: Database,
    name: str,
    *times: str,
    owner: str = "alice",
    amount: str = "10",
    patch: bool = False,
) -> str:
    """Give a person a medicine, as needed without times; return its public id."""
    with database.writing() as session:
        kind = PATCH if patch else TABLET
        person_id = person_in(session, owner).id
        added = a_medicine(person_id, name, *times, amount=Decimal(amount), **kind)
        session.add(added)
        session.commit()
        return added.public_id


def check_in(
    person_id: int, for_date: date, pain: int, note: str = "", *, is_late: bool = False
) -> CheckIn:
    return CheckIn(
        person_id=person_id,
        for_date=for_date,
        average_pain=pain,
        areas=["lower_back", "left_hip"] if is_late else ["lower_back"],
        touch=3 if is_late else 0,
        note=note,
        recorded_at=instant(for_date),
        time_zone=TIME_ZONE,
    )


def dose(
    person_id: int, for_date: date, hour: int, amount: int, medication: str = "morphine"
) -> Dose:
    return Dose(
        person_id=person_id,
        medication=medication,
        route="oral",
        amount=Decimal(amount),
        unit="mg",
        taken_at=instant(for_date, hour),
        taken_at_local=datetime.combine(for_date, time(hour)),
        time_zone=TIME_ZONE,
        recorded_at=instant(for_date, hour),
    )


def event(person_id: int, for_date: date, kind: str, note: str = "") -> Event:
    return Event(
        person_id=person_id,
        for_date=for_date,
        kind=kind,
        note=note,
        recorded_at=instant(for_date),
        time_zone=TIME_ZONE,
    )


def fill_days(app: Flask, name: str, days: int) -> int:
    """Log `days` days up to today: pain climbs, the dose doubles half-way, pain spreads."""
    with database_of(app).writing() as session:
        person_id = person_in(session, name).id
        medicine = a_medicine(
            person_id, "morphine", "08:00", "20:00", amount=Decimal(15), started_on=days_ago(days)
        )
        medicine.regimens.append(
            Regimen(
                from_date=days_ago(days // 2),
                amount=Decimal(30),
                unit="mg",
                times=["08:00", "20:00"],
            )
        )
        session.add(medicine)
        for back in range(days):
            is_late = back < days // 2
            session.add(check_in(person_id, days_ago(back), 6 if is_late else 4, is_late=is_late))
            for hour in (8, 20):
                session.add(dose(person_id, days_ago(back), hour, 30 if is_late else 15))
        session.add(event(person_id, days_ago(days // 2), "dose_change_by_prescriber"))
        session.commit()
        return person_id
