"""What pain did once another opioid took over, or once the opioid was stopped.

Facts for the provider, with no points: less pain without that opioid is worth telling, whatever it
comes from. In 72 published cases pain fell within 1 to 28 days (Guichard et al. 2022).
"""

from dataclasses import replace

from app.trends.detector.assessment import Criterion, CriterionCode, Verdict
from app.trends.detector.evidence import Look, compare_windows
from app.trends.detector.noise import USUAL_NOISE
from app.trends.figures.dose_changes import ChangeKind
from app.trends.figures.spans import (
    FOUR_WEEKS_DAYS,
    HALF_YEAR_DAYS,
    SETTLING_DAYS,
)

# A stop in steps began with the first of them.
TAPER_DAYS = 60


def after_rotation(look: Look) -> Criterion | None:
    """Compare pain before another opioid took over with pain lately; `None` without one."""
    days = [
        change.at
        for change in look.course.dose_changes
        if change.kind is ChangeKind.ROTATION and change.is_known_by(look.today)
    ]
    if not days or days[-1] < look.today - HALF_YEAR_DAYS:
        return None
    return _compare(look, CriterionCode.AFTER_ROTATION, days[-1], days[-1])


def after_stop(look: Look) -> Criterion | None:
    """Compare pain before the opioid came down to nothing with pain lately; `None` if it did not.

    Once it is taken again, the stop is over.
    """
    stops = look.course.treatment.stops
    if not stops or look.course.treatment.days_without[look.today] <= look.today - stops[-1]:
        return None
    began = [
        change.at
        for change in look.course.dose_changes
        if change.kind is ChangeKind.DOWN and stops[-1] - TAPER_DAYS <= change.at <= stops[-1]
    ]
    return _compare(look, CriterionCode.AFTER_STOP, min([*began, stops[-1]]), stops[-1])


def _compare(look: Look, code: CriterionCode, began: int, done: int) -> Criterion | None:
    """Compare the weeks before a change began with the last four from two weeks after it."""
    if done + SETTLING_DAYS > look.today:
        return None
    before = look.course.before_change(began)
    after = (max(done + SETTLING_DAYS, look.today + 1 - FOUR_WEEKS_DAYS), look.today + 1)
    pain = look.course.signals.pain
    drift = USUAL_NOISE["pain"].drift_sd
    line = compare_windows(look, code, pain, before, after, "points", 0.0, drift_sd=drift)
    if line.verdict is Verdict.CANNOT_JUDGE or line.high is None or line.low is None:
        return line
    verdict = Verdict.FOR if line.high < 0 else Verdict.UNCLEAR
    return replace(line, verdict=Verdict.AGAINST if line.low > 0 else verdict)
