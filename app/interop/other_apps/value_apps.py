"""Apps whose lists hold a name and a value in each row: which name is pain, the person says."""

import re
from dataclasses import replace

from app.interop.other_apps.choices import Choices, Meaning, Part
from app.interop.other_apps.clocks import written_clock
from app.interop.other_apps.columns import Columns, columns_of, with_cells
from app.interop.other_apps.listing import Listing
from app.interop.other_apps.scores import folded
from app.interop.tables.table import Table, TableRow

_MEDICINES = "meds/supplements"
_SYMPTOM = "symptom"
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")
_HURTS = re.compile(r"pain|ache|hurt|sore", re.IGNORECASE)
_HEALTH_KIT = re.compile("^HK(?:Category|Quantity)TypeIdentifier")
_SEVERITY = re.compile("^HKCategoryValue(?:Severity)?")
_CAPITALS = re.compile("(?<=[a-z])(?=[A-Z])")
_LEGACY_VALUE = re.compile(r"(-?\d+(?:\.\d+)?):(.+)")


def bearable(table: Table) -> Listing | None:
    """Read the export of Bearable: symptoms from 1 (mild) to 4 (unbearable), medicines, and more.

    Form: headings and categories as several readers in public code have them (such as
    abocha/streamlit_bearable_dashboard).
    """
    found = columns_of(table)
    if not found.has("date formatted", "time of day", "category", "rating/amount", "detail"):
        return None
    day, clock = found.at("date formatted"), found.at("time of day")
    category, rating = found.at("category"), found.at("rating/amount")
    detail, notes = found.at("detail"), found.at("notes")
    rows = Columns(table, ("Date", "Time", "What", "Rating or amount", "Notes"))
    listing = rows.listing("Bearable", Choices(), _BEARABLE_HINT)

    def in_five(row: TableRow) -> tuple[str, ...]:
        kind, name = listing.cell(row, category), listing.cell(row, detail)
        if kind.casefold() == _SYMPTOM:
            name = _IN_BRACKETS.sub("", name)
        at = listing.cell(row, clock)
        return (
            listing.cell(row, day),
            at if written_clock(at) or any(map(str.isdigit, at)) else "",
            name or kind,
            listing.cell(row, rating),
            listing.cell(row, notes),
        )

    kinds = {folded(in_five(row)[2]): listing.cell(row, category) for row in listing.rows}
    meanings = {name: _meaning(name, kind) for name, kind in kinds.items()}
    suggested = _names_and_values(2, 3, date=0, time=1, notes=(4,))
    known = {name: meaning for name, meaning in meanings.items() if meaning is not None}
    return _with(with_cells(listing, in_five), suggested, known)


_BEARABLE_HINT = (
    "In Bearable, am, mid and pm are not exact times, so these rows count for the whole day."
)


def _meaning(name: str, kind: str) -> Meaning | None:
    """Return what rows are about; None where the person has to say it."""
    if kind.casefold() == _MEDICINES:
        return Meaning.MEDICINE
    return None if _HURTS.search(name) else Meaning.LEFT_OUT


def track_and_graph(table: Table) -> Listing | None:
    """Read the export of Track & Graph: any tracker that a person made.

    Form: `CSVReadWriterImplTest` of SamAmco/track-and-graph. Older exports write the label behind
    the value, as in ``3:Label``.
    """
    found = columns_of(table)
    if not found.has("featurename", "timestamp", "value", "note"):
        return None
    name, value = found.at("featurename"), found.at("value")
    day = found.at("timestamp")
    label, note = found.at("label"), found.at("note")
    rows = Columns(table, ("Tracker", "Time", "Value", "Label", "Note"))
    listing = rows.listing("Track & Graph", Choices())

    def in_five(row: TableRow) -> tuple[str, ...]:
        written, words = listing.cell(row, value), listing.cell(row, label)
        if label is None and (old := _LEGACY_VALUE.fullmatch(written)) and not _is_length(written):
            written, words = old[1], old[2]
        return (
            listing.cell(row, name),
            listing.cell(row, day),
            written,
            words,
            listing.cell(row, note),
        )

    suggested = _names_and_values(0, 2, date=1, notes=(3, 4))
    return _with(with_cells(listing, in_five), suggested, {})


def _is_length(written: str) -> bool:
    """Tell whether a value is a length of time, such as ``1:10:00``."""
    return bool(re.match(r"-?\d+:-?\d+:-?\d+", written))


def apple_health(table: Table) -> Listing | None:
    """Read the lists that Simple Health Export makes of Apple Health: one kind of record each.

    Form: headings as in the tests of several readers in public code; the first line may say
    ``sep=,``. Symptoms are words there: not present, mild, moderate, severe.
    """
    found = columns_of(table)
    if not found.has("type", "sourcename", "startdate", "enddate", "value"):
        return None
    kind, start, value = found.at("type"), found.at("startdate"), found.at("value")
    rows = Columns(table, ("What", "Time", "Value"))
    listing = rows.listing("Apple Health", Choices())

    def in_three(row: TableRow) -> tuple[str, ...]:
        return (
            _CAPITALS.sub(" ", _HEALTH_KIT.sub("", listing.cell(row, kind))),
            listing.cell(row, start),
            _CAPITALS.sub(" ", _SEVERITY.sub("", listing.cell(row, value))),
        )

    suggested = _names_and_values(0, 2, date=1)
    return _with(with_cells(listing, in_three), suggested, {})


def _names_and_values(
    name: int, value: int, *, date: int, time: int | None = None, notes: tuple[int, ...] = ()
) -> Choices:
    columns = {Part.SUBJECT: name, Part.PAIN: value, Part.AMOUNT: value, Part.DATE: date}
    if time is not None:
        columns[Part.TIME] = time
    return Choices(columns=columns, notes=notes, is_confirmed=True)


def _with(listing: Listing, choices: Choices, meanings: dict[str, Meaning]) -> Listing:
    return replace(listing, suggested=replace(choices, meanings=meanings))
