from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.clinical.events import NEW_INJURY
from app.diary.diary import Diary, DiaryEvent
from app.trends.detector.assess import assess, assess_on
from app.trends.detector.assessment import CriterionCode, Level, Verdict
from app.trends.detector.evidence import CLEAR_WEIGHT_POINTS
from app.trends.detector.scorecard import BASE_POINTS
from app.trends.detector.signals import read_signals
from app.trends.detector.trajectory import follow
from tests.trends.made_diaries import any_diary, first_day, last_day, simulated

pytestmark = pytest.mark.slow

# A number stands for a simulated person: a whole diary makes a failure unreadable.
people = st.integers(0, 400)
few = settings(max_examples=25, deadline=None)


@given(any_diary, st.integers(-10, 230))
@settings(max_examples=150, deadline=None)
def test_any_diary_gets_an_answer_on_any_day(diary: Diary, after: int) -> None:
    day = date(2025, 1, 1) + timedelta(days=after)
    answer = assess(diary, day)
    logged = sum(e.pain is not None and e.for_date <= day for e in diary.entries)
    assert answer.quality.days_logged == logged
    if logged < 14:
        assert answer.level is Level.INSUFFICIENT_DATA
    assert (answer.score is None) == (answer.level is Level.INSUFFICIENT_DATA)


@given(people, st.integers(-4000, 4000))
@few
def test_a_diary_on_other_dates_gives_the_same_answer(person: int, days: int) -> None:
    diary = simulated(person)
    by = timedelta(days=days)
    moved = replace(
        diary,
        entries=tuple(replace(e, for_date=e.for_date + by) for e in diary.entries),
        doses=tuple(replace(d, taken_at_local=d.taken_at_local + by) for d in diary.doses),
        events=tuple(replace(e, for_date=e.for_date + by) for e in diary.events),
        profile=replace(diary.profile, opioid_start=diary.profile.opioid_start + by),
    )
    here, there = assess(diary, last_day(diary)), assess(moved, last_day(moved))
    assert (here.level, here.score) == (there.level, there.score)
    assert [(c.code, c.weight, c.estimate) for c in here.criteria] == [
        (c.code, c.weight, c.estimate) for c in there.criteria
    ]


@given(people, st.randoms(use_true_random=False))
@few
def test_the_order_of_rows_does_not_matter(person: int, chance: Random) -> None:
    diary = simulated(person)
    shuffled = Diary(
        entries=tuple(chance.sample(diary.entries, len(diary.entries))),
        doses=tuple(chance.sample(diary.doses, len(diary.doses))),
        events=tuple(chance.sample(diary.events, len(diary.events))),
        profile=diary.profile,
    )
    assert assess(shuffled, last_day(diary)) == assess(diary, last_day(diary))


@given(people, st.integers(0, 23))
@few
def test_the_hour_of_the_day_does_not_matter(person: int, hour: int) -> None:
    """So a clock in another time zone, showing other hours of the same day, changes nothing."""
    diary = simulated(person)
    doses = tuple(
        replace(d, taken_at_local=datetime.combine(d.taken_at_local.date(), time(hour)))
        for d in diary.doses
    )
    assert assess(replace(diary, doses=doses), last_day(diary)) == assess(diary, last_day(diary))


@given(people, st.integers(1, 6))
@few
def test_single_doses_and_a_daily_total_give_the_same_answer(person: int, parts: int) -> None:
    diary = simulated(person)
    total = tuple(replace(dose, amount=60.0 * round(dose.amount)) for dose in diary.doses)
    one_part = tuple(replace(dose, amount=dose.amount / parts) for dose in total)
    single = one_part * parts
    assert assess(replace(diary, doses=single), last_day(diary)) == assess(
        replace(diary, doses=total), last_day(diary)
    )


