"""A person's diary out of the tables, as the values that the pure parts read.

Plain columns are selected, not mapped objects: ten years of entries are read for each picture.
"""

from dataclasses import replace
from datetime import date

from sqlalchemy import String, select, type_coerce
from sqlalchemy.orm import Session

from app.clinical import routes
from app.clinical.substances import Form
from app.diary import diary
from app.diary import entered as lossless
from app.models import CheckIn, Dose, Event, Medicine
from app.services.medicines.patches import logged_patches
from app.services.medicines.regimens import medicines_of, regimen_of
from app.services.medicines.taken import logged_doses
from app.services.owner import Owner


def diary_of(session: Session, person: Owner, today: date | None = None) -> diary.Diary:
    """Return the day-by-day diary of a person, all of it; `today` is not over yet.

    The diary as a value knows no prescriptions: each patch comes with the time until which it
    counts as worn.
    """
    entered = lossless.LosslessDiary(
        person=_settings(person),
        check_ins=_check_ins(session, person.id),
        events=_events(session, person.id),
    )
    doses = _doses_as_worn(session, person)
    return replace(lossless.to_diary(entered), doses=doses, open_day=today)


def lossless_of(session: Session, person: Owner) -> lossless.LosslessDiary:
    """Return everything that a person entered, as it was entered."""
    return lossless.LosslessDiary(
        person=_settings(person),
        check_ins=_check_ins(session, person.id),
        doses=logged_doses(session, person),
        events=_events(session, person.id),
        medicines=_medicines(session, person.id),
    )


def first_day_of(session: Session, person: Owner) -> date | None:
    """Return the first day that has a check-in, a dose or an event."""
    firsts = (
        session.scalar(
            select(CheckIn.for_date)
            .where(CheckIn.person_id == person.id)
            .order_by(CheckIn.for_date)
            .limit(1)
        ),
        session.scalar(
            select(Event.for_date)
            .where(Event.person_id == person.id)
            .order_by(Event.for_date)
            .limit(1)
        ),
    )
    first_dose = session.scalar(
        select(Dose.taken_at_local)
        .where(Dose.person_id == person.id)
        .order_by(Dose.taken_at_local)
        .limit(1)
    )
    days = [day for day in (*firsts, first_dose.date() if first_dose else None) if day]
    return min(days, default=None)


def _settings(person: Owner) -> lossless.PersonSettings:
    return lossless.PersonSettings(
        time_zone=person.time_zone,
        condition=person.condition,
        original_areas=frozenset(person.original_areas),
        opioid_start=person.opioid_start,
        care=person.care,
    )


def _check_ins(session: Session, person_id: int) -> tuple[lossless.CheckIn, ...]:
    rows = session.execute(
        select(
            CheckIn.public_id,
            CheckIn.for_date,
            CheckIn.recorded_at,
            CheckIn.time_zone,
            CheckIn.average_pain,
            CheckIn.pain_now,
            CheckIn.worst_pain,
            CheckIn.areas,
            CheckIn.touch,
            CheckIn.sleep,
            CheckIn.mood,
            CheckIn.activity,
            CheckIn.note,
            CheckIn.is_imported,
            CheckIn.jerks_or_confusion,
        )
        .where(CheckIn.person_id == person_id)
        .order_by(CheckIn.for_date, CheckIn.recorded_at, CheckIn.id)
    )
    return tuple(
        lossless.CheckIn(*row[:7], None if row.areas is None else frozenset(row.areas), *row[8:])
        for row in rows
    )


def _doses_as_worn(session: Session, person: Owner) -> tuple[diary.Dose, ...]:
    """Return what was taken, without what only an export asks for: there are thousands of rows."""
    rows = session.execute(
        select(
            Dose.taken_at_local,
            Dose.medication,
            Dose.route,
            # Its digits as they are stored: a Decimal for each of them takes longer than the rest.
            type_coerce(Dose.amount, String).label("amount"),
            Dose.unit,
        )
        .where(Dose.person_id == person.id, Dose.route != routes.TRANSDERMAL)
        .order_by(Dose.taken_at_local, Dose.id)
    )
    patches = logged_patches(session, person)
    worn = lossless.diary_doses(patches, medicines_of(session, person)) if patches else ()
    taken = (
        diary.Dose(at, medication, route, float(amount), unit)
        for at, medication, route, amount, unit in rows
    )
    return *taken, *worn


def _events(session: Session, person_id: int) -> tuple[lossless.LoggedEvent, ...]:
    rows = session.execute(
        select(Event.public_id, Event.for_date, Event.kind, Event.note, Event.recorded_at)
        .where(Event.person_id == person_id)
        .order_by(Event.for_date, Event.id)
    )
    return tuple(lossless.LoggedEvent(*row) for row in rows)


def _medicines(session: Session, person_id: int) -> tuple[lossless.Medicine, ...]:
    found = session.scalars(
        select(Medicine).where(Medicine.person_id == person_id).order_by(Medicine.id)
    )
    return tuple(
        lossless.Medicine(
            public_id=medicine.public_id,
            name=medicine.name,
            substance=medicine.substance,
            route=medicine.route,
            form=Form(medicine.form),
            strength=None,
            unit=medicine.unit,
            as_needed=medicine.as_needed,
            started_on=medicine.started_on,
            stopped_on=medicine.stopped_on,
            regimens=tuple(regimen_of(regimen, medicine.unit) for regimen in medicine.regimens),
        )
        for medicine in found
    )
