"""The three CSV files of the archive, read: entries, doses, events."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Generic, TypeVar

from app.clinical.medicines import find_substance
from app.clinical.scales import HIGHEST_SCORE
from app.clinical.units import UnitMismatch, check_amount, check_unit_in_file
from app.diary.day import rounded_pain
from app.diary.diary import DayEntry, DiaryEvent, Dose
from app.interop import fields
from app.interop.errors import ArchiveError, Troubles, shown
from app.interop.no_medicine import NO_MEDICINE, says_no_medicine
from app.interop.sheet_numbers import amount_reader, read_mean
from app.interop.sheets_write import (
    DOSE_COLUMNS,
    ENTRY_COLUMNS,
    EVENT_COLUMNS,
    FURTHER_COLUMNS,
    NOWHERE,
    PAIN_MEAN,
    REMOVED_AT,
    WORN_UNTIL,
    YES,
    dose_order,
    event_order,
    undo_defuse,
)
from app.interop.tables.rows import SheetRow, rows_by_name
from app.interop.tables.table import Table

NO_AMOUNT = frozenset({"", "0", "0.0", "-"})
_Read = TypeVar("_Read", DayEntry, Dose, DiaryEvent)


@dataclass(frozen=True, slots=True)
class SheetRecords(Generic[_Read]):
    """What a sheet holds in order of time, and the line on which each record stands.

    `left_out` are rows that hold no record, with why.
    """

    records: tuple[_Read, ...]
    lines: tuple[int, ...]
    left_out: tuple[ArchiveError, ...] = ()


def _in_order(
    read: Iterable[tuple[int, _Read]], key: Callable[[_Read], Any]
) -> SheetRecords[_Read]:
    ordered = sorted(read, key=lambda pair: key(pair[1]))
    return SheetRecords(tuple(record for _, record in ordered), tuple(line for line, _ in ordered))


def read_entries(table: Table) -> SheetRecords[DayEntry]:
    """Read entries.csv. An empty cell was not answered, which is never the same as zero.

    Raises:
        JoinedArchiveError: cells cannot be read, or a date stands twice; with all of them.
    """
    entries: dict[date, tuple[int, DayEntry]] = {}
    troubles = Troubles()
    for row in rows_by_name(table, ENTRY_COLUMNS, [PAIN_MEAN, NOWHERE, *FURTHER_COLUMNS]):
        with troubles.noted():
            entry = _entry(row)
            if entry.for_date in entries:
                sentence = f"{entry.for_date} is there twice. Use one row for each day."
                raise row.error("date", sentence, "a day twice")
            entries[entry.for_date] = row.line, entry
    troubles.raise_if_any()
    return _in_order(entries.values(), lambda entry: entry.for_date)


def _entry(row: SheetRow) -> DayEntry:
    for_date = row.read("date", fields.read_sheet_date)
    pain = row.read_optional("pain", fields.read_score)
    pain_mean = row.read_optional(PAIN_MEAN, read_mean)
    worst_pain = row.read_optional("worst_pain", fields.read_score)
    areas = row.read_optional("locations", fields.read_areas)
    touch = row.read_optional("touch_sensitivity", fields.read_score)
    further = {
        code: row.read_optional(column, fields.read_score)
        for column, code in FURTHER_COLUMNS.items()
    }
    note = row.read_text("note", _note)
    row.check()
    return DayEntry(
        for_date=for_date.value,
        pain=_pain(pain.value, pain_mean.value),
        worst_pain=worst_pain.value,
        areas=_areas(row, areas.value),
        touch=touch.value,
        further={code: score.value for code, score in further.items() if score.value is not None},
        note=note.value,
    )


def _areas(row: SheetRow, marked: frozenset[str] | None) -> frozenset[str] | None:
    """Return where it hurt; places that are named win over "nowhere"."""
    is_nowhere = row.cells[NOWHERE].strip().casefold() == YES
    # Nothing but semicolons is no answer.
    return marked or (frozenset() if is_nowhere else None)


def _pain(pain: int | None, mean: str | None) -> float | None:
    """Return the day's pain, the exact one where the whole number beside it was not changed."""
    if pain is None or mean is None:
        return None if pain is None else float(pain)
    exact = float(mean)
    return exact if exact <= HIGHEST_SCORE and rounded_pain(exact) == pain else float(pain)


