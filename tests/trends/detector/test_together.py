"""How many of pain, touch and new places went up: a count of the lines that are shown."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.trends.detector.assess import assess
from app.trends.detector.assessment import Assessment, Criterion, CriterionCode, Verdict
from tests.trends.made_diaries import first_day, last_day, simulated

THREE = (CriterionCode.PAIN_RISE, CriterionCode.TOUCH_RISE, CriterionCode.NEW_AREAS)


def line_of(answer: Assessment, code: CriterionCode) -> Criterion:
    return next(line for line in answer.criteria if line.code is code)


@given(st.integers(0, 60), st.integers(30, 300))
@settings(max_examples=40, deadline=None)
@pytest.mark.slow
def test_the_count_is_that_of_the_lines_whose_low_end_is_shown_above_zero(
    person: int, after: int
) -> None:
    diary = simulated(person)
    answer = assess(diary, min(first_day(diary) + timedelta(days=after), last_day(diary)))
    if not answer.criteria:
        return
    lows = [low for low in (line_of(answer, code).low for code in THREE) if low is not None]
    told = line_of(answer, CriterionCode.TOGETHER)
    if len(lows) < 2:
        assert (told.verdict, told.estimate) == (Verdict.CANNOT_JUDGE, None)
        return
    assert told.estimate == sum(float(f"{low:.1f}") > 0 for low in lows)
    if told.verdict is Verdict.FOR:
        assert told.estimate >= 2
    if told.verdict is Verdict.AGAINST:
        assert told.estimate == 0
    assert told.weight == 0


def test_pain_alone_is_not_together_with_anything() -> None:
    diary = simulated(1)
    alone = replace(
        diary, entries=tuple(replace(entry, touch=None, areas=None) for entry in diary.entries)
    )
    answer = assess(alone, last_day(diary))
    assert line_of(answer, CriterionCode.TOGETHER).verdict is Verdict.CANNOT_JUDGE
    assert CriterionCode.TOGETHER in answer.cannot_judge
