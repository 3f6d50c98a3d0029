"""What the charts draw: every day of a stretch, and the marks on it.

A day without an answer keeps its place and stays empty. Nothing is filled in.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from app.diary.completeness import Completeness, completeness_of
from app.diary.diary import DayEntry, Diary, DiaryEvent
from app.trends.figures.dose_changes import DoseChange, dose_changes_of
from app.trends.figures.dose_record import usual_of
from app.trends.figures.exposure import DailyDose, Uncounted, daily_mme
from app.trends.figures.intervals import DayScores

MEAN_WINDOW_DAYS = 7
# Fewer scores than this in the seven days draw no mean: a line through one or two would claim
# to know the days between.
MIN_DAYS_FOR_MEAN = 4


@dataclass(frozen=True, slots=True)
class DayRow:
    """One day of the picture and of the table; `None` is "not answered" or "nothing recorded".

    Attributes:
        for_date: the local day.
        pain: average pain, 0-10.
        pain_mean_7: mean pain of this day and the six before, from at least
            `MIN_DAYS_FOR_MEAN` of them.
        worst_pain: worst pain, 0-10.
        touch: how much light touch hurt, 0-10.
        areas: codes of the areas that hurt; empty is the answer "nowhere".
        mme_per_day: recorded oral morphine equivalents in mg; `None` as well when nothing that
            counts was recorded, since zero would be a false figure.
        uncounted: what was taken and cannot be counted.
        entered_on: the day on which it was first entered, where known.
        further: the scores of `app.diary.scores.FURTHER_SCORES` that were given, by code.
    """

    for_date: date
    pain: float | None = None
    pain_mean_7: float | None = None
    worst_pain: int | None = None
    touch: int | None = None
    areas: frozenset[str] | None = None
    mme_per_day: float | None = None
    uncounted: tuple[Uncounted, ...] = ()
    entered_on: date | None = None
    further: Mapping[str, int] = field(default_factory=dict, hash=False)

    @property
    def area_count(self) -> int | None:
        """Return how many areas hurt; `None` when not answered."""
        return None if self.areas is None else len(self.areas)


@dataclass(frozen=True, slots=True)
class UsualAmount:
    """The opioid amount of a usual day, the median of the days with one; `None` without any.

    As in `app.trends.figures.dose_changes`: a half-forgotten day moves a mean, and would make a
    taper read as a rise.

    Attributes:
        mme_per_day: oral morphine equivalents in mg.
        days: days with an amount.
        days_over: all days but the open one, whose amount is left out.
    """

    mme_per_day: float | None
    days: int
    days_over: int


@dataclass(frozen=True, slots=True)
class DaySeries:
    """A stretch of a diary, both ends included, ready to be drawn.

    Attributes:
        rows: one row per day, in order, days without records included.
        dose_changes: changes of the daily opioid amount, in order.
        every_change: those of the whole diary up to the last day, in order.
        original_areas: where it hurt at first, as told at set-up.
        scores: pain of each logged day of the whole diary up to the last day.
        events: events of the stretch, in order of day and kind.
        open_day: the day of the stretch that is not over yet; its opioid amount is left out.
    """

    first: date
    last: date
    rows: tuple[DayRow, ...]
    dose_changes: tuple[DoseChange, ...]
    every_change: tuple[DoseChange, ...]
    original_areas: frozenset[str]
    scores: DayScores
    events: tuple[DiaryEvent, ...]
    completeness: Completeness
    open_day: date | None


def stretch(diary: Diary, as_of: date, days: int | None = None) -> tuple[date, date]:
    """Return the first and the last day to show: the last `days` days, no further than the diary.

    Args:
        diary: its records after `as_of` are passed over.
        as_of: the last day shown.
        days: length of the stretch; `None` shows the whole diary.

    >>> stretch(Diary(entries=(DayEntry(date(2026, 3, 1)),)), date(2026, 3, 9), days=90)
    (datetime.date(2026, 3, 1), datetime.date(2026, 3, 9))
    """
    seen = diary.up_to(as_of)
    recorded = [entry.for_date for entry in seen.entries]
    recorded += [dose.taken_at_local.date() for dose in seen.doses]
    recorded += filter(None, [seen.taken.first_day])
    recorded += [event.for_date for event in seen.events]
    begin = min(recorded, default=as_of)
    if days is None:
        return begin, as_of
    return max(begin, as_of - timedelta(days=days - 1)), as_of


def build_series(diary: Diary, first: date, last: date) -> DaySeries:
    """Lay out the days from `first` to `last` for drawing.

    Args:
        diary: the whole diary. Days before `first` count for the means and dose steps of the
            first days; nothing after `last` is looked at.
        first: first day of the stretch.
        last: last day of the stretch, not before `first`.

    The opioid amount of the diary's open day is left out, since more doses may come.
    """
    seen = diary.up_to(last)
    lead = first - timedelta(days=MEAN_WINDOW_DAYS - 1)
    daily = tuple(_over(day, diary.open_day) for day in daily_mme(seen, lead, last))
    changes = dose_changes_of(seen, last)
    in_order = sorted(seen.entries, key=lambda entry: entry.for_date)
    scores = {entry.for_date: entry.pain for entry in in_order if entry.pain is not None}
    return DaySeries(
        first=first,
        last=last,
        rows=_rows(daily, seen.entries),
        dose_changes=tuple(change for change in changes if change.for_date >= first),
        every_change=changes,
        original_areas=seen.profile.original_areas,
        scores=scores,
        events=_events_from(first, seen.events),
        completeness=completeness_of(in_order, first, last),
        open_day=diary.open_day if diary.open_day == last else None,
    )


def usual_opioid(rows: Sequence[DayRow], open_day: date | None) -> UsualAmount:
    """Return the amount of a usual day of some days, of which one may not be over yet."""
    amounts = [row.mme_per_day for row in rows if row.mme_per_day is not None]
    days_over = sum(row.for_date != open_day for row in rows)
    return UsualAmount(usual_of(amounts), len(amounts), days_over)


def _over(day: DailyDose, open_day: date | None) -> DailyDose:
    """Leave open the amount of a day that is not over: half a day looks like a lower dose."""
    if day.for_date != open_day:
        return day
    open_amounts = tuple(replace(taken, amount=None) for taken in day.uncounted)
    return day._replace(mme_per_day=None, uncounted=open_amounts, by_medication=())


def _rows(daily: Sequence[DailyDose], entries: Iterable[DayEntry]) -> tuple[DayRow, ...]:
    """Return a row a day; the first days of `daily` only lead up to the first mean."""
    by_date = {entry.for_date: entry for entry in entries}
    of_days = [by_date.get(dose.for_date) or DayEntry(dose.for_date) for dose in daily]
    return tuple(
        _row(daily[n], of_days[n], _mean(of_days[n + 1 - MEAN_WINDOW_DAYS : n + 1]))
        for n in range(MEAN_WINDOW_DAYS - 1, len(daily))
    )


def _events_from(first: date, events: Iterable[DiaryEvent]) -> tuple[DiaryEvent, ...]:
    shown = (event for event in events if event.for_date >= first)
    return tuple(sorted(shown, key=lambda event: (event.for_date, event.kind, event.note)))


def _row(dose: DailyDose, entry: DayEntry, pain_mean_7: float | None) -> DayRow:
    return DayRow(
        for_date=dose.for_date,
        pain=entry.pain,
        pain_mean_7=pain_mean_7,
        worst_pain=entry.worst_pain,
        touch=entry.touch,
        areas=entry.areas,
        mme_per_day=dose.mme_per_day,
        uncounted=dose.uncounted,
        entered_on=entry.entered_on,
        further=entry.further,
    )


def _mean(window: Sequence[DayEntry]) -> float | None:
    logged = [entry.pain for entry in window if entry.pain is not None]
    return sum(logged) / len(logged) if len(logged) >= MIN_DAYS_FOR_MEAN else None
