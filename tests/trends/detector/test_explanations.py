"""What else could explain it: each fact rests on the days that its sentence names."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.clinical.events import CONDITION_WORSE, ILLNESS
from app.diary.diary import Diary, DiaryEvent, Dose
from app.diary.example import example_diary
from app.trends.detector.assess import assess
from app.trends.detector.assessment import Finding
from app.trends.detector.situations import SHOWN
from app.web.advisory.causes import _FACTS as FACTS
from tests.cast.courses import (
    a_little_more,
    always,
    eased,
    made,
    many_places_at_first,
    next_door,
    pattern,
)

TODAY = date(2026, 3, 11)


def facts(diary: Diary) -> dict[str, Finding]:
    return {
        found.code: found
        for explanation in assess(diary, TODAY).explanations
        for found in (*explanation.supports, *explanation.speaks_against)
    }


def test_five_diaries_hold_every_fact_between_them_and_are_told() -> None:
    cast = (example_diary, next_door, eased, a_little_more, many_places_at_first)
    made_up = [make(TODAY) for make in cast]
    assert {code for diary in made_up for code in facts(diary)} == set(FACTS)
    assert {assess(diary, TODAY).level for diary in made_up} <= SHOWN


def test_days_on_an_opioid_that_is_not_counted_are_not_days_without_a_dose() -> None:
    diary = next_door(TODAY)
    assert "more_pain_without_dose" in facts(diary)
    with_dose = {dose.taken_at_local.date() for dose in diary.doses}
    filled = tuple(
        Dose(
            diary.doses[0].taken_at_local.replace(year=day.year, month=day.month, day=day.day),
            "buprenorphine",
            "sublingual",
            2.0,
            "mg",
        )
        for day in (TODAY - timedelta(days=n) for n in range(120))
        if day not in with_dose
    )
    found = facts(replace(diary, doses=diary.doses + filled))
    assert not {"more_pain_without_dose", "same_pain_without_dose"} & found.keys()


def test_too_few_answers_about_places_say_nothing_of_them() -> None:
    diary = pattern(TODAY)
    kept = tuple(
        entry if n < 40 else replace(entry, areas=None) for n, entry in enumerate(diary.entries)
    )
    found = facts(replace(diary, entries=kept))
    assert not {"same_places", "new_areas", "new_areas_apart", "new_areas_adjoin"} & found.keys()


@pytest.mark.parametrize(("days_ago", "is_named"), [(0, True), (119, True), (120, False)])
def test_an_event_is_named_in_the_last_120_days_and_not_before(
    days_ago: int, is_named: bool
) -> None:
    day = TODAY - timedelta(days=days_ago)
    events = tuple(DiaryEvent(day, kind) for kind in (ILLNESS, CONDITION_WORSE))
    found = facts(replace(made(TODAY, pain=always(4), days=200), events=events))
    assert ("event_logged" in found) == ("condition_worse_logged" in found) == is_named
    assert ("no_event_logged" in found) == ("no_condition_worse_logged" in found) == (not is_named)


def test_pain_is_back_where_it_was_by_the_tenth_that_is_shown() -> None:
    """A mean of 4.96 is shown as 5.0, so a 5 counts as back."""
    diary = pattern(TODAY)
    first, *others = diary.entries
    level = (replace(first, pain=4), *(replace(entry, pain=5) for entry in others))
    figures = dict(facts(replace(diary, entries=level))["back_on_many_days"].figures)
    assert figures["before"] == 5.0
    assert figures["days_back"] == figures["days_logged"]
