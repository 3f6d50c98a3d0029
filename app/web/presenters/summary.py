"""The provider's page as values; the patient's preview shows the very same."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from app.clinical.areas import in_words
from app.clinical.events import EVENT_NAMES
from app.services.share_part import SharedPart
from app.services.share_terms import Section
from app.trends.comparisons import ThenNow, after_each_change
from app.trends.series import Completeness, Series, build_series
from app.web.charts.layouts import LAYOUTS
from app.web.charts.marks import number_marks
from app.web.charts.timeline import draw_timeline
from app.web.presenters.days import count_words, day_words, moment_words, span_words
from app.web.presenters.share import NO_NAME
from app.web.presenters.summary_changes import (
    FollowedRow,
    Line,
    compared_words,
    followed_rows,
    what_changed,
)
from app.web.presenters.summary_medicines import Medicines, medicines_of_part


@dataclass(frozen=True, slots=True)
class ThenNowMaps:
    """Two body maps: area code to how often it hurt."""

    then: Mapping[str, str]
    now: Mapping[str, str]
    then_caption: str
    now_caption: str


@dataclass(frozen=True, slots=True)
class Dated:
    """Something on a day, perhaps with the patient's own words."""

    day: str
    title: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """All that the page shows; what a link does not show is empty here."""

    name: str
    period: str
    completeness: str
    compared: str
    changes: tuple[Line, ...]
    questions: tuple[str, ...]
    charts: tuple[Markup, ...]
    followed: tuple[FollowedRow, ...]
    areas_at_first: str
    maps: ThenNowMaps | None
    events: tuple[Dated, ...]
    medicines: Medicines | None
    notes: tuple[Dated, ...]
    made_at: str


def summarise(part: SharedPart, now: datetime, time_zone: str) -> Summary:
    """Lay out the shared part of a diary.

    Args:
        part: cut down to the link's days and sections.
        now: when the page is made.
        time_zone: the patient's, for that time.
    """
    terms, sections = part.terms, part.terms.sections
    series = build_series(part.diary, terms.first, terms.last)
    both = part.compared
    has_chart = Section.CHART in sections
    return Summary(
        name=terms.shown_name or NO_NAME,
        period=span_words(terms.first, terms.last),
        completeness=completeness_words(part.completeness),
        compared=compared_words(both),
        changes=what_changed(series, both, sections),
        questions=tuple(filter(None, terms.questions.split("\n"))),
        charts=_charts(series) if has_chart else (),
        followed=followed_rows(after_each_change(series)) if has_chart else (),
        areas_at_first=in_words(part.diary.profile.original_areas),
        maps=_maps(both) if both and both.areas and Section.AREAS in sections else None,
        events=_events(part) if Section.EVENTS in sections else (),
        medicines=medicines_of_part(part) if Section.MEDICINES in sections else None,
        notes=_notes(part),
        made_at=moment_words(now, time_zone),
    )


def completeness_words(completeness: Completeness) -> str:
    """Say how much was logged, and how much of it on the day itself.

    >>> completeness_words(Completeness(30, 26, 24, 2))
    '26 of 30 days logged: 24 entered on the day, 2 later.'
    """
    logged = f"{completeness.days_logged} of {count_words(completeness.days, 'day')} logged"
    if not completeness.days_logged:
        return f"{logged}."
    on_the_day, later = completeness.entered_on_the_day, completeness.entered_later
    unknown = completeness.days_logged - on_the_day - later
    parts = [f"{on_the_day} entered on the day"]
    parts += [f"{later} later"] if later else []
    parts += [f"{unknown} from a file"] if unknown else []
    return f"{logged}: {', '.join(parts)}."


def _charts(series: Series) -> tuple[Markup, ...]:
    known = (row.pain is not None or row.mme_per_day is not None for row in series.rows)
    if not any(known):
        return ()
    marks = number_marks(series)
    return tuple(
        draw_timeline(
            series,
            marks,
            layout,
            f"timeline-{layout.name}",
            "Pain and opioid amount, day by day",
            f"{span_words(series.first, series.last)}. What changed is said in words above.",
        )
        for layout in LAYOUTS
    )


def _maps(both: ThenNow) -> ThenNowMaps:
    return ThenNowMaps(
        then={area.code: area.then.value for area in both.areas},
        now={area.code: area.now.value for area in both.areas},
        then_caption=f"Then: {span_words(both.then.first, both.then.last)}",
        now_caption=f"Now: {span_words(both.now.first, both.now.last)}",
    )


def _events(part: SharedPart) -> tuple[Dated, ...]:
    latest_first = sorted(part.diary.events, key=lambda event: event.for_date, reverse=True)
    return tuple(
        Dated(day_words(event.for_date), EVENT_NAMES[event.kind], event.note)
        for event in latest_first
    )


def _notes(part: SharedPart) -> tuple[Dated, ...]:
    latest_first = sorted(part.diary.entries, key=lambda entry: entry.for_date, reverse=True)
    return tuple(
        Dated(day_words(entry.for_date), "", entry.note) for entry in latest_first if entry.note
    )
