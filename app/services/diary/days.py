"""Reading the diary by day: what stands on a day, on the days of a month, and where gaps are."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.clinical import routes
from app.diary import entered as lossless
from app.diary.diary import DayEntry
from app.models import CheckIn, Dose, Event
from app.services.diary.records import CheckInRecord, EventRecord
from app.services.owner import Owner

ONE_DAY = timedelta(days=1)
# Check-ins to look through for the last places; after so many without pain nobody means "same".
MOST_LOOKED_BACK = 200


@dataclass(frozen=True, slots=True)
class Day:
    """One local day of a diary.

    Attributes:
        for_date: the day.
        check_ins: in the order in which they were recorded.
        events: in the order in which they were recorded.
        dose_count: how many doses were logged for it, patches left out.
        patch_count: how many patches were put on.
    """

    for_date: date
    check_ins: tuple[CheckInRecord, ...] = ()
    events: tuple[EventRecord, ...] = ()
    dose_count: int = 0
    patch_count: int = 0

    @property
    def entry(self) -> DayEntry | None:
        """The day's check-ins as one entry, or None without any."""
        return combined(self.check_ins)

    @property
    def is_logged(self) -> bool:
        """Whether anything at all stands on the day."""
        return bool(self.check_ins or self.events or self.dose_count or self.patch_count)


def combined(check_ins: Sequence[CheckInRecord]) -> DayEntry | None:
    """Return what the check-ins of one day say together, as the trends read them."""
    sheets = tuple(record.as_lossless() for record in check_ins)
    nobody = lossless.PersonSettings(time_zone="UTC")
    entries = lossless.to_diary(lossless.LosslessDiary(nobody, sheets)).entries
    return entries[0] if entries else None


def days_between(session: Session, person: Owner, first: date, last: date) -> dict[date, Day]:
    """Return the days from `first` to `last` on which anything was logged."""
    check_ins: dict[date, list[CheckInRecord]] = defaultdict(list)
    for check_in in session.scalars(
        select(CheckIn)
        .where(CheckIn.person_id == person.id, CheckIn.for_date.between(first, last))
        .order_by(CheckIn.recorded_at, CheckIn.id)
    ):
        check_ins[check_in.for_date].append(CheckInRecord.of(check_in))
    events: dict[date, list[EventRecord]] = defaultdict(list)
    for event in session.scalars(
        select(Event)
        .where(Event.person_id == person.id, Event.for_date.between(first, last))
        .order_by(Event.recorded_at, Event.id)
    ):
        events[event.for_date].append(EventRecord.of(event))
    doses, patches = _dose_counts(session, person, first, last)
    return {
        day: Day(day, tuple(check_ins[day]), tuple(events[day]), doses[day], patches[day])
        for day in sorted({*check_ins, *events, *doses, *patches})
    }


def day_of(session: Session, person: Owner, for_date: date) -> Day:
    """Return one day, empty where nothing was logged."""
    return days_between(session, person, for_date, for_date).get(for_date, Day(for_date))


def last_areas(session: Session, person: Owner, up_to: date) -> frozenset[str]:
    """Return where it hurt at the last check-in up to a day that marked any place."""
    latest = session.scalars(
        select(CheckIn.areas)
        .where(
            CheckIn.person_id == person.id,
            CheckIn.for_date <= up_to,
            CheckIn.areas.is_not(None),
        )
        .order_by(CheckIn.for_date.desc(), CheckIn.recorded_at.desc(), CheckIn.id.desc())
        .limit(MOST_LOOKED_BACK)
    )
    return next((frozenset(areas) for areas in latest if areas), frozenset())


def next_gap(session: Session, person: Owner, after: date, today: date) -> date | None:
    """Return a day without a check-in to fill in next.

    The first one after `after` and before today; else the last one before `after` that the
    diary has begun by; else None.
    """
    logged = set(
        session.scalars(select(CheckIn.for_date).where(CheckIn.person_id == person.id).distinct())
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
        select(Dose.taken_at_local, Dose.route).where(
            Dose.person_id == person.id,
            Dose.taken_at_local >= begin,
            Dose.taken_at_local < end,
        )
    )
    doses, patches = Counter[date](), Counter[date]()
    for moment, route in taken:
        (patches if route == routes.TRANSDERMAL else doses)[moment.date()] += 1
    return doses, patches
