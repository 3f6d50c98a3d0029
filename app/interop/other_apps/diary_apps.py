"""Pain and headache diaries, known by their headings."""

from app.interop.other_apps.choices import Choices, Part
from app.interop.other_apps.columns import (
    Columns,
    columns_of,
    from_zero_to_ten,
    with_cells,
)
from app.interop.other_apps.guess import suggested_choices
from app.interop.other_apps.listing import Listing
from app.interop.tables.table import Table, TableRow

# Rows of a preamble before the headings, at most.
_LONGEST_PREAMBLE = 20
_MIGRAINE_BUDDY = ("#", "started", "lasted")
_HELPED = (
    "helpful medication",
    "somewhat helpful medication",
    "unhelpful medication",
    "unsure medication",
)
_NO_MEDICATION = "no medication"
_PAIN_TRACKER_NOTES = (
    "symptoms",
    "limited activities",
    "sleep quality",
    "mood impact",
    "missed work days",
    "medications",
    "medication log",
    "notes",
)
_PLACE_CODES = ("geohash", "start utc offset (min)", "end utc offset (min)", "#", "started")


def migraine_buddy(table: Table) -> Listing | None:
    """Read the export of Migraine Buddy: one row for each attack under a preamble.

    Form: the reader of crmne/cluster-headache-tracker (`migraine_buddy_export.rb`) and the export
    in its issue 81. Pain is from 0 to 10; which medicine was taken is told by how much it helped.
    """
    rows = table.rows[:_LONGEST_PREAMBLE]
    header = next((n for n, row in enumerate(rows) if _starts(row, _MIGRAINE_BUDDY)), None)
    if header is None:
        return None
    found = columns_of(table, header)
    medicines = found.positions(_HELPED)
    used = {*medicines, *found.positions((*_PLACE_CODES, "pain level"))}
    choices = Choices(
        columns=found.parts(date=["started"], pain=["pain level"])
        | {Part.MEDICINE: len(found.headings)},
        notes=tuple(at for at in range(len(found.headings)) if at not in used),
        scores=from_zero_to_ten(Part.PAIN),
        is_confirmed=True,
    )

    def with_medicines(row: TableRow) -> tuple[str, ...]:
        width = len(found.headings)
        cells = (row.cells + ("",) * width)[:width]
        names = [name.strip() for at in medicines for name in cells[at].split(",")]
        named = [name for name in names if name and name.casefold() != _NO_MEDICATION]
        return (*cells, ";".join(dict.fromkeys(named)))

    widened = Columns(table, (*found.headings, "Medication"), header)
    return with_cells(widened.listing("Migraine Buddy", choices), with_medicines)


def _starts(row: TableRow, names: tuple[str, ...]) -> bool:
    return tuple(cell.strip().casefold() for cell in row.cells[: len(names)]) == names


def cluster_headache_tracker(table: Table) -> Listing | None:
    """Read the attacks of Cluster Headache Tracker.

    Form: `CSV_HEADERS` of crmne/cluster-headache-tracker (`headache_log.rb`); intensity is from
    1 to 10, medicines are parted by commas and have no amounts.
    """
    found = columns_of(table)
    if not found.has("start_time", "end_time", "intensity", "medication", "triggers"):
        return None
    choices = Choices(
        columns=found.parts(date=["start_time"], pain=["intensity"], medicine=["medication"]),
        notes=found.positions(["end_time", "triggers", "notes", "barometric_pressure"]),
        scores=from_zero_to_ten(Part.PAIN),
        is_confirmed=True,
    )
    at = choices.columns[Part.MEDICINE]

    def apart(row: TableRow) -> tuple[str, ...]:
        cells = list(row.cells)
        if at < len(cells):
            cells[at] = cells[at].replace(",", ";")
        return tuple(cells)

    return with_cells(found.listing("Cluster Headache Tracker", choices), apart)


def pain_tracker(table: Table) -> Listing | None:
    """Read the export of Pain Tracker, in both of its forms.

    Form: CrisisCore-Systems/pain-tracker, `exportToCSV`, and the older one of its data panel. Its
    medications are those in use and no doses that were taken: they go into the note.
    """
    found = columns_of(table)
    is_either = found.has("symptoms", "limited activities") or found.has("medication log")
    if not (found.has("date", "pain level") and is_either):
        return None
    choices = Choices(
        columns=found.parts(
            date=["date"], time=["time"], pain=["pain level"], places=["locations"]
        ),
        notes=found.positions(_PAIN_TRACKER_NOTES),
        scores=from_zero_to_ten(Part.PAIN),
        is_confirmed=True,
    )
    return found.listing("Pain Tracker", choices)


def daylio(table: Table) -> Listing | None:
    """Read the export of Daylio: moods, activities and notes; it has no score for pain.

    Form: `docs/csv-format.md` of MichaelCurrin/daylio-csv-parser; newer exports add `scales`.
    """
    found = columns_of(table)
    if not found.has("full_date", "weekday", "time", "mood", "activities"):
        return None
    choices = Choices(
        columns=found.parts(date=["full_date"], time=["time"]),
        notes=found.positions(["mood", "activities", "scales", "note_title", "note"]),
        is_confirmed=True,
    )
    return found.listing("Daylio", choices, "Daylio has no score for pain. Its words become notes.")


def redcap(table: Table) -> Listing | None:
    """Read a raw export of REDCap: the columns differ from study to study, so they are chosen.

    Form: https://linkml.io/linkml-redcap/reference/record/FlatRecord/.
    """
    found = columns_of(table)
    is_redcap = any(name.startswith("redcap_") for name in found.names) or (
        found.has("record_id") and any(name.endswith("_complete") for name in found.names)
    )
    if not is_redcap:
        return None
    listing = found.listing("REDCap", Choices())
    suggested = suggested_choices(listing)
    whose = found.at("record_id") if found.has("record_id") else 0
    people = {listing.cell(row, whose) for row in listing.rows}
    return Listing(
        name=listing.name,
        app=listing.app,
        headings=listing.headings,
        rows=listing.rows,
        set_aside=listing.set_aside,
        suggested=suggested,
        person_column=whose if len(people) > 1 else None,
    )