def read_doses(table: Table, *, by_a_program: bool = False) -> SheetRecords[Dose]:
    """Read doses.csv; a patch in mg or a tablet in mcg/h is refused.

    A row that says that no medicine was taken is left out; with an amount, it is one of that name.

    Raises:
        JoinedArchiveError: cells cannot be read, or unit and medicine do not fit; with all of them.
    """
    doses: list[tuple[int, Dose]] = []
    left_out: list[ArchiveError] = []
    troubles = Troubles()
    rows = tuple(rows_by_name(table, DOSE_COLUMNS, [REMOVED_AT, WORN_UNTIL]))
    amounts = (row.cells["amount"] for row in rows)
    read_amount = amount_reader(amounts, by_a_program=by_a_program)
    for row in rows:
        name = row.cells["medication"]
        if says_no_medicine(name) and row.cells["amount"].strip() in NO_AMOUNT:
            sentence = f"{shown(name.strip())} {NO_MEDICINE}"
            left_out.append(row.error("medication", sentence, NO_MEDICINE))
            continue
        with troubles.noted():
            doses.append((row.line, _dose(row, read_amount)))
    troubles.raise_if_any()
    return replace(_in_order(doses, dose_order), left_out=tuple(left_out))


def _dose(row: SheetRow, read_amount: Callable[[str], str]) -> Dose:
    medication = row.read("medication", _medication)
    route = row.read("route", fields.read_route)
    unit = row.read("unit", fields.read_unit)
    amount = row.read("amount", read_amount)
    taken_at = row.read("taken_at", fields.read_sheet_time)
    removed_at = row.read_optional(REMOVED_AT, fields.read_sheet_time)
    worn_until = row.read_optional(WORN_UNTIL, fields.read_sheet_time)
    row.check()
    dose = Dose(
        taken_at_local=taken_at.value,
        medication=medication.value,
        route=route.value,
        amount=float(amount.value),
        unit=unit.value,
        removed_at_local=removed_at.value,
        worn_until_local=worn_until.value,
    )
    _check_dose(row, dose)
    return dose


def _check_dose(row: SheetRow, dose: Dose) -> None:
    for column, off in ((REMOVED_AT, dose.removed_at_local), (WORN_UNTIL, dose.worn_until_local)):
        if off is not None and off < dose.taken_at_local:
            raise row.error(column, "A patch cannot come off before it is put on.")
    try:
        check_unit_in_file(find_substance(dose.medication), dose.route, dose.unit)
    except UnitMismatch as error:
        raise row.error("unit", str(error)) from None
    try:
        check_amount(dose.unit, dose.amount)
    except UnitMismatch as error:
        raise row.error("amount", str(error)) from None


def read_events(table: Table) -> SheetRecords[DiaryEvent]:
    """Read events.csv, which may hold only its header.

    Raises:
        JoinedArchiveError: cells cannot be read; with all of them.
    """
    events: list[tuple[int, DiaryEvent]] = []
    troubles = Troubles()
    for row in rows_by_name(table, EVENT_COLUMNS):
        for_date = row.read("date", fields.read_sheet_date)
        kind = row.read("kind", fields.read_kind)
        note = row.read_text("note", _note)
        with troubles.noted():
            row.check()
            events.append((row.line, DiaryEvent(for_date.value, kind.value, note.value)))
    troubles.raise_if_any()
    return _in_order(events, event_order)


def _medication(written: str) -> str:
    return fields.read_name(undo_defuse(written))


def _note(written: str) -> str:
    return fields.read_text(undo_defuse(written))
