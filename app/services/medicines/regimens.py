"""A person's medicines and how each is prescribed on a day."""

from dataclasses import dataclass, fields
from datetime import date, time
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app import models
from app.clinical.substances import Form
from app.diary.as_taken import as_taken_from
from app.diary.medicine import Medicine, Regimen
from app.services.errors import NotFound
from app.services.owner import Owner

# Medicines and their prescriptions in one statement: there are few of either.
_WITH_REGIMENS = select(models.Medicine).options(joinedload(models.Medicine.regimens))


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedMedicine(Medicine):
    """A medicine as it stands on the person's list.

    Attributes:
        id: the row's number, which never leaves the server.
        version: an edit names the version that it saw.
    """

    id: int
    version: int

    def as_entered(self) -> Medicine:
        """Return it without what only the list needs."""
        return Medicine(**{field.name: getattr(self, field.name) for field in fields(Medicine)})


def listed_medicine(row: models.Medicine) -> ListedMedicine:
    """Return a row as a value."""
    return ListedMedicine(
        id=row.id,
        version=row.version,
        public_id=row.public_id,
        name=row.name,
        substance=row.substance,
        route=row.route,
        form=Form(row.form),
        as_needed=row.as_needed,
        started_on=row.started_on,
        stopped_on=row.stopped_on,
        regimens=tuple(regimen_of(regimen) for regimen in row.regimens),
        has_prescription=row.has_prescription,
        is_imported=row.is_imported,
    )


def regimen_of(row: models.Regimen) -> Regimen:
    """Return a row as a value."""
    return Regimen(
        from_date=row.from_date,
        amount=row.amount,
        unit=row.unit,
        times=tuple(time.fromisoformat(at) for at in row.times),
        change_every_hours=row.change_every_hours,
        count_at_once=row.count_at_once,
        event_public_id=row.event_public_id,
        as_taken=as_taken_from(row.as_taken),
        amounts_at=tuple(Decimal(amount) for amount in row.amounts_at),
        every_days=row.every_days,
        most_a_day=row.most_a_day,
    )


def medicines_of(session: Session, person: Owner) -> list[ListedMedicine]:
    """Return all medicines of the person, current and past, by name."""
    query = _WITH_REGIMENS.where(models.Medicine.person_id == person.id)
    rows = session.scalars(query.order_by(models.Medicine.name, models.Medicine.id))
    return [listed_medicine(row) for row in rows.unique()]


def own_medicine(session: Session, person: Owner, public_id: str) -> ListedMedicine:
    """Return the person's medicine.

    Raises:
        NotFound: there is none, or it is somebody else's.
    """
    return listed_medicine(medicine_row(session, person, public_id))


def medicine_row(session: Session, person: Owner, public_id: str) -> models.Medicine:
    """Return the row of the person's medicine, to be written to.

    Raises:
        NotFound: there is none, or it is somebody else's.
    """
    query = _WITH_REGIMENS.where(
        models.Medicine.person_id == person.id, models.Medicine.public_id == public_id
    )
    row = session.scalars(query).unique().one_or_none()
    if row is None:
        raise NotFound
    return row


def oldest_row(medicine: models.Medicine) -> models.Regimen:
    """Return the row of the oldest prescription, to be written to."""
    return min(medicine.regimens, key=lambda regimen: regimen.from_date)


def current_row(medicine: models.Medicine, today: date) -> models.Regimen:
    """Return the row of the newest prescription that has begun, to be written to."""
    begun = (regimen for regimen in medicine.regimens if regimen.from_date <= today)
    return max(begun, key=lambda regimen: regimen.from_date, default=oldest_row(medicine))
