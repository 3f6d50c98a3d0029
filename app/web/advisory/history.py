"""The advisories that the person answered, and what each rested on, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType

from app.diary.day_words import day_words
from app.services.advisory.advisory import Answer, Answered
from app.services.advisory.record import PastAdvisory
from app.trends.detector.situations import Situation
from app.web.advisory.evidence import Evidence, evidence_of
from app.web.advisory.level_words import LEVEL_WORDINGS
from app.web.advisory.situations import title_of

_ANSWER_WORDS = MappingProxyType(
    {
        Answer.NOT_NOW: "You put this off",
        Answer.TALKED: "You noted that you talked about this",
        Answer.LATER: "You asked to be reminded",
        Answer.NOTHING_NEW: "Asked first: you said that nothing new had come up",
        Answer.SOMETHING_NEW: "Asked first: you noted what had come up",
        Answer.NOT_SAID: "Asked first: you did not want to say",
    }
)
NOT_KEPT = "What it was based on was not saved at that time."


@dataclass(frozen=True, slots=True)
class PastCard:
    """One advisory of the past.

    Attributes:
        title: what it was called.
        when: the day it was worked out for, and the answer to it.
        level: what the figures came to, apart from the words.
        evidence: each thing that was looked at, with its figures.
        method: which rules made it.
    """

    title: str
    when: str
    level: str
    evidence: tuple[Evidence, ...]
    method: str


def past_cards(past: Iterable[PastAdvisory]) -> tuple[PastCard, ...]:
    """Tell each advisory, in the order given."""
    return tuple(
        PastCard(
            title=title_of(one.situation),
            when=f"{day_words(one.as_of)}. {_ANSWER_WORDS[Answer(one.answer)]}.",
            level=f"What Tidemark saw: {LEVEL_WORDINGS[one.level].record}.",
            evidence=evidence_of(one.criteria, is_neutral=one.situation is Situation.SPECIAL_CARE),
            method=f"Rules {one.method_version}." if one.method_version else NOT_KEPT,
        )
        for one in past
    )


def answered_words(answered: Answered | None) -> str:
    """Say what the person answered to the card last; empty for nothing."""
    if answered is None:
        return ""
    return f"{_ANSWER_WORDS[answered.answer]} on {day_words(answered.as_of)}."
