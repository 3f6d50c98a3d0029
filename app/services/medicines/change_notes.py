"""The notes of dose changes: each is an event that stands in the diary from its day on.

The note of a change that is agreed on ahead is written together with it. Until its day comes it is
left out wherever the diary is read: nothing happened yet on a day that is still to come.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise

from sqlalchemy import ColumnElement, Select, Update, and_, or_, select, update
from sqlalchemy.orm import Session

from app import models
from app.clinical.events import DOSE_CHANGE_BY_PRESCRIBER
from app.diary.diary import DiaryEvent
from app.diary.medicine import Medicine, Regimen
from app.models.columns import new_public_id
from app.services.medicines.amounts import change_in_words
from app.services.medicines.regimens import listed_medicine
from app.services.owner import Owner


def new_note(person: Owner, from_date: date, note: str, now: datetime) -> models.Event:
    """Return the note of a dose change that begins on a day."""
    return models.Event(
        public_id=new_public_id(),
        person_id=person.id,
        for_date=from_date,
        kind=DOSE_CHANGE_BY_PRESCRIBER,
        note=note,
        recorded_at=now,
        time_zone=person.time_zone,
    )


def loose_note(session: Session, person: Owner, *which: ColumnElement[bool]) -> models.Event | None:
    """Return the newest note that a prescriber changed a dose, where nobody said which dose."""
    query = _loose(person).where(models.Event.kind == DOSE_CHANGE_BY_PRESCRIBER, *which)
    return session.scalar(query.order_by(models.Event.recorded_at.desc()).limit(1))


def _loose(person: Owner) -> Select[models.Event]:
    of_changes = select(models.Regimen.event_public_id).join(models.Medicine)
    of_changes = of_changes.where(
        models.Medicine.person_id == person.id, models.Regimen.event_public_id.is_not(None)
    )
    return select(models.Event).where(
        models.Event.person_id == person.id, models.Event.public_id.not_in(of_changes)
    )


def loose_note_on(session: Session, person: Owner, day: date) -> str | None:
    """Return the id of such a note of a day."""
    note = loose_note(session, person, models.Event.for_date == day)
    return None if note is None else note.public_id


def day_of_own_note(
    session: Session, person: Owner, medicine: Medicine, before: Regimen, after: Regimen
) -> date | None:
    """Return the day of a note that tells of a change and that the change no longer claims.

    The person moved it or made it another event: it begins with our line still, or stands as a
    change of dose on the same day. Taking the change back leaves it where it is.
    """
    line = change_in_words(medicine, before, after)
    begins_so = models.Event.note.startswith(f"{line}\n", autoescape=True)
    is_of_the_day = and_(
        models.Event.kind == DOSE_CHANGE_BY_PRESCRIBER, models.Event.for_date == after.from_date
    )
    query = _loose(person).where(or_(models.Event.note == line, begins_so, is_of_the_day))
    note = session.scalar(query.order_by(models.Event.recorded_at.desc()).limit(1))
    return None if note is None else note.for_date


def is_change_noted_on(session: Session, person: Owner, day: date) -> bool:
    """Tell whether a dose change with its medicine and amounts is noted for a day."""
    query = (
        select(models.Regimen.id)
        .join(models.Medicine, models.Medicine.id == models.Regimen.medicine_id)
        .where(models.Medicine.person_id == person.id, models.Regimen.from_date == day)
        .where(models.Regimen.event_public_id.is_not(None))
    )
    return session.scalar(query.limit(1)) is not None


def note_of_change(
    session: Session, person: Owner, from_date: date, words: str, noted_as: str, now: datetime
) -> models.Event:
    """Return the note of a dose change: the one that was made before it was said which, or new.

    It is about the first day of the new dose, and begins with `words`: what was prescribed before
    and after. `noted_as` is the id of that earlier note; empty finds one of the same day.
    """
    is_it = models.Event.public_id == noted_as if noted_as else models.Event.for_date == from_date
    note = loose_note(session, person, is_it)
    if note is None:
        note = new_note(person, from_date, words, now)
        session.add(note)
    else:
        note.for_date, note.note = from_date, f"{words}\n{note.note}".strip()
        note.version += 1
    return note


def notes_of(
    session: Session, person_id: int, regimens: Iterable[models.Regimen]
) -> list[models.Event]:
    """Return the notes that belong to some prescriptions."""
    named = [regimen.event_public_id for regimen in regimens if regimen.event_public_id]
    if not named:
        return []
    query = select(models.Event).where(
        models.Event.person_id == person_id, models.Event.public_id.in_(named)
    )
    return list(session.scalars(query))


def tells_the_same_change(before: DiaryEvent, after: DiaryEvent) -> bool:
    """Tell whether the note of a dose change is still about it: words alone make it no other."""
    return replace(before, note="") == replace(after, note="")


def part_from_note(session: Session, person_id: int, public_id: str) -> None:
    """Let no dose change claim an event that is gone or says another thing. The caller commits."""
    session.execute(_part(person_id).where(models.Regimen.event_public_id == public_id))


def part_from_deleted_notes(session: Session, person_id: int) -> None:
    """Let no dose change claim an event that is gone. The caller commits."""
    there = select(models.Event.public_id).where(models.Event.person_id == person_id)
    session.execute(_part(person_id).where(models.Regimen.event_public_id.not_in(there)))


def _part(person_id: int) -> Update:
    mine = select(models.Medicine.id).where(models.Medicine.person_id == person_id)
    of_mine = update(models.Regimen).where(models.Regimen.medicine_id.in_(mine))
    return of_mine.values(event_public_id=None)


def retell_changes(session: Session, row: models.Medicine, before: Medicine) -> None:
    """Have the notes of its dose changes say what is prescribed now, before and after each.

    Args:
        session: the caller commits.
        row: the medicine as it is now.
        before: the same as it was, which tells our line of a note from the person's own words.
    """
    was, now = _lines(before), _lines(listed_medicine(row))
    for event in notes_of(session, row.person_id, row.regimens):
        line, _, below = event.note.partition("\n")
        ours, told = was.get(event.public_id), now.get(event.public_id, line)
        own = below if line in {ours, told} else event.note
        note = f"{told}\n{own}".strip()
        if ours != told and note != event.note:
            event.note = note
            # Whoever has the old words open in another tab must not put them back.
            event.version += 1


def _lines(medicine: Medicine) -> dict[str, str]:
    """Return our line of each note: the change in words."""
    in_order = sorted(medicine.regimens, key=lambda regimen: regimen.from_date)
    return {
        after.event_public_id: change_in_words(medicine, before, after)
        for before, after in pairwise(in_order)
        if after.event_public_id is not None
    }


def take_plans_back(session: Session, medicine: models.Medicine, from_date: date) -> None:
    """Delete the changes that begin on a day or later, with their notes. The caller commits."""
    plans = [regimen for regimen in medicine.regimens if regimen.from_date >= from_date]
    for note in notes_of(session, medicine.person_id, plans):
        session.delete(note)
    for plan in plans:
        medicine.regimens.remove(plan)


def is_no_planned_note(person_id: int, today: date) -> ColumnElement[bool]:
    """Return the condition that an event is not the note of a change that is still to come."""
    planned = (
        select(models.Regimen.event_public_id)
        .join(models.Medicine, models.Medicine.id == models.Regimen.medicine_id)
        .where(
            models.Medicine.person_id == person_id,
            models.Regimen.from_date > today,
            models.Regimen.event_public_id.is_not(None),
        )
    )
    return models.Event.public_id.not_in(planned)
