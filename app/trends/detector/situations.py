"""Which situation an assessment is told in: the level alone does not choose the words.

The level, the points and the evidence stay as they are. A situation only names what stands out
beside them, so that its wording is neutral where another reading is at least as near.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.clinical.care import SPECIAL_CARE
from app.diary.diary import Diary
from app.trends.detector.assessment import (
    Assessment,
    Criterion,
    CriterionCode,
    Finding,
    Level,
    Verdict,
)
from app.trends.detector.dose_gaps import days_with_opioid, gap_lately
from app.trends.figures.dose_changes import SAME_CHANGE_DAYS, ChangeKind, dose_changes_of
from app.trends.figures.spans import FOUR_WEEKS_DAYS, first_of_last

HEAD = frozenset({"head"})
# So many answers about places make "only the head" more than a few days' picture.
MIN_DAYS_WITH_AREAS = 7
# Medication-overuse headache: a headache on 15 days a month or more, with an opioid on 10 days a
# month or more for over three months (ICHD-3, 8.2.4, https://ichd-3.org/). Four weeks stand for
# the month. It is only named as something to ask about.
MIN_HEADACHE_DAYS = 15
MIN_OPIOID_DAYS = 10
# Pain that rose this long before the dose did was there first. Our own choice: shorter lags
# cannot be told from the day-to-day swing.
PAIN_LEADS_DAYS = 7
MIN_DAYS_BETWEEN = 5
# A dose step this long before the rise can still be what the rise followed. Our own choice.
DOSE_LEADS_DAYS = 56
# Half of the two points that people call an important change (Farrar et al. 2001, Pain 94:149,
# https://pubmed.ncbi.nlm.nih.gov/11690728/).
CLEAR_CHANGE = 1.0
# A dose step longer ago is old news. Our own choice.
STEP_IS_RECENT = timedelta(days=84)
SHOWN = frozenset({Level.WATCH, Level.DISCUSS})


class Situation(StrEnum):
    """What the advisory's words are about; each has a wording of its own."""

    INSUFFICIENT_DATA = "insufficient_data"
    NO_OPIOID = "no_opioid"
    NONE = "none"
    WATCH = "watch"
    DISCUSS = "discuss"
    SPECIAL_CARE = "special_care"
    HEAD_ONLY = "head_only"
    DOSE_GAP_NOTED = "dose_gap_noted"
    DOSE_GAP_SEEN = "dose_gap_seen"
    PAIN_ROSE_FIRST = "pain_rose_first"
    IMPROVED_AFTER_CUT = "improved_after_cut"
    IMPROVED_AFTER_ROTATION = "improved_after_rotation"
    IMPROVED_AFTER_STOP = "improved_after_stop"
    DOSE_UP_PAIN_SAME = "dose_up_pain_same"
    TOLD_BEFORE = "told_before"


@dataclass(frozen=True, slots=True)
class SituationReading:
    """A situation, and the fact that it rests on beside the criteria.

    Attributes:
        situation: which wording.
        fact: its figures and days; empty for the four that follow the level alone.
    """

    situation: Situation
    fact: Finding


def read(diary: Diary, assessment: Assessment, care: str = "") -> SituationReading:
    """Choose the wording for an assessment of this diary.

    Args:
        diary: the diary that was assessed.
        assessment: what the detector says of it.
        care: a code of `app.clinical.care`; empty where the person did not answer.
    """
    level = assessment.level
    if level is Level.INSUFFICIENT_DATA:
        return _plain(level)
    if level is Level.NONE and not assessment.quality.has_opioid:
        return SituationReading(Situation.NO_OPIOID, Finding(Situation.NO_OPIOID))
    if level in SHOWN and care in SPECIAL_CARE:
        return SituationReading(Situation.SPECIAL_CARE, Finding(Situation.SPECIAL_CARE))
    seen = diary.up_to(assessment.as_of)
    found = _head_only(seen, assessment)
    if found is None and level in SHOWN:
        gap = gap_lately(seen, assessment.as_of)
        found = SituationReading(Situation(gap.code), gap) if gap else _pain_first(seen, assessment)
    if found is None and level is not Level.DISCUSS:
        found = _improved(seen, assessment)
    if found is None and level is Level.WATCH:
        found = _told(assessment)
    if found is None and level is Level.NONE:
        found = _same_pain(seen, assessment)
    return found or _plain(level)


def _plain(level: Level) -> SituationReading:
    return SituationReading(Situation(level.value), Finding(level.value))


def _of(
    situation: Situation, days: Sequence[date], figures: dict[str, float] | None = None
) -> SituationReading:
    return SituationReading(
        situation,
        Finding(situation, tuple(sorted((figures or {}).items())), tuple(days)),
    )


def _head_only(diary: Diary, assessment: Assessment) -> SituationReading | None:
    """Pain in the head and nowhere else, over the last four weeks."""
    first = first_of_last(FOUR_WEEKS_DAYS, assessment.as_of)
    marked = [e for e in diary.entries if e.for_date >= first and e.areas]
    if len(marked) < MIN_DAYS_WITH_AREAS or any(e.areas != HEAD for e in marked):
        return None
    if assessment.level not in SHOWN:
        recorded = [day for day in days_with_opioid(diary, first, assessment.as_of) if day[1]]
        if len(marked) < MIN_HEADACHE_DAYS or len(recorded) < MIN_OPIOID_DAYS:
            return None
    return _of(Situation.HEAD_ONLY, [first], {"days": float(len(marked))})


