"""No opioid, no opioid advisory: with ibuprofen alone no pattern of one is named."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from app.diary.diary import Diary, Dose, Profile
from app.diary.opioid_answers import OpioidAnswers
from app.trends.detector.assess import assess, assess_on
from app.trends.detector.assessment import Level, NeedCode
from app.trends.detector.situations import SHOWN, Situation, read
from tests.cast.courses import HOME, no_opioid, pattern

TODAY = date(2026, 5, 3)
OPIOID_START = TODAY - timedelta(days=400)


def _named(medication: str, start: date | None = None, said: bool | None = None) -> Diary:
    """The pattern with every dose under this name, and what the person said of the name."""
    words = {True: "yes", False: "no"}
    answers = OpioidAnswers.of({} if said is None else {medication: words[said]})
    diary = pattern(TODAY)
    return replace(
        diary,
        doses=tuple(replace(dose, medication=medication) for dose in diary.doses),
        profile=Profile(HOME, start),
        opioid_answers=answers,
    )


def test_the_pattern_itself_is_one() -> None:
    assert assess(pattern(TODAY), TODAY).level is Level.DISCUSS
    assert assess(pattern(TODAY), TODAY).quality.has_opioid


@pytest.mark.parametrize("medication", ["ibuprofen", "Tylenol", "gabapentin", "Novalgin"])
def test_without_any_opioid_no_pattern_of_one_is_named(medication: str) -> None:
    answer = assess(_named(medication), TODAY)
    assert answer.level is Level.NONE
    assert answer.score is not None
    assert answer.score < assess(pattern(TODAY), TODAY).score
    assert not answer.quality.has_opioid
    assert read(_named(medication), answer).situation is Situation.NO_OPIOID


def test_without_any_dose_no_pattern_of_an_opioid_is_named() -> None:
    bare = replace(pattern(TODAY), doses=(), profile=Profile(HOME))
    assert assess(bare, TODAY).level is Level.NONE
    assert not assess(bare, TODAY).quality.has_opioid


def test_a_told_start_is_enough() -> None:
    told = replace(pattern(TODAY), doses=(), profile=Profile(HOME, OPIOID_START))
    assert assess(told, TODAY).quality.has_opioid
    later = replace(told, profile=Profile(HOME, TODAY + timedelta(days=1)))
    assert not assess(later, TODAY).quality.has_opioid


@pytest.mark.parametrize("said", [None, True])
def test_a_medicine_that_may_be_an_opioid_counts_as_one_here(said: bool | None) -> None:
    answer = assess(_named("study medicine A", said=said), TODAY)
    assert answer.quality.has_opioid
    assert answer.quality.not_counted == ("study medicine A",)
    assert assess(_named("study medicine A", said=False), TODAY).level is Level.NONE


def test_before_the_first_opioid_no_day_names_a_pattern() -> None:
    first = TODAY - timedelta(days=20)
    dose = Dose(datetime.combine(first, time(8)), "tramadol", "oral", 50, "mg")
    diary = no_opioid(TODAY)
    diary = replace(diary, doses=(*diary.doses, dose))
    days = [TODAY - timedelta(days=n) for n in range(100)]
    levels = {day: level for day, level, _ in assess_on(diary, days)}
    assert not {levels[day] for day in days if day < first} & SHOWN
    assert assess(diary, TODAY).quality.has_opioid


def test_the_shortfall_speaks_of_days_with_an_opioid() -> None:
    codes = {need.code for need in assess(no_opioid(TODAY), TODAY).needs}
    assert NeedCode.DAYS_WITH_OPIOID in codes
    assert NeedCode.DAYS_WITH_OPIOID.value == "days_with_opioid"
