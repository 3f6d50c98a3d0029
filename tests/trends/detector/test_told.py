"""What was told of the time before leads to `watch` where the diary agrees, not further."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.diary.diary import Diary
from app.interop.archive import read_archive, write_archive
from app.trends.detector.assess import assess
from app.trends.detector.assessment import CriterionCode, Level, Verdict
from app.trends.detector.signals import read_signals
from app.trends.detector.situations import Situation, read
from app.trends.detector.trajectory import follow
from tests.cast.courses import DAYS, always, made, pattern, rising, told_before
from tests.trends.made_diaries import simulated

TODAY = date(2026, 5, 3)
TOLD = {"pain": "more", "places": "yes", "touch": "yes", "dose": "did_not_help"}


def level_of(diary: Diary) -> Level:
    return assess(diary, TODAY).level


def test_a_story_that_the_diary_agrees_with_leads_to_watch_in_words_of_its_own() -> None:
    diary = told_before(TODAY)
    found = assess(diary, TODAY)
    assert found.level is Level.WATCH
    assert read(diary, found).situation is Situation.TOLD_BEFORE
    line = found.line(CriterionCode.TOLD_BEFORE)
    assert line is not None
    assert line.verdict is Verdict.FOR
    assert level_of(replace(diary, story={})) is Level.NONE


@pytest.mark.parametrize(
    "other",
    [{"found": "yes"}, {"pain": "same"}, {"dose": "helped"}, {"places": "no", "touch": "no"}],
)
def test_a_story_with_another_reason_leads_to_nothing(other: dict[str, str]) -> None:
    diary = replace(told_before(TODAY), story=TOLD | other)
    found = assess(diary, TODAY)
    assert found.level is Level.NONE
    assert found.line(CriterionCode.TOLD_BEFORE) is None


@pytest.mark.parametrize(
    "diary",
    [
        made(TODAY, pain=always(6), touch=always(4), mg=always(20)),
        made(TODAY, pain=always(6), touch=always(1), mg=always(120)),
        made(TODAY, pain=always(2), touch=always(4), mg=always(120)),
    ],
    ids=["low dose", "few places, no sore touch", "little pain"],
)
def test_a_diary_that_does_not_agree_leads_to_nothing(diary: Diary) -> None:
    found = assess(replace(diary, story=TOLD), TODAY)
    assert found.level is Level.NONE
    assert found.score == assess(diary, TODAY).score
    line = found.line(CriterionCode.TOLD_BEFORE)
    assert line is not None
    assert line.verdict is Verdict.UNCLEAR


@pytest.mark.slow
def test_it_counts_for_a_later_worsening() -> None:
    worse = made(TODAY, pain=rising(5, 7), touch=rising(4, 6), mg=always(120))
    first = TODAY - timedelta(days=DAYS - 1)

    def found_after(diary: Diary) -> int:
        days = range(DAYS)
        looks = (assess(diary, first + timedelta(days=n)).level for n in days)
        return next((n for n, level in enumerate(looks) if level is Level.DISCUSS), DAYS)

    assert assess(replace(worse, story=TOLD), TODAY).points is not None
    assert found_after(replace(worse, story=TOLD)) <= found_after(worse)


@pytest.mark.parametrize("number", range(8))
def test_it_changes_no_condition_so_it_never_makes_a_card_alone(number: int) -> None:
    signals = read_signals(simulated(number), date(2027, 1, 1))
    assert signals is not None
    without, told = follow(signals), follow(replace(signals, story=TOLD))
    assert all((told.conditions[code] == holds).all() for code, holds in without.conditions.items())
    assert (told.scores >= without.scores).all()
    assert (told.scores <= without.scores + 0.9 + 1e-9).all()


def test_the_plain_files_carry_it() -> None:
    diary = replace(pattern(TODAY), story=TOLD)
    assert read_archive(write_archive(diary)).diary.story == TOLD
    assert "story" not in read_archive(write_archive(pattern(TODAY))).diary.story
