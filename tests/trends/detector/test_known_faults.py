"""Families of diaries that earlier versions of the detector read wrongly."""

from dataclasses import replace

import numpy as np
import pytest

from app.clinical.events import CONDITION_WORSE, DOSE_CHANGE_BY_PRESCRIBER
from app.trends.arrays import Floats
from app.trends.detector.assessment import CriterionCode, Level, Verdict
from app.trends.detector.criteria import criteria_of
from app.trends.detector.evidence import Look
from app.trends.detector.settling import without_areas
from app.trends.detector.trajectory import Trajectory, follow
from app.trends.figures.dose_changes import ChangeKind
from tests.trends.detector.noisy import (
    DAYS,
    HOME,
    Course,
    courses,
    discussed_on,
    draw,
    flat,
    ramp,
    share_discussed,
    step,
)

pytestmark = pytest.mark.slow

SPREADING = ramp(0.0, 0.7, 60, 110)
PATTERN = Course(
    pain=ramp(4.0, 7.0, 55, 110),
    touch=ramp(1.0, 5.0, 60, 115),
    places=SPREADING,
    mme=np.where(np.arange(DAYS) < 70, 60.0, np.where(np.arange(DAYS) < 100, 80.0, 110.0)),
)
NOTHING = Course(pain=flat(5.0), touch=flat(1.5), places=flat(0.02), mme=flat(80.0))


def line(course: Trajectory, code: CriterionCode) -> Verdict | None:
    found = (one.verdict for one in criteria_of(Look(course)) if one.code is code)
    return next(found, None)


def test_the_whole_pattern_is_found() -> None:
    assert share_discussed(PATTERN) >= 0.8


@pytest.mark.parametrize("touch", [flat(1.5), ramp(1.0, 4.0, 60, 110)], ids=["places", "and touch"])
def test_without_more_pain_new_places_are_not_discussed(touch: Floats) -> None:
    """One in twelve may have more pain by chance just then."""
    assert share_discussed(replace(NOTHING, places=SPREADING, touch=touch)) <= 1 / 12


def test_where_pain_goes_down_new_places_and_touch_are_never_discussed() -> None:
    learned = replace(NOTHING, places=SPREADING, touch=ramp(1.0, 4.0, 60, 110))
    assert share_discussed(replace(learned, pain=ramp(6.0, 4.0, 40, 80))) == 0


def test_a_forgotten_row_makes_no_step_and_no_rise() -> None:
    for one in courses(replace(NOTHING, forgotten=0.15)):
        assert [c for c in one.dose_changes if c.kind is ChangeKind.UP] == []
        assert line(one, CriterionCode.DOSE_RISE) is not Verdict.FOR


def test_places_that_were_never_marked_take_nothing_off() -> None:
    for member in range(6):
        whole, blank = draw(PATTERN, member), without_areas(draw(PATTERN, member))
        points = follow(blank).points
        assert points["dose_up_same_places"][-1] == 0
        assert follow(whole).points["pain_up"][-1] >= 0


def test_who_hurts_in_many_places_at_first_is_found_nearly_as_often() -> None:
    many = (
        *HOME,
        "left_hip",
        "chest",
        "abdomen",
        "left_lower_leg",
        "right_upper_arm",
        "upper_back",
    )
    widespread = replace(PATTERN, home=many, new=("neck", "left_hand", "right_foot", "left_jaw"))
    assert share_discussed(widespread) >= share_discussed(PATTERN) - 0.2


@pytest.mark.parametrize("days_after", [2, 6, 12])
def test_no_card_comes_up_in_the_four_weeks_after_another_opioid(days_after: int) -> None:
    """The day of the change is moved against the days on which levels are decided."""
    at = 97 - days_after
    rotated = replace(
        PATTERN,
        pain=np.where(np.arange(DAYS) < at, PATTERN.pain, 4.0),
        touch=np.where(np.arange(DAYS) < at, PATTERN.touch, 1.0),
        places=np.where(np.arange(DAYS) < at, PATTERN.places, 0.02),
        opioids=("morphine",) * at + ("methadone",) * (DAYS - at),
    )
    for one in courses(rotated):
        first = discussed_on(one)
        assert first is None or first < at or first > at + 28


