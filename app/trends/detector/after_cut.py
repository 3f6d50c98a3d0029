"""The line about pain after the dose came down: a fact for the provider, for cuts of any pace."""

from dataclasses import replace

from app.trends.arrays import Floats
from app.trends.detector.assessment import Criterion, CriterionCode, Verdict
from app.trends.detector.evidence import Look, compare_windows
from app.trends.detector.noise import USUAL_NOISE
from app.trends.figures.dose_changes import ChangeKind
from app.trends.figures.dose_record import usual_amount
from app.trends.figures.spans import (
    FOUR_WEEKS_DAYS,
    HALF_YEAR_DAYS,
    SETTLING_DAYS,
    TWO_WEEKS_DAYS,
)

# A cut worth a line: the amount came down by a fifth of what it was (Hayes et al. 2020).
# `dose_steps` takes 1 / (1 + a fifth), so that a step up and its way back are equally far.
CUT_SHARE = 0.8


def after_cut(look: Look) -> Criterion:
    """Compare pain before the amount came down with pain once it had been down for two weeks.

    Less pain on less opioid is a fact for the provider. It speaks for the explanation, and yet
    takes points off: the alarm is about now. More pain says nothing while a further cut is fresh.
    """
    code = CriterionCode.AFTER_DOSE_CUT
    down = _day_of_cut(look)
    weight = look.points(code)
    if down is None or down + SETTLING_DAYS > look.today:
        return Criterion(code, Verdict.CANNOT_JUDGE, weight=weight)
    pain = look.course.signals.pain
    before = look.course.before_change(down)
    after = (max(down + SETTLING_DAYS, look.today + 1 - FOUR_WEEKS_DAYS), look.today + 1)
    drift = USUAL_NOISE["pain"].drift_sd
    line = compare_windows(look, code, pain, before, after, "points", weight, drift_sd=drift)
    if line.verdict is Verdict.CANNOT_JUDGE or line.high is None or line.low is None:
        return line
    verdict = Verdict.FOR if line.high < 0 else Verdict.UNCLEAR
    if line.low > 0 and not look.course.settling.days[after[0] :].any():
        verdict = Verdict.AGAINST
    return replace(line, verdict=verdict)


def _day_of_cut(look: Look) -> int | None:
    """Return the day on which the amount fell by a fifth or more, the largest such fall.

    Where it came down in smaller steps, the day on which it began to. `None` unless the amount is
    still down by a fifth from its highest level of half a year.
    """
    course, today = look.course, look.today
    highest, lately = course.levels.highest, course.levels.lately[today]
    if not lately <= CUT_SHARE * highest.mme_per_day[today]:
        return None
    since = max(today - HALF_YEAR_DAYS, int(course.signals.same_opioid_since[today]))
    downs = [
        change.at
        for change in course.dose_changes
        if change.kind is ChangeKind.DOWN and change.is_known_by(today) and change.at > since
    ]
    falls = {at: _share_left(course.signals.mme_per_day, at) for at in downs}
    largest = min(falls, key=falls.__getitem__, default=None)
    if largest is None or falls[largest] <= CUT_SHARE:
        return largest
    return min((at for at in downs if at >= highest.stop[today]), default=largest)


def _share_left(amounts: Floats, at: int) -> float:
    """Return the usual amount of two weeks from a day on as a share of that before it."""
    before = usual_amount(amounts, max(at - TWO_WEEKS_DAYS, 0), at)
    after = usual_amount(amounts, at, at + TWO_WEEKS_DAYS)
    return after / before if before and after else 1.0
