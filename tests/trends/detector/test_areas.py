"""The areas' features: the same to the last digit, however many days follow a look."""

from dataclasses import replace

import numpy as np
import pytest

from app.trends.arrays import Floats
from app.trends.detector.features import area_features
from app.trends.detector.signals import Signals
from app.trends.detector.splits import find_splits, series_of
from app.validation.population import draw_person
from app.validation.worlds import USUAL_WORLD


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
