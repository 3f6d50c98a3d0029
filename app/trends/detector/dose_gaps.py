"""Days without a dose lately, noted as missed or seen: they ache by themselves."""

from datetime import date, timedelta

from app.clinical.events import MISSED_DOSES
from app.diary.diary import Diary
from app.trends.detector.assessment import Finding
from app.trends.detector.quality import MOSTLY_RECORDED
from app.trends.figures.exposure import daily_mme
from app.trends.figures.spans import FOUR_WEEKS_DAYS, TWO_WEEKS_DAYS, first_of_last

# Withdrawal aches after a long-acting opioid last ten to twenty days
# (https://drugslib.com/medical-q-a/how-long-does-opioid-withdrawal-last-392): two weeks is between.
GAP_DAYS_IN_A_ROW = 3
DOSE_GAP_NOTED, DOSE_GAP_SEEN = "dose_gap_noted", "dose_gap_seen"


def gap_lately(diary: Diary, as_of: date) -> Finding | None:
    """Missed doses that were noted in the last two weeks, or days in a row without a dose."""
    first = first_of_last(TWO_WEEKS_DAYS, as_of)
    noted = sorted({e.for_date for e in diary.events if e.kind == MISSED_DOSES})
    noted = [day for day in noted if day >= first]
    if noted:
        return Finding(DOSE_GAP_NOTED, dates=tuple(noted))
    yesterday = first - timedelta(days=1)
    before = days_with_opioid(diary, first_of_last(FOUR_WEEKS_DAYS, yesterday), yesterday)
    if sum(has_dose for _, has_dose in before) < MOSTLY_RECORDED * len(before):
        return None
    entered = {entry.for_date for entry in diary.entries if entry.pain is not None}
    # The day itself is not over yet.
    run, longest = 0, 0
    last = first
    for day, has_dose in days_with_opioid(diary, first, as_of - timedelta(days=1)):
        run = 0 if has_dose or day not in entered else run + 1
        if run >= max(longest, 1):
            longest, last = run, day
    if longest < GAP_DAYS_IN_A_ROW:
        return None
    return Finding(DOSE_GAP_SEEN, (("days", float(longest)),), (last,))


def days_with_opioid(diary: Diary, first: date, last: date) -> list[tuple[date, bool]]:
    """Tell of each day whether any opioid was recorded, with or without a factor."""
    return [
        (dose.for_date, bool(dose.mme_per_day or dose.not_counted))
        for dose in daily_mme(diary, first, last)
    ]
