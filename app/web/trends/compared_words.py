"""What a stretch of days holds and what changed over it: on Trends and on a shared page."""

from collections.abc import Sequence
from typing import NamedTuple

from app.diary.day_words import day_words, span_words
from app.trends.figures.comparisons import AfterChange, ThenNow
from app.trends.figures.dose_changes import ChangeKind, DoseChange
from app.trends.figures.series import Completeness
from app.web.kit.figure_words import (
    change_words,
    count_words,
    interval_words,
    mean_words,
    mme_words,
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


# What fits beside the other lines on two sheets of paper; the chart shows all of them.
MOST_CHANGES = 6


KIND_WORDS = {
    ChangeKind.UP: "Amount went up",
    ChangeKind.DOWN: "Amount went down",
    ChangeKind.ROTATION: "Another opioid",
    ChangeKind.UNCLEAR: "Change noted",
}


class FollowedRow(NamedTuple):
    """One dose change and the pain around it, a cell of the table each."""

    day: str
    change: str
    before: str
    after: str
    difference: str


def compared_words(both: ThenNow | None) -> str:
    """Say which days are compared."""
    if both is None:
        return "Four weeks are needed to compare their first two with their last two."
    return (
        f"First two weeks ({span_words(both.then.first, both.then.last)}) "
        f"and last two ({span_words(both.now.first, both.now.last)})."
    )


def followed_caption(changes: Sequence[AfterChange]) -> str:
    """Name the table of dose changes, and say how many of them it leaves out."""
    left_out = len(changes) - MOST_CHANGES
    caption = "Mean pain of the 14 days before and after each change"
    return f"{caption}; the latest {MOST_CHANGES} of {len(changes)}" if left_out > 0 else caption


def followed_rows(changes: Sequence[AfterChange]) -> tuple[FollowedRow, ...]:
    """Return the latest dose changes with the pain of two weeks before and after."""
    return tuple(_followed(after) for after in changes[-MOST_CHANGES:])


def _followed(after: AfterChange) -> FollowedRow:
    change = after.change
    if after.pain is None:
        before, later = f"{after.days_before} of 14 days", f"{after.days_after} of 14 days"
        difference = "too few days"
    else:
        before, later = (
            mean_words(after.pain.before.estimate),
            mean_words(after.pain.after.estimate),
        )
        low_to_high = interval_words(after.pain.difference)
        difference = f"{change_words(after.pain.difference.estimate)} ({low_to_high})"
    return FollowedRow(day_words(change.for_date), _change(change), before, later, difference)


def _change(change: DoseChange) -> str:
    seen = "by the prescriber" if change.by_prescriber else "seen in the doses"
    words = f"{KIND_WORDS[change.kind]}, {seen}"
    if change.kind is ChangeKind.ROTATION or change.mme_before is None or change.mme_after is None:
        return words
    return f"{words}: {mme_words(change.mme_before)} → {mme_words(change.mme_after)} MME a day"
