"""The competing explanations, each with the facts of the diary for and against it.

Facts only: counts, means of named days, logged events. Each is worked out from what the table of
days shows, to the tenth that is shown, so that a reader comes to the same. What each takes off the
score stands beside it. The distinctions follow the reviews cited in `docs/trend-method.md`.
"""

from collections.abc import Callable
from datetime import date
from statistics import median

import numpy as np

from app.clinical import events as kinds
from app.trends.arrays import Bools, Floats
from app.trends.detector.assessment import Explanation, ExplanationCode, Finding
from app.trends.detector.evidence import Look
from app.trends.detector.history_features import FIRST_DAYS, MIN_FIRST_LOGGED
from app.trends.detector.signals import AREA_ORDER, LEARN_HOME_DAYS, MIN_DAYS
from app.trends.figures.comparisons import REGULAR_RISE
from app.trends.figures.spans import THREE_MONTHS_DAYS, TWO_WEEKS_DAYS

# A rise of this many points is called clear: the change that matters to people on the 0-10 scale
# is about two points (Farrar et al. 2001, Pain 94:149), half of it is worth a line.
CLEAR_RISE_POINTS = 1.0
# Areas of the ACR index that hurt from the first day, from which pain counts as widespread here:
# seven, the count of the 2016 criteria (Wolfe et al. 2016, Semin Arthritis Rheum 46:319).
WIDESPREAD_AREAS = 7
# These spans end with the day of the look, which counts as one of their days.
EVENT_LOOK_BACK_DAYS = 120
# More areas a day than people mark by mistake: our own choice, twice the usual half of one.
STRAY_AREAS = 1.2
Facts = tuple[tuple[Finding, ...], tuple[Finding, ...]]


def explanations_of(look: Look) -> tuple[Explanation, ...]:
    """Return every competing explanation, in a fixed order."""
    made = []
    for code, build in _BUILDERS.items():
        supports, against = build(look)
        made.append(Explanation(code, supports, against, weight=look.points(code)))
    return tuple(made)


def finding(
    code: str, *, dates: tuple[date, ...] = (), areas: tuple[str, ...] = (), **figures: float
) -> Finding:
    """Return a finding with its figures in order of name."""
    return Finding(code, tuple(sorted((k, float(v)) for k, v in figures.items())), dates, areas)


def _tolerance(look: Look) -> Facts:
    supports: list[Finding] = []
    against: list[Finding] = []
    around = look.course.last_dose_step()
    if around is not None:
        pain, step = look.course.signals.pain, around.before.stop
        before = _mean(pain[max(around.before.start, 0) : step])
        soon = _mean(pain[around.soon.start : around.soon.stop])
        if before is not None and soon is not None:
            helped = soon <= before - CLEAR_RISE_POINTS
            code = "step_helped" if helped else "step_did_not_help"
            fact = finding(
                code, dates=(look.course.signals.day_of(step),), before=before, after=soon
            )
            (supports if helped else against).append(fact)
    _spread_and_touch(look, supports, against)
    return tuple(supports), tuple(against)


def _progression(look: Look) -> Facts:
    supports = list(_logged(look, "condition_worse_logged", kinds.CONDITION_WORSE))
    against: list[Finding] = []
    far = _new_areas(look, look.course.series.near)
    near = _new_areas(look, look.course.series.home)
    if far:
        against.append(finding("new_areas_apart", areas=far))
    elif near:
        supports.append(finding("new_areas_adjoin", areas=near))
    elif near is not None:
        supports.append(finding("same_places"))
    if not _logged(look, "condition_worse_logged", kinds.CONDITION_WORSE):
        against.append(finding("no_condition_worse_logged", days=EVENT_LOOK_BACK_DAYS))
    return tuple(supports), tuple(against)


def _injury(look: Look) -> Facts:
    found = _logged(
        look, "event_logged", kinds.NEW_INJURY, kinds.SURGERY_OR_PROCEDURE, kinds.ILLNESS
    )
    if not found:
        return (), (finding("no_event_logged", days=EVENT_LOOK_BACK_DAYS),)
    last = max(found[0].dates)
    since = (look.course.signals.day_of(look.today) - last).days
    began = look.course.signals.day_of(look.cut)
    against = (finding("rise_before_event", dates=(began, last)),) if began < last else ()
    return (*found, finding("days_since_event", days_ago=since)), against


def _flare(look: Look) -> Facts:
    pain = look.course.signals.pain
    mean = _mean(pain[look.first : look.cut])
    recent = pain[_last_days(look, TWO_WEEKS_DAYS)]
    recent = recent[~np.isnan(recent)]
    if mean is None or len(recent) < MIN_DAYS:
        return (), ()
    before = round(mean, 1)
    back = int(np.sum(recent <= before))
    many = 2 * back >= len(recent)
    code = "back_on_many_days" if many else "back_on_few_days"
    fact = finding(
        code, days_back=back, days=TWO_WEEKS_DAYS, days_logged=len(recent), before=before
    )
    return ((fact,), ()) if many else ((), (fact,))


def _withdrawal(look: Look) -> Facts:
    signals = look.course.signals
    supports = _logged(look, "missed_doses_logged", kinds.MISSED_DOSES)
    window = _last_days(look, THREE_MONTHS_DAYS)
    on, off = _two_means(signals.pain[window], signals.missed[window])
    if on is None or off is None:
        return supports, ()
    more = on - off >= CLEAR_RISE_POINTS
    code = "more_pain_without_dose" if more else "same_pain_without_dose"
    fact = finding(code, days=THREE_MONTHS_DAYS, without=on, others=off)
    return (*supports, *([fact] if more else [])), (() if more else (fact,))


