"""Doses that were taken, as values, and the one place that writes a new one."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.diary.day_words import day_words
from app.diary.dose import LoggedDose
from app.models import Dose, Medicine
from app.services.errors import NotFound, Refused
from app.services.local_time import Moment, day_span
from app.services.medicines.regimens import ListedMedicine, is_worn
from app.services.medicines.rows import DOSE_FIELDS, dose_of
from app.services.owner import Owner

# The fields in which people write when they took something: its day and its time.
TAKEN_FIELDS = ("day", "clock")


def taken_on(session: Session, person: Owner, day: date) -> tuple[LoggedDose, ...]:
    """Return what was taken on a local day, in the order of the instants."""
    start, end = day_span(day)
    query = (
        select(Dose, Medicine.public_id)
        .outerjoin(Medicine, Medicine.id == Dose.medicine_id)
        .where(Dose.person_id == person.id)
        .where(Dose.taken_at_local >= start, Dose.taken_at_local < end)
        .order_by(Dose.taken_at, Dose.id)
    )
    return tuple(dose_of(dose, public_id) for dose, public_id in session.execute(query))


def doses_named(
    session: Session, person: Owner, public_ids: Sequence[str]
) -> tuple[LoggedDose, ...]:
    """Return the person's doses with these ids, in the order of the instants."""
    query = (
        select(Dose)
        .where(Dose.person_id == person.id, Dose.public_id.in_(public_ids))
        .order_by(Dose.taken_at, Dose.id)
    )
    return tuple(dose_of(dose, None) for dose in session.scalars(query))


def logged_doses(
    session: Session, person: Owner, *which: ColumnElement[bool]
) -> tuple[LoggedDose, ...]:
    """Return the person's doses as they were entered, in order of time by the clock.

    Plain columns are selected, not mapped objects: there are thousands of rows.
    """
    rows = session.execute(
        select(*DOSE_FIELDS, Medicine.public_id.label("medicine_public_id"))
        .outerjoin(Medicine, Medicine.id == Dose.medicine_id)
        .where(Dose.person_id == person.id, *which)
        .order_by(Dose.taken_at_local, Dose.id)
    )
    return tuple(dose_of(row, row.medicine_public_id) for row in rows)


def last_taken(session: Session, medicine: ListedMedicine, now: datetime) -> Dose | None:
    """Return the dose of the medicine that was taken last, up to `now`."""
    query = select(Dose).where(Dose.medicine_id == medicine.id, Dose.taken_at <= now)
    return session.scalar(query.order_by(Dose.taken_at.desc(), Dose.id.desc()).limit(1))


def own_dose(session: Session, person: Owner, public_id: str) -> Dose:
    """Return the person's dose.

    Raises:
        NotFound: there is none, or it is somebody else's.
    """
    query = select(Dose).where(Dose.person_id == person.id, Dose.public_id == public_id)
    dose = session.scalar(query)
    if dose is None:
        raise NotFound
    return dose


def daily_total(session: Session, medicine: ListedMedicine, day: date) -> Dose | None:
    """Return the total that was logged for the medicine on a day."""
    start, end = day_span(day)
    query = select(Dose).where(
        Dose.medicine_id == medicine.id,
        Dose.is_daily_total,
        Dose.taken_at_local >= start,
        Dose.taken_at_local < end,
    )
    return session.scalar(query.limit(1))


def add_dose(
    session: Session,
    person: Owner,
    medicine: ListedMedicine,
    amount: Decimal,
    taken: Moment,
    now: datetime,
    *,
    due_at_local: datetime | None = None,
    patch_number: int = 1,
    is_daily_total: bool = False,
) -> Dose:
    """Add a dose to the session; the caller commits.

    Raises:
        Refused: the medicine was not started yet, or the day's total is logged already.
    """
    refuse_before_start(medicine, taken.local.date())
    if not is_worn(medicine):
        refuse_double_count(session, medicine, taken.local.date(), is_daily_total=is_daily_total)
    dose = Dose(
        person_id=person.id,
        medicine_id=medicine.id,
        medication=medicine.name,
        route=medicine.route,
        amount=amount,
        unit=medicine.unit,
        taken_at=taken.instant,
        taken_at_local=taken.local,
        time_zone=taken.time_zone,
        due_at_local=due_at_local,
        patch_number=patch_number,
        is_daily_total=is_daily_total,
        recorded_at=now,
    )
    session.add(dose)
    session.flush()
    return dose


def refuse_double_count(
    session: Session,
    medicine: ListedMedicine,
    day: date,
    *,
    is_daily_total: bool,
    except_id: int | None = None,
) -> None:
    """Refuse a total beside single doses of one day, and single doses beside a total.

    Raises:
        Refused: both would count; the sentence says what to do.
    """
    start, end = day_span(day)
    query = select(Dose).where(
        Dose.medicine_id == medicine.id, Dose.taken_at_local >= start, Dose.taken_at_local < end
    )
    others = [dose for dose in session.scalars(query) if dose.id != except_id]
    if any(dose.is_daily_total for dose in others):
        raise Refused(
            f"Your total of {medicine.name} for this day is logged already. "
            "To count more, change the total.",
        )
    if is_daily_total and others:
        raise Refused(
            f"Doses of {medicine.name} are logged for this day already. A total would count "
            "them twice. Delete them first, or log one dose."
        )


def refuse_before_start(medicine: ListedMedicine, day: date, field: str = "day") -> None:
    """Refuse a dose on a day before the medicine was started.

    Raises:
        Refused: with the start and what to do.
    """
    start = medicine.started_on
    if start is not None and day < start:
        raise Refused(
            f"Your list says that you started {medicine.name} on {day_words(start)}. "
            "Choose that day or a later one, or change the start of the medicine first.",
            field,
        )
