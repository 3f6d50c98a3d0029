import numpy as np
import pytest

from app.validation.scoring import (
    Watched,
    area_interval,
    area_under_curve,
    bootstrap,
    count_episodes,
    outcome,
    summarise_watches,
    threshold_for,
)
from app.validation.truth import Truth

pytestmark = pytest.mark.slow

WEEKS = np.arange(6, 200, 7)
POSITIVE = Truth("oih_prn", 200, onset=60, there=90, severity="mild", picture="full")
NEGATIVE = Truth("stable_control", 365)


def alarmed_on(*days: int) -> np.ndarray:
    return np.isin(WEEKS, days)


def person(truth: Truth, scores: np.ndarray) -> Watched:
    return Watched(truth, WEEKS, scores, scores > 0)


def test_found_counts_from_the_onset_and_the_delay_from_when_it_is_there() -> None:
    found = outcome(person(POSITIVE, np.zeros(len(WEEKS))), alarmed_on(48, 97))
    assert (found.found, found.delay_days, found.within_28, found.within_56) == (
        True,
        7,
        True,
        True,
    )


def test_an_alarm_before_the_onset_finds_nobody() -> None:
    missed = outcome(person(POSITIVE, np.zeros(len(WEEKS))), alarmed_on(48))
    assert (missed.found, missed.delay_days, missed.within_56) == (False, None, False)


def test_alarms_within_28_days_are_one_episode() -> None:
    assert count_episodes(WEEKS, alarmed_on(6, 13, 41)) == 1
    assert count_episodes(WEEKS, alarmed_on(6, 41)) == 2
    assert count_episodes(WEEKS, alarmed_on()) == 0


def test_a_rate_is_per_year_of_the_diaries_of_negatives() -> None:
    one = outcome(person(NEGATIVE, np.zeros(len(WEEKS))), alarmed_on(6, 97))
    none = outcome(person(NEGATIVE, np.zeros(len(WEEKS))), alarmed_on())
    summary = summarise_watches([one, none])
    assert summary.alarms_per_year == pytest.approx(1.0, abs=0.01)
    assert summary.ever_flagged == 0.5


def test_the_threshold_keeps_the_rate() -> None:
    rng = np.random.default_rng(3)
    people = [person(NEGATIVE, rng.normal(size=len(WEEKS))) for _ in range(60)]
    limit = threshold_for(people, rate=0.2)
    alarms = sum(count_episodes(one.days, one.scores > limit) for one in people)
    assert 0.1 < alarms / (60 * 365 / 365.25) <= 0.2


def test_the_area_under_the_curve_is_one_half_for_equal_people_and_one_for_apart_ones() -> None:
    low, high = np.zeros(len(WEEKS)), np.ones(len(WEEKS))
    assert area_under_curve([person(POSITIVE, low), person(NEGATIVE, low)]) == 0.5
    assert area_under_curve([person(POSITIVE, high), person(NEGATIVE, low)]) == 1.0


def test_the_interval_holds_the_estimate_and_is_the_same_each_time() -> None:
    people = [person(POSITIVE, np.zeros(len(WEEKS))) for _ in range(40)]
    outcomes = [outcome(one, alarmed_on(*([97] if n % 4 else []))) for n, one in enumerate(people)]
    low, high = bootstrap(outcomes)["found"]
    assert low < 0.75 < high
    assert (low, high) == bootstrap(outcomes)["found"]


def test_the_interval_of_the_area_holds_the_area() -> None:
    rng = np.random.default_rng(4)
    people = [
        person(truth, rng.normal(size=len(WEEKS)) + higher)
        for truth, higher in ((POSITIVE, 0.5), (NEGATIVE, 0.0))
        for _ in range(40)
    ]
    low, high = area_interval(people)
    assert 0 < low < area_under_curve(people) < high < 1


def test_nobody_found_has_no_interval_of_the_delay() -> None:
    people = [person(POSITIVE, np.zeros(len(WEEKS))) for _ in range(5)]
    assert "delay_days" not in bootstrap([outcome(one, alarmed_on()) for one in people])
