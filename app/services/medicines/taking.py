"""Taking a dose or putting on a patch: checked against the logbook, then written down."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from app import models
from app.db import insert_rows
from app.diary.as_taken import AsTaken
from app.diary.day_words import day_words
from app.diary.dose import LoggedDose
from app.diary.entered import Entered
from app.diary.medicine import Regimen, is_worn, prescribed_on
from app.models.columns import new_public_id
from app.services.errors import Refused
from app.services.medicines.doses import dose_values
from app.services.medicines.due import DueDose, DueKey, read_key
from app.services.medicines.logbook import Logbook
from app.services.medicines.regimens import ListedMedicine
from app.services.moments import Moment, WhenTaken, moment
from app.services.owner import Owner

# The fields that ask when something was taken: the day and the time.
TAKEN_FIELDS = ("day", "clock")
HOW_MUCH = "Enter how much."
LIST_CHANGED = "Your list of medicines has changed. Load this page again to see it."


def take_due(
    logbook: Logbook,
    still_due: Mapping[str, DueDose],
    person: Owner,
    key: str,
    when: WhenTaken,
    now: datetime,
    amount: Decimal | None = None,
) -> LoggedDose:
    """Return a due dose that was taken, or a due patch that was put on.

    `still_due` is what `open_by_key` finds in the logbook, `key` one of its keys. Without
    `when` it was taken now, without `amount` as prescribed. What was logged already, or
    is covered by the day's total, is returned as it is.

    Raises:
        NotFound: the key is not one of this person's.
        Refused: the time is impossible, or the dose is no longer on the list.
    """
    due = read_key(key)
    medicine = logbook.medicine(due.medicine_public_id)
    logged = _dose_logged_for(logbook, medicine, due)
    if logged is not None:
        return logged
    if due.text() not in still_due:
        raise Refused(LIST_CHANGED)
    return new_dose(
        logbook,
        medicine,
        amount or still_due[due.text()].amount,
        still_due[due.text()].unit,
        moment(when, person.time_zone, now, TAKEN_FIELDS),
        now,
        due_at_local=due.due_at_local,
        patch_number=due.patch_number,
    )


def _dose_logged_for(logbook: Logbook, medicine: ListedMedicine, due: DueKey) -> LoggedDose | None:
    for dose in logbook.of(medicine):
        is_it = (dose.due_at_local, dose.patch_number) == (due.due_at_local, due.patch_number)
        is_same_day = dose.taken_at_local.date() == due.due_at_local.date()
        if is_it or (dose.is_daily_total and is_same_day and not is_worn(medicine)):
            return dose
    return None


def take_as_needed(
    logbook: Logbook,
    person: Owner,
    medicine_public_id: str,
    amount: Decimal | None,
    when: WhenTaken,
    now: datetime,
    as_taken: AsTaken | None = None,
) -> LoggedDose:
    """Return a dose that was taken outside the schedule.

    `amount` is in the unit of that day's prescription, None for its usual dose; without
    `when`, it was taken now.

    Raises:
        NotFound: no such medicine of this person.
        Refused: it is a patch, the time is not possible, or nobody said how much is usual.
    """
    medicine = logbook.medicine(medicine_public_id)
    if is_worn(medicine):
        raise Refused(f"{medicine.name} is a patch. Enter when you put it on.")
    taken = moment(when, person.time_zone, now, TAKEN_FIELDS)
    regimen = prescribed_on(medicine, taken.local.date())
    how_much = amount or _usual_amount(medicine, regimen)
    return new_dose(logbook, medicine, how_much, regimen.unit, taken, now, as_taken=as_taken)


def put_on_patches(
    logbook: Logbook,
    person: Owner,
    medicine_public_id: str,
    when: WhenTaken,
    now: datetime,
    *,
    count: int | None = None,
    amount: Decimal | None = None,
) -> tuple[LoggedDose, ...]:
    """Return patches that were put on together, outside the schedule's own times.

    Without `when` they were put on now. `count` is how many and `amount` the strength
    of one, None for what is prescribed.

    Raises:
        NotFound: no such medicine of this person.
        Refused: it is no patch, the time is not possible, or nobody said how strong it is.
    """
    medicine = logbook.medicine(medicine_public_id)
    if not is_worn(medicine):
        raise Refused(f"{medicine.name} is not a patch. Log it as a dose.")
    taken = moment(when, person.time_zone, now, TAKEN_FIELDS)
    regimen = prescribed_on(medicine, taken.local.date())
    return tuple(
        new_dose(
            logbook,
            medicine,
            amount or _usual_amount(medicine, regimen),
            regimen.unit,
            taken,
            now,
            patch_number=number,
        )
        for number in range(1, (count or regimen.count_at_once) + 1)
    )


def _usual_amount(medicine: ListedMedicine, regimen: Regimen) -> Decimal:
    if not medicine.has_prescription:
        raise Refused(HOW_MUCH, "amount")
    return regimen.amount


def new_dose(
    logbook: Logbook,
    medicine: ListedMedicine,
    amount: Decimal,
    unit: str,
    taken: Moment,
    now: datetime,
    *,
    due_at_local: datetime | None = None,
    patch_number: int = 1,
    is_daily_total: bool = False,
    as_taken: AsTaken | None = None,
) -> LoggedDose:
    """Return a new dose of the medicine.

    Raises:
        Refused: the medicine was not started yet, or the dose would count twice.
    """
    day = taken.local.date()
    refuse_before_start(medicine, day)
    if not is_worn(medicine):
        others = [dose for dose in logbook.taken_on(day) if dose in logbook.of(medicine)]
        refuse_double_count(medicine, others, is_daily_total=is_daily_total)
    return LoggedDose(
        public_id=new_public_id(),
        medicine_public_id=medicine.public_id,
        medication=medicine.name,
        route=medicine.route,
        amount=amount,
        unit=unit,
        taken_at=taken.instant,
        taken_at_local=taken.local,
        entered=Entered(now, taken.time_zone),
        due_at_local=due_at_local,
        patch_number=patch_number,
        is_daily_total=is_daily_total,
        as_taken=as_taken or _as_prescribed(medicine, day, amount, unit),
    )


def _as_prescribed(
    medicine: ListedMedicine, day: date, amount: Decimal, unit: str
) -> AsTaken | None:
    """Return how a prescribed amount is counted, where that amount was taken."""
    regimen = prescribed_on(medicine, day)
    return regimen.counted(amount) if regimen.unit == unit else None


def write_new(
    session: Session, person: Owner, logbook: Logbook, doses: Iterable[LoggedDose]
) -> tuple[LoggedDose, ...]:
    """Write the doses that the logbook does not hold yet, and return them; the caller commits."""
    known = {dose.public_id for dose in logbook.doses}
    new = tuple(dose for dose in doses if dose.public_id not in known)
    ids = {medicine.public_id: medicine.id for medicine in logbook.medicines}
    rows = [dose_values(person.id, ids.get(dose.medicine_public_id or ""), dose) for dose in new]
    insert_rows(session, models.Dose, rows)
    return new


def refuse_double_count(
    medicine: ListedMedicine, others: Sequence[LoggedDose], *, is_daily_total: bool
) -> None:
    """Refuse a total beside `others`, the day's other doses, and single doses beside a total.

    Raises:
        Refused: both would count; the sentence says what to do.
    """
    if any(dose.is_daily_total for dose in others):
        raise Refused(
            f"Your total of {medicine.name} for this day is already logged. To count more, change "
            "the total.",
        )
    if is_daily_total and others:
        raise Refused(
            f"Doses of {medicine.name} are already logged for this day. A total would count them "
            "twice. Delete them first, or log one dose."
        )


def refuse_before_start(medicine: ListedMedicine, day: date, field: str = "day") -> None:
    """Refuse a dose on a day before the medicine was started.

    Raises:
        Refused: with the start and what to do.
    """
    start = medicine.started_on
    if start is not None and day < start:
        raise Refused(
            f"Your list says that you started {medicine.name} on {day_words(start)}. "
            "Choose that day or a later one, or change its start date first.",
            field,
        )
