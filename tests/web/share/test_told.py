"""What the patient told about themselves is shared where they tick it, and nowhere else."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.clinical.care import CARE_NAMES, SPECIAL_CARE
from app.db import Database
from app.diary.diary import Diary, Profile
from app.services.share.part import SharedPart, part_of
from app.services.share.terms import Section, Terms
from app.trends.detector.assess import assess
from app.trends.detector.assessment import CriterionCode, Level
from app.web.share.summary import shared_summary
from tests.cast.courses import calm, pattern, same_pain, told_before
from tests.cast.links import EVERYTHING, code_on, make_link, open_link
from tests.cast.people import person_in
from tests.client import Browser

pytestmark = pytest.mark.slow

LAST = date(2026, 3, 11)
NOW = datetime(2026, 3, 11, 18, tzinfo=UTC)
WORDS = "ZZ-my-back-since-a-fall"
STORY = {"pain": "more", "dose": "did_not_help"}
STORY_WORDS = ("compared with before opioids", "and it did not help")
DIARIES = [make(LAST) for make in (calm, pattern, same_pain)]


def part(diary: Diary, sections: frozenset[Section], care: str) -> SharedPart:
    first = min(entry.for_date for entry in diary.entries)
    return part_of(diary, Terms(first, LAST, sections), care, story=STORY)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(
    diary=st.sampled_from(DIARIES),
    start=st.dates(date(1950, 1, 1), date(1999, 12, 31)),
    care=st.sampled_from(sorted(CARE_NAMES)),
    sections=st.frozensets(st.sampled_from(sorted(set(Section) - {Section.TOLD}))),
)
def test_without_its_tick_nothing_told_is_in_the_page_or_what_it_is_made_from(
    diary: Diary, start: date, care: str, sections: frozenset[Section]
) -> None:
    told = replace(diary, profile=Profile(frozenset({"neck"}), start, WORDS))
    shared = part(told, frozenset(map(Section, sections)), care)
    assert (shared.diary.profile.condition, shared.diary.profile.opioid_start) == ("", None)
    assert (shared.care, dict(shared.story)) == ("", {})
    page = repr(shared_summary(shared, NOW, "UTC"))
    for secret in (
        WORDS,
        str(start.year),
        *(CARE_NAMES[code] for code in SPECIAL_CARE),
        *STORY_WORDS,
    ):
        assert secret not in page


def test_an_opioid_that_began_in_the_diary_has_its_line_only_with_the_tick() -> None:
    began = replace(calm(LAST), profile=Profile(opioid_start=LAST - timedelta(days=60)))
    every = frozenset(Section)
    has_line = {
        sections: found is not None
        and CriterionCode.AFTER_START in {line.code for line in found.criteria}
        for sections in (every, every - {Section.TOLD})
        for found in (part(began, sections, "").assessment,)
    }
    assert has_line == {every: True, every - {Section.TOLD}: False}


def test_the_advisory_of_a_link_knows_the_story_only_with_the_tick() -> None:
    """A level that comes from it would tell it."""
    told = told_before(LAST)
    every = frozenset(Section)
    with_tick, without = (
        part(told, each, "").assessment for each in (every, every - {Section.TOLD})
    )
    assert with_tick is not None
    assert with_tick.level is Level.WATCH
    assert without == assess(replace(told, story={}), LAST)


def tell(database: Database, **told: object) -> None:
    with database.writing() as session:
        person = person_in(session)
        for name, words in told.items():
            setattr(person, name, words)
        session.commit()


def test_ticked_it_stands_in_the_preview_and_on_the_providers_page(
    alice: Browser, dan: Browser, database: Database
) -> None:
    tell(
        database,
        condition=WORDS,
        opioid_start=date(1987, 5, 1),
        care="sickle_cell",
        story=STORY,
    )
    chosen = alice.send(alice.get("/share/new"), "/share/new", 200, sections=EVERYTHING)
    assert "Told by the patient" in chosen.text
    page = open_link(dan, code_on(make_link(alice, sections=EVERYTHING)))
    for words in (WORDS, "Opioids since May 1987", "In care for Sickle cell disease", *STORY_WORDS):
        assert words in page.text
        assert words in chosen.text


def test_as_the_form_comes_it_stands_in_neither(
    alice: Browser, dan: Browser, database: Database
) -> None:
    tell(database, condition=WORDS, opioid_start=date(1987, 5, 1), care="sickle_cell")
    preview = alice.send(alice.get("/share/new"), "/share/new", 200)
    page = open_link(dan, code_on(make_link(alice)))
    for html in (preview.html, page.html):
        assert [words for words in (WORDS, "1987", "Sickle") if words in html] == []
    assert "Does not show what you said about yourself, notes" in preview.text


def test_ticked_with_nothing_told_the_page_says_so(
    alice: Browser, dan: Browser, database: Database
) -> None:
    tell(database, condition="", opioid_start=None, care="not_said")
    page = open_link(dan, code_on(make_link(alice, sections=["told"])))
    assert "Told by the patient Nothing yet." in page.text
