"""The advisory in words: the card, and the page behind it.

Calm, plain and short. It names what is in the diary, never an illness, a chance of one, or
anything to do with a dose but to leave it as it is.
"""

from dataclasses import dataclass

from app.diary.day_words import day_words
from app.diary.diary import Diary
from app.trends.detector.assessment import Assessment, Criterion, CriterionCode, DataQuality
from app.trends.detector.situations import SHOWN, Situation, SituationReading
from app.web.advisory.added_up import AddedUp, added_up
from app.web.advisory.bars import SAID_BY_BARS, BarPair, bars_of
from app.web.advisory.causes import Cause, causes_of
from app.web.advisory.days import DayTable, day_table
from app.web.advisory.evidence import Evidence, compared_days, evidence_of, sentences_that_fit
from app.web.advisory.quality import QUALITY_RULES, diary_size_words, needs_words
from app.web.advisory.questions import SUGGESTED
from app.web.advisory.situations import QUESTION_INTRO, QUESTION_TITLE, heading_of

CAUTION = "There can be many reasons. This is not a diagnosis. Do not change your dose on your own."
SENTENCES_ON_CARD = 4
_BLIND_SPOTS = (
    "What happens in your body. That takes an exam, and sometimes tests or scans.",
    "Doses you took but did not log, and medicines you take for other things.",
    "Stress and hard work. They can change pain, too. Mood and sleep, if rated, give no points.",
    "Days you did not log. Nothing is filled in for them.",
)


@dataclass(frozen=True, slots=True)
class Card:
    """The advisory in short.

    Attributes:
        title: its heading.
        sentences: what was seen, or what is missing.
        compared: which days these sentences compare.
        caution: what must stand beside it.
        is_line: whether one line is enough.
        act: words of the link to the page.
    """

    title: str
    sentences: tuple[str, ...]
    compared: str = ""
    caution: str = ""
    is_line: bool = False
    act: str = "See what we saw"


@dataclass(frozen=True, slots=True)
class AdvisoryPage:
    """All that the page says.

    Attributes:
        title: the heading.
        intro: what it means.
        is_shown: whether there is a pattern, so that causes, questions and answers belong here.
        is_pattern: whether it is told as the pattern, or as the beginning of one.
        saw: what stands out, then what fits the pattern, a sentence each.
        bars: pain, places and touch before and since, where they can be compared.
        compared: which days are compared.
        needs: what would let Tidemark say more.
        evidence: every observation with its figures.
        causes: what else could explain it.
        blind_spots: what the diary cannot see.
        questions: what to ask the provider, each with its code.
        completeness: how much the diary holds.
        rules: how days and doses were counted.
        days: the days behind the figures.
        method: which rules made it, and for which day.
        points: how the points were added up; None where there are none to tell.
    """

    title: str
    intro: str
    is_shown: bool
    is_pattern: bool
    saw: tuple[str, ...]
    bars: tuple[BarPair, ...]
    compared: str
    needs: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    causes: tuple[Cause, ...]
    blind_spots: tuple[str, ...]
    questions: tuple[tuple[str, str], ...]
    completeness: tuple[str, ...]
    rules: tuple[str, ...]
    days: DayTable
    method: str
    points: AddedUp | None


def advisory_card(assessment: Assessment, reading: SituationReading) -> Card | None:
    """Return the card for Today and Trends; nothing where there is nothing to say.

    A fact without a pattern is one line; so is the shortfall of a short diary.
    """
    heading = heading_of(reading)
    if reading.situation is Situation.NONE:
        return None
    if reading.situation is Situation.INSUFFICIENT_DATA:
        return Card(heading.title, needs_words(assessment)[:1], is_line=True)
    if assessment.level not in SHOWN:
        return Card(heading.title, (heading.fact,), is_line=True)
    is_neutral = reading.situation is Situation.SPECIAL_CARE
    seen = sentences_that_fit(_beside_fact(assessment, reading), is_neutral=is_neutral)
    told = (heading.fact, *seen) if heading.fact else seen
    compared = compared_days(assessment) if seen else ""
    return Card(heading.title, told[:SENTENCES_ON_CARD], compared, CAUTION)


def question_card() -> Card:
    """Return the card while the question before the advisory is open."""
    return Card(QUESTION_TITLE, (QUESTION_INTRO,), caution=CAUTION, act="Answer the question")


def advisory_page(diary: Diary, assessment: Assessment, reading: SituationReading) -> AdvisoryPage:
    """Return the whole page.

    Args:
        diary: the diary that was assessed.
        assessment: what the detector says of it.
        reading: which situation it is told in.
    """
    heading = heading_of(reading)
    is_shown = assessment.level in SHOWN
    is_neutral = reading.situation is Situation.SPECIAL_CARE
    told = [line for line in _beside_fact(assessment, reading) if line.code not in SAID_BY_BARS]
    saw = sentences_that_fit(told, is_neutral=is_neutral) if is_shown else ()
    return AdvisoryPage(
        title=heading.title,
        intro=heading.intro,
        is_shown=is_shown,
        is_pattern=reading.situation in {Situation.WATCH, Situation.DISCUSS},
        saw=(heading.fact, *saw) if heading.fact else saw,
        bars=bars_of(assessment.criteria) if is_shown else (),
        compared=compared_days(assessment),
        needs=needs_words(assessment),
        evidence=evidence_of(assessment.criteria, is_neutral=is_neutral),
        causes=causes_of(assessment.explanations) if is_shown and not is_neutral else (),
        blind_spots=_BLIND_SPOTS + _not_counted(assessment.quality),
        questions=tuple(SUGGESTED.items()),
        completeness=diary_size_words(diary, assessment),
        rules=QUALITY_RULES,
        days=day_table(diary, assessment),
        method=f"Worked out for {day_words(assessment.as_of)}, rules {assessment.method_version}.",
        points=None if is_neutral or assessment.points is None else added_up(assessment.points),
    )


def _beside_fact(assessment: Assessment, reading: SituationReading) -> list[Criterion]:
    """Return the observations without the one that the fact of the heading tells already."""
    is_told = reading.situation is Situation.TOLD_BEFORE
    return [
        line
        for line in assessment.criteria
        if not (is_told and line.code is CriterionCode.TOLD_BEFORE)
    ]


def _not_counted(quality: DataQuality) -> tuple[str, ...]:
    if not quality.not_counted:
        return ()
    names = ", ".join(quality.not_counted)
    return (f"How much opioid is in {names}. There is no agreed figure, so it is not counted.",)
