"""Reading the diary by day: what stands on a day, on the days of a month, and where gaps are."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app import models
from app.clinical import routes
from app.diary.check_in import Answers, CheckIn
from app.diary.day import Day
from app.diary.event import LoggedEvent
from app.diary.local_time import ONE_DAY
from app.services.diary.rows import check_in_of, event_of
from app.services.medicines.change_notes import is_no_planned_note
from app.services.owner import Owner

_Row = TypeVar("_Row", models.CheckIn, models.Event)
_Found = TypeVar("_Found")

# Check-ins to search for the last places; after this many without pain nobody means "same".
MOST_LOOKED_BACK = 200
# Our own: with fewer, one hard day would fold away what the person answers on all others.
USUAL_CHECK_INS = 3


def days_between(
    session: Session, person: Owner, first: date, last: date, today: date | None = None
) -> dict[date, Day]:
    """Return the days from `first` to `last` on which anything was logged.

    With `today`, the notes of dose changes that are planned for later are left out.
    """
    check_ins: dict[date, list[CheckIn]] = defaultdict(list)
    for check_in in session.scalars(_recorded_between(models.CheckIn, person, first, last)):
        check_ins[check_in.for_date].append(check_in_of(check_in))
    events: dict[date, list[LoggedEvent]] = defaultdict(list)
    noted = _recorded_between(models.Event, person, first, last)
    if today is not None and last > today:
        noted = noted.where(is_no_planned_note(person.id, today))
    for event in session.scalars(noted):
        events[event.for_date].append(event_of(event))
    doses, patches = _dose_counts(session, person, first, last)
    return {
        day: Day(day, tuple(check_ins[day]), tuple(events[day]), doses[day], patches[day])
        for day in sorted({*check_ins, *events, *doses, *patches})
    }


def _recorded_between(table: type[_Row], person: Owner, first: date, last: date) -> Select[_Row]:
    return (
        select(table)
        .where(table.person_id == person.id, table.for_date.between(first, last))
        .order_by(table.recorded_at, table.id)
    )


def day_of(session: Session, person: Owner, for_date: date, today: date | None = None) -> Day:
    """Return one day, empty where nothing was logged; `today` as in `days_between`."""
    return days_between(session, person, for_date, for_date, today).get(for_date, Day(for_date))


def first_entry_day(session: Session, person: Owner) -> date | None:
    """Return the day of the diary's first entry; None while there is none."""
    return session.scalar(
        select(func.min(models.CheckIn.for_date)).where(models.CheckIn.person_id == person.id)
    )


def last_areas(
    session: Session, person: Owner, up_to: date, usual: Sequence[Answers]
) -> frozenset[str]:
    """Return where it hurt at the last check-in up to a day that marked any place.

    `usual` are the `usual_answers` up to that day, which nearly always hold it.
    """
    known = next((answers.areas for answers in usual if answers.areas), None)
    if known or len(usual) < USUAL_CHECK_INS:
        return known or frozenset()
    latest = session.scalars(
        _latest(select(models.CheckIn.areas), person, up_to)
        .where(models.CheckIn.areas.is_not(None))
        .limit(MOST_LOOKED_BACK)
    )
    return next((frozenset(areas) for areas in latest if areas), frozenset())


def usual_answers(session: Session, person: Owner, up_to: date) -> tuple[Answers, ...]:
    """Return the answers of the last few check-ins up to a day, the newest first."""
    latest = session.scalars(_latest(select(models.CheckIn), person, up_to).limit(USUAL_CHECK_INS))
    return tuple(check_in_of(check_in).answers for check_in in latest)


def _latest(query: Select[_Found], person: Owner, up_to: date) -> Select[_Found]:
    return query.where(
        models.CheckIn.person_id == person.id, models.CheckIn.for_date <= up_to
    ).order_by(
        models.CheckIn.for_date.desc(),
        models.CheckIn.recorded_at.desc(),
        models.CheckIn.id.desc(),
    )


def next_gap(session: Session, person: Owner, after: date, today: date) -> date | None:
    """Return a day without a check-in to fill in next.

    The first one after `after` and before today; else the last one before `after` that the
    diary has begun by; else None.
    """
    logged = set(
        session.scalars(
            select(models.CheckIn.for_date).where(models.CheckIn.person_id == person.id).distinct()
        )
    )
    later = _first_missing(logged, after + ONE_DAY, today - ONE_DAY, ONE_DAY)
    if later is not None or not logged:
        return later
    return _first_missing(logged, after - ONE_DAY, min(logged), -ONE_DAY)


def _first_missing(logged: set[date], start: date, end: date, step: timedelta) -> date | None:
    count = (end - start) // step + 1
    candidates = (start + step * number for number in range(count))
    return next((day for day in candidates if day not in logged), None)


def _dose_counts(
    session: Session, person: Owner, first: date, last: date
) -> tuple[Counter[date], Counter[date]]:
    """Count the doses of each day, and the patches."""
    begin = datetime.combine(first, time.min)
    end = datetime.combine(last + ONE_DAY, time.min)
    taken = session.execute(
        select(models.Dose.taken_at_local, models.Dose.route).where(
            models.Dose.person_id == person.id,
            models.Dose.taken_at_local >= begin,
            models.Dose.taken_at_local < end,
        )
    )
    doses, patches = Counter[date](), Counter[date]()
    for moment, route in taken:
        (patches if route == routes.TRANSDERMAL else doses)[moment.date()] += 1
    return doses, patches
