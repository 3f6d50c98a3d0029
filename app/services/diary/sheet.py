"""What one sending of the diary's form says, and what came of it: answers, events and doses."""

import json
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from app.clinical.events import OTHER_EVENT
from app.diary.as_taken import AsTaken
from app.diary.check_in import Answers
from app.diary.local_time import Turn
from app.services.errors import NotFound

SavedOutcome = Literal["new", "repeated", "taken_back"]


@dataclass(frozen=True, slots=True)
class Happened:
    """What may explain a change: kinds from `app.clinical.events`, and a few words about them."""

    kinds: frozenset[str] = frozenset()
    note: str = ""

    @property
    def event_kinds(self) -> tuple[str, ...]:
        """The kinds of event in a fixed order; words without a kind are about something else."""
        return tuple(sorted(self.kinds)) or ((OTHER_EVENT,) if self.note else ())


@dataclass(frozen=True, slots=True)
class TookDue:
    """A due dose was taken, or a due patch put on; without `at_local`, at its usual time.

    Attributes:
        is_now: it was taken now, not at its usual time.
        turn: which time is meant, where the clock showed it twice.
    """

    key: str
    at_local: datetime | None = None
    is_now: bool = False
    turn: Turn | None = None


@dataclass(frozen=True, slots=True)
class TookAsNeeded:
    """A dose was taken as needed; None means the usual amount, or now.

    `as_taken` says how another amount was counted, where that was not its own unit.
    """

    medicine_public_id: str
    amount: Decimal | None = None
    at_local: datetime | None = None
    as_taken: AsTaken | None = None
    turn: Turn | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that one sending of the form says about one day."""

    for_date: date
    answers: Answers = field(default_factory=Answers)
    happened: Happened = field(default_factory=Happened)
    took_due: tuple[TookDue, ...] = ()
    took_as_needed: tuple[TookAsNeeded, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was answered."""
        return self == Sheet(self.for_date)


@dataclass(frozen=True, slots=True)
class Made:
    """The public ids of what one sending of the form created."""

    check_in: str | None
    events: tuple[str, ...]
    doses: tuple[str, ...]

    def as_text(self) -> str:
        """Return it as it is kept beside the form's key."""
        return json.dumps(asdict(self))

    @classmethod
    def of(cls, text: str) -> "Made":
        """Read it back.

        Raises:
            NotFound: another kind of form left this answer.
        """
        try:
            made = json.loads(text)
            return cls(made["check_in"], tuple(made["events"]), tuple(made["doses"]))
        except (ValueError, TypeError, KeyError):
            raise NotFound from None


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of sending the form: new, sent before, or sent before and taken back since."""

    outcome: SavedOutcome
    made: Made
