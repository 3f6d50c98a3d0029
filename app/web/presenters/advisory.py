"""The advisory in words: the card, and the page behind it.

Calm, plain and short. It names what is in the diary, never an illness, a chance of one, or
anything to do with a dose but to leave it as it is.
"""

from dataclasses import dataclass
from types import MappingProxyType

from app.services.advisory import Answer, Answered
from app.trends.assessment import Assessment, DataQuality, Level, Need, NeedCode
from app.trends.diary import Diary
from app.web.presenters.advisory_causes import Cause, causes_of
from app.web.presenters.advisory_days import DayTable, day_table
from app.web.presenters.advisory_evidence import (
    Evidence,
    compared_days,
    evidence_of,
    sentences_that_fit,
)
from app.web.presenters.days import count_words, day_words

CAUTION = "There can be many reasons. This is not a diagnosis. Do not change your dose on your own."
SENTENCES_ON_CARD = 4


@dataclass(frozen=True, slots=True)
class _Heading:
    title: str
    intro: str


_HEADINGS = MappingProxyType(
    {
        Level.DISCUSS: _Heading(
            "A pattern to talk about with your provider",
            "Some things in your diary have changed together. There can be many reasons. "
            "Sometimes opioids themselves make people feel more pain. Only your provider can "
            "sort this out. This is not a diagnosis.",
        ),
        Level.WATCH: _Heading(
            "A change to keep an eye on",
            "Some things in your diary have changed. It is too little, or too early, to say "
            "more. If it worries you, talk to your provider now. This is not a diagnosis.",
        ),
        Level.NONE: _Heading(
            "No such pattern in your diary now",
            "Tidemark looks for pain that grows, spreads or comes from light touch although "
            "the dose went up. It does not see that in your diary now. That does not mean that "
            "all is well. If you feel worse, call your provider.",
        ),
        Level.INSUFFICIENT_DATA: _Heading(
            "Not enough days yet",
            "Tidemark needs more days before it can say anything. Gaps are normal. If you feel "
            "worse, call your provider and do not wait for this page.",
        ),
    }
)

# What a person can ask. None of them leads to an answer or names a change of dose.
QUESTIONS = (
    "What could explain the change in my pain?",
    "Could my pain medicine have a part in it?",
    "Is there anything new that should be looked at?",
    "What can we do about my pain from here, and what speaks for and against each way?",
    "If we change anything, how will we know that it helps?",
    "What should I do if it gets worse before my next visit?",
)

_BLIND_SPOTS = (
    "What goes on in your body. That takes an exam, and sometimes tests or scans.",
    "Doses you took but did not log, and what you take that is no pain medicine.",
    "Sleep, mood, stress and hard work. They change pain, too, and are not counted here.",
    "Days you did not log. Nothing is filled in for them.",
)
_NEED_WORDS = MappingProxyType(
    {
        NeedCode.DAYS_LOGGED: "{days} with a pain score",
        NeedCode.RECENT_DAYS_LOGGED: "{days} with a pain score in the last four weeks",
        NeedCode.DAYS_AFTER_DOSE_CHANGE: "{days} after the change on {since}",
        NeedCode.DAYS_WITH_TOUCH: "{days} with an answer about touch",
        NeedCode.DAYS_WITH_AREAS: "{days} with an answer about where it hurt",
        NeedCode.DAYS_WITH_DOSES: "{days} with your doses",
    }
)
_ANSWER_WORDS = MappingProxyType(
    {
        Answer.NOT_NOW: "You put this off",
        Answer.TALKED: "You noted that you talked about this",
    }
)


@dataclass(frozen=True, slots=True)
class Card:
    """The advisory in short.

    Attributes:
        title: its heading.
        sentences: what was seen, or what is missing.
        caution: what must stand beside it.
        is_line: whether one line is enough.
    """

    title: str
    sentences: tuple[str, ...]
    caution: str = ""
    is_line: bool = False


