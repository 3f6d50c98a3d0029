"""Words about single doses on their own pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.diary.day_words import clock_words, exact_clock_words, weekday_words
from app.diary.dose import LoggedDose
from app.diary.medicine import Medicine
from app.services.medicines.amounts import amount_in_words
from app.services.medicines.due import DueDose
from app.services.medicines.patches import WornPatch
from app.web.diary.words import ago_words, dose_when, dose_words, sentence, taken_at_words
from app.web.kit.figure_words import count_words
from app.web.medicines.dose_forms import EXTRA, TOTAL
from app.web.medicines.words import row_detail


@dataclass(frozen=True, slots=True)
class DoseRow:
    """One logged dose in a list, with its id for the links."""

    public_id: str
    title: str
    detail: str


@dataclass(frozen=True, slots=True)
class MedicineToLog:
    """One medicine to choose."""

    public_id: str
    name: str
    detail: str


def row(dose: LoggedDose, today: date) -> DoseRow:
    """Return a dose with its day."""
    day = day_in_words(dose.taken_at_local.date(), today)
    when = dose_when(dose)
    return DoseRow(dose.public_id, dose_words(dose), sentence(f"{day}, {when}" if when else day))


def day_in_words(day: date, today: date) -> str:
    """Write a day as people say it.

    >>> day_in_words(date(2026, 3, 10), date(2026, 3, 11))
    'yesterday'
    """
    days_ago = (today - day).days
    return {0: "today", 1: "yesterday"}.get(days_ago, weekday_words(day, today))


def since_last(last_taken_at: datetime | None, now: datetime) -> str:
    """Say how long ago the last dose was; empty where there was none.

    The span is counted between instants, so it is right over a change of the clocks too.
    """
    if last_taken_at is None or last_taken_at > now:
        return ""
    return f"Last taken {ago_words(now - last_taken_at)}."


def logged_count(count: int) -> str:
    """Say how many doses were logged, and that they stay; empty for none.

    >>> logged_count(1), logged_count(12)
    ('The 1 dose you logged stays', 'The 12 doses you logged stay')
    """
    if not count:
        return ""
    words = count_words(count, "dose")
    return f"The {words} you logged {'stays' if count == 1 else 'stay'}"


def medicine_rows(medicines: Iterable[Medicine], today: date) -> list[MedicineToLog]:
    """Return medicines to choose from."""
    return [MedicineToLog(m.public_id, m.name, row_detail(m, today)) for m in medicines]


def which_choices(due: Sequence[DueDose]) -> dict[str, str]:
    """Return what a logged dose may be: one of the day's open doses, an extra one, a total."""
    choices = {d.key: f"The dose of {clock_words(d.due_at_local)}" for d in due if d.taken is None}
    extra = "An extra dose" if choices else "One dose"
    return choices | {EXTRA: extra, TOTAL: "My total for the whole day"}


def patch_on_since(patch: LoggedDose, today: date) -> str:
    """Say since when a logged patch is on."""
    return _on_since(patch.taken_at_local, taken_at_words(patch), today)


def _on_since(put_on_local: datetime, at_words: str, today: date) -> str:
    return f"On since {day_in_words(put_on_local.date(), today)}, {at_words}."


def patch_row(patch: WornPatch, today: date) -> DoseRow:
    """Say since when a patch is on and, where that is known, when it is due for a change."""
    at_words = exact_clock_words(patch.on_since_local, patch.on_since, patch.time_zone)
    on_since = _on_since(patch.on_since_local, at_words, today)
    return DoseRow(
        public_id=patch.dose_public_id,
        title=f"{patch.name} {amount_in_words(patch.amount, patch.unit)}",
        detail=f"{on_since}{_change_words(patch, today)}",
    )


def _change_words(patch: WornPatch, today: date) -> str:
    if patch.due_at_local is None:
        return ""
    verb = "was" if patch.is_due else "is"
    day = weekday_words(patch.due_at_local.date(), today)
    return f" The change {verb} due {day}, {clock_words(patch.due_at_local)}."
