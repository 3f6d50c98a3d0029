"""Dose changes are changes of level, never single days."""

from datetime import date, timedelta

import numpy as np
import pytest

from app.clinical.events import DOSE_CHANGE_BY_PRESCRIBER, ILLNESS
from app.diary.diary import DiaryEvent
from app.trends.figures.dose_changes import ChangeKind, find_dose_changes
from app.trends.figures.exposure import DailyDose

START = date(2026, 1, 1)


def day(n: int) -> date:
    return START + timedelta(days=n)


def days_of(*amounts: float | None, medication: str = "oxycodone ER") -> tuple[DailyDose, ...]:
    return tuple(
        DailyDose(
            day(n),
            mme,
            by_medication=() if mme is None else ((medication, mme),),
        )
        for n, mme in enumerate(amounts)
    )


def noted(n: int) -> DiaryEvent:
    return DiaryEvent(day(n), DOSE_CHANGE_BY_PRESCRIBER)


def test_a_step_up_is_found_on_its_first_day_with_both_amounts() -> None:
    changes = find_dose_changes(days_of(*[30.0] * 30, *[45.0] * 30), ())
    assert len(changes) == 1
    assert changes[0].for_date == day(30)
    assert changes[0].kind is ChangeKind.UP
    assert (changes[0].mme_before, changes[0].mme_after) == (30.0, 45.0)
    assert not changes[0].by_prescriber


def test_a_step_down_is_found() -> None:
    [change] = find_dose_changes(days_of(*[60.0] * 20, *[30.0] * 20), ())
    assert (change.for_date, change.kind) == (day(20), ChangeKind.DOWN)


def test_less_than_a_fifth_is_no_step() -> None:
    assert find_dose_changes(days_of(*[100.0] * 30, *[119.0] * 30), ()) == ()


def test_a_few_missed_doses_are_no_step() -> None:
    amounts = [45.0] * 20 + [22.5, 45.0, 0.0, 22.5] + [45.0] * 20
    assert find_dose_changes(days_of(*amounts), ()) == ()


def test_days_without_a_record_are_not_taken_for_zero() -> None:
    amounts: list[float | None] = [45.0] * 20 + [None] * 12 + [45.0] * 20
    assert find_dose_changes(days_of(*amounts), ()) == ()


def test_a_step_across_unrecorded_days_is_still_found() -> None:
    amounts: list[float | None] = [30.0] * 20 + [None] * 5 + [60.0] * 20
    [change] = find_dose_changes(days_of(*amounts), ())
    assert day(20) <= change.for_date <= day(25)


def test_a_noted_change_keeps_its_own_date_and_swallows_the_step_next_to_it() -> None:
    [change] = find_dose_changes(days_of(*[30.0] * 30, *[45.0] * 30), (noted(27),))
    assert change.for_date == day(27)
    assert change.by_prescriber
    assert change.kind is ChangeKind.UP


def test_a_noted_change_that_the_doses_do_not_show_is_left_open() -> None:
    [change] = find_dose_changes(days_of(*[30.0] * 60), (noted(30),))
    assert change.kind is ChangeKind.UNCLEAR


def test_a_noted_start_has_no_amount_before() -> None:
    amounts: list[float | None] = [None] * 20 + [10.0] * 20
    [change] = find_dose_changes(days_of(*amounts), (noted(20),))
    assert change.mme_before is None
    assert change.mme_after == 10.0


def test_other_events_are_no_dose_changes() -> None:
    assert find_dose_changes(days_of(*[30.0] * 60), (DiaryEvent(day(30), ILLNESS),)) == ()


def test_another_opioid_is_a_rotation_and_neither_up_nor_down() -> None:
    before = days_of(*[60.0] * 20)
    after = days_of(*[0.0] * 20, *[30.0] * 20, medication="morphine ER")[20:]
    [change] = find_dose_changes(before + after, ())
    assert (change.for_date, change.kind) == (day(20), ChangeKind.ROTATION)


def test_another_form_of_the_same_opioid_is_no_rotation() -> None:
    before = days_of(*[60.0] * 20, medication="oxycodone")
    after = days_of(*[60.0] * 40, medication="oxycodone ER")[20:]
    assert find_dose_changes(before + after, ()) == ()


def test_a_change_to_an_opioid_without_a_factor_is_a_rotation_with_no_amount_after() -> None:
    before = days_of(*[60.0] * 20)
    after = tuple(
        DailyDose(day(n), 0.0, not_counted=frozenset({"buprenorphine"})) for n in range(20, 40)
    )
    [change] = find_dose_changes(before + after, ())
    assert change.kind is ChangeKind.ROTATION
    assert change.mme_after is None


def test_amounts_reach_no_further_than_the_next_change() -> None:
    daily = days_of(*[30.0] * 20, *[60.0] * 8, *[90.0] * 20)
    first, second = find_dose_changes(daily, (noted(20), noted(28)))
    assert (first.mme_before, first.mme_after) == (30.0, 60.0)
    assert (second.mme_before, second.mme_after) == (60.0, 90.0)


def test_nothing_recorded_gives_nothing() -> None:
    assert find_dose_changes((), ()) == ()
    assert find_dose_changes(days_of(*[None] * 40), ()) == ()


def test_as_needed_doses_that_vary_seldom_look_like_a_step() -> None:
    generator = np.random.default_rng(20261120)
    years = 60
    found = 0
    for _ in range(years):
        busyness = np.zeros(365)
        for n in range(1, 365):
            busyness[n] = 0.4 * busyness[n - 1] + generator.normal()
        amounts = 5.0 * generator.poisson(4 * np.exp(0.35 * busyness))
        recorded = [float(a) if generator.random() > 0.15 else None for a in amounts]
        found += len(find_dose_changes(days_of(*recorded), ()))
    assert found / years < 1.2


@pytest.mark.parametrize("shift", [-400, 1, 5000])
def test_shifting_all_days_shifts_the_changes(shift: int) -> None:
    daily = days_of(*[30.0] * 30, *[45.0] * 30)
    moved = tuple(
        DailyDose(d.for_date + timedelta(days=shift), d.mme_per_day, d.not_counted, d.by_medication)
        for d in daily
    )
    [change] = find_dose_changes(daily, ())
    [moved_change] = find_dose_changes(moved, ())
    assert moved_change.for_date - change.for_date == timedelta(days=shift)
