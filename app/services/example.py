"""A patient with the made-up example diary, to look around in."""

import secrets
from dataclasses import replace
from datetime import date, datetime, time

from sqlalchemy.orm import Session

from app.clinical.substances import Form
from app.diary.check_in import CheckIn
from app.diary.diary import DayEntry
from app.diary.dose import LoggedDose
from app.diary.entered import Entered
from app.diary.example import example_diary
from app.diary.local_time import instant_at, local_day
from app.diary.lossless import LosslessDiary
from app.diary.medicine import Medicine, Regimen
from app.interop.archive import Archive
from app.models import Person
from app.services.account import account
from app.services.account.passwords import Passwords
from app.services.archive.archive import add_archive
from app.services.archive.plain import from_plain
from app.services.owner import owner_of, person_row

DEMO_EMAIL = "demo@example.org"
TIME_ZONE = "America/New_York"
_SAVED_AT = time(19, 30)


def make_demo(session: Session, passwords: Passwords, now: datetime) -> str:
    """Replace the demo patient, with a diary that ends today; return the new password."""
    earlier = account.find_by_email(session, DEMO_EMAIL)
    if earlier is not None:
        session.delete(person_row(session, earlier))
        session.commit()
    password = secrets.token_urlsafe(12)
    person_id = account.sign_up(session, passwords, DEMO_EMAIL, password, now)
    row = session.get_one(Person, person_id)
    row.time_zone, row.set_up_at = TIME_ZONE, now
    diary = _as_entered(now)
    add_archive(session, owner_of(row), Archive(example_diary(), diary), now)
    return password


def _as_entered(now: datetime) -> LosslessDiary:
    """Return the example as somebody would have entered it here, day by day."""
    diary = example_diary(local_day(now, TIME_ZONE))
    plain = from_plain(diary, TIME_ZONE, now)
    medicines = tuple(_with_schedule(medicine, plain.doses) for medicine in plain.medicines)
    scheduled = {medicine.public_id for medicine in medicines if not medicine.as_needed}
    return replace(
        plain,
        check_ins=tuple(
            _saved(check_in, entry, now)
            for check_in, entry in zip(plain.check_ins, diary.entries, strict=True)
        ),
        doses=tuple(
            replace(
                dose,
                entered=Entered(dose.taken_at, TIME_ZONE),
                due_at_local=dose.taken_at_local if dose.medicine_public_id in scheduled else None,
            )
            for dose in plain.doses
            if dose.taken_at <= now
        ),
        medicines=medicines,
    )


def _saved(check_in: CheckIn, entry: DayEntry, now: datetime) -> CheckIn:
    saved_on: date = entry.entered_on or entry.for_date
    saved_at = instant_at(datetime.combine(saved_on, _SAVED_AT), TIME_ZONE)
    return replace(check_in, entered=Entered(min(saved_at, now), TIME_ZONE))


def _with_schedule(medicine: Medicine, doses: tuple[LoggedDose, ...]) -> Medicine:
    """Give the opioid the schedule that its doses follow, step by step; the rest is as needed."""
    if medicine.name != "oxycodone ER":
        return replace(
            medicine, form=Form.TABLET, as_needed=True, has_prescription=True, is_imported=False
        )
    taken = sorted(
        (dose for dose in doses if dose.medicine_public_id == medicine.public_id),
        key=lambda dose: dose.taken_at,
    )
    times = tuple(sorted({dose.taken_at_local.time() for dose in taken}))
    regimens: list[Regimen] = []
    for dose in taken:
        if not regimens or regimens[-1].amount != dose.amount:
            day = dose.taken_at_local.date()
            regimens.append(Regimen(dose.amount, dose.unit, times, from_date=day))
    return replace(
        medicine,
        form=Form.TABLET,
        has_prescription=True,
        is_imported=False,
        regimens=tuple(regimens),
    )
