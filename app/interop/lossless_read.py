"""diary.json, of this version or an older one, read strictly into the lossless diary.

An older file is read field by field: where it lacks a field that came later, the field takes the
meaning that it had before it was there. tests/data/lossless holds a file of each version.
"""

from datetime import datetime
from decimal import Decimal

from app.clinical.care import CARE_KINDS
from app.clinical.medicines import SUBSTANCES_BY_CODE, find_substance
from app.clinical.substances import Form
from app.clinical.units import UnitMismatch, check_amount, check_unit_in_file
from app.diary.as_taken import PIECES, AsTaken
from app.diary.check_in import Answers, CheckIn
from app.diary.day import rounded_pain
from app.diary.diary import DiaryEvent, Profile
from app.diary.dose import LoggedDose
from app.diary.entered import Entered
from app.diary.event import LoggedEvent
from app.diary.local_time import instant_at
from app.diary.lossless import LosslessDiary, PersonSettings
from app.diary.medicine import LONGEST_EVERY_DAYS, MOST_A_DAY, Medicine, Regimen
from app.diary.scores import AVERAGE_PAIN, SCORE_CODES, read_scores
from app.interop import fields
from app.interop.errors import ArchiveError, shown
from app.interop.fields import FieldError
from app.interop.json_fields import (
    JsonObject,
    parse_object,
    read_decimal,
    read_instant,
    read_time_zone,
)
from app.interop.lossless_write import FORMAT_NAME, FORMAT_VERSION
from app.interop.profile import read_opioid_answers
from app.interop.sources import LOSSLESS

READABLE_VERSIONS = range(1, FORMAT_VERSION + 1)


class OtherVersionError(ArchiveError):
    """diary.json was written by a Tidemark that came after this one."""


def from_json(content: bytes) -> LosslessDiary:
    """Read diary.json.

    Raises:
        OtherVersionError: it is of a version that came later.
        ArchiveError: a field is missing or is not what it should be.
    """
    root = parse_object(LOSSLESS, content)
    if root.get("format") != FORMAT_NAME:
        raise root.error("format", f"There should be {shown(FORMAT_NAME)} here.")
    if root.get("version") not in READABLE_VERSIONS:
        raise OtherVersionError(LOSSLESS, None, "version", "This version is not known here.")
    person = _person(root.child("person"))
    diary = LosslessDiary(
        person=person,
        check_ins=tuple(_check_in(item) for item in root.objects("check_ins")),
        doses=tuple(_dose(item) for item in root.objects("doses")),
        events=tuple(_event(item, person.time_zone) for item in root.objects("events")),
        medicines=tuple(_medicine(item) for item in root.objects("medicines")),
    )
    _check_ids(root, diary)
    return diary


def _check_ids(root: JsonObject, diary: LosslessDiary) -> None:
    for name in ("check_ins", "doses", "events", "medicines"):
        ids = [record.public_id for record in getattr(diary, name)]
        if len(set(ids)) < len(ids):
            raise root.error(name, "Two records have the same public_id.")
    medicines = {medicine.public_id for medicine in diary.medicines}
    for dose in diary.doses:
        if dose.medicine_public_id is not None and dose.medicine_public_id not in medicines:
            raise root.error(
                "doses", f"The medicine {shown(dose.medicine_public_id)} is not listed."
            )


def _person(item: JsonObject) -> PersonSettings:
    profile = Profile(
        original_areas=frozenset(item.list_of_text("original_areas", fields.read_area)),
        opioid_start=item.optional_text("opioid_start", fields.read_date),
        condition=item.text("condition", fields.read_text),
    )
    return PersonSettings(
        time_zone=item.text("time_zone", read_time_zone),
        profile=profile,
        care=item.text("care", _care) if item.has("care") else "",
        opioid_answers=read_opioid_answers(item),
    )


def _check_in(item: JsonObject) -> CheckIn:
    return CheckIn(
        public_id=item.text("public_id", fields.read_public_id),
        for_date=item.text("for_date", fields.read_date),
        entered=_entered(item),
        answers=_answers(item),
    )


