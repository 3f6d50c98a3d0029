"""A person's medicines and how each is prescribed on a day."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.clinical import routes
from app.models import Medicine, Regimen
from app.services.errors import NotFound
from app.services.owner import Owner


def medicines_of(session: Session, person: Owner) -> list[Medicine]:
    """Return all medicines of the person, current and past, by name."""
    query = select(Medicine).where(Medicine.person_id == person.id)
    return list(session.scalars(query.order_by(Medicine.name, Medicine.id)))


def own_medicine(session: Session, person: Owner, public_id: str) -> Medicine:
    """Return the person's medicine.

    Raises:
        NotFound: there is none, or it is somebody else's.
    """
    query = select(Medicine).where(Medicine.person_id == person.id, Medicine.public_id == public_id)
    medicine = session.scalar(query)
    if medicine is None:
        raise NotFound
    return medicine


def is_taken_on(medicine: Medicine, day: date) -> bool:
    """Tell whether the medicine was started and not yet stopped on `day`."""
    is_started = medicine.started_on is None or medicine.started_on <= day
    return is_started and (medicine.stopped_on is None or day < medicine.stopped_on)


def is_worn(medicine: Medicine) -> bool:
    """Tell whether it is a patch that gives off its medicine while it is worn."""
    return medicine.route == routes.TRANSDERMAL


def in_force(medicine: Medicine, day: date) -> Regimen | None:
    """Return how the medicine is prescribed on `day`; None before its first prescription.

    Where the start is not known, the first known prescription holds for earlier days too.
    """
    earlier = [regimen for regimen in medicine.regimens if regimen.from_date <= day]
    if not earlier and medicine.started_on is None:
        return first(medicine)
    return max(earlier, key=_from_date, default=None)


def first(medicine: Medicine) -> Regimen:
    """Return the oldest prescription; a medicine has at least one."""
    return min(medicine.regimens, key=_from_date)


def latest(medicine: Medicine) -> Regimen:
    """Return the newest prescription; a medicine has at least one."""
    return max(medicine.regimens, key=_from_date)


def _from_date(regimen: Regimen) -> date:
    return regimen.from_date
