"""Words about single doses on their own pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.diary.day_words import clock_words
from app.diary.dose import LoggedDose
from app.diary.medicine import Medicine
from app.services.medicines.due import DueDose
from app.services.medicines.patches import WornPatch
from app.web.diary.patch_words import day_in_words, patch_detail, patch_name
from app.web.diary.words import ago_words, dose_when, dose_words, sentence
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
    ('The dose you logged stays in your diary.', 'The 12 doses you logged stay in your diary.')
    """
    if not count:
        return ""
    if count == 1:
        return "The dose you logged stays in your diary."
    return f"The {count} doses you logged stay in your diary."


def medicine_rows(medicines: Iterable[Medicine], today: date) -> list[MedicineToLog]:
    """Return medicines to choose from."""
    return [MedicineToLog(m.public_id, m.name, row_detail(m, today)) for m in medicines]


def which_choices(last_night: Sequence[DueDose], due: Sequence[DueDose]) -> dict[str, str]:
    """Return what a logged dose may be: one that is open, an extra one, a total."""
    choices = {d.key: f"Last night’s {clock_words(d.due_at_local)} dose" for d in last_night}
    choices |= {d.key: f"The {clock_words(d.due_at_local)} dose" for d in due if d.taken is None}
    extra = "An extra dose" if choices else "One dose"
    return choices | {EXTRA: extra, TOTAL: "My total for the whole day"}


def patch_row(patch: WornPatch, today: date) -> DoseRow:
    """Say since when a patch is on and when the next one is due."""
    return DoseRow(patch.dose_public_id, patch_name(patch), patch_detail(patch, today))
