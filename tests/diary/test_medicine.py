"""What a prescription needs to be told in words."""

from datetime import date, time, timedelta
from decimal import Decimal

import pytest

from app.clinical.substances import Form
from app.diary.as_taken import AsTaken
from app.diary.medicine import Medicine, Regimen, is_same_dose

EVEN = {"times": (time(8), time(20))}
UNEVEN = {**EVEN, "amounts_at": (Decimal(10), Decimal(20))}
HALVES = AsTaken(Decimal("1.5"), "tablet", Decimal(10), "mg")


def _regimen(**said: object) -> Regimen:
    return Regimen(Decimal(10), "mg", from_date=date(2026, 3, 1), **said)  # type: ignore[arg-type]  # by name


@pytest.mark.parametrize(
    ("said", "is_uneven", "needs_words"),
    [
        ({}, False, False),
        (EVEN, False, False),
        (UNEVEN, True, True),
        ({**EVEN, "every_days": 2}, True, True),
        ({**EVEN, "weekdays": (0, 2, 4)}, True, True),
        ({**EVEN, "as_taken": HALVES}, False, True),
        ({"most_a_day": 6}, False, True),
    ],
)
def test_what_an_amount_so_many_times_a_day_does_not_say(
    said: dict[str, object], is_uneven: bool, needs_words: bool
) -> None:
    regimen = _regimen(**said)
    assert (regimen.is_uneven, regimen.needs_words) == (is_uneven, needs_words)


def test_a_day_comes_to_the_sum_of_its_times_and_every_other_day_to_half() -> None:
    assert _regimen(**EVEN).amount_per_day == 20
    assert _regimen(**UNEVEN).amount_per_day == 30
    assert _regimen(**UNEVEN, every_days=2).amount_per_day == 15
    assert _regimen(**UNEVEN, weekdays=(0, 2, 4, 6)).amount_per_day * 7 == 120


def test_days_of_the_week_are_the_same_in_any_week_whenever_it_began() -> None:
    regimen = _regimen(**EVEN, weekdays=(0, 2, 4))
    days = [date(2026, 3, 1) + timedelta(days=n) for n in range(28)]
    assert {day.weekday() for day in days if regimen.is_due_on(day)} == {0, 2, 4}
    assert sum(map(regimen.is_due_on, days)) == 12


def test_other_days_of_the_week_are_no_other_dose_but_more_of_them_are() -> None:
    before = _regimen(**EVEN, weekdays=(0, 2, 4))
    tablet = Medicine(
        public_id="a", name="x", substance=None, route="oral", form=Form.TABLET, as_needed=False
    )
    assert is_same_dose(tablet, before, _regimen(**EVEN, weekdays=(1, 3, 5)))
    assert not is_same_dose(tablet, before, _regimen(**EVEN, weekdays=(0, 2)))
    assert not is_same_dose(tablet, before, _regimen(**EVEN))
