"""Means over any run of days, for all days of a diary at once, by running totals."""

from dataclasses import dataclass

import numpy as np

from app.trends.detector.signals import Bools, Floats, Ints

# Fewer days make no mean: neither one that is shown nor one that points rest on beside it.
MIN_DAYS = 4


@dataclass(frozen=True, slots=True)
class Running:
    """Running totals of a daily series; index `k` holds the total of the first `k` days."""

    total: Floats
    logged: Floats

    def over(self, first: Ints, stop: Ints) -> tuple[Floats, Floats]:
        """Return mean (`nan` when none) and count of logged days in `first <= day < stop`.

        Bounds outside the diary are cut to it.
        """
        stop = np.maximum(first, stop)
        count = self.logged.take(stop, mode="clip") - self.logged.take(first, mode="clip")
        total = self.total.take(stop, 0, mode="clip") - self.total.take(first, 0, mode="clip")
        shaped = count if total.ndim == count.ndim else count[..., None]
        return np.where(shaped > 0, total / np.maximum(shaped, 1.0), np.nan), count

    def count(self, days: range) -> int:
        """Return how many days of a run are logged."""
        begin, end = (min(max(at, 0), len(self.logged) - 1) for at in (days.start, days.stop))
        return int(self.logged[max(begin, end)] - self.logged[begin])


def running(series: Floats, logged: Bools | None = None) -> Running:
    """Return the running totals of a series (n) or of several (n, k) that share `logged`."""
    known = np.isfinite(series) if logged is None else logged
    shaped = known if series.ndim == known.ndim else known[:, None]
    values = np.where(shaped, series, 0.0)
    start = np.zeros((1, *series.shape[1:]))
    return Running(
        total=np.concatenate([start, np.cumsum(values, axis=0)]),
        logged=np.concatenate([[0.0], np.cumsum(known)]),
    )
