"""Taking an import back: what each piece made, and what was there before.

It is kept for a day at the most, like a file that waits for a word. What was there before has the
form of our own lossless copies, so that it is read back to the last detail.
"""

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar, cast

from sqlalchemy import CursorResult, delete, exists, select, update
from sqlalchemy.orm import Session

from app import models
from app.db import begin_writing, insert_rows, let_others_write
from app.diary.check_in import CheckIn
from app.diary.dose import LoggedDose
from app.diary.event import LoggedEvent
from app.diary.lossless import LosslessDiary, PersonSettings
from app.interop.lossless_read import from_json
from app.interop.lossless_write import to_json
from app.services.archive.pending import UNDO_FOR
from app.services.archive.plan import Piece, Rewritten
from app.services.archive.rows import (
    IDS_AT_ONCE,
    WITHOUT_SESSION,
    RecordTable,
    changeable,
    write_settings,
)
from app.services.diary.rows import check_in_values, event_values
from app.services.diary.value import settings_of
from app.services.errors import NotFound
from app.services.medicines.change_notes import part_from_deleted_notes
from app.services.medicines.doses import dose_values
from app.services.owner import Owner, owner_of, person_row

_Record = TypeVar("_Record", CheckIn, LoggedDose, LoggedEvent)
_TABLES: dict[str, RecordTable] = {
    "check_in": models.CheckIn,
    "dose": models.Dose,
    "event": models.Event,
}


def keep_undo(
    session: Session,
    person: Owner,
    key: str,
    piece: Piece,
    settings: PersonSettings,
    now: datetime,
) -> None:
    """Keep what takes a piece back, beside the piece itself. The caller commits.

    Args:
        session: the one that writes the piece.
        person: whose diary it is.
        key: the key of the form that asked for the import.
        piece: what is written.
        settings: what was known of the person before.
        now: the instant.
    """
    content = json.dumps(_to_keep(piece, settings)).encode()
    session.execute(delete(models.ImportUndo).where(models.ImportUndo.created_at <= now - UNDO_FOR))
    session.add(
        models.ImportUndo(
            person_id=person.id, key=key, content=zlib.compress(content), created_at=now
        )
    )


def _to_keep(piece: Piece, settings: PersonSettings) -> dict[str, Any]:
    rewritten = [record for record in piece.records if isinstance(record, Rewritten)]
    before = [record.before for record in rewritten]
    doses = [record for record in before if isinstance(record, LoggedDose)]
    diary = LosslessDiary(
        person=settings,
        check_ins=tuple(_of_kind(before, CheckIn)),
        # Medicines are not part of it: which one a dose is of stands beside it.
        doses=tuple(replace(dose, medicine_public_id=None) for dose in doses),
        events=tuple(_of_kind(before, LoggedEvent)),
    )
    after = piece.settings
    return {
        "made": {
            "check_in": [record.public_id for record in _of_kind(piece.records, CheckIn)],
            "dose": [record.public_id for record in _of_kind(piece.records, LoggedDose)],
            "event": [record.public_id for record in _of_kind(piece.records, LoggedEvent)],
            "medicine": [medicine.public_id for medicine in piece.medicines],
        },
        "before": to_json(diary).decode(),
        "after": None if after is None else to_json(LosslessDiary(after)).decode(),
        "versions": {record.public_id: record.version for record in before},
        "medicines": {dose.public_id: dose.medicine_public_id for dose in doses},
    }


def _of_kind(records: Iterable[object], kind: type[_Record]) -> Iterable[_Record]:
    return (record for record in records if isinstance(record, kind))


def undo_import(session: Session, person: Owner, key: str) -> bool:
    """Take back what one import did, the last piece first; doing so again is harmless.

    What has been changed since stays. Commits after each piece.

    Returns:
        Whether all is as it was before.

    Raises:
        NotFound: no import of this person has that key, or it is too long ago.
    """
    mine = (models.ImportUndo.person_id == person.id) & (models.ImportUndo.key == key)
    ids = session.scalars(select(models.ImportUndo.id).where(mine)).all()
    if not ids:
        raise NotFound
    is_all_undone = True
    for row_id in sorted(ids, reverse=True):
        begin_writing(session)
        row = session.get(models.ImportUndo, row_id, with_for_update=True)
        if row is not None and row.content:
            kept = json.loads(zlib.decompress(row.content))
            is_all_undone &= _take_back(session, person, kept)
            row.content = b""
        session.commit()
        let_others_write(session)
    return is_all_undone


