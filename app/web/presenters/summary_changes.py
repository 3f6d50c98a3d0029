"""What changed over the days of a link: five lines, and what followed each dose change."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.clinical.areas import in_words
from app.clinical.events import DOSE_CHANGE_BY_PRESCRIBER, EVENT_NAMES
from app.services.share_terms import Section
from app.trends.comparisons import AfterChange, Amount, Fortnight, ThenNow
from app.trends.diary import DiaryEvent
from app.trends.dose_changes import ChangeKind, DoseChange
from app.trends.series import DayRow, Series
from app.web.presenters.days import count_words, day_words, short_day, span_words
from app.web.presenters.figures import change_words, interval_words, mean_words, mme_words

Sections = frozenset[Section]

# What fits beside the other lines on two sheets of paper; the chart shows all of them.
MOST_CHANGES = 6
MOST_EVENTS_IN_LINE = 4
KIND_WORDS = {
    ChangeKind.UP: "Amount went up",
    ChangeKind.DOWN: "Amount went down",
    ChangeKind.ROTATION: "Another opioid",
    ChangeKind.UNCLEAR: "Change noted",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of what changed."""

    label: str
    text: str


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


def what_changed(series: Series, both: ThenNow | None, sections: Sections) -> tuple[Line, ...]:
    """Return the lines of the sections that are shown, in the order of their weight."""
    lines = []
    if Section.CHART in sections:
        lines.append(Line("Pain, 0 to 10", _pain(series.rows, both)))
        lines.append(Line("Opioid amount", _amount_line(series, both)))
    if Section.TOUCH in sections:
        lines.append(Line("Pain from light touch", _touch(series.rows, both)))
    if Section.AREAS in sections:
        lines.append(Line("Places that hurt", _areas(series.rows, both)))
    if Section.EVENTS in sections:
        lines.append(Line("What happened", _events(series.events)))
    return tuple(lines)


def _pain(rows: Sequence[DayRow], both: ThenNow | None) -> str:
    scores = [row.pain for row in rows if row.pain is not None]
    if not scores:
        return "No score on these days."
    if both is None or both.pain is None:
        mean = mean_words(sum(scores) / len(scores))
        return f"Mean {mean} over {count_words(len(scores), 'day')}; too few to compare."
    difference = both.pain.difference
    return (
        f"{_from_to(both.pain.before.estimate, both.pain.after.estimate)}, "
        f"{change_words(difference.estimate)} (95 % interval {interval_words(difference)})."
    )


def _from_to(then: float, now: float) -> str:
    return f"{mean_words(then)} → {mean_words(now)}"


def _amount_line(series: Series, both: ThenNow | None) -> str:
    amounts = [row.mme_per_day for row in series.rows if row.mme_per_day is not None]
    if not amounts:
        return "No amount that can be counted on these days."
    return f"{_mme(amounts, both)}. {_steps(series.dose_changes)}"


def _mme(amounts: Sequence[float], both: ThenNow | None) -> str:
    if both is not None and both.rotated:
        return "Another opioid took over, so the amounts are not compared"
    if both is None or both.then.mme.mean is None or both.now.mme.mean is None:
        return f"Mean {mme_words(sum(amounts) / len(amounts))} MME a day"
    return f"{mme_words(both.then.mme.mean)} → {mme_words(both.now.mme.mean)} MME a day"


def _steps(changes: Sequence[DoseChange]) -> str:
    if not changes:
        return "No change of the amount noted or seen."
    last = changes[-1]
    kind = KIND_WORDS[last.kind].lower()
    number = count_words(len(changes), "change")
    return f"{number}; the last on {day_words(last.for_date)}: {kind}."


def _touch(rows: Sequence[DayRow], both: ThenNow | None) -> str:
    scores = [row.touch for row in rows if row.touch is not None]
    if not scores:
        return "Not answered on these days."
    if both is None or both.then.touch.mean is None or both.now.touch.mean is None:
        hurt = sum(score > 0 for score in scores)
        return f"Hurt on {hurt} of {count_words(len(scores), 'answered day')}."
    return (
        f"Hurt on {_share(both.then)} → {_share(both.now)} answered days; "
        f"mean {_from_to(both.then.touch.mean, both.now.touch.mean)}."
    )


def _share(fortnight: Fortnight) -> str:
    return f"{fortnight.days_touch_hurt} of {fortnight.touch.days}"


def _areas(rows: Sequence[DayRow], both: ThenNow | None) -> str:
    answers = [row.areas for row in rows if row.areas is not None]
    if not answers:
        return "Not answered on these days."
    if both is None or not both.areas:
        mean = mean_words(sum(map(len, answers)) / len(answers))
        return f"{mean} of 24 a day over {count_words(len(answers), 'answered day')}."
    new = in_words(area.code for area in both.areas if area.is_new)
    counts = _counts(both.then.area_count, both.now.area_count)
    return f"{counts} of 24 a day. New: {new}." if new else f"{counts} of 24 a day. None is new."


def _counts(then: Amount, now: Amount) -> str:
    return _from_to(then.mean or 0.0, now.mean or 0.0)


def _events(events: Sequence[DiaryEvent]) -> str:
    """Name the latest events; dose changes have a line of their own."""
    others = [event for event in events if event.kind != DOSE_CHANGE_BY_PRESCRIBER]
    if not others:
        return "Nothing was noted."
    latest = others[-MOST_EVENTS_IN_LINE:]
    named = "; ".join(f"{EVENT_NAMES[event.kind]}, {short_day(event.for_date)}" for event in latest)
    earlier = len(others) - len(latest)
    return f"{named}; and {earlier} before." if earlier else f"{named}."


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
