"""From dose rows to morphine milligram equivalents per day."""

import random
import time
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.diary.diary import Diary, Dose
from app.diary.opioid_answers import OpioidAnswers
from app.trends.figures.exposure import DailyDose, Uncounted, daily_mme

FIRST = date(2026, 1, 1)
MIDNIGHT = datetime(2026, 1, 1)  # noqa: DTZ001 - a diary's times are local and have no zone
MEDICATIONS = ("oxycodone", "oxycodone ER", "tramadol", "codeine", "ibuprofen", "levorphanol")

# The machine may be busy: what counts is the answer, not how soon an example gives it.
unhurried = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def taken(hours: float, medication: str, amount: float, route: str = "oral") -> Dose:
    return Dose(MIDNIGHT + timedelta(hours=hours), medication, route, amount, "mg")


def patch(
    hours: float, strength: float, off_hours: float | None = None, medication: str = "fentanyl"
) -> Dose:
    off = None if off_hours is None else MIDNIGHT + timedelta(hours=off_hours)
    put_on = MIDNIGHT + timedelta(hours=hours)
    return Dose(put_on, medication, "transdermal", strength, "mcg/h", off)


def days(*doses: Dose, count: int = 5) -> tuple[DailyDose, ...]:
    return daily_mme(Diary(doses=doses), FIRST, FIRST + timedelta(days=count - 1))


def figures(*doses: Dose, count: int = 5) -> list[float | None]:
    return [day.mme_per_day for day in days(*doses, count=count)]


@st.composite
def any_dose(draw: st.DrawFn) -> Dose:
    taken_at = MIDNIGHT + timedelta(minutes=draw(st.integers(0, 12 * 24 * 60)))
    if draw(st.booleans()):
        worn_minutes = draw(st.none() | st.integers(1, 10_000))
        off = None if worn_minutes is None else taken_at + timedelta(minutes=worn_minutes)
        strength = draw(st.sampled_from([12, 25, 37.5, 100]))
        medication = draw(st.sampled_from(["fentanyl", "buprenorphine"]))
        return Dose(taken_at, medication, "transdermal", strength, "mcg/h", off)
    amount = draw(st.integers(1, 4_000)) / 10
    return Dose(taken_at, draw(st.sampled_from(MEDICATIONS)), "oral", amount, "mg")


doses_of_a_diary = st.lists(any_dose(), max_size=25)


def test_a_day_without_a_row_is_unknown_and_not_zero() -> None:
    assert figures(taken(30, "oxycodone", 10), count=3) == [None, 15.0, None]


def test_a_day_with_only_other_medicines_proves_no_zero() -> None:
    (day,) = days(taken(8, "ibuprofen", 400), count=1)
    assert (day.mme_per_day, day.not_counted, day.by_medication) == (None, frozenset(), ())


def test_an_opioid_without_a_factor_is_named_and_not_counted() -> None:
    (day,) = days(taken(8, "levorphanol", 2), taken(9, "oxycodone", 10), count=1)
    assert day.mme_per_day == 15.0
    assert day.not_counted == {"levorphanol"}


def test_the_same_opioid_into_a_vein_is_not_counted() -> None:
    (day,) = days(taken(8, "morphine", 10, route="intravenous"), count=1)
    assert (day.mme_per_day, day.not_counted) == (None, {"morphine"})


def test_each_medication_keeps_its_own_share() -> None:
    (day,) = days(taken(8, "tramadol", 50), taken(9, "morphine ER", 30), count=1)
    assert day.by_medication == (("morphine ER", 30.0), ("tramadol", 10.0))
    assert day.mme_per_day == 40.0


def test_a_patch_counts_by_the_hours_worn_for_72_hours() -> None:
    assert figures(patch(12, 25)) == [30.0, 60.0, 60.0, 30.0, None]


def test_the_next_patch_ends_the_one_before() -> None:
    assert figures(patch(0, 25), patch(48, 50)) == [60.0, 60.0, 120.0, 120.0, 120.0]


def test_patches_put_on_together_add_up() -> None:
    assert figures(patch(0, 25), patch(0, 50)) == [180.0, 180.0, 180.0, None, None]


def test_a_noted_removal_holds_even_beside_the_next_patch() -> None:
    assert figures(patch(0, 25, off_hours=48), patch(24, 50), count=2) == [60.0, 180.0]
    assert figures(patch(0, 25, off_hours=96)) == [60.0, 60.0, 60.0, 60.0, None]


def test_a_patch_put_on_before_the_first_day_still_counts() -> None:
    assert figures(patch(-24, 25), count=3) == [60.0, 60.0, None]


def test_a_removal_before_putting_on_counts_nothing() -> None:
    assert figures(patch(24, 25, off_hours=1)) == [None] * 5


def test_another_opioid_patch_also_ends_a_patch() -> None:
    first, second, *_ = days(patch(0, 25), patch(24, 10, medication="buprenorphine"))
    assert (first.mme_per_day, first.not_counted) == (60.0, frozenset())
    assert (second.mme_per_day, second.not_counted) == (None, {"buprenorphine"})


def own_patches(answer: str | None, unit: str = "patch") -> list[list[Uncounted]]:
    """What a patch under an own name, put on at noon, leaves uncounted on each of five days."""
    answers = OpioidAnswers.of({} if answer is None else {"study patch": answer})
    worn = replace(patch(12, 1, medication="study patch"), unit=unit)
    found = daily_mme(
        Diary(doses=(worn,), opioid_answers=answers), FIRST, FIRST + timedelta(days=4)
    )
    return [list(day.uncounted) for day in found]


