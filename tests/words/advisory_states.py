"""Every state that the advisory can be in, and all the text that each of them makes."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from itertools import product
from typing import NamedTuple

from app.diary.diary import Diary
from app.services.advisory.advisory import Answer, Answered
from app.services.advisory.record import PastAdvisory
from app.trends.detector.assessment import (
    Assessment,
    Criterion,
    CriterionCode,
    DataQuality,
    Explanation,
    ExplanationCode,
    Finding,
    Level,
    Need,
    NeedCode,
    Verdict,
    Window,
)
from app.trends.detector.situations import Situation, SituationReading
from app.web.advisory.causes import _FACTS as FACTS
from app.web.advisory.history import answered_words, past_cards
from app.web.advisory.page import advisory_card, advisory_page, question_card
from app.web.share.summary_advisory import shared_advisory

TODAY = date(2026, 5, 20)
# Short, for the table of days is the longest part of the page.
BEFORE = Window(date(2026, 4, 20), date(2026, 4, 22), 2)
AFTER = Window(date(2026, 5, 17), TODAY, 3)
FIGURES = (
    "extra",
    "after",
    "bad",
    "before",
    "count",
    "days",
    "days_ago",
    "days_back",
    "days_logged",
    "others",
    "usual",
    "without",
)
FACT_FIGURES = (("after", 6.0), ("before", 4.0), ("days", 5.0))
# The levels at which each situation can be told: see `app.trends.detector.situations.read`.
SITUATIONS = {
    Situation.INSUFFICIENT_DATA: (Level.INSUFFICIENT_DATA,),
    Situation.NO_OPIOID: (Level.NONE,),
    Situation.NONE: (Level.NONE,),
    Situation.WATCH: (Level.WATCH,),
    Situation.DISCUSS: (Level.DISCUSS,),
    Situation.SPECIAL_CARE: (Level.WATCH, Level.DISCUSS),
    Situation.HEAD_ONLY: (Level.NONE, Level.WATCH, Level.DISCUSS),
    Situation.DOSE_GAP_NOTED: (Level.WATCH, Level.DISCUSS),
    Situation.DOSE_GAP_SEEN: (Level.WATCH, Level.DISCUSS),
    Situation.PAIN_ROSE_FIRST: (Level.WATCH, Level.DISCUSS),
    Situation.IMPROVED_AFTER_CUT: (Level.NONE, Level.WATCH),
    Situation.IMPROVED_AFTER_ROTATION: (Level.NONE, Level.WATCH),
    Situation.IMPROVED_AFTER_STOP: (Level.NONE, Level.WATCH),
    Situation.DOSE_UP_PAIN_SAME: (Level.NONE,),
}
# What the diary says of one other cause: nothing, for it, against it, both.
SIDES = ((False, False), (True, False), (False, True), (True, True))
EVERY_FACT = tuple(
    Finding(code, tuple((name, 3.0) for name in FIGURES), (TODAY,), ("left_hip",)) for code in FACTS
)
NEEDS = ((), *(tuple(Need(code, days, TODAY) for code in NeedCode) for days in (1, 9)))
EMPTY = DataQuality()
FULL = DataQuality(TODAY, 90, 10, 3, 80, 70, 90, 2, ("buprenorphine",), has_opioid=True)
SINGLE = DataQuality(TODAY, 1, 1, 1, 1, 1, 1, 1, ("buprenorphine", "butorphanol"), has_opioid=True)


class State(NamedTuple):
    """What the detector says, and the situation it is told in."""

    assessment: Assessment
    reading: SituationReading


def a_line(code: CriterionCode, verdict: Verdict) -> Criterion:
    return Criterion(
        code,
        verdict,
        estimate=2.0,
        low=1.0,
        high=3.0,
        before=BEFORE,
        after=AFTER,
        before_mean=4.0,
        after_mean=6.0,
        areas=("left_hip", "neck") if code is CriterionCode.NEW_AREAS else (),
    )


def an_assessment(
    level: Level,
    verdict: Verdict,
    *,
    sides: tuple[bool, bool] = (True, True),
    needs: tuple[Need, ...] = tuple(Need(code, 9, TODAY) for code in NeedCode),
    quality: DataQuality = FULL,
) -> Assessment:
    return Assessment(
        TODAY,
        level,
        criteria=tuple(a_line(code, verdict) for code in CriterionCode),
        explanations=tuple(_explanations(*sides)),
        quality=quality,
        needs=needs,
        method_version="x",
    )


def _explanations(supports: bool, against: bool) -> Iterator[Explanation]:
    """Deal all facts out to the causes: a fact's sentence is the same with each of them."""
    for n, code in enumerate(ExplanationCode):
        dealt = EVERY_FACT[n :: len(ExplanationCode)]
        yield Explanation(code, dealt if supports else (), dealt if against else ())


def every_state() -> Iterator[State]:
    """Yield each situation at each of its levels, with each verdict, side, need and quality."""
    for (situation, levels), verdict, sides, needs, quality in product(
        SITUATIONS.items(), Verdict, SIDES, NEEDS, (EMPTY, FULL, SINGLE)
    ):
        fact = Finding(situation, FACT_FIGURES, (BEFORE.first, TODAY))
        for level in levels:
            told = an_assessment(level, verdict, sides=sides, needs=needs, quality=quality)
            yield State(told, SituationReading(situation, fact))


def texts_of(told: object) -> Iterator[str]:
    """Yield all text in a presenter's value, however it is nested."""
    if isinstance(told, str):
        yield told
    elif isinstance(told, list | tuple):
        for part in told:
            yield from texts_of(part)
    elif is_dataclass(told):
        for part in fields(told):
            yield from texts_of(getattr(told, part.name))


class Told(NamedTuple):
    """What one state makes: the texts of the card, of the page, and of the provider's page."""

    state: State
    card: tuple[str, ...]
    page: tuple[str, ...]
    shared: tuple[str, ...]


@cache
def every_telling() -> tuple[Told, ...]:
    """Tell every state; all tests share it."""
    return tuple(
        Told(
            state,
            tuple(texts_of(advisory_card(*state))),
            tuple(texts_of(advisory_page(Diary(), *state))),
            tuple(texts_of(shared_advisory(*state))),
        )
        for state in every_state()
    )


def every_past() -> Iterator[PastAdvisory]:
    """Yield a kept advisory of each situation, level and answer, and one of before they were."""
    for situation, level, answer in product(Situation, Level, Answer):
        yield PastAdvisory(TODAY, level, situation, answer, (), "x")
    yield PastAdvisory(TODAY, Level.WATCH, Situation.WATCH, Answer.NOT_NOW, (), "")


@cache
def every_sentence() -> tuple[int, frozenset[str]]:
    """Return how many states there are, and each different text that they make."""
    tellings = every_telling()
    told = {text for one in tellings for text in (*one.card, *one.page, *one.shared)}
    told |= {answered_words(Answered(answer, TODAY)) for answer in Answer}
    told |= set(texts_of(question_card()))
    told |= set(texts_of(past_cards(every_past())))
    return len(tellings), frozenset(told)