def _pain_first(diary: Diary, assessment: Assessment) -> SituationReading | None:
    """Pain rose by a clear step a week or more before the recorded dose did.

    Not where the level is `discuss` and touch and new places both speak for the pattern: pain that
    draws the dose up is a part of it, too, and neutral words would then hide more than they spare.
    """
    rise = assessment.line(CriterionCode.PAIN_RISE)
    if rise is None or rise.verdict is not Verdict.FOR or rise.after is None:
        return None
    others = (CriterionCode.TOUCH_RISE, CriterionCode.NEW_AREAS)
    if assessment.level is Level.DISCUSS and all(_speaks(assessment, code) for code in others):
        return None
    onset = rise.after.first
    first = onset - timedelta(days=DOSE_LEADS_DAYS)
    steps = _steps_up(diary, first, assessment.as_of)
    if not steps or steps[0] < onset + timedelta(days=PAIN_LEADS_DAYS):
        return None
    between = [
        e.pain for e in diary.entries if onset <= e.for_date < steps[0] and e.pain is not None
    ]
    if len(between) < MIN_DAYS_BETWEEN or rise.before_mean is None:
        return None
    mean = sum(between) / len(between)
    if mean - rise.before_mean < CLEAR_CHANGE:
        return None
    figures = {"before": rise.before_mean, "after": mean}
    return _of(Situation.PAIN_ROSE_FIRST, [onset, steps[0]], figures)


_IMPROVED = {
    CriterionCode.AFTER_STOP: Situation.IMPROVED_AFTER_STOP,
    CriterionCode.AFTER_ROTATION: Situation.IMPROVED_AFTER_ROTATION,
    CriterionCode.AFTER_DOSE_CUT: Situation.IMPROVED_AFTER_CUT,
}


def _improved(diary: Diary, assessment: Assessment) -> SituationReading | None:
    """Pain is lower since the opioid was stopped, changed or cut; the wash-out is left out."""
    for code, situation in _IMPROVED.items():
        line = assessment.line(code)
        if line is not None and line.verdict is Verdict.FOR:
            found = _around_change(situation, line)
            is_stop = found is not None and situation is Situation.IMPROVED_AFTER_STOP
            return _with_day_of_stop(diary, found) if found and is_stop else found
    return None


def _with_day_of_stop(diary: Diary, found: SituationReading) -> SituationReading:
    """Name the first day without a dose between the first lower dose and the later days."""
    began, later = found.fact.dates
    dosed = [day for day, has_dose in days_with_opioid(diary, began, later) if has_dose]
    stop = dosed[-1] + timedelta(days=1) if dosed else began
    return _of(found.situation, [began, stop, later], dict(found.fact.figures))


def _told(assessment: Assessment) -> SituationReading | None:
    """What was told of the time before is behind the level, and no rise of pain in the diary."""
    line = assessment.line(CriterionCode.TOLD_BEFORE)
    if line is None or line.verdict is not Verdict.FOR or line.after_mean is None:
        return None
    if _speaks(assessment, CriterionCode.PAIN_RISE):
        return None
    return _of(Situation.TOLD_BEFORE, [], {"after": line.after_mean})


def _same_pain(diary: Diary, assessment: Assessment) -> SituationReading | None:
    """A dose went up not long ago, and pain is about what it was."""
    line = assessment.line(CriterionCode.AFTER_DOSE_STEP)
    if line is None or line.estimate is None or abs(line.estimate) >= CLEAR_CHANGE:
        return None
    if _speaks(assessment, CriterionCode.PAIN_RISE):
        return None
    if line.before is None or line.before.last + STEP_IS_RECENT < assessment.as_of:
        return None
    # The detector's own steps are small and many; one that is told must be plain to see.
    step = line.before.last + timedelta(days=1)
    first = step - timedelta(days=DOSE_LEADS_DAYS)
    ups = _steps_up(diary, first, assessment.as_of)
    if not any(abs((day - step).days) <= SAME_CHANGE_DAYS for day in ups):
        return None
    return _around_change(Situation.DOSE_UP_PAIN_SAME, line)


def _around_change(situation: Situation, line: Criterion) -> SituationReading | None:
    """Name the day of the change and the first of the later days, with the mean of each side."""
    before, after = line.before, line.after
    if before is None or after is None or line.before_mean is None or line.after_mean is None:
        return None
    figures = {"before": line.before_mean, "after": line.after_mean}
    return _of(situation, [before.last + timedelta(days=1), after.first], figures)


def _steps_up(diary: Diary, first: date, last: date) -> list[date]:
    """Return the days on which the recorded amount stepped up, in order."""
    return [
        change.for_date
        for change in dose_changes_of(diary, last)
        if change.kind is ChangeKind.UP and change.for_date >= first
    ]


def _speaks(assessment: Assessment, code: CriterionCode) -> bool:
    line = assessment.line(code)
    return line is not None and line.verdict is Verdict.FOR
