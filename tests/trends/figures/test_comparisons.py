"""Before and after: what may be compared is compared, the rest says that it cannot be."""

import pytest

from app.clinical.events import DOSE_CHANGE_BY_PRESCRIBER
from app.diary.diary import DayEntry, Diary, DiaryEvent, Dose
from app.trends.figures.comparisons import (
    HowOften,
    after_each_change,
    then_and_now,
)
from app.trends.figures.pain_and_dose import MAX_PATH_POINTS, path_of_pain_and_dose
from app.trends.figures.series import DaySeries, build_series
from tests.cast.days import day, taken


def series_of(
    *pains: float | None,
    doses: tuple[Dose, ...] = (),
    noted: tuple[int, ...] = (),
    areas: tuple[str, ...] = (),
) -> DaySeries:
    diary = Diary(
        entries=tuple(
            DayEntry(day(n), pain=pain, areas=frozenset(areas)) for n, pain in enumerate(pains)
        ),
        doses=doses,
        events=tuple(DiaryEvent(day(n), DOSE_CHANGE_BY_PRESCRIBER) for n in noted),
    )
    return build_series(diary, day(0), day(len(pains) - 1))


def test_pain_is_compared_over_two_weeks_on_each_side_of_a_change() -> None:
    [found] = after_each_change(series_of(*[4.0] * 20, *[6.0] * 20, noted=(19,)))
    assert (found.before, found.after) == ((14, 14), (14, 14))
    assert found.soon is not None
    assert found.soon.before.estimate == pytest.approx(4.0)
    assert found.soon.difference.estimate == pytest.approx(2.0)
    assert found.soon.difference.low > 0


def test_the_day_of_the_change_belongs_to_neither_side() -> None:
    [found] = after_each_change(series_of(*[4.0] * 20, 10.0, *[4.0] * 20, noted=(20,)))
    assert found.soon is not None
    assert found.soon.difference.estimate == pytest.approx(0.0)


def test_six_logged_days_on_one_side_are_too_few() -> None:
    pains: list[float | None] = [4.0] * 20 + [None] * 8 + [6.0] * 6
    [found] = after_each_change(series_of(*pains, noted=(19,)))
    assert found.after == (6, 14)
    assert found.soon is None


def test_windows_end_at_the_neighbouring_change() -> None:
    first, second = after_each_change(series_of(*[4.0] * 60, noted=(20, 30)))
    assert (first.before, first.after) == ((14, 14), (9, 9))
    assert (second.before, second.after) == ((9, 9), (14, 14))


def test_the_third_to_fifth_week_is_told_once_it_is_over_whatever_changed_by_then() -> None:
    pains = [4.0] * 35 + [7.0] * 21
    first, _ = after_each_change(series_of(*pains, noted=(20, 30)))
    assert (first.later, first.late is None) == ((21, 21), False)
    assert first.late is not None
    assert first.late.difference.estimate == pytest.approx(3.0)
    [too_early] = after_each_change(series_of(*pains[:55], noted=(20,)))
    assert (too_early.later, too_early.late) == (None, None)


def test_a_change_has_the_same_figures_whatever_stretch_is_shown() -> None:
    pains = [4.0, 5.0] * 20 + [6.0, 8.0] * 20
    diary = Diary(
        entries=tuple(DayEntry(day(n), pain=pain) for n, pain in enumerate(pains)),
        events=tuple(DiaryEvent(day(n), DOSE_CHANGE_BY_PRESCRIBER) for n in (30, 40)),
    )
    whole = after_each_change(build_series(diary, day(0), day(79)))
    assert after_each_change(build_series(diary, day(38), day(79))) == whole[1:]


def test_means_stay_on_the_scale_but_their_difference_may_cross_zero() -> None:
    [found] = after_each_change(series_of(*[0.0, 1.0] * 10, *[0.0, 2.0] * 10, noted=(20,)))
    assert found.soon is not None
    assert found.soon.before.low == 0
    assert found.soon.difference.low < 0


def test_then_and_now_need_four_weeks() -> None:
    assert then_and_now(series_of(*[4.0] * 27)) is None
    assert then_and_now(series_of(*[4.0] * 28)) is not None


