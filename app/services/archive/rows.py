"""Writes a piece of an import as rows. The caller commits."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar, cast

from sqlalchemy import CursorResult, delete, select, update
from sqlalchemy.orm import Session

from app import models
from app.db import insert_rows
from app.diary.check_in import CheckIn
from app.diary.dose import LoggedDose
from app.diary.event import LoggedEvent
from app.diary.lossless import PersonSettings
from app.diary.medicine import Medicine
from app.models.columns import new_public_id
from app.services.archive.merge import Additions
from app.services.archive.plan import ImportPlan, Piece, Rewritten
from app.services.diary.rows import check_in_values, event_values
from app.services.errors import StaleEdit
from app.services.medicines.change_notes import part_from_note, tells_the_same_change
from app.services.medicines.doses import dose_values
from app.services.medicines.regimens import new_medicine_row
from app.services.owner import Owner, person_row

_Record = TypeVar("_Record", CheckIn, LoggedEvent, LoggedDose, Medicine)
_AnyRecord = TypeVar("_AnyRecord", CheckIn, LoggedEvent, LoggedDose)
RecordTable = type[models.CheckIn] | type[models.Event] | type[models.Dose]
_Table = RecordTable | type[models.Medicine]
# As long as the column (app.models.columns).
ID_LENGTH = 24
# SQLite takes at most 32,766 values in one statement, older builds 999.
IDS_AT_ONCE = 500
# A change keeps what tells whose record it is, and when it was entered.
# Nothing of the diary is held in the session, which would be looked through for each row.
WITHOUT_SESSION = {"synchronize_session": False}
_KEPT = {"public_id", "person_id", "recorded_at", "is_imported", "time_zone"}


def write_piece(
    session: Session, person: Owner, plan: ImportPlan, piece: Piece, now: datetime
) -> None:
    """Write what is new, then what changes. The order: others point at events and medicines.

    Raises:
        StaleEdit: a record that changes is not as it was read.
    """
    if piece.settings is not None:
        write_settings(session, person, piece.settings)
    insert_rows(
        session,
        models.Event,
        [event_values(person.id, event) for event in _new(piece, LoggedEvent)],
    )
    _write_medicines(session, person, piece.medicines, now)
    medicine_ids = _medicine_rows(session, person, plan)
    doses = list(_new(piece, LoggedDose))
    _write_doses(session, person, doses, medicine_ids)
    insert_rows(
        session,
        models.CheckIn,
        [check_in_values(person.id, check_in) for check_in in _new(piece, CheckIn)],
    )
    for record in piece.records:
        if isinstance(record, Rewritten):
            _rewrite(session, person, record, medicine_ids)
    session.flush()


def _new(piece: Piece, kind: type[_AnyRecord]) -> Iterable[_AnyRecord]:
    return (record for record in piece.records if isinstance(record, kind))


def write_settings(session: Session, person: Owner, settings: PersonSettings) -> None:
    row = person_row(session, person)
    row.condition = settings.profile.condition
    row.original_areas = sorted(settings.profile.original_areas)
    row.opioid_start = settings.profile.opioid_start
    row.care = settings.care
    row.story = dict(settings.story)
    row.opioid_answers = settings.opioid_answers.plain()


def with_free_ids(session: Session, added: Additions) -> Additions:
    """Keep the ids of a copy, so that they are known the next time; a new one where a row has it.

    Two diaries of one database cannot share them.
    """
    if not added.keeps_ids:
        return added
    events = _free(session, models.Event, added.events)
    notes = _free(session, models.Event, added.plan_notes)
    renamed = zip((*added.events, *added.plan_notes), (*events, *notes), strict=True)
    event_ids = {old.public_id: new.public_id for old, new in renamed}
    medicines = _free(session, models.Medicine, added.medicines)
    pairs = zip(added.medicines, medicines, strict=True)
    medicine_ids = {old.public_id: new.public_id for old, new in pairs}
    return replace(
        added,
        events=events,
        plan_notes=notes,
        medicines=tuple(_with_event_ids(medicine, event_ids) for medicine in medicines),
        doses=_free(session, models.Dose, added.doses),
        check_ins=_free(session, models.CheckIn, added.check_ins),
        same_medicines={**added.same_medicines, **medicine_ids},
    )


def _with_event_ids(medicine: Medicine, event_ids: Mapping[str, str]) -> Medicine:
    regimens = (
        replace(regimen, event_public_id=event_ids.get(there, there))
        if (there := regimen.event_public_id)
        else regimen
        for regimen in medicine.regimens
    )
    return replace(medicine, regimens=tuple(regimens))


def _free(session: Session, table: _Table, records: Sequence[_Record]) -> tuple[_Record, ...]:
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


def _write_medicines(
    session: Session, person: Owner, medicines: Sequence[Medicine], now: datetime
) -> None:
    if not medicines:
        return
    query = select(models.Event.public_id).where(models.Event.person_id == person.id)
    event_ids = {public_id: public_id for public_id in session.scalars(query)}
    session.add_all(new_medicine_row(person.id, m, now, event_ids) for m in medicines)
    session.flush()


def _medicine_rows(session: Session, person: Owner, plan: ImportPlan) -> dict[str, int]:
    """Return the row of each medicine of the diary, and of the file's by their ids there."""
    query = select(models.Medicine.public_id, models.Medicine.id)
    rows = session.execute(query.where(models.Medicine.person_id == person.id))
    here = {row.public_id: row.id for row in rows}
    return here | {there: here[id_] for there, id_ in plan.medicine_ids.items() if id_ in here}


