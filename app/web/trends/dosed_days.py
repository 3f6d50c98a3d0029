"""Words about the days that an opioid amount is the mean of.

A day without a dose may be one that was forgotten, a rest day of the plan, or one after a stop: no
record tells them apart, so an amount is a mean over the days with a dose. Where these are few, the
page says how few.
"""

from collections.abc import Sequence

from app.diary.day_words import day_words
from app.trends.detector.quality import MOSTLY_RECORDED
from app.trends.figures.comparisons import SpanFigures, ThenNow
from app.trends.figures.series import DayRow
from app.web.kit.uncounted_words import may_have_stopped


def is_of_few_days(both: ThenNow | None) -> bool:
    """Tell whether the amounts compared are of days with a dose only, and these are few."""
    if both is None or both.rotated:
        return False
    spans = (both.then.opioid, both.now.opioid)
    return any(span.days < MOSTLY_RECORDED * span.days_over for span in spans)


def dosed_days_words(both: ThenNow) -> str:
    """Say on how many days a dose is logged.

    Empty where it is most of them on both sides, and where not all that was taken can be counted:
    a day without one of the doses that count is then no day without an opioid.
    """
    if not is_of_few_days(both) or any(span.uncounted for span in (both.then, both.now)):
        return ""
    return f"A dose is logged on {_dosed_of_all(both.then)} → {_dosed_of_all(both.now)} days."


def last_dose_words(rows: Sequence[DayRow]) -> str:
    """Say when the last dose was logged; empty where the days after it may be an ordinary gap."""
    dosed = [row.for_date for row in rows if row.mme_per_day is not None]
    if not dosed or not may_have_stopped(dosed[-1], rows[-1].for_date):
        return ""
    what = "opioid dose that counts" if any(row.uncounted for row in rows) else "opioid dose"
    return f"Last {what} logged: {day_words(dosed[-1])}."


def _dosed_of_all(span: SpanFigures) -> str:
    return f"{span.opioid.days} of {span.opioid.days_over}"
