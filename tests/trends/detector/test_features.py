"""Single observations, each on a diary that holds nothing else of note."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.clinical.events import ILLNESS, NEW_INJURY
from app.diary.diary import Diary, DiaryEvent, Profile
from app.trends.detector.assess import assess
from app.trends.detector.assessment import (
    Criterion,
    CriterionCode,
    ExplanationCode,
    Level,
    Verdict,
)
from app.trends.detector.signals import read_signals
from app.trends.detector.trajectory import follow
from tests.cast.courses import (
    DAYS,
    HOME,
    ONSET,
    always,
    made,
    many_places_at_first,
    pattern,
    rising,
    stepping,
)

TODAY = date(2026, 3, 11)
FIRST = TODAY - timedelta(days=DAYS - 1)


def feature(diary: Diary, name: str, *, days_ago: int = 0) -> float:
    signals = read_signals(diary, TODAY)
    assert signals is not None
    return float(follow(signals).features[name][-1 - days_ago])


def logged(diary: Diary, day: int, kind: str) -> Diary:
    return replace(diary, events=(DiaryEvent(FIRST + timedelta(days=day), kind),))


def lines_of(diary: Diary) -> Iterable[Criterion]:
    return assess(diary, TODAY).criteria


def after_start(diary: Diary) -> Criterion | None:
    return next((x for x in lines_of(diary) if x.code is CriterionCode.AFTER_START), None)


def test_a_dose_rise_counts_in_full_where_pain_stayed_and_not_at_all_where_it_fell() -> None:
    up = stepping(60, 120, ONSET)
    stayed = made(TODAY, pain=always(6), mg=up)
    helped = made(TODAY, pain=stepping(6, 4, ONSET), mg=up)
    assert feature(stayed, "dose_up") == feature(helped, "dose_up")
    # Single days go up and down by half a point.
    assert feature(stayed, "dose_up_no_relief") == pytest.approx(feature(stayed, "dose_up"), 0.1)
    assert feature(helped, "dose_up_no_relief") == 0


def test_a_dose_rise_that_took_pain_away_is_not_told_as_a_sign() -> None:
    helped = made(TODAY, pain=stepping(6, 4, ONSET), mg=stepping(60, 120, ONSET))
    line = next(x for x in lines_of(helped) if x.code is CriterionCode.DOSE_RISE)
    assert line.low is not None
    assert line.low > 0
    assert line.verdict is Verdict.UNCLEAR


@pytest.mark.parametrize("spreads", [True, False])
def test_an_injury_explains_pain_or_places_that_came_with_it(spreads: bool) -> None:
    places = ONSET if spreads else None
    pain = always(5) if spreads else stepping(4, 7, ONSET)
    hurt = logged(made(TODAY, pain=pain, spreads_from=places), ONSET, NEW_INJURY)
    at_first = feature(hurt, "came_with_injury", days_ago=DAYS - 1 - ONSET - 14)
    assert at_first > 0.7
    assert 0.2 < feature(hurt, "came_with_injury") < at_first / 2


def test_an_injury_explains_the_pain_that_came_with_it_where_no_places_are_recorded() -> None:
    hurt = logged(made(TODAY, pain=stepping(4, 7, ONSET)), ONSET, NEW_INJURY)
    silent = replace(hurt, entries=tuple(replace(e, areas=None) for e in hurt.entries))
    assert feature(silent, "came_with_injury") == feature(hurt, "came_with_injury") > 0.2


def test_a_day_on_an_opioid_that_is_not_counted_is_no_missed_dose() -> None:
    """Places that hurt since another opioid took over did not come with missed doses."""
    diary = pattern(TODAY)
    gone = tuple(d for d in diary.doses if d.taken_at_local.date() < FIRST + timedelta(days=ONSET))
    later = (d for d in diary.doses if d not in gone)
    other = (*gone, *(replace(d, medication="buprenorphine", route="sublingual") for d in later))
    assert feature(replace(diary, doses=gone), "areas_when_missed") > 1
    assert feature(replace(diary, doses=other), "areas_when_missed") == 0


def test_an_injury_before_the_change_explains_little_of_it() -> None:
    early = logged(made(TODAY, pain=rising(4, 8), spreads_from=ONSET), 10, NEW_INJURY)
    assert feature(early, "came_with_injury") == 0


def test_an_illness_is_no_injury() -> None:
    ill = logged(made(TODAY, pain=stepping(4, 7, ONSET), spreads_from=ONSET), ONSET, ILLNESS)
    assert feature(ill, "came_with_injury") == 0


def test_an_opioid_that_took_pain_away_in_this_diary_works() -> None:
    began = 20
    diary = made(TODAY, pain=stepping(7, 4, began + 3))
    diary = replace(diary, profile=Profile(HOME, FIRST + timedelta(days=began)))
    assert feature(diary, "relief_since_start") == pytest.approx(3, abs=0.3)
    line = after_start(diary)
    assert line is not None
    assert line.verdict is Verdict.AGAINST
    assert line.weight == pytest.approx(-3)
    assert line.before is not None
    assert line.before.last == FIRST + timedelta(days=began + 2)


def test_an_opioid_that_began_before_the_diary_makes_no_such_line() -> None:
    assert after_start(made(TODAY, pain=always(5))) is None


def test_places_that_hurt_from_the_first_weeks_on_are_told_and_take_nothing_off() -> None:
    found = assess(many_places_at_first(TODAY), TODAY)
    [told] = [e for e in found.explanations if e.code is ExplanationCode.WIDESPREAD_FROM_START]
    assert "other_areas_at_first" in {fact.code for fact in told.supports}
    assert told.weight == 0


def test_the_card_goes_within_six_weeks_when_pain_touch_and_places_are_as_before() -> None:
    sick = pattern(TODAY)
    well = made(TODAY + timedelta(days=42), pain=always(4), mg=always(120), days=42)
    whole = replace(sick, entries=(*sick.entries, *well.entries), doses=(*sick.doses, *well.doses))
    assert assess(whole, TODAY).level is Level.DISCUSS
    assert assess(whole, TODAY + timedelta(days=42)).level in {Level.NONE, Level.WATCH}


def test_the_card_stays_when_nobody_answers() -> None:
    assert assess(pattern(TODAY), TODAY + timedelta(days=28)).level is Level.DISCUSS
