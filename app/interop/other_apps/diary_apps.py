"""Pain and headache diaries, known by their headings."""

import re
from dataclasses import replace

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
# What a record of Manage My Pain holds, in the words of its makers; see `manage_my_pain`.
_PAIN_RECORD = re.compile(
    r"associated symptoms|characteristics|environments?"
    r"|\b(?:in)?effective factors|aggravating factors|alleviating factors"
)
_RECORD_PARTS_TOLD = 3
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
    return found.listing("Daylio", choices, "Daylio has no pain score. Its words become notes.")


def manage_my_pain(table: Table) -> Listing | None:
    """Suggest how a list of Manage My Pain is read; the person confirms each column.

    No public source gives the headings of its export. What a record holds is published: severity,
    locations, associated symptoms, characteristics, environment, aggravating, alleviating and
    ineffective factors (JMIR 2018;20(11):e12001; https://bio-protocol.org/bio101/r9856916). Three
    of these beside a day and a pain score are no other form that we know.
    """
    found = columns_of(table)
    told = [at for at, name in enumerate(found.names) if _PAIN_RECORD.search(name)]
    if len(told) < _RECORD_PARTS_TOLD:
        return None
    listing = found.listing("Manage My Pain", Choices(), _PAIN_RECORD_HINT)
    suggested = suggested_choices(listing)
    if not {Part.DATE, Part.PAIN} <= set(suggested.columns):
        return None
    free = [at for at in told if at not in suggested.columns.values()]
    notes = tuple(sorted({*suggested.notes, *free}))
    return replace(listing, suggested=replace(suggested, notes=notes))


_PAIN_RECORD_HINT = (
    "We suggest which column is what. Look at each: the app may have changed its names. What made "
    "the pain better or worse goes into the note."
)


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
    return replace(listing, suggested=suggested, person_column=whose if len(people) > 1 else None)
