"""Which column is what, by its heading: a suggestion that the person confirms or changes."""

import re
from collections.abc import Callable
from types import MappingProxyType

from app.interop.other_apps.choices import Choices, Part
from app.interop.other_apps.days import written_day
from app.interop.other_apps.listing import Listing

# Headings in English, German, French, Spanish, Italian and Dutch, the surest first.
_HEADINGS = MappingProxyType(
    {
        Part.DATE: (
            "date",
            "datum",
            "fecha",
            "data",
            "day",
            "tag",
            "taken_at",
            "taken at",
            "start_time",
            "started",
            "start date",
            "startdate",
            "timestamp",
            "datetime",
            "date time",
            "jour",
            "giorno",
            "dag",
            "when",
        ),
        Part.TIME: (
            "time",
            "uhrzeit",
            "zeit",
            "hora",
            "heure",
            "ora",
            "tijd",
            "time of day",
            "clock",
        ),
        Part.WORST: ("worst pain", "worst", "worst_pain", "maximum pain", "max pain", "peak pain"),
        Part.TOUCH: ("touch", "touch sensitivity", "touch_sensitivity", "allodynia"),
        Part.PAIN: (
            "pain",
            "pain level",
            "pain score",
            "pain intensity",
            "average pain",
            "nrs",
            "schmerz",
            "schmerzen",
            "schmerzstärke",
            "douleur",
            "dolor",
            "dolore",
            "pijn",
            "intensity",
            "severity",
        ),
        Part.MEDICINE: (
            "medicine",
            "medication",
            "drug",
            "medicament",
            "medikament",
            "médicament",
            "medicamento",
            "farmaco",
            "medicijn",
            "medicines",
            "medications",
            "meds",
        ),
        Part.AMOUNT: (
            "amount",
            "dose",
            "dosage",
            "menge",
            "dosis",
            "quantity",
            "cantidad",
            "quantité",
        ),
        Part.UNIT: ("unit", "units", "einheit", "unité", "unidad", "unità", "eenheid"),
        Part.PLACES: (
            "places",
            "place",
            "location",
            "locations",
            "pain location",
            "body part",
            "area",
            "areas",
            "where",
            "ort",
            "stelle",
            "lieu",
            "lugar",
        ),
    }
)
_NOTES = frozenset(
    {"note", "notes", "comment", "comments", "details", "description"}
    | {"notiz", "notizen", "bemerkung", "bemerkungen", "kommentar", "opmerking"}
    | {"nota", "notas", "remarque", "remarques", "commentaire"}
)
_NOT_LETTERS = re.compile(r"[\W\d_]+")


def suggested_choices(listing: Listing) -> Choices:
    """Return what the headings suggest; a column is never two things."""
    free = {at: _folded(heading) for at, heading in enumerate(listing.headings)}
    columns: dict[Part, int] = {}
    for is_match in (_is_same, _is_within):
        for part, names in _HEADINGS.items():
            at = None if part in columns else _find(free, names, is_match)
            if at is not None:
                columns[part] = at
                del free[at]
    if Part.DATE not in columns:
        columns |= _column_of_dates(listing, free)
    notes = tuple(at for at, heading in free.items() if heading in _NOTES)
    return Choices(columns=columns, notes=notes)


def _folded(heading: str) -> str:
    # "Pain (0-10)" and "pain_score" are found by their words.
    return _NOT_LETTERS.sub(" ", heading.casefold()).strip()


def _is_same(heading: str, name: str) -> bool:
    return heading == _folded(name)


def _is_within(heading: str, name: str) -> bool:
    return f" {_folded(name)} " in f" {heading} "


def _find(
    free: dict[int, str], names: tuple[str, ...], is_match: Callable[[str, str], bool]
) -> int | None:
    for name in names:
        for at, heading in free.items():
            if is_match(heading, name):
                return at
    return None


def _column_of_dates(listing: Listing, free: dict[int, str]) -> dict[Part, int]:
    """Find the column whose first cells are dates, where no heading says so."""
    first = listing.rows[:5]
    for at in free:
        if first and all(written_day(listing.cell(row, at)) for row in first):
            del free[at]
            return {Part.DATE: at}
    return {}
