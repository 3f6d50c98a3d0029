"""The line about pain after the dose came down: a fact for the provider, for cuts of any pace."""

from dataclasses import replace
from statistics import median

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from app.trends.detector.assessment import Criterion, CriterionCode, Verdict
from app.trends.detector.evidence import Look, compare_windows
from app.trends.detector.signals import Floats
from app.trends.detector.windows import MIN_DAYS, running

LOOK_BACK_DAYS = 182
# Pain soon after a dose went down says little: withdrawal hides what the lower dose does
# (Compton et al. 2009, PMC2751584; the taper pilot there judged after six weeks).
WASH_OUT_DAYS = 14
BEFORE_CUT_DAYS = 28
LATELY_DAYS = 28
# The amounts of so many days on each side of a fall are compared.
FALL_DAYS = 14
# A cut worth a line: the amount came down by a fifth (the step of Hayes et al. 2020).
CUT_SHARE = 0.8
# A taper in small steps begins where the amount was last within a fortieth of its highest
# usual amount, the median of two weeks.
NEARLY_SHARE = 0.975


def after_cut(look: Look) -> Criterion:
    """Compare pain before the amount came down with pain once it had been down for two weeks.

    Less pain on less opioid is a fact for the provider. It speaks for the explanation, and yet
    takes points off: the alarm is about now. More pain says nothing while a further cut is fresh.
    """
    code = CriterionCode.AFTER_DOSE_CUT
    down = _day_of_cut(look)
    weight = look.points(code)
    if down is None or down + WASH_OUT_DAYS > look.today:
        return Criterion(code, Verdict.CANNOT_JUDGE, weight=weight)
    pain = look.course.signals.pain
    before = (max(down - BEFORE_CUT_DAYS, 0), down)
    after = (max(down + WASH_OUT_DAYS, look.today + 1 - LATELY_DAYS), look.today + 1)
    line = compare_windows(look, code, pain, before, after, "points", weight)
    if line.verdict is Verdict.CANNOT_JUDGE or line.high is None or line.low is None:
        return line
    verdict = Verdict.FOR if line.high < 0 else Verdict.UNCLEAR
    if line.low > 0 and not look.course.settling.days[after[0] :].any():
        verdict = Verdict.AGAINST
    return replace(line, verdict=verdict)


def _day_of_cut(look: Look) -> int | None:
    """Return the day at which the recorded amount fell most in the last half year.

    Where it came down in small steps, the day on which it began to. `None` unless the amount is
    still down by a fifth from its highest four weeks.
    """
    if look.feature("dose_cut") < np.log(1 / CUT_SHARE):
        return None
    amounts = look.course.signals.mme_per_day
    totals = running(amounts)
    since = max(look.today - LOOK_BACK_DAYS, int(look.course.signals.same_opioid_since[-1]), 0)
    day = np.arange(since + FALL_DAYS, look.today - 5)
    earlier, n_earlier = totals.over(day - FALL_DAYS, day)
    later, n_later = totals.over(day, day + FALL_DAYS)
    known = (n_earlier >= MIN_DAYS) & (n_later >= MIN_DAYS)
    fall = np.where(known, earlier / np.maximum(later, 1.0), 0.0)
    if fall.max(initial=0.0) >= 1 / CUT_SHARE:
        return int(day[fall.argmax()])
    return _start_of_small_steps(amounts[since : look.today + 1], since)


def _start_of_small_steps(amounts: Floats, since: int) -> int | None:
    """Return the day after the last one with nearly the highest usual amount.

    `None` unless every amount of the last two weeks is below four fifths of that: as-needed
    amounts that vary make no taper.

    Args:
        amounts: from day `since` to the look (n).
        since: index of the first of them.
    """
    if len(amounts) < 2 * FALL_DAYS:
        return None
    weeks = [row[np.isfinite(row)] for row in sliding_window_view(amounts, FALL_DAYS)]
    highest = max(median(row.tolist()) if len(row) >= MIN_DAYS else 0.0 for row in weeks)
    if not len(weeks[-1]) or weeks[-1].max() > CUT_SHARE * highest:
        return None
    return since + int(np.flatnonzero(amounts >= NEARLY_SHARE * highest)[-1]) + 1
