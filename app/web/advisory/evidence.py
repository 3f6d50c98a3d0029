"""The evidence in words: one line per observation, with the days and means that it rests on.

The sentences speak of the diary, not to a person, so that patient and provider read the same.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from types import MappingProxyType

from app.clinical.areas import in_words
from app.diary.day_words import day_words, span_words
from app.trends.detector.assessment import Assessment, Criterion, CriterionCode, Verdict, Window
from app.web.advisory.wordings import WORDINGS, Wording
from app.web.kit.figure_words import change_words, count_words, interval_words
from app.web.kit.uncounted_words import NOT_COUNTED

VERDICT_WORDS = MappingProxyType(
    {
        Verdict.FOR: "Fits the pattern",
        Verdict.AGAINST: "Does not fit",
        Verdict.UNCLEAR: "Not clear",
        Verdict.CANNOT_JUDGE: "Cannot tell",
    }
)
NOT_ALL_COUNTED = "Not all that was taken can be counted, so there is no amount to judge."
# In this order a reader follows best, whatever weighs most.
_READING_ORDER = (
    CriterionCode.DOSE_RISE,
    CriterionCode.PAIN_RISE,
    CriterionCode.NEW_AREAS,
    CriterionCode.TOUCH_RISE,
    CriterionCode.AFTER_DOSE_STEP,
    CriterionCode.GOOD_DAYS,
    CriterionCode.TOGETHER,
    CriterionCode.LASTING,
    CriterionCode.DOSE_HIGH,
    CriterionCode.AFTER_DOSE_CUT,
    CriterionCode.AFTER_ROTATION,
    CriterionCode.AFTER_STOP,
    CriterionCode.AFTER_START,
    CriterionCode.TOLD_BEFORE,
)
# Their later days are the last ones, wherever the change was.
_ENDS_TODAY = frozenset(
    {
        CriterionCode.DOSE_RISE,
        CriterionCode.AFTER_DOSE_CUT,
        CriterionCode.AFTER_ROTATION,
        CriterionCode.AFTER_STOP,
        CriterionCode.AFTER_START,
    }
)
# These say what they mean for the pattern; the others are plain comparisons.
_ABOUT_THE_PATTERN = frozenset({CriterionCode.DOSE_HIGH, CriterionCode.TOGETHER})


@dataclass(frozen=True, slots=True)
class ComparedSide:
    """One side of a comparison.

    Attributes:
        label: which side.
        figure: the plain mean, in words; empty where only the days matter.
        days: from when to when.
        logged: how many of these days carry the record, and how many do not.
    """

    label: str
    figure: str
    days: str
    logged: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One observation.

    Attributes:
        title: what was looked at.
        verdict: whether it fits the pattern, in words.
        fits: whether it does.
        sentence: what was seen.
        sides: the figures before and after.
        reach: how far chance could move the change; empty where that has no meaning.
        rule: how a count of other lines was made; empty for all else.
    """

    title: str
    verdict: str
    fits: bool
    sentence: str
    sides: tuple[ComparedSide, ...]
    reach: str
    rule: str


def evidence_of(
    criteria: Iterable[Criterion], *, your: bool = True, is_neutral: bool = False
) -> tuple[Evidence, ...]:
    """Tell every observation, in the order in which they are best read.

    Args:
        criteria: the observations, in any order.
        your: whether areas are named to the person whose they are.
        is_neutral: tell only what changed: no verdict, and nothing about the amount as such.
    """
    lines = [_evidence(line, your=your) for line in _in_order(criteria, is_neutral=is_neutral)]
    if is_neutral:
        lines = [replace(line, verdict="", fits=False) for line in lines]
    return tuple(lines)


def sentences_that_fit(
    criteria: Iterable[Criterion], *, is_neutral: bool = False
) -> tuple[str, ...]:
    """Return only what fits the pattern, a sentence each, told to the person."""
    return tuple(
        _sentence(line, your=True)
        for line in _in_order(criteria, is_neutral=is_neutral)
        if line.verdict is Verdict.FOR
    )