def _answers(item: JsonObject) -> Answers:
    areas, scores = item.get("areas"), _scores(item)
    return Answers(
        scores=scores,
        areas=None if areas is None else frozenset(item.list_of_text("areas", fields.read_area)),
        note=item.text("note", fields.read_text),
        jerks_or_confusion=item.has("jerks_or_confusion") and item.flag("jerks_or_confusion"),
        pain_mean=_pain_mean(item, scores.get(AVERAGE_PAIN.code)),
    )


def _pain_mean(item: JsonObject, average_pain: int | None) -> float | None:
    """Read the mean that a score stands for; an older file knows of none."""
    written = item.optional_text("pain_mean", read_decimal) if item.has("pain_mean") else None
    mean = None if written is None else float(written)
    if mean is not None and rounded_pain(mean) != average_pain:
        raise item.error("pain_mean", "This is not the mean that average_pain stands for.")
    return mean


def _scores(item: JsonObject) -> dict[str, int]:
    """Read the scores; version 1 has them among the other fields, null for "not answered"."""
    scores = item.child("scores") if item.has("scores") else item
    if scores is not item:
        for code in scores.values.keys() - set(SCORE_CODES):
            raise scores.error(code, "This question is not known here.")
    return read_scores(lambda code: scores.score(code) if scores.has(code) else None)


def _entered(item: JsonObject, usual_zone: str = "") -> Entered:
    """Read when it was entered; the usual zone is meant where the file names none."""
    zone = "" if item.has("time_zone") else usual_zone
    return Entered(
        at=item.text("recorded_at", read_instant),
        time_zone=zone or item.text("time_zone", read_time_zone),
        is_imported=item.has("is_imported") and item.flag("is_imported"),
    )


def _dose(item: JsonObject) -> LoggedDose:
    dose = LoggedDose(
        public_id=item.text("public_id", fields.read_public_id),
        medicine_public_id=item.optional_text("medicine_id", fields.read_public_id),
        medication=item.text("medication", fields.read_name),
        route=item.text("route", fields.read_route),
        amount=item.text("amount", read_decimal),
        unit=item.text("unit", fields.read_unit),
        taken_at=item.text("taken_at_utc", read_instant),
        taken_at_local=item.text("taken_at", fields.read_local_time),
        entered=_entered(item),
        removed_at=_removed_at(item),
        removed_at_local=_local_time(item, "removed_at"),
        is_daily_total=item.flag("is_daily_total"),
        due_at_local=_local_time(item, "due_at") if item.has("due_at") else None,
        patch_number=item.patches("patch_number") if item.has("patch_number") else 1,
        worn_until_local=_local_time(item, "worn_until") if item.has("worn_until") else None,
        as_taken=_as_taken(item),
    )
    if dose.removed_at_local is not None and _is_before(dose.removed_at_local, dose):
        raise item.error("removed_at", "A patch cannot come off before it is put on.")
    _check_fits(item, dose.medication, dose.route, dose.unit)
    _check_believable(item, dose.unit, dose.amount)
    return dose


def _removed_at(item: JsonObject) -> datetime | None:
    """Read the instant; older files tell it by the clock alone."""
    is_there = item.has("removed_at_utc")
    return item.optional_text("removed_at_utc", read_instant) if is_there else None


def _local_time(item: JsonObject, name: str) -> datetime | None:
    return item.optional_text(name, fields.read_local_time)


def _is_before(removed_at: datetime, dose: LoggedDose) -> bool:
    """Tell whether it lies before the putting on; in an hour that comes twice the clock cannot."""
    last = dose.removed_at or instant_at(removed_at, dose.entered.time_zone, "second")
    return removed_at < dose.taken_at_local and last < dose.taken_at


def _check_fits(item: JsonObject, medication: str, route: str, unit: str) -> None:
    try:
        check_unit_in_file(find_substance(medication), route, unit)
    except UnitMismatch as error:
        raise item.error("unit", str(error)) from None


def _check_believable(item: JsonObject, unit: str, amount: Decimal) -> None:
    try:
        check_amount(unit, float(amount))
    except UnitMismatch as error:
        raise item.error("amount", str(error)) from None


