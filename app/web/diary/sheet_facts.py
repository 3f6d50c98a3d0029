"""What the sheet of a day is made from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.diary.check_in import Answers
from app.diary.day import Day
from app.diary.dose import LoggedDose
from app.diary.medicine import Medicine
from app.services.medicines.as_needed import AsNeeded
from app.services.medicines.due import DueDose
from app.services.medicines.patches import WornPatch


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What a sheet is made from.

    Attributes:
        day: what is saved for its day already.
        now_local: by the person's clock.
        last_night: what was due last evening and is open, while that evening is not over.
        evening: the day of that evening.
        due: the day's due doses, taken ones too.
        taken: what was taken on the day.
        not_told: names of medicines from a file of which nobody said how they are prescribed.
        worn: the patches that are on now; none for a past day.
        medicines: the person's list.
        last_areas: where it hurt the last time it did; empty when that was never said.
        usual_answers: what was answered in the last few check-ins.
        original_areas: where it hurt at first.
        asks_about: codes of the side effects that the person wants to be asked about.
        turns_within_a_minute: whether a dose of theirs was taken, or a patch comes off, between two
            whole minutes. Words about how long ago that was then change at that second.
    """

    day: Day
    now: datetime
    now_local: datetime
    time_zone: str
    last_night: Sequence[DueDose]
    evening: date | None
    due: Sequence[DueDose]
    as_needed: Sequence[AsNeeded]
    taken: Sequence[LoggedDose]
    not_told: Sequence[str]
    worn: Sequence[WornPatch]
    medicines: Sequence[Medicine]
    last_areas: frozenset[str]
    usual_answers: Sequence[Answers]
    original_areas: frozenset[str]
    asks_about: frozenset[str]
    turns_within_a_minute: bool

    @property
    def for_date(self) -> date:
        """The day that the sheet is about."""
        return self.day.for_date

    @property
    def is_today(self) -> bool:
        return self.for_date == self.now_local.date()

    @property
    def same_areas(self) -> frozenset[str]:
        """The places that "same" means; empty where it cannot be offered."""
        return self.last_areas or self.original_areas
