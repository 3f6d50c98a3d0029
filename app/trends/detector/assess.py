"""The detector's front door: a diary and a day in, an `Assessment` out.

Pure and deterministic. Only what is dated up to the look counts. The method is described in
`docs/trend-method.md`, its error rates in `docs/validation.md`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from app.clinical.events import DOSE_CHANGE_BY_PRESCRIBER
from app.diary.diary import Diary
from app.trends.detector.added_up import add_up
from app.trends.detector.assessment import Assessment, DataQuality, Level, Need, NeedCode, Verdict
from app.trends.detector.criteria import criteria_of
from app.trends.detector.evidence import Look
from app.trends.detector.explanations import explanations_of
from app.trends.detector.levels import MIN_DAYS_LOGGED
from app.trends.detector.mood_sleep import mood_and_sleep
from app.trends.detector.opioid_known import mark_partial
from app.trends.detector.quality import needs_of, quality_of
from app.trends.detector.scorecard import METHOD_VERSION
from app.trends.detector.signals import lay_out, read_signals
from app.trends.detector.trajectory import Trajectory, Walk, follow, follow_on


def assess(diary: Diary, as_of: date) -> Assessment:
    """Say whether the diary up to `as_of` suggests paradoxical pain, and on what grounds.

    Never raises for a diary that the importer accepts.

    >>> from datetime import date
    >>> assess(Diary(), date(2026, 5, 3)).level
    <Level.INSUFFICIENT_DATA: 'insufficient_data'>
    """
    return assess_anew(diary, as_of, None)[0]


def assess_anew(diary: Diary, as_of: date, earlier: Walk | None) -> tuple[Assessment, Walk | None]:
    """Say the same as `assess`, sooner with an earlier walk; return the walk for the next time.

    Args:
        diary: the diary.
        as_of: the day of the look.
        earlier: a walk through any diary, at best through this one before it was changed.
    """
    seen = diary.up_to(as_of)
    signals = lay_out(seen, as_of)
    if signals is None:
        return _of_nothing_logged(as_of), None
    course, walk = follow_on(signals, earlier)
    return _assessed(seen, course, as_of), walk


def _assessed(seen: Diary, course: Trajectory, as_of: date) -> Assessment:
    signals = course.signals
    here = course.at(signals.days - 1)
    quality = quality_of(seen, signals)
    answer = Assessment(
        as_of,
        here.level,
        score=here.score,
        quality=quality,
        needs=needs_of(quality, course, _last_dose_change(seen, course)),
        level_since=None if here.since is None else signals.day_of(here.since),
        method_version=METHOD_VERSION,
    )
    if here.level is Level.INSUFFICIENT_DATA:
        return answer
    look = Look(course)
    criteria = mark_partial(criteria_of(look), signals)
    return replace(
        answer,
        criteria=criteria,
        explanations=(*explanations_of(look), *mood_and_sleep(look, seen.entries)),
        points=add_up(course, here.level),
        cannot_judge=tuple(line.code for line in criteria if line.verdict is Verdict.CANNOT_JUDGE),
    )


def _of_nothing_logged(as_of: date) -> Assessment:
    return Assessment(
        as_of,
        Level.INSUFFICIENT_DATA,
        quality=DataQuality(),
        needs=(Need(NeedCode.DAYS_LOGGED, MIN_DAYS_LOGGED),),
        method_version=METHOD_VERSION,
    )


def assess_on(diary: Diary, days: Iterable[date]) -> Iterator[tuple[date, Level, float | None]]:
    """Return level and score on several days, each as `assess` would give them.

    One pass over the diary serves all of them, since nothing in the course looks ahead.
    """
    asked = sorted(set(days))
    signals = read_signals(diary, asked[-1]) if asked else None
    course = None if signals is None else follow(signals)
    for day in asked:
        index = -1 if signals is None else (day - signals.first_day).days
        if course is None or index < 0:
            yield day, Level.INSUFFICIENT_DATA, None
        else:
            here = course.at(index)
            yield day, here.level, here.score


def _last_dose_change(diary: Diary, course: Trajectory) -> date | None:
    """Return the last day on which the dose changed, as noted or as recorded."""
    days = [e.for_date for e in diary.events if e.kind == DOSE_CHANGE_BY_PRESCRIBER]
    days += [course.signals.day_of(change.at) for change in course.dose_changes]
    return max(days, default=None)
