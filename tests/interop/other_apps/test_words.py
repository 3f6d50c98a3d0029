"""Dates, times, numbers, scores and places as people write them: read, or asked about."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest

from app.interop.fields import FieldError
from app.interop.other_apps.clocks import local_moment, written_clock
from app.interop.other_apps.days import DateOrder, needs_order, possible_orders, written_day
from app.interop.other_apps.doses import MedicineCell, usable_amount
from app.interop.other_apps.numbers import (
    DecimalMark,
    is_ambiguous,
    mark_of,
    number_of,
    written_amount,
)
from app.interop.other_apps.places import areas_of, unknown_words, words_in
from app.interop.other_apps.scores import (
    Scale,
    ScoreRule,
    our_score,
    rule_without_asking,
    scales_that_fit,
)

FIRST_OF_NOVEMBER = date(2026, 11, 1)
EITHER = {DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST}
POINT, COMMA = DecimalMark.POINT, DecimalMark.COMMA


@pytest.mark.parametrize(
    "written",
    [
        "2026-11-01",
        "2026/11/1",
        "2026.11.01",
        "20261101",
        "1st Nov 2026",
        "1. November 2026",
        "Nov 1, 2026",
        "November 1 2026",
        "Nov. 1st, 2026",
        "1-Nov-26",
        "Sunday, 1 Nov 2026",
        "Sun 1 Nov 2026",
        "2026-11-01T08:30:00Z",
    ],
)
def test_a_date_that_leaves_no_doubt_is_read(written: str) -> None:
    day = written_day(written)
    assert day is not None
    assert [day.by(order) for order in day.orders] == [FIRST_OF_NOVEMBER]


@pytest.mark.parametrize("written", ["1/11/2026", "01.11.2026", "11-1-2026"])
def test_a_date_in_figures_may_be_two_days(written: str) -> None:
    day = written_day(written)
    assert day is not None
    assert day.possible == EITHER


@pytest.mark.parametrize("written", ["", "46327", "pain", "12/2026", "1.2.3.4", "Nov", "1/2-2026"])
def test_what_is_no_date_is_none(written: str) -> None:
    assert written_day(written) is None


def test_one_date_settles_the_order_of_its_column() -> None:
    assert possible_orders(["1/11/2026", "2/11/2026"]) == EITHER
    assert possible_orders(["1/11/2026", "13/11/2026"]) == {DateOrder.DAY_FIRST}
    assert possible_orders(["1/11/2026", "11/13/2026", "x", "45/45/2026"]) == {
        DateOrder.MONTH_FIRST
    }
    assert possible_orders(["13/11/2026", "11/13/2026"]) == frozenset()
    assert not needs_order(["2026-11-01", "1 Nov 2026"])
    assert needs_order(["2026-11-01", "1/2/2026"])


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("8:05", time(8, 5)),
        ("08:05:59", time(8, 5, 59)),
        ("8:05 PM", time(20, 5)),
        ("8:05\N{NARROW NO-BREAK SPACE}PM", time(20, 5)),
        ("12:00 am", time(0)),
        ("8 p.m.", time(20)),
        ("20.05 Uhr", time(20, 5)),
        ("20h05", time(20, 5)),
        ("21:30:41.432", time(21, 30, 41)),
        ("8.30", time(8, 30)),
        ("8h30", time(8, 30)),
        ("20h", time(20)),
        ("8 Uhr", time(8)),
        ("0830", time(8, 30)),
        ("2030", time(20, 30)),
        ("8 am", time(8)),
        ("Noon", time(12)),
    ],
)
def test_a_time_of_day_is_read(written: str, at: time) -> None:
    clock = written_clock(written)
    assert clock is not None
    assert clock.at == at


@pytest.mark.parametrize(
    "written", ["", "8", "am", "25:00", "8:61", "13:00 pm", "morning", "0 am", "24:00", "2475"]
)
def test_what_is_no_time_of_day_is_none(written: str) -> None:
    assert written_clock(written) is None


def test_utc_becomes_the_persons_time_and_another_zone_stays_what_the_clock_showed() -> None:
    for written, expected in (
        ("03:00Z", datetime(2026, 10, 31, 23)),  # noqa: DTZ001 - local
        ("03:00 +0000", datetime(2026, 10, 31, 23)),  # noqa: DTZ001 - local
        ("03:00 -0800", datetime(2026, 11, 1, 3)),  # noqa: DTZ001 - local
        ("03:00", datetime(2026, 11, 1, 3)),  # noqa: DTZ001 - local
    ):
        clock = written_clock(written)
        assert clock is not None
        assert local_moment(FIRST_OF_NOVEMBER, clock, "America/New_York") == expected


@pytest.mark.parametrize(
    ("written", "by_point", "by_comma"),
    [
        ("1.000", "1", "1000"),
        ("1,000", "1000", "1"),
        ("7.5", "7.5", None),
        ("7,5", None, "7.5"),
        ("0.125", "0.125", None),
        (".5", "0.5", None),
        ("1,250.5", "1250.5", None),
        ("1.250,5", None, "1250.5"),
        ("1.2.3", None, None),
        ("10", "10", "10"),
        ("1e3", None, None),
        ("-5", None, None),
    ],
)
def test_a_mark_decides_what_a_number_is(
    written: str, by_point: str | None, by_comma: str | None
) -> None:
    for mark, expected in ((POINT, by_point), (COMMA, by_comma)):
        assert number_of(written, mark) == (None if expected is None else Decimal(expected))
    assert is_ambiguous(written) == (by_point != by_comma and None not in (by_point, by_comma))


def test_a_number_with_one_mark_only_settles_its_column() -> None:
    assert mark_of(["1.000", "2.5"]) is POINT
    assert mark_of(["1.000", "2,5"]) is COMMA
    assert mark_of(["1.000", "2"]) is None
    assert mark_of(["1.000", "2.5", "2,5"]) is None
    assert mark_of(["5", "10"]) is POINT


@pytest.mark.parametrize(
    ("written", "number", "unit"),
    [
        ("10 mg", "10", "mg"),
        ("10mg", "10", "mg"),
        ("½", "0.5", ""),
        ("1/2 tablet", "0.5", "tablet"),
        ("1½ Tabletten", "1.5", "tablet"),
        ("1 1/2", "1.5", ""),
        ("2 x 10 mg", "20", "mg"),
        ("25 µg/h", "25", "mcg/h"),
        ("0,5 mg", "0.5", "mg"),
        ("1 count", "1", "count"),
        ("3 gtt", "3", "drop"),
    ],
)
def test_an_amount_is_read_with_its_unit(written: str, number: str, unit: str) -> None:
    found = written_amount(written, POINT)
    assert found is not None
    assert (found.number, found.unit) == (Decimal(number), unit)


@pytest.mark.parametrize("written", ["", "5/325", "7.5-325", "5-10 mg", "some", "10 mg 10", "1/8"])
def test_what_may_be_two_amounts_is_none(written: str) -> None:
    assert written_amount(written, POINT) is None


def test_a_scale_is_taken_for_granted_only_where_nothing_else_fits() -> None:
    plain = ScoreRule(Scale.AS_IS)
    assert rule_without_asking("Pain", ["3", "7", "7.0", "8/10"]) == plain
    assert rule_without_asking("Pain (0-10)", ["1", "2"]) == plain
    assert rule_without_asking("Pain", ["1", "4"]) is None, "it may be from 0 to 4"
    assert rule_without_asking("Pain", ["65"]) is None
    assert rule_without_asking("Pain", ["6.5", "7"]) is None
    assert rule_without_asking("Pain", ["severe"]) is None
    assert rule_without_asking("Pain", []) == plain


def test_only_scales_that_fit_are_offered() -> None:
    assert scales_that_fit(["1", "4"]) == (
        Scale.AS_IS,
        Scale.DOUBLE,
        Scale.ONE_BY_ONE,
        Scale.LEFT_OUT,
    )
    assert scales_that_fit(["6.5"]) == (Scale.ROUNDED, Scale.ONE_BY_ONE, Scale.LEFT_OUT)
    assert scales_that_fit(["3", "6", "99"]) == (
        Scale.WITHIN_TEN,
        Scale.TENTH,
        Scale.ONE_BY_ONE,
        Scale.LEFT_OUT,
    )
    assert scales_that_fit([str(n) for n in range(101)]) == (Scale.TENTH, Scale.LEFT_OUT)
    assert scales_that_fit(["mild", "severe"]) == (Scale.ONE_BY_ONE, Scale.LEFT_OUT)
    assert scales_that_fit([str(n) for n in range(500)]) == (Scale.LEFT_OUT,)


@pytest.mark.parametrize(
    ("written", "scale", "score"),
    [
        ("7", Scale.AS_IS, 7),
        ("7.5", Scale.AS_IS, None),
        ("11", Scale.AS_IS, None),
        ("7.5", Scale.ROUNDED, 8),
        ("65", Scale.TENTH, 7),
        ("101", Scale.TENTH, None),
        ("4", Scale.DOUBLE, 8),
        ("6", Scale.DOUBLE, None),
        ("severe", Scale.ROUNDED, None),
        ("7", Scale.LEFT_OUT, None),
    ],
)
def test_a_score_follows_what_the_person_said(
    written: str, scale: Scale, score: int | None
) -> None:
    assert our_score(written, ScoreRule(scale)) == score


def test_each_answer_may_be_given_its_own_score() -> None:
    rule = ScoreRule(Scale.ONE_BY_ONE, {"very severe": 9, "3": 6, "none": None})
    assert [our_score(text, rule) for text in ("Very  severe", "3.0", "none", "?")] == [
        9,
        6,
        None,
        None,
    ]


def test_places_are_found_by_their_words_and_sides() -> None:
    found = [areas_of(word, {}) for word in words_in("Lower back; LEFT hip, both feet | neck")]
    assert found == [{"lower_back"}, {"left_hip"}, {"left_foot", "right_foot"}, {"neck"}]
    assert areas_of("left thigh", {}) == {"left_upper_leg"}
    assert areas_of("none", {}) == frozenset()


def test_a_place_without_its_side_is_asked() -> None:
    assert unknown_words(["hip; lower back", "knee, hip"]) == ("hip", "knee")
    assert areas_of("hip", {"hip": "left_hip"}) == {"left_hip"}
    assert areas_of("knee", {"knee": ""}) == frozenset()


@pytest.mark.parametrize(
    ("name", "amount", "expected"),
    [
        ("Oxycodone 5 mg", "2 tablets", ("Oxycodone", "10", "2 tablets of 5 mg")),
        ("Oxycodone 5mg", "1/2 tablet", ("Oxycodone", "2.5", "½ tablet of 5 mg")),
        ("Oramorph 10mg/5ml", "7.5 ml", ("Oramorph", "15", "7.5 mL of 10 mg in 5 mL")),
        ("Morphine 10 mg/tablet", "2 tablets", ("Morphine", "20", "2 tablets of 10 mg")),
        ("Morphine 1.000 mg", "1 tablet", None),
        ("Percocet 5/325", "2 tablets", None),
        ("Oxycodone", "2 tablets", None),
        ("Oramorph 10mg/5ml", "1 tablet", None),
    ],
)
def test_a_strength_in_the_name_works_the_amount_out(
    name: str, amount: str, expected: tuple[str, str, str] | None
) -> None:
    cell = MedicineCell(name, amount, "")
    if expected is None:
        with pytest.raises(FieldError):
            usable_amount(cell, DecimalMark.POINT, {})
        return
    found = usable_amount(cell, DecimalMark.POINT, {})
    assert found.as_taken is not None
    assert (found.name, f"{found.number:f}", found.as_taken.words) == expected
