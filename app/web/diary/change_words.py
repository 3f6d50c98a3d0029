"""Dose changes that begin today, and those that are agreed on for the days to come."""

from collections.abc import Iterable
from datetime import date, timedelta

from app.diary.day_words import weekday_words
from app.diary.medicine import (
    Medicine,
    before_change,
    is_taken_on,
    planned_after,
    prescribed_on,
)
from app.services.medicines.amounts import dose_in_words
from app.web.kit.rows import Row

# How long before its day a change is announced; the list of medicines shows all of them.
DAYS_AHEAD = timedelta(days=7)


def change_rows(medicines: Iterable[Medicine], today: date) -> list[Row]:
    """Return a row for each change that begins today, and for each medicine's next one."""
    rows: list[Row] = []
    for medicine in medicines:
        if not medicine.has_prescription or not is_taken_on(medicine, today):
            continue
        if medicine.stopped_on is not None and medicine.stopped_on <= today + DAYS_AHEAD:
            without = weekday_words(medicine.stopped_on, today)
            rows.append(Row(medicine.name, f"Planned first day without it: {without}."))
        now = prescribed_on(medicine, today)
        before = before_change(medicine, now.from_date)
        if now.from_date == today and before is not now:
            detail = f"New from today. Until yesterday it was {dose_in_words(medicine, before)}."
            rows.append(Row(f"{medicine.name} {dose_in_words(medicine, now)}", detail))
        for plan in planned_after(medicine, today)[:1]:
            if plan.from_date <= today + DAYS_AHEAD:
                begin = weekday_words(plan.from_date, today)
                words = f"{medicine.name} {dose_in_words(medicine, plan)}"
                rows.append(Row(words, f"Planned to start {begin}."))
    return rows
