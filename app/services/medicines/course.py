"""The course of a medicine: dose changed by the prescriber, stopped, started again."""

from datetime import date, datetime
from itertools import pairwise

from sqlalchemy.orm import Session

from app import models
from app.diary.day_words import day_words
from app.diary.local_time import ONE_DAY, local_day
from app.diary.medicine import (
    Medicine,
    Prescription,
    Regimen,
    before_change,
    is_counted_anew,
    is_same_dose,
    planned_after,
    prescribed_on,
)
from app.services.errors import NotFound, Refused
from app.services.medicines.amounts import change_in_words
from app.services.medicines.change_notes import (
    day_of_own_note,
    note_of_change,
    notes_of,
    retell_changes,
    take_plans_back,
)
from app.services.medicines.course_days import check_change_day, make_room
from app.services.medicines.medicines import (
    NewMedicine,
    new_row,
    work_on,
)
from app.services.medicines.prescriptions import (
    check_prescription,
    product_of,
    refuse_change_to_same,
)
from app.services.medicines.regimens import (
    current_row,
    listed_medicine,
    new_regimen,
    regimen_of,
)
from app.services.moments import check_day
from app.services.owner import Owner
from app.services.submissions import Edit

SAY_FIRST = (
    "This medicine came from a file, which does not say how it is prescribed. Go back and add "
    "that first."
)
SAME_DOSE = (
    "This is the same dose as before. Enter the new amount, or choose how often. To change only "
    "the times, go back and choose Correct."
)


def change_prescription(
    session: Session,
    person: Owner,
    edit: Edit,
    from_date: date,
    asked: Prescription,
    now: datetime,
    noted_as: str = "",
) -> None:
    """Keep the old prescription, start a new one on a day, and log the event once.

    A day ahead makes it a plan. Another bottle alone is no event. `noted_as`: the event that noted
    it without naming the medicine.

    Raises:
        NotFound, StaleEdit, KeyReused: as in `change_medicine`.
        Refused: the day or the dose is not possible, or there is no dose to change.
    """
    today = local_day(now, person.time_zone)
    check_change_day(from_date, today, "from_date")

    def write(row: models.Medicine) -> None:
        medicine, new = listed_medicine(row), new_regimen(asked, from_date)
        _refuse_untold(medicine)
        check_prescription(product_of(medicine), asked, as_needed=medicine.as_needed)
        before, after = before_change(medicine, from_date), regimen_of(new)
        is_same = is_same_dose(medicine, before, after)
        if is_same and not is_counted_anew(medicine, before, after):
            raise Refused(SAME_DOSE, "amount")
        make_room(row, from_date, today)
        if not is_same:
            words = change_in_words(medicine, before, after)
            note = note_of_change(session, person, from_date, words, noted_as, now)
            new.event_public_id = note.public_id
        row.regimens.append(new)
        refuse_change_to_same(medicine, listed_medicine(row))
        if planned_after(medicine, from_date):
            retell_changes(session, row, medicine)

    work_on(session, person, edit, write, now)


def _refuse_untold(medicine: Medicine) -> None:
    if not medicine.has_prescription:
        raise Refused(SAY_FIRST)


def remove_dose_change(
    session: Session, person: Owner, edit: Edit, from_date: date, now: datetime
) -> None:
    """Take back a dose change that was noted by mistake, with the event that belongs to it.

    An event that the person has made another since is their own, and stays.

    Raises:
        NotFound: no such medicine, or no change on that day.
        Refused: the change after it would change nothing.
        StaleEdit, KeyReused: as in `change_medicine`.
    """

    def write(row: models.Medicine) -> None:
        before = listed_medicine(row)
        find_change(before, from_date)
        change = next(r for r in row.regimens if r.from_date == from_date)
        for note in notes_of(session, person.id, [change]):
            session.delete(note)
        row.regimens.remove(change)
        refuse_change_to_same(before, listed_medicine(row))
        retell_changes(session, row, before)

    work_on(session, person, edit, write, now)


def day_of_note_that_stays(
    session: Session, person: Owner, medicine: Medicine, from_date: date
) -> date | None:
    """Return the day of a note that stays when this dose change is taken back; None without one.

    Raises:
        NotFound: the dose did not change on that day.
    """
    before, after = find_change(medicine, from_date)
    if after.event_public_id is not None:
        return None
    return day_of_own_note(session, person, medicine, before, after)


def stop_medicine(
    session: Session, person: Owner, edit: Edit, stopped_on: date, now: datetime
) -> None:
    """Note the day from which the medicine is no longer taken; it may lie ahead.

    Changes that are planned for that day or later are taken back.

    Raises:
        NotFound, StaleEdit, KeyReused: as in `change_medicine`.
        Refused: the day is too far ahead, or lies before the start or the last dose change.
    """
    today = local_day(now, person.time_zone)
    check_change_day(stopped_on, today, "stopped_on")

    def write(medicine: models.Medicine) -> None:
        take_plans_back(session, medicine, max(stopped_on, today + ONE_DAY))
        begun = max(medicine.started_on or date.min, current_row(medicine, today).from_date)
        has_start = medicine.started_on is not None or len(medicine.regimens) > 1
        if has_start and stopped_on <= begun:
            raise Refused(
                f"Your list says that this dose began on {day_words(begun)}. Choose a later day.",
                "stopped_on",
            )
        medicine.stopped_on = stopped_on

    work_on(session, person, edit, write, now)


def start_again(
    session: Session, person: Owner, edit: Edit, started_on: date, now: datetime
) -> None:
    """Note that a stopped medicine is taken again.

    Without a gap it was never stopped. After a gap it becomes a medicine of its own with the
    same dose, and the earlier one stays among the past ones, so that the gap can be seen.

    Raises:
        NotFound, StaleEdit, KeyReused: as in `change_medicine`.
        Refused: it was not stopped, or the day is still to come.
    """
    today = local_day(now, person.time_zone)
    check_day(started_on, today, "started_on")

    def write(row: models.Medicine) -> None:
        medicine = listed_medicine(row)
        if medicine.stopped_on is None:
            raise Refused("This medicine is already on your list.")
        if started_on <= medicine.stopped_on:
            row.stopped_on = None
            return
        regimen = prescribed_on(medicine, medicine.stopped_on)
        again = NewMedicine(
            product=product_of(medicine),
            prescription=regimen,
            as_needed=medicine.as_needed,
            started_on=started_on,
        )
        new = new_row(person.id, again, today, now)
        new.has_prescription, new.is_imported = medicine.has_prescription, medicine.is_imported
        session.add(new)

    work_on(session, person, edit, write, now)


def find_change(medicine: Medicine, from_date: date) -> tuple[Regimen, Regimen]:
    """Return the prescription that ended on a day and the one that began.

    Raises:
        NotFound: the dose did not change on that day.
    """
    for before, after in pairwise(sorted(medicine.regimens, key=lambda r: r.from_date)):
        if after.from_date == from_date:
            return before, after
    raise NotFound