@given(people, st.data())
@settings(max_examples=60, deadline=None)
def test_one_more_injury_never_raises_the_level_or_the_score_of_any_look(
    person: int, data: st.DataObject
) -> None:
    diary = simulated(person)
    days = (last_day(diary) - first_day(diary)).days
    # By nothing at all, not even a last digit: an injury that was there already shows that.
    known = DiaryEvent(first_day(diary) + timedelta(days=days // 2), NEW_INJURY)
    diary = replace(diary, events=(*diary.events, known))
    injured_on = first_day(diary) + timedelta(days=data.draw(st.integers(0, days)))
    injured = replace(diary, events=(*diary.events, DiaryEvent(injured_on, NEW_INJURY)))
    looks = [first_day(diary) + timedelta(days=n) for n in range(0, days + 1, 3)]
    without, with_injury = assess_on(diary, looks), assess_on(injured, looks)
    for (_, level, score), (_, other, lower) in zip(without, with_injury, strict=True):
        assert other.rank <= level.rank
        assert (score is None) == (lower is None)
        assert score is None or lower is None or lower <= score


@given(people | any_diary, st.integers(0, 200))
@settings(max_examples=60, deadline=None)
def test_later_records_never_change_an_earlier_look(who: int | Diary, after: int) -> None:
    diary = who if isinstance(who, Diary) else simulated(who)
    if not diary.entries:
        return
    day = first_day(diary) + timedelta(days=after)
    assert assess(diary, day) == assess(diary.up_to(day), day)
    later = day + timedelta(days=150)
    ((_, level, score), _) = assess_on(diary, [day, later])
    answer = assess(diary, day)
    assert (level, score) == (answer.level, answer.score)


@given(people)
@few
def test_the_level_changes_once_in_14_days_at_most(person: int) -> None:
    diary = simulated(person)
    days = (last_day(diary) - first_day(diary)).days
    looks = [first_day(diary) + timedelta(days=n) for n in range(days + 1)]
    levels = [level for _, level, _ in assess_on(diary, looks)]
    changes = [n for n in range(1, len(levels)) if levels[n] is not levels[n - 1]]
    assert all(later - earlier >= 14 for earlier, later in pairwise(changes))


@given(people, st.integers(14, 300))
@few
def test_every_point_of_the_score_stands_in_a_line(person: int, after: int) -> None:
    diary = simulated(person)
    answer = assess(diary, min(first_day(diary) + timedelta(days=after), last_day(diary)))
    if answer.score is None:
        return
    signals = read_signals(diary, answer.as_of)
    assert signals is not None
    course = follow(signals)
    lines = [*answer.criteria, *answer.explanations]
    assert BASE_POINTS + sum(line.weight for line in lines) == pytest.approx(course.scores[-1])


@given(people, st.integers(14, 300))
@few
def test_no_line_speaks_for_the_pattern_and_takes_points_off_or_the_other_way(
    person: int, after: int
) -> None:
    diary = simulated(person)
    answer = assess(diary, min(first_day(diary) + timedelta(days=after), last_day(diary)))
    for line in answer.criteria:
        # Less pain on less opioid speaks for the explanation, and yet against an alarm now.
        if line.code is not CriterionCode.AFTER_DOSE_CUT:
            assert not (line.verdict is Verdict.FOR and line.weight <= -CLEAR_WEIGHT_POINTS)
            assert not (line.verdict is Verdict.AGAINST and line.weight >= CLEAR_WEIGHT_POINTS)


@given(people)
@few
def test_a_higher_level_never_shows_a_lower_score(person: int) -> None:
    diary = simulated(person)
    days = (last_day(diary) - first_day(diary)).days
    looks = [first_day(diary) + timedelta(days=n) for n in range(days + 1)]
    shown = [
        (level.rank, score) for _, level, score in assess_on(diary, looks) if score is not None
    ]
    for rank in range(1, 4):
        lower = [score for other, score in shown if other < rank]
        higher = [score for other, score in shown if other >= rank]
        assert not lower or not higher or max(lower) < min(higher)
