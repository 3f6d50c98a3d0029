"""An archive without what no form would take: days still to come or too long ago, empty rows.

What is left out is named with its file and line. diary.json is used where it says the same as the
plain files, so their lines stand for its records.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar

from app.diary.check_in import CheckIn
from app.diary.day_words import day_words
from app.diary.diary import DayEntry, Diary, Dose, Profile
from app.diary.dose import LoggedDose
from app.diary.entered import Entered
from app.diary.event import LoggedEvent
from app.diary.lived import TIME_TO_COME, why_not_lived
from app.diary.local_time import local_day, local_time
from app.diary.lossless import LosslessDiary, to_diary
from app.interop.archive import Archive
from app.interop.errors import ArchiveError
from app.interop.sheets_write import dose_order, event_order
from app.interop.sources import DOSES, ENTRIES, EVENTS, LOSSLESS, PROFILE

ONLY_A_DAY = "There is only a day here"

_Kept = TypeVar("_Kept")
# Why each record of a file is left out, in the order of its rows; None for what is lived.
_Reasons = dict[str, Sequence[str | None]]


@dataclass(frozen=True, slots=True)
class Present:
    """The moment at which a file is read.

    Attributes:
        at: the instant, UTC.
        local: what the person's clock shows.
    """

    at: datetime
    local: datetime

    @classmethod
    def of(cls, now: datetime, time_zone: str) -> "Present":
        """Return an instant with what a clock in this zone shows."""
        return cls(now, local_time(now, time_zone))

    @classmethod
    def anywhere(cls, now: datetime) -> "Present":
        """Return an instant where nobody knows the zone: by the clock that is furthest ahead."""
        return cls.of(now, "Pacific/Kiritimati")


def lived_part(archive: Archive, present: Present) -> Archive:
    """Leave out what no form would take, and list it in `left_out`.

    Each record is judged once: in a lossless copy by its instant and its own zone, in plain files
    by the person's clock. A day of a copy is judged by all of its check-ins together.
    """
    lossless = archive.lossless
    if lossless is not None and archive.is_by_record:
        return _lived_records(archive, lossless, present)
    diary, today = archive.diary, present.local.date()
    reasons: _Reasons = {
        ENTRIES: [_why_no_entry(entry, today) for entry in diary.entries],
        DOSES: [_why_no_dose(dose, present) for dose in diary.doses],
        EVENTS: [why_not_lived(event.for_date, today) for event in diary.events],
        PROFILE: [_why_no_start(diary.profile, today)],
    }
    lived = replace(
        diary,
        entries=_without(diary.entries, reasons[ENTRIES]),
        doses=_without(diary.doses, reasons[DOSES]),
        events=_without(diary.events, reasons[EVENTS]),
        profile=_lived_profile(diary.profile, reasons),
    )
    left_out = (*archive.left_out, *_left_out(archive, diary, reasons))
    return replace(archive, diary=lived, left_out=left_out)


def _lived_records(archive: Archive, records: LosslessDiary, present: Present) -> Archive:
    diary, profile = archive.diary, records.person.profile
    of_day = _days_left_out(records.check_ins, present)
    why_doses = [_why_not_taken(dose, present) for dose in records.doses]
    why_events = [_why_no_event(logged, present) for logged in records.events]
    # In the order of the plain files, whose lines are named.
    doses = sorted(
        zip(diary.doses, why_doses, strict=True), key=lambda judged: dose_order(judged[0])
    )
    events = sorted(
        zip(records.events, why_events, strict=True),
        key=lambda judged: event_order(judged[0].event),
    )
    in_order = replace(
        diary,
        doses=tuple(dose for dose, _ in doses),
        events=tuple(logged.event for logged, _ in events),
    )
    reasons: _Reasons = {
        ENTRIES: [of_day.get(entry.for_date) for entry in diary.entries],
        DOSES: [why for _, why in doses],
        EVENTS: [why for _, why in events],
        PROFILE: [_why_no_start(profile, present.local.date())],
    }
    lived = replace(
        records,
        person=replace(records.person, profile=_lived_profile(profile, reasons)),
        check_ins=tuple(
            check_in
            for check_in in records.check_ins
            if check_in.for_date not in of_day and not check_in.answers.is_empty
        ),
        doses=_without(records.doses, why_doses),
        events=_without(records.events, why_events),
    )
    left_out = (*archive.left_out, *_left_out(archive, in_order, reasons))
    return replace(archive, diary=to_diary(lived), lossless=lived, left_out=left_out)


def _without(records: Iterable[_Kept], reasons: Sequence[str | None]) -> tuple[_Kept, ...]:
    return tuple(record for record, why in zip(records, reasons, strict=True) if why is None)


def _why_no_entry(entry: DayEntry, today: date) -> str | None:
    is_empty = entry == DayEntry(entry.for_date, entered_on=entry.entered_on)
    return why_not_lived(entry.for_date, today) or (ONLY_A_DAY if is_empty else None)


def _why_no_dose(dose: Dose, present: Present) -> str | None:
    day = why_not_lived(dose.taken_at_local.date(), present.local.date())
    return day or (TIME_TO_COME if dose.taken_at_local > present.local else None)


def _why_no_start(profile: Profile, today: date) -> str | None:
    return why_not_lived(profile.opioid_start, today) if profile.opioid_start else None


def _lived_profile(profile: Profile, reasons: _Reasons) -> Profile:
    return replace(profile, opioid_start=None) if any(reasons[PROFILE]) else profile


def _days_left_out(check_ins: Iterable[CheckIn], present: Present) -> dict[date, str]:
    """Return the days of which nothing is taken, and why."""
    by_day: defaultdict[date, list[CheckIn]] = defaultdict(list)
    for check_in in check_ins:
        by_day[check_in.for_date].append(check_in)
    reasons: dict[date, str] = {}
    for day, of_day in by_day.items():
        why = [why_not_lived(day, _today_there(one.entered, present)) for one in of_day]
        first = why[0]
        if first is not None and all(why):
            reasons[day] = first
        elif all(one.answers.is_empty for one in of_day):
            reasons[day] = ONLY_A_DAY
    return reasons


def _why_not_taken(dose: LoggedDose, present: Present) -> str | None:
    day = why_not_lived(dose.taken_at_local.date(), _today_there(dose.entered, present))
    return day or (TIME_TO_COME if dose.taken_at > present.at else None)


def _why_no_event(logged: LoggedEvent, present: Present) -> str | None:
    return why_not_lived(logged.event.for_date, _today_there(logged.entered, present))


def _today_there(entered: Entered, present: Present) -> date:
    """Return what day it is now in the zone in which something was entered."""
    return local_day(present.at, entered.time_zone)


def _left_out(archive: Archive, diary: Diary, reasons: _Reasons) -> Iterable[ArchiveError]:
    """Yield what is left out, by the rows of the plain files where there are any.

    `diary` and the reasons for each of its records are in the order of those rows.
    """
    days = {
        ENTRIES: [entry.for_date for entry in diary.entries],
        DOSES: [dose.taken_at_local.date() for dose in diary.doses],
        EVENTS: [event.for_date for event in diary.events],
    }
    for file, of_file in days.items():
        yield from _named(archive, file, of_file, reasons[file])
    start, (why,) = diary.profile.opioid_start, reasons[PROFILE]
    if start and why:
        file = archive.plain.names.get(PROFILE, PROFILE) if archive.plain else LOSSLESS
        sentence = f"{why}: {day_words(start)}."
        yield ArchiveError(file, None, "opioid_start", sentence, why)


def _named(
    archive: Archive, file: str, days: Sequence[date], reasons: Sequence[str | None]
) -> Iterable[ArchiveError]:
    plain = archive.plain
    lines = plain.lines[file] if plain else (None,) * len(days)
    name = plain.names.get(file, file) if plain else LOSSLESS
    for day, why, line in zip(days, reasons, lines, strict=True):
        if why is not None:
            yield ArchiveError(name, line, None, f"{why}: {day_words(day)}.", why)
