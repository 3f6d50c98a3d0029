"""The three CSV files of the archive: entries, doses, events; both ways."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType

from app.clinical.medicines import find_substance
from app.clinical.scales import HIGHEST_SCORE
from app.clinical.units import UnitMismatch, check_amount, check_unit
from app.diary.day import rounded_pain
from app.diary.diary import DayEntry, DiaryEvent, Dose
from app.diary.lengths import FILE_TEXT_MAX_CHARACTERS
from app.diary.patch_wear import ends_by_rule
from app.diary.scores import FURTHER_SCORES
from app.interop import fields
from app.interop.defuse import defuse, undo_defuse
from app.interop.errors import Troubles
from app.interop.tables.rows import Row, rows_by_name
from app.interop.tables.table import Table

ENTRY_COLUMNS = ("date", "pain", "worst_pain", "locations", "touch_sensitivity", "note")
DOSE_COLUMNS = ("taken_at", "medication", "route", "amount", "unit")
EVENT_COLUMNS = ("date", "kind", "note")
# The columns below are not in the common format, which lets readers pass over them. They are
# written where a row needs them, so that the files alone say what the app says.
# The mean of a day's scores, where that is no whole number.
PAIN_MEAN = "pain_mean"
# By column, the code of a further score. Other programs keep hours or words in columns called
# sleep or mood: the scale in the name keeps these apart.
FURTHER_COLUMNS = {f"{score.code}_0_to_10": score.code for score in FURTHER_SCORES}
# When a patch came off: first a removal that was noted; else the time until which it counts as
# worn, where that is not what the format's own rule says.
REMOVED_AT, WORN_UNTIL = "removed_at", "worn_until"


def read_entries(table: Table) -> tuple[DayEntry, ...]:
    """Read entries.csv. An empty cell was not answered, which is never the same as zero.

    Raises:
        JoinedArchiveError: cells cannot be read, or a date stands twice; with all of them.
    """
    entries: dict[date, DayEntry] = {}
    troubles = Troubles()
    for row in rows_by_name(table, ENTRY_COLUMNS, [PAIN_MEAN, *FURTHER_COLUMNS]):
        with troubles.noted():
            entry = _entry(row)
            if entry.for_date in entries:
                sentence = f"{entry.for_date} is there twice. Each day has one row."
                raise row.error("date", sentence, "a day twice")
            entries[entry.for_date] = entry
    troubles.raise_if_any()
    return tuple(sorted(entries.values(), key=lambda entry: entry.for_date))


def _entry(row: Row) -> DayEntry:
    for_date = row.read("date", fields.read_sheet_date)
    pain = row.read_optional("pain", fields.read_score)
    pain_mean = row.read_optional(PAIN_MEAN, fields.read_amount)
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
        # Nothing but semicolons is no answer either.
        areas=areas.value or None,
        touch=touch.value,
        further={code: score.value for code, score in further.items() if score.value is not None},
        note=note.value,
    )


def _pain(pain: int | None, mean: str | None) -> float | None:
    """Return the day's pain, the exact one where the whole number beside it was not changed."""
    if pain is None or mean is None:
        return None if pain is None else float(pain)
    exact = float(mean)
    return exact if exact <= HIGHEST_SCORE and rounded_pain(exact) == pain else float(pain)


def read_doses(table: Table) -> tuple[Dose, ...]:
    """Read doses.csv; a patch in mg or a tablet in mcg/h is refused.

    Raises:
        JoinedArchiveError: cells cannot be read, or unit and medicine do not fit; with all of them.
    """
    doses: list[Dose] = []
    troubles = Troubles()
    for row in rows_by_name(table, DOSE_COLUMNS, [REMOVED_AT, WORN_UNTIL]):
        with troubles.noted():
            doses.append(_dose(row))
    troubles.raise_if_any()
    return in_time_order(doses)


def in_time_order(doses: Iterable[Dose]) -> tuple[Dose, ...]:
    """Return doses by time taken, and by the rest where two were taken together."""
    return tuple(
        sorted(doses, key=lambda d: (d.taken_at_local, d.medication, d.route, d.unit, d.amount))
    )


def _dose(row: Row) -> Dose:
    medication = row.read("medication", _medication)
    route = row.read("route", fields.read_route)
    unit = row.read("unit", fields.read_unit)
    amount = row.read("amount", fields.read_amount)
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


