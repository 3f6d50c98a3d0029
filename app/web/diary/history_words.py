"""The history: a calendar with a list, and one day with all that was logged for it."""

from calendar import Calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask import url_for

from app.diary.completeness import completeness_of
from app.diary.day import Day
from app.diary.day_words import (
    SHORT,
    WEEKDAYS,
    day_words,
    month_code,
    month_words,
    short_weekday,
    weekday_words,
)
from app.diary.dose import LoggedDose
from app.diary.local_time import ONE_DAY
from app.diary.scores import AVERAGE_PAIN
from app.web.diary.saved_words import (
    SavedCheckIn,
    SavedRow,
    saved_check_in,
    saved_dose,
    saved_event,
)
from app.web.diary.words import added_words, day_in_short, score_words, sentence
from app.web.kit.day_addresses import day_href
from app.web.kit.figure_words import logged_words
from app.web.kit.rows import Link

MONDAY_FIRST = Calendar()
# The heads of the calendar's columns: what is seen, what is read aloud.
COLUMN_HEADS = tuple((name[:SHORT], name) for name in WEEKDAYS)


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day as the calendar component draws it."""

    day: int
    date_words: str
    status: str
    mark: str
    href: str
    is_today: bool
    has_records: bool


@dataclass(frozen=True, slots=True)
class ListedDay:
    """A day of the list."""

    title: str
    detail: str
    href: str


@dataclass(frozen=True, slots=True)
class MonthPage:
    """One month; `count` says how many of its days so far were logged."""

    title: str
    weeks: Sequence[Sequence[CalendarDay | None]]
    listed: Sequence[ListedDay]
    count: str
    earlier: Link
    later: Link | None
    today: str


@dataclass(frozen=True, slots=True)
class DayPage:
    """One day with all that was logged for it.

    Attributes:
        counts_as: how several check-ins make one figure; empty for one.
        add: where more is added for the day.
        takes_more: whether more can be added: not on a day still to come by the person's clock.
        gap: a day without a check-in to fill in next.
    """

    title: str
    month: Link
    earlier: Link
    later: Link | None
    counts_as: str
    check_ins: Sequence[SavedCheckIn]
    doses: Sequence[SavedRow]
    events: Sequence[SavedRow]
    add: Link
    add_dose_href: str
    takes_more: bool
    gap: Link | None


def month_page(first: date, days: Mapping[date, Day], begin: date | None, today: date) -> MonthPage:
    """Put a month together.

    Args:
        first: its first day.
        days: those of its days on which anything stands.
        begin: day of the diary's first entry.
        today: the person's own calendar day.
    """
    following = (first + timedelta(days=31)).replace(day=1)
    entries = [day.entry for day in days.values() if day.entry is not None]
    so_far = completeness_of(entries, first, min(following - ONE_DAY, today), begin)
    return MonthPage(
        title=month_words(first),
        weeks=[
            [_calendar_day(day, days, today) if day.month == first.month else None for day in week]
            for week in MONDAY_FIRST.monthdatescalendar(first.year, first.month)
        ],
        listed=[_listed_day(days[day], today) for day in sorted(days, reverse=True)],
        count=logged_words(so_far),
        earlier=_month_link(first - ONE_DAY),
        later=_month_link(following) if following <= today else None,
        today=today.isoformat(),
    )


def day_page(day: Day, doses: Sequence[LoggedDose], gap: date | None, today: date) -> DayPage:
    """Put a day together; `gap` is the next one without a check-in."""
    for_date = day.for_date
    return DayPage(
        title=weekday_words(for_date, today),
        month=_month_link(for_date),
        earlier=_day_link(for_date - ONE_DAY),
        later=_day_link(for_date + ONE_DAY) if for_date < today else None,
        counts_as=_counts_as(day),
        check_ins=[saved_check_in(record) for record in day.check_ins],
        doses=[saved_dose(dose, for_date) for dose in doses],
        events=[saved_event(event) for event in day.events],
        add=_add_link(for_date, today, "Add to this day" if day.has_records else "Add this day"),
        add_dose_href=url_for("new_doses.show_choose", day=for_date.isoformat()),
        takes_more=for_date <= today,
        gap=None if gap is None else _add_link(gap, today, f"Fill in {weekday_words(gap, today)}"),
    )


def _calendar_day(for_date: date, days: Mapping[date, Day], today: date) -> CalendarDay:
    day = days.get(for_date)
    pain = day.entry.pain if day and day.entry else None
    is_open = for_date <= today
    return CalendarDay(
        day=for_date.day,
        date_words=day_words(for_date),
        status=day_in_short(day) if day else "nothing logged" if is_open else "still to come",
        mark="" if day is None else "\N{BULLET}" if pain is None else score_words(pain),
        href=day_href(for_date) if is_open or day else "",
        is_today=for_date == today,
        has_records=day is not None,
    )


def _listed_day(day: Day, today: date) -> ListedDay:
    parts = [part for part in (day_in_short(day), _added(day)) if part]
    return ListedDay(
        title=weekday_words(day.for_date, today),
        detail=". ".join(sentence(part) for part in parts),
        href=day_href(day.for_date),
    )


def _added(day: Day) -> str:
    """Say when the day was first answered; empty for the day itself and for no answer."""
    if not day.check_ins:
        return ""
    soonest = min(day.check_ins, key=lambda check_in: check_in.entered.days_after(day.for_date))
    return added_words(soonest.entered, day.for_date)


def _counts_as(day: Day) -> str:
    entry = day.entry
    if entry is None or entry.pain is None or len(day.check_ins) < 2:
        return ""
    has_average = any(c.answers[AVERAGE_PAIN] is not None for c in day.check_ins)
    pain = score_words(entry.pain)
    if has_average:
        return f"Pain counts as {pain} on this day, your last 24-hour average."
    return f"Pain counts as {pain} on this day, the average of your answers."


def _month_link(day: date) -> Link:
    return Link(month_words(day), url_for("history.show", month=month_code(day)))


def _day_link(day: date) -> Link:
    return Link(short_weekday(day), day_href(day))


def _add_link(day: date, today: date, label: str) -> Link:
    if day == today:
        return Link(label, url_for("today.show"))
    return Link(label, url_for("history.show_add", day=day.isoformat()))
