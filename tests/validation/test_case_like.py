"""Diaries like published cases: the same each time, on their scales, and bad until treated."""

import numpy as np
import pytest

from app.validation.case_like import BEGUN_WITH_IT, FROM_BEFORE, TOLD_OF_BEFORE, draw_cases
from app.validation.case_report import (
    CASES_SEED,
    PLACES_SEED,
    CaseOutcome,
    CasesResult,
    cases_part,
)
from app.validation.random_benchmark import FITTED_SEED, HELD_OUT_SEED, REPORTED_SEED

WAYS = (FROM_BEFORE, BEGUN_WITH_IT)


@pytest.mark.parametrize("way", WAYS)
def test_the_same_seed_gives_the_same_diaries(way: str) -> None:
    one, again = (list(draw_cases(way, 3, 3)) for _ in range(2))
    for (signals, truth), (same, same_truth) in zip(one, again, strict=True):
        assert truth == same_truth
        assert np.array_equal(signals.pain, same.pain, equal_nan=True)


@pytest.mark.parametrize("way", WAYS)
def test_it_is_bad_until_the_treatment(way: str) -> None:
    rises = []
    for signals, truth in draw_cases(way, 4, 12):
        assert truth.onset is not None
        assert truth.changed is not None
        assert truth.onset < truth.changed < signals.days
        assert (truth.onset == 0) is (way == BEGUN_WITH_IT)
        assert set(signals.story.items()) <= set(TOLD_OF_BEFORE.items())
        assert bool(signals.story) is (way == BEGUN_WITH_IT)
        bad = np.nanmean(signals.pain[truth.changed - 14 : truth.changed])
        rises.append(bad - np.nanmean(signals.pain[-14:]))
    assert np.mean(rises) > 0.5


def test_the_part_of_the_report_has_a_row_for_each_way() -> None:
    seen = CaseOutcome(found=True, found_late=True, watched=True, only_after=False)
    late = CaseOutcome(found=False, found_late=False, watched=False, only_after=True)
    page = cases_part(CasesResult({"one way": [seen, late]}, {"still": [False, True]}))
    assert "| one way | 2 | 50 | 50 | 50 | 50 |" in page
    assert "| still | 2 | 50 |" in page


def test_nobody_there_is_one_that_the_points_were_fitted_on() -> None:
    seeds = (CASES_SEED, PLACES_SEED, FITTED_SEED, REPORTED_SEED, HELD_OUT_SEED)
    assert len(set(seeds)) == len(seeds)
