"""Before and after: each dose change, and earlier days against later ones.

All figures rest on the rows of one `DaySeries`, so that they can be recomputed from its table.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from app.clinical.areas import AREAS
from app.diary.scores import FURTHER_SCORES
from app.trends.figures.around_changes import (
    MIN_LOGGED_DAYS,
    AfterChange,
    compare_pain,
    pain_around_changes,
)
from app.trends.figures.dose_changes import ChangeKind
from app.trends.figures.dose_record import usual_of
from app.trends.figures.exposure import Uncounted
from app.trends.figures.intervals import BeforeAfter
from app.trends.figures.series import DayRow, DaySeries, UsualAmount, usual_opioid
from app.trends.figures.spans import TWO_WEEKS_DAYS, first_of_last

WINDOW_DAYS = TWO_WEEKS_DAYS
Days = tuple[date, date]
# A place is new when it hurts on this share of the days more than before: people mix up one or two
# areas from day to day (about 7 % of areas on a drawn body map: Brummett et al. 2016, Pain
# 157:1205, PMC4868633).
REGULAR_RISE = 0.3


class HowOften(StrEnum):
    """On how many of the answered days an area hurt."""

    NONE = "none"
    SOME = "some"
    MOST = "most"


@dataclass(frozen=True, slots=True)
class AreaThenNow:
    """One area in the earlier and in the later days: days it hurt, of the days answered."""

    code: str
    days_then: int
    days_now: int
    then: HowOften
    now: HowOften
    is_new: bool


@dataclass(frozen=True, slots=True)
class MeanOfDays:
    """The mean of a daily figure over the days that carry it; `None` without such a day."""

    mean: float | None
    days: int


@dataclass(frozen=True, slots=True)
class UncountedAmount:
    """The usual amount of a medicine that cannot be counted, of the days on which it was taken.

    Attributes:
        usual: the median in `unit` a day, for a patch what was worn; None where none is known yet.
        last_taken: the last of these days on which it was taken.
    """

    medication: str
    route: str
    unit: str
    usual: float | None
    last_taken: date


@dataclass(frozen=True, slots=True)
class SpanFigures:
    """A run of days in figures.

    Attributes:
        pain: average pain of the logged days.
        opioid: recorded oral morphine equivalents in mg.
        uncounted: what was taken and cannot be counted, in order of name.
        touch: touch scores of the answered days.
        days_touch_hurt: days with a touch score above zero.
        days_areas_answered: days with an answer about areas.
        area_count: how many areas hurt on the answered days.
        further: the scores of `app.diary.scores.FURTHER_SCORES`, by code.
    """

    first: date
    last: date
    pain: MeanOfDays
    opioid: UsualAmount
    uncounted: tuple[UncountedAmount, ...]
    touch: MeanOfDays
    days_touch_hurt: int
    days_areas_answered: int
    area_count: MeanOfDays
    further: Mapping[str, MeanOfDays]


@dataclass(frozen=True, slots=True)
class ThenNow:
    """Earlier days against later ones.

    Attributes:
        is_split: whether these are the two sides of the detector's split; else they are the first
            two weeks, from the first day with a pain score, and the last two.
        then: the earlier days.
        now: the later ones.
        pain: the two means and their difference; `None` with fewer than `MIN_LOGGED_DAYS` on
            either side.
        rotated: whether another opioid took over in between, so that the amounts before and
            after must not be compared.
        areas: the areas that hurt on any day of the two, in the order of the body map.
    """

    is_split: bool
    then: SpanFigures
    now: SpanFigures
    pain: BeforeAfter | None
    rotated: bool
    areas: tuple[AreaThenNow, ...]


def after_each_change(series: DaySeries) -> tuple[AfterChange, ...]:
    """Compare the pain around each dose change of the series, whatever stretch is shown."""
    return pain_around_changes(series.every_change, series.scores, series.first, series.last)


def _scores(rows: Iterable[DayRow]) -> dict[date, float]:
    return {row.for_date: row.pain for row in rows if row.pain is not None}


def then_and_now(series: DaySeries) -> ThenNow | None:
    """Compare the first two weeks with the last two; `None` while they would overlap.

    The first two weeks begin with the first pain score of the stretch.
    """
    begin = next((row.for_date for row in series.rows if row.pain is not None), None)
    now_first = first_of_last(WINDOW_DAYS, series.last)
    if begin is None or begin + timedelta(days=WINDOW_DAYS) > now_first:
        return None
    then_last = begin + timedelta(days=WINDOW_DAYS - 1)
    return _compare(series, (begin, then_last), (now_first, series.last))


def compare_split(series: DaySeries, then: Days, now: Days, new_areas: Collection[str]) -> ThenNow:
    """Compare the two sides of the detector's split, with the places that it found to be new."""
    both = _compare(series, then, now)
    areas = (replace(area, is_new=area.code in new_areas) for area in both.areas)
    return replace(both, is_split=True, areas=tuple(areas))