def _bad_days(look: Look) -> Facts:
    """Recorded amount on days with more pain than usual against the other days.

    Counted from the last dose change on: a step alone would look like more on the later, worse
    days. A day with something that cannot be counted has no whole amount to compare.
    """
    signals = look.course.signals
    changes = [c.at for c in look.course.dose_changes if c.at > look.today - THREE_MONTHS_DAYS]
    days = look.today + 1 - changes[-1] if changes else THREE_MONTHS_DAYS
    window = _last_days(look, days)
    pain, amounts = signals.pain[window], signals.mme_per_day[window]
    known = ~np.isnan(pain) & ~np.isnan(amounts) & ~signals.with_uncounted[window]
    # The day of a look is not over yet: more doses of it may come.
    known[-1:] = False
    if known.sum() < 2 * MIN_DAYS:
        return (), ()
    usual = round(median(pain[known].tolist()), 1)
    on, off = _two_means(np.where(known, amounts, np.nan), pain > usual)
    if on is None or off is None or off <= 0:
        return (), ()
    more = on >= 1.2 * off
    code = "more_on_bad_days" if more else "same_on_bad_days"
    fact = finding(code, days=days, usual=usual, bad=on, others=off)
    return ((fact,), ()) if more else ((), (fact,))


def _widespread(look: Look) -> Facts:
    home = tuple(sorted(AREA_ORDER[n] for n in np.flatnonzero(look.course.series.home)))
    if not home:
        return (), ()
    others = _others_at_first(look)
    signals = look.course.signals
    fact = finding("areas_at_first", areas=home, count=len(home))
    if not signals.original.any():
        known = signals.areas.any(axis=1) & ~look.course.settling.days
        answered = np.flatnonzero(known)[:LEARN_HOME_DAYS]
        days = tuple(map(signals.day_of, answered.tolist()))
        fact = finding("areas_learned", areas=home, count=len(home), days=len(days), dates=days)
    if len(home) >= WIDESPREAD_AREAS:
        return (fact, *others), ()
    return others, (fact,)


def _others_at_first(look: Look) -> tuple[Finding, ...]:
    """Tell of other areas that hurt in the first five weeks, where they are no stray marks."""
    signals = look.course.signals
    answered = np.flatnonzero(signals.has_areas)
    if len(answered) < MIN_FIRST_LOGGED:
        return ()
    answered = answered[answered < answered[0] + FIRST_DAYS]
    mean = float(signals.areas[answered][:, ~look.course.series.home].sum(axis=1).mean())
    if len(answered) < MIN_FIRST_LOGGED or mean < STRAY_AREAS:
        return ()
    days = tuple(map(signals.day_of, answered.tolist()))
    return (finding("other_areas_at_first", extra=mean, days=len(days), dates=days),)


def _spread_and_touch(look: Look, supports: list[Finding], against: list[Finding]) -> None:
    new = _new_areas(look, look.course.series.home)
    if new:
        against.append(finding("new_areas", areas=new))
    elif new is not None:
        supports.append(finding("same_places"))
    touch = look.course.signals.touch
    before, after = _mean(touch[look.first : look.cut]), _mean(touch[look.cut : look.today + 1])
    if before is not None and after is not None:
        more = after - before >= CLEAR_RISE_POINTS
        fact = finding("touch_rose" if more else "touch_as_before", before=before, after=after)
        (against if more else supports).append(fact)


def _new_areas(look: Look, known: Bools) -> tuple[str, ...] | None:
    """Return the areas outside the known ones that became regular; `None` with too few answers."""
    marked, has = look.course.signals.areas, look.course.signals.has_areas
    before, after = slice(look.first, look.cut), slice(look.cut, look.today + 1)
    if min(has[before].sum(), has[after].sum()) < MIN_DAYS:
        return None
    rise = marked[after][has[after]].mean(axis=0) - marked[before][has[before]].mean(axis=0)
    new = np.flatnonzero((rise >= REGULAR_RISE) & ~known)
    return tuple(sorted(AREA_ORDER[n] for n in new))


def _logged(look: Look, code: str, *wanted: str) -> tuple[Finding, ...]:
    first = look.today - EVENT_LOOK_BACK_DAYS + 1
    days = sorted({at for at, kind in look.course.signals.events if kind in wanted and at >= first})
    if not days:
        return ()
    dates = tuple(map(look.course.signals.day_of, days))
    return (finding(code, dates=dates, days=EVENT_LOOK_BACK_DAYS),)


def _last_days(look: Look, days: int) -> slice:
    return slice(max(look.today - days + 1, 0), look.today + 1)


def _two_means(values: Floats, chosen: Bools) -> tuple[float | None, float | None]:
    return _mean(values[chosen]), _mean(values[~chosen])


def _mean(values: Floats) -> float | None:
    known = values[~np.isnan(values)]
    return float(known.mean()) if len(known) >= MIN_DAYS else None


_BUILDERS: dict[ExplanationCode, Callable[[Look], Facts]] = {
    ExplanationCode.TOLERANCE: _tolerance,
    ExplanationCode.DISEASE_PROGRESSION: _progression,
    ExplanationCode.NEW_INJURY: _injury,
    ExplanationCode.FLARE: _flare,
    ExplanationCode.WITHDRAWAL_MISSED_DOSES: _withdrawal,
    ExplanationCode.MORE_ON_BAD_DAYS: _bad_days,
    ExplanationCode.WIDESPREAD_FROM_START: _widespread,
}
