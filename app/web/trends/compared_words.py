"""What a stretch of days holds and what changed over it: on Trends and on a shared page."""

from collections.abc import Sequence
from typing import NamedTuple

from app.diary.completeness import Completeness
from app.diary.day_words import day_words, span_words
from app.trends.figures.around_changes import AfterChange, DaysLogged
from app.trends.figures.comparisons import WINDOW_DAYS, ThenNow
from app.trends.figures.dose_changes import ChangeKind, DoseChange
from app.trends.figures.intervals import BeforeAfter
from app.trends.figures.spans import (
    BEFORE_CHANGE_DAYS,
    LATE_AFTER_CHANGE_DAYS,
    SOON_AFTER_CHANGE_DAYS,
)
from app.web.kit.figure_words import (
    change_words,
    count_words,
    interval_words,
    length_words,
    logged_words,
    mean_words,
    mme_words,
    number_words,
)
from app.web.kit.uncounted_words import and_more
from app.web.trends.change_kinds import CHANGE_WORDINGS


def completeness_words(completeness: Completeness) -> str:
    """Say how much was logged, and how much of it on the day itself.

    >>> completeness_words(Completeness(30, 26, 24, 2))
    '26 of 30 days logged: 24 entered on the day, 2 later.'
    """
    logged = logged_words(completeness)
    if not completeness.days_logged:
        return f"{logged}."
    on_the_day, later = completeness.entered_on_the_day, completeness.entered_later
    unknown = completeness.days_logged - on_the_day - later
    parts = [f"{on_the_day} entered on the day"]
    parts += [f"{later} later"] if later else []
    parts += [f"{unknown} from a file"] if unknown else []
    return f"{logged}: {', '.join(parts)}."


WINDOW_WEEKS = number_words(WINDOW_DAYS // 7)
# What fits beside the other lines on two sheets of paper; the chart shows all of them.
MOST_CHANGES = 6


NOT_YET = "not yet over"
NO_DAY_BETWEEN = "no day between two changes"


class FollowedRow(NamedTuple):
    """One dose change and the pain around it, a cell of the table each."""

    day: str
    change: str
    before: str
    soon: str
    late: str


FOLLOWED_COLUMNS = (
    "Day",
    "Change",
    f"{length_words(BEFORE_CHANGE_DAYS).capitalize()} before",
    f"{length_words(SOON_AFTER_CHANGE_DAYS).capitalize()} after",
    f"Weeks {SOON_AFTER_CHANGE_DAYS // 7 + 1} to {LATE_AFTER_CHANGE_DAYS // 7} after",
)


def compared_words(both: ThenNow | None) -> str:
    """Say which days are compared."""
    if both is None:
        needed = length_words(2 * WINDOW_DAYS).capitalize()
        both_ends = f"their first {WINDOW_WEEKS} with their last {WINDOW_WEEKS}"
        return f"{needed} are needed to compare {both_ends}."
    then, now = span_names(both)
    return (
        f"Compared: {span_words(both.then.first, both.then.last)} ({then.lower()}) with "
        f"{span_words(both.now.first, both.now.last)} ({now.lower()})."
    )


def span_names(both: ThenNow) -> tuple[str, str]:
    """Name the earlier and the later days of a comparison."""
    if both.is_split:
        return "Before", "Since then"
    length = length_words(WINDOW_DAYS)
    return f"First {length}", f"Last {length}"


def followed_caption(changes: Sequence[AfterChange]) -> str:
    """Name the table of dose changes, and say how many of them it leaves out."""
    left_out = len(changes) - MOST_CHANGES
    caption = "Mean pain around each change, and how it differs from before (95 % interval)"
    return f"{caption}; the latest {MOST_CHANGES} of {len(changes)}" if left_out > 0 else caption


def followed_rows(changes: Sequence[AfterChange]) -> tuple[FollowedRow, ...]:
    """Return the latest dose changes with the pain before and after."""
    return tuple(_followed(after) for after in changes[-MOST_CHANGES:])


def _followed(after: AfterChange) -> FollowedRow:
    return FollowedRow(
        day_words(after.change.for_date),
        _change(after.change),
        _days_logged_words(after.before)
        if after.pain_before is None
        else mean_words(after.pain_before),
        _later(after.soon, after.after),
        _later(after.late, after.later),
    )


def _later(both: BeforeAfter | None, days: DaysLogged | None) -> str:
    if both is None:
        return NOT_YET if days is None else _days_logged_words(days)
    difference = both.difference
    change = f"{change_words(difference.estimate)} ({interval_words(difference)})"
    return f"{mean_words(both.after.estimate)}: {change}"


def _days_logged_words(days: DaysLogged) -> str:
    return f"{days.logged} of {count_words(days.days, 'day')}" if days.days else NO_DAY_BETWEEN


def _change(change: DoseChange) -> str:
    seen = "by the prescriber" if change.by_prescriber else "seen in the doses"
    words = f"{CHANGE_WORDINGS[change.kind].title}, {seen}"
    if change.kind is ChangeKind.ROTATION or change.mme_before is None or change.mme_after is None:
        return words
    amounts = f"{mme_words(change.mme_before)} → {mme_words(change.mme_after)} MME a day"
    return f"{words}: {amounts}{and_more(has_more=change.has_more)}"
