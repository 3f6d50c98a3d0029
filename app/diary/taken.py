"""What was taken on days gone by, added up by product and day.

Ten years of doses are tens of thousands of rows. Every figure rests on the sum of a day, so the sum
is all that is kept of them. Amounts are whole millionths of their unit: sums of whole numbers are
exact, in whatever order they are added.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

MILLIONTHS = 1e6

# Medication, route, unit.
ProductKey = tuple[str, str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Taken:
    """What was taken of one product.

    Attributes:
        ordinals: the days, as `date.toordinal` counts them, in any order (k).
        millionths: what was taken on each, in millionths of the unit (k).
    """

    ordinals: NDArray[np.int64]
    millionths: NDArray[np.float64]

    @classmethod
    def of(cls, ordinals: Sequence[int], millionths: Sequence[float]) -> "Taken":
        """Take them from plain numbers."""
        return cls(np.array(ordinals, dtype=np.int64), np.array(millionths, dtype=np.float64))

    @classmethod
    def together(cls, parts: Sequence["Taken"]) -> "Taken":
        """Put what was taken at several times together."""
        if len(parts) == 1:
            return parts[0]
        return cls(
            np.concatenate([part.ordinals for part in parts]),
            np.concatenate([part.millionths for part in parts]),
        )

    def between(self, first: int, last: int) -> "Taken":
        """Return what was taken from one ordinal to another, both included."""
        within = (self.ordinals >= first) & (self.ordinals <= last)
        return Taken(self.ordinals[within], self.millionths[within])


def in_millionths(amount: float) -> float:
    """Return an amount as whole millionths, halves to even, as a float.

    >>> in_millionths(0.1 + 0.2)
    300000.0
    """
    return float(round(amount * MILLIONTHS))


@dataclass(frozen=True, slots=True)
class TakenDays:
    """What was taken, product by product; no patches, which are worn for days."""

    by_product: Mapping[ProductKey, Taken] = field(default_factory=dict, hash=False)

    @classmethod
    def together(cls, parts: Iterable["TakenDays"]) -> "TakenDays":
        """Put several spans of days together."""
        found: dict[ProductKey, list[Taken]] = {}
        for part in parts:
            for product, taken in part.by_product.items():
                found.setdefault(product, []).append(taken)
        return cls({product: Taken.together(taken) for product, taken in found.items()})

    @property
    def first_day(self) -> date | None:
        """The first day on which anything was taken."""
        days = [int(taken.ordinals.min()) for taken in self.by_product.values()]
        return date.fromordinal(min(days)) if days else None

    @property
    def last_day(self) -> date | None:
        """The last day on which anything was taken."""
        days = [int(taken.ordinals.max()) for taken in self.by_product.values()]
        return date.fromordinal(max(days)) if days else None

    def between(self, first: date, last: date) -> "TakenDays":
        """Return what was taken from one day to another, both included."""
        found = (
            (product, taken.between(first.toordinal(), last.toordinal()))
            for product, taken in self.by_product.items()
        )
        return TakenDays({product: taken for product, taken in found if len(taken.ordinals)})
