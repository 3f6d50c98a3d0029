"""How often a step is named where there is none, and found where there is one: simulated.

All figures are about diaries that we made ourselves.
"""

from collections.abc import Callable

import numpy as np
import pytest

from app.trends.arrays import Floats
from app.trends.figures.dose_steps import DoseStep, find_steps

DAILY_MME = 120.0
YEAR = 365
Rng = np.random.Generator


def steps(amounts: Floats) -> list[DoseStep]:
    return find_steps(amounts, np.zeros(len(amounts), dtype=np.int64))


def with_forgotten_rows(
    amounts: Floats, rng: Rng, *, times_a_day: int, forgotten: float, days_without: float = 0.0
) -> Floats:
    """Each dose of a day is a row, and some of the rows are forgotten."""
    rows = rng.binomial(times_a_day, 1 - forgotten, len(amounts))
    recorded = amounts * rows / times_a_day
    recorded[(rows == 0) | (rng.random(len(amounts)) < days_without)] = np.nan
    return recorded


def as_needed(rng: Rng, days: int, *, a_day: float = 4.0, likeness: float = 0.4) -> Floats:
    """Tablets of 5 mg, more of them in busy times; one day in seven is not recorded."""
    busy = np.zeros(days)
    for n in range(1, days):
        busy[n] = likeness * busy[n - 1] + rng.normal()
    amounts = 5.0 * rng.poisson(a_day * np.exp(0.35 * busy))
    amounts[(amounts == 0) | (rng.random(days) < 1 / 7)] = np.nan
    return amounts


@pytest.mark.parametrize("times_a_day", [1, 2, 3, 4])
@pytest.mark.parametrize("days_without", [0.0, 0.1])
def test_a_constant_dose_with_one_row_in_ten_forgotten_never_steps(
    times_a_day: int, days_without: float
) -> None:
    rng = np.random.default_rng(times_a_day)
    for _ in range(60):
        constant = np.full(YEAR, DAILY_MME)
        recorded = with_forgotten_rows(
            constant, rng, times_a_day=times_a_day, forgotten=0.1, days_without=days_without
        )
        assert steps(recorded) == []


@pytest.mark.slow
@pytest.mark.parametrize("forgotten", [0.05, 0.2, 0.3])
def test_with_more_or_fewer_forgotten_rows_it_hardly_ever_steps(forgotten: float) -> None:
    rng = np.random.default_rng(7)
    years = 160
    found = sum(
        len(
            steps(
                with_forgotten_rows(
                    np.full(YEAR, DAILY_MME), rng, times_a_day=1 + n % 4, forgotten=forgotten
                )
            )
        )
        for n in range(years)
    )
    assert found <= 0.03 * years


@pytest.mark.parametrize("runs", ["weekends", "an evening dose for five days", "four whole days"])
def test_rows_that_are_forgotten_in_runs_are_no_step(runs: str) -> None:
    amounts = np.full(YEAR, DAILY_MME)
    day = np.arange(YEAR)
    if runs == "weekends":
        amounts[day % 7 >= 5] /= 2
    elif runs == "four whole days":
        amounts[day % 40 < 4] = np.nan
    else:
        amounts[day % 40 < 5] /= 2
    assert steps(amounts) == []


def test_extra_doses_on_bad_days_are_no_step() -> None:
    rng = np.random.default_rng(11)
    found = 0
    for n in range(60):
        extra = 15.0 * rng.binomial(3, 0.05 + 0.1 * (n % 4), YEAR)
        usual = np.full(YEAR, DAILY_MME)
        scheduled = with_forgotten_rows(usual, rng, times_a_day=2, forgotten=0.08)
        found += len(steps(scheduled + extra))
    assert found <= 0.05 * 60


def test_as_needed_doses_that_vary_seldom_look_like_a_step() -> None:
    rng = np.random.default_rng(20261120)
    years = 60
    assert sum(len(steps(as_needed(rng, YEAR))) for _ in range(years)) <= 0.25 * years


@pytest.mark.parametrize("factor", [0.5, 0.7, 0.9, 0.95, 1.05, 1.1, 1.3, 2.0])
@pytest.mark.parametrize(("forgotten", "least", "days_late"), [(0.0, 1.0, 0), (0.1, 0.85, 3)])
def test_a_step_of_a_scheduled_dose_is_found_on_its_day(
    factor: float, forgotten: float, least: float, days_late: int
) -> None:
    rng = np.random.default_rng(5)
    found = 0
    for _ in range(40):
        amounts = np.full(120, DAILY_MME)
        amounts[60:] *= factor
        recorded = with_forgotten_rows(amounts, rng, times_a_day=2, forgotten=forgotten)
        found += any(
            abs(step.at - 60) <= days_late and step.is_up == (factor > 1)
            for step in steps(recorded)
        )
    assert found >= least * 40


@pytest.mark.parametrize(("factor", "least"), [(0.5, 0.3), (2.0, 0.6)])
def test_as_needed_doses_that_halve_or_double_are_often_found(factor: float, least: float) -> None:
    rng = np.random.default_rng(8)
    found = 0
    for _ in range(60):
        before, after = as_needed(rng, 80), as_needed(rng, 80, a_day=4.0 * factor)
        both = steps(np.concatenate([before, after]))
        found += any(abs(s.at - 80) <= 14 and s.is_up == (factor > 1) for s in both)
    assert found >= least * 60


@pytest.mark.parametrize(
    "changed", [lambda at: at[: len(at) // 2], lambda at: np.concatenate([at, at[::-1]])]
)
def test_later_days_never_take_a_step_back(changed: Callable[[Floats], Floats]) -> None:
    rng = np.random.default_rng(3)
    for _ in range(40):
        amounts = np.full(240, DAILY_MME)
        for at in rng.integers(0, 240, 4):
            amounts[at:] *= rng.choice([0.7, 0.9, 1.1, 1.4])
        whole = with_forgotten_rows(amounts, rng, times_a_day=2, forgotten=0.1)
        other = changed(whole)
        until = min(len(whole), len(other))
        assert [s for s in steps(whole) if s.confirmed < until] == [
            s for s in steps(other) if s.confirmed < until
        ]


def test_a_step_needs_a_level_on_both_sides() -> None:
    assert steps(np.array([60.0] * 13 + [90.0] * 13)) == []
    assert steps(np.array([60.0] * 14 + [90.0] * 6)) == []
    assert steps(np.array([60.0] * 14 + [90.0] * 7)) == [DoseStep(14, 20, is_up=True)]


def test_no_step_is_seen_across_another_opioid() -> None:
    amounts = np.array([60.0] * 20 + [90.0] * 20)
    since = np.where(np.arange(40) >= 26, 20, 0)
    assert find_steps(amounts, since) == []
