"""profile.json: what held before the diary began, and what was said of unknown medicines."""

import json
from collections.abc import Mapping
from functools import partial

from app.clinical.story import is_story
from app.diary.diary import Profile
from app.diary.opioid_answers import OpioidAnswer, OpioidAnswers
from app.interop import fields
from app.interop.errors import shown
from app.interop.fields import FieldError
from app.interop.json_fields import JsonObject, date_text, parse_object
from app.interop.sources import PROFILE

# Ours alone: other readers of the form pass over it, and it is left out where nothing was said.
_ANSWERS = "opioid_answers"
# Left out where nothing was told.
_STORY = "story"


def read_profile(content: bytes) -> tuple[Profile, OpioidAnswers, dict[str, str]]:
    """Read profile.json, its last part the story; what is null or not there was not answered.

    Raises:
        ArchiveError: it is not JSON, or a field is not what it should be.
    """
    root = parse_object(PROFILE, content)
    answered = {name for name, value in root.values.items() if value is not None}
    areas: tuple[str, ...] = ()
    if "original_locations" in answered:
        areas = root.list_of_text("original_locations", fields.read_area)
    profile = Profile(
        original_areas=frozenset(areas),
        opioid_start=root.text("opioid_start", fields.read_date)
        if "opioid_start" in answered
        else None,
        condition=root.text("condition", fields.read_text) if "condition" in answered else "",
    )
    return profile, read_opioid_answers(root), read_story(root)


def read_opioid_answers(item: JsonObject) -> OpioidAnswers:
    """Read what was said of medicines that nobody here knows; nothing where it is not there.

    Raises:
        ArchiveError: a name is too long, or an answer is not one of yes, no, not_sure.
    """
    if not item.has(_ANSWERS):
        return OpioidAnswers()
    answers = item.child(_ANSWERS)
    return OpioidAnswers.of(
        {_name(answers, name): answers.text(name, _answer) for name in answers.values}
    )


def read_story(item: JsonObject) -> dict[str, str]:
    """Read what was told of the time before the diary; nothing where it is not there.

    Raises:
        ArchiveError: there is no such question or answer.
    """
    if not item.has(_STORY):
        return {}
    story = item.child(_STORY)
    return {code: story.text(code, partial(_story_answer, code)) for code in story.values}


def _story_answer(code: str, written: str) -> str:
    if not is_story({code: written}):
        raise FieldError(f"{shown(written)} is no answer to a question that is asked here.")
    return written


def _name(answers: JsonObject, written: str) -> str:
    try:
        return fields.read_name(written)
    except FieldError as error:
        raise answers.error(written, str(error)) from None


def _answer(written: str) -> OpioidAnswer:
    if written not in set(OpioidAnswer):
        raise FieldError(f"{shown(written)} is not one of {', '.join(OpioidAnswer)}.")
    return OpioidAnswer(written)


def write_profile(profile: Profile, answers: OpioidAnswers, story: Mapping[str, str]) -> bytes:
    said: dict[str, dict[str, str]] = {_ANSWERS: answers.plain()} if answers.by_name else {}
    if story:
        said = {**said, _STORY: dict(story)}
    content = {
        "original_locations": sorted(profile.original_areas),
        "opioid_start": date_text(profile.opioid_start),
        "condition": profile.condition,
        **said,
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"
