"""What the advisory says: calm, complete, and never more than the diary holds."""

import ast
import inspect
import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.clinical.areas import AREA_CODES
from app.clinical.events import EVENT_KINDS
from app.diary.diary import DayEntry, Diary, DiaryEvent, Dose, Profile
from app.diary.example import LAST_DAY, example_diary
from app.services.advisory.advisory import Answer
from app.services.advisory.record import PastAdvisory
from app.trends.detector import explanations
from app.trends.detector.assess import assess
from app.trends.detector.assessment import (
    Assessment,
    DataQuality,
    ExplanationCode,
    Finding,
    Level,
    Need,
    NeedCode,
    Verdict,
)
from app.trends.detector.mood_sleep import RATED
from app.trends.detector.situations import Situation, SituationReading, read
from app.web.advisory.causes import _FACTS as FACTS
from app.web.advisory.causes import causes_of
from app.web.advisory.evidence import evidence_of
from app.web.advisory.history import past_cards
from app.web.advisory.page import AdvisoryPage, Card, advisory_card, advisory_page
from app.web.advisory.situations import heading_of
from app.web.share.summary_advisory import shared_advisory
from tests.words.advisory_states import TODAY, an_assessment, texts_of
from tests.words.forbidden import faults

pytestmark = pytest.mark.slow

# Every figure and day that some situation names.
A_FACT = Finding(
    "any", (("after", 5.2), ("before", 5.0), ("days", 16.0)), (date(2026, 4, 2), date(2026, 4, 30))
)


def reading_of(situation: Situation) -> SituationReading:
    return SituationReading(situation, A_FACT)


def page_of(assessment: Assessment, situation: Situation | None = None) -> AdvisoryPage:
    reading = reading_of(situation or Situation(assessment.level.value))
    return advisory_page(Diary(), assessment, reading)


def card_of(assessment: Assessment, situation: Situation | None = None) -> Card | None:
    return advisory_card(assessment, reading_of(situation or Situation(assessment.level.value)))


def example_page() -> AdvisoryPage:
    diary = example_diary()
    assessment = assess(diary, LAST_DAY)
    return advisory_page(diary, assessment, read(diary, assessment))


@pytest.mark.parametrize("level", list(Level))
def test_each_level_has_its_own_words(level: Level) -> None:
    told = page_of(an_assessment(level, Verdict.FOR))
    others = [page_of(an_assessment(other, Verdict.FOR)) for other in Level if other is not level]
    assert told.title not in [other.title for other in others]
    assert told.intro not in [other.intro for other in others]
    assert "provider" in told.intro


def test_only_watch_and_discuss_name_what_was_seen_and_other_causes() -> None:
    for level in Level:
        told = page_of(an_assessment(level, Verdict.FOR))
        assert bool(told.saw) == bool(told.causes) == (level in {Level.WATCH, Level.DISCUSS})


def test_the_card_says_it_is_no_diagnosis_and_to_leave_the_dose() -> None:
    for level in (Level.WATCH, Level.DISCUSS):
        card = card_of(an_assessment(level, Verdict.FOR))
        assert card is not None
        assert "This is not a diagnosis" in card.caution
        assert "Do not change your dose on your own" in card.caution


def test_without_a_pattern_there_is_no_card() -> None:
    assert card_of(an_assessment(Level.NONE, Verdict.UNCLEAR)) is None


def test_not_enough_days_is_one_line_with_the_exact_shortfall() -> None:
    need = Need(NeedCode.DAYS_AFTER_DOSE_CHANGE, 9, date(2026, 5, 3))
    card = card_of(Assessment(TODAY, Level.INSUFFICIENT_DATA, needs=(need,)))
    assert card is not None
    assert card.is_line
    assert (card.title, *card.sentences) == (
        "Not enough days yet",
        "9 more days after the change on 3 May 2026 (35 needed).",
    )


