"""Doses that were taken: from rows to values and back."""

from collections.abc import Sequence
from datetime import date, datetime
from types import SimpleNamespace

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app import models
from app.db import plain_rows
from app.diary.as_taken import as_taken_from, as_taken_plain
from app.diary.dose import LoggedDose
from app.diary.entered import Entered
from app.diary.local_time import ONE_DAY, day_span, instant_at
from app.diary.medicine import is_when_needed, is_worn, prescribed_on
from app.services.errors import NotFound
from app.services.medicines.regimens import ListedMedicine
from app.services.owner import Owner

# What a value is made from, where thousands of rows are read: mapping them takes longer.
DOSE_FIELDS = [
    getattr(models.Dose, name)
    for name in (
        "public_id",
        "medication",
        "route",
        "amount",
        "unit",
        "taken_at",
        "taken_at_local",
        "recorded_at",
        "time_zone",
        "is_imported",
        "removed_at",
        "removed_at_local",
        "worn_until_local",
        "is_daily_total",
        "due_at_local",
        "patch_number",
        "as_taken",
        "version",
    )
]


def dose_of(row: models.Dose | SimpleNamespace, medicine_public_id: str | None) -> LoggedDose:
    """Return a row, mapped or as the plain `DOSE_FIELDS`, as a value."""
    return LoggedDose(
        public_id=row.public_id,
        medicine_public_id=medicine_public_id,
        medication=row.medication,
        route=row.route,
        amount=row.amount,
        unit=row.unit,
        taken_at=row.taken_at,
        taken_at_local=row.taken_at_local,
        entered=Entered(row.recorded_at, row.time_zone, row.is_imported),
        removed_at=row.removed_at,
        removed_at_local=row.removed_at_local,
        worn_until_local=row.worn_until_local,
        is_daily_total=row.is_daily_total,
        due_at_local=row.due_at_local,
        patch_number=row.patch_number,
        as_taken=as_taken_from(row.as_taken),
        version=row.version,
    )


def dose_values(person_id: int, medicine_id: int | None, dose: LoggedDose) -> dict[str, object]:
    """Return the values of a new row, by column: many are written in one statement."""
    return {
        "public_id": dose.public_id,
        "person_id": person_id,
        "medicine_id": medicine_id,
        "medication": dose.medication,
        "route": dose.route,
        "amount": dose.amount,
        "unit": dose.unit,
        "taken_at": dose.taken_at,
        "taken_at_local": dose.taken_at_local,
        "time_zone": dose.entered.time_zone,
        "due_at_local": dose.due_at_local,
        "patch_number": dose.patch_number,
        "removed_at": dose.removed_at or _removed_at(dose),
        "removed_at_local": dose.removed_at_local,
        "worn_until_local": dose.worn_until_local,
        "is_daily_total": dose.is_daily_total,
        "as_taken": as_taken_plain(dose.as_taken),
        "recorded_at": dose.entered.at,
        "is_imported": dose.entered.is_imported,
    }


def _removed_at(dose: LoggedDose) -> datetime | None:
    """Return the instant at which a patch came off, where files tell it by the clock alone.

    Of two equal times, that is the first that does not lie before the putting on.
    """
    if dose.removed_at_local is None:
        return None
    local, zone = dose.removed_at_local, dose.entered.time_zone
    first, second = instant_at(local, zone), instant_at(local, zone, "second")
    return first if first >= dose.taken_at else max(second, dose.taken_at)


def doses_of_day(session: Session, person: Owner, day: date) -> tuple[LoggedDose, ...]:
    """Return what was taken on a local day, and what of its evening was taken after midnight.

    They stand in the order of the instants.
    """
    start, end = day_span(day)
    query = (
        select(models.Dose, models.Medicine.public_id)
        .outerjoin(models.Medicine, models.Medicine.id == models.Dose.medicine_id)
        .where(models.Dose.person_id == person.id)
        .where(models.Dose.taken_at_local >= start, models.Dose.taken_at_local < end + ONE_DAY)
        .order_by(models.Dose.taken_at, models.Dose.id)
    )
    found = (dose_of(dose, public_id) for dose, public_id in session.execute(query))
    return tuple(dose for dose in found if dose.taken_at_local < end or dose.evening == day)


def doses_named(
    session: Session, person: Owner, public_ids: Sequence[str]
) -> tuple[LoggedDose, ...]:
    """Return the person's doses with these ids, in the order of the instants."""
    if not public_ids:
        # For none, SQLite would go through all the doses of the person.
        return ()
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


def doses_of_other_amounts(session: Session, medicine: ListedMedicine, day: date) -> int:
    """Return how many doses are logged since a day with an amount that its prescription lacks.

    Of what is taken when needed, and of patches, there are none: their amounts may differ.
    """
    regimen = prescribed_on(medicine, day)
    if is_worn(medicine) or is_when_needed(medicine, regimen):
        return 0
    query = (
        select(func.count())
        .select_from(models.Dose)
        .where(
            models.Dose.medicine_id == medicine.id,
            models.Dose.is_daily_total.is_(False),
            models.Dose.taken_at_local >= day_span(day)[0],
            models.Dose.amount.not_in(regimen.amounts_at or (regimen.amount,)),
        )
    )
    return session.scalar(query) or 0


def last_doses(session: Session, medicine: ListedMedicine, count: int) -> tuple[LoggedDose, ...]:
    """Return the newest doses of the medicine, the newest first."""
    query = select(models.Dose).where(models.Dose.medicine_id == medicine.id)
    found = session.scalars(
        query.order_by(models.Dose.taken_at.desc(), models.Dose.id.desc()).limit(count)
    )
    return tuple(dose_of(dose, medicine.public_id) for dose in found)
