"""What an import would add, in words."""

from app.clinical.plausibility import Doubt, doubt_about, how_far
from app.diary.day_words import clock_words, day_words, span_words
from app.diary.dose import LoggedDose
from app.services.archive.archive import Added
from app.services.archive.preview import ImportPreview
from app.services.medicines.amounts import amount_in_words
from app.web.kit.figure_words import count_words

# How many are named: a slip in a whole column would fill the page.
MOST_ODD = 5


def preview_rows(preview: ImportPreview) -> list[tuple[str, int, int, int]]:
    """Return a row for each kind of record: its name, how many are new, different and known."""
    kinds = (
        ("Days and check-ins", preview.check_ins),
        ("Doses", preview.doses),
        ("Things that happened", preview.events),
        ("Medicines", preview.medicines),
    )
    return [(name, one.new, one.different, one.known) for name, one in kinds]


def period_words(preview: ImportPreview) -> str:
    """Return the days that the new records are about, or nothing.

    The days lie between the first and the last new record.
    """
    if preview.first is None or preview.last is None:
        return ""
    return span_words(preview.first, preview.last)


def nothing_new_sentence(preview: ImportPreview) -> str:
    """Say why nothing would be added; that all is in the diary, only where it is."""
    if preview.is_empty:
        return "There is nothing here to add."
    is_told = preview.remarks or preview.left_out or preview.other_prescriptions
    if is_told or any(one.outcome.unused for one in preview.lists):
        return "Everything that could be read is in your diary already. There is nothing to add."
    return "This is all in your diary already. There is nothing to add."


def odd_amount_rows(preview: ImportPreview) -> list[str]:
    """Say which amounts are far beyond any usual one, each with its first day."""
    found = ((dose, _doubt(dose)) for dose in preview.odd_amounts)
    rows = [
        f"{dose.medication} {amount_in_words(dose.amount, dose.unit)}, "
        f"{day_words(dose.taken_at_local)}: {how_far(doubt)}"
        for dose, doubt in found
        if doubt is not None
    ]
    more = len(rows) - MOST_ODD
    return [*rows[:MOST_ODD], *([f"and {count_words(more, 'other amount')}"] if more > 0 else [])]


def came_twice_sentence(preview: ImportPreview) -> str:
    """Say which times of the file the clock showed twice; empty for none."""
    times = [dose.taken_at_local for dose in preview.came_twice]
    if not times:
        return ""
    first = min(times)
    more = f", and {count_words(len(times) - 1, 'other time')}" if len(times) > 1 else ""
    return (
        f"The clocks went back that night, so {clock_words(first)} on {day_words(first)}{more} in "
        "this file came twice."
    )


def _doubt(dose: LoggedDose) -> Doubt | None:
    return doubt_about(dose.medication, dose.route, dose.unit, float(dose.amount))


def added_sentence(added: Added) -> str:
    """Return what an import did.

    >>> added_sentence(Added(new=1, changed=0))
    '1 record was added to your diary.'
    >>> added_sentence(Added(new=0, changed=2))
    '2 differences are now as in the file.'
    """
    said = []
    if added.new:
        verb = "was" if added.new == 1 else "were"
        said.append(f"{count_words(added.new, 'record')} {verb} added to your diary.")
    if added.changed:
        verb = "is" if added.changed == 1 else "are"
        said.append(f"{count_words(added.changed, 'difference')} {verb} now as in the file.")
    return " ".join(said) or "Nothing was added. Your diary is as it was."
