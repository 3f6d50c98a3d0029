"""What the patient wrote, as plain values: answers, check-ins and events."""

from dataclasses import dataclass, fields
from datetime import date, datetime

from app.clinical.areas import in_order
from app.clock import local_day
from app.diary import entered as lossless
from app.models import CheckIn, Event


@dataclass(frozen=True, slots=True)
class Answers:
    """What one check-in says. None is "not answered", which is never zero.

    Attributes:
        average_pain: over the last 24 hours, 0-10, as the other scores are.
        pain_now: at that moment.
        worst_pain: of the day.
        areas: codes of `app.clinical.areas`; an empty set is the answer "nowhere".
        touch: how much light touch hurt; 0 is "it did not".
        sleep: how well the person slept.
        mood: how well the person felt.
        activity: how much the person could do.
        note: their own words.
        jerks_or_confusion: new jerks, twitches or confusion were ticked.
    """

    average_pain: int | None = None
    pain_now: int | None = None
    worst_pain: int | None = None
    areas: frozenset[str] | None = None
    touch: int | None = None
    sleep: int | None = None
    mood: int | None = None
    activity: int | None = None
    note: str = ""
    jerks_or_confusion: bool = False

    @classmethod
    def of(cls, row: CheckIn) -> "Answers":
        """Read a row."""
        return cls(
            average_pain=row.average_pain,
            pain_now=row.pain_now,
            worst_pain=row.worst_pain,
            areas=None if row.areas is None else frozenset(row.areas),
            touch=row.touch,
            sleep=row.sleep,
            mood=row.mood,
            activity=row.activity,
            note=row.note,
            jerks_or_confusion=row.jerks_or_confusion,
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing was answered."""
        return self == Answers()

    def write_to(self, check_in: CheckIn) -> None:
        """Put the answers into a row."""
        check_in.average_pain = self.average_pain
        check_in.pain_now = self.pain_now
        check_in.worst_pain = self.worst_pain
        check_in.areas = None if self.areas is None else [a.code for a in in_order(self.areas)]
        check_in.touch = self.touch
        check_in.sleep = self.sleep
        check_in.mood = self.mood
        check_in.activity = self.activity
        check_in.note = self.note
        check_in.jerks_or_confusion = self.jerks_or_confusion


@dataclass(frozen=True, slots=True)
class CheckInRecord:
    """A saved check-in."""

    public_id: str
    for_date: date
    answers: Answers
    recorded_at: datetime
    time_zone: str
    version: int

    @classmethod
    def of(cls, row: CheckIn) -> "CheckInRecord":
        """Read a row."""
        return cls(
            row.public_id,
            row.for_date,
            Answers.of(row),
            row.recorded_at,
            row.time_zone,
            row.version,
        )

    def as_lossless(self) -> lossless.CheckIn:
        """Return it as the pure storeys know it."""
        answers = {field.name: getattr(self.answers, field.name) for field in fields(Answers)}
        return lossless.CheckIn(
            self.public_id, self.for_date, self.recorded_at, self.time_zone, **answers
        )

    @property
    def days_late(self) -> int:
        """How many days after its own day it was recorded, by the person's calendar then."""
        return _days_late(self.for_date, self.recorded_at, self.time_zone)


@dataclass(frozen=True, slots=True)
class EventRecord:
    """A saved event; `kind` is a code of `app.clinical.events`."""

    public_id: str
    for_date: date
    kind: str
    note: str
    recorded_at: datetime
    time_zone: str
    version: int

    @classmethod
    def of(cls, row: Event) -> "EventRecord":
        """Read a row."""
        return cls(
            row.public_id,
            row.for_date,
            row.kind,
            row.note,
            row.recorded_at,
            row.time_zone,
            row.version,
        )

    @property
    def days_late(self) -> int:
        """How many days after its own day it was recorded, by the person's calendar then."""
        return _days_late(self.for_date, self.recorded_at, self.time_zone)


def _days_late(for_date: date, recorded_at: datetime, time_zone: str) -> int:
    return max((local_day(recorded_at, time_zone) - for_date).days, 0)
