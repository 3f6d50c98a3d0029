"""Plain files as a lossless diary: what they do not say is left open or marked as imported."""

from datetime import datetime, timedelta
from decimal import Decimal
from itertools import groupby

from app.clinical import routes
from app.clinical.medicines import find_substance
from app.clinical.patches import MOST_WORN_AT_ONCE
from app.clinical.substances import Form, Substance
from app.clinical.units import units_for
from app.diary.check_in import CheckIn
from app.diary.day import answers_of
from app.diary.diary import Diary, Dose
from app.diary.dose import LoggedDose
from app.diary.entered import Entered
from app.diary.event import LoggedEvent
from app.diary.local_time import instant_at
from app.diary.lossless import LosslessDiary, PersonSettings
from app.diary.medicine import Medicine, Regimen
from app.interop.sheets_write import amount_text
from app.models.columns import new_public_id

# A medicine whose last dose lies further before the end of the files counts as a past one.
STILL_TAKEN_DAYS = 14


def from_plain(diary: Diary, time_zone: str, now: datetime) -> LosslessDiary:
    """Return a diary of plain files as if it had been entered here, in `time_zone`, at `now`.

    The files hold no list of medicines: each product that was taken becomes one, as needed,
    with its latest amount, for the person to complete. How often a patch is changed is left open,
    so that Today asks for none that nobody prescribed.
    """
    doses = sorted(diary.doses, key=_product)
    by_product = [tuple(taken) for _, taken in groupby(doses, key=_product)]
    entered = Entered(now, time_zone, is_imported=True)
    last_day = max((dose.taken_at_local for dose in doses), default=None)
    medicines = [_medicine(taken, last_day) for taken in by_product]
    return LosslessDiary(
        person=PersonSettings(time_zone, diary.profile, opioid_answers=diary.opioid_answers),
        check_ins=tuple(
            CheckIn(new_public_id(), entry.for_date, entered, answers_of(entry))
            for entry in diary.entries
        ),
        doses=tuple(
            _dose(dose, medicine, entered)
            for medicine, taken in zip(medicines, by_product, strict=True)
            for dose in taken
        ),
        events=tuple(LoggedEvent(new_public_id(), event, entered) for event in diary.events),
        medicines=tuple(medicines),
    )


def _product(dose: Dose) -> tuple[str, str, str]:
    return " ".join(dose.medication.casefold().split()), dose.route, dose.unit


def _dose(dose: Dose, medicine: Medicine, entered: Entered) -> LoggedDose:
    return LoggedDose(
        public_id=new_public_id(),
        medicine_public_id=medicine.public_id,
        medication=dose.medication,
        route=dose.route,
        amount=Decimal(amount_text(dose.amount)),
        unit=dose.unit,
        taken_at=instant_at(dose.taken_at_local, entered.time_zone),
        taken_at_local=dose.taken_at_local,
        entered=entered,
        removed_at_local=dose.removed_at_local,
        worn_until_local=dose.worn_until_local,
    )


def _listed(dose: Dose) -> Substance | None:
    """Return the catalogue's substance; a unit that it does not come in is of an own medicine."""
    substance = find_substance(dose.medication)
    return substance if dose.unit in units_for(substance, dose.route) else None


def _medicine(taken: tuple[Dose, ...], last_day: datetime | None) -> Medicine:
    in_order = sorted(taken, key=lambda dose: dose.taken_at_local)
    first, last = in_order[0], in_order[-1]
    is_patch = last.route == routes.TRANSDERMAL
    is_past = last_day is not None and last_day - last.taken_at_local > timedelta(
        days=STILL_TAKEN_DAYS
    )
    substance = _listed(last)
    together = [dose for dose in in_order if dose.taken_at_local == last.taken_at_local]
    return Medicine(
        public_id=new_public_id(),
        name=last.medication,
        substance=substance.code if substance else None,
        route=last.route,
        form=Form.PATCH if is_patch else Form.OTHER,
        as_needed=False,
        has_prescription=False,
        started_on=first.taken_at_local.date(),
        stopped_on=last.taken_at_local.date() + timedelta(days=1) if is_past else None,
        regimens=(
            Regimen(
                from_date=first.taken_at_local.date(),
                amount=Decimal(amount_text(last.amount)),
                unit=last.unit,
                count_at_once=min(len(together), MOST_WORN_AT_ONCE) if is_patch else 1,
            ),
        ),
    )
