"""What a file says about the person, beside what they said themselves."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from app.diary.diary import Profile
from app.diary.lossless import PersonSettings
from app.diary.opioid_answers import OpioidAnswers
from app.services.archive.differences import ChangedSetting, DifferenceSide

OPIOID_ANSWER = "opioid_answer"
# Before the code of a question of `app.clinical.story`.
STORY = "story."


def filled_settings(known: PersonSettings, offered: PersonSettings) -> PersonSettings:
    """Fill in what the person left empty; what they said themselves stays."""
    mine, theirs = known.profile, offered.profile
    profile = Profile(
        original_areas=frozenset(mine.original_areas or theirs.original_areas),
        opioid_start=mine.opioid_start or theirs.opioid_start,
        condition=mine.condition or theirs.condition,
    )
    return replace(
        known,
        profile=profile,
        care=known.care or offered.care,
        story={**offered.story, **known.story},
        opioid_answers=known.opioid_answers.filled_from(offered.opioid_answers),
    )


def changed_settings(
    known: PersonSettings, offered: PersonSettings, *, blanks_count: bool
) -> Iterator[ChangedSetting]:
    """Yield what the person said themselves and the file says otherwise.

    Args:
        known: what the person said.
        offered: what the file says; of how they are cared for only lossless copies tell.
        blanks_count: what is empty in a copy is a difference, too. A file that has nothing of it
            never held it.
    """
    here, there = _sides(known), _sides(offered)
    blanks_count = blanks_count and any(mine and mine == there[n] for n, mine in here.items())
    for name, mine in here.items():
        if mine and mine != there[name] and (there[name] or blanks_count):
            yield ChangedSetting(name, mine, there[name])
    if known.care and offered.care and known.care != offered.care:
        yield ChangedSetting("care", known.care, offered.care)
    for question, answer in known.story.items():
        if answer != offered.story.get(question, answer):
            yield ChangedSetting(f"{STORY}{question}", answer, offered.story[question])
    theirs = offered.opioid_answers.plain()
    for medicine, answer in known.opioid_answers.plain().items():
        if answer != theirs.get(medicine, answer):
            yield ChangedSetting(OPIOID_ANSWER, answer, theirs[medicine], medicine)


def _sides(settings: PersonSettings) -> dict[str, DifferenceSide]:
    profile = settings.profile
    return {
        "original_areas": frozenset(profile.original_areas),
        "opioid_start": profile.opioid_start,
        "condition": profile.condition,
    }


def with_setting(settings: PersonSettings, change: ChangedSetting) -> PersonSettings:
    """Return the settings with what the file says of one of them."""
    if change.name == "care":
        return replace(settings, care=str(change.theirs))
    if change.name.startswith(STORY):
        question = change.name.removeprefix(STORY)
        return replace(settings, story={**settings.story, question: str(change.theirs)})
    if change.name == OPIOID_ANSWER:
        said = OpioidAnswers.of(
            {**settings.opioid_answers.plain(), change.medicine: str(change.theirs)}
        )
        return replace(settings, opioid_answers=said)
    theirs: dict[str, Any] = {change.name: change.theirs}
    return replace(settings, profile=replace(settings.profile, **theirs))