@pytest.mark.parametrize(
    ("course", "code"),
    [
        (
            replace(
                PATTERN,
                pain=step(7.5, 3.5, 104),
                opioids=("morphine",) * 100 + ("oxycodone",) * (DAYS - 100),
            ),
            CriterionCode.AFTER_ROTATION,
        ),
        (
            replace(PATTERN, pain=step(7.5, 3.5, 104), mme=step(80.0, 0.0, 100)),
            CriterionCode.AFTER_STOP,
        ),
        (
            replace(PATTERN, pain=step(7.5, 3.5, 104), mme=step(80.0, 40.0, 100)),
            CriterionCode.AFTER_DOSE_CUT,
        ),
    ],
    ids=["another opioid", "a stop", "a lower dose"],
)
def test_less_pain_after_a_change_of_treatment_is_told(course: Course, code: CriterionCode) -> None:
    told = [line(one, code) is Verdict.FOR for one in courses(course)]
    assert np.mean(told) >= 0.8


def test_a_card_goes_when_the_opioid_was_tapered_off_and_pain_fell() -> None:
    """The last lower rows of a taper are followed by none: nobody waits for more of them."""
    day = np.arange(DAYS)
    tapered = Course(
        pain=np.where(day < 122, ramp(4.0, 7.5, 40, 80), 3.5),
        touch=np.where(day < 122, ramp(1.0, 5.0, 45, 85), 1.0),
        places=np.where(day < 122, ramp(0.0, 0.7, 45, 85), 0.02),
        mme=np.select([day < 60, day < 115, day < 118], [60.0, 110.0, 55.0], 0.0),
        events=((115, DOSE_CHANGE_BY_PRESCRIBER),),
    )
    found = list(courses(tapered))
    assert sum(one.at(114).level is Level.DISCUSS for one in found) >= 0.7 * len(found)
    assert not any(one.at(DAYS - 1).level is Level.DISCUSS for one in found)
    assert not any(one.settling.open_looks[140:].any() for one in found)


def test_a_stop_without_a_note_is_not_discussed() -> None:
    stopped = Course(
        pain=np.where(np.arange(DAYS) < 80, 3.0, ramp(6.0, 2.0, 80, 130)),
        touch=np.where(np.arange(DAYS) < 80, 1.0, ramp(4.0, 1.0, 80, 130)),
        places=np.where(np.arange(DAYS) < 80, 0.02, ramp(0.6, 0.05, 80, 130)),
        mme=step(80.0, 0.0, 80),
    )
    assert share_discussed(stopped) == 0


def test_saying_that_the_condition_got_worse_takes_points_off_on_a_steady_dose() -> None:
    steady = replace(PATTERN, mme=flat(120.0))
    said = replace(steady, events=((70, CONDITION_WORSE),))
    for before, after in zip(courses(steady), courses(said), strict=True):
        assert after.scores[-1] < before.scores[-1] - 0.3


def test_what_fits_the_pattern_has_an_interval_above_zero() -> None:
    for course in (PATTERN, NOTHING):
        for one in courses(course, range(6)):
            for criterion in criteria_of(Look(one)):
                if criterion.verdict is Verdict.FOR and criterion.code in {
                    CriterionCode.PAIN_RISE,
                    CriterionCode.TOUCH_RISE,
                    CriterionCode.NEW_AREAS,
                    CriterionCode.DOSE_RISE,
                    CriterionCode.AFTER_DOSE_STEP,
                }:
                    assert criterion.low is not None
                    assert criterion.low > 0


def test_a_weekly_course_is_seen_by_the_grid() -> None:
    one = follow(draw(PATTERN, 1))
    first = discussed_on(one)
    assert first is not None
    may = np.logical_and.reduce(list(one.conditions.values())) & (one.scores >= 0)
    assert first - int(np.flatnonzero(may)[0]) <= 14


def test_a_person_who_had_it_before_and_gets_worse_after_a_raise_is_found() -> None:
    prevalent = Course(
        pain=ramp(6.0, 8.3, 72, 95),
        touch=ramp(3.0, 6.0, 72, 95),
        places=ramp(0.5, 0.75, 72, 95),
        mme=step(100.0, 150.0, 70),
    )
    assert share_discussed(prevalent) >= 0.6


def test_nothing_happens_and_nothing_is_said() -> None:
    assert share_discussed(NOTHING) == 0
    for one in courses(NOTHING):
        assert one.at(DAYS - 1).level is Level.NONE
