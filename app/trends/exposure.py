"""How much opioid a diary records for each day, in morphine milligram equivalents (MME).

What stands here is what was written down. A day without a dose row is unknown, not zero.
Factors: CDC 2022, see `app.clinical.opioid_catalogue`.

Amounts are summed as whole millionths of their unit. Sums of whole numbers are exact, so neither
the order of rows nor single doses instead of a daily total can show in a figure.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from app.clinical import routes
from app.clinical.medicines import is_opioid
from app.clinical.opioids import mme_factor
from app.clinical.units import MCG_PER_HOUR
from app.trends.diary import Diary, Dose

# The archive's rule for a patch that has no "off": one is changed every 72 hours.
PATCH_WEAR = timedelta(hours=72)
_DAY_SECONDS = 86_400
_MILLIONTHS = 1e6

_Product = tuple[str, str, str]  # medication, route, unit
_PerDay = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class DailyDose:
    """What was recorded for one local day.

    Attributes:
        for_date: the local day.
        mme_per_day: morphine milligram equivalents of all that has a factor; 0.0 where only
            medicines without one were taken; None where nothing at all was recorded.
        not_counted: opioids taken or worn that have no factor.
        by_medication: (medication, MME per day) of each counted opioid, by name.
    """

    for_date: date
    mme_per_day: float | None
    not_counted: frozenset[str] = frozenset()
    by_medication: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class PatchWear:
    """One opioid patch with the local times at which it was put on and came off."""

    patch: Dose
    put_on: datetime
    off: datetime


def daily_mme(diary: Diary, first: date, last: date) -> tuple[DailyDose, ...]:
    """Return the recorded opioid amount of each day from `first` to `last`, both included.

    A patch counts 2.4 MME a day for each mcg/h (fentanyl), in proportion to the hours worn that
    day; worn together, patches add up. Every local day counts as 24 hours.

    >>> from datetime import date, datetime
    >>> dose = Dose(datetime(2026, 1, 1, 8), "oxycodone", "oral", 10, "mg")
    >>> [d.mme_per_day for d in daily_mme(Diary(doses=(dose,)), date(2026, 1, 1), date(2026, 1, 2))]
    [15.0, None]
    """
    day_count = (last - first).days + 1
    if day_count < 1:
        return ()
    worn: list[Dose] = []
    taken: defaultdict[_Product, list[Dose]] = defaultdict(list)
    for dose in diary.doses:
        if dose.unit == MCG_PER_HOUR and _is_opioid_patch(dose):
            worn.append(dose)
        else:
            taken[dose.medication, dose.route, dose.unit].append(dose)
    by_product = {key: _taken_per_day(doses, first, day_count) for key, doses in taken.items()}
    by_product |= _worn_per_day(patch_wear(worn), first, day_count)
    return _days(by_product, first, day_count)


def _is_opioid_patch(dose: Dose) -> bool:
    return dose.route == routes.TRANSDERMAL and is_opioid(dose.medication)


def _taken_per_day(doses: Sequence[Dose], first: date, day_count: int) -> _PerDay:
    day = np.array([dose.taken_at.toordinal() for dose in doses]) - first.toordinal()
    millionths = np.rint(np.array([dose.amount for dose in doses], dtype=float) * _MILLIONTHS)
    within = (day >= 0) & (day < day_count)
    return np.bincount(day[within], millionths[within], day_count) / _MILLIONTHS


def patch_wear(patches: Iterable[Dose]) -> tuple[PatchWear, ...]:
    """Return when each opioid patch was worn, in order of putting on.

    A noted removal holds. Without one a patch is worn for 72 hours, or until the next patch is
    put on if that is sooner; patches put on at the same time are worn together.

    Args:
        patches: opioid patches in any order.
    """
    in_order = sorted(patches, key=lambda patch: patch.taken_at)
    times = sorted({patch.taken_at for patch in in_order})
    following = dict(pairwise(times))  # the last one has none
    wear = []
    for patch in in_order:
        presumed_off = patch.taken_at + PATCH_WEAR
        off = patch.removed_at or min(presumed_off, following.get(patch.taken_at, presumed_off))
        wear.append(PatchWear(patch, patch.taken_at, off))
    return tuple(wear)


def _worn_per_day(
    wear: Iterable[PatchWear], first: date, day_count: int
) -> dict[_Product, _PerDay]:
    midnight = datetime.combine(first, time.min)
    sums: defaultdict[_Product, _PerDay] = defaultdict(lambda: np.zeros(day_count))
    for worn in wear:
        # Whole seconds from the first midnight, cut to the days that were asked for.
        since = max((worn.put_on - midnight) // timedelta(seconds=1), 0)
        until = min((worn.off - midnight) // timedelta(seconds=1), day_count * _DAY_SECONDS)
        if since >= until:
            continue
        patch = worn.patch
        per_day = sums[patch.medication, patch.route, patch.unit]
        millionths = round(patch.amount * _MILLIONTHS)
        for day in range(since // _DAY_SECONDS, -(-until // _DAY_SECONDS)):
            day_start = day * _DAY_SECONDS
            seconds = min(until - day_start, _DAY_SECONDS) - max(since - day_start, 0)
            per_day[day] += millionths * seconds
    return {product: per_day / (_MILLIONTHS * _DAY_SECONDS) for product, per_day in sums.items()}


def _days(
    by_product: dict[_Product, _PerDay], first: date, day_count: int
) -> tuple[DailyDose, ...]:
    counted: defaultdict[int, dict[str, float]] = defaultdict(dict)
    not_counted: defaultdict[int, set[str]] = defaultdict(set)
    recorded = np.zeros(day_count, dtype=bool)
    # In order of name, so that the order of rows cannot show where products share a name.
    for product, amount_per_day in sorted(by_product.items(), key=lambda item: item[0]):
        on_days = np.flatnonzero(amount_per_day)
        recorded[on_days] = True
        factor = mme_factor(*product)
        if factor is not None:
            _count(counted, product[0], on_days.tolist(), amount_per_day[on_days] * factor)
        elif is_opioid(product[0]):
            for day in on_days.tolist():
                not_counted[day].add(product[0])
    return tuple(
        _daily_dose(first + timedelta(days=day), counted.get(day, {}), not_counted.get(day, ()))
        if was_recorded
        else DailyDose(first + timedelta(days=day), None)
        for day, was_recorded in enumerate(recorded.tolist())
    )


def _count(
    counted: defaultdict[int, dict[str, float]], medication: str, on_days: list[int], mme: _PerDay
) -> None:
    for day, mme_of_day in zip(on_days, mme.tolist(), strict=True):
        of_day = counted[day]
        of_day[medication] = of_day.get(medication, 0.0) + mme_of_day


def _daily_dose(
    for_date: date, counted: dict[str, float], not_counted: Collection[str]
) -> DailyDose:
    total = sum(counted.values(), start=0.0)
    return DailyDose(for_date, total, frozenset(not_counted), tuple(counted.items()))
