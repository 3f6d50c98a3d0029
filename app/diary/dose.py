"""What was taken, as it was entered."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from app.clinical import routes
from app.diary.as_taken import AsTaken
from app.diary.diary import Dose
from app.diary.entered import Entered
from app.diary.local_time import ONE_DAY
from app.diary.night import is_evening


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedDose:
    """One intake, one patch, or a day's total.

    Name, route and unit are its own: what was taken stays true when the medicine changes or goes.

    Attributes:
        public_id: random identifier, the same for ever.
        medicine_public_id: the `Medicine`, where it is one of the list.
        medication: name as in the archive, generic name first.
        route: a code of `app.clinical.routes`.
        amount: in `unit`; for a patch, its strength.
        unit: a code of `app.clinical.units`.
        taken_at: the instant, UTC; for a patch, of putting it on.
        taken_at_local: what the person's clock showed then, in the zone of `entered`.
        entered: when it was saved.
        removed_at: the instant at which a patch came off, UTC; None where that was not noted, or
            where files tell it by the clock alone.
        removed_at_local: the same by the clock by which it was put on.
        worn_until_local: until when the files that a patch came in count it as worn.
        is_daily_total: the amount is all of that day.
        due_at_local: the time of the schedule that it belongs to.
        patch_number: which of the patches that are put on together, from 1.
        as_taken: how the amount was counted, where that was not its own unit.
        version: how often it was changed, and one; an edit names the version that it saw.
    """

    public_id: str
    medicine_public_id: str | None
    medication: str
    route: str
    amount: Decimal
    unit: str
    taken_at: datetime
    taken_at_local: datetime
    entered: Entered
    removed_at: datetime | None = None
    removed_at_local: datetime | None = None
    worn_until_local: datetime | None = None
    is_daily_total: bool = False
    due_at_local: datetime | None = None
    patch_number: int = 1
    as_taken: AsTaken | None = None
    version: int = field(default=1, compare=False)

    @property
    def evening(self) -> date | None:
        """The day whose evening's dose it is, where it was taken after the midnight that followed.

        Its amount counts on the day by the clock, like that of every dose.
        """
        due = self.due_at_local
        if due is None or self.is_patch or not is_evening(due.time()):
            return None
        return due.date() if due.date() + ONE_DAY == self.taken_at_local.date() else None

    @property
    def is_patch(self) -> bool:
        """Whether it is a patch that gives off its medicine while it is worn."""
        return self.route == routes.TRANSDERMAL

    def in_diary(self, off_at_local: datetime | None = None) -> Dose:
        """Return what the day-by-day diary says of it; its amount is a float there.

        Args:
            off_at_local: for a patch, the local time until which it counts as worn.
        """
        is_noted = self.removed_at_local is not None
        return Dose(
            taken_at_local=self.taken_at_local,
            medication=self.medication,
            route=self.route,
            amount=float(self.amount),
            unit=self.unit,
            removed_at_local=off_at_local if is_noted else None,
            worn_until_local=None if is_noted else off_at_local,
        )
