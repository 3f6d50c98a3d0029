"""The whole diary as it was entered: what diary.json holds, and the day-by-day diary made of it.

The four plain files of the archive hold one row per day. This form keeps what they cannot: each
check-in of a day, when something was entered, the instant and the zone beside the local time,
the medicines with their old and new doses.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from itertools import groupby
from statistics import fmean
from typing import TypeVar
from zoneinfo import ZoneInfo

from app.clinical.substances import Form
from app.diary.diary import DayEntry, Diary, DiaryEvent, Dose, Profile
from app.diary.patch_wear import Worn, wear_of

_Answer = TypeVar("_Answer")


@dataclass(frozen=True, slots=True)
class PersonSettings:
    """What a person said about themselves.

    Attributes:
        time_zone: IANA name.
        condition: own words for what hurts.
        original_areas: where it hurt at first.
        opioid_start: first day of opioid treatment.
        care: a code of `app.clinical.care`; empty until it is answered.
    """

    time_zone: str
    condition: str = ""
    original_areas: frozenset[str] = frozenset()
    opioid_start: date | None = None
    care: str = ""


@dataclass(frozen=True, slots=True)
class CheckIn:
    """One save on *Today*. Scores are 0-10; None was not answered.

    Attributes:
        public_id: random identifier, the same for ever.
        for_date: local day that the answers are about.
        recorded_at: instant of saving, UTC.
        time_zone: IANA name of the person's zone at that time.
        average_pain: answer to "average over the last 24 hours".
        pain_now: pain at the moment of saving.
        worst_pain: worst pain of the day.
        areas: where it hurts; an empty set is the answer "nowhere".
        touch: how much light touch hurt.
        sleep: how well the person slept.
        mood: how good the person felt.
        activity: how much the person could do.
        note: own words.
        is_imported: it came from plain files, which do not say when it was first entered.
        jerks_or_confusion: new jerks, twitches or confusion were ticked.
    """

    public_id: str
    for_date: date
    recorded_at: datetime
    time_zone: str
    average_pain: int | None = None
    pain_now: int | None = None
    worst_pain: int | None = None
    areas: frozenset[str] | None = None
    touch: int | None = None
    sleep: int | None = None
    mood: int | None = None
    activity: int | None = None
    note: str = ""
    is_imported: bool = False
    jerks_or_confusion: bool = False


@dataclass(frozen=True, slots=True)
class LoggedDose:
    """One intake, one patch, or a day's total.

    Attributes:
        public_id: random identifier.
        medicine_id: public id of the `Medicine`, where it is one of the list.
        medication: name as in the archive.
        route: a code of `app.clinical.routes`.
        amount: in `unit`.
        unit: a code of `app.clinical.units`.
        taken_at: local time without a zone.
        taken_at_utc: the same instant in UTC.
        time_zone: IANA name of the zone of `taken_at`.
        recorded_at: instant of entering, UTC.
        removed_at: local time at which a patch came off.
        as_needed: taken as needed rather than on schedule; None where that is not known.
        is_daily_total: the amount is all of that day.
        due_at: local time of the schedule that it belongs to.
        patch_number: which of the patches that are put on together, from 1.
        worn_until: local time until which the files that a patch came in count it as worn.
    """

    public_id: str
    medicine_id: str | None
    medication: str
    route: str
    amount: Decimal
    unit: str
    taken_at: datetime
    taken_at_utc: datetime
    time_zone: str
    recorded_at: datetime
    removed_at: datetime | None = None
    as_needed: bool | None = None
    is_daily_total: bool = False
    due_at: datetime | None = None
    patch_number: int = 1
    worn_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class LoggedEvent:
    """Something that happened. `kind` is a code of `app.clinical.events`."""

    public_id: str
    for_date: date
    kind: str
    note: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Regimen:
    """How a medicine was to be taken from a day on; the one before ends there.

    Attributes:
        from_date: first local day.
        amount: each time, in `unit`.
        unit: a code of `app.clinical.units`.
        times: local times of day; empty for as needed and for patches.
        change_every_hours: for a patch, hours between changes.
        count_at_once: for a patch, how many are worn together.
    """

    from_date: date
    amount: Decimal
    unit: str
    times: tuple[time, ...] = ()
    change_every_hours: int | None = None
    count_at_once: int = 1


@dataclass(frozen=True, slots=True)
class Medicine:
    """One medicine of the person's list.

    Attributes:
        public_id: random identifier.
        name: as in the archive.
        substance: code of the catalogue; None for an own medicine.
        route: a code of `app.clinical.routes`.
        form: what the person holds in the hand.
        strength: of one piece, in `unit`.
        unit: a code of `app.clinical.units`.
        as_needed: taken as needed rather than on schedule.
        started_on: first local day.
        stopped_on: first local day on which it is no longer taken.
        regimens: oldest first.
    """

    public_id: str
    name: str
    substance: str | None
    route: str
    form: Form
    strength: Decimal | None
    unit: str
    as_needed: bool
    started_on: date | None = None
    stopped_on: date | None = None
    regimens: tuple[Regimen, ...] = ()


@dataclass(frozen=True, slots=True)
class LosslessDiary:
    """A person's whole diary, as it was entered."""

    person: PersonSettings
    check_ins: tuple[CheckIn, ...] = ()
    doses: tuple[LoggedDose, ...] = ()
    events: tuple[LoggedEvent, ...] = ()
    medicines: tuple[Medicine, ...] = ()


