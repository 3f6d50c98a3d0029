"""Doses and medicines: from rows to values and back."""

from collections.abc import Mapping
from datetime import datetime
from types import SimpleNamespace

from app import models
from app.diary.as_taken import as_taken_from, as_taken_plain
from app.diary.dose import LoggedDose
from app.diary.entered import Entered
from app.diary.local_time import instant_at
from app.diary.medicine import Medicine

# What a value is made from, where thousands of rows are read: mapping them takes longer.
DOSE_FIELDS = [
    getattr(models.Dose, name)
    for name in (
        "public_id",
        "medication",
        "route",
        "amount",
        "unit",
        "taken_at",
        "taken_at_local",
        "recorded_at",
        "time_zone",
        "is_imported",
        "removed_at",
        "removed_at_local",
        "worn_until_local",
        "is_daily_total",
        "due_at_local",
        "patch_number",
        "as_taken",
        "version",
    )
]


def dose_of(row: models.Dose | SimpleNamespace, medicine_public_id: str | None) -> LoggedDose:
    """Return a row, mapped or as the plain `DOSE_FIELDS`, as a value."""
    return LoggedDose(
        public_id=row.public_id,
        medicine_public_id=medicine_public_id,
        medication=row.medication,
        route=row.route,
        amount=row.amount,
        unit=row.unit,
        taken_at=row.taken_at,
        taken_at_local=row.taken_at_local,
        entered=Entered(row.recorded_at, row.time_zone, row.is_imported),
        removed_at=row.removed_at,
        removed_at_local=row.removed_at_local,
        worn_until_local=row.worn_until_local,
        is_daily_total=row.is_daily_total,
        due_at_local=row.due_at_local,
        patch_number=row.patch_number,
        as_taken=as_taken_from(row.as_taken),
        version=row.version,
    )


def dose_values(person_id: int, medicine_id: int | None, dose: LoggedDose) -> dict[str, object]:
    """Return the values of a new row, by column: many are written in one statement."""
    return {
        "public_id": dose.public_id,
        "person_id": person_id,
        "medicine_id": medicine_id,
        "medication": dose.medication,
        "route": dose.route,
        "amount": dose.amount,
        "unit": dose.unit,
        "taken_at": dose.taken_at,
        "taken_at_local": dose.taken_at_local,
        "time_zone": dose.entered.time_zone,
        "due_at_local": dose.due_at_local,
        "patch_number": dose.patch_number,
        "removed_at": dose.removed_at or _removed_at(dose),
        "removed_at_local": dose.removed_at_local,
        "worn_until_local": dose.worn_until_local,
        "is_daily_total": dose.is_daily_total,
        "as_taken": as_taken_plain(dose.as_taken),
        "recorded_at": dose.entered.at,
        "is_imported": dose.entered.is_imported,
    }


def _removed_at(dose: LoggedDose) -> datetime | None:
    """Return the instant at which a patch came off, where files tell it by the clock alone.

    Of two equal times, that is the first that does not lie before the putting on.
    """
    if dose.removed_at_local is None:
        return None
    local, zone = dose.removed_at_local, dose.entered.time_zone
    first, second = instant_at(local, zone), instant_at(local, zone, "second")
    return first if first >= dose.taken_at else max(second, dose.taken_at)


def new_medicine_row(
    person_id: int,
    medicine: Medicine,
    created_at: datetime,
    event_ids: Mapping[str, str],
) -> models.Medicine:
    """Return a new row with its prescriptions; `event_ids` tells which id their events have now."""
    return models.Medicine(
        public_id=medicine.public_id,
        person_id=person_id,
        created_at=created_at,
        name=medicine.name,
        substance=medicine.substance,
        route=medicine.route,
        form=medicine.form.value,
        as_needed=medicine.as_needed,
        has_prescription=medicine.has_prescription,
        is_imported=medicine.is_imported,
        started_on=medicine.started_on,
        stopped_on=medicine.stopped_on,
        regimens=[
            models.Regimen(
                from_date=regimen.from_date,
                amount=regimen.amount,
                unit=regimen.unit,
                count_at_once=regimen.count_at_once,
                times=[moment.isoformat("minutes") for moment in regimen.times],
                change_every_hours=regimen.change_every_hours,
                event_public_id=event_ids.get(regimen.event_public_id or ""),
                as_taken=as_taken_plain(regimen.as_taken),
                amounts_at=[f"{amount:f}" for amount in regimen.amounts_at],
                every_days=regimen.every_days,
                most_a_day=regimen.most_a_day,
            )
            for regimen in medicine.regimens
        ],
    )
