"""A series keeps every day in its place and fills nothing in."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.clinical.events import DOSE_CHANGE_BY_PRESCRIBER, ILLNESS
from app.diary.diary import DayEntry, Diary, DiaryEvent, Dose
from app.trends.figures.series import build_series, stretch
from tests.cast.days import day, taken


def dose(n: int, amount: float = 10, medication: str = "oxycodone") -> Dose:
    return taken(n, amount, medication)


def scores(*pains: float | None) -> Diary:
    return Diary(entries=tuple(DayEntry(day(n), pain=pain) for n, pain in enumerate(pains)))


def test_there_is_one_row_for_every_day_also_for_days_without_a_record() -> None:
    diary = Diary(entries=(DayEntry(day(0), pain=4), DayEntry(day(5), pain=6)))
    rows = build_series(diary, day(0), day(6)).rows
    assert [row.for_date for row in rows] == [day(n) for n in range(7)]
    assert [row.pain for row in rows] == [4, None, None, None, None, 6, None]
    assert all(row.mme_per_day is None for row in rows)


def test_the_mean_is_of_seven_days_and_needs_four_of_them() -> None:
    rows = build_series(scores(1, 2, 3, 4, None, None, None, None), day(0), day(7)).rows
    means = [row.pain_mean_7 for row in rows]
    assert means == [None, None, None, 2.5, 2.5, 2.5, 2.5, None]


def test_the_mean_of_the_first_day_shown_uses_the_days_before_it() -> None:
    rows = build_series(scores(*[2.0] * 6, 9.0), day(6), day(6)).rows
    assert rows[0].pain_mean_7 == 3.0


def test_nothing_after_the_last_day_is_looked_at() -> None:
    diary = Diary(entries=(DayEntry(day(0), pain=4),), doses=(dose(0), dose(3)))
    later = replace(diary, entries=(*diary.entries, DayEntry(day(3), pain=9)))
    assert build_series(diary, day(0), day(2)) == build_series(later, day(0), day(2))


def test_a_day_with_only_an_uncounted_opioid_has_no_amount_rather_than_zero() -> None:
    diary = Diary(doses=(dose(0, 2, "buprenorphine"), dose(1), dose(1, 2, "buprenorphine")))
    rows = build_series(diary, day(0), day(1)).rows
    assert rows[0].mme_per_day is None
    assert [taken.medication for taken in rows[0].uncounted] == ["buprenorphine"]
    assert rows[1].mme_per_day == 15.0
    assert [(taken.amount, taken.unit) for taken in rows[1].uncounted] == [(2.0, "mg")]


def test_the_amount_of_a_day_that_is_not_over_is_left_open() -> None:
    diary = Diary(doses=(dose(0), dose(1)))
    over = build_series(diary, day(0), day(1))
    still_open = build_series(replace(diary, open_day=day(1)), day(0), day(1))
    earlier = build_series(replace(diary, open_day=day(5)), day(0), day(1))
    assert [row.mme_per_day for row in over.rows] == [15, 15]
    assert [row.mme_per_day for row in still_open.rows] == [15, None]
    assert still_open.open_day == day(1)
    assert (earlier.rows, earlier.open_day) == (over.rows, None)


def test_an_answer_of_nowhere_is_not_the_same_as_no_answer() -> None:
    diary = Diary(entries=(DayEntry(day(0), areas=frozenset()), DayEntry(day(1))))
    rows = build_series(diary, day(0), day(1)).rows
    assert [row.area_count for row in rows] == [0, None]


def test_completeness_counts_days_with_a_score_and_when_they_were_entered() -> None:
    diary = Diary(
        entries=(
            DayEntry(day(0), pain=4, entered_on=day(0)),
            DayEntry(day(1), pain=4, entered_on=day(3)),
            DayEntry(day(2), pain=4),
            DayEntry(day(3), touch=2, entered_on=day(3)),
        )
    )
    completeness = build_series(diary, day(0), day(9)).completeness
    assert completeness.days == 10
    assert completeness.days_logged == 3
    assert completeness.entered_on_the_day == 1
    assert completeness.entered_later == 1


def test_events_and_dose_changes_outside_the_stretch_are_left_out() -> None:
    events = (
        DiaryEvent(day(2), ILLNESS),
        DiaryEvent(day(1), DOSE_CHANGE_BY_PRESCRIBER),
        DiaryEvent(day(40), DOSE_CHANGE_BY_PRESCRIBER),
        DiaryEvent(day(30), ILLNESS),
    )
    series = build_series(Diary(events=events), day(20), day(50))
    assert [event.for_date for event in series.events] == [day(30), day(40)]
    assert [change.for_date for change in series.dose_changes] == [day(40)]


def test_a_step_on_the_first_days_shown_is_judged_by_the_days_before() -> None:
    doses = tuple(dose(n, 10 if n < 30 else 20) for n in range(60))
    series = build_series(Diary(doses=doses), day(28), day(59))
    assert [change.for_date for change in series.dose_changes] == [day(30)]


def test_the_stretch_is_cut_to_the_diary() -> None:
    diary = scores(1, 2, 3)
    assert stretch(diary, day(2), days=90) == (day(0), day(2))
    assert stretch(diary, day(2), days=2) == (day(1), day(2))
    assert stretch(diary, day(200), days=30) == (day(171), day(200))
    assert stretch(diary, day(200)) == (day(0), day(200))


def test_an_empty_diary_gives_the_one_day_asked_about() -> None:
    assert stretch(Diary(), day(5), days=30) == (day(5), day(5))
    series = build_series(Diary(), day(5), day(5))
    assert len(series.rows) == 1
    assert series.completeness.days_logged == 0


@pytest.mark.slow
@given(st.permutations(range(30)))
def test_the_order_of_records_does_not_matter(order: list[int]) -> None:
    entries = tuple(DayEntry(day(n), pain=n % 11) for n in range(30))
    doses = tuple(dose(n, 5 + n % 3) for n in range(30))
    shuffled = Diary(entries=tuple(entries[n] for n in order), doses=tuple(doses[n] for n in order))
    assert build_series(shuffled, day(0), day(29)) == build_series(
        Diary(entries=entries, doses=doses), day(0), day(29)
    )