def test_then_begins_with_the_first_score_of_the_stretch() -> None:
    found = then_and_now(series_of(None, None, *[4.0] * 40))
    assert found is not None
    assert (found.then.first, found.then.last) == (day(2), day(15))
    assert (found.now.first, found.now.last) == (day(28), day(41))


def test_areas_are_counted_on_the_days_with_an_answer() -> None:
    def areas_on(n: int) -> frozenset[str] | None:
        if n % 2:
            return None
        return frozenset({"neck"} | ({"left_hip"} if n >= 30 else set()))

    entries = tuple(DayEntry(day(n), pain=4, areas=areas_on(n)) for n in range(44))
    found = then_and_now(build_series(Diary(entries=entries), day(0), day(43)))
    assert found is not None
    neck, hip = found.areas
    assert (neck.code, neck.days_then, neck.days_now) == ("neck", 7, 7)
    assert (neck.then, neck.now, neck.is_new) == (HowOften.MOST, HowOften.MOST, False)
    assert (hip.code, hip.days_then, hip.days_now) == ("left_hip", 0, 7)
    assert (hip.then, hip.now, hip.is_new) == (HowOften.NONE, HowOften.MOST, True)


def test_an_area_on_two_days_is_some_but_not_new() -> None:
    entries = tuple(
        DayEntry(day(n), pain=4, areas=frozenset({"neck"} if n < 14 or n > 41 else {"chest"}))
        for n in range(44)
    )
    found = then_and_now(build_series(Diary(entries=entries), day(0), day(43)))
    assert found is not None
    by_code = {area.code: area for area in found.areas}
    assert (by_code["neck"].now, by_code["neck"].is_new) == (HowOften.SOME, False)
    assert by_code["chest"].is_new


def test_too_few_answers_about_areas_compare_no_areas() -> None:
    entries = tuple(
        DayEntry(day(n), pain=4, areas=frozenset({"neck"}) if n < 20 else None) for n in range(44)
    )
    found = then_and_now(build_series(Diary(entries=entries), day(0), day(43)))
    assert found is not None
    assert found.areas == ()
    assert found.now.days_areas_answered == 0


def test_two_weeks_with_too_few_scores_compare_no_pain_but_keep_their_counts() -> None:
    found = then_and_now(series_of(*[4.0] * 20, *[None] * 20, 6.0))
    assert found is not None
    assert found.pain is None
    assert (found.now.pain.mean, found.now.pain.days) == (6.0, 1)


def test_a_rotation_is_said() -> None:
    doses = tuple(taken(n, 60, "morphine" if n < 30 else "oxycodone") for n in range(60))
    found = then_and_now(series_of(*[4.0] * 60, doses=doses))
    assert found is not None
    assert found.rotated


def test_the_path_has_a_step_for_every_two_weeks_that_is_well_recorded() -> None:
    doses = tuple(taken(n, 30 if n < 28 else 60) for n in range(56))
    path = path_of_pain_and_dose(series_of(*[4.0] * 28, *[6.0] * 28, doses=doses))
    assert [(p.pain, p.mme_per_day) for p in path] == [(4, 30), (4, 30), (6, 60), (6, 60)]
    assert [p.joined for p in path] == [False, True, True, True]


def test_the_path_is_broken_by_thin_records_and_by_a_rotation() -> None:
    thin = tuple(taken(n, 30) for n in range(70) if not 14 <= n < 28)
    assert [p.joined for p in path_of_pain_and_dose(series_of(*[4.0] * 70, doses=thin))] == [
        False,
        False,
        True,
        True,
    ]
    rotated = tuple(taken(n, 30, "morphine" if n < 30 else "hydrocodone") for n in range(70))
    joined = [p.joined for p in path_of_pain_and_dose(series_of(*[4.0] * 70, doses=rotated))]
    # The two weeks with both opioids stand alone.
    assert joined == [False, True, False, False, True]


def test_a_path_of_ten_years_stays_short_enough_to_follow() -> None:
    doses = tuple(taken(n, 30) for n in range(3650))
    path = path_of_pain_and_dose(series_of(*[4.0] * 3650, doses=doses))
    assert 13 <= len(path) <= MAX_PATH_POINTS
