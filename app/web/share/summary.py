"""The provider's page as values; the patient's preview shows the very same."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.clinical.areas import in_words
from app.clinical.care import CARE_NAMES, SPECIAL_CARE
from app.clinical.events import EVENT_NAMES
from app.clinical.story import story_lines
from app.diary.day_words import day_words, local_day_words, span_words, start_words
from app.services.share.part import SharedPart
from app.services.share.terms import Section
from app.trends.detector.assessment import CriterionCode
from app.trends.figures.comparisons import after_each_change
from app.trends.figures.series import DaySeries, build_series
from app.web.share.summary_advisory import SharedAdvisory, shared_advisory
from app.web.share.summary_changes import ChangedLine, what_changed
from app.web.share.summary_medicines import Medicines, medicines_of_part
from app.web.share.words import NO_NAME
from app.web.trends.compared_words import (
    FOLLOWED_COLUMNS,
    FollowedRow,
    compared_words,
    completeness_words,
    followed_caption,
    followed_rows,
)
from app.web.trends.parts import Places, places
from app.web.trends.timeline import KeyRow, Timeline, timeline

# As many numbers of the chart as fit on its sheet of paper stand open, the latest ones.
MARKS_ON_PAPER = 14


@dataclass(frozen=True, slots=True)
class Dated:
    """Something on a day, perhaps with the patient's own words."""

    day: str
    title: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class ToldLine:
    """Something that the patient told about themselves; `is_own_words` where they wrote it."""

    label: str
    words: str
    is_own_words: bool = False


@dataclass(frozen=True, slots=True)
class SharedSummary:
    """All that the page shows; what a link does not show is empty here.

    Attributes:
        name: of the person, as they chose.
        period: the days.
        completeness: how much of them was logged.
        compared: what "changed" compares.
        changes: what changed, a line for each section.
        told: what the patient told about themselves; None without that section.
        advisory: what the detector says of these days.
        questions: what the patient wants to ask.
        timeline: the chart and its key.
        earlier_marks: what its earlier numbers mark; none where all of them fit on the paper.
        latest_marks: the same of its latest numbers.
        followed: dose changes and the pain around them.
        followed_caption: says how many of them are left out.
        followed_columns: which days each column is about.
        areas_at_first: where it hurt when the diary was set up.
        places: where it hurt, then and now.
        events: what happened, where no chart shows it.
        medicines: what is taken now.
        notes: the patient's words.
        made_on: the day on which the page was made, and no zone: nobody needs it.
    """

    name: str
    period: str
    completeness: str
    compared: str
    changes: tuple[ChangedLine, ...]
    told: tuple[ToldLine, ...] | None
    advisory: SharedAdvisory | None
    questions: tuple[str, ...]
    timeline: Timeline | None
    earlier_marks: tuple[KeyRow, ...]
    latest_marks: tuple[KeyRow, ...]
    followed: tuple[FollowedRow, ...]
    followed_caption: str
    followed_columns: tuple[str, ...]
    areas_at_first: str
    places: Places | None
    events: tuple[Dated, ...]
    medicines: Medicines | None
    notes: tuple[Dated, ...]
    made_on: str


def shared_summary(part: SharedPart, now: datetime, time_zone: str) -> SharedSummary:
    """Lay out the shared part of a diary.

    Args:
        part: cut down to the link's days and sections.
        now: when the page is made.
        time_zone: the patient's, for that day.
    """
    terms, sections = part.terms, part.terms.sections
    series = build_series(part.diary, terms.first, terms.last)
    pain = part.assessment.line(CriterionCode.PAIN_RISE) if part.assessment else None
    changes = what_changed(series, part.compared, sections, pain)
    followed = after_each_change(series)
    chart = _timeline(series, changes) if Section.CHART in sections else None
    marks = chart.key if chart else ()
    return SharedSummary(
        name=terms.shown_name or NO_NAME,
        period=span_words(terms.first, terms.last),
        completeness=completeness_words(part.completeness),
        compared=compared_words(part.compared),
        changes=changes,
        told=_told_lines(part) if Section.TOLD in sections else None,
        advisory=shared_advisory(part.assessment, part.reading) if part.assessment else None,
        questions=tuple(filter(None, terms.questions.split("\n"))),
        timeline=chart,
        earlier_marks=marks[:-MARKS_ON_PAPER],
        latest_marks=marks[-MARKS_ON_PAPER:],
        followed=followed_rows(followed) if chart else (),
        followed_caption=followed_caption(followed),
        followed_columns=FOLLOWED_COLUMNS,
        areas_at_first=in_words(part.diary.profile.original_areas),
        places=places(part.compared, your=False) if Section.AREAS in sections else None,
        events=() if chart else _events(part),
        medicines=medicines_of_part(part) if Section.MEDICINES in sections else None,
        notes=_notes(part),
        made_on=local_day_words(now, time_zone),
    )


def _timeline(series: DaySeries, changes: Sequence[ChangedLine]) -> Timeline | None:
    return timeline(series, " ".join(f"{line.label}: {line.text}" for line in changes), "shared")


def _events(part: SharedPart) -> tuple[Dated, ...]:
    if Section.EVENTS not in part.terms.sections:
        return ()
    latest_first = sorted(part.diary.events, key=lambda event: event.for_date, reverse=True)
    return tuple(
        Dated(day_words(event.for_date), EVENT_NAMES[event.kind], event.note)
        for event in latest_first
    )


def _told_lines(part: SharedPart) -> tuple[ToldLine, ...]:
    profile = part.diary.profile
    start = start_words(profile.opioid_start) if profile.opioid_start else ""
    lines = (
        ToldLine("What hurts", profile.condition, is_own_words=True),
        ToldLine("In care for", CARE_NAMES[part.care] if part.care in SPECIAL_CARE else ""),
        ToldLine("Opioids since", start),
        *(ToldLine(told, answer) for told, answer in story_lines(part.story)),
    )
    return tuple(line for line in lines if line.words)


def _notes(part: SharedPart) -> tuple[Dated, ...]:
    latest_first = sorted(part.diary.entries, key=lambda entry: entry.for_date, reverse=True)
    return tuple(
        Dated(day_words(entry.for_date), "", entry.note) for entry in latest_first if entry.note
    )