def _compare(series: DaySeries, then: Days, now: Days) -> ThenNow:
    earlier = [row for row in series.rows if then[0] <= row.for_date <= then[1]]
    later = [row for row in series.rows if now[0] <= row.for_date <= now[1]]
    areas = _areas_then_now(earlier, later)
    return ThenNow(
        is_split=False,
        then=_figures(earlier, series.open_day),
        now=_figures(later, series.open_day),
        pain=compare_pain(_scores(earlier), _scores(later)),
        rotated=any(
            change.kind is ChangeKind.ROTATION and change.for_date > then[0]
            for change in series.dose_changes
        ),
        areas=tuple(
            replace(area, is_new=area.is_new and area.code not in series.original_areas)
            for area in areas
        ),
    )


def _figures(rows: Sequence[DayRow], open_day: date | None) -> SpanFigures:
    touches = [row.touch for row in rows if row.touch is not None]
    counts = [row.area_count for row in rows if row.area_count is not None]
    return SpanFigures(
        first=rows[0].for_date,
        last=rows[-1].for_date,
        pain=_amount(_scores(rows).values()),
        opioid=usual_opioid(rows, open_day),
        uncounted=_uncounted(rows),
        touch=_amount(touches),
        days_touch_hurt=sum(touch > 0 for touch in touches),
        days_areas_answered=len(counts),
        area_count=_amount(counts),
        further={
            score.code: _amount(
                row.further[score.code] for row in rows if score.code in row.further
            )
            for score in FURTHER_SCORES
        },
    )


def _uncounted(rows: Sequence[DayRow]) -> tuple[UncountedAmount, ...]:
    taken = [uncounted for row in rows for uncounted in row.uncounted]
    last = {(u.medication, u.route, u.unit): row.for_date for row in rows for u in row.uncounted}
    return tuple(
        UncountedAmount(*product, usual_of(_amounts_of(product, taken)), last[product])
        for product in sorted(last)
    )


def _amounts_of(product: tuple[str, str, str], taken: Iterable[Uncounted]) -> list[float]:
    return [
        u.amount
        for u in taken
        if (u.medication, u.route, u.unit) == product and u.amount is not None
    ]


def _amount(figures: Iterable[float]) -> MeanOfDays:
    known = list(figures)
    return MeanOfDays(sum(known) / len(known) if known else None, len(known))


def _areas_then_now(then: Sequence[DayRow], now: Sequence[DayRow]) -> tuple[AreaThenNow, ...]:
    """Count each area; empty when one of the two has too few answers to compare."""
    answers_then = [row.areas for row in then if row.areas is not None]
    answers_now = [row.areas for row in now if row.areas is not None]
    if min(len(answers_then), len(answers_now)) < MIN_LOGGED_DAYS:
        return ()
    found = []
    for area in AREAS:
        days_then = sum(area.code in answer for answer in answers_then)
        days_now = sum(area.code in answer for answer in answers_now)
        if days_then or days_now:
            found.append(
                AreaThenNow(
                    code=area.code,
                    days_then=days_then,
                    days_now=days_now,
                    then=_how_often(days_then, len(answers_then)),
                    now=_how_often(days_now, len(answers_now)),
                    is_new=days_now / len(answers_now) - days_then / len(answers_then)
                    >= REGULAR_RISE,
                )
            )
    return tuple(found)


def _how_often(days: int, answered: int) -> HowOften:
    if days == 0:
        return HowOften.NONE
    return HowOften.MOST if 2 * days >= answered else HowOften.SOME