@pytest.mark.parametrize("unit", ["patch", "mcg/h"])
@pytest.mark.parametrize("answer", ["yes", "not_sure", None])
def test_a_patch_of_ones_own_that_may_be_an_opioid_is_on_for_as_long_as_it_is_worn(
    answer: str | None, unit: str
) -> None:
    amounts = [[taken.amount for taken in day] for day in own_patches(answer, unit)]
    assert amounts == [[0.5], [1.0], [1.0], [0.5], []]


def test_a_patch_of_ones_own_that_is_no_opioid_leaves_nothing_uncounted() -> None:
    assert own_patches("no") == own_patches("no", "mcg/h") == [[]] * 5


def test_a_patch_that_is_no_opioid_ends_no_other() -> None:
    doses = patch(0, 25), patch(24, 10, medication="study patch")
    last = FIRST + timedelta(days=3)
    for answer, mme in (("no", 60.0), ("yes", None)):
        said = OpioidAnswers.of({"study patch": answer})
        days_found = daily_mme(Diary(doses=doses, opioid_answers=said), FIRST, last)
        assert [day.mme_per_day for day in days_found] == [60.0, mme, mme, None]


def test_a_span_that_ends_before_it_begins_is_empty() -> None:
    assert daily_mme(Diary(), FIRST, FIRST - timedelta(days=1)) == ()


@given(
    st.lists(st.integers(1, 4_000).map(lambda tenths: tenths / 10), min_size=1, max_size=12),
    st.sampled_from(["oxycodone", "codeine", "methadone", "tramadol"]),
)
@unhurried
def test_single_doses_and_the_daily_total_count_alike(singles: list[float], name: str) -> None:
    total = sum(round(amount * 10) for amount in singles) / 10
    one_by_one = [taken(hour, name, amount) for hour, amount in enumerate(singles)]
    assert figures(*one_by_one, count=1) == figures(taken(12, name, total), count=1)


@pytest.mark.slow
@given(doses_of_a_diary, st.randoms(use_true_random=False))
@unhurried
def test_the_order_of_rows_changes_nothing(doses: list[Dose], chance: random.Random) -> None:
    shuffled = doses.copy()
    chance.shuffle(shuffled)
    assert days(*shuffled, count=15) == days(*doses, count=15)


@pytest.mark.slow
@given(doses_of_a_diary, st.integers(-20_000, 20_000))
@unhurried
def test_moving_all_dates_moves_the_answer(doses: list[Dose], moved_days: int) -> None:
    by = timedelta(days=moved_days)
    later = [
        replace(
            d,
            taken_at_local=d.taken_at_local + by,
            removed_at_local=d.removed_at_local and d.removed_at_local + by,
        )
        for d in doses
    ]
    moved = daily_mme(Diary(doses=tuple(later)), FIRST + by, FIRST + by + timedelta(days=14))
    assert moved == tuple(
        day._replace(for_date=day.for_date + by) for day in days(*doses, count=15)
    )


@pytest.mark.slow
@given(doses_of_a_diary, st.integers(0, 14), st.integers(0, 14))
@unhurried
def test_a_part_of_the_span_says_the_same(doses: list[Dose], one: int, other: int) -> None:
    start, end = sorted([one, other])
    diary = Diary(doses=tuple(doses))
    part = daily_mme(diary, FIRST + timedelta(days=start), FIRST + timedelta(days=end))
    assert part == days(*doses, count=15)[start : end + 1]


@pytest.mark.slow
@given(doses_of_a_diary)
@unhurried
def test_the_parts_add_up_and_nothing_is_below_zero(doses: list[Dose]) -> None:
    for day in days(*doses, count=15):
        parts = [mme for _, mme in day.by_medication]
        assert all(mme > 0 for mme in parts)
        assert (day.mme_per_day or 0) == pytest.approx(sum(parts))


@pytest.mark.slow
@given(st.lists(any_dose().filter(lambda d: d.unit == "mcg/h"), max_size=6))
@settings(parent=unhurried, max_examples=10)
def test_patches_agree_with_counting_minute_by_minute(patches: list[Dose]) -> None:
    put_on = sorted({p.taken_at_local for p in patches})
    slow = [0.0] * 3
    for minute in range(3 * 24 * 60):
        now = MIDNIGHT + timedelta(minutes=minute)
        for p in patches:
            later = [time for time in put_on if time > p.taken_at_local]
            off = p.removed_at_local or min([p.taken_at_local + timedelta(hours=72), *later])
            if p.medication == "fentanyl" and p.taken_at_local <= now < off:
                slow[minute // 1440] += p.amount * 2.4 / 1440
    quick = [day.mme_per_day or 0.0 for day in days(*patches, count=3)]
    assert quick == pytest.approx(slow)


@pytest.mark.slow
def test_ten_years_of_ten_doses_a_day_are_quick() -> None:
    doses = tuple(taken(hours * 2.4, MEDICATIONS[hours % 6], 5) for hours in range(36_500))
    diary = Diary(doses=doses)
    spent = []
    for _ in range(3):
        began = time.process_time()
        daily_mme(diary, FIRST, FIRST + timedelta(days=3_649))
        spent.append(time.process_time() - began)
    # Measured near 0.025 s; the limit leaves room for a slow, busy machine.
    assert min(spent) < 0.2
