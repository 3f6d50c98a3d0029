"""Strict reading of JSON: every value has the type it should, or an error names its place."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TypeVar
from zoneinfo import ZoneInfo

from app.clinical.patches import (
    LONGEST_WEAR_HOURS,
    MOST_WORN_AT_ONCE,
    SHORTEST_WEAR_HOURS,
    can_be_worn_at_once,
    can_be_worn_for,
)
from app.clinical.scales import is_score
from app.diary.entered import Entered
from app.interop import fields
from app.interop.errors import ArchiveError, shown
from app.interop.fields import FieldError
from app.interop.tables.text import decode

MAX_LIST_LENGTH = 200_000

_Value = TypeVar("_Value")


def parse_object(file: str, content: bytes) -> "JsonObject":
    """Return the object that a JSON file holds.

    Raises:
        ArchiveError: it is not UTF-8, not JSON, nested too deeply, or not an object.
    """
    text = decode(file, content)
    try:
        parsed = json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_unique)
    except json.JSONDecodeError as error:
        raise ArchiveError(file, error.lineno, None, "This is not well-formed JSON.") from None
    except RecursionError:
        raise ArchiveError(file, None, None, "This JSON is nested too deeply.") from None
    except ValueError:  # a name twice, NaN or Infinity, a number of thousands of digits
        raise ArchiveError(file, None, None, "This is not well-formed JSON.") from None
    return as_object(file, "", parsed)


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    named = dict(pairs)
    if len(named) < len(pairs):
        raise ValueError("a name is there twice")
    return named


def as_object(file: str, path: str, value: object) -> "JsonObject":
    """Return `value` as an object.

    Raises:
        ArchiveError: it is something else.
    """
    if not isinstance(value, dict):
        raise ArchiveError(file, None, path or None, "There should be an object here.")
    return JsonObject(file, path, value)


@dataclass(frozen=True, slots=True)
class JsonObject:
    """One JSON object and where it stands.

    Every reading method takes the field's name, and raises `ArchiveError` where the field is
    missing or is not what it should be.
    """

    file: str
    path: str
    values: dict[str, object]

    def error(self, name: str, sentence: str) -> ArchiveError:
        """Return the error that points at a field."""
        return ArchiveError(self.file, None, self._place(name), sentence)

    def _place(self, name: str) -> str:
        return f"{self.path}.{name}" if self.path else name

    def has(self, name: str) -> bool:
        """Tell whether the field is there, with any value."""
        return name in self.values

    def get(self, name: str) -> object:
        """Return the field's value, whatever it is."""
        if name not in self.values:
            raise self.error(name, "This field is missing.")
        return self.values[name]

    def text(self, name: str, reader: Callable[[str], _Value]) -> _Value:
        """Return a text field, read by one of the functions of `app.interop.fields`."""
        return self._read_text(name, self.get(name), reader)

    def optional_text(self, name: str, reader: Callable[[str], _Value]) -> _Value | None:
        """Return a text field, or None for null."""
        return None if self.get(name) is None else self.text(name, reader)

    def _read_text(self, name: str, value: object, reader: Callable[[str], _Value]) -> _Value:
        if not isinstance(value, str):
            raise self.error(name, "There should be text here.")
        try:
            return reader(value)
        except FieldError as error:
            raise self.error(name, str(error)) from None

    def score(self, name: str) -> int | None:
        """Return a whole number from 0 to 10, or None for null."""
        value = self.get(name)
        if value is None:
            return None
        if not is_score(value):
            raise self.error(name, "There should be a whole number from 0 to 10, or null.")
        return value

    def patches(self, name: str) -> int:
        """Return a number of patches that are worn at once."""
        value = self.get(name)
        if type(value) is not int or not can_be_worn_at_once(value):
            sentence = f"There should be a whole number from 1 to {MOST_WORN_AT_ONCE}."
            raise self.error(name, sentence)
        return value

    def hours(self, name: str) -> int | None:
        """Return for how many hours a patch is worn, or None for null."""
        value = self.get(name)
        if value is None:
            return None
        if type(value) is not int or not can_be_worn_for(value):
            span = f"{SHORTEST_WEAR_HOURS} to {LONGEST_WEAR_HOURS}"
            raise self.error(name, f"There should be a whole number from {span}, or null.")
        return value

    def count(self, name: str, most: int) -> int | None:
        """Return a whole number from 1 to `most`, or None for null."""
        value = self.get(name)
        if value is None:
            return None
        if type(value) is not int or not 1 <= value <= most:
            raise self.error(name, f"There should be a whole number from 1 to {most}, or null.")
        return value

    def flag(self, name: str) -> bool:
        """Return true or false."""
        value = self.get(name)
        if not isinstance(value, bool):
            raise self.error(name, "There should be true or false here.")
        return value

    def optional_flag(self, name: str) -> bool | None:
        """Return true, false, or None for null."""
        return None if self.get(name) is None else self.flag(name)

    def list_of_text(self, name: str, reader: Callable[[str], _Value]) -> tuple[_Value, ...]:
        """Return a list of texts, each read by `reader`."""
        return tuple(self._read_text(name, value, reader) for value in self._list(name))

    def objects(self, name: str) -> Iterator["JsonObject"]:
        for index, value in enumerate(self._list(name)):
            yield as_object(self.file, f"{self._place(name)}[{index}]", value)

    def child(self, name: str) -> "JsonObject":
        return as_object(self.file, self._place(name), self.get(name))

    def _list(self, name: str) -> list[object]:
        value = self.get(name)
        if not isinstance(value, list):
            raise self.error(name, "There should be a list here.")
        if len(value) > MAX_LIST_LENGTH:
            raise self.error(name, f"This list has more than {MAX_LIST_LENGTH:,} items.")
        return value


def read_instant(written: str) -> datetime:
    """Read an instant in UTC, ``2026-01-31T08:30:00Z``."""
    if not written.endswith("Z"):
        raise FieldError(f"{shown(written)} is not a time in UTC like 2026-01-31T08:30:00Z.")
    return fields.read_local_time(written[:-1]).replace(tzinfo=UTC)


def instant_text(instant: datetime) -> str:
    """Write an instant in UTC.

    >>> instant_text(datetime(2026, 1, 31, 8, 30, tzinfo=UTC))
    '2026-01-31T08:30:00Z'
    """
    return instant.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def read_time_zone(written: str) -> str:
    """Read the IANA name of a time zone."""
    try:
        ZoneInfo(written)
    except (KeyError, ValueError, OSError):
        raise FieldError(f"{shown(written)} is not the name of a time zone.") from None
    return written


def read_decimal(written: str) -> Decimal:
    """Read a plain number without losing a digit."""
    return Decimal(fields.read_amount(written))


def local_text(moment: datetime | None) -> str | None:
    """Write a local time, or null."""
    return None if moment is None else moment.isoformat()


def date_text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def read_entered(item: JsonObject, usual_zone: str = "") -> Entered:
    """Read when it was entered; the usual zone is meant where the file names none."""
    zone = "" if item.has("time_zone") else usual_zone
    return Entered(
        at=item.text("recorded_at", read_instant),
        time_zone=zone or item.text("time_zone", read_time_zone),
        is_imported=item.has("is_imported") and item.flag("is_imported"),
    )