def _take_back(session: Session, person: Owner, kept: Mapping[str, Any]) -> bool:
    before = from_json(kept["before"].encode())
    done = [
        _delete_made(session, person, kind, kept["made"][kind])
        for kind in ("check_in", "dose", "event")
    ]
    done += [_restore(session, person, record, kept) for record in _records(before)]
    done.append(_delete_medicines(session, person, kept["made"]["medicine"]))
    # A medicine of which something was taken since stays, without the notes that came with it.
    part_from_deleted_notes(session, person.id)
    if kept["after"] is not None:
        after = from_json(kept["after"].encode()).person
        done.append(_restore_settings(session, person, before.person, after))
    return all(done)


def _records(diary: LosslessDiary) -> Sequence[CheckIn | LoggedDose | LoggedEvent]:
    return (*diary.check_ins, *diary.doses, *diary.events)


def _delete_made(session: Session, person: Owner, kind: str, public_ids: Sequence[str]) -> bool:
    table = _TABLES[kind]
    is_all_gone = True
    for start in range(0, len(public_ids), IDS_AT_ONCE):
        some = table.public_id.in_(public_ids[start : start + IDS_AT_ONCE])
        made = (table.person_id == person.id) & some
        session.execute(
            delete(table).where(made, table.version == 1), execution_options=WITHOUT_SESSION
        )
        left = session.scalar(select(table.id).where(made).limit(1))
        is_all_gone &= left is None
    return is_all_gone


def _delete_medicines(session: Session, person: Owner, public_ids: Sequence[str]) -> bool:
    """Delete the medicines that came with it and of which nothing else was taken since."""
    is_taken = exists().where(models.Dose.medicine_id == models.Medicine.id)
    made = (models.Medicine.person_id == person.id) & models.Medicine.public_id.in_(public_ids)
    for row in session.scalars(select(models.Medicine).where(made, ~is_taken)):
        if row.version == 1:
            session.delete(row)
    session.flush()
    return session.scalar(select(models.Medicine.id).where(made).limit(1)) is None


def _restore(
    session: Session,
    person: Owner,
    record: CheckIn | LoggedDose | LoggedEvent,
    kept: Mapping[str, Any],
) -> bool:
    table, values = _table_and_values(session, person, record, kept)
    version = kept["versions"][record.public_id] + 1
    is_it = (table.person_id == person.id) & (table.public_id == record.public_id)
    changed = session.execute(
        update(table)
        .where(is_it, table.version == version)
        .values(**changeable(values), version=version + 1),
        execution_options=WITHOUT_SESSION,
    )
    if cast("CursorResult[Any]", changed).rowcount:
        return True
    if session.scalar(select(table.id).where(table.public_id == record.public_id)) is not None:
        return False
    insert_rows(session, table, [{**values, "version": version + 1}])
    return True


def _table_and_values(
    session: Session,
    person: Owner,
    record: CheckIn | LoggedDose | LoggedEvent,
    kept: Mapping[str, Any],
) -> tuple[RecordTable, dict[str, object]]:
    if isinstance(record, CheckIn):
        return models.CheckIn, check_in_values(person.id, record)
    if isinstance(record, LoggedEvent):
        return models.Event, event_values(person.id, record)
    medicine_id = session.scalar(
        select(models.Medicine.id)
        .where(models.Medicine.person_id == person.id)
        .where(models.Medicine.public_id == kept["medicines"][record.public_id])
    )
    return models.Dose, dose_values(person.id, medicine_id, record)


def _restore_settings(
    session: Session, person: Owner, before: PersonSettings, after: PersonSettings
) -> bool:
    """Put back what the import said of the person, where it still says so."""
    now = settings_of(owner_of(person_row(session, person)))
    before, after = (replace(said, time_zone=now.time_zone) for said in (before, after))
    if now != after:
        return now == before
    write_settings(session, person, before)
    return True
