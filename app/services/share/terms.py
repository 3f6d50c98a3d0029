"""What a link shows: which days, which parts, and the diary cut down to them."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from app.clinical.events import DOSE_CHANGE_BY_PRESCRIBER
from app.diary.day_words import day_words
from app.diary.diary import DayEntry, Diary, DiaryEvent, Dose, Profile
from app.diary.opioid_answers import OpioidAnswers
from app.diary.patch_wear import patch_wear
from app.diary.taken import TakenDays
from app.services.errors import Refused


class Section(StrEnum):
    """A part of the diary that a link may show."""

    CHART = "chart"
    AREAS = "areas"
    TOUCH = "touch"
    FURTHER = "further"
    EVENTS = "events"
    MEDICINES = "medicines"
    ADVISORY = "advisory"
    TOLD = "told"
    NOTES = "notes"


# The person's own words, and what they told in set-up: shown only where they ask for it.
LEFT_OUT_AT_FIRST = frozenset({Section.TOLD, Section.NOTES})


@dataclass(frozen=True, slots=True)
class Terms:
    """What a link shows.

    Attributes:
        first: first day shown.
        last: last day shown.
        sections: parts shown.
        shown_name: name or initials, as the patient chose; may be empty.
        questions: the patient's questions, one a line.
    """

    first: date
    last: date
    sections: frozenset[Section]
    shown_name: str = ""
    questions: str = ""


def last_days(days: int | None, begin: date | None, today: date) -> tuple[date, date]:
    """Return the last `days` days up to today, no further back than the diary's first day.

    Args:
        days: how many; None for the whole diary.
        begin: the diary's first day; None for an empty diary.
        today: the person's own calendar day.
    """
    begin = min(begin or today, today)
    return (begin if days is None else max(begin, today - timedelta(days=days - 1))), today


def own_days(first: date, last: date, begin: date | None, today: date) -> tuple[date, date]:
    """Return the days that the person named, limited to those that the diary has.

    Raises:
        Refused: they are in the wrong order, or the diary has none of them.
    """
    if last < first:
        raise Refused("Choose a last day on or after the first day.", "last")
    if last > today:
        raise Refused("Choose today or an earlier day.", "last")
    begin = min(begin or today, today)
    if last < begin:
        raise Refused(
            f"Your diary begins on {day_words(begin)}. Choose that day or a later one.", "last"
        )
    return max(first, begin), last


def cut_to_days(diary: Diary, first: date, last: date) -> Diary:
    """Return only what is dated from `first` to `last`, both included.

    A patch that was put on earlier and still worn is kept as worn from the first midnight on.
    """
    midnight = datetime.combine(first, time.min)
    seen = diary.up_to(last)
    return replace(
        seen,
        entries=tuple(entry for entry in seen.entries if entry.for_date >= first),
        doses=(
            *_worn_at(midnight, seen),
            *(dose for dose in seen.doses if dose.taken_at_local >= midnight),
        ),
        events=tuple(event for event in seen.events if event.for_date >= first),
        taken=seen.taken.between(first, last),
    )


def _worn_at(midnight: datetime, diary: Diary) -> list[Dose]:
    return [
        replace(worn.patch, taken_at_local=midnight, removed_at_local=worn.off)
        for worn in patch_wear(diary.doses, diary.opioid_answers)
        if worn.put_on < midnight < worn.off
    ]


def cut_to_sections(diary: Diary, sections: frozenset[Section]) -> Diary:
    """Return the diary without the parts that are not shown.

    Dose changes that the prescriber made belong to the chart; all words in notes, those of
    events too, to the notes. What hurts and since when there are opioids is told, not logged.
    """
    is_told = Section.TOLD in sections
    shows_doses = bool(sections & {Section.CHART, Section.MEDICINES})
    return Diary(
        entries=tuple(_entry(entry, sections) for entry in diary.entries),
        doses=diary.doses if shows_doses else (),
        taken=diary.taken if shows_doses else TakenDays(),
        events=tuple(_event(event, sections) for event in diary.events if _shows(event, sections)),
        profile=Profile(
            original_areas=(
                diary.profile.original_areas if Section.AREAS in sections else frozenset()
            ),
            opioid_start=diary.profile.opioid_start if is_told else None,
            condition=diary.profile.condition if is_told else "",
        ),
        open_day=diary.open_day,
        opioid_answers=diary.opioid_answers if shows_doses else OpioidAnswers(),
    )


def _entry(entry: DayEntry, sections: frozenset[Section]) -> DayEntry:
    chart = Section.CHART in sections
    return DayEntry(
        for_date=entry.for_date,
        pain=entry.pain if chart else None,
        worst_pain=entry.worst_pain if chart else None,
        areas=entry.areas if Section.AREAS in sections else None,
        touch=entry.touch if Section.TOUCH in sections else None,
        further=entry.further if Section.FURTHER in sections else {},
        note=entry.note if Section.NOTES in sections else "",
        entered_on=entry.entered_on,
    )


def _shows(event: DiaryEvent, sections: frozenset[Section]) -> bool:
    return Section.EVENTS in sections or (
        Section.CHART in sections and event.kind == DOSE_CHANGE_BY_PRESCRIBER
    )


def _event(event: DiaryEvent, sections: frozenset[Section]) -> DiaryEvent:
    return event if Section.NOTES in sections else replace(event, note="")
