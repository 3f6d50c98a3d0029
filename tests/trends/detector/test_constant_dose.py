"""A constant dose with forgotten rows is never said to rise, nor to have been raised.

The diaries are our own: the same dose, one to four times a day, one row in ten forgotten.
"""

from datetime import date, datetime, time, timedelta

import numpy as np
import pytest

from app.diary.diary import DayEntry, Diary, Dose
from app.trends.detector.assess import assess
from app.trends.detector.assessment import Assessment, CriterionCode, Verdict
from app.trends.figures.dose_changes import dose_changes_of

pytestmark = pytest.mark.slow

FIRST = date(2026, 1, 5)
DAYS = 180
LOOKS = range(55, DAYS, 25)
AT = (time(8), time(20), time(14), time(2))


def constant(times_a_day: int, number: int) -> Diary:
    """The same dose each day, pain that sways by itself."""
    rng = np.random.default_rng(100 * times_a_day + number)
    days = [FIRST + timedelta(days=n) for n in range(DAYS)]
    pain = np.clip(np.round(rng.normal(5, 1.2, DAYS)), 0, 10)
    return Diary(
        entries=tuple(
            DayEntry(day, pain=float(score), touch=1, areas=frozenset({"lower_back"}))
            for day, score in zip(days, pain, strict=True)
        ),
        doses=tuple(
            Dose(datetime.combine(day, at), "oxycodone ER", "oral", 80.0 / times_a_day, "mg")
            for day in days
            for at in AT[:times_a_day]
            if rng.random() > 0.1
        ),
    )


def looks_at(diary: Diary) -> list[Assessment]:
    return [assess(diary, FIRST + timedelta(days=look)) for look in LOOKS]


@pytest.mark.parametrize("times_a_day", [1, 2, 3, 4])
def test_a_constant_dose_with_forgotten_rows_neither_rises_nor_steps(times_a_day: int) -> None:
    for number in range(10):
        diary = constant(times_a_day, number)
        assert dose_changes_of(diary, FIRST + timedelta(days=DAYS)) == ()
        for seen in looks_at(diary):
            for code in (CriterionCode.AFTER_DOSE_STEP, CriterionCode.AFTER_DOSE_CUT):
                line = seen.line(code)
                assert line is None or line.verdict is Verdict.CANNOT_JUDGE, (number, seen.as_of)
            rise = seen.line(CriterionCode.DOSE_RISE)
            assert rise is None or rise.verdict is not Verdict.FOR, (number, seen.as_of)


def test_a_dose_that_was_raised_is_said_to_rise_whatever_was_forgotten() -> None:
    diary = constant(2, 0)
    raised = FIRST + timedelta(days=90)
    higher = tuple(
        dose
        if dose.taken_at_local.date() < raised
        else Dose(dose.taken_at_local, dose.medication, dose.route, 60.0, dose.unit)
        for dose in diary.doses
    )
    seen = assess(Diary(diary.entries, higher), FIRST + timedelta(days=DAYS - 1))
    rise = seen.line(CriterionCode.DOSE_RISE)
    assert rise is not None
    assert rise.verdict is Verdict.FOR
    assert rise.low is not None
    assert rise.low > 0


def test_twice_as_many_days_with_the_same_dose_is_not_said_to_be_no_rise() -> None:
    diary = constant(1, 0)
    daily_from = FIRST + timedelta(days=90)
    every_other_day = tuple(
        dose
        for dose in diary.doses
        if dose.taken_at_local.date() >= daily_from or (dose.taken_at_local.date() - FIRST).days % 2
    )
    seen = assess(Diary(diary.entries, every_other_day), FIRST + timedelta(days=DAYS - 1))
    rise = seen.line(CriterionCode.DOSE_RISE)
    assert rise is not None
    assert rise.verdict is Verdict.UNCLEAR