@dataclass(frozen=True, slots=True)
class AdvisoryPage:
    """All that the page says.

    Attributes:
        title: the heading.
        intro: what it means.
        is_shown: whether there is a pattern, so that causes, questions and answers belong here.
        saw: what fits the pattern, a sentence each.
        compared: which days are compared.
        needs: what would let Tidemark say more.
        evidence: every observation with its figures.
        causes: what else could explain it.
        blind_spots: what the diary cannot see.
        questions: what to ask the provider.
        completeness: how much the diary holds.
        days: the days behind the figures.
        method: which rules made it, and for which day.
    """

    title: str
    intro: str
    is_shown: bool
    saw: tuple[str, ...]
    compared: str
    needs: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    causes: tuple[Cause, ...]
    blind_spots: tuple[str, ...]
    questions: tuple[str, ...]
    completeness: tuple[str, ...]
    days: DayTable
    method: str


def advisory_card(assessment: Assessment) -> Card | None:
    """Return the card for Today and Trends; nothing where there is no pattern."""
    title = _HEADINGS[assessment.level].title
    if assessment.level is Level.NONE:
        return None
    if assessment.level is Level.INSUFFICIENT_DATA:
        return Card(title, _needs(assessment)[:1], is_line=True)
    seen = sentences_that_fit(assessment.criteria)[:SENTENCES_ON_CARD]
    return Card(title, seen, CAUTION)


def advisory_page(diary: Diary, assessment: Assessment) -> AdvisoryPage:
    """Return the whole page.

    Args:
        diary: the diary that was assessed.
        assessment: what the detector says of it.
    """
    heading = _HEADINGS[assessment.level]
    is_shown = assessment.level in {Level.WATCH, Level.DISCUSS}
    quality = assessment.quality
    return AdvisoryPage(
        title=heading.title,
        intro=heading.intro,
        is_shown=is_shown,
        saw=sentences_that_fit(assessment.criteria) if is_shown else (),
        compared=compared_days(assessment.criteria),
        needs=_needs(assessment),
        evidence=evidence_of(assessment.criteria),
        causes=causes_of(assessment.explanations) if is_shown else (),
        blind_spots=_BLIND_SPOTS + _not_counted(quality),
        questions=QUESTIONS,
        completeness=_completeness(quality),
        days=day_table(diary, assessment),
        method=f"Worked out for {day_words(assessment.as_of)}, rules {assessment.method_version}.",
    )


def answered_words(answered: Answered | None) -> str:
    """Say what the person answered last; empty for nothing."""
    if answered is None:
        return ""
    return f"{_ANSWER_WORDS[answered.answer]} on {day_words(answered.as_of)}."


def _needs(assessment: Assessment) -> tuple[str, ...]:
    return tuple(_need_words(need) for need in assessment.needs)


def _need_words(need: Need) -> str:
    """Say what is missing.

    >>> from datetime import date
    >>> _need_words(Need(NeedCode.DAYS_AFTER_DOSE_CHANGE, 9, date(2026, 5, 3)))
    '9 more days after the change on 3 May 2026.'
    """
    days = count_words(need.days, "more day")
    since = "" if need.since is None else day_words(need.since)
    return f"{_NEED_WORDS[need.code].format(days=days, since=since)}."


def _not_counted(quality: DataQuality) -> tuple[str, ...]:
    if not quality.not_counted:
        return ()
    names = ", ".join(quality.not_counted)
    return (f"How much opioid is in {names}. There is no agreed figure, so it is not counted.",)


def _completeness(quality: DataQuality) -> tuple[str, ...]:
    if quality.first_day is None:
        return ()
    begins, logged = day_words(quality.first_day), count_words(quality.days_logged, "day")
    found = [f"The diary begins on {begins}."]
    found.append(f"Since then {logged} with a pain score, {quality.days_missing} without.")
    if quality.days_entered_late:
        found.append(f"{count_words(quality.days_entered_late, 'day')} entered on a later day.")
    found.append(
        f"Touch answered on {count_words(quality.days_with_touch, 'day')}, "
        f"places on {quality.days_with_areas}, doses on {quality.days_with_doses}."
    )
    if quality.forgotten_doses_suspected:
        found.append(
            f"{count_words(quality.forgotten_doses_suspected, 'day')} without a dose amid days "
            "with doses: perhaps one was not logged."
        )
    return tuple(found)
