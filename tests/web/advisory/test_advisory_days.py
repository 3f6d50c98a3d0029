"""The table of days holds what the figures rest on, and is no longer than it must be."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.diary.diary import Diary, Dose, Profile
from app.trends.detector.assess import assess
from app.trends.detector.situations import read
from app.web.advisory.days import MOST_DAYS
from app.web.advisory.page import AdvisoryPage, advisory_page
from tests.cast.courses import FURTHER, HOME, always, made, next_door, pattern

pytestmark = pytest.mark.slow

TODAY = date(2026, 3, 11)


def page_of(diary: Diary) -> AdvisoryPage:
    assessment = assess(diary, TODAY)
    return advisory_page(diary, assessment, read(diary, assessment))


def cells(page: AdvisoryPage, column: str) -> list[str]:
    at = page.days.columns.index(column)
    return [row[at] for row in page.days.rows]


def test_each_place_has_a_letter_and_says_how_near_it_is_to_the_first() -> None:
    page = page_of(pattern(TODAY))
    assert page.days.places == (
        "A: neck",
        "B: left upper arm",
        "C: left hand",
        "D: lower back, a first place",
        "E: right lower leg",
    )
    assert set(cells(page, "Where")) == {"–", "D", "A B C D E"}
    assert len(HOME | FURTHER) == len(page.days.places)
    adjoining = page_of(next_door(TODAY)).days.places
    assert "C: left hip or buttock, next to a first place" in adjoining


def test_a_day_that_hurt_nowhere_counts_as_one_with_no_places() -> None:
    diary = pattern(TODAY)
    entries = tuple(
        replace(entry, areas=frozenset()) if n % 3 == 0 else entry
        for n, entry in enumerate(diary.entries)
    )
    page = page_of(replace(diary, entries=entries))
    where = cells(page, "Where")
    assert where.count("nowhere") == sum(entry.areas == frozenset() for entry in entries)
    sides = next(line.sides for line in page.evidence if line.title == "New places")
    counted = [
        int(side.logged.removesuffix(" days with an answer about places.")) for side in sides
    ]
    assert sum(counted) == len(where) - where.count("–")
    new = cells(page, "New places")
    assert {new[n] for n, cell in enumerate(where) if cell == "nowhere"} == {"0"}


def test_an_opioid_without_a_factor_is_noted_on_its_day() -> None:
    diary = pattern(TODAY)
    dose = Dose(diary.doses[-1].taken_at_local, "buprenorphine", "sublingual", 2.0, "mg")
    page = page_of(replace(diary, doses=(*diary.doses[:-1], dose)))
    assert cells(page, "Opioid, mg")[-1] == "not counted"
    assert cells(page, "Noted")[-1] == "Not counted: buprenorphine"


def test_a_score_with_a_part_is_shown_finely_enough_for_its_mean() -> None:
    diary = pattern(TODAY)
    last = replace(diary.entries[-1], pain=13 / 3)
    page = page_of(replace(diary, entries=(*diary.entries[:-1], last)))
    assert cells(page, "Pain")[-1] == "4.33"


def test_of_a_long_diary_the_last_year_is_shown_and_counted() -> None:
    page = page_of(made(TODAY, pain=always(4), days=900))
    assert len(page.days.rows) == MOST_DAYS
    logged = sum(cell != "–" for cell in cells(page, "Pain"))
    first = next(
        TODAY - timedelta(days=MOST_DAYS - 1 - n)
        for n, cell in enumerate(cells(page, "Pain"))
        if cell != "–"
    )
    begins, counts, *_ = page.completeness
    assert f"from {first.day} {first:%B} {first.year} on" in begins
    assert counts == (
        f"Since then {logged} days with a pain score, {(TODAY - first).days + 1 - logged} without."
    )


def test_the_first_days_stay_in_the_table_where_first_places_were_learned_from_them() -> None:
    diary = replace(made(TODAY, pain=always(4), days=900), profile=Profile())
    page = page_of(diary)
    assert len(page.days.rows) == MOST_DAYS + 14
    assert set(cells(page, "Where")[:14]) == {"A"}


def test_a_short_diary_shows_its_days_as_well() -> None:
    page = page_of(made(TODAY, pain=always(4), days=5))
    assert len(page.days.rows) == 5
    assert page.needs[0] == "10 more days with a pain score (14 needed)."
