from dataclasses import replace

import numpy as np
import pytest

from app.validation.benchmark import (
    FITTED_ON,
    REPORTED_ON,
    ticks_of,
    watch_with_holes,
    watch_without,
    watch_world,
)
from app.validation.doses import raise_for_pain
from app.validation.holes import HOLES, SHARE_REMOVED, take_out
from app.validation.life import begin_life
from app.validation.population import draw_people, draw_person
from app.validation.random_benchmark import FITTED_SEED, HELD_OUT_SEED, REPORTED_SEED
from app.validation.report import write_report
from app.validation.rules import RULES
from app.validation.truth import NEGATIVE, POSITIVE
from app.validation.watching import weekly
from app.validation.worlds import OTHER_WORLD, USUAL_WORLD, WORLDS, World

pytestmark = pytest.mark.slow


def test_the_same_seed_gives_the_same_person() -> None:
    one, truth = draw_person(OTHER_WORLD, 5, 3)
    again, same = draw_person(OTHER_WORLD, 5, 3)
    assert truth == same
    assert np.array_equal(one.pain, again.pain, equal_nan=True)
    assert np.array_equal(one.mme_per_day, again.mme_per_day, equal_nan=True)


@pytest.mark.parametrize("world", WORLDS.values(), ids=WORLDS)
def test_answers_are_on_their_scales_and_all_classes_come_up(world: World) -> None:
    seen = set()
    for signals, truth in draw_people(world, 9, 200):
        seen.add(truth.kind)
        assert signals.days == truth.days
        logged = signals.pain[np.isfinite(signals.pain)]
        assert set(logged) <= set(range(11))
        assert not signals.areas[np.isnan(signals.pain)].any()
        assert np.nanmin(np.append(signals.mme_per_day, 1.0)) > 0
        if truth.positive:
            assert 0 < truth.onset <= truth.there < truth.days - 28
    assert len(seen) == len(POSITIVE + NEGATIVE)


def test_nobody_is_reported_on_that_the_points_were_fitted_on() -> None:
    assert not {seed for seed, _ in FITTED_ON.values()} & set(REPORTED_ON.values())
    assert len({FITTED_SEED, REPORTED_SEED, HELD_OUT_SEED}) == 3


@pytest.mark.parametrize("name", HOLES)
def test_three_in_ten_days_are_taken_out(name: str) -> None:
    signals, _ = draw_person(USUAL_WORLD, 4, 1)
    fewer = take_out(signals, HOLES[name], seed=1)
    before, after = np.isfinite(signals.pain).sum(), np.isfinite(fewer.pain).sum()
    assert (before - after) / before == pytest.approx(SHARE_REMOVED, abs=0.1)
    assert np.isfinite(fewer.pain[0])


def test_taking_out_bad_days_lowers_the_mean_and_good_days_raises_it() -> None:
    signals, _ = draw_person(USUAL_WORLD, 4, 1)
    mean = np.nanmean(signals.pain)
    assert np.nanmean(take_out(signals, HOLES["the bad days"], 1).pain) < mean
    assert np.nanmean(take_out(signals, HOLES["the good days"], 1).pain) > mean


@pytest.mark.parametrize("name", RULES)
def test_a_simple_rule_sees_no_later_day(name: str) -> None:
    signals, _ = draw_person(USUAL_WORLD, 4, 2)
    half = signals.days // 2
    fewer = replace(
        signals,
        pain=np.where(np.arange(signals.days) <= half, signals.pain, np.nan),
        mme_per_day=np.where(np.arange(signals.days) <= half, signals.mme_per_day, np.nan),
    )
    looks = weekly(half)
    np.testing.assert_allclose(RULES[name](signals, looks), RULES[name](fewer, looks))


def test_the_report_holds_every_part() -> None:
    ticks: list[int] = []
    worlds = [
        watch_world(world, 40, lambda: ticks.append(1)) for world in (USUAL_WORLD, OTHER_WORLD)
    ]
    holes = watch_with_holes(4, lambda: ticks.append(1))
    missing = watch_without(10, lambda: ticks.append(1))
    page = write_report(worlds, "## Worlds at random", "## Cases", holes, missing)
    assert len(ticks) == ticks_of(40, 4, 10) - 40
    for part in (
        "The usual world",
        "The other world",
        "Mann-Kendall",
        "mild",
        "tolerance",
        "never recorded",
    ):
        assert part in page
    assert "Worlds at random" in page


def test_a_dose_is_raised_for_pain_only_while_pain_is_clearly_up() -> None:
    life = begin_life(np.random.default_rng(1), USUAL_WORLD, 200, widespread=False)
    life.pain = np.where(life.day < 100, 4.0, 7.0)
    raise_for_pain(life, factor=(1.2, 1.2), relief=(0.0, 0.0), fades=(8.0, 8.0))
    assert (life.steps[:100] == 1).all()
    assert life.steps[-1] >= 1.2**2
