"""Improvement on a lower dose is a fact for the provider, at whatever pace the dose came down."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest

from app.diary.diary import DayEntry, Diary, Dose
from app.trends.detector.assess import assess
from app.trends.detector.assessment import Criterion, CriterionCode, Verdict

FIRST = date(2025, 1, 6)
DAYS = 150
CUT = 60


def at_once(day: int) -> float:
    return 0.5 if day >= CUT else 1.0


def in_small_steps(day: int) -> float:
    """Five per cent less each week, to the end of the diary."""
    return float(0.95 ** max((day - CUT) // 7 + 1, 0))


def in_three_steps(day: int) -> float:
    """Ten per cent less every other week, the last time long ago."""
    return float(0.9 ** min(max((day - CUT) // 14 + 1, 0), 3))


def never(_: int) -> float:
    return 1.0


def fact(
    share: Callable[[int], float],
    before: int,
    after: int,
    medicine: Callable[[int], str] = lambda _: "morphine",
) -> Criterion:
    """Return the line of a diary whose pain changes two weeks after the dose began to fall."""
    entries, doses = [], []
    for n in range(DAYS):
        day = FIRST + timedelta(days=n)
        pain = (after if n >= CUT + 15 else before) + (0, 1, 0, -1)[n % 4]
        entries.append(DayEntry(day, pain=float(pain), touch=2))
        taken = datetime.combine(day, time(8))
        doses.append(Dose(taken, medicine(n), "oral", 120.0 * share(n), "mg"))
    answer = assess(Diary(tuple(entries), tuple(doses)), FIRST + timedelta(days=DAYS - 1))
    return next(line for line in answer.criteria if line.code is CriterionCode.AFTER_DOSE_CUT)


@pytest.mark.parametrize("share", [at_once, in_small_steps, in_three_steps])
def test_less_pain_after_a_cut_speaks_for_it_from_the_day_the_dose_began_to_fall(
    share: Callable[[int], float],
) -> None:
    line = fact(share, before=7, after=4)
    assert line.verdict is Verdict.FOR
    assert line.before is not None
    assert line.before.last == FIRST + timedelta(days=CUT - 1)
    assert (line.before_mean, line.after_mean) == pytest.approx((7.0, 4.0), abs=0.1)
    assert line.weight <= 0


@pytest.mark.parametrize(
    ("share", "verdict"),
    [
        (at_once, Verdict.AGAINST),
        (in_three_steps, Verdict.AGAINST),
        (in_small_steps, Verdict.UNCLEAR),
    ],
)
def test_more_pain_speaks_against_it_only_where_no_further_cut_is_fresh(
    share: Callable[[int], float], verdict: Verdict
) -> None:
    assert fact(share, before=4, after=7).verdict is verdict


def test_without_a_cut_there_is_nothing_to_judge() -> None:
    assert fact(never, before=7, after=4).verdict is Verdict.CANNOT_JUDGE


def test_a_lower_amount_of_another_opioid_is_no_cut() -> None:
    line = fact(at_once, 7, 4, lambda n: "oxycodone" if n >= CUT else "morphine")
    assert line.verdict is Verdict.CANNOT_JUDGE
