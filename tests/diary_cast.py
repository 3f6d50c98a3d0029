"""Medicines and people for the tests of the diary."""

from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db import Database
from app.models import Medicine, Person, Regimen
from tests.conftest import NOW

TODAY = date(2026, 3, 11)


def person_in(session: Session, name: str = "alice") -> Person:
    return session.scalars(select(Person).where(Person.email_key == f"{name}@example.org")).one()


def add_medicine(
    database: Database,
    medicine: str,
    *times: str,
    owner: str = "alice",
    amount: str = "10",
    patch: bool = False,
) -> str:
    """Give a person a medicine, as needed without times; return its public id."""
    with database.writing() as session:
        regimen = Regimen(
            from_date=date(2026, 1, 1),
            amount=Decimal(amount),
            times=list(times),
            change_every_hours=72 if patch else None,
        )
        added = Medicine(
            person_id=person_in(session, owner).id,
            name=medicine,
            substance=medicine.split(maxsplit=1)[0],
            route="transdermal" if patch else "oral",
            form="patch" if patch else "tablet",
            unit="mcg/h" if patch else "mg",
            as_needed=not times and not patch,
            started_on=date(2026, 1, 1),
            created_at=NOW,
            regimens=[regimen],
        )
        session.add(added)
        session.commit()
        return added.public_id
