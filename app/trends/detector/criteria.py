"""Which evidence lines an assessment carries, each built from one look."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import numpy as np

from app.trends.detector.after_change import after_rotation, after_stop
from app.trends.detector.after_cut import after_cut
from app.trends.detector.assessment import Criterion, CriterionCode, Verdict, Window
from app.trends.detector.evidence import (
    CLEAR_WEIGHT_POINTS,
    Look,
    before_and_after,
    compare_windows,
)
from app.trends.detector.features import (
    BEFORE_START_DAYS,
    FIRST_OPIOID_DAYS,
    STILL_UP_DAYS,
    WORKS_AFTER_DAYS,
)
from app.trends.detector.noise import USUAL_NOISE
from app.trends.detector.quality import MOSTLY_RECORDED
from app.trends.detector.signals import AREA_ORDER, MIN_DAYS
from app.trends.detector.splits import MIN_BEFORE_LOGGED
from app.trends.detector.told import MIN_AGREE_DAYS, tells_of_it
from app.trends.figures.comparisons import REGULAR_RISE
from app.trends.figures.spans import FOUR_WEEKS_DAYS, TWO_WEEKS_DAYS

# Pain, touch and new areas together: where the line that asks for it takes half its points off.
HARDLY_UP = 0.65
# Fewer than two of pain, touch and new places are not together.
LEAST_TOGETHER = 2


def criteria_of(look: Look) -> tuple[Criterion, ...]:
    """Return every evidence line, the strongest contribution first."""
    lines = (build(look) for build in _BUILDERS)
    told = (line for line in lines if line is not None)
    return tuple(sorted(told, key=lambda line: (-abs(line.weight), line.code)))


def _pain(look: Look) -> Criterion:
    code = CriterionCode.PAIN_RISE
    pain = look.course.signals.pain
    return before_and_after(look, code, pain, "pain", weight=look.points(code))


def _touch(look: Look) -> Criterion:
    code = CriterionCode.TOUCH_RISE
    touch = look.course.signals.touch
    return before_and_after(look, code, touch, "touch", weight=look.points(code))


def _areas(look: Look) -> Criterion:
    """Mean number of areas outside the original ones, and which of them became regular."""
    code = CriterionCode.NEW_AREAS
    series = look.course.series
    marked, has = look.course.signals.areas, look.course.signals.has_areas
    new_areas = np.where(has, marked[:, ~series.home].sum(axis=1), np.nan)
    weight = look.points(code)
    line = before_and_after(look, code, new_areas, "new", unit="areas", weight=weight)
    if line.verdict is Verdict.CANNOT_JUDGE:
        return line
    before = slice(look.first, look.cut)
    after = slice(look.cut, look.today + 1)
    rise = marked[after][has[after]].mean(axis=0) - marked[before][has[before]].mean(axis=0)
    new = (rise >= REGULAR_RISE) & ~series.home
    return replace(line, areas=tuple(sorted(AREA_ORDER[n] for n in np.flatnonzero(new))))


def _good_days(look: Look) -> Criterion:
    """Pain on the quieter third of the days: what is left when the bad spells are put aside."""
    pain = look.course.signals.pain
    quiet = np.full(len(pain), np.nan)
    for first, stop in pairwise((look.first, look.cut, look.today + 1)):
        logged = first + np.flatnonzero(~np.isnan(pain[first:stop]))
        lowest = logged[np.argsort(pain[logged], kind="stable")][: -(-len(logged) // 3)]
        quiet[lowest] = pain[lowest]
    least = MIN_DAYS, MIN_DAYS
    line = before_and_after(look, CriterionCode.GOOD_DAYS, quiet, "pain", weight=0.0, least=least)
    if line.verdict is Verdict.CANNOT_JUDGE or line.estimate is None:
        return line
    # Not counted in the score, so the figures alone say which way it points. The quietest days
    # are chosen, so the interval of a mean of all days does not hold for them.
    verdict = Verdict.FOR if line.estimate >= 1 else Verdict.UNCLEAR
    verdict = Verdict.AGAINST if line.estimate <= 0 else verdict
    return replace(line, verdict=verdict, low=None, high=None)


def _together(look: Look) -> Criterion:
    """How many of pain, touch and new places went up by more than chance, over the same days.

    Counted by the intervals that are shown, to the tenth that is shown, so that a reader can count
    them, too. It earns no points of its own: each of the three does.
    """
    code = CriterionCode.TOGETHER
    weight = look.points(code)
    lows = [line.low for line in (_pain(look), _touch(look), _areas(look)) if line.low is not None]
    if len(lows) < LEAST_TOGETHER:
        return Criterion(code, Verdict.CANNOT_JUDGE, unit="signals", weight=weight)
    clear = sum(round(low, 1) > 0 for low in lows)
    verdict = Verdict.FOR if clear >= LEAST_TOGETHER else Verdict.UNCLEAR
    verdict = Verdict.AGAINST if clear == 0 else verdict
    return Criterion(code, verdict, estimate=float(clear), unit="signals", weight=weight)


def _lasting(look: Look) -> Criterion:
    code = CriterionCode.LASTING
    pain = look.course.signals.pain
    window, _ = look.window(pain, look.cut, look.today + 1)
    before, _ = look.window(pain, look.first, look.cut)
    weight = look.points(code)
    long = look.after_days >= FOUR_WEEKS_DAYS and weight > -CLEAR_WEIGHT_POINTS
    verdict = Verdict.FOR if long else Verdict.UNCLEAR
    if look.feature("still_up") < HARDLY_UP:
        verdict = Verdict.AGAINST
    has_before = before.days_logged >= MIN_BEFORE_LOGGED
    if not has_before or np.isfinite(pain[-STILL_UP_DAYS:]).sum() < MIN_DAYS:
        verdict = Verdict.CANNOT_JUDGE
    return Criterion(
        code,
        verdict,
        estimate=float(look.today + 1 - look.cut),
        unit="days",
        before=before,
        after=window,
        weight=weight,
    )


def _told(look: Look) -> Criterion | None:
    """What was told of the time before, beside pain of the last four weeks; `None` if not told."""
    if not tells_of_it(look.course.signals.story):
        return None
    code = CriterionCode.TOLD_BEFORE
    stop = look.today + 1
    window, pain = look.window(look.course.signals.pain, max(stop - FOUR_WEEKS_DAYS, 0), stop)
    if len(pain) < MIN_AGREE_DAYS:
        return Criterion(code, Verdict.CANNOT_JUDGE, after=window, weight=look.points(code))
    verdict = Verdict.FOR if look.feature("told_before") else Verdict.UNCLEAR
    weight = look.points(code)
    return Criterion(code, verdict, after=window, after_mean=float(pain.mean()), weight=weight)


def _dose_rise(look: Look) -> Criterion:
    """The last two weeks against the lowest level of half a year, on the same opioid.

    A rise is one where the usual day is higher and chance alone would hardly do it. One that earns
    nothing is small, or it took pain away.
    """
    code = CriterionCode.DOSE_RISE
    amounts = look.course.signals.mme_per_day
    levels = look.course.levels
    lowest = levels.lowest
    since = int(look.course.signals.same_opioid_since[look.today])
    # The day of a look is not over yet: more doses of it may come.
    after = (max(look.today - TWO_WEEKS_DAYS, since), look.today)
    has_level = not np.isnan(lowest.mme_per_day[look.today])
    before = (since, after[0])
    if has_level:
        before = (int(lowest.first[look.today]), int(lowest.stop[look.today]))
    weight = look.points(code)
    line = compare_windows(look, code, amounts, before, after, "mme_per_day", weight)
    usual_rose = levels.lately[look.today] > lowest.mme_per_day[look.today]
    is_rise = usual_rose and line.low is not None and round(line.low, 1) > 0
    is_clear_rise = is_rise and weight >= CLEAR_WEIGHT_POINTS
    if line.verdict is Verdict.FOR and not is_clear_rise:
        return replace(line, verdict=Verdict.UNCLEAR)
    # The mean is of days with a dose: where these are few, more of them may be the rise.
    is_known = all(map(_is_mostly_recorded, (line.before, line.after)))
    if line.verdict in {Verdict.AGAINST, Verdict.UNCLEAR} and not is_known:
        return replace(line, verdict=Verdict.UNCLEAR, estimate=None, low=None, high=None)
    return line


def _is_mostly_recorded(window: Window | None) -> bool:
    if window is None:
        return False
    days = (window.last - window.first).days + 1
    return window.days_logged >= MOSTLY_RECORDED * days


def _dose_high(look: Look) -> Criterion:
    code = CriterionCode.DOSE_HIGH
    first = max(look.today - FOUR_WEEKS_DAYS, 0)
    window, amounts = look.window(look.course.signals.mme_per_day, first, look.today)
    weight = look.points(code)
    if len(amounts) < MIN_DAYS:
        return Criterion(
            code, Verdict.CANNOT_JUDGE, unit="mme_per_day", after=window, weight=weight
        )
    mean = float(amounts.mean())
    verdict = Verdict.FOR if weight >= CLEAR_WEIGHT_POINTS else Verdict.UNCLEAR
    return Criterion(
        code,
        verdict,
        estimate=mean,
        unit="mme_per_day",
        after=window,
        after_mean=mean,
        weight=weight,
    )


def _after_step(look: Look) -> Criterion:
    """Pain two to five weeks after the dose went up last, against the two weeks before it."""
    code = CriterionCode.AFTER_DOSE_STEP
    around = look.course.last_dose_step()
    weight = look.points(code)
    if around is None:
        return Criterion(code, Verdict.CANNOT_JUDGE, weight=weight)
    pain = look.course.signals.pain
    before = (max(around.before.start, 0), around.before.stop)
    late = (around.late.start, around.late.stop)
    drift = USUAL_NOISE["pain"].drift_sd
    return compare_windows(look, code, pain, before, late, "points", weight, drift_sd=drift)


def _after_start(look: Look) -> Criterion | None:
    """Pain when the opioid began, against pain lately; `None` where that is not in the diary."""
    began = look.course.signals.opioid_start
    if began is None or began < 0 or look.today < began + WORKS_AFTER_DAYS:
        return None
    code = CriterionCode.AFTER_START
    before = (max(began - BEFORE_START_DAYS, 0), began + FIRST_OPIOID_DAYS)
    after = (max(look.today + 1 - FOUR_WEEKS_DAYS, before[1]), look.today + 1)
    pain = look.course.signals.pain
    weight, drift = look.points(code), USUAL_NOISE["pain"].drift_sd
    return compare_windows(look, code, pain, before, after, "points", weight, drift_sd=drift)


_BUILDERS: tuple[Callable[[Look], Criterion | None], ...] = (
    _pain,
    _touch,
    _areas,
    _good_days,
    _together,
    _lasting,
    _dose_rise,
    _dose_high,
    _after_step,
    after_cut,
    after_rotation,
    after_stop,
    _after_start,
    _told,
)
