"""How much a diary holds, and what it would take to say more."""

from datetime import date

import numpy as np

from app.diary.diary import Diary
from app.trends.detector.assessment import DataQuality, Need, NeedCode
from app.trends.detector.levels import MIN_DAYS_LOGGED
from app.trends.detector.opioid_known import opioid_known_from
from app.trends.detector.signals import Signals, running
from app.trends.detector.trajectory import Trajectory
from app.trends.figures.spans import FOUR_WEEKS_DAYS, LATE_AFTER_CHANGE_DAYS

# So many of the last four weeks' days make an answer of today.
MIN_RECENT_DAYS = 10
MIN_DAYS_OF_KIND = 14
# A day with an entry and no dose is taken for a forgotten one when most days around it have one,
# from a week before to a week after it.
MOSTLY_RECORDED = 0.75
AROUND_DAYS = 7


def quality_of(diary: Diary, signals: Signals) -> DataQuality:
    """Count what the diary holds, from its first entry to the look."""
    logged = np.isfinite(signals.pain)
    late = sum(
        entry.entered_on is not None and entry.entered_on > entry.for_date
        for entry in diary.entries
    )
    return DataQuality(
        first_day=signals.first_day,
        days_logged=int(logged.sum()),
        days_missing=int(signals.days - logged.sum()),
        days_entered_late=late,
        days_with_touch=int(np.isfinite(signals.touch).sum()),
        days_with_areas=int(signals.has_areas.sum()),
        days_with_opioid=int(np.isfinite(signals.mme_per_day).sum()),
        forgotten_doses_suspected=_forgotten(signals),
        not_counted=tuple(
            sorted(
                {
                    product.medication
                    for product in signals.products
                    if product.may_be_opioid and not product.is_counted
                }
            )
        ),
        has_opioid=opioid_known_from(signals) is not None,
    )


def _forgotten(signals: Signals) -> int:
    day = np.arange(signals.days)
    recorded = np.isfinite(signals.mme_per_day)
    around, _ = running(recorded.astype(np.float64)).over(day - AROUND_DAYS, day + AROUND_DAYS + 1)
    entered = np.isfinite(signals.pain)
    return int(np.sum(entered & signals.without_opioid & (around >= MOSTLY_RECORDED)))


def needs_of(
    quality: DataQuality, course: Trajectory, last_change: date | None
) -> tuple[Need, ...]:
    """Return what is missing for a fuller answer."""
    signals = course.signals
    needs = [_missing(NeedCode.DAYS_LOGGED, MIN_DAYS_LOGGED, quality.days_logged)]
    recent = int(np.isfinite(signals.pain[-FOUR_WEEKS_DAYS:]).sum())
    needs.append(_missing(NeedCode.RECENT_DAYS_LOGGED, MIN_RECENT_DAYS, recent))
    needs.append(_missing(NeedCode.DAYS_WITH_TOUCH, MIN_DAYS_OF_KIND, quality.days_with_touch))
    needs.append(_missing(NeedCode.DAYS_WITH_AREAS, MIN_DAYS_OF_KIND, quality.days_with_areas))
    needs.append(_missing(NeedCode.DAYS_WITH_OPIOID, MIN_DAYS_OF_KIND, quality.days_with_opioid))
    if last_change is not None:
        passed = (signals.day_of(signals.days - 1) - last_change).days
        needs.append(
            _missing(NeedCode.DAYS_AFTER_DOSE_CHANGE, LATE_AFTER_CHANGE_DAYS, passed, last_change)
        )
    return tuple(need for need in needs if need is not None)


def _missing(code: NeedCode, wanted: int, there: int, since: date | None = None) -> Need | None:
    return Need(code, wanted - there, since) if there < wanted else None
