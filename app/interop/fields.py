"""One written value at a time: text from a file to a value, or a sentence that says why not.

Every function takes text and raises `FieldError` with a sentence; whoever calls it knows the
file, the line and the column.
"""

import re
from datetime import date, datetime, time

from app.clinical.areas import AREA_CODES
from app.clinical.events import EVENT_KINDS
from app.clinical.routes import ROUTE_NAMES, find_route
from app.clinical.scales import is_score
from app.clinical.units import UNIT_NAMES, find_unit
from app.diary.lengths import FILE_TEXT_MAX_CHARACTERS, NAME_MAX_CHARACTERS
from app.interop.errors import shown

# No diary of ours is older than anyone alive, and nobody logs a century ahead.
FIRST_YEAR, LAST_YEAR = 1900, 2199
# Room for every digit that a computer's number of a believable size can need.
LONGEST_AMOUNT = 24

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_LOCAL_TIME = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?", re.ASCII)
_CLOCK = re.compile(r"\d{2}:\d{2}", re.ASCII)
# A column with gaps comes out of many programs as 5.0.
_WHOLE = re.compile(r"(-?\d{1,9})([.,]0{1,9})?", re.ASCII)
# The year first leaves no doubt which of the others is the month.
_SHEET_DATE = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})", re.ASCII)
_MIDNIGHT = re.compile(r"[T ]0{1,2}:00(:00(\.0{1,6})?)?", re.ASCII)
_SHEET_CLOCK = re.compile(r"[T ](\d{1,2})(:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)", re.ASCII)
_NOT_A_DATE = (
    "is not a date like 2026-01-31. In a spreadsheet, give this column the date form "
    "2026-01-31 (year-month-day). Then save it as CSV again."
)
_NOT_A_TIME = (
    "is not a time like 2026-01-31T08:30:00. In a spreadsheet, give this column the form "
    "2026-01-31 08:30 (year-month-day, then the time). Then save it as CSV again."
)
NO_DATE, NO_TIME = "This row has no date.", "This row has no date and time."
_AMOUNT = re.compile(r"\d{1,9}(\.\d*)?|\.\d+", re.ASCII)
_PUBLIC_ID = re.compile(r"[\w-]{1,64}", re.ASCII)


class FieldError(ValueError):
    """A written value that cannot be read; the message is a sentence for people.

    Attributes:
        rule: the sentence without what was written.
    """

    def __init__(self, sentence: str, rule: str = "") -> None:
        super().__init__(sentence)
        self.rule = rule or sentence


def error_quoting(written: str, rule: str) -> FieldError:
    """Return the error that quotes what was written.

    >>> str(error_quoting("11", "is too much."))
    '"11" is too much.'
    """
    return FieldError(f"{shown(written)} {rule}", rule)


def read_date(written: str) -> date:
    """Read ``YYYY-MM-DD``."""
    if not _DATE.fullmatch(written):
        raise error_quoting(written, "is not a date like 2026-01-31.")
    try:
        day = date.fromisoformat(written)
    except ValueError:
        raise error_quoting(written, "is not a day of the calendar.") from None
    _check_year(day.year, written)
    return day


def read_local_time(written: str) -> datetime:
    """Read ``YYYY-MM-DDTHH:MM:SS``, local and without a zone; a space and no seconds will do."""
    if not _LOCAL_TIME.fullmatch(written):
        raise error_quoting(written, "is not a time like 2026-01-31T08:30:00.")
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        raise error_quoting(written, "is not a day and time that exists.") from None
    _check_year(moment.year, written)
    return moment


def read_sheet_date(written: str) -> date:
    """Read a date as spreadsheets and scripts write it, so long as the year comes first.

    >>> read_sheet_date("2026/3/1"), read_sheet_date("2026-03-01 00:00:00")
    (datetime.date(2026, 3, 1), datetime.date(2026, 3, 1))
    """
    _refuse_empty(written, NO_DATE)
    found = _SHEET_DATE.match(written)
    rest = written[found.end() :] if found else ""
    if found is None or (rest and not _MIDNIGHT.fullmatch(rest)):
        raise error_quoting(written, _NOT_A_DATE)
    return _day(written, found)


