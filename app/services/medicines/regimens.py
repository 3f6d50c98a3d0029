"""A person's medicines with their prescriptions: from rows to values and back."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, time
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app import models
from app.clinical.substances import Form
from app.diary.as_taken import as_taken_from, as_taken_plain
from app.diary.medicine import Medicine, Prescription, Regimen
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
        counted_from=row.counted_from,
        weekdays=tuple(row.weekdays),
        most_a_day=row.most_a_day,
    )


def new_medicine_row(
    person_id: int,
    medicine: Medicine,
    created_at: datetime,
    event_ids: Mapping[str, str],
) -> models.Medicine:
    """Return a new row with its prescriptions; `event_ids` tells which id their events have now."""
    return models.Medicine(
        public_id=medicine.public_id,
        person_id=person_id,
        created_at=created_at,
        name=medicine.name,
        substance=medicine.substance,
        route=medicine.route,
        form=medicine.form.value,
        as_needed=medicine.as_needed,
        has_prescription=medicine.has_prescription,
        is_imported=medicine.is_imported,
        started_on=medicine.started_on,
        stopped_on=medicine.stopped_on,
        regimens=[
            new_regimen(regimen, regimen.from_date, event_ids.get(regimen.event_public_id or ""))
            for regimen in medicine.regimens
        ],
    )


def new_regimen(
    asked: Prescription, from_date: date, event_public_id: str | None = None
) -> models.Regimen:
    """Return a row for the prescription."""
    regimen = models.Regimen(from_date=from_date, event_public_id=event_public_id)
    write_regimen(regimen, asked)
    return regimen


def write_regimen(regimen: models.Regimen, asked: Prescription) -> None:
    """Write the prescription into a row."""
    regimen.amount, regimen.unit = asked.amount, asked.unit
    regimen.count_at_once = asked.count_at_once
    in_order = sorted(zip(asked.times, asked.amounts_at, strict=True)) if asked.amounts_at else []
    regimen.times = [at.isoformat("minutes") for at in sorted(asked.times)]
    regimen.amounts_at = [f"{amount:f}" for _at, amount in in_order]
    as_taken = asked.as_taken
    if in_order:
        regimen.amount = in_order[0][1]
        as_taken = as_taken and as_taken.holding(regimen.amount)
    regimen.change_every_hours = asked.change_every_hours
    regimen.as_taken = as_taken_plain(as_taken)
    regimen.every_days = asked.every_days
    regimen.counted_from = asked.counted_from
    regimen.weekdays = sorted(asked.weekdays)
    regimen.most_a_day = asked.most_a_day


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


def correct_regimen(
    medicine: models.Medicine, corrected: models.Regimen, asked: Prescription
) -> None:
    """Write a correction into the row in force; plans take over a unit that alone was mistyped."""
    mistyped, amount = corrected.unit, corrected.amount
    write_regimen(corrected, asked)
    for plan in medicine.regimens if corrected.amount == amount else ():
        if plan.from_date > corrected.from_date and plan.unit == mistyped:
            plan.unit = corrected.unit
