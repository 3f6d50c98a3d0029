"""Writes the new records of an archive as rows. The caller commits."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import models
from app.clinical.events import DOSE_CHANGE_BY_PRESCRIBER
from app.db import insert_rows
from app.diary.check_in import CheckIn
from app.diary.diary import DiaryEvent
from app.diary.dose import LoggedDose
from app.diary.entered import Entered
from app.diary.event import LoggedEvent
from app.diary.medicine import Medicine
from app.models.columns import new_public_id
from app.services.archive.merge import Additions
from app.services.diary.rows import check_in_values, event_values
from app.services.medicines.amounts import change_in_words
from app.services.medicines.rows import dose_values, new_medicine_row
from app.services.owner import Owner, person_row

_Record = TypeVar("_Record", CheckIn, LoggedEvent, LoggedDose, Medicine)
_Table = type[models.CheckIn] | type[models.Event] | type[models.Dose] | type[models.Medicine]
# As long as the column (app.models.columns).
ID_LENGTH = 24
# SQLite takes at most 32,766 values in one statement, older builds 999.
IDS_AT_ONCE = 500


def write(session: Session, person: Owner, added: Additions, now: datetime) -> None:
    """Add what is new to the session: events first, and medicines, since others point at them."""
    row = person_row(session, person)
    row.condition = added.person.profile.condition
    row.original_areas = sorted(added.person.profile.original_areas)
    row.opioid_start = added.person.profile.opioid_start
    row.care = added.person.care
    row.opioid_answers = added.person.opioid_answers.plain()
    event_ids = _write_events(session, person, added, now)
    medicine_ids = _write_medicines(session, person, added, event_ids, now)
    _write_doses(session, person, added, medicine_ids)
    check_ins = _with_free_ids(session, models.CheckIn, added.check_ins)
    insert_rows(session, models.CheckIn, [check_in_values(person.id, c) for c in check_ins])
    session.flush()


def _with_free_ids(
    session: Session, table: _Table, records: tuple[_Record, ...]
) -> tuple[_Record, ...]:
    """Keep the ids, so that they are known the next time; a new one where a row has it."""
    wanted = [record.public_id for record in records]
    taken: set[str] = set()
    for start in range(0, len(wanted), IDS_AT_ONCE):
        some = wanted[start : start + IDS_AT_ONCE]
        taken |= set(session.scalars(select(table.public_id).where(table.public_id.in_(some))))
    return tuple(
        replace(record, public_id=new_public_id())
        if record.public_id in taken or len(record.public_id) > ID_LENGTH
        else record
        for record in records
    )


def _write_events(
    session: Session, person: Owner, added: Additions, now: datetime
) -> dict[str, str]:
    """Return by its id in the archive the id that each event has now, new or known."""
    query = select(models.Event.public_id).where(models.Event.person_id == person.id)
    known = {public_id: public_id for public_id in session.scalars(query)}
    told = {*known, *(event.public_id for event in added.offered.events)}
    of_plans = (note for note in _notes_of_plans(person, added, now) if note.public_id not in told)
    there = (*added.events, *of_plans)
    events = _with_free_ids(session, models.Event, there)
    insert_rows(session, models.Event, [event_values(person.id, event) for event in events])
    pairs = zip(there, events, strict=True)
    return known | {one.public_id: event.public_id for one, event in pairs}


def _notes_of_plans(person: Owner, added: Additions, now: datetime) -> Iterator[LoggedEvent]:
    """Yield the notes of dose changes; an archive lacks those that lay ahead when it was made."""
    for medicine in added.medicines:
        in_order = sorted(medicine.regimens, key=lambda regimen: regimen.from_date)
        for before, after in pairwise(in_order):
            if after.event_public_id is not None:
                note = change_in_words(medicine, before, after)
                event = DiaryEvent(after.from_date, DOSE_CHANGE_BY_PRESCRIBER, note)
                yield LoggedEvent(after.event_public_id, event, Entered(now, person.time_zone))


def _write_medicines(
    session: Session,
    person: Owner,
    added: Additions,
    event_ids: Mapping[str, str],
    now: datetime,
) -> dict[str, int]:
    """Return the row of each of the archive's medicines, new or known, by its id there."""
    medicines = _with_free_ids(session, models.Medicine, added.medicines)
    rows = {
        there.public_id: new_medicine_row(person.id, here, now, event_ids)
        for there, here in zip(added.medicines, medicines, strict=True)
    }
    session.add_all(rows.values())
    session.flush()
    query = select(models.Medicine).where(models.Medicine.person_id == person.id)
    known = {row.public_id: row.id for row in session.scalars(query)}
    return {there: row.id for there, row in rows.items()} | {
        there: known[here] for there, here in added.same_medicines.items()
    }


def _write_doses(
    session: Session, person: Owner, added: Additions, medicine_ids: dict[str, int]
) -> None:
    columns = (models.Dose.medicine_id, models.Dose.due_at_local, models.Dose.patch_number)
    query = select(*columns).where(
        models.Dose.person_id == person.id, models.Dose.due_at_local.is_not(None)
    )
    answered = {
        (row.medicine_id, row.due_at_local, row.patch_number) for row in session.execute(query)
    }
    values = []
    for dose in _with_free_ids(session, models.Dose, added.doses):
        medicine_id = medicine_ids.get(dose.medicine_public_id or "")
        due = (medicine_id, dose.due_at_local, dose.patch_number)
        # Where this due time was answered in the diary already, the dose stays as one of its own.
        is_answered = due in answered
        answered.add(due)
        kept = replace(dose, due_at_local=None) if is_answered else dose
        values.append(dose_values(person.id, medicine_id, kept))
    insert_rows(session, models.Dose, values)
