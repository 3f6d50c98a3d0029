"""A person's medicines and the logged doses that concern some days, read in two statements.

What is due, what may be taken and what would count twice are worked out from it, without another
look at the database.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    CompoundSelect,
    ScalarSelect,
    Select,
    bindparam,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from app import models
from app.clinical import routes
from app.clinical.patches import MOST_WORN_AT_ONCE
from app.db import plain_rows
from app.diary.dose import LoggedDose
from app.diary.local_time import day_span
from app.services.errors import NotFound
from app.services.medicines.doses import DOSE_FIELDS, dose_of
from app.services.medicines.regimens import ListedMedicine, medicines_of
from app.services.owner import Owner


@dataclass(frozen=True, slots=True)
class Logbook:
    """The medicines of a person, and what was logged.

    Attributes:
        days: the local days that it is about.
        medicines: all of the person's, by name.
        doses: in the order of the instants: those taken on the days or due on them, the last one
            of each medicine that is taken when needed, and the last set of each patch.
    """

    days: frozenset[date]
    medicines: tuple[ListedMedicine, ...]
    doses: tuple[LoggedDose, ...]

    def medicine(self, public_id: str) -> ListedMedicine:
        """Return a medicine of the person's.

        Raises:
            NotFound: there is none, or it is somebody else's.
        """
        found = next((m for m in self.medicines if m.public_id == public_id), None)
        if found is None:
            raise NotFound
        return found

    def of(self, medicine: ListedMedicine) -> list[LoggedDose]:
        """Return the doses of a medicine, in the order of the instants."""
        return [dose for dose in self.doses if dose.medicine_public_id == medicine.public_id]

    def taken_on(self, day: date) -> tuple[LoggedDose, ...]:
        """Return what was taken on one of the days, in the order of the instants.

        Raises:
            LookupError: it is about other days.
        """
        if day not in self.days:
            raise LookupError(f"the logbook was not read for {day}")
        return tuple(dose for dose in self.doses if dose.taken_at_local.date() == day)


def read_logbook(session: Session, person: Owner, days: Iterable[date], now: datetime) -> Logbook:
    """Read the medicines, and the doses that concern the local `days`."""
    about = frozenset(days)
    given: dict[str, object] = {"person_id": person.id, "now": now}
    for number, day in enumerate(sorted(about)):
        given[f"start_{number}"], given[f"end_{number}"] = day_span(day)
    # Sorted here: asked to, SQLite goes through all the doses of the person in that order.
    found = session.execute(_doses_about(len(about)), given)
    rows = sorted(plain_rows(found), key=lambda row: (row.taken_at, row.id))
    return Logbook(
        days=about,
        medicines=tuple(medicines_of(session, person)),
        doses=tuple(dose_of(row, row.medicine_public_id) for row in rows),
    )


@cache
def _doses_about(day_count: int) -> Select[Any]:
    """Return the query of those doses. Putting it together takes longer than running it."""
    return (
        select(*DOSE_FIELDS, models.Dose.id, models.Medicine.public_id.label("medicine_public_id"))
        .outerjoin(models.Medicine, models.Medicine.id == models.Dose.medicine_id)
        .where(models.Dose.id.in_(_concerned(day_count)))
    )


def _concerned(day_count: int) -> CompoundSelect[int]:
    """Return the ids of those doses: each part of the union goes by an index of its own."""
    person_id: BindParameter[int] = bindparam("person_id")
    listed = select(models.Dose.id).join(
        models.Medicine, models.Medicine.id == models.Dose.medicine_id
    )
    mine = listed.where(models.Medicine.person_id == person_id)
    parts: list[Select[int]] = []
    for number in range(day_count):
        start: BindParameter[datetime] = bindparam(f"start_{number}")
        end: BindParameter[datetime] = bindparam(f"end_{number}")
        taken = select(models.Dose.id).where(models.Dose.person_id == person_id)
        parts += [
            mine.where(models.Dose.due_at_local >= start, models.Dose.due_at_local < end),
            taken.where(models.Dose.taken_at_local >= start, models.Dose.taken_at_local < end),
        ]
    last = select(_last_up_to_now()).where(
        models.Medicine.person_id == person_id, models.Medicine.as_needed
    )
    since = _last_set_since()
    patches = mine.where(
        models.Medicine.route == routes.TRANSDERMAL,
        or_(since.is_(None), models.Dose.taken_at >= since),
    )
    return union_all(*parts, last, patches)


def _last_up_to_now() -> ScalarSelect[int]:
    dose = aliased(models.Dose)
    return (
        select(dose.id)
        .where(dose.medicine_id == models.Medicine.id, dose.taken_at <= bindparam("now"))
        .order_by(dose.taken_at.desc(), dose.id.desc())
        .limit(1)
        .correlate(models.Medicine)
        .scalar_subquery()
    )


def _last_set_since() -> ScalarSelect[datetime]:
    """Return since when the last set of a patch was put on at the earliest; NULL for few."""
    dose = aliased(models.Dose)
    return (
        select(dose.taken_at)
        .where(dose.medicine_id == models.Medicine.id)
        .order_by(dose.taken_at.desc())
        .offset(MOST_WORN_AT_ONCE - 1)
        .limit(1)
        .correlate(models.Medicine)
        .scalar_subquery()
    )
