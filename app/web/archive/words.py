"""What an import would add, in words."""

from app.diary.day_words import span_words
from app.services.archive.archive import ImportPreview
from app.web.kit.figure_words import count_words


def preview_rows(preview: ImportPreview) -> list[tuple[str, int, int]]:
    """Return a row for each kind of record: its name, how many are new, how many known."""
    kinds = (
        ("Days and check-ins", preview.check_ins),
        ("Doses", preview.doses),
        ("Things that happened", preview.events),
        ("Medicines", preview.medicines),
    )
    return [(name, counted.new, counted.known) for name, counted in kinds]


def period_words(preview: ImportPreview) -> str:
    """Return the days that the new records are about, or nothing.

    The days lie between the first and the last new record.
    """
    if preview.first is None or preview.last is None:
        return ""
    return span_words(preview.first, preview.last)


def added_sentence(added: int) -> str:
    """Return what was added.

    >>> added_sentence(1)
    '1 record was added to your diary.'
    >>> added_sentence(0)
    'All of it was in your diary already. Nothing was added.'
    """
    if not added:
        return "All of it was in your diary already. Nothing was added."
    verb = "was" if added == 1 else "were"
    return f"{count_words(added, 'record')} {verb} added to your diary."
