"""Medicines: list, add, correct what was written down wrongly, delete.

What the prescriber or the person changes over time is in `app.services.medicines.course`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from app import models
from app.diary.day_words import day_words
from app.diary.local_time import ONE_DAY, local_day
from app.diary.medicine import Medicine, Prescription, first
from app.services.errors import Refused
from app.services.medicines.change_notes import retell_changes, take_plans_back
from app.services.medicines.logbook import read_logbook
from app.services.medicines.patches import keep_wear
from app.services.medicines.prescriptions import (
    TakenProduct,
    check_prescription,
    refuse_change_to_same,
    refuse_plan_without_times,
)
from app.services.medicines.regimens import (
    ListedMedicine,
    correct_regimen,
    current_row,
    listed_medicine,
    medicine_row,
    medicines_of,
    new_regimen,
    oldest_row,
    own_medicine,
)
from app.services.medicines.taking import put_on_patches, write_new
from app.services.moments import ClockTime, Moment, check_day, moment
from app.services.owner import Owner
from app.services.submissions import Edit, SubmissionKey, edit_once, once

# The fields that ask since when a patch is on.
ON_FIELDS = ("on_day", "on_clock")
WORN_BEFORE_START = (
    "You put it on before the day you started this dose. Change one of the two days."
)


@dataclass(frozen=True, slots=True)
class MedicineList:
    """The person's medicines, each group sorted by name."""

    current: tuple[ListedMedicine, ...]
    past: tuple[ListedMedicine, ...]


@dataclass(frozen=True, slots=True)
class NewMedicine:
    """All that is written down about a medicine.

    Attributes:
        started_on: None where it was started a while ago.
        worn_since: for a patch that is on already, the time at which it was put on.
    """

    product: TakenProduct
    prescription: Prescription
    as_needed: bool
    started_on: date | None
    worn_since: ClockTime | None = None


def find_medicine(session: Session, person: Owner, public_id: str) -> ListedMedicine:
    """Return the person's medicine.

    Raises:
        NotFound: there is none, or it is somebody else's.
    """
    return own_medicine(session, person, public_id)


def list_all(session: Session, person: Owner, day: date) -> MedicineList:
    """Return all medicines; current are those that are not stopped by `day`."""
    found = medicines_of(session, person)
    current = [m for m in found if m.stopped_on is None or day < m.stopped_on]
    return MedicineList(tuple(current), tuple(m for m in found if m not in current))


def add_medicine(
    session: Session, person: Owner, sent: SubmissionKey, new: NewMedicine, now: datetime
) -> str:
    """Add a medicine and return its public id.

    Raises:
        Refused: something does not fit; see `check_prescription`.
        KeyReused: the form was saved before with other answers.
    """
    today = local_day(now, person.time_zone)
    _check(new, today)
    worn_since = _worn_since(new, person, now)

    def work() -> str:
        medicine = new_row(person.id, new, today, now)
        session.add(medicine)
        session.flush()
        if worn_since is not None:
            logbook = read_logbook(session, person, [worn_since.local.date()], now)
            patches = put_on_patches(logbook, person, medicine.public_id, worn_since, now)
            write_new(session, person, logbook, patches)
        return medicine.public_id

    return once(session, person.id, sent, now, work).answer


def new_row(person_id: int, new: NewMedicine, today: date, now: datetime) -> models.Medicine:
    """Return a row with its first prescription, which holds from the start."""
    product = new.product
    return models.Medicine(
        person_id=person_id,
        name=product.name.strip(),
        substance=product.substance,
        route=product.route,
        form=product.form.value,
        as_needed=new.as_needed,
        started_on=new.started_on,
        created_at=now,
        regimens=[new_regimen(new.prescription, new.started_on or today)],
    )


def change_medicine(
    session: Session, person: Owner, edit: Edit, new: NewMedicine, now: datetime
) -> None:
    """Correct what was written down. The correction applies to the prescription in force.

    Of a medicine from a file it is the first that anybody says, and holds from today on.

    Raises:
        NotFound: no such medicine of this person.
        StaleEdit: it was changed after the form was opened.
        Refused: something does not fit.
        KeyReused: the form was saved before with other answers.
    """
    today = local_day(now, person.time_zone)
    _check(new, today)

    def write(medicine: models.Medicine) -> None:
        before = listed_medicine(medicine)
        _check_start(before, new.started_on)
        medicine.name = new.product.name.strip()
        medicine.as_needed = new.as_needed
        has_other_start = new.started_on != medicine.started_on
        medicine.started_on = new.started_on
        if not medicine.has_prescription:
            medicine.has_prescription = True
            # How it was prescribed before today, nobody said.
            oldest_row(medicine).from_date = today
        elif new.started_on is not None and has_other_start:
            oldest = oldest_row(medicine)
            told_from = oldest.from_date if medicine.is_imported else date.min
            oldest.from_date = max(new.started_on, told_from)
        correct_regimen(medicine, current_row(medicine, today), new.prescription)
        refuse_change_to_same(before, listed_medicine(medicine))
        refuse_plan_without_times(listed_medicine(medicine), today)
        retell_changes(session, medicine, before)

    work_on(session, person, edit, write, now)


def delete_medicine(session: Session, person: Owner, edit: Edit, now: datetime) -> None:
    """Delete a medicine with its prescriptions. The doses that were logged stay in the diary.

    Raises:
        NotFound, StaleEdit, KeyReused: as in `change_medicine`.
    """

    def write(medicine: models.Medicine) -> None:
        keep_wear(session, person, listed_medicine(medicine))
        take_plans_back(session, medicine, local_day(now, person.time_zone) + ONE_DAY)
        session.delete(medicine)

    work_on(session, person, edit, write, now)


def work_on(
    session: Session,
    person: Owner,
    edit: Edit,
    act: Callable[[models.Medicine], None],
    now: datetime,
) -> None:
    """Do `act` once on the medicine in the version that the person saw; commit.

    Raises:
        NotFound, StaleEdit, KeyReused: as in `change_medicine`.
    """

    def find() -> models.Medicine:
        return medicine_row(session, person, edit.public_id)

    def write(medicine: models.Medicine) -> None:
        act(medicine)
        medicine.version += 1
        session.flush()

    edit_once(session, person.id, edit, now, find, write)


def _check(new: NewMedicine, today: date) -> None:
    check_prescription(new.product, new.prescription, as_needed=new.as_needed)
    if new.started_on is not None:
        check_day(new.started_on, today, "started_on")


def _worn_since(new: NewMedicine, person: Owner, now: datetime) -> Moment | None:
    if new.worn_since is None:
        return None
    if new.started_on is not None and new.worn_since.local.date() < new.started_on:
        raise Refused(WORN_BEFORE_START, ON_FIELDS[0])
    return moment(new.worn_since, person.time_zone, now, ON_FIELDS)


def _check_start(medicine: Medicine, started_on: date | None) -> None:
    if started_on is None:
        return
    later = [r.from_date for r in medicine.regimens if r is not first(medicine)]
    limit = min([*later, *([medicine.stopped_on] if medicine.stopped_on else [])], default=None)
    if limit is not None and started_on >= limit:
        day = limit - timedelta(days=1)
        raise Refused(
            f"Your list has a later change on {day_words(limit)}. "
            f"Choose {day_words(day)} or an earlier day.",
            "started_on",
        )
