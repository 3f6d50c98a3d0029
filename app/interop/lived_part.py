"""An archive without what no form would take: days still to come or too long ago, empty rows.

What is left out is named with its file and line. diary.json says the same as the plain files, so
their lines stand for its records, too.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar

from app.diary.day_words import day_words
from app.diary.diary import DayEntry, Dose, Profile
from app.diary.dose import LoggedDose
from app.diary.lived import why_not_lived
from app.diary.local_time import local_day, local_time
from app.diary.lossless import LosslessDiary
from app.interop.archive import Archive
from app.interop.errors import ArchiveError
from app.interop.sources import DOSES, ENTRIES, EVENTS, LOSSLESS, PROFILE

TIME_TO_COME = "This time is still to come"
ONLY_A_DAY = "Only the day stands here"

_Kept = TypeVar("_Kept")


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
    """Leave out what no form would take, and list it in `left_out`."""
    today = present.local.date()
    left_out = list(_left_out(archive, present))
    diary = archive.diary
    return replace(
        archive,
        diary=replace(
            diary,
            entries=_without(diary.entries, lambda entry: _why_no_entry(entry, today)),
            doses=_without(diary.doses, lambda dose: _why_no_dose(dose, present)),
            events=_without(diary.events, lambda event: why_not_lived(event.for_date, today)),
            profile=_lived_profile(diary.profile, today),
        ),
        lossless=archive.lossless and _lived_lossless(archive.lossless, present),
        left_out=(*archive.left_out, *left_out),
    )


def _without(records: Iterable[_Kept], why_not: Callable[[_Kept], str | None]) -> tuple[_Kept, ...]:
    return tuple(record for record in records if why_not(record) is None)


def _why_no_entry(entry: DayEntry, today: date) -> str | None:
    is_empty = entry == DayEntry(entry.for_date, entered_on=entry.entered_on)
    return why_not_lived(entry.for_date, today) or (ONLY_A_DAY if is_empty else None)


def _why_no_dose(dose: Dose, present: Present) -> str | None:
    day = why_not_lived(dose.taken_at_local.date(), present.local.date())
    return day or (TIME_TO_COME if dose.taken_at_local > present.local else None)


def _lived_profile(profile: Profile, today: date) -> Profile:
    start = profile.opioid_start
    is_lived = start is None or why_not_lived(start, today) is None
    return profile if is_lived else replace(profile, opioid_start=None)


def _lived_lossless(diary: LosslessDiary, present: Present) -> LosslessDiary:
    """Leave the same out of the lossless form, whose instants hold in any zone."""

    def is_lived(day: date, time_zone: str) -> bool:
        return why_not_lived(day, local_day(present.at, time_zone)) is None

    def is_taken(dose: LoggedDose) -> bool:
        return dose.taken_at <= present.at and is_lived(
            dose.taken_at_local.date(), dose.entered.time_zone
        )

    return replace(
        diary,
        person=replace(
            diary.person, profile=_lived_profile(diary.person.profile, present.local.date())
        ),
        check_ins=tuple(
            c
            for c in diary.check_ins
            if is_lived(c.for_date, c.entered.time_zone) and not c.answers.is_empty
        ),
        doses=tuple(dose for dose in diary.doses if is_taken(dose)),
        events=tuple(
            one for one in diary.events if is_lived(one.event.for_date, one.entered.time_zone)
        ),
    )


def _left_out(archive: Archive, present: Present) -> Iterable[ArchiveError]:
    """Yield what is left out, by the rows of the plain files where there are any."""
    diary, today = archive.plain.diary if archive.plain else archive.diary, present.local.date()
    days = [entry.for_date for entry in diary.entries]
    yield from _named(archive, ENTRIES, days, [_why_no_entry(e, today) for e in diary.entries])
    days = [dose.taken_at_local.date() for dose in diary.doses]
    yield from _named(archive, DOSES, days, [_why_no_dose(d, present) for d in diary.doses])
    days = [event.for_date for event in diary.events]
    yield from _named(archive, EVENTS, days, [why_not_lived(day, today) for day in days])
    start = diary.profile.opioid_start
    why = start and why_not_lived(start, today)
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