def test_every_fact_that_the_detector_can_name_has_its_sentence() -> None:
    named = {fact for _, *facts in RATED.values() for fact in facts}
    for node in ast.walk(ast.parse(inspect.getsource(explanations))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            place = {"finding": 0, "_logged": 1}.get(node.func.id)
            named |= _texts(node.args[place]) if place is not None else set()
        if isinstance(node, ast.Assign) and [ast.unparse(t) for t in node.targets] == ["code"]:
            named |= _texts(node.value)
    assert named == set(FACTS)


def _texts(node: ast.expr) -> set[str]:
    if isinstance(node, ast.IfExp):
        return _texts(node.body) | _texts(node.orelse)
    return {node.value} if isinstance(node, ast.Constant) else set()


def test_areas_are_the_persons_own_only_on_their_own_page() -> None:
    assessment = an_assessment(Level.DISCUSS, Verdict.FOR)
    own = " ".join(texts_of(page_of(assessment)))
    lines = evidence_of(assessment.criteria, your=False)
    causes = causes_of(assessment.explanations, your=False)
    shared = " ".join(line.sentence for line in lines) + str(causes)
    assert "your neck and left hip or buttock" in own
    assert "your neck" not in shared
    assert "your left hip" not in shared
    assert "neck and left hip or buttock" in shared


def test_causes_that_the_diary_speaks_for_come_first() -> None:
    told = example_page()
    with_support = [bool(cause.supports) for cause in told.causes]
    assert with_support == sorted(with_support, reverse=True)
    assert len(told.causes) == len(ExplanationCode)


def test_what_has_no_factor_is_named_as_not_counted() -> None:
    told = page_of(an_assessment(Level.DISCUSS, Verdict.FOR))
    assert any("buprenorphine" in spot and "not counted" in spot for spot in told.blind_spots)


def test_the_table_holds_each_day_of_the_evidence_once() -> None:
    told = example_page()
    days = [row[0].replace("\N{NO-BREAK SPACE}", " ") for row in told.days.rows]
    assert len(days) == len(set(days)) == 120
    assert (days[0], days[-1]) == ("4 Jul 2026", "31 Oct 2026")


FIRST_DAY = datetime(2026, 1, 1, 8)  # noqa: DTZ001 - the diary's own local times have no zone


def a_random_diary(seed: int) -> Diary:
    """Make one up: gaps, scores, areas, doses with and without a factor, and events."""
    rng = Random(seed)  # noqa: S311 - not a secret
    days = [FIRST_DAY + timedelta(days=n) for n in range(rng.randrange(130))]
    logged = [day for day in days if rng.random() < rng.choice((0.3, 0.9))]
    home = rng.sample(sorted(AREA_CODES), rng.randrange(9))
    trend = rng.uniform(-0.05, 0.08)

    def score() -> int | None:
        return rng.choice((None, *[min(10, max(0, int(rng.gauss(4, 2) + trend * n)))] * 5))

    entries = []
    for n, day in enumerate(logged):
        marked = rng.sample(sorted(AREA_CODES), min(24, n // 15))
        areas = None if rng.random() < 0.2 else frozenset([*home, *marked])
        entries.append(DayEntry(day.date(), pain=score(), touch=score(), areas=areas))
    medicines = rng.sample(["morphine", "buprenorphine", "ibuprofen", "oxycodone"], 2)
    return Diary(
        entries=tuple(entries),
        doses=tuple(
            Dose(day, rng.choice(medicines), "oral", 10 + n // 20 * 10, "mg")
            for n, day in enumerate(days)
            if rng.random() < 0.8
        ),
        events=tuple(
            DiaryEvent(day.date(), rng.choice(sorted(EVENT_KINDS)))
            for day in days
            if rng.random() < 0.05
        ),
        profile=Profile(original_areas=frozenset(rng.choice((home, [])))),
    )


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_any_diary_can_be_told(seed: int) -> None:
    diary = a_random_diary(seed)
    assessment = assess(diary, FIRST_DAY.date() + timedelta(days=129))
    for words in texts_of(advisory_page(diary, assessment, read(diary, assessment))):
        assert not re.search(r"None|nan\b|[{}_]", words), words
        assert not faults(words), words


# --- Each situation has words of its own ----------------------------------------------------

NEUTRAL = frozenset(Situation) - {
    Situation.DISCUSS,
    Situation.WATCH,
    Situation.NONE,
    Situation.INSUFFICIENT_DATA,
}


def test_each_situation_has_its_own_title_and_meaning() -> None:
    told = [page_of(an_assessment(Level.DISCUSS, Verdict.FOR), each) for each in Situation]
    assert len({page.title for page in told}) == len({page.intro for page in told}) == len(told)


@pytest.mark.parametrize("situation", sorted(NEUTRAL))
def test_neutral_words_neither_praise_nor_name_opioids_as_the_reason(situation: Situation) -> None:
    heading = heading_of(reading_of(situation))
    words = f"{heading.title} {heading.intro} {heading.fact}"
    assert not faults(words)
    assert "success" not in words
    assert "Sometimes opioids themselves" not in words
    assert "provider" in words or "care team" in words
    assert not re.search(r"[{}]", words)


WITH_FACT = NEUTRAL - {Situation.SPECIAL_CARE, Situation.NO_OPIOID}


def test_without_any_opioid_the_card_and_both_pages_say_so() -> None:
    none = replace(an_assessment(Level.NONE, Verdict.UNCLEAR), quality=DataQuality())
    card = card_of(none, Situation.NO_OPIOID)
    assert card is not None
    assert card.title == "No opioid in this diary"
    assert page_of(none, Situation.NO_OPIOID).title == "No opioid in this diary"
    told = shared_advisory(none, reading_of(Situation.NO_OPIOID))
    assert "no opioid in this diary" in told.finding


@pytest.mark.parametrize("situation", sorted(WITH_FACT))
def test_a_neutral_situation_leads_with_the_fact_that_it_rests_on(situation: Situation) -> None:
    fact = heading_of(reading_of(situation)).fact
    assert re.search("[0-9]", fact)
    assert page_of(an_assessment(Level.WATCH, Verdict.FOR), situation).saw[0] == fact
    for level, is_line in ((Level.WATCH, False), (Level.NONE, True)):
        card = card_of(an_assessment(level, Verdict.UNCLEAR), situation)
        assert card is not None
        assert card.sentences[0] == fact
        assert card.is_line == is_line


def test_special_care_is_told_only_what_changed() -> None:
    told = page_of(an_assessment(Level.DISCUSS, Verdict.FOR), Situation.SPECIAL_CARE)
    assert told.causes == ()
    assert {line.verdict for line in told.evidence} == {""}
    assert not any(line.fits for line in told.evidence)
    assert not [words for words in texts_of(told) if "pattern" in words.lower()]
    card = card_of(an_assessment(Level.DISCUSS, Verdict.FOR), Situation.SPECIAL_CARE)
    assert card is not None
    assert not [words for words in card.sentences if "Pain of this kind" in words]


def test_head_pain_of_its_own_is_named_and_blames_nobody() -> None:
    intro = heading_of(reading_of(Situation.HEAD_ONLY)).intro
    assert "medication-overuse headache" in intro
    assert "nobody's fault" in intro


def test_a_past_card_tells_what_was_kept() -> None:
    assessment = an_assessment(Level.DISCUSS, Verdict.FOR)
    past = [
        PastAdvisory(TODAY, Level.DISCUSS, each, answer, assessment.criteria, "2026-11")
        for each, answer in product(Situation, Answer)
    ]
    for card in past_cards(past):
        words = f"{card.title} {card.when} {card.level} {card.method}"
        assert "20 May 2026" in words
        assert "2026-11" in words
        assert not faults(words)
        assert card.evidence


def test_a_past_card_from_before_figures_were_kept_says_so() -> None:
    old = PastAdvisory(TODAY, Level.WATCH, Situation.WATCH, "not_now", (), "")
    (card,) = past_cards([old])
    assert "was not saved" in card.method
    assert card.evidence == ()
