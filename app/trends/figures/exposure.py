"""How much opioid a diary records for each day, in morphine milligram equivalents (MME).

What stands here is what was written down. A day without a dose row is unknown, not zero.
Factors: CDC 2022, see `app.clinical.opioid_catalogue`.

Amounts are summed as whole millionths of their unit. Sums of whole numbers are exact, so neither
the order of rows nor single doses instead of a daily total can show in a figure.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.clinical.medicines import OpioidKind
from app.clinical.opioids import mme_factor
from app.diary.diary import Diary, Dose, once_per_diary
from app.diary.opioid_answers import OpioidAnswers
from app.diary.patch_wear import PatchWear, is_opioid_patch, patch_wear
from app.diary.taken import MILLIONTHS, ProductKey, Taken, TakenDays

_DAY_SECONDS = 86_400
_SECOND = timedelta(seconds=1)

_PerDay = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Uncounted:
    """What was taken or worn of a medicine that cannot be counted.

    Attributes:
        medication: an opioid that has no factor, or a medicine that may be an opioid.
        route: a code of `app.clinical.routes`.
        unit: a code of `app.clinical.units`.
        amount: of the day in `unit`, for a patch the mean mcg/h, or how many were worn in the mean;
            None while the day is not over.
    """

    medication: str
    route: str
    unit: str
    amount: float | None


class DailyDose(NamedTuple):
    """What was recorded for one local day.

    A page makes a thousand of them, and a tuple takes a quarter of the time of a data class.

    Attributes:
        for_date: the local day.
        mme_per_day: morphine milligram equivalents of all that has a factor; None where no opioid
            that counts was recorded, which proves no zero.
        uncounted: what cannot be counted, in order of name.
        by_medication: (medication, MME per day) of each counted opioid, by name.
    """

    for_date: date
    mme_per_day: float | None
    uncounted: tuple[Uncounted, ...] = ()
    by_medication: tuple[tuple[str, float], ...] = ()

    @property
    def not_counted(self) -> frozenset[str]:
        """Return the names of what cannot be counted."""
        return frozenset(taken.medication for taken in self.uncounted)


@dataclass(frozen=True, slots=True)
class Recorded:
    """One product over a span of days.

    Attributes:
        product: its name as in the diary, its route and its unit.
        kind: whether it is an opioid, by the catalogue or by the person's answer.
        days: indices of the days on which it was taken or worn, rising (k).
        amount_per_day: what was taken on those days, in its unit (k).
        mme_per_day: what that came to; 0.0 where it has no factor (k).
        is_counted: whether it has a factor.
    """

    product: ProductKey
    kind: OpioidKind
    days: NDArray[np.intp]
    amount_per_day: _PerDay
    mme_per_day: _PerDay
    is_counted: bool

    @property
    def medication(self) -> str:
        """Return its name as in the diary."""
        return self.product[0]

    @property
    def is_opioid(self) -> bool:
        """Return whether it is known as one."""
        return self.kind is OpioidKind.OPIOID

    @property
    def may_be_opioid(self) -> bool:
        """Return whether it is one, or nobody knows."""
        return self.kind is not OpioidKind.NOT_OPIOID


def uncounted_days(products: Sequence[Recorded], day_count: int) -> NDArray[np.bool_]:
    """Tell for each day whether anything was recorded that may be an opioid and has no factor."""
    found = np.zeros(day_count, dtype=np.bool_)
    for product in products:
        if product.may_be_opioid and not product.is_counted:
            found[product.days] = True
    return found


def _taken_of(doses: Sequence[Dose]) -> Taken:
    return Taken(
        np.array([dose.taken_at_local.toordinal() for dose in doses], dtype=np.int64),
        np.rint(np.array([dose.amount for dose in doses], dtype=float) * MILLIONTHS),
    )


def daily_mme(diary: Diary, first: date, last: date) -> tuple[DailyDose, ...]:
    """Return the recorded opioid amount of each day from `first` to `last`, both included.

    A patch counts 2.4 MME a day for each mcg/h (fentanyl), in proportion to the hours worn that
    day; worn together, patches add up. Every local day counts as 24 hours.

    >>> from datetime import date, datetime
    >>> dose = Dose(datetime(2026, 1, 1, 8), "oxycodone", "oral", 10, "mg")
    >>> [d.mme_per_day for d in daily_mme(Diary(doses=(dose,)), date(2026, 1, 1), date(2026, 1, 2))]
    [15.0, None]
    """
    return mme_on(diary, range(first.toordinal(), last.toordinal() + 1))


def mme_on(diary: Diary, ordinals: Sequence[int]) -> tuple[DailyDose, ...]:
    """Return the same for some days, given by their ordinals, in order of time."""
    if not ordinals:
        return ()
    first, day_count = ordinals[0], ordinals[-1] - ordinals[0] + 1
    products = recorded_products(diary, date.fromordinal(first), day_count)
    return _day_by_day(products, first, np.array(ordinals) - first)


def total_mme(products: Iterable[Recorded], day_count: int) -> _PerDay:
    """Return the sum of all products for each day, 0.0 where nothing counts (day_count)."""
    total = np.zeros(day_count)
    for product in products:
        total[product.days] += product.mme_per_day
    return total


def recorded_products(diary: Diary, first: date, day_count: int) -> tuple[Recorded, ...]:
    """Return what was recorded from `first` on, product by product, in order of name.

    This is what `daily_mme` says, as arrays: ten years of days are not worth an object each where
    only sums are wanted.
    """
    taken, worn = _doses_of(diary)
    midnight = datetime.combine(first, time.min)
    per_day = {key: _taken_per_day(of_key, first, day_count) for key, of_key in taken.items()}
    per_day |= {key: _worn_per_day(of_key, midnight, day_count) for key, of_key in worn.items()}
    # In order of name, so that the order of rows cannot show where products share a name.
    products = (_recorded(key, per_day[key], diary.opioid_answers) for key in sorted(per_day))
    return tuple(product for product in products if len(product.days))


@once_per_diary
def _doses_of(
    diary: Diary,
) -> tuple[Mapping[ProductKey, Taken], dict[ProductKey, list[PatchWear]]]:
    """Read what was taken, and the opioid patches that were worn, product by product."""
    by_product: defaultdict[ProductKey, list[Dose]] = defaultdict(list)
    for dose in diary.doses:
        by_product[dose.medication, dose.route, dose.unit].append(dose)
    answers = diary.opioid_answers
    worn_keys = [key for key in by_product if is_opioid_patch(key[0], key[1], answers)]
    patches = [by_product.pop(product) for product in worn_keys]
    worn: defaultdict[ProductKey, list[PatchWear]] = defaultdict(list)
    for wear in patch_wear(chain.from_iterable(patches), answers):
        worn[wear.patch.medication, wear.patch.route, wear.patch.unit].append(wear)
    rows = TakenDays({key: _taken_of(doses) for key, doses in by_product.items()})
    return TakenDays.together([diary.taken, rows]).by_product, dict(worn)


def _day_by_day(
    products: Sequence[Recorded], first: int, days: NDArray[np.int64]
) -> tuple[DailyDose, ...]:
    """Return what each product came to on each of some days, counted from the ordinal `first`."""
    counted: defaultdict[int, list[tuple[str, float]]] = defaultdict(list)
    uncounted: defaultdict[int, list[Uncounted]] = defaultdict(list)
    for product in products:
        asked = np.isin(product.days, days)
        on_days = product.days[asked].tolist()
        if product.is_counted:
            for day, mme in zip(on_days, product.mme_per_day[asked].tolist(), strict=True):
                counted[day].append((product.medication, mme))
        elif product.may_be_opioid:
            for day, amount in zip(on_days, product.amount_per_day[asked].tolist(), strict=True):
                uncounted[day].append(Uncounted(*product.product, amount))
    totals = total_mme(products, int(days[-1]) + 1)[days].tolist()
    return tuple(
        DailyDose(
            date.fromordinal(first + day),
            total if day in counted else None,
            tuple(uncounted.get(day, ())),
            tuple(counted.get(day, ())),
        )
        for day, total in zip(days.tolist(), totals, strict=True)
    )


def _recorded(product: ProductKey, amount_per_day: _PerDay, answers: OpioidAnswers) -> Recorded:
    days = np.flatnonzero(amount_per_day)
    factor = mme_factor(*product)
    mme_per_day = amount_per_day[days] * (factor or 0.0)
    kind = answers.kind_of(product[0])
    amounts = amount_per_day[days]
    return Recorded(product, kind, days, amounts, mme_per_day, factor is not None)


def _taken_per_day(taken: Taken, first: date, day_count: int) -> _PerDay:
    day = taken.ordinals - first.toordinal()
    within = (day >= 0) & (day < day_count)
    return np.bincount(day[within], taken.millionths[within], day_count) / MILLIONTHS


def _worn_per_day(wear: Sequence[PatchWear], midnight: datetime, day_count: int) -> _PerDay:
    """Return the strength worn, averaged over each day (day_count)."""
    # Whole seconds from the first midnight, cut to the days that were asked for.
    end = day_count * _DAY_SECONDS
    put_on = np.clip([(worn.put_on - midnight) // _SECOND for worn in wear], 0, end)
    off = np.clip([(worn.off - midnight) // _SECOND for worn in wear], put_on, end)
    millionths = np.rint(np.array([worn.patch.amount for worn in wear], dtype=float) * MILLIONTHS)
    day, second = np.divmod(np.concatenate([put_on, off]), _DAY_SECONDS)
    change = np.concatenate([millionths, -millionths])
    # A change of strength counts for the rest of its day, and in full for each day after it.
    rest_of_day = np.bincount(day, change * (_DAY_SECONDS - second), day_count + 1)
    strength = np.cumsum(np.bincount(day + 1, change, day_count + 2))
    seconds = rest_of_day[:day_count] + strength[:day_count] * _DAY_SECONDS
    return seconds / (MILLIONTHS * _DAY_SECONDS)
