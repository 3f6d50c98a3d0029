"""The three CSV files of the archive, written: entries, doses, events.

A cell that begins with = + - @, a tab or a carriage return can be run as a formula by a
spreadsheet. Such a cell is written with an apostrophe before it, as spreadsheets themselves do.
A cell that already begins with apostrophes before such a sign gets one more, so that taking one
away on reading is always right.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType

from app.clinical import routes
from app.diary.day import rounded_pain
from app.diary.diary import DayEntry, DiaryEvent, Dose
from app.diary.lengths import FILE_TEXT_MAX_CHARACTERS
from app.diary.opioid_answers import OpioidAnswers
from app.diary.patch_wear import ends_by_rule
from app.diary.scores import FURTHER_SCORES

ENTRY_COLUMNS = ("date", "pain", "worst_pain", "locations", "touch_sensitivity", "note")
DOSE_COLUMNS = ("taken_at", "medication", "route", "amount", "unit")
EVENT_COLUMNS = ("date", "kind", "note")
# The columns below are not in the common format, which lets readers pass over them. They are
# written where a row needs them, so that the files alone say what the app says.
# The mean of a day's scores, where that is no whole number.
PAIN_MEAN = "pain_mean"
# "yes" where the answer to "Where does it hurt?" was "nowhere": an empty `locations` is no answer.
NOWHERE, YES = "hurts_nowhere", "yes"
# By column, the code of a further score. Other programs keep hours or words in columns called
# sleep or mood: the scale in the name keeps these apart.
FURTHER_COLUMNS = {f"{score.code}_0_to_10": score.code for score in FURTHER_SCORES}
# When a patch came off: first a removal that was noted; else the time until which it counts as
# worn, where that is not what the format's own rule says.
REMOVED_AT, WORN_UNTIL = "removed_at", "worn_until"
_FORMULA_LIKE = re.compile(r"'*[=+\-@\t\r]")
# What a reader elsewhere may take for thousands.
_LIKE_THOUSANDS = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_DEFUSED = re.compile(r"'+[=+\-@\t\r]")


def write_entries(entries: Iterable[DayEntry]) -> bytes:
    """Write entries.csv in time order; the day's pain is rounded half up to a whole number."""
    ordered = sorted(entries, key=lambda entry: entry.for_date)
    extra = {
        PAIN_MEAN: [_pain_mean(entry.pain) for entry in ordered],
        NOWHERE: [YES if entry.areas == frozenset() else "" for entry in ordered],
    }
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
    return sheet_bytes(ENTRY_COLUMNS, rows, extra)


def _pain_mean(pain: float | None) -> str:
    return "" if pain is None or float(pain).is_integer() else amount_text(pain)


def write_doses(doses: Iterable[Dose], answers: OpioidAnswers) -> bytes:
    """Write doses.csv in time order, with when a patch came off where rows need it."""
    ordered = in_time_order(doses)
    extra = {
        REMOVED_AT: [_time(dose.removed_at_local) for dose in ordered],
        WORN_UNTIL: _worn_until(ordered, answers),
    }
    rows = [
        (
            dose.taken_at_local.isoformat(),
            defuse(dose.medication),
            dose.route,
            _amount_cell(dose.amount),
            dose.unit,
        )
        for dose in ordered
    ]
    return sheet_bytes(DOSE_COLUMNS, rows, extra)


def in_time_order(doses: Iterable[Dose]) -> tuple[Dose, ...]:
    """Return doses by time taken, and by the rest where two were taken together."""
    return tuple(sorted(doses, key=dose_order))


def dose_order(dose: Dose) -> tuple[datetime, str, str, str, float]:
    """Return what doses are sorted by."""
    return dose.taken_at_local, dose.medication, dose.route, dose.unit, dose.amount


def _worn_until(doses: Sequence[Dose], answers: OpioidAnswers) -> list[str]:
    """Return until when each counts as worn; empty where the format's own rule says the same."""
    patches = [dose for dose in doses if dose.route == routes.TRANSDERMAL]
    by_rule = iter(ends_by_rule(patches, answers))
    return [
        _time_unless(next(by_rule), dose.worn_until_local)
        if dose.route == routes.TRANSDERMAL
        else ""
        for dose in doses
    ]


def _time_unless(rule: datetime, moment: datetime | None) -> str:
    return "" if moment == rule else _time(moment)


def _time(moment: datetime | None) -> str:
    return "" if moment is None else moment.isoformat()


def amount_text(amount: float) -> str:
    """Return the shortest plain number that reads back as `amount`.

    >>> amount_text(15.0), amount_text(2.5), amount_text(1e-05)
    ('15', '2.5', '0.00001')
    """
    text = format(Decimal(repr(float(amount))), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _amount_cell(amount: float) -> str:
    """Write an amount that cannot be taken for thousands: 1.125 may be, 1.1250 is none.

    >>> _amount_cell(1.125), _amount_cell(0.125), _amount_cell(7.5)
    ('1.1250', '0.125', '7.5')
    """
    text = amount_text(amount)
    return f"{text}0" if _LIKE_THOUSANDS.fullmatch(text) else text


def write_events(events: Iterable[DiaryEvent]) -> bytes:
    """Write events.csv in time order."""
    rows = [
        (event.for_date.isoformat(), event.kind, defuse(event.note))
        for event in sorted(events, key=event_order)
    ]
    return sheet_bytes(EVENT_COLUMNS, rows)


def event_order(event: DiaryEvent) -> tuple[date, str, str]:
    """Return what events are sorted by."""
    return event.for_date, event.kind, event.note


def sheet_bytes(
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    extra: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> bytes:
    """Return a sheet as bytes; of the extra columns, those in which anything stands.

    The cells are written as they are: `defuse` free text before.
    """
    filled = {column: cells for column, cells in extra.items() if any(cells)}
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow((*columns, *filled))
    for number, row in enumerate(rows):
        writer.writerow((*row, *(cells[number] for cells in filled.values())))
    # Without the mark Excel does not take it for UTF-8, and garbles every letter with an accent.
    return text.getvalue().encode("utf-8-sig")


def defuse(text: str) -> str:
    """Return `text` as a cell that no spreadsheet runs.

    >>> defuse("=1+1"), defuse("'=1+1"), defuse("it hurts")
    ("'=1+1", "''=1+1", 'it hurts')
    """
    return f"'{text}" if _FORMULA_LIKE.match(text) else text


def undo_defuse(cell: str) -> str:
    """Return the text that `defuse` was given.

    >>> undo_defuse("'=1+1"), undo_defuse("'tis sore")
    ('=1+1', "'tis sore")
    """
    return cell[1:] if _DEFUSED.match(cell) else cell
