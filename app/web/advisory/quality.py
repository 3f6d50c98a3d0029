"""How much the diary holds, what would let Tidemark say more, and how days were counted."""

from dataclasses import replace
from math import sqrt
from types import MappingProxyType

from app.diary.day_words import day_words
from app.diary.diary import Diary
from app.trends.detector.after_cut import CUT_SHARE
from app.trends.detector.assessment import Assessment, DataQuality, Need, NeedCode
from app.trends.detector.evidence import SEARCHED_FACTOR
from app.trends.detector.levels import MIN_DAYS_LOGGED
from app.trends.detector.quality import (
    AROUND_DAYS,
    MIN_DAYS_OF_KIND,
    MIN_RECENT_DAYS,
    MOSTLY_RECORDED,
    quality_of,
)
from app.trends.detector.signals import read_signals
from app.trends.detector.splits import AFTER_DAYS, BEFORE_DAYS
from app.trends.figures.comparisons import REGULAR_RISE
from app.trends.figures.dose_steps import LEVEL_DAYS, NEW_LEVEL_DAYS, VARYING_DAYS
from app.trends.figures.intervals import VARIANCE_INFLATION
from app.trends.figures.spans import (
    FOUR_WEEKS_DAYS,
    HALF_YEAR_DAYS,
    LATE_AFTER_CHANGE_DAYS,
    TWO_WEEKS_DAYS,
)
from app.web.advisory.days import first_day_of_year
from app.web.kit.figure_words import count_words, length_words, share_words

# How days and doses were counted: each number is the rule's own.
QUALITY_RULES = (
    (
        "Since then: the last run of days that differs most, for pain, touch and places together. "
        f"It is {length_words(int(AFTER_DAYS[0]))} to "
        f"{length_words(int(AFTER_DAYS[-1]))} long."
    ),
    f"Before: the days up to it, {length_words(BEFORE_DAYS)} at most.",
    (
        "A new place: one that is marked more often since then, by "
        f"{share_words(REGULAR_RISE)} days or more."
    ),
    (
        "The dose went up or down: the usual amount of a day changed, and stayed for "
        f"{length_words(NEW_LEVEL_DAYS)} with a dose or more. Before it, "
        f"{length_words(LEVEL_DAYS)} were as usual. Where the amount goes up and down, it takes "
        f"{length_words(VARYING_DAYS)} on each side. A dose that was not logged makes no step."
    ),
    (
        f"The dose came down: by {100 * (1 - CUT_SHARE):.0f}\N{NO-BREAK SPACE}% or more in all. "
        "The largest step counts."
    ),
    (
        f"Daily opioid amount: the last {length_words(TWO_WEEKS_DAYS)}, and the lowest level of "
        f"the last {length_words(HALF_YEAR_DAYS)}."
    ),
    (
        f"Between days with an opioid amount: {share_words(MOSTLY_RECORDED)} of them have one, "
        "from "
        f"{length_words(AROUND_DAYS)} before to {length_words(AROUND_DAYS)} after."
    ),
    (
        "A change may be larger or smaller by chance. How far is shown by a 95\N{NO-BREAK SPACE}% "
        f"interval. It is {sqrt(VARIANCE_INFLATION):.1f} times as wide as in textbooks, since one "
        "day is much like the next. For pain, touch and places, it also allows for slow drift."
    ),
    (
        f"For pain, touch and new places it is {SEARCHED_FACTOR} times as wide again, as Tidemark "
        "searched for the days that differ most."
    ),
)
# What is missing, and how many days it takes in all.
_NEEDS = MappingProxyType(
    {
        NeedCode.DAYS_LOGGED: ("{days} with a pain score", MIN_DAYS_LOGGED),
        NeedCode.RECENT_DAYS_LOGGED: (
            f"{{days}} with a pain score in the last {length_words(FOUR_WEEKS_DAYS)}",
            MIN_RECENT_DAYS,
        ),
        NeedCode.DAYS_AFTER_DOSE_CHANGE: (
            "{days} after the change on {since}",
            LATE_AFTER_CHANGE_DAYS,
        ),
        NeedCode.DAYS_WITH_TOUCH: ("{days} with an answer about touch", MIN_DAYS_OF_KIND),
        NeedCode.DAYS_WITH_AREAS: ("{days} with an answer about where it hurt", MIN_DAYS_OF_KIND),
        NeedCode.DAYS_WITH_OPIOID: ("{days} with an opioid that can be counted", MIN_DAYS_OF_KIND),
    }
)


def needs_words(assessment: Assessment) -> tuple[str, ...]:
    """Say what is missing, a sentence each."""
    return tuple(_need_words(need) for need in assessment.needs)


def _need_words(need: Need) -> str:
    """Say what is missing.

    >>> from datetime import date
    >>> _need_words(Need(NeedCode.DAYS_AFTER_DOSE_CHANGE, 9, date(2026, 5, 3)))
    '9 more days after the change on 3 May 2026 (35 needed).'
    """
    words, wanted = _NEEDS[need.code]
    days = count_words(need.days, "more day")
    since = "" if need.since is None else day_words(need.since)
    return f"{words.format(days=days, since=since)} ({wanted} needed)."


def diary_size_words(diary: Diary, assessment: Assessment) -> tuple[str, ...]:
    """Count what the days of the table hold; of a long diary that is its last year."""
    begin, first = assessment.quality.first_day, first_day_of_year(assessment)
    if begin is None or first is None:
        return ()
    if begin == first:
        return (f"The diary begins on {day_words(begin)}.", *_counts(assessment.quality))
    last_year = replace(diary, entries=tuple(e for e in diary.entries if e.for_date >= first))
    signals = read_signals(last_year, assessment.as_of)
    begins = f"The diary begins on {day_words(begin)}."
    if signals is None:
        return (begins,)
    return (
        f"{begins} This counts only its last year, from {day_words(signals.first_day)} on.",
        *_counts(quality_of(last_year.up_to(assessment.as_of), signals)),
    )


def _counts(quality: DataQuality) -> tuple[str, ...]:
    logged = count_words(quality.days_logged, "day")
    found = [f"Since then {logged} with a pain score, {quality.days_missing} without."]
    if quality.days_entered_late:
        found.append(f"{count_words(quality.days_entered_late, 'day')} entered on a later day.")
    found.append(
        f"Touch answered on {count_words(quality.days_with_touch, 'day')}, places on "
        f"{quality.days_with_areas}, an opioid amount that can be counted on "
        f"{quality.days_with_opioid}."
    )
    if quality.forgotten_doses_suspected:
        found.append(
            f"{count_words(quality.forgotten_doses_suspected, 'day')} with a pain score and no "
            "opioid amount, between days with one: a dose may not have been logged."
        )
    return tuple(found)
