"""What is worked out for each look by itself, and what a later walk may take over of it.

A look rests on the days up to it alone, so what was found for it holds for as long as these days
say the same. They are compared themselves, bit by bit: nobody has to tell what was changed since.
"""

from dataclasses import dataclass

import numpy as np

from app.trends.arrays import Bools, Floats, Ints
from app.trends.detector.area_features import area_features
from app.trends.detector.signals import Signals
from app.trends.detector.splits import Series, Splits, find_splits


@dataclass(frozen=True, slots=True)
class Rows:
    """The splits and the area features of each look, beside the days that they rest on.

    Attributes:
        heard: the diary that was read, without the days that count as not answered.
        home: areas that hurt at first (24).
        since: for each day, since when the treatment has been the same (n).
        splits: before and after for each look.
        areas: the features of the areas, one value per day.
    """

    heard: Signals
    home: Bools
    since: Ints
    splits: Splits
    areas: dict[str, Floats]

    @property
    def bytes(self) -> int:
        """Return about how much room it takes."""
        columns = len(self.areas) + 3 + 2 * len(self.splits.z)
        return self.heard.days * (8 * (columns + len(self.home)))

    def first_to_find(self, heard: Signals, home: Bools, since: Ints) -> int:
        """Return the first look that must be worked out anew: one at least."""
        most = min(self.heard.days, heard.days)
        if not np.array_equal(self.home, home):
            return 0
        pairs = (
            (self.heard.pain.view(np.int64), heard.pain.view(np.int64)),
            (self.heard.touch.view(np.int64), heard.touch.view(np.int64)),
            (self.heard.has_areas, heard.has_areas),
            (self.since, since),
        )
        differs = np.any(self.heard.areas[:most] != heard.areas[:most], axis=1)
        for earlier, now in pairs:
            differs |= earlier[:most] != now[:most]
        return int(differs.argmax()) if differs.any() else min(most, heard.days - 1)


def find_rows(heard: Signals, series: Series, since: Ints, earlier: Rows | None) -> Rows:
    """Work out the rows of each look, or take over those that an earlier walk found.

    Args:
        heard: the diary.
        series: its daily series.
        since: for each day, since when the treatment has been the same (n).
        earlier: of any diary; what it has in common with this one is taken over.
    """
    first = 0 if earlier is None else earlier.first_to_find(heard, series.home, since)
    splits = find_splits(series, since, first)
    areas = area_features(heard, series, splits)
    if earlier is not None and first > 0:
        splits = earlier.splits.at(np.arange(first)).followed_by(splits)
        areas = {
            name: np.concatenate([earlier.areas[name][:first], values])
            for name, values in areas.items()
        }
    return Rows(heard, series.home, since, splits, areas)