def read_sheet_time(written: str) -> datetime:
    """Read a local time as spreadsheets and scripts write it, so long as the year comes first.

    >>> read_sheet_time("2026/3/1 8:30")
    datetime.datetime(2026, 3, 1, 8, 30)
    """
    _refuse_empty(written, NO_TIME)
    found = _SHEET_DATE.match(written)
    clock = _SHEET_CLOCK.fullmatch(written, found.end()) if found else None
    if found is None or clock is None:
        raise error_quoting(written, _NOT_A_TIME)
    day = _day(written, found)
    try:
        return datetime.combine(day, time.fromisoformat(f"{int(clock[1]):02}{clock[2]}"))
    except ValueError:
        raise error_quoting(written, "is not a day and time that exists.") from None


def _refuse_empty(written: str, sentence: str) -> None:
    if not written:
        raise FieldError(sentence)


def _day(written: str, found: re.Match[str]) -> date:
    try:
        day = date(int(found[1]), int(found[3]), int(found[4]))
    except ValueError:
        raise error_quoting(written, "is not a day of the calendar.") from None
    _check_year(day.year, written)
    return day


def read_clock(written: str) -> time:
    """Read a time of day, ``HH:MM``."""
    try:
        if _CLOCK.fullmatch(written):
            return time.fromisoformat(written)
    except ValueError:
        pass
    raise error_quoting(written, "is not a time of day like 08:30.")


def read_score(written: str) -> int:
    """Read a whole number from 0 to 10."""
    whole = _WHOLE.fullmatch(written)
    score = int(whole[1]) if whole else None
    if score is None or not is_score(score):
        raise error_quoting(written, "is not a whole number from 0 to 10.")
    return score


def read_areas(written: str) -> frozenset[str]:
    """Read area codes separated by semicolons."""
    return frozenset(read_area(code.strip()) for code in written.split(";") if code.strip())


def read_area(code: str) -> str:
    """Read one area code."""
    if code not in AREA_CODES:
        raise error_quoting(code, "is not the code of a body area.")
    return code


def read_amount(written: str) -> str:
    """Read a plain number with a point, such as ``7.5``; it stays text so that nothing is lost."""
    if len(written) > LONGEST_AMOUNT or not _AMOUNT.fullmatch(written):
        raise error_quoting(written, "is not a number like 7.5.")
    return written


def read_text(written: str, longest: int = FILE_TEXT_MAX_CHARACTERS) -> str:
    """Read free text as it was typed; refuse what no database and no page can hold."""
    if len(written) > longest:
        raise FieldError(f"This text has more than {longest:,} characters.")
    if "\0" in written or any("\ud800" <= letter <= "\udfff" for letter in written):
        raise FieldError("This text holds characters that cannot be kept.")
    return written


def read_name(written: str) -> str:
    """Read a name of one line, such as a medication."""
    name = " ".join(read_text(written, NAME_MAX_CHARACTERS).split())
    if not name:
        raise FieldError("A name is missing.")
    return name


def read_kind(written: str) -> str:
    """Read the code of an event kind."""
    if written not in EVENT_KINDS:
        raise error_quoting(written, f"is not one of {', '.join(sorted(EVENT_KINDS))}.")
    return written


def read_route(written: str) -> str:
    """Read a route, as a code or one of its common short forms."""
    route = find_route(written)
    if route is None:
        raise error_quoting(written, f"is not one of {', '.join(ROUTE_NAMES)}.")
    return route


def read_unit(written: str) -> str:
    """Read a unit, as a code or one of its common spellings."""
    unit = find_unit(written)
    if unit is None:
        raise error_quoting(written, f"is not one of {', '.join(UNIT_NAMES)}.")
    return unit


def read_public_id(written: str) -> str:
    """Read a record's identifier; it ends up in addresses, so it holds nothing odd."""
    if not _PUBLIC_ID.fullmatch(written):
        raise error_quoting(written, "is not an id.")
    return written


def _check_year(year: int, written: str) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise error_quoting(written, "is too far from today. Check the year.")