def _check_dose(row: Row, dose: Dose) -> None:
    for column, off in ((REMOVED_AT, dose.removed_at_local), (WORN_UNTIL, dose.worn_until_local)):
        if off is not None and off < dose.taken_at_local:
            raise row.error(column, "A patch cannot come off before it is put on.")
    try:
        check_unit(find_substance(dose.medication), dose.route, None, dose.unit)
    except UnitMismatch as error:
        raise row.error("unit", str(error)) from None
    try:
        check_amount(dose.unit, dose.amount)
    except UnitMismatch as error:
        raise row.error("amount", str(error)) from None


def read_events(table: Table) -> tuple[DiaryEvent, ...]:
    """Read events.csv, which may hold only its header.

    Raises:
        JoinedArchiveError: cells cannot be read; with all of them.
    """
    events: list[DiaryEvent] = []
    troubles = Troubles()
    for row in rows_by_name(table, EVENT_COLUMNS):
        for_date = row.read("date", fields.read_sheet_date)
        kind = row.read("kind", fields.read_kind)
        note = row.read_text("note", _note)
        with troubles.noted():
            row.check()
            events.append(DiaryEvent(for_date.value, kind.value, note.value))
    troubles.raise_if_any()
    return tuple(sorted(events, key=lambda event: (event.for_date, event.kind, event.note)))


def _medication(written: str) -> str:
    return fields.read_name(undo_defuse(written))


def _note(written: str) -> str:
    return fields.read_text(undo_defuse(written))


def write_entries(entries: Iterable[DayEntry]) -> bytes:
    """Write entries.csv in time order; the day's pain is rounded half up to a whole number."""
    ordered = sorted(entries, key=lambda entry: entry.for_date)
    extra = {PAIN_MEAN: [_pain_mean(entry.pain) for entry in ordered]}
    for column, code in FURTHER_COLUMNS.items():
        extra[column] = [str(entry.further.get(code, "")) for entry in ordered]
    rows = [
        (
            entry.for_date.isoformat(),
            "" if entry.pain is None else str(rounded_pain(entry.pain)),
            "" if entry.worst_pain is None else str(entry.worst_pain),
            ";".join(sorted(entry.areas or ())),
            "" if entry.touch is None else str(entry.touch),
            defuse(entry.note[:FILE_TEXT_MAX_CHARACTERS]),
        )
        for entry in ordered
    ]
    return _written(ENTRY_COLUMNS, rows, extra)


def _pain_mean(pain: float | None) -> str:
    return "" if pain is None or float(pain).is_integer() else amount_text(pain)


def write_doses(doses: Iterable[Dose]) -> bytes:
    """Write doses.csv in time order, with when a patch came off where rows need it."""
    ordered = in_time_order(doses)
    by_rule = zip(ordered, ends_by_rule(ordered), strict=True)
    extra = {
        REMOVED_AT: [_time(dose.removed_at_local) for dose in ordered],
        # Empty where the format's own rule says the same.
        WORN_UNTIL: [
            "" if dose.worn_until_local == rule else _time(dose.worn_until_local)
            for dose, rule in by_rule
        ],
    }
    rows = [
        (
            dose.taken_at_local.isoformat(),
            defuse(dose.medication),
            dose.route,
            amount_text(dose.amount),
            dose.unit,
        )
        for dose in ordered
    ]
    return _written(DOSE_COLUMNS, rows, extra)


def _time(moment: datetime | None) -> str:
    return "" if moment is None else moment.isoformat()


def amount_text(amount: float) -> str:
    """Return the shortest plain number that reads back as `amount`.

    >>> amount_text(15.0), amount_text(2.5), amount_text(1e-05)
    ('15', '2.5', '0.00001')
    """
    text = format(Decimal(repr(float(amount))), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def write_events(events: Iterable[DiaryEvent]) -> bytes:
    """Write events.csv in time order."""
    rows = [
        (event.for_date.isoformat(), event.kind, defuse(event.note))
        for event in sorted(events, key=lambda event: (event.for_date, event.kind, event.note))
    ]
    return _written(EVENT_COLUMNS, rows)


def _written(
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    extra: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> bytes:
    """Return a sheet; of the extra columns, those in which anything stands."""
    filled = {column: cells for column, cells in extra.items() if any(cells)}
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow((*columns, *filled))
    for number, row in enumerate(rows):
        writer.writerow((*row, *(cells[number] for cells in filled.values())))
    # Without the mark Excel does not take it for UTF-8, and garbles every letter with an accent.
    return text.getvalue().encode("utf-8-sig")
