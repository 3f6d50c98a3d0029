"""When the daily opioid amount stepped up or down, or another opioid took over.

A step is a change of level, not a bad day: the median of the recorded days of two weeks before
against two weeks after. It counts when it is at least one fifth, the line that Hayes et al. 2020
used to tell people whose dose was raised from people who stayed
(https://www.hsrd.research.va.gov/research/citations/abstract.cfm?Identifier=127822), and when
hardly any earlier day reaches the later ones (Wilcoxon's rank sum), so that as-needed doses that
go up and down make no steps. Days without any record are left out: they prove nothing.

These are the changes that people see as numbers on the chart. What the detector calls a step is
smaller (`app.trends.detector.dose_features`): it weighs many of them together and names none.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from app.clinical.events import DOSE_CHANGE_BY_PRESCRIBER
from app.diary.diary import DiaryEvent
from app.trends.figures.exposure import DailyDose
from app.trends.figures.rotation import main_opioids, same_opioid_since

Floats = NDArray[np.float64]

WINDOW_DAYS = 14
MIN_RECORDED_DAYS = 6
# Hayes et al. 2020, see above.
SMALLEST_SHARE = 0.20
# Rank-sum z. As-needed doses that merely vary pass it about once in one to four years of diary
# (simulated in the tests); a step of every dose in two full weeks gives 4.5.
SMALLEST_Z = 3.0
# A step this near to a noted change of the prescription is that change.
SAME_CHANGE_DAYS = 7


class ChangeKind(StrEnum):
    """What the recorded doses did at a change."""

    UP = "up"
    DOWN = "down"
    ROTATION = "rotation"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class DoseChange:
    """One change of the daily opioid amount.

    Attributes:
        for_date: the day noted by the person, else the first day at the new level.
        kind: `UNCLEAR` when a change was noted but the recorded doses do not show which way.
        by_prescriber: whether the person noted that the prescriber made it.
        mme_before: mean of the recorded days of the two weeks before; `None` with none recorded.
        mme_after: mean of the recorded days of the two weeks from that day on.
    """

    for_date: date
    kind: ChangeKind
    by_prescriber: bool
    mme_before: float | None
    mme_after: float | None


def find_dose_changes(
    daily: Sequence[DailyDose], events: Iterable[DiaryEvent]
) -> tuple[DoseChange, ...]:
    """Find every change of the daily amount, in order of time.

    Args:
        daily: the amount of every day of a stretch without holes, in order.
        events: the events of the diary; those outside the stretch are passed over.

    Returns:
        Changes that were noted as made by the prescriber, and steps and rotations that the
        recorded doses show; one change per week at most.
    """
    if not daily:
        return ()
    first, last = daily[0].for_date, daily[-1].for_date
    noted = {
        event.for_date
        for event in events
        if event.kind == DOSE_CHANGE_BY_PRESCRIBER and first <= event.for_date <= last
    }
    amounts = _amounts(daily)
    rotations = [first + timedelta(days=n) for n in _rotations(daily)]
    steps = [first + timedelta(days=n) for n in _steps(amounts)]
    days = sorted(noted)
    for day in (*rotations, *steps):
        if all(abs((day - other).days) > SAME_CHANGE_DAYS for other in days):
            days.append(day)
    days.sort()
    edges = [date.min, *days, date.max]
    return tuple(
        _describe(day, (edges[n], edges[n + 2]), daily, day in noted, _is_near(day, rotations))
        for n, day in enumerate(days)
    )


def _is_near(day: date, others: Iterable[date]) -> bool:
    return any(abs((day - other).days) <= SAME_CHANGE_DAYS for other in others)


def _describe(
    day: date,
    neighbours: tuple[date, date],
    daily: Sequence[DailyDose],
    by_prescriber: bool,
    is_rotation: bool,
) -> DoseChange:
    """Weigh two weeks on each side, no further than to the changes next to this one."""
    at = (day - daily[0].for_date).days
    before = _mean(
        dose for dose in daily[max(0, at - WINDOW_DAYS) : at] if dose.for_date >= neighbours[0]
    )
    after = _mean(dose for dose in daily[at : at + WINDOW_DAYS] if dose.for_date < neighbours[1])
    kind = ChangeKind.ROTATION if is_rotation else _direction(before, after)
    return DoseChange(day, kind, by_prescriber, before, after)


def counted_mme(dose: DailyDose) -> float | None:
    """Return the day's amount, or `None` when only opioids without a factor were recorded.

    Zero would be a false figure there, and a change to such an opioid is no step down.
    """
    return None if dose.not_counted and not dose.mme_per_day else dose.mme_per_day


def _mean(doses: Iterable[DailyDose]) -> float | None:
    amounts = [mme for mme in map(counted_mme, doses) if mme is not None]
    return sum(amounts) / len(amounts) if amounts else None


def _direction(before: float | None, after: float | None) -> ChangeKind:
    """A noted change smaller than half a step is left open: single doses vary by as much."""
    if before is None or after is None or abs(after - before) <= SMALLEST_SHARE / 2 * before:
        return ChangeKind.UNCLEAR
    return ChangeKind.UP if after > before else ChangeKind.DOWN


def _amounts(daily: Iterable[DailyDose]) -> Floats:
    return np.array([np.nan if mme is None else mme for mme in map(counted_mme, daily)])


def _steps(amounts: Floats) -> list[int]:
    """Return where new levels begin: the clearest position of each two weeks."""
    edge = np.full(WINDOW_DAYS, np.nan)
    windows = sliding_window_view(np.concatenate([edge, amounts, edge]), WINDOW_DAYS)
    before, after = windows[: len(amounts)], windows[WINDOW_DAYS : WINDOW_DAYS + len(amounts)]
    days_before, days_after = _recorded(before), _recorded(after)
    level_before, level_after = _median(before), _median(after)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.abs(level_after - level_before) / level_before
    higher = np.nansum(np.sign(after[:, :, None] - before[:, None, :]), axis=(1, 2))
    spread = days_before * days_after * (days_before + days_after + 1) / 3
    is_step = (
        (np.minimum(days_before, days_after) >= MIN_RECORDED_DAYS)
        & (share >= SMALLEST_SHARE)
        & (np.abs(higher) >= SMALLEST_Z * np.sqrt(spread))
    )
    both = np.concatenate([before, after], axis=1)
    explained = (
        _distance(both, _median(both))
        - _distance(before, level_before)
        - _distance(after, level_after)
    )
    return _clearest(np.flatnonzero(is_step), explained)


def _recorded(windows: Floats) -> Floats:
    days: Floats = np.sum(~np.isnan(windows), axis=1).astype(np.float64)
    return days


def _median(windows: Floats) -> Floats:
    """Median of each row without its unknown days, which sorting puts last."""
    ordered = np.sort(windows, axis=1)
    known = np.maximum(np.sum(~np.isnan(windows), axis=1), 1)
    rows = np.arange(len(windows))
    middle: Floats = (ordered[rows, (known - 1) // 2] + ordered[rows, known // 2]) / 2
    return middle


def _distance(windows: Floats, levels: Floats) -> Floats:
    distance: Floats = np.nansum(np.abs(windows - levels[:, None]), axis=1)
    return distance


def _clearest(positions: NDArray[np.intp], explained: Floats) -> list[int]:
    chosen: list[int] = []
    for position in sorted(positions.tolist(), key=lambda at: (-explained[at], at)):
        if all(abs(position - other) >= WINDOW_DAYS for other in chosen):
            chosen.append(position)
    return sorted(chosen)


def _rotations(daily: Sequence[DailyDose]) -> list[int]:
    """Return the positions of the first day on another main opioid."""
    amounts: defaultdict[str, dict[int, float]] = defaultdict(dict)
    for at, dose in enumerate(daily):
        for name, mme in (*((name, 0.0) for name in dose.not_counted), *dose.by_medication):
            amounts[name][at] = mme
    taken = [(name, [*of_day], [*of_day.values()]) for name, of_day in sorted(amounts.items())]
    since = same_opioid_since(main_opioids(taken, len(daily)))
    return sorted({int(position) for position in since} - {0})