def compared_days(assessment: Assessment) -> str:
    """Say which days are compared; empty where nothing is."""
    if assessment.split is None:
        return ""
    before, after = assessment.split
    return f"Compared: {_span(before)} (before) with {_span(after)} (since then)."


def about_pattern(line: Criterion) -> bool:
    """Tell whether an observation says what it means for the pattern: it is no plain comparison."""
    return line.code in _ABOUT_THE_PATTERN


def _in_order(criteria: Iterable[Criterion], *, is_neutral: bool = False) -> list[Criterion]:
    told = [line for line in criteria if not (is_neutral and about_pattern(line))]
    return sorted(told, key=lambda line: _READING_ORDER.index(line.code))


def _evidence(line: Criterion, *, your: bool) -> Evidence:
    wording = WORDINGS[line.code]
    return Evidence(
        title=wording.title,
        verdict=VERDICT_WORDS[line.verdict],
        fits=line.verdict is Verdict.FOR,
        sentence=_sentence(line, your=your),
        sides=() if line.verdict is Verdict.CANNOT_JUDGE else _sides(line, wording),
        reach=_reach(line),
        rule="" if line.verdict is Verdict.CANNOT_JUDGE else wording.rule,
    )


def _sentence(line: Criterion, *, your: bool) -> str:
    if line.verdict is Verdict.FOR and line.areas:
        return f"Pain spread to new places: {'your ' if your else ''}{in_words(line.areas)}."
    wording = WORDINGS[line.code]
    if line.verdict is Verdict.CANNOT_JUDGE and line.is_partial:
        return NOT_ALL_COUNTED
    template = {
        Verdict.FOR: wording.fits,
        Verdict.AGAINST: wording.not_so,
        Verdict.UNCLEAR: wording.unclear,
        Verdict.CANNOT_JUDGE: wording.cannot_tell,
    }[line.verdict]
    more = f" And more, {NOT_COUNTED}." if line.is_partial else ""
    words = template.format(
        before=_figure(line.before_mean, wording.figure),
        after=_figure(line.after_mean, wording.figure),
        count=round(line.estimate or 0) or "none",
        change_day=_change_day(line.before),
        since="" if line.after is None else day_words(line.after.first),
        chance=" That may be chance." if _may_be_chance(line) else "",
    )
    return f"{words}{more}"


def _may_be_chance(line: Criterion) -> bool:
    """Tell whether the range, to the tenth that is shown, holds no change."""
    return line.low is None or line.high is None or round(line.low, 1) <= 0 <= round(line.high, 1)


def _figure(mean: float | None, words: Callable[[float], str]) -> str:
    return "" if mean is None else words(mean)


def _change_day(before: Window | None) -> str:
    """Name the day on which the dose changed: the one after the days before it."""
    return "" if before is None else day_words(before.last + timedelta(days=1))


def _sides(line: Criterion, wording: Wording) -> tuple[ComparedSide, ...]:
    sides = []
    if line.before is not None:
        sides.append(_side("Before", line.before, line.before_mean, wording))
    if line.after is not None:
        follows = line.before is not None and line.code not in _ENDS_TODAY
        label = "Since then" if follows else "Lately"
        sides.append(_side(label, line.after, line.after_mean, wording))
    return tuple(sides)


def _side(label: str, window: Window, mean: float | None, wording: Wording) -> ComparedSide:
    all_days = (window.last - window.first).days + 1
    missing = all_days - window.days_logged
    logged = (
        wording.counted.format(days=count_words(window.days_logged, "day"), missing=missing)
        if wording.counted
        else f"{count_words(window.days_logged, 'day')} logged, {missing} not."
    )
    return ComparedSide(label, _figure(mean, wording.figure), _span(window), logged)


def _span(window: Window) -> str:
    return span_words(window.first, window.last)


def _reach(line: Criterion) -> str:
    interval = line.interval
    if interval is None:
        return ""
    return (
        f"Change: {change_words(interval.estimate)}. Single days go up and down, so it may be "
        f"{interval_words(interval)} (95\N{NO-BREAK SPACE}% interval)."
    )
