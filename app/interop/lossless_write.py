"""The lossless diary written as diary.json, versioned."""

import json
from decimal import Decimal
from typing import Any

from app.diary.as_taken import as_taken_plain
from app.diary.check_in import CheckIn
from app.diary.day_words import WEEKDAYS
from app.diary.dose import LoggedDose
from app.diary.entered import Entered
from app.diary.event import LoggedEvent
from app.diary.lossless import LosslessDiary, PersonSettings
from app.diary.medicine import Medicine, Regimen
from app.interop.json_fields import date_text, instant_text, local_text
from app.interop.sheets_write import amount_text

FORMAT_NAME = "tidemark-diary"
# 2: scores in an object of their own, an event's zone, doses and events from a file; without the
# strength of a medicine, which nothing filled, and whether a dose was as needed, which its
# medicine says.
# 3: what the person said of medicines that nobody here knows; the event that belongs to a
# prescription; without a medicine's unit, which each prescription has; how amounts are counted,
# uneven days and how often at most.
# 4: the mean that a file gives of a day's pain, and which medicines came from a file.
# 5: days of the week on which a medicine is taken.
FORMAT_VERSION = 5


def to_json(diary: LosslessDiary) -> bytes:
    """Return the content of diary.json, each record on a line of its own."""
    records = {
        "medicines": map(_medicine_json, diary.medicines),
        "check_ins": map(_check_in_json, diary.check_ins),
        "doses": map(_dose_json, diary.doses),
        "events": map(_event_json, diary.events),
    }
    fields = [
        f'"format": {_line(FORMAT_NAME)}',
        f'"version": {FORMAT_VERSION}',
        f'"person": {_line(_person_json(diary.person))}',
    ]
    for name, some in records.items():
        lines = ",\n".join(map(_line, some))
        fields.append(f'"{name}": [\n{lines}\n]')
    content = ",\n".join(fields)
    return f"{{\n{content}\n}}\n".encode()


def _line(content: object) -> str:
    # Without line breaks the encoder in C is used: ten years of doses in a second less.
    return json.dumps(content, ensure_ascii=False)


def _person_json(person: PersonSettings) -> dict[str, Any]:
    return {
        "time_zone": person.time_zone,
        "condition": person.profile.condition,
        "original_areas": sorted(person.profile.original_areas),
        "opioid_start": date_text(person.profile.opioid_start),
        "care": person.care,
        "story": dict(person.story),
        "opioid_answers": person.opioid_answers.plain(),
    }


def _entered_json(entered: Entered) -> dict[str, Any]:
    return {
        "recorded_at": instant_text(entered.at),
        "time_zone": entered.time_zone,
        "is_imported": entered.is_imported,
    }


def _check_in_json(check_in: CheckIn) -> dict[str, Any]:
    answers = check_in.answers
    return {
        "public_id": check_in.public_id,
        "for_date": check_in.for_date.isoformat(),
        **_entered_json(check_in.entered),
        # Only what was answered: a question that comes later is not asked of an older file.
        "scores": dict(answers.scores),
        "areas": None if answers.areas is None else sorted(answers.areas),
        "note": answers.note,
        "jerks_or_confusion": answers.jerks_or_confusion,
        "pain_mean": None if answers.pain_mean is None else amount_text(answers.pain_mean),
    }


def _dose_json(dose: LoggedDose) -> dict[str, Any]:
    return {
        "public_id": dose.public_id,
        "medicine_id": dose.medicine_public_id,
        "medication": dose.medication,
        "route": dose.route,
        "amount": _number(dose.amount),
        "unit": dose.unit,
        # Local, as in doses.csv.
        "taken_at": dose.taken_at_local.isoformat(),
        "taken_at_utc": instant_text(dose.taken_at),
        **_entered_json(dose.entered),
        "removed_at": local_text(dose.removed_at_local),
        "removed_at_utc": None if dose.removed_at is None else instant_text(dose.removed_at),
        "is_daily_total": dose.is_daily_total,
        "due_at": local_text(dose.due_at_local),
        "patch_number": dose.patch_number,
        "as_taken": as_taken_plain(dose.as_taken),
        "worn_until": local_text(dose.worn_until_local),
    }


def _event_json(logged: LoggedEvent) -> dict[str, Any]:
    return {
        "public_id": logged.public_id,
        "for_date": logged.event.for_date.isoformat(),
        "kind": logged.event.kind,
        "note": logged.event.note,
        **_entered_json(logged.entered),
    }


def _medicine_json(medicine: Medicine) -> dict[str, Any]:
    return {
        "public_id": medicine.public_id,
        "name": medicine.name,
        "substance": medicine.substance,
        "route": medicine.route,
        "form": medicine.form.value,
        "as_needed": medicine.as_needed,
        "has_prescription": medicine.has_prescription,
        "is_imported": medicine.is_imported,
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
        "as_taken": as_taken_plain(regimen.as_taken),
        "amounts_at": [_number(amount) for amount in regimen.amounts_at],
        "every_days": regimen.every_days,
        "counted_from": regimen.counted_from.isoformat() if regimen.counted_from else None,
        "weekdays": [WEEKDAYS[day].casefold() for day in regimen.weekdays],
        "most_a_day": regimen.most_a_day,
        "event_id": regimen.event_public_id,
    }


def _number(number: Decimal) -> str:
    return format(number, "f")
