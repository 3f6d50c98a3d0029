"""Which patches are on, since when, and when the next one is due."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime

from app.diary.day_words import clock_words, exact_clock_words, weekday_words
from app.diary.dose import LoggedDose
from app.services.medicines.amounts import amount_in_words
from app.services.medicines.patches import WornPatch
from app.web.diary.words import taken_at_words
from app.web.kit.rows import Row


def day_in_words(day: date, today: date) -> str:
    """Write a day as people say it.

    >>> day_in_words(date(2026, 3, 10), date(2026, 3, 11))
    'yesterday'
    """
    days_ago = (today - day).days
    return {0: "today", 1: "yesterday"}.get(days_ago, weekday_words(day, today))


def patch_on_since(patch: LoggedDose, today: date) -> str:
    """Say since when a logged patch is on."""
    return _on_since(patch.taken_at_local, taken_at_words(patch), today)


def _on_since(put_on_local: datetime, at_words: str, today: date) -> str:
    return f"On since {day_in_words(put_on_local.date(), today)}, {at_words}."


def patch_name(patch: WornPatch) -> str:
    """Name a patch with its strength."""
    return f"{patch.name} {amount_in_words(patch.amount, patch.unit)}"


def patch_detail(patch: WornPatch, today: date) -> str:
    """Say since when a patch is on and, where that is known, when the next one is due."""
    at_words = exact_clock_words(patch.on_since_local, patch.on_since, patch.time_zone)
    since = _on_since(patch.on_since_local, at_words, today)
    if patch.due_at_local is None:
        return f"{since} No other one follows it." if patch.is_last else since
    day = weekday_words(patch.due_at_local.date(), today)
    due = f"{day}, {clock_words(patch.due_at_local)}"
    return f"{since} Next patch due since {due}." if patch.is_due else f"{since} Next patch: {due}."


def worn_rows(patches: Iterable[WornPatch], today: date) -> list[Row]:
    """Return a row for each patch that is on; those put on together share one."""
    counted = Counter((patch_name(patch), patch_detail(patch, today)) for patch in patches)
    return [
        Row(name if count == 1 else f"{name}, {count} patches", detail)
        for (name, detail), count in counted.items()
    ]
