"""What a file says otherwise than the diary: both sides of each, for the person to choose from."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.diary.check_in import CheckIn
from app.diary.dose import LoggedDose
from app.diary.event import LoggedEvent

# What one side says of an answer, a day or a setting; None is nothing.
DifferenceSide = int | float | str | bool | date | frozenset[str] | None


class DifferenceChoice(StrEnum):
    """What the person chose for one difference."""

    MINE = "mine"
    FILE = "file"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class ChangedAnswer:
    """An answer of which the file says something else.

    Attributes:
        for_date: the diary's day.
        name: what it is an answer to: a code of `app.diary.scores`, `pain` (the day's figure),
            `areas`, `note`, `jerks_or_confusion` or `for_date`.
        mine: the diary's answer.
        theirs: the file's.
        check_ins: of the diary, those that the answer comes from.
    """

    for_date: date
    name: str
    mine: DifferenceSide
    theirs: DifferenceSide
    check_ins: tuple[CheckIn, ...]


@dataclass(frozen=True, slots=True)
class MissingDay:
    """Check-ins of the diary that a copy of it does not hold any more."""

    check_ins: tuple[CheckIn, ...]


@dataclass(frozen=True, slots=True)
class ChangedDose:
    """A dose that reads differently in the file: one row, never two.

    Attributes:
        mine: the diary's.
        theirs: the file's; None where a copy of the diary does not hold it any more.
        may_be_two: both may have been taken, so the person may say that they are two.
    """

    mine: LoggedDose
    theirs: LoggedDose | None
    may_be_two: bool = False


@dataclass(frozen=True, slots=True)
class ChangedEvent:
    """An event that reads differently in the file; `theirs` is None as in `ChangedDose`."""

    mine: LoggedEvent
    theirs: LoggedEvent | None


@dataclass(frozen=True, slots=True)
class ChangedSetting:
    """Something that the person said about themselves.

    Attributes:
        name: a field of `app.diary.diary.Profile`, `care` or `opioid_answer`.
        mine: the diary's.
        theirs: the file's.
        medicine: which medicine an opioid answer is about.
    """

    name: str
    mine: DifferenceSide
    theirs: DifferenceSide
    medicine: str = ""


Difference = ChangedAnswer | MissingDay | ChangedDose | ChangedEvent | ChangedSetting
DifferenceChoices = Mapping[str, DifferenceChoice]


def key_of_difference(difference: Difference) -> str:
    """Return what names a difference in a form: both sides, and the versions that were seen.

    It holds no id of the file's records: those of plain files are made anew at each reading.
    """
    parts = json.dumps([type(difference).__name__, *_parts(difference)], default=_plain_side)
    return hashlib.sha256(parts.encode()).hexdigest()[:16]


def digest_of(keys: Iterable[str]) -> str:
    """Return what names all differences that a page showed: a choice for all is about these."""
    return hashlib.sha256(" ".join(sorted(keys)).encode()).hexdigest()[:16]


def _parts(difference: Difference) -> Iterator[object]:
    if isinstance(difference, ChangedAnswer):
        yield from (difference.name, difference.mine, difference.theirs)
    if isinstance(difference, ChangedAnswer | MissingDay):
        yield [(c.public_id, c.version) for c in difference.check_ins]
    elif isinstance(difference, ChangedSetting):
        yield from (difference.name, difference.medicine, difference.mine, difference.theirs)
    else:
        yield from (difference.mine.public_id, difference.mine.version)
        yield _basis_of(difference.theirs)


def _basis_of(record: LoggedDose | LoggedEvent | None) -> object:
    if isinstance(record, LoggedEvent):
        return (record.event.for_date, record.event.kind, record.event.note)
    if record is None:
        return None
    amount = f"{record.amount:f}"
    removed = record.removed_at_local
    return (record.taken_at_local, record.medication, record.route, amount, record.unit, removed)


def _plain_side(side: object) -> object:
    return sorted(side) if isinstance(side, frozenset) else str(side)
