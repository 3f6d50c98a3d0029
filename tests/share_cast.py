"""Alice's filled diary and her link, for the tests of sharing."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from flask import Flask
from sqlalchemy import select

from app.db import Database
from app.models import CheckIn, Dose, Event, Medicine, Person, Regimen
from app.services.account.sessions import new_token
from app.services.share import links as share
from app.services.share.terms import Section, Terms
from app.services.submissions import SubmissionKey
from tests.client import Browser, Page
from tests.conftest import TIME_ZONE

TODAY = date(2026, 3, 11)
EVERYTHING = ["chart", "areas", "touch", "further", "events", "medicines", "advisory", "notes"]


def at(day: date, hour: int = 20) -> datetime:
    """The instant of a local hour."""
    return datetime.combine(day, time(hour), ZoneInfo(TIME_ZONE))


def day(back: int) -> date:
    return TODAY - timedelta(days=back)


def fill(app: Flask, name: str, days: int) -> int:
    """Log `days` days up to today: pain climbs, the dose doubles half-way, pain spreads."""
    database: Database = app.extensions["database"]
    with database.writing() as session:
        person = session.scalars(select(Person).where(Person.email == f"{name}@example.org")).one()
        medicine = Medicine(
            person_id=person.id,
            name="morphine",
            substance="morphine",
            route="oral",
            form="tablet",
            unit="mg",
            as_needed=False,
            created_at=at(TODAY),
            regimens=[
                Regimen(from_date=day(days), amount=Decimal(15), times=["08:00", "20:00"]),
                Regimen(from_date=day(days // 2), amount=Decimal(30), times=["08:00", "20:00"]),
            ],
        )
        session.add(medicine)
        for back in range(days):
            is_late = back < days // 2
            session.add(check_in(person.id, day(back), 6 if is_late else 4, is_late=is_late))
            for hour in (8, 20):
                session.add(dose(person.id, day(back), hour, 30 if is_late else 15))
        session.add(event(person.id, day(days // 2), "dose_change_by_prescriber"))
        session.commit()
        return person.id


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
        recorded_at=at(for_date),
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
        taken_at=at(for_date, hour),
        taken_at_local=datetime.combine(for_date, time(hour)),
        time_zone=TIME_ZONE,
        recorded_at=at(for_date, hour),
    )


def event(person_id: int, for_date: date, kind: str, note: str = "") -> Event:
    return Event(
        person_id=person_id,
        for_date=for_date,
        kind=kind,
        note=note,
        recorded_at=at(for_date),
        time_zone=TIME_ZONE,
    )


def give_link(
    app: Flask,
    name: str,
    first: date,
    last: date,
    sections: Iterable[str] = EVERYTHING,
    shown_name: str = "",
) -> str:
    """Make a link without the pages; return its code."""
    database: Database = app.extensions["database"]
    sent = SubmissionKey(new_token(), "digest")
    with database.writing() as session:
        person = session.scalars(select(Person).where(Person.email == f"{name}@example.org")).one()
        terms = Terms(first, last, frozenset(map(Section, sections)), shown_name)
        code = share.make_code("a secret", person.id, sent, "a seed")
        share.create(session, person, terms, 7, code, sent, app.extensions["clock"].now())
    return code


def make_link(browser: Browser, **chosen: str | list[str] | None) -> Page:
    """Make a link through the forms; the answer shows its code."""
    preview = browser.send(browser.get("/share/new"), "/share/new", 200, **chosen)
    return browser.send(preview, "/share/links", 201)


def code_on(page: Page) -> str:
    """The code behind the # of the address on a page."""
    found = re.search(r"/s#([0-9a-z]{52})", page.html)
    assert found, "no code stands on the page"
    return found[1]


def open_link(browser: Browser, code: str) -> Page:
    """Type the code and look at the page it leads to."""
    return browser.follow(browser.send(browser.get("/s"), "/s", code=code))
