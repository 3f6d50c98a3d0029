"""The diary as day-by-day arrays, and means over any run of its days.

Day 0 is the first day with an entry. A day without an answer is `nan`, never zero. Everything
at index `t` rests on records dated up to day `t` alone, so an earlier look never changes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

import numpy as np

from app.clinical.areas import AREAS, AREAS_BY_CODE
from app.clinical.events import DOSE_CHANGE_BY_PRESCRIBER
from app.diary.diary import DayEntry, Diary
from app.trends.arrays import Bools, Floats, Ints
from app.trends.figures.dose_changes import ChangeAt, find_changes
from app.trends.figures.dose_record import record_doses
from app.trends.figures.exposure import Recorded, uncounted_days

AREA_ORDER = tuple(area.code for area in AREAS)
AREA_INDEX = {code: index for index, code in enumerate(AREA_ORDER)}
# ADJOINING[a, b]: area b is area a or adjoins it.
ADJOINING = np.array(
    [[b == a or b in AREAS_BY_CODE[a].neighbours for b in AREA_ORDER] for a in AREA_ORDER]
)
# Fewer days make no mean: neither one that is shown nor one that points rest on beside it.
MIN_DAYS = 4
# Without original areas in the profile, they are learned from so many days with areas.
LEARN_HOME_DAYS = 14

# Thirty years. Whatever is older says nothing of today.
LONGEST_DAYS = 30 * 365


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
        # Nothing by nothing is `nan`: without a logged day the total is 0 as well.
        with np.errstate(invalid="ignore"):
            return total / shaped, count

    def of_last(self, days: int) -> tuple[Floats, Floats]:
        """Return mean and count of the logged days of so many up to each day (n)."""
        day = np.arange(len(self.logged) - 1)
        return self.over(day - days + 1, day + 1)

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


@dataclass(frozen=True, slots=True)
class Signals:
    """One person's diary as arrays over `n` days.

    Attributes:
        first_day: the date of index 0.
        pain: average pain per day, 0-10 (n).
        touch: touch sensitivity per day, 0-10 (n).
        areas: which areas hurt (n, 24), in the order of `AREA_ORDER`.
        has_areas: days on which it was answered where it hurts, "nowhere" included (n).
        products: what the dose record says, product by product.
        mme_per_day: oral morphine equivalents in mg; `nan` where no opioid that counts was
            recorded, since a day without a dose row proves nothing (n).
        same_opioid_since: for each day, the index from which on the main opioid has been the same
            one, as far as it was known on that day (n).
        original: the areas that hurt at first (24).
        opioid_start: index of the first day of opioid treatment, often negative; `None` unknown.
        events: (index, kind) of every event, in time order.
        main_opioids: the substance that gives most of each day's amount; empty without one (n).
        story: answers to `app.clinical.story`, told of the time before the diary.
    """

    first_day: date
    pain: Floats
    touch: Floats
    areas: Bools
    has_areas: Bools
    products: tuple[Recorded, ...]
    mme_per_day: Floats
    same_opioid_since: Ints
    original: Bools
    opioid_start: int | None
    events: tuple[tuple[int, str], ...]
    main_opioids: Sequence[str] = ()
    story: Mapping[str, str] = field(default_factory=dict)

    @property
    def without_opioid(self) -> Bools:
        """Return the days without any opioid, counted or not, or what may be one (n)."""
        none: Bools = np.isnan(self.mme_per_day)
        for product in self.products:
            if product.may_be_opioid:
                none[product.days] = False
        return none

    @property
    def with_uncounted(self) -> Bools:
        """Return the days whose amount is not the whole: something on them has no factor (n)."""
        return uncounted_days(self.products, self.days)

    @property
    def missed(self) -> Bools:
        """Return the days without any recorded opioid, and the day after each (n)."""
        none = self.without_opioid
        missed: Bools = none | np.concatenate([[False], none[:-1]])
        return missed

    def home_known_from(self) -> int:
        """Return the index from which `home_areas` is known; `days` when it is not yet."""
        if self.original.any():
            return 0
        marked = self._days_marked()
        if len(marked) < LEARN_HOME_DAYS:
            return self.days
        return int(marked[LEARN_HOME_DAYS - 1])

    def _days_marked(self) -> Ints:
        """Return the days on which a place was marked: "nowhere" does not tell the first places."""
        return np.flatnonzero(np.any(self.areas, axis=1))

    def home_areas(self) -> tuple[Bools, Bools]:
        """Return where it hurt at first, and that with all adjoining areas (24 each).

        Where the profile names none, it is what hurt on a third of the first days with areas.
        """
        home = self.original
        if not home.any():
            first = self.areas[self._days_marked()[:LEARN_HOME_DAYS]]
            home = first.mean(axis=0) >= 1 / 3 if len(first) else home
        near: Bools = np.any(ADJOINING[home], axis=0)
        return home, near

    @property
    def days(self) -> int:
        """Return the number of days."""
        return len(self.pain)

    def noted_changes(self) -> list[int]:
        """Return the days on which a change of dose by the prescriber was noted."""
        return [at for at, kind in self.events if kind == DOSE_CHANGE_BY_PRESCRIBER]

    def dose_changes(self) -> tuple[ChangeAt, ...]:
        """Find the changes of the daily opioid amount, in order of time."""
        return find_changes(self.mme_per_day, self.same_opioid_since, self.noted_changes())

    def day_of(self, index: int) -> date:
        """Return the date of an index."""
        return self.first_day + timedelta(days=index)


def read_signals(diary: Diary, as_of: date) -> Signals | None:
    """Lay a diary out day by day up to `as_of`; `None` when there is no entry by then."""
    return lay_out(diary.up_to(as_of), as_of)


def lay_out(seen: Diary, as_of: date) -> Signals | None:
    """Do so for a diary that holds nothing later than `as_of`."""
    if not seen.entries:
        return None
    first_day = _first_day(seen.entries, as_of)
    n = (as_of - first_day).days + 1
    pain, touch, areas, has_areas = _answers(seen.entries, first_day, n)
    record = record_doses(seen, first_day, n)
    start = seen.profile.opioid_start
    return Signals(
        first_day=first_day,
        pain=pain,
        touch=touch,
        areas=areas,
        has_areas=has_areas,
        products=record.products,
        mme_per_day=record.mme_per_day,
        same_opioid_since=record.same_opioid_since,
        original=np.array([code in seen.profile.original_areas for code in AREA_ORDER]),
        opioid_start=None if start is None else (start - first_day).days,
        events=tuple(sorted(((e.for_date - first_day).days, e.kind) for e in seen.events)),
        main_opioids=record.main_opioids,
        story=seen.story,
    )


def _first_day(entries: Iterable[DayEntry], as_of: date) -> date:
    """Return the first day with an entry, or one that is whole fortnights later.

    A mistyped year must not make a diary of centuries; decisions keep their days.
    """
    first = min(entry.for_date for entry in entries)
    beyond = (as_of - first).days + 1 - LONGEST_DAYS
    return first + timedelta(days=14 * -(-beyond // 14)) if beyond > 0 else first


@lru_cache(maxsize=4096)
def _indices_of(areas: frozenset[str]) -> tuple[int, ...]:
    """Return where these areas stand in `AREA_ORDER`; people mark the same ones day after day."""
    return tuple(AREA_INDEX[code] for code in areas if code in AREA_INDEX)


def _answers(
    entries: Iterable[DayEntry], first_day: date, n: int
) -> tuple[Floats, Floats, Bools, Bools]:
    pain, touch = [np.nan] * n, [np.nan] * n
    has_areas = [False] * n
    days: list[int] = []
    marks: list[int] = []
    begin = first_day.toordinal()
    for entry in entries:
        index = entry.for_date.toordinal() - begin
        if index < 0:
            continue
        if entry.pain is not None:
            pain[index] = entry.pain
        if entry.touch is not None:
            touch[index] = entry.touch
        if entry.areas is not None:
            has_areas[index] = True
            known = _indices_of(entry.areas)
            marks += known
            days += [index] * len(known)
    areas = np.zeros((n, len(AREA_ORDER)), dtype=bool)
    areas[days, marks] = True
    return np.array(pain), np.array(touch), areas, np.array(has_areas)
