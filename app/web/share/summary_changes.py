"""What changed over the days of a link: five lines, and what followed each dose change."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.clinical.areas import AREAS, in_words
from app.clinical.events import DOSE_CHANGE_BY_PRESCRIBER, EVENT_NAMES
from app.diary.day_words import day_words, short_day
from app.diary.diary import DiaryEvent
from app.diary.scores import FURTHER_SCORES, Score
from app.services.share.terms import Section
from app.trends.detector.assessment import Criterion
from app.trends.figures.around_changes import MIN_LOGGED_DAYS
from app.trends.figures.comparisons import MeanOfDays, SpanFigures, ThenNow
from app.trends.figures.dose_changes import ChangeKind, DoseChange
from app.trends.figures.intervals import Interval
from app.trends.figures.series import DayRow, DaySeries, UsualAmount, usual_opioid
from app.web.kit.figure_words import (
    change_words,
    count_words,
    interval_words,
    mean_words,
    mme_words,
)
from app.web.kit.uncounted_words import NOT_COUNTED, uncounted_words
from app.web.trends.change_kinds import CHANGE_WORDINGS
from app.web.trends.dosed_days import dosed_days_words, is_of_few_days, last_dose_words

Sections = frozenset[Section]

MOST_EVENTS_IN_LINE = 4


# What people say of clothes, a sheet or a light stroke; no test of the skin (see `scores.TOUCH`).
TOUCH_LABEL = "Pain from light touch (patient’s report, not a test)"


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """One line of what changed."""

    label: str
    text: str


def what_changed(
    series: DaySeries,
    both: ThenNow | None,
    sections: Sections,
    pain: Criterion | None = None,
) -> tuple[ChangedLine, ...]:
    """Return the lines of the sections that are shown, in the order of their weight.

    Args:
        series: the days of the link.
        both: which of them are compared.
        sections: of the link.
        pain: what the advisory says of pain, where it is shown: on the same days.
    """
    lines = []
    if Section.CHART in sections:
        lines.append(ChangedLine("Pain, 0 to 10", _pain(series.rows, both, pain)))
        lines.append(ChangedLine("Usual opioid amount", _amount_line(series, both)))
    if Section.TOUCH in sections:
        lines.append(ChangedLine(TOUCH_LABEL, _touch(series.rows, both)))
    if Section.AREAS in sections:
        lines.append(ChangedLine("Places that hurt", _areas(series.rows, both)))
    if Section.FURTHER in sections:
        lines += _further(series.rows, both)
    if Section.EVENTS in sections:
        lines.append(ChangedLine("What happened", _events(series.events)))
    return tuple(lines)


def _pain(rows: Sequence[DayRow], both: ThenNow | None, of_advisory: Criterion | None) -> str:
    scores = [row.pain for row in rows if row.pain is not None]
    if not scores:
        return "No score on these days."
    difference = _difference(both, of_advisory)
    if both is None or difference is None or both.then.pain.mean is None:
        mean = mean_words(sum(scores) / len(scores))
        return f"Mean {mean} over {count_words(len(scores), 'day')}; too few to compare."
    return (
        f"{_from_to(both.then.pain.mean, both.now.pain.mean or 0.0)}, "
        f"{change_words(difference.estimate)} (95 % interval {interval_words(difference)})."
    )


def _difference(both: ThenNow | None, of_advisory: Criterion | None) -> Interval | None:
    """Return how pain changed: where the advisory says it of the same days, its own figure."""
    if both is not None and both.is_split and of_advisory is not None:
        return of_advisory.interval
    return both.pain.difference if both is not None and both.pain is not None else None


def _from_to(then: float, now: float) -> str:
    return f"{mean_words(then)} → {mean_words(now)}"


def _amount_line(series: DaySeries, both: ThenNow | None) -> str:
    whole = usual_opioid(series.rows, series.open_day)
    uncounted = uncounted_words(series.rows, both)
    if whole.mme_per_day is None:
        return f"{uncounted}, {NOT_COUNTED}." if uncounted else "No opioid amount on these days."
    more = f", and more: {uncounted}, {NOT_COUNTED}" if uncounted else ""
    dosed = dosed_days_words(both) if both is not None and not uncounted else ""
    counted = " that counts" if uncounted else ""
    of_days = f"on days with a dose{counted}" if is_of_few_days(both) else "a day"
    amount = _usual_words(whole, both, of_days)
    stopped = last_dose_words(series.rows)
    is_level = not (uncounted or dosed or stopped) and _is_level(series.rows, both)
    steps = _steps(series.dose_changes, amount, is_level=is_level)
    return " ".join(filter(None, (f"{amount}{more}.", dosed, steps, stopped)))


def _usual_words(whole: UsualAmount, both: ThenNow | None, of_days: str) -> str:
    if both is not None and both.rotated:
        return "Another opioid took over, so the amounts are not compared"
    then = both.then.opioid.mme_per_day if both is not None else None
    now = both.now.opioid.mme_per_day if both is not None else None
    if then is None or now is None:
        usual = mme_words(whole.mme_per_day or 0.0)
        return f"{usual} MME a day, on {count_words(whole.days, 'day')} with a dose"
    return f"{mme_words(then)} → {mme_words(now)} MME {of_days}"


def _is_level(rows: Sequence[DayRow], both: ThenNow | None) -> bool:
    """Tell whether the means read alike, too.

    A change with few days before it moves no usual amount, and is not found as a step.
    """
    return both is None or _mean_amount(rows, both.then) == _mean_amount(rows, both.now)


def _mean_amount(rows: Sequence[DayRow], span: SpanFigures) -> str:
    of_span = [row.mme_per_day for row in rows if span.first <= row.for_date <= span.last]
    known = [amount for amount in of_span if amount is not None]
    return mme_words(sum(known) / len(known)) if known else ""


def _steps(changes: Sequence[DoseChange], amount: str, *, is_level: bool) -> str:
    """Say how often the amount changed; that it never did only where all of it is counted.

    Where the days that are compared lie on one side of the changes, their amounts are named too.
    """
    if not changes:
        return "No change of the amount noted or seen." if is_level else ""
    last = changes[-1]
    kind = CHANGE_WORDINGS[last.kind].title.lower()
    in_all = _in_all(changes)
    led = "" if not in_all or amount.startswith(in_all) else f", {in_all}"
    number = f"{count_words(len(changes), 'change')}{led}"
    return f"{number}; the last on {day_words(last.for_date)}: {kind}."


def _in_all(changes: Sequence[DoseChange]) -> str:
    """Say from which amount to which the changes led; empty where amounts cannot be compared."""
    before, after = changes[0].mme_before, changes[-1].mme_after
    is_comparable = not any(one.kind is ChangeKind.ROTATION or one.has_more for one in changes)
    if before is None or after is None or not is_comparable:
        return ""
    first, last = mme_words(before), mme_words(after)
    # The same amount more often is a change, too.
    return "" if first == last else f"{first} → {last} MME a day"


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


def _share(of: SpanFigures) -> str:
    return f"{of.days_touch_hurt} of {of.touch.days}"


def _areas(rows: Sequence[DayRow], both: ThenNow | None) -> str:
    answers = [row.areas for row in rows if row.areas is not None]
    if not answers:
        return "Not answered on these days."
    if both is None or not both.areas:
        mean = mean_words(sum(map(len, answers)) / len(answers))
        return f"{mean} of {len(AREAS)} a day over {count_words(len(answers), 'answered day')}."
    new = in_words(area.code for area in both.areas if area.is_new)
    counts = _counts(both.then.area_count, both.now.area_count)
    return f"{counts} of {len(AREAS)} a day. {f'New: {new}' if new else 'None is new'}."


def _counts(then: MeanOfDays, now: MeanOfDays) -> str:
    return _from_to(then.mean or 0.0, now.mean or 0.0)


def _further(rows: Sequence[DayRow], both: ThenNow | None) -> list[ChangedLine]:
    """Return a line for each further score that was answered."""
    lines = []
    for score in FURTHER_SCORES:
        given = [row.further[score.code] for row in rows if score.code in row.further]
        if given:
            label = f"{score.label} (10: {score.at_highest})"
            lines.append(ChangedLine(label, _further_words(given, score, both)))
    return lines


def _further_words(given: Sequence[int], score: Score, both: ThenNow | None) -> str:
    then = both.then.further[score.code] if both else MeanOfDays(None, 0)
    now = both.now.further[score.code] if both else MeanOfDays(None, 0)
    if min(then.days, now.days) < MIN_LOGGED_DAYS:
        mean = mean_words(sum(given) / len(given))
        return f"Mean {mean} over {count_words(len(given), 'answered day')}; too few to compare."
    return f"{_counts(then, now)}, on {then.days} → {now.days} answered days."


def _events(events: Sequence[DiaryEvent]) -> str:
    """Name the latest events; dose changes have a line of their own."""
    others = [event for event in events if event.kind != DOSE_CHANGE_BY_PRESCRIBER]
    if not others:
        return "Nothing was noted." if not events else "Nothing but dose changes was noted."
    latest = others[-MOST_EVENTS_IN_LINE:]
    named = "; ".join(f"{EVENT_NAMES[event.kind]}, {short_day(event.for_date)}" for event in latest)
    earlier = len(others) - len(latest)
    return f"{named}; and {earlier} before." if earlier else f"{named}."
