"""Dose changes are changes of the usual amount, never single days or forgotten rows."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.clinical.events import DOSE_CHANGE_BY_PRESCRIBER, ILLNESS
from app.diary.diary import DayEntry, Diary, DiaryEvent, Dose
from app.trends.detector.signals import read_signals
from app.trends.figures.dose_changes import ChangeKind, DoseChange, dose_changes_of
from tests.cast.days import day
from tests.trends.made_diaries import any_diary, last_day, simulated


def doses_of(
    amounts: Sequence[float | None], medicine: str = "morphine ER", begin: int = 0
) -> tuple[Dose, ...]:
    return tuple(
        Dose(datetime.combine(day(begin + n), time(8)), medicine, "oral", amount, "mg")
        for n, amount in enumerate(amounts)
        if amount is not None
    )


def noted(n: int) -> DiaryEvent:
    return DiaryEvent(day(n), DOSE_CHANGE_BY_PRESCRIBER)


def changes_of(
    amounts: Sequence[float | None], *events: DiaryEvent, days: int | None = None
) -> tuple[DoseChange, ...]:
    """Find the changes as of the day after the last amount, when that day is over."""
    last = day(len(amounts) if days is None else days)
    return dose_changes_of(Diary(doses=doses_of(amounts), events=events), last)


def test_a_step_up_is_found_on_its_first_day_with_both_amounts() -> None:
    [change] = changes_of([30.0] * 30 + [45.0] * 30)
    assert change == DoseChange(day(30), ChangeKind.UP, False, 30.0, 45.0)


def test_a_step_down_is_found() -> None:
    [change] = changes_of([60.0] * 20 + [30.0] * 20)
    assert (change.for_date, change.kind) == (day(20), ChangeKind.DOWN)


@pytest.mark.parametrize("amount", [95.0, 105.0])
def test_the_smallest_plan_is_a_step_where_the_dose_is_steady(amount: float) -> None:
    assert len(changes_of([100.0] * 30 + [amount] * 30)) == 1


def test_less_than_the_smallest_plan_is_no_step() -> None:
    assert changes_of([100.0] * 30 + [102.0] * 30) == ()


def test_a_step_is_told_once_seven_recorded_days_confirm_it_and_the_last_is_over() -> None:
    amounts = [30.0] * 20 + [45.0] * 7
    assert changes_of(amounts, days=26) == ()
    assert len(changes_of(amounts, days=27)) == 1


def test_each_step_of_a_weekly_taper_is_found() -> None:
    amounts = [120 * 0.95 ** max(0, (n - 30) // 7 + 1) for n in range(72)]
    found = changes_of(amounts)
    assert [change.for_date for change in found] == [day(30 + 7 * n) for n in range(6)]
    assert found[1].mme_before == pytest.approx(114.0)


def test_a_few_missed_doses_are_no_step() -> None:
    assert changes_of([45.0] * 20 + [22.5, 45.0, None, 22.5] + [45.0] * 20) == ()


def test_days_without_a_record_are_not_taken_for_zero() -> None:
    assert changes_of([45.0] * 20 + [None] * 12 + [45.0] * 20) == ()


def test_a_step_across_unrecorded_days_is_still_found() -> None:
    [change] = changes_of([30.0] * 20 + [None] * 5 + [60.0] * 20)
    assert change.for_date == day(25)


def test_a_noted_change_keeps_its_own_date_and_swallows_the_step_next_to_it() -> None:
    [change] = changes_of([30.0] * 30 + [45.0] * 30, noted(27))
    assert (change.for_date, change.kind) == (day(27), ChangeKind.UP)
    assert change.by_prescriber


def test_a_note_swallows_one_step_only() -> None:
    amounts = [80.0] * 30 + [60.0] * 7 + [40.0] * 20
    first, second = changes_of(amounts, noted(31))
    assert (first.for_date, first.by_prescriber) == (day(31), True)
    assert (second.for_date, second.by_prescriber) == (day(37), False)


def test_a_noted_change_that_the_doses_do_not_show_is_left_open() -> None:
    [change] = changes_of([30.0] * 60, noted(30))
    assert change.kind is ChangeKind.UNCLEAR


def test_a_noted_change_is_told_by_fewer_days_than_a_step() -> None:
    [change] = changes_of([30.0] * 7 + [45.0] * 3, noted(7))
    assert change == DoseChange(day(7), ChangeKind.UP, True, 30.0, 45.0)


def test_a_noted_change_that_the_diary_begins_with_has_no_direction() -> None:
    [change] = changes_of([30.0] * 6 + [45.0] * 20, noted(6))
    assert change == DoseChange(day(6), ChangeKind.UNCLEAR, True, None, 45.0)


def test_of_two_noted_changes_soon_after_each_other_both_have_a_direction() -> None:
    first, second = changes_of([30.0] * 20 + [45.0] * 3 + [60.0] * 20, noted(20), noted(23))
    assert (first.kind, second.kind) == (ChangeKind.UP, ChangeKind.UP)
    assert (second.mme_before, second.mme_after) == (45.0, 60.0)


def test_a_noted_start_has_no_amount_before() -> None:
    [change] = changes_of([None] * 20 + [10.0] * 20, noted(20))
    assert (change.mme_before, change.mme_after) == (None, 10.0)


def test_other_events_are_no_dose_changes() -> None:
    assert changes_of([30.0] * 60, DiaryEvent(day(30), ILLNESS)) == ()


def rotated(second: str, amount: float, *, route: str = "oral") -> tuple[DoseChange, ...]:
    later = (replace(dose, route=route) for dose in doses_of([amount] * 20, second, begin=20))
    return dose_changes_of(Diary(doses=(*doses_of([60.0] * 20), *later)), day(40))


def test_another_opioid_is_a_rotation_and_neither_up_nor_down() -> None:
    [change] = rotated("oxycodone ER", 30.0)
    assert (change.for_date, change.kind) == (day(20), ChangeKind.ROTATION)


def test_another_form_of_the_same_opioid_is_no_rotation() -> None:
    assert rotated("morphine", 60.0) == ()


def test_a_change_to_an_opioid_without_a_factor_is_a_rotation_with_no_amount_after() -> None:
    [change] = rotated("buprenorphine", 8.0, route="sublingual")
    assert (change.kind, change.mme_after) == (ChangeKind.ROTATION, None)


def test_amounts_reach_no_further_than_the_next_change() -> None:
    first, second = changes_of([30.0] * 20 + [60.0] * 8 + [90.0] * 20, noted(20), noted(28))
    assert (first.mme_before, first.mme_after) == (30.0, 60.0)
    assert (second.mme_before, second.mme_after) == (60.0, 90.0)


def test_the_open_day_is_no_lower_one() -> None:
    diary = Diary(doses=doses_of([60.0] * 20 + [30.0] * 7), open_day=day(26))
    assert dose_changes_of(diary, day(26)) == ()


def test_nothing_recorded_gives_nothing() -> None:
    assert dose_changes_of(Diary(), day(40)) == ()
    assert changes_of([None] * 40) == ()


def named(diary: Diary, last: date) -> set[tuple[date, ChangeKind]]:
    """Return what the pictures name from the first entry on, and can tell the direction of."""
    begin = min(entry.for_date for entry in diary.entries)
    changes = dose_changes_of(diary, last)
    return {(c.for_date, c.kind) for c in changes if c.for_date >= begin}


def known_to_detector(diary: Diary, last: date) -> set[tuple[date, ChangeKind]]:
    signals = read_signals(diary, last)
    assert signals is not None
    return {(signals.day_of(c.at), c.kind) for c in signals.dose_changes()}


@pytest.mark.slow
@given(any_diary.filter(lambda diary: bool(diary.entries)))
def test_the_detector_names_the_changes_that_the_pictures_name(diary: Diary) -> None:
    last = last_day(diary)
    assert known_to_detector(diary, last) == named(diary.up_to(last), last)


@pytest.mark.parametrize("number", range(12))
def test_it_does_so_for_simulated_people_whose_day_is_still_open(number: int) -> None:
    diary = simulated(number)
    last = last_day(diary)
    still_open = replace(diary, open_day=last)
    settled = last - timedelta(days=14)
    assert {c for c in known_to_detector(diary, last) if c[0] < settled} == {
        c for c in named(still_open.up_to(last), last) if c[0] < settled
    }


def test_doses_from_before_the_first_entry_are_looked_at_apart() -> None:
    doses = doses_of([30.0] * 20 + [60.0] * 20 + [90.0] * 20)
    diary = Diary(entries=tuple(DayEntry(day(n), pain=4.0) for n in range(38, 61)), doses=doses)
    assert [change.for_date for change in dose_changes_of(diary, day(60))] == [day(20)]
    assert known_to_detector(diary, day(60)) == set()


@pytest.mark.slow
@given(st.integers(0, 11), st.data())
def test_later_doses_never_change_what_was_known(number: int, data: st.DataObject) -> None:
    """A kind that a look may rest on is the same for every later look."""
    signals = read_signals(simulated(number), last_day(simulated(number)))
    assert signals is not None
    look = data.draw(st.integers(0, signals.days - 1))
    then = replace(
        signals,
        pain=signals.pain[: look + 1],
        mme_per_day=signals.mme_per_day[: look + 1],
        same_opioid_since=signals.same_opioid_since[: look + 1],
        events=tuple(event for event in signals.events if event[0] <= look),
    )
    known = [c for c in signals.dose_changes() if c.is_known_by(look)]
    assert [c for c in then.dose_changes() if c.is_known_by(look)] == known


@pytest.mark.parametrize("shift", [-400, 1, 5000])
def test_shifting_all_days_shifts_the_changes(shift: int) -> None:
    doses = doses_of([30.0] * 30 + [45.0] * 30)
    moved = tuple(
        replace(d, taken_at_local=d.taken_at_local + timedelta(days=shift)) for d in doses
    )
    [change] = dose_changes_of(Diary(doses=doses), day(60))
    [moved_change] = dose_changes_of(Diary(doses=moved), day(60 + shift))
    assert moved_change.for_date - change.for_date == timedelta(days=shift)
