"""diary.json, of this version or an older one, read strictly into the lossless diary.

An older file is read field by field: where it lacks a field that came later, the field takes the
meaning that it had before it was there. tests/data/lossless holds a file of each version.
"""

from app.clinical.care import CARE_KINDS
from app.diary.check_in import Answers, CheckIn
from app.diary.day import rounded_pain
from app.diary.diary import DiaryEvent, Profile
from app.diary.event import LoggedEvent
from app.diary.lossless import LosslessDiary, PersonSettings
from app.diary.scores import AVERAGE_PAIN, SCORE_CODES, read_scores
from app.interop import fields
from app.interop.errors import ArchiveError, shown
from app.interop.fields import FieldError
from app.interop.json_fields import (
    JsonObject,
    parse_object,
    read_decimal,
    read_entered,
    read_time_zone,
)
from app.interop.lossless_medicines import read_dose, read_medicine
from app.interop.lossless_write import FORMAT_NAME, FORMAT_VERSION
from app.interop.profile import read_opioid_answers, read_story
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
        doses=tuple(read_dose(item) for item in root.objects("doses")),
        events=tuple(_event(item, person.time_zone) for item in root.objects("events")),
        medicines=tuple(read_medicine(item) for item in root.objects("medicines")),
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
        story=read_story(item),
        opioid_answers=read_opioid_answers(item),
    )


def _check_in(item: JsonObject) -> CheckIn:
    return CheckIn(
        public_id=item.text("public_id", fields.read_public_id),
        for_date=item.text("for_date", fields.read_date),
        entered=read_entered(item),
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


def _event(item: JsonObject, zone: str) -> LoggedEvent:
    """Read an event; version 1 does not say in which zone it was entered."""
    event = DiaryEvent(
        for_date=item.text("for_date", fields.read_date),
        kind=item.text("kind", fields.read_kind),
        note=item.text("note", fields.read_text),
    )
    public_id = item.text("public_id", fields.read_public_id)
    return LoggedEvent(public_id, event, read_entered(item, zone))


def _care(written: str) -> str:
    if written and written not in CARE_KINDS:
        raise FieldError(f"{shown(written)} is not one of {', '.join(sorted(CARE_KINDS))}.")
    return written
