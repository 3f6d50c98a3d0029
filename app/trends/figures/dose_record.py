"""The doses of a diary, laid out day by day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from operator import attrgetter
from statistics import median

import numpy as np

from app.clinical.events import DOSE_CHANGE_BY_PRESCRIBER
from app.diary.diary import Diary
from app.trends.arrays import Floats, Ints
from app.trends.figures.exposure import Recorded, recorded_products, total_mme
from app.trends.figures.rotation import main_opioids, same_opioid_since


@dataclass(frozen=True, slots=True)
class DoseRecord:
    """What was recorded over a run of `n` days.

    Attributes:
        products: product by product.
        mme_per_day: oral morphine equivalents in mg; `nan` where no opioid that counts was
            recorded, since a day without a dose row proves nothing (n).
        main_opioids: the substance that gives most of each day's amount; empty without any (n).
    """

    products: tuple[Recorded, ...]
    mme_per_day: Floats
    main_opioids: Sequence[str]

    @property
    def same_opioid_since(self) -> Ints:
        """For each day, the index from which on the main opioid has been the same one (n)."""
        return same_opioid_since(self.main_opioids)


def first_recorded_day(diary: Diary, last: date) -> date:
    """Return the first day with an entry, a dose or a noted change; `last` without any."""
    taken = map(attrgetter("taken_at_local"), diary.doses)
    dosed = min(taken, default=datetime.combine(last, time.min)).date()
    entered = min(map(attrgetter("for_date"), diary.entries), default=last)
    return min([last, dosed, diary.taken.first_day or last, entered, *noted_change_days(diary)])


def noted_change_days(diary: Diary) -> list[date]:
    """Return the days on which it was noted that the prescriber changed a dose."""
    return [e.for_date for e in diary.events if e.kind == DOSE_CHANGE_BY_PRESCRIBER]


def record_doses(diary: Diary, first: date, day_count: int) -> DoseRecord:
    """Lay the doses out day by day from `first` on."""
    products = recorded_products(diary, first, day_count)
    opioids = [(p.medication, p.days, p.mme_per_day) for p in products if p.is_opioid]
    mme_per_day = total_mme(products, day_count)
    return DoseRecord(
        products,
        np.where(mme_per_day == 0, np.nan, mme_per_day),
        main_opioids(opioids, day_count),
    )


def usual_amount(amounts: Floats, first: int, stop: int) -> float | None:
    """Return the usual amount of the recorded days `first <= day < stop`; `None` without any."""
    chosen = amounts[first:stop]
    return usual_of(chosen[np.isfinite(chosen)].tolist())


def usual_of(amounts: Sequence[float]) -> float | None:
    """Return the median, which a forgotten dose does not move; `None` without any."""
    return median(amounts) if amounts else None
