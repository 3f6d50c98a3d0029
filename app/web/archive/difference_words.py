"""Where a file and the diary say different things, in words."""

from collections.abc import Iterable

from app.clinical.areas import in_words
from app.diary.day_words import clock_words, day_words
from app.diary.diary import DayEntry
from app.services.archive.differences import ChangedDay, ChangedDose
from app.services.medicines.amounts import amount_as_taken

NOT_THERE, NOWHERE = "nothing", "nowhere"
_NAMES = {
    "pain": "Pain",
    "worst_pain": "Worst pain",
    "areas": "Where it hurts",
    "touch": "Pain from a light touch",
    "note": "Note",
}
DifferenceRow = tuple[str, str, str, str]


def difference_rows(
    days: Iterable[ChangedDay], doses: Iterable[ChangedDose]
) -> list[DifferenceRow]:
    """Return a row for each difference: the day, what, the diary's words, the file's words."""
    rows = [
        (
            day_words(day.mine.for_date),
            _NAMES[name],
            _said(day.mine, name),
            _said(day.theirs, name),
        )
        for day in days
        for name in day.names
    ]
    for dose in doses:
        at, mine, theirs = dose.mine.taken_at_local, dose.mine, dose.theirs
        rows.append(
            (
                day_words(at.date()),
                f"{mine.medication}, {clock_words(at.time())}",
                amount_as_taken(mine.amount, mine.unit, mine.as_taken),
                amount_as_taken(theirs.amount, theirs.unit, theirs.as_taken),
            )
        )
    return rows


def _said(entry: DayEntry, name: str) -> str:
    if name == "areas":
        return NOT_THERE if entry.areas is None else in_words(entry.areas) or NOWHERE
    said = getattr(entry, name)
    if said is None or said == "":
        return NOT_THERE
    return f"{said:g}" if isinstance(said, float) else str(said)
