"""A person's diary out of the tables, as the values that the pure parts read.

Plain columns are selected, not mapped objects: ten years of entries are read for each picture.
"""

from datetime import date, datetime, time
from functools import partial

from sqlalchemy import String, select, type_coerce
from sqlalchemy.orm import Session

from app import models
from app.clinical import routes
from app.db import plain_rows
from app.diary.check_in import CheckIn
from app.diary.day import day_entries
from app.diary.diary import DayEntry, Diary, Dose, Profile
from app.diary.event import LoggedEvent
from app.diary.lossless import LosslessDiary, PersonSettings, diary_doses
from app.diary.medicine import Medicine
from app.diary.opioid_answers import OpioidAnswers
from app.services.diary.day_packs import ClosedDays, closed_days
from app.services.diary.rows import CHECK_IN_FIELDS, EVENT_FIELDS, check_in_of, event_of
from app.services.kept import kept
from app.services.medicines.change_notes import is_no_planned_note
from app.services.medicines.doses import logged_doses
from app.services.medicines.patches import logged_patches
from app.services.medicines.regimens import medicines_of
from app.services.owner import Owner


def diary_of(session: Session, person: Owner, today: date | None = None) -> Diary:
    """Return the day-by-day diary of a person, all of it; `today` is not over yet.

    The diary as a value knows no prescriptions: each patch comes with the time until which it
    counts as worn. It is read once for each revision, and keeps what was worked out from it.
    """
    return kept(
        session, person, "diary", lambda: _read(session, person, today), _bytes_of, moment=today
    )


def _bytes_of(diary: Diary) -> int:
    """Return about how much room a diary takes; closed days are kept, and counted, apart."""
    return 400 * (len(diary.entries) + len(diary.doses) + len(diary.events))


def _read(session: Session, person: Owner, today: date | None) -> Diary:
    if today is None:
        closed = ClosedDays(date.min)
    else:
        closed = closed_days(session, person, today, partial(_days_between, session, person))
    entries, doses = _days_between(session, person, closed.open_from, date.max)
    settings = settings_of(person)
    return Diary(
        entries=(*closed.entries, *entries),
        doses=(*doses, *_worn(session, person)),
        events=tuple(logged.event for logged in _events(session, person.id, today)),
        profile=settings.profile,
        open_day=today,
        opioid_answers=settings.opioid_answers,
        taken=closed.taken,
        story=settings.story,
    )


def lossless_of(session: Session, person: Owner, today: date | None = None) -> LosslessDiary:
    """Return everything that a person entered, as it was entered.

    The notes of dose changes planned for after `today` are left out: the list of medicines has
    the plan.
    """
    return LosslessDiary(
        person=settings_of(person),
        check_ins=_check_ins(session, person.id),
        doses=logged_doses(session, person),
        events=_events(session, person.id, today),
        medicines=_medicines(session, person),
    )


def first_day_of(session: Session, person: Owner) -> date | None:
    """Return the first day that has a check-in, a dose or an event."""
    firsts = (
        session.scalar(
            select(models.CheckIn.for_date)
            .where(models.CheckIn.person_id == person.id)
            .order_by(models.CheckIn.for_date)
            .limit(1)
        ),
        session.scalar(
            select(models.Event.for_date)
            .where(models.Event.person_id == person.id)
            .order_by(models.Event.for_date)
            .limit(1)
        ),
    )
    first_dose = session.scalar(
        select(models.Dose.taken_at_local)
        .where(models.Dose.person_id == person.id)
        .order_by(models.Dose.taken_at_local)
        .limit(1)
    )
    days = [day for day in (*firsts, first_dose.date() if first_dose else None) if day]
    return min(days, default=None)


def settings_of(person: Owner) -> PersonSettings:
    """Return what a person said about themselves."""
    return PersonSettings(
        time_zone=person.time_zone,
        profile=Profile(frozenset(person.original_areas), person.opioid_start, person.condition),
        care=person.care,
        story=person.story,
        opioid_answers=OpioidAnswers.of(person.opioid_answers),
    )


def _check_ins(
    session: Session, person_id: int, first: date = date.min, last: date = date.max
) -> tuple[CheckIn, ...]:
    rows = session.execute(
        select(*CHECK_IN_FIELDS)
        .where(models.CheckIn.person_id == person_id)
        .where(models.CheckIn.for_date.between(first, last))
        .order_by(models.CheckIn.for_date, models.CheckIn.recorded_at, models.CheckIn.id)
    )
    return tuple(check_in_of(row) for row in plain_rows(rows))


def _days_between(
    session: Session, person: Owner, first: date, last: date
) -> tuple[tuple[DayEntry, ...], tuple[Dose, ...]]:
    entries = day_entries(_check_ins(session, person.id, first, last))
    return entries, _taken(session, person.id, first, last)


def _taken(session: Session, person_id: int, first: date, last: date) -> tuple[Dose, ...]:
    """Return what was taken but patches, without what only an export asks for.

    There are so many rows that they are asked for past the mapper.
    """
    rows = session.connection().execute(
        select(
            models.Dose.taken_at_local,
            models.Dose.medication,
            models.Dose.route,
            # Its digits as they are stored: a Decimal for each of them takes longer than the rest.
            type_coerce(models.Dose.amount, String).label("amount"),
            models.Dose.unit,
        )
        .where(models.Dose.person_id == person_id, models.Dose.route != routes.TRANSDERMAL)
        .where(
            models.Dose.taken_at_local.between(
                datetime.combine(first, time.min), datetime.combine(last, time.max)
            )
        )
        .order_by(models.Dose.taken_at_local, models.Dose.id)
    )
    return tuple(
        Dose(taken_at_local=at, medication=medication, route=route, amount=float(amount), unit=unit)
        for at, medication, route, amount, unit in rows
    )


def _worn(session: Session, person: Owner) -> tuple[Dose, ...]:
    """Return the patches, each with the time until which it counts as worn."""
    patches = logged_patches(session, person)
    answers = OpioidAnswers.of(person.opioid_answers)
    return diary_doses(patches, medicines_of(session, person), answers) if patches else ()


def _events(session: Session, person_id: int, today: date | None) -> tuple[LoggedEvent, ...]:
    query = select(*EVENT_FIELDS).where(models.Event.person_id == person_id)
    if today is not None:
        query = query.where(is_no_planned_note(person_id, today))
    rows = session.execute(query.order_by(models.Event.for_date, models.Event.id))
    return tuple(event_of(row) for row in plain_rows(rows))


def _medicines(session: Session, person: Owner) -> tuple[Medicine, ...]:
    """Return the medicines in the order in which they were added."""
    listed = sorted(medicines_of(session, person), key=lambda medicine: medicine.id)
    return tuple(medicine.as_entered() for medicine in listed)
