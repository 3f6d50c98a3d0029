"""What is due on a day by the prescriptions in force, and which of it was taken."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date, datetime, time, timedelta
from decimal import Decimal
from typing import Literal

from app.clinical.patches import can_be_worn_at_once
from app.diary.as_taken import AsTaken
from app.diary.dose import LoggedDose
from app.diary.local_time import ONE_DAY, instant_at, local_time
from app.diary.medicine import Regimen, in_force, is_taken_on, is_worn
from app.diary.night import is_evening
from app.services.errors import NotFound
from app.services.medicines.logbook import Logbook
from app.services.medicines.regimens import ListedMedicine

PartOfDay = Literal["small_hours", "morning", "midday", "evening", "night"]
# Our own, from when people get up, eat and go to bed; they only sort the list.
_PARTS: tuple[tuple[int, PartOfDay], ...] = (
    (21, "night"),
    (16, "evening"),
    (11, "midday"),
    (4, "morning"),
    (0, "small_hours"),
)
# The first patch of a medicine is listed among the morning's medicines.
_FIRST_PATCH_AT = time(8)
_KEY_TIME = "%Y%m%dT%H%M"


@dataclass(frozen=True, slots=True)
class DueDose:
    """One dose or patch that is due.

    Attributes:
        key: names it in a form: medicine, due time and patch number.
        amount: of one dose, in `unit`; for a patch its strength.
        due_at_local: by the person's clock; of a patch overdue it lies on an earlier day.
        as_taken: how the amount is counted, where that is not its own unit.
        patch_number: 1, or 2 and up for further patches worn at once.
        taken: what was logged for it, or the day's total that covers it.
    """

    key: str
    medicine_public_id: str
    name: str
    amount: Decimal
    unit: str
    due_at_local: datetime
    part_of_day: PartOfDay
    is_patch: bool
    patch_number: int
    taken: LoggedDose | None
    as_taken: AsTaken | None = None


@dataclass(frozen=True, slots=True)
class DueKey:
    """The parts of a `DueDose.key`."""

    medicine_public_id: str
    due_at_local: datetime
    patch_number: int

    def text(self) -> str:
        """Return the key as it stands in forms."""
        return f"{self.medicine_public_id}.{self.due_at_local:{_KEY_TIME}}.{self.patch_number}"


def read_key(key: str) -> DueKey:
    """Return the parts of a key.

    Raises:
        NotFound: it is not one of ours.
    """
    try:
        medicine_public_id, due_at, number = key.split(".")
        due_at_local = datetime.strptime(due_at, _KEY_TIME)  # noqa: DTZ007 - local, see the name
        patch_number = int(number)
    except ValueError:
        raise NotFound from None
    # What a form names beyond that is made up.
    if not can_be_worn_at_once(patch_number):
        raise NotFound
    # The day after, and the same moment in another zone, must be on the calendar as well.
    if not MINYEAR < due_at_local.year < MAXYEAR:
        raise NotFound
    return DueKey(medicine_public_id, due_at_local, patch_number)


def part_of_day(at: time) -> PartOfDay:
    """Return in which part of the day a local time lies.

    >>> part_of_day(time(8)), part_of_day(time(20)), part_of_day(time(2))
    ('morning', 'evening', 'small_hours')
    """
    return next(part for hour, part in _PARTS if at.hour >= hour)


def usual_time(due: DueDose, time_zone: str) -> datetime:
    """Return what the clock showed when the dose was due.

    A due time that the clocks skipped that night becomes the one an hour later.
    """
    return local_time(instant_at(due.due_at_local, time_zone), time_zone)


def due_in(logbook: Logbook, day: date, today: date) -> tuple[DueDose, ...]:
    """Return what is due on one of the logbook's days, in order of time, taken or not.

    A patch that is overdue for a change stays on today's list until it is changed.
    """
    totals = [dose for dose in logbook.taken_on(day) if dose.is_daily_total]
    found: list[DueDose] = []
    for medicine in logbook.medicines:
        is_prescribed = medicine.has_prescription and is_taken_on(medicine, day)
        regimen = in_force(medicine, day) if is_prescribed else None
        mine = logbook.of(medicine)
        if is_worn(medicine):
            found += _due_patches(medicine, regimen, day, mine, is_today=day == today)
        elif regimen is not None and not medicine.as_needed:
            total = next((dose for dose in totals if dose in mine), None)
            found += _due_doses(medicine, regimen, day, mine, total)
    return tuple(sorted(found, key=lambda d: (d.due_at_local, d.name, d.patch_number)))


def open_in_the_evening(logbook: Logbook, day: date) -> tuple[DueDose, ...]:
    """Return what was due on the evening of a past day and was not taken; no patches.

    A patch that is overdue stands on today's list by itself.
    """
    return tuple(
        due
        for due in due_in(logbook, day, day + ONE_DAY)
        if due.taken is None and not due.is_patch and is_evening(due.due_at_local.time())
    )


def open_by_key(logbook: Logbook, today: date) -> dict[str, DueDose]:
    """Return what is due on the logbook's days and was not taken yet."""
    listed = (due for day in sorted(logbook.days) for due in due_in(logbook, day, today))
    return {due.key: due for due in listed if due.taken is None}