def to_diary(lossless: LosslessDiary) -> Diary:
    """Combine the check-ins of each day and return the day-by-day diary that the trends read.

    Within a day, by the time of saving:

    - pain is the last *average over the last 24 hours*; without one, the mean of that day's
      *pain now* scores;
    - worst pain is the highest given;
    - areas and touch are the last given. Both questions are about the day so far, so the last
      answer is the fullest. The highest touch and the union of areas would grow with the number
      of check-ins, and people check in more often on bad days: that alone would look like
      spreading;
    - notes are joined, each on a line of its own;
    - a day counts as entered on the local date of its first check-in, unless that was imported.
    """
    in_order = sorted(lossless.check_ins, key=lambda c: (c.for_date, c.recorded_at, c.public_id))
    by_day = groupby(in_order, key=lambda check_in: check_in.for_date)
    person = lossless.person
    return Diary(
        entries=tuple(_day(for_date, tuple(check_ins)) for for_date, check_ins in by_day),
        doses=diary_doses(lossless.doses, lossless.medicines),
        events=tuple(DiaryEvent(e.for_date, e.kind, e.note) for e in lossless.events),
        profile=Profile(person.original_areas, person.opioid_start, person.condition),
    )


def diary_doses(doses: Iterable[LoggedDose], medicines: Iterable[Medicine]) -> tuple[Dose, ...]:
    """Return what was taken, each patch with the time until which it counts as worn."""
    doses = tuple(doses)
    worn = {of_patch.patch.public_id: of_patch for of_patch in wear_of(doses, medicines)}
    return tuple(_dose(dose, worn.get(dose.public_id)) for dose in doses)


def _dose(dose: LoggedDose, worn: Worn | None) -> Dose:
    is_noted = worn is not None and dose.removed_at is not None
    return Dose(
        taken_at=dose.taken_at,
        medication=dose.medication,
        route=dose.route,
        amount=float(dose.amount),
        unit=dose.unit,
        removed_at=worn.off_at if worn and is_noted else None,
        worn_until=worn.off_at if worn and not is_noted else None,
    )


def _day(for_date: date, check_ins: Sequence[CheckIn]) -> DayEntry:
    first = check_ins[0]
    return DayEntry(
        for_date=for_date,
        pain=_pain(check_ins),
        worst_pain=max(_given(c.worst_pain for c in check_ins), default=None),
        areas=_last(_given(c.areas for c in check_ins)),
        touch=_last(_given(c.touch for c in check_ins)),
        note="\n".join(c.note for c in check_ins if c.note),
        entered_on=None if first.is_imported else _entered_on(first),
    )


def _entered_on(check_in: CheckIn) -> date:
    return check_in.recorded_at.astimezone(ZoneInfo(check_in.time_zone)).date()


def _pain(check_ins: Sequence[CheckIn]) -> float | None:
    average = _last(_given(c.average_pain for c in check_ins))
    if average is not None:
        return float(average)
    scores = _given(c.pain_now for c in check_ins)
    return fmean(scores) if scores else None


def _given(answers: Iterable[_Answer | None]) -> list[_Answer]:
    return [answer for answer in answers if answer is not None]


def _last(answers: Sequence[_Answer]) -> _Answer | None:
    return answers[-1] if answers else None
