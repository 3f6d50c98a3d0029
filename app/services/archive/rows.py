"""Writes the new records of an archive as rows. The caller commits."""

from collections.abc import Iterable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.diary import entered as lossless
from app.models import CheckIn, Dose, Event, Medicine, Regimen
from app.models.columns import new_public_id
from app.services.archive.merge import Additions
from app.services.owner import Owner, person_row

Table = type[CheckIn] | type[Event] | type[Dose] | type[Medicine]
# As long as the column (app.models.columns).
ID_LENGTH = 24
# SQLite takes at most 32,766 values in one statement, older builds 999.
IDS_AT_ONCE = 500


def write(session: Session, person: Owner, added: Additions, now: datetime) -> None:
    """Add what is new to the session, medicines first: the doses point at them."""
    row = person_row(session, person)
    row.condition = added.person.condition
    row.original_areas = sorted(added.person.original_areas)
    row.opioid_start = added.person.opioid_start
    row.care = added.person.care
    medicine_ids = _write_medicines(session, person, added, now)
    _write_doses(session, person, added, medicine_ids)
    ids = _free_ids(session, CheckIn, (c.public_id for c in added.check_ins))
    session.add_all(_check_in(person.id, c, ids[c.public_id]) for c in added.check_ins)
    ids = _free_ids(session, Event, (e.public_id for e in added.events))
    session.add_all(_event(person, e, ids[e.public_id]) for e in added.events)
    session.flush()


def _free_ids(session: Session, table: Table, public_ids: Iterable[str]) -> dict[str, str]:
    """Keep the ids, so that they are known the next time; a new one where a row has it."""
    wanted = list(public_ids)
    taken: set[str] = set()
    for start in range(0, len(wanted), IDS_AT_ONCE):
        some = wanted[start : start + IDS_AT_ONCE]
        taken |= set(session.scalars(select(table.public_id).where(table.public_id.in_(some))))
    return {
        public_id: new_public_id()
        if public_id in taken or len(public_id) > ID_LENGTH
        else public_id
        for public_id in wanted
    }


def _write_medicines(
    session: Session, person: Owner, added: Additions, now: datetime
) -> dict[str, int]:
    """Return the row of each of the archive's medicines, new or known, by its id there."""
    ids = _free_ids(session, Medicine, (m.public_id for m in added.medicines))
    rows = {m.public_id: _medicine(person.id, m, ids[m.public_id], now) for m in added.medicines}
    session.add_all(rows.values())
    session.flush()
    known = {
        m.public_id: m.id
        for m in session.scalars(select(Medicine).where(Medicine.person_id == person.id))
    }
    return {there: row.id for there, row in rows.items()} | {
        there: known[here] for there, here in added.same_medicines.items()
    }


def _write_doses(
    session: Session, person: Owner, added: Additions, medicine_ids: dict[str, int]
) -> None:
    taken = {
        (medicine_id, due, number)
        for medicine_id, due, number in session.execute(
            select(Dose.medicine_id, Dose.due_at_local, Dose.patch_number).where(
                Dose.person_id == person.id, Dose.due_at_local.is_not(None)
            )
        )
    }
    ids = _free_ids(session, Dose, (dose.public_id for dose in added.doses))
    for dose in added.doses:
        row = _dose(person.id, dose, ids[dose.public_id])
        row.medicine_id = medicine_ids.get(dose.medicine_id or "")
        due = (row.medicine_id, row.due_at_local, row.patch_number)
        if due in taken:
            # This due time was answered in the diary already: the dose stays, as one of its own.
            row.due_at_local = None
        elif row.due_at_local is not None:
            taken.add(due)
        session.add(row)


def _medicine(
    person_id: int, medicine: lossless.Medicine, public_id: str, now: datetime
) -> Medicine:
    return Medicine(
        public_id=public_id,
        person_id=person_id,
        name=medicine.name,
        substance=medicine.substance,
        route=medicine.route,
        form=medicine.form.value,
        unit=medicine.unit,
        as_needed=medicine.as_needed,
        started_on=medicine.started_on,
        stopped_on=medicine.stopped_on,
        created_at=now,
        regimens=[
            Regimen(
                from_date=regimen.from_date,
                amount=regimen.amount,
                count_at_once=regimen.count_at_once,
                times=[moment.isoformat("minutes") for moment in regimen.times],
                change_every_hours=regimen.change_every_hours,
            )
            for regimen in medicine.regimens
        ],
    )


def _check_in(person_id: int, check_in: lossless.CheckIn, public_id: str) -> CheckIn:
    return CheckIn(
        public_id=public_id,
        person_id=person_id,
        for_date=check_in.for_date,
        average_pain=check_in.average_pain,
        pain_now=check_in.pain_now,
        worst_pain=check_in.worst_pain,
        areas=None if check_in.areas is None else sorted(check_in.areas),
        touch=check_in.touch,
        sleep=check_in.sleep,
        mood=check_in.mood,
        activity=check_in.activity,
        jerks_or_confusion=check_in.jerks_or_confusion,
        note=check_in.note,
        recorded_at=check_in.recorded_at,
        is_imported=check_in.is_imported,
        time_zone=check_in.time_zone,
    )


def _event(person: Owner, event: lossless.LoggedEvent, public_id: str) -> Event:
    return Event(
        public_id=public_id,
        person_id=person.id,
        for_date=event.for_date,
        kind=event.kind,
        note=event.note,
        recorded_at=event.recorded_at,
        time_zone=person.time_zone,
    )


def _dose(person_id: int, dose: lossless.LoggedDose, public_id: str) -> Dose:
    return Dose(
        public_id=public_id,
        person_id=person_id,
        medication=dose.medication,
        route=dose.route,
        amount=dose.amount,
        unit=dose.unit,
        taken_at=dose.taken_at_utc,
        taken_at_local=dose.taken_at,
        time_zone=dose.time_zone,
        due_at_local=dose.due_at,
        patch_number=dose.patch_number,
        removed_at=_removed_at(dose),
        removed_at_local=dose.removed_at,
        worn_until_local=dose.worn_until,
        is_daily_total=dose.is_daily_total,
        recorded_at=dose.recorded_at,
    )


def _removed_at(dose: lossless.LoggedDose) -> datetime | None:
    """Return the instant at which a patch came off.

    Of an hour that comes twice, that is the first time that does not lie before the putting on.
    """
    if dose.removed_at is None:
        return None
    local = dose.removed_at.replace(tzinfo=ZoneInfo(dose.time_zone))
    first, second = (local.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    return first if first >= dose.taken_at_utc else max(second, dose.taken_at_utc)