def _due_doses(
    medicine: ListedMedicine,
    regimen: Regimen,
    day: date,
    logged: Sequence[LoggedDose],
    total: LoggedDose | None,
) -> Iterator[DueDose]:
    by_time = {dose.due_at_local: dose for dose in logged if dose.due_at_local is not None}
    for at in regimen.times if regimen.is_due_on(day) else ():
        due_at = datetime.combine(day, at)
        amount = regimen.amount_at(at)
        at_time = replace(regimen, amount=amount, as_taken=regimen.counted(amount))
        yield _due_dose(medicine, at_time, due_at, 1, by_time.get(due_at, total))


def _due_patches(
    medicine: ListedMedicine,
    regimen: Regimen | None,
    day: date,
    worn: Sequence[LoggedDose],
    *,
    is_today: bool,
) -> Iterator[DueDose]:
    for dose in worn:
        due_at = dose.due_at_local
        if due_at is not None and day in (due_at.date(), dose.taken_at_local.date()):
            yield _due_dose(medicine, dose, due_at, dose.patch_number, dose)
    if regimen is None or regimen.change_every_hours is None or not (worn or is_today):
        return
    for due_at, number in _open_patches(medicine, regimen, regimen.change_every_hours, day, worn):
        if due_at.date() == day or (is_today and due_at.date() < day):
            yield _due_dose(medicine, regimen, due_at, number, None)


def _open_patches(
    medicine: ListedMedicine, regimen: Regimen, hours: int, day: date, worn: Sequence[LoggedDose]
) -> Iterator[tuple[datetime, int]]:
    """Yield due time and number of each patch that is still to be put on."""
    numbers = set(range(1, regimen.count_at_once + 1))
    if not worn:
        due_at = datetime.combine(day, _FIRST_PATCH_AT)
    else:
        last = worn[-1]
        before = in_force(medicine, last.taken_at_local.date())
        hours = (before and before.change_every_hours) or hours
        due_at = local_time(last.taken_at + timedelta(hours=hours), last.entered.time_zone)
        missing = _missing(medicine, last, worn)
        if last.due_at_local is not None and missing and due_at.date() > day:
            due_at, numbers = last.due_at_local, missing
    for number in sorted(numbers):
        yield due_at, number


def _missing(medicine: ListedMedicine, last: LoggedDose, worn: Sequence[LoggedDose]) -> set[int]:
    """Return which patches of the last set are not on yet, by the prescription of that day."""
    regimen = in_force(medicine, _patch_set(last).date())
    wanted = set(range(1, (regimen.count_at_once if regimen else 1) + 1))
    return wanted - {dose.patch_number for dose in worn if _patch_set(dose) == _patch_set(last)}


def _patch_set(dose: LoggedDose) -> datetime:
    """Return what names the set that a patch belongs to: patches put on together share it."""
    return dose.due_at_local or dose.taken_at_local


def _due_dose(
    medicine: ListedMedicine,
    of: Regimen | LoggedDose,
    due_at: datetime,
    number: int,
    dose: LoggedDose | None,
) -> DueDose:
    """Return what is due, as it is prescribed, or as it was put on."""
    return DueDose(
        key=DueKey(medicine.public_id, due_at, number).text(),
        medicine_public_id=medicine.public_id,
        name=medicine.name,
        amount=of.amount,
        unit=of.unit,
        due_at_local=due_at,
        part_of_day=part_of_day(due_at.time()),
        is_patch=is_worn(medicine),
        patch_number=number,
        taken=dose,
        as_taken=of.as_taken,
    )
