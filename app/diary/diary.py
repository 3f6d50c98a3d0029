"""The diary as a value: what every pure part of Tidemark reads.

Nothing here knows a database, a request or the time of day. All dates and times are the
person's own local ones; `None` always means "not answered", which is never the same as zero.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from functools import cached_property, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from app.diary.opioid_answers import OpioidAnswers
from app.diary.taken import TakenDays

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class DayEntry:
    """What one day says, after the day's check-ins were combined.

    Attributes:
        for_date: the local day that the answers are about.
        pain: average pain over the last 24 hours, 0-10; a day with several scores and no
            average of its own holds their mean.
        worst_pain: worst pain of the day, 0-10.
        areas: codes of `app.clinical.areas`; an empty set is the answer "nowhere".
        touch: how much light touch hurt, 0-10; 0 is the answer "it did not hurt".
        further: the scores of `app.diary.scores.FURTHER_SCORES` that were given, by code.
        note: the person's own words.
        entered_on: the local day on which it was first entered, where that is known.
    """

    for_date: date
    pain: float | None = None
    worst_pain: int | None = None
    areas: frozenset[str] | None = None
    touch: int | None = None
    note: str = ""
    entered_on: date | None = None
    further: Mapping[str, int] = field(default_factory=dict, hash=False)

    @property
    def is_logged(self) -> bool:
        """Whether the day counts as logged: it has a pain score."""
        return self.pain is not None


@dataclass(frozen=True, slots=True)
class Dose:
    """One intake, one patch, or one day's total where a person logs totals.

    Attributes:
        taken_at_local: local time without a zone; for a patch, when it was put on.
        medication: generic name first, as in the archive: ``oxycodone ER``.
        route: ``oral``, ``transdermal`` and the other codes of `app.clinical`.
        amount: in `unit`; for a combination product, its opioid part.
        unit: ``mg``, ``mcg/h`` (patch strength) and the other codes of `app.clinical`.
        removed_at_local: local time at which a patch came off, where it was noted.
        worn_until_local: local time until which a patch of which that was not noted counts as worn;
            None where the archive's rule holds (`app.diary.patch_wear`).
    """

    taken_at_local: datetime
    medication: str
    route: str
    amount: float
    unit: str
    removed_at_local: datetime | None = None
    worn_until_local: datetime | None = None


@dataclass(frozen=True, slots=True)
class DiaryEvent:
    """Something that may explain a change. `kind` is a code of `app.clinical.events`."""

    for_date: date
    kind: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """What held before the diary began.

    Attributes:
        original_areas: where it hurt at first.
        opioid_start: first day of opioid treatment, before or within the diary.
        condition: the person's own words for what hurts.
    """

    original_areas: frozenset[str] = frozenset()
    opioid_start: date | None = None
    condition: str = ""


@dataclass(frozen=True)
class Diary:
    """A whole diary. Records may stand in any order; `entries` holds one per day at most.

    It has no slots, so that it can keep what was worked out from it (`once_per_diary`).

    Attributes:
        open_day: the day that is not over yet: more doses of it may still come.
        opioid_answers: what the person said of medicines that the catalogue does not know.
        taken: what was taken on days gone by and is not among `doses`, added up by day.
        story: answers to `app.clinical.story`, by code: told of the time before, never logged.
    """

    entries: tuple[DayEntry, ...] = ()
    doses: tuple[Dose, ...] = ()
    events: tuple[DiaryEvent, ...] = ()
    profile: Profile = field(default_factory=Profile)
    open_day: date | None = None
    opioid_answers: OpioidAnswers = field(default_factory=OpioidAnswers)
    taken: TakenDays = field(default_factory=TakenDays)
    story: Mapping[str, str] = field(default_factory=dict, hash=False)

    def up_to(self, as_of: date) -> "Diary":
        """Return only what is dated up to and including `as_of`.

        >>> from datetime import date
        >>> diary = Diary(entries=(DayEntry(date(2026, 1, 1)), DayEntry(date(2026, 1, 3))))
        >>> len(diary.up_to(date(2026, 1, 2)).entries)
        1
        """
        # Most looks are at the whole diary. Then nothing is copied, and nothing worked out twice.
        if self._last_day <= as_of:
            return self
        end = datetime.combine(as_of, time.max)
        return replace(
            self,
            entries=tuple(e for e in self.entries if e.for_date <= as_of),
            doses=tuple(d for d in self.doses if d.taken_at_local <= end),
            events=tuple(e for e in self.events if e.for_date <= as_of),
            taken=self.taken.between(date.min, as_of),
        )

    @cached_property
    def _last_day(self) -> date:
        taken = [max(dose.taken_at_local for dose in self.doses).date()] if self.doses else []
        days = [entry.for_date for entry in self.entries]
        days += [event.for_date for event in self.events]
        days += filter(None, [self.taken.last_day])
        return max([*taken, *days], default=date.min)

    @cached_property
    def _worked_out(self) -> dict[object, Any]:
        return {}


def once_per_diary(
    work: Callable[Concatenate[Diary, P], T],
) -> Callable[Concatenate[Diary, P], T]:
    """Do some work on a diary once, however many parts of a page ask for it.

    A diary never changes, so neither does what follows from it. It is kept with the diary, and goes
    with it when the request is over.
    """

    @wraps(work)
    def looked_up(diary: Diary, /, *args: P.args, **kwargs: P.kwargs) -> T:
        key = (work, args, tuple(kwargs.items()))
        if key not in diary._worked_out:
            diary._worked_out[key] = work(diary, *args, **kwargs)
        return cast("T", diary._worked_out[key])

    return cast("Callable[Concatenate[Diary, P], T]", looked_up)