def _event(item: JsonObject, zone: str) -> LoggedEvent:
    """Read an event; version 1 does not say in which zone it was entered."""
    event = DiaryEvent(
        for_date=item.text("for_date", fields.read_date),
        kind=item.text("kind", fields.read_kind),
        note=item.text("note", fields.read_text),
    )
    public_id = item.text("public_id", fields.read_public_id)
    return LoggedEvent(public_id, event, _entered(item, zone))


def _medicine(item: JsonObject) -> Medicine:
    medicine = Medicine(
        public_id=item.text("public_id", fields.read_public_id),
        name=item.text("name", fields.read_name),
        substance=item.optional_text("substance", _substance),
        route=item.text("route", fields.read_route),
        form=item.text("form", _form),
        as_needed=item.flag("as_needed"),
        started_on=item.optional_text("started_on", fields.read_date),
        stopped_on=item.optional_text("stopped_on", fields.read_date),
        regimens=tuple(_regimen(regimen) for regimen in item.objects("regimens")),
        has_prescription=_has_prescription(item),
        is_imported=item.flag("is_imported")
        if item.has("is_imported")
        else not _has_prescription(item),
    )
    if not medicine.regimens:
        raise item.error("regimens", "A medicine has one dose at the least.")
    return medicine


def _has_prescription(item: JsonObject) -> bool:
    """Exports from before files could be brought in without one lack it."""
    return not item.has("has_prescription") or item.flag("has_prescription")


def _regimen(item: JsonObject) -> Regimen:
    regimen = Regimen(
        from_date=item.text("from_date", fields.read_date),
        amount=item.text("amount", read_decimal),
        unit=item.text("unit", fields.read_unit),
        times=item.list_of_text("times", fields.read_clock),
        change_every_hours=item.hours("change_every_hours"),
        count_at_once=item.patches("count_at_once") if item.has("count_at_once") else 1,
        event_public_id=_event_id(item) if item.has("event_id") else None,
        as_taken=_as_taken(item),
        amounts_at=_amounts_at(item),
        every_days=(item.count("every_days", LONGEST_EVERY_DAYS) or 1)
        if item.has("every_days")
        else 1,
        most_a_day=item.count("most_a_day", MOST_A_DAY) if item.has("most_a_day") else None,
    )
    for amount in (regimen.amount, *regimen.amounts_at):
        _check_believable(item, regimen.unit, amount)
    if regimen.amounts_at and len(regimen.amounts_at) != len(regimen.times):
        raise item.error("amounts_at", "There should be one amount for each time.")
    return regimen


def _amounts_at(item: JsonObject) -> tuple[Decimal, ...]:
    return item.list_of_text("amounts_at", read_decimal) if item.has("amounts_at") else ()


def _as_taken(item: JsonObject) -> AsTaken | None:
    """Read how an amount was counted; an older file does not say."""
    if not item.has("as_taken") or item.get("as_taken") is None:
        return None
    counted = item.child("as_taken")
    taken = AsTaken(
        count=counted.text("count", read_decimal),
        piece=counted.text("piece", _piece),
        strength=counted.text("strength", read_decimal),
        unit=counted.text("unit", fields.read_unit),
        per=counted.text("per", read_decimal),
    )
    if min(taken.count, taken.strength, taken.per) <= 0:
        raise counted.error("count", "There should be a number above 0.")
    return taken


def _piece(written: str) -> str:
    if written not in PIECES:
        raise FieldError(f"{shown(written)} is not one of {', '.join(PIECES)}.")
    return written


def _event_id(item: JsonObject) -> str | None:
    return item.optional_text("event_id", fields.read_public_id)


def _substance(written: str) -> str:
    if written not in SUBSTANCES_BY_CODE:
        raise FieldError(f"{shown(written)} is not in the catalogue of medicines.")
    return written


def _care(written: str) -> str:
    if written and written not in CARE_KINDS:
        raise FieldError(f"{shown(written)} is not one of {', '.join(sorted(CARE_KINDS))}.")
    return written


def _form(written: str) -> Form:
    try:
        return Form(written)
    except ValueError:
        raise FieldError(f"{shown(written)} is not one of {', '.join(Form)}.") from None
