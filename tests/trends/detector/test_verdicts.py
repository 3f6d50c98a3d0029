"""A verdict and its sentence never contradict the figures that stand beside them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.diary.diary import Diary
from app.trends.detector.assess import assess
from app.trends.detector.assessment import Criterion, CriterionCode, Verdict
from app.trends.detector.evidence import verdict_of
from app.web.advisory.evidence import evidence_of
from tests.cast.courses import DAYS, always, made, pattern
from tests.trends.made_diaries import first_day, simulated

COMPARED = {
    CriterionCode.PAIN_RISE,
    CriterionCode.TOUCH_RISE,
    CriterionCode.NEW_AREAS,
    CriterionCode.DOSE_RISE,
    CriterionCode.AFTER_DOSE_STEP,
    CriterionCode.AFTER_START,
}


def shown(line: Criterion) -> float:
    assert line.before_mean is not None
    assert line.after_mean is not None
    return round(line.after_mean, 1) - round(line.before_mean, 1)


@given(st.integers(0, 400), st.integers(14, 300))
@settings(max_examples=60, deadline=None)
@pytest.mark.slow
def test_what_fits_went_up_as_shown_and_what_does_not_fit_did_not(person: int, day: int) -> None:
    diary = simulated(person)
    for line in assess(diary, first_day(diary) + timedelta(days=day)).criteria:
        if line.code in COMPARED and line.verdict in {Verdict.FOR, Verdict.AGAINST}:
            assert (shown(line) > 0) == (line.verdict is Verdict.FOR), line


def test_a_rise_that_takes_points_off_is_not_called_no_rise() -> None:
    assert verdict_of(-1.5, change=1.7, low=0.9) is Verdict.UNCLEAR
    assert verdict_of(-1.5, change=0.0, low=-0.5) is Verdict.AGAINST


def test_means_that_read_the_same_are_not_called_a_rise() -> None:
    assert verdict_of(0.6, change=0.0, low=-0.7) is Verdict.UNCLEAR


def test_a_step_that_cannot_be_judged_does_not_hide_an_earlier_one() -> None:
    """The points count both, so the line must show what it can."""
    today = date(2026, 3, 11)
    first = today - timedelta(days=DAYS - 1)
    diary = made(today, pain=always(5), mg=lambda n: 60 if n < 40 else 90 if n < 75 else 130)
    line = after_step(diary, today)
    assert line.before is not None
    assert line.before.last == first + timedelta(days=74)
    silent = tuple(e for e in diary.entries if not 64 < (e.for_date - first).days < 75)
    line = after_step(replace(diary, entries=silent), today)
    assert line.before is not None
    assert line.before.last == first + timedelta(days=39)


def test_weeks_without_an_answer_do_not_say_that_it_has_passed() -> None:
    today = date(2026, 3, 11)
    diary = pattern(today)
    silent = replace(
        diary, entries=tuple(e for e in diary.entries if (today - e.for_date).days >= 21)
    )
    lines = assess(silent, today).criteria
    lasting = next(line for line in lines if line.code is CriterionCode.LASTING)
    assert lasting.verdict is Verdict.CANNOT_JUDGE


def after_step(diary: Diary, today: date) -> Criterion:
    lines = assess(diary, today).criteria
    return next(line for line in lines if line.code is CriterionCode.AFTER_DOSE_STEP)


def test_only_a_range_that_holds_no_change_may_be_chance() -> None:
    for low, high, may_be in ((-0.5, 1.5, True), (0.4, 2.4, False), (-2.9, -0.4, False)):
        line = Criterion(
            CriterionCode.AFTER_DOSE_STEP,
            Verdict.UNCLEAR,
            estimate=(low + high) / 2,
            low=low,
            high=high,
            before_mean=5.0,
            after_mean=5.0 + (low + high) / 2,
        )
        (told,) = evidence_of((line,))
        assert ("may be chance" in told.sentence) == may_be