def _write_doses(
    session: Session, person: Owner, doses: Sequence[LoggedDose], medicine_ids: Mapping[str, int]
) -> None:
    answered = _answered(session, person, [dose.due_at_local for dose in doses])
    values = []
    for dose in doses:
        medicine_id = medicine_ids.get(dose.medicine_public_id or "")
        due = (medicine_id, dose.due_at_local, dose.patch_number)
        # Where this due time was answered in the diary already, the dose stays as one of its own.
        is_answered = due in answered
        answered.add(due)
        kept = replace(dose, due_at_local=None) if is_answered else dose
        values.append(dose_values(person.id, medicine_id, kept))
    insert_rows(session, models.Dose, values)


def _answered(
    session: Session, person: Owner, due: Sequence[datetime | None]
) -> set[tuple[int | None, datetime | None, int]]:
    """Return which due times within those of the doses are answered in the diary."""
    times = [at for at in due if at is not None]
    if not times:
        return set()
    columns = (models.Dose.medicine_id, models.Dose.due_at_local, models.Dose.patch_number)
    query = select(*columns).where(
        models.Dose.person_id == person.id,
        models.Dose.due_at_local.between(min(times), max(times)),
    )
    return {(row[0], row[1], row[2]) for row in session.execute(query)}


def _rewrite(
    session: Session, person: Owner, record: Rewritten, medicine_ids: Mapping[str, int]
) -> None:
    table, values = _table_and_values(person, record, medicine_ids)
    before = record.before
    is_it = (
        (table.person_id == person.id)
        & (table.public_id == before.public_id)
        & (table.version == before.version)
    )
    if record.after is None:
        done = session.execute(delete(table).where(is_it), execution_options=WITHOUT_SESSION)
    else:
        changed = changeable(values)
        done = session.execute(
            update(table).where(is_it).values(**changed, version=before.version + 1),
            execution_options=WITHOUT_SESSION,
        )
    if cast("CursorResult[Any]", done).rowcount != 1:
        raise StaleEdit
    if isinstance(before, LoggedEvent) and not _is_same_change(before, record.after):
        # It belonged to a prescription, perhaps. Changed here, it is the person's own.
        part_from_note(session, person.id, before.public_id)


def _is_same_change(before: LoggedEvent, after: object) -> bool:
    return isinstance(after, LoggedEvent) and tells_the_same_change(before.event, after.event)


def changeable(values: Mapping[str, object]) -> dict[str, object]:
    """Return the values without those that no change touches."""
    return {name: value for name, value in values.items() if name not in _KEPT}


def _table_and_values(
    person: Owner, record: Rewritten, medicine_ids: Mapping[str, int]
) -> tuple[RecordTable, dict[str, object]]:
    here = record.after or record.before
    if isinstance(here, CheckIn):
        return models.CheckIn, check_in_values(person.id, here)
    if isinstance(here, LoggedEvent):
        return models.Event, event_values(person.id, here)
    medicine_id = medicine_ids.get(here.medicine_public_id or "")
    return models.Dose, dose_values(person.id, medicine_id, here)
