"""Which wording a diary gets: each has a diary that leads to it, and nearby ones that do not."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.clinical.care import CARE_KINDS, SPECIAL_CARE
from app.clinical.events import MISSED_DOSES
from app.diary.diary import Diary, DiaryEvent
from app.trends.detector.assess import assess
from app.trends.detector.assessment import Level
from app.trends.detector.situations import SHOWN, Situation, SituationReading, read
from tests.cast.courses import (
    CAST,
    ONSET,
    head_only,
    made,
    pain_rose_first,
    pattern,
    rising,
    same_pain,
    stepping,
)
from tests.trends.made_diaries import last_day, simulated

TODAY = date(2026, 3, 11)


def reading_of(diary: Diary, care: str = "", as_of: date = TODAY) -> SituationReading:
    return read(diary, assess(diary, as_of), care)


def situation_of(diary: Diary, care: str = "") -> Situation:
    return reading_of(diary, care).situation


@pytest.mark.parametrize(("situation", "diary"), list(CAST.items()))
def test_every_situation_has_a_diary_that_leads_to_it(
    situation: Situation, diary: Callable[[date], Diary]
) -> None:
    assert situation_of(diary(TODAY)) is situation


def test_no_situation_is_without_a_diary() -> None:
    assert {*CAST, Situation.SPECIAL_CARE} == set(Situation)


@pytest.mark.parametrize("care", sorted(CARE_KINDS | {""}))
def test_only_special_care_makes_the_words_neutral(care: str) -> None:
    expected = Situation.SPECIAL_CARE if care in SPECIAL_CARE else Situation.DISCUSS
    assert situation_of(pattern(TODAY), care) is expected


def test_special_care_hides_no_shortfall() -> None:
    for situation in (Situation.INSUFFICIENT_DATA, Situation.NONE):
        assert situation_of(CAST[situation](TODAY), "cancer") is situation


def test_missed_doses_count_for_two_weeks() -> None:
    def noted(days_ago: int) -> Diary:
        event = DiaryEvent(TODAY - timedelta(days=days_ago), MISSED_DOSES)
        return replace(pattern(TODAY), events=(event,))

    assert situation_of(noted(13)) is Situation.DOSE_GAP_NOTED
    assert situation_of(noted(14)) is Situation.DISCUSS


def test_days_that_were_not_logged_at_all_are_no_gap() -> None:
    gap = [TODAY - timedelta(days=n) for n in (3, 4, 5, 6)]
    diary = pattern(TODAY)
    silent = replace(
        diary,
        entries=tuple(entry for entry in diary.entries if entry.for_date not in gap),
        doses=tuple(dose for dose in diary.doses if dose.taken_at_local.date() not in gap),
    )
    assert situation_of(silent) is Situation.DISCUSS


def test_two_days_without_a_dose_are_no_gap() -> None:
    gap = [TODAY - timedelta(days=n) for n in (3, 4)]
    diary = pattern(TODAY)
    doses = tuple(dose for dose in diary.doses if dose.taken_at_local.date() not in gap)
    assert situation_of(replace(diary, doses=doses)) is Situation.DISCUSS


def test_one_day_with_another_place_is_not_head_only() -> None:
    diary = head_only(TODAY)
    last = diary.entries[-1]
    moved = replace(last, areas=frozenset({"head", "neck"}))
    assert situation_of(replace(diary, entries=(*diary.entries[:-1], moved))) is not (
        Situation.HEAD_ONLY
    )


def test_a_few_headaches_without_a_pattern_are_left_alone() -> None:
    diary = head_only(TODAY)
    since = TODAY - timedelta(days=27)
    rare = tuple(
        entry
        if entry.for_date < since or entry.for_date.day % 3 == 0
        else replace(entry, areas=frozenset())
        for entry in diary.entries
    )
    found = replace(diary, entries=rare)
    assert assess(found, TODAY).level not in SHOWN
    assert situation_of(found) is Situation.NONE


def test_pain_that_rose_first_names_both_days_and_means() -> None:
    reading = reading_of(pain_rose_first(TODAY))
    onset, step = reading.fact.dates
    figures = dict(reading.fact.figures)
    assert (step - onset).days >= 7
    assert figures["after"] - figures["before"] >= 1


def test_pain_that_rose_first_is_the_pattern_once_touch_and_places_join() -> None:
    diary = made(
        TODAY,
        pain=rising(4, 8, stop=ONSET + 6),
        touch=rising(0, 5),
        spreads_from=ONSET + 6,
        mg=stepping(60, 120, ONSET + 30),
    )
    assert situation_of(diary) is Situation.DISCUSS


def test_a_dose_that_rose_first_is_never_told_as_pain_first() -> None:
    diary = made(
        TODAY,
        pain=rising(4, 8, stop=ONSET + 6),
        spreads_from=ONSET + 6,
        mg=stepping(60, 120, ONSET - 5),
    )
    assert situation_of(diary) is not Situation.PAIN_ROSE_FIRST


def test_an_old_dose_step_is_not_told_any_more() -> None:
    long_ago = made(TODAY, pain=lambda _: 5, mg=stepping(60, 120, 60), days=200)
    assert situation_of(long_ago) is Situation.NONE
    assert situation_of(same_pain(TODAY)) is Situation.DOSE_UP_PAIN_SAME


def test_doses_that_merely_vary_are_no_step() -> None:
    varying = made(TODAY, pain=lambda _: 5, mg=lambda n: (50, 70, 60, 80, 60, 55)[n * 7 % 6])
    assert situation_of(varying) is Situation.NONE


def test_what_comes_after_the_look_changes_nothing() -> None:
    earlier = TODAY - timedelta(days=30)
    diary = pattern(TODAY)
    later_event = DiaryEvent(TODAY, MISSED_DOSES)
    known = reading_of(diary.up_to(earlier), as_of=earlier)
    assert reading_of(replace(diary, events=(later_event,)), as_of=earlier) == known


@pytest.mark.slow
@given(st.sampled_from(sorted(CARE_KINDS)), st.integers(0, 20), st.integers(10, 200))
@settings(max_examples=25, deadline=None)
def test_a_reading_fits_the_level_that_it_tells(care: str, person: int, days: int) -> None:
    diary = simulated(person)
    day = min(last_day(diary), diary.entries[0].for_date + timedelta(days=days))
    assessment = assess(diary, day)
    situation = read(diary, assessment, care).situation
    if situation.value in set(Level):
        assert situation.value == assessment.level.value
    if situation in {
        Situation.DOSE_GAP_NOTED,
        Situation.DOSE_GAP_SEEN,
        Situation.PAIN_ROSE_FIRST,
        Situation.SPECIAL_CARE,
    }:
        assert assessment.level in SHOWN
    if situation is Situation.DOSE_UP_PAIN_SAME:
        assert assessment.level is Level.NONE
