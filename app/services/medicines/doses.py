"""Doses that were taken, as values."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app import models
from app.db import plain_rows
from app.diary.dose import LoggedDose
from app.diary.local_time import day_span
from app.services.errors import NotFound
from app.services.medicines.regimens import ListedMedicine
from app.services.medicines.rows import DOSE_FIELDS, dose_of
from app.services.owner import Owner


def taken_on(session: Session, person: Owner, day: date) -> tuple[LoggedDose, ...]:
    """Return what was taken on a local day, in the order of the instants."""
    start, end = day_span(day)
    query = (
        select(models.Dose, models.Medicine.public_id)
        .outerjoin(models.Medicine, models.Medicine.id == models.Dose.medicine_id)
        .where(models.Dose.person_id == person.id)
        .where(models.Dose.taken_at_local >= start, models.Dose.taken_at_local < end)
        .order_by(models.Dose.taken_at, models.Dose.id)
    )
    return tuple(dose_of(dose, public_id) for dose, public_id in session.execute(query))


def doses_named(
    session: Session, person: Owner, public_ids: Sequence[str]
) -> tuple[LoggedDose, ...]:
    """Return the person's doses with these ids, in the order of the instants."""
    query = (
        select(models.Dose)
        .where(models.Dose.person_id == person.id, models.Dose.public_id.in_(public_ids))
        .order_by(models.Dose.taken_at, models.Dose.id)
    )
    return tuple(dose_of(dose, None) for dose in session.scalars(query))


def logged_doses(
    session: Session, person: Owner, *which: ColumnElement[bool]
) -> tuple[LoggedDose, ...]:
    """Return the person's doses as they were entered, in order of time by the clock.

    Plain columns are selected, not mapped objects: there are thousands of rows.
    """
    rows = session.execute(
        select(*DOSE_FIELDS, models.Medicine.public_id.label("medicine_public_id"))
        .outerjoin(models.Medicine, models.Medicine.id == models.Dose.medicine_id)
        .where(models.Dose.person_id == person.id, *which)
        .order_by(models.Dose.taken_at_local, models.Dose.id)
    )
    return tuple(dose_of(row, row.medicine_public_id) for row in plain_rows(rows))


def own_dose(session: Session, person: Owner, public_id: str) -> models.Dose:
    """Return the person's dose.

    Raises:
        NotFound: there is none, or it is somebody else's.
    """
    query = select(models.Dose).where(
        models.Dose.person_id == person.id, models.Dose.public_id == public_id
    )
    dose = session.scalar(query)
    if dose is None:
        raise NotFound
    return dose


def dose_count(session: Session, medicine: ListedMedicine) -> int:
    """Return how many doses were logged for the medicine."""
    query = (
        select(func.count()).select_from(models.Dose).where(models.Dose.medicine_id == medicine.id)
    )
    return session.scalar(query) or 0


def last_doses(session: Session, medicine: ListedMedicine, count: int) -> tuple[LoggedDose, ...]:
    """Return the newest doses of the medicine, the newest first."""
    query = select(models.Dose).where(models.Dose.medicine_id == medicine.id)
    found = session.scalars(
        query.order_by(models.Dose.taken_at.desc(), models.Dose.id.desc()).limit(count)
    )
    return tuple(dose_of(dose, medicine.public_id) for dose in found)
