"""The parts of Trends below the timeline: dose changes, the path, places, figures per day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from markupsafe import Markup

from app.clinical.areas import in_words
from app.diary.day_words import day_words, short_day, short_day_and_year, span_words
from app.trends.figures.around_changes import MIN_LOGGED_DAYS, AfterChange
from app.trends.figures.comparisons import (
    REGULAR_RISE,
    WINDOW_DAYS,
    SpanFigures,
    ThenNow,
)
from app.trends.figures.pain_and_dose import PathPoint
from app.trends.figures.series import DaySeries
from app.web.kit.figure_words import count_words, mean_words, mme_words, share_words
from app.web.kit.uncounted_words import and_more, day_amount_words
from app.web.trends.charts.changes import ChangeRow, draw_changes
from app.web.trends.charts.layouts import LAYOUTS
from app.web.trends.charts.marks import Mark
from app.web.trends.charts.path import draw_path
from app.web.trends.compared_words import (
    FOLLOWED_COLUMNS,
    NOT_YET,
    WINDOW_WEEKS,
    FollowedRow,
    followed_caption,
    followed_rows,
    span_names,
)

# More rows than this are a long way to scroll on a phone; the table holds all of them.
MOST_ROWS_DRAWN = 8
FEWEST_POINTS = 3


@dataclass(frozen=True, slots=True)
class Steps:
    """Pain before and after each dose change, as a picture and as a table."""

    pictures: tuple[Markup, ...]
    caption: str
    columns: tuple[str, ...]
    rows: tuple[FollowedRow, ...]
    left_out: str


def dose_steps_part(
    changes: Sequence[AfterChange], marks: Sequence[Mark], identifier: str
) -> Steps | None:
    """Lay out the dose changes, the latest first; `None` when there is none."""
    if not changes:
        return None
    numbers = {mark.for_date: mark.number for mark in marks}
    latest_first = list(reversed(changes))
    drawn = latest_first[:MOST_ROWS_DRAWN]
    rows = [_change_row(after, numbers[after.change.for_date]) for after in drawn]
    earlier = len(changes) - len(drawn)
    return Steps(
        pictures=tuple(
            draw_changes(
                rows,
                layout,
                f"{identifier}-{layout.name}",
                "Pain before and after each dose change",
                "The table below shows the same numbers.",
            )
            for layout in LAYOUTS
        ),
        caption=followed_caption(()),
        columns=FOLLOWED_COLUMNS,
        rows=tuple(chain.from_iterable(followed_rows([after]) for after in latest_first)),
        left_out=f"{count_words(earlier, 'earlier change')} only in the table." if earlier else "",
    )


def _change_row(after: AfterChange, number: int) -> ChangeRow:
    change = after.change
    label = day_words(change.for_date)
    if change.mme_before is not None and change.mme_after is not None:
        label += f": {mme_words(change.mme_before)} to {mme_words(change.mme_after)} MME"
        label += and_more(has_more=change.has_more)
    after_it = NOT_YET if after.after is None else f"{after.after.logged} after"
    note = f"Too few days logged: {after.before.logged} before, {after_it}"
    return ChangeRow(number, label, after.soon, note)


class PathRow(NamedTuple):
    """One step of the path in figures."""

    days: str
    pain: str
    mme: str


@dataclass(frozen=True, slots=True)
class Path:
    """The way of pain and amount through time, as a picture and as a table."""

    pictures: tuple[Markup, ...]
    rows: tuple[PathRow, ...]
    step: str
    ends: str


def path(points: Sequence[PathPoint], identifier: str) -> Path | None:
    """Lay out the path; `None` while it has too few steps to be one."""
    if len(points) < FEWEST_POINTS:
        return None
    spans_years = points[0].first.year != points[-1].last.year
    labels = [
        short_day_and_year(point.first) if spans_years else short_day(point.first)
        for point in points
    ]
    weeks = ((points[0].last - points[0].first).days + 1) // 7
    return Path(
        pictures=tuple(
            draw_path(
                points,
                labels,
                layout,
                f"{identifier}-{layout.name}",
                "Average pain and opioid amount, in order of time",
                "The table below shows the same numbers.",
            )
            for layout in LAYOUTS
        ),
        rows=tuple(
            PathRow(
                span_words(point.first, point.last),
                mean_words(point.pain),
                day_amount_words(point.mme_per_day, has_more=point.has_more, nothing=""),
            )
            for point in points
        ),
        step=f"{weeks} weeks",
        ends=span_words(points[-1].first, points[-1].last),
    )


NEW_PLACE = f"A new place hurts on {share_words(REGULAR_RISE)} days more than before."


class AreaRow(NamedTuple):
    """How often one place hurt, then and now."""

    place: str
    then: str
    now: str


@dataclass(frozen=True, slots=True)
class Places:
    """Where it hurt in the earlier and in the later days."""

    then: Mapping[str, str]
    now: Mapping[str, str]
    then_caption: str
    now_caption: str
    columns: tuple[str, ...]
    rows: tuple[AreaRow, ...]
    sentence: str


def places(both: ThenNow | None, *, your: bool) -> Places | None:
    """Lay out the places; `None` while there are too few answers to compare.

    Args:
        both: the days that are compared.
        your: speak to the person whose diary it is.
    """
    if both is None or not both.areas:
        return None
    owner = "your " if your else ""
    names = span_names(both)
    new = in_words(area.code for area in both.areas if area.is_new)
    return Places(
        then={area.code: area.then.value for area in both.areas},
        now={area.code: area.now.value for area in both.areas},
        then_caption=f"{names[0]}, {span_words(both.then.first, both.then.last)}",
        now_caption=f"{names[1]}, {span_words(both.now.first, both.now.last)}",
        columns=("Place", *names),
        rows=tuple(
            AreaRow(
                f"{owner}{in_words([area.code])}".capitalize(),
                _share_of_days(area.days_then, both.then),
                _share_of_days(area.days_now, both.now),
            )
            for area in both.areas
        ),
        sentence=(f"New: {owner}{new}. {NEW_PLACE}" if new else f"No place is new. {NEW_PLACE}"),
    )


def _share_of_days(days: int, of: SpanFigures) -> str:
    return f"{days} of {count_words(of.days_areas_answered, 'day')}"


def too_few_words(both: ThenNow | None) -> str:
    """Say what is needed before places can be compared."""
    if both is None:
        return f"This needs {2 * WINDOW_DAYS} days from the first logged day on."
    then, now = both.then.days_areas_answered, both.now.days_areas_answered
    return (
        f"This needs {MIN_LOGGED_DAYS} answers in the first {WINDOW_WEEKS} weeks and "
        f"{MIN_LOGGED_DAYS} in the last {WINDOW_WEEKS}. There are {then} and {now}."
    )


def is_empty(series: DaySeries) -> bool:
    """Tell whether nothing at all is recorded in these days."""
    return not series.events and all(
        row.pain is None
        and row.worst_pain is None
        and row.touch is None
        and row.areas is None
        and row.mme_per_day is None
        and not row.uncounted
        for row in series.rows
    )
