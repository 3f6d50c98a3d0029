from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.diary.diary import DayEntry, Diary, DiaryEvent, Dose, Profile
from app.services.errors import Refused
from app.services.share.terms import Section, cut_to_days, cut_to_sections, last_days, own_days
from app.trends.figures.exposure import daily_mme

TODAY = date(2026, 3, 11)
BEGIN = date(2026, 1, 1)
ALL = frozenset(Section)
FULL = Diary(
    entries=(
        DayEntry(
            TODAY,
            pain=5,
            worst_pain=7,
            areas=frozenset({"neck"}),
            touch=3,
            note="secret",
            further={"mood": 2},
        ),
    ),
    doses=(Dose(datetime.combine(TODAY, time(8)), "morphine", "oral", 15, "mg"),),
    events=(
        DiaryEvent(TODAY, "new_injury", "fell"),
        DiaryEvent(TODAY, "dose_change_by_prescriber", "by phone"),
    ),
    profile=Profile(frozenset({"neck"}), BEGIN, "my back"),
)


def test_the_last_days_end_today_and_begin_no_earlier_than_the_diary() -> None:
    assert last_days(30, BEGIN, TODAY) == (date(2026, 2, 10), TODAY)
    assert last_days(365, BEGIN, TODAY) == (BEGIN, TODAY)
    assert last_days(None, BEGIN, TODAY) == (BEGIN, TODAY)
    assert last_days(90, None, TODAY) == (TODAY, TODAY)


def test_own_days_are_cut_to_the_days_of_the_diary() -> None:
    assert own_days(date(2026, 2, 1), date(2026, 2, 3), BEGIN, TODAY) == (
        date(2026, 2, 1),
        date(2026, 2, 3),
    )
    assert own_days(date(1, 1, 1), TODAY, BEGIN, TODAY) == (BEGIN, TODAY)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (TODAY, TODAY - timedelta(days=1), "on or after the first"),
        (TODAY, TODAY + timedelta(days=1), "today or an earlier day"),
        (date(9999, 1, 1), date(9999, 12, 31), "today or an earlier day"),
        (date(1900, 1, 1), date(2025, 12, 31), "begins on 1 January 2026"),
    ],
)
def test_own_days_that_the_diary_does_not_have_are_refused(
    first: date, last: date, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        own_days(first, last, BEGIN, TODAY)


@pytest.mark.slow
@given(
    offsets=st.lists(st.integers(-40, 40), max_size=12, unique=True),
    ends=st.tuples(st.integers(-30, 30), st.integers(-30, 30)),
)
def test_nothing_outside_the_days_is_left(offsets: list[int], ends: tuple[int, int]) -> None:
    days = [TODAY + timedelta(days=offset) for offset in offsets]
    first, last = (TODAY + timedelta(days=end) for end in sorted(ends))
    diary = Diary(
        entries=tuple(DayEntry(day) for day in days),
        doses=tuple(
            Dose(datetime.combine(day, time(23)), "morphine", "oral", 1, "mg") for day in days
        ),
        events=tuple(DiaryEvent(day, "illness") for day in days),
    )
    cut = cut_to_days(diary, first, last)
    wanted = [day for day in days if first <= day <= last]
    assert [entry.for_date for entry in cut.entries] == wanted
    assert [dose.taken_at_local.date() for dose in cut.doses] == wanted
    assert [event.for_date for event in cut.events] == wanted


def test_a_patch_worn_into_the_days_counts_from_their_first_midnight() -> None:
    patch = Dose(
        datetime.combine(date(2026, 3, 8), time(12)), "fentanyl", "transdermal", 25, "mcg/h"
    )
    cut = cut_to_days(Diary(doses=(patch,)), date(2026, 3, 10), TODAY)
    # 25 mcg/h x 2.4 = 60 MME a day (CDC 2022); the 72 hours end on 11 March at noon.
    assert [day.mme_per_day for day in daily_mme(cut, date(2026, 3, 9), TODAY)] == [None, 60, 30]
    assert cut.doses[0].taken_at_local == datetime.combine(date(2026, 3, 10), time.min)
    assert cut_to_days(Diary(doses=(patch,)), date(2026, 3, 12), date(2026, 3, 13)).doses == ()


def test_every_section_shows_its_own_part_and_no_other() -> None:
    only = {section: cut_to_sections(FULL, frozenset({section})) for section in Section}
    assert only[Section.CHART].entries == (DayEntry(TODAY, pain=5, worst_pain=7),)
    assert only[Section.AREAS].entries == (DayEntry(TODAY, areas=frozenset({"neck"})),)
    assert only[Section.TOUCH].entries == (DayEntry(TODAY, touch=3),)
    assert only[Section.FURTHER].entries == (DayEntry(TODAY, further={"mood": 2}),)
    assert only[Section.NOTES].entries == (DayEntry(TODAY, note="secret"),)
    assert only[Section.EVENTS].entries == only[Section.ADVISORY].entries == (DayEntry(TODAY),)
    assert {section for section in Section if only[section].doses} == {
        Section.CHART,
        Section.MEDICINES,
    }
    assert [event.kind for event in only[Section.CHART].events] == ["dose_change_by_prescriber"]
    assert len(only[Section.EVENTS].events) == 2
    assert not only[Section.NOTES].events
    assert {s for s in Section if only[s].profile.original_areas} == {Section.AREAS}


def test_the_words_of_events_are_notes() -> None:
    assert not any(event.note for event in cut_to_sections(FULL, ALL - {Section.NOTES}).events)
    assert cut_to_sections(FULL, ALL).events == FULL.events


def test_what_the_person_told_is_in_its_own_section_alone() -> None:
    without = cut_to_sections(FULL, ALL - {Section.TOLD}).profile
    assert (without.condition, without.opioid_start) == ("", None)
    alone = cut_to_sections(FULL, frozenset({Section.TOLD})).profile
    assert (alone.condition, alone.opioid_start) == ("my back", BEGIN)
