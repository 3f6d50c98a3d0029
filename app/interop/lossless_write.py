"""The lossless diary written as diary.json, versioned."""

import json
from decimal import Decimal
from typing import Any

from app.diary.entered import (
    CheckIn,
    LoggedDose,
    LoggedEvent,
    LosslessDiary,
    Medicine,
    PersonSettings,
    Regimen,
)
from app.interop.json_fields import date_text, instant_text

FORMAT_NAME = "tidemark-diary"
FORMAT_VERSION = 1

SCORE_FIELDS = ("average_pain", "pain_now", "worst_pain", "touch", "sleep", "mood", "activity")


def to_json(diary: LosslessDiary) -> bytes:
    """Return the content of diary.json."""
    content = {
        "format": FORMAT_NAME,
        "version": FORMAT_VERSION,
        "person": _person_json(diary.person),
        "medicines": [_medicine_json(medicine) for medicine in diary.medicines],
        "check_ins": [_check_in_json(check_in) for check_in in diary.check_ins],
        "doses": [_dose_json(dose) for dose in diary.doses],
        "events": [_event_json(event) for event in diary.events],
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"


def _person_json(person: PersonSettings) -> dict[str, Any]:
    return {
        "time_zone": person.time_zone,
        "condition": person.condition,
        "original_areas": sorted(person.original_areas),
        "opioid_start": date_text(person.opioid_start),
        "care": person.care,
    }


def _check_in_json(check_in: CheckIn) -> dict[str, Any]:
    return {
        "public_id": check_in.public_id,
        "for_date": check_in.for_date.isoformat(),
        "recorded_at": instant_text(check_in.recorded_at),
        "time_zone": check_in.time_zone,
        **{name: getattr(check_in, name) for name in SCORE_FIELDS},
        "areas": None if check_in.areas is None else sorted(check_in.areas),
        "note": check_in.note,
        "is_imported": check_in.is_imported,
        "jerks_or_confusion": check_in.jerks_or_confusion,
    }


def _dose_json(dose: LoggedDose) -> dict[str, Any]:
    return {
        "public_id": dose.public_id,
        "medicine_id": dose.medicine_id,
        "medication": dose.medication,
        "route": dose.route,
        "amount": _number(dose.amount),
        "unit": dose.unit,
        "taken_at": dose.taken_at.isoformat(),
        "taken_at_utc": instant_text(dose.taken_at_utc),
        "time_zone": dose.time_zone,
        "recorded_at": instant_text(dose.recorded_at),
        "removed_at": None if dose.removed_at is None else dose.removed_at.isoformat(),
        "as_needed": dose.as_needed,
        "is_daily_total": dose.is_daily_total,
        "due_at": None if dose.due_at is None else dose.due_at.isoformat(),
        "patch_number": dose.patch_number,
        "worn_until": None if dose.worn_until is None else dose.worn_until.isoformat(),
    }


def _event_json(event: LoggedEvent) -> dict[str, Any]:
    return {
        "public_id": event.public_id,
        "for_date": event.for_date.isoformat(),
        "kind": event.kind,
        "note": event.note,
        "recorded_at": instant_text(event.recorded_at),
    }


def _medicine_json(medicine: Medicine) -> dict[str, Any]:
    return {
        "public_id": medicine.public_id,
        "name": medicine.name,
        "substance": medicine.substance,
        "route": medicine.route,
        "form": medicine.form.value,
        "strength": None if medicine.strength is None else _number(medicine.strength),
        "unit": medicine.unit,
        "as_needed": medicine.as_needed,
        "started_on": date_text(medicine.started_on),
        "stopped_on": date_text(medicine.stopped_on),
        "regimens": [_regimen_json(regimen) for regimen in medicine.regimens],
    }


def _regimen_json(regimen: Regimen) -> dict[str, Any]:
    return {
        "from_date": regimen.from_date.isoformat(),
        "amount": _number(regimen.amount),
        "unit": regimen.unit,
        "times": [moment.isoformat("minutes") for moment in regimen.times],
        "change_every_hours": regimen.change_every_hours,
        "count_at_once": regimen.count_at_once,
    }


def _number(number: Decimal) -> str:
    return format(number, "f")
