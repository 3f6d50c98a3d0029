"""Answers about areas: what counts as one, and that later days change no earlier look."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from app.diary.diary import Diary
from app.trends.arrays import Floats
from app.trends.detector.area_features import area_features
from app.trends.detector.assess import assess
from app.trends.detector.assessment import CriterionCode
from app.trends.detector.signals import Signals, read_signals
from app.trends.detector.splits import find_splits, series_of
from app.trends.figures.comparisons import compare_split
from app.trends.figures.series import build_series
from app.validation.population import draw_person
from app.validation.worlds import USUAL_WORLD
from tests.cast.courses import pattern

LAST_DAY = date(2026, 5, 3)


def features(signals: Signals) -> dict[str, Floats]:
    series = series_of(signals)
    return area_features(
        signals, series, find_splits(series, np.zeros(signals.days, dtype=np.int64))
    )


def first_days(signals: Signals, days: int) -> Signals:
    """Return the days up to a look; a simulated person's arrays hold one value per day."""
    return replace(
        signals,
        pain=signals.pain[:days],
        touch=signals.touch[:days],
        areas=signals.areas[:days],
        has_areas=signals.has_areas[:days],
        mme_per_day=signals.mme_per_day[:days],
        same_opioid_since=signals.same_opioid_since[:days],
    )


@pytest.mark.slow
def test_later_days_do_not_change_the_last_digit_of_an_earlier_look() -> None:
    signals, _ = draw_person(USUAL_WORLD, 77, 0)
    whole = features(signals)
    for days in range(60, signals.days, 5):
        until = features(first_days(signals, days))
        for name, values in until.items():
            np.testing.assert_array_equal(values, whole[name][:days], err_msg=name)


def nowhere_on(every: int, answer: frozenset[str] | None) -> Diary:
    """Return the pattern, with another answer about places on one day in so many."""
    diary = pattern(LAST_DAY)
    entries = (
        replace(entry, areas=answer) if n % every == 0 else entry
        for n, entry in enumerate(diary.entries)
    )
    return replace(diary, entries=tuple(entries))


def test_nowhere_is_an_answer_of_no_places_and_silence_is_none() -> None:
    told, silent = (read_signals(nowhere_on(3, answer), LAST_DAY) for answer in (frozenset(), None))
    assert told is not None
    assert silent is not None
    assert told.has_areas.sum() > silent.has_areas.sum()
    new = series_of(told).daily["new"]
    assert new[0] == 0
    assert np.isnan(series_of(silent).daily["new"][0])


def test_the_advisory_counts_nowhere_as_the_pages_of_trends_do() -> None:
    diary = nowhere_on(3, frozenset())
    line = assess(diary, LAST_DAY).line(CriterionCode.NEW_AREAS)
    assert line is not None
    assert line.before is not None
    assert line.after is not None
    series = build_series(diary, line.before.first, line.after.last)
    then, now = (line.before.first, line.before.last), (line.after.first, line.after.last)
    compared = compare_split(series, then, now, line.areas)
    assert (compared.then.days_areas_answered, compared.now.days_areas_answered) == (
        line.before.days_logged,
        line.after.days_logged,
    )
    home = diary.profile.original_areas
    days_then, days_now = (
        sum(getattr(area, when) for area in compared.areas if area.code not in home)
        for when in ("days_then", "days_now")
    )
    assert line.before_mean == days_then / line.before.days_logged
    assert line.after_mean == days_now / line.after.days_logged
