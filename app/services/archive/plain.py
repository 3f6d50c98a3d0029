"""Plain files as a lossless diary: what they do not say is left open or stated as imported."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import groupby
from zoneinfo import ZoneInfo

from app.clinical import routes
from app.clinical.medicines import find_substance
from app.clinical.patches import MOST_WORN_AT_ONCE
from app.clinical.substances import Form
from app.diary.diary import DayEntry, Diary, Dose
from app.diary.entered import (
    CheckIn,
    LoggedDose,
    LoggedEvent,
    LosslessDiary,
    Medicine,
    PersonSettings,
    Regimen,
)
from app.interop.sheets import amount_text, rounded_pain
from app.models.columns import new_public_id

# A medicine whose last dose lies longer before the end of the files is taken for a past one.
STILL_TAKEN_DAYS = 14


def from_plain(diary: Diary, time_zone: str, now: datetime) -> LosslessDiary:
    """Return a diary of plain files as if it had been entered here, in `time_zone`, at `now`.

    The files hold no list of medicines: each product that was taken becomes one, as needed,
    with its latest amount, for the person to complete. How often a patch is changed is left open,
    so that Today asks for none that nobody prescribed.
    """
    doses = sorted(diary.doses, key=_product)
    by_product = [tuple(taken) for _, taken in groupby(doses, key=_product)]
    last_day = max((dose.taken_at for dose in doses), default=None)
    medicines = [_medicine(taken, last_day) for taken in by_product]
    return LosslessDiary(
        person=PersonSettings(
            time_zone=time_zone,
            condition=diary.profile.condition,
            original_areas=diary.profile.original_areas,
            opioid_start=diary.profile.opioid_start,
        ),
        check_ins=tuple(_check_in(entry, time_zone, now) for entry in diary.entries),
        doses=tuple(
            _dose(dose, medicine, time_zone, now)
            for medicine, taken in zip(medicines, by_product, strict=True)
            for dose in taken
        ),
        events=tuple(
            LoggedEvent(new_public_id(), e.for_date, e.kind, e.note, now) for e in diary.events
        ),
        medicines=tuple(medicines),
    )


def _product(dose: Dose) -> tuple[str, str, str]:
    return " ".join(dose.medication.casefold().split()), dose.route, dose.unit


def _check_in(entry: DayEntry, time_zone: str, now: datetime) -> CheckIn:
    return CheckIn(
        public_id=new_public_id(),
        for_date=entry.for_date,
        recorded_at=now,
        time_zone=time_zone,
        average_pain=None if entry.pain is None else rounded_pain(entry.pain),
        worst_pain=entry.worst_pain,
        areas=entry.areas,
        touch=entry.touch,
        note=entry.note,
        is_imported=True,
    )


def _dose(dose: Dose, medicine: Medicine, time_zone: str, now: datetime) -> LoggedDose:
    return LoggedDose(
        public_id=new_public_id(),
        medicine_id=medicine.public_id,
        medication=dose.medication,
        route=dose.route,
        amount=Decimal(amount_text(dose.amount)),
        unit=dose.unit,
        taken_at=dose.taken_at,
        # A time that the clocks skipped is read as the instant it would have been.
        taken_at_utc=dose.taken_at.replace(tzinfo=ZoneInfo(time_zone), fold=0).astimezone(UTC),
        time_zone=time_zone,
        recorded_at=now,
        removed_at=dose.removed_at,
        worn_until=dose.worn_until,
    )


def _medicine(taken: tuple[Dose, ...], last_day: datetime | None) -> Medicine:
    in_order = sorted(taken, key=lambda dose: dose.taken_at)
    first, last = in_order[0], in_order[-1]
    is_patch = last.route == routes.TRANSDERMAL
    is_past = last_day is not None and last_day - last.taken_at > timedelta(days=STILL_TAKEN_DAYS)
    substance = find_substance(last.medication)
    together = [dose for dose in in_order if dose.taken_at == last.taken_at]
    return Medicine(
        public_id=new_public_id(),
        name=last.medication,
        substance=substance.code if substance else None,
        route=last.route,
        form=Form.PATCH if is_patch else Form.OTHER,
        strength=None,
        unit=last.unit,
        as_needed=not is_patch,
        started_on=first.taken_at.date(),
        stopped_on=last.taken_at.date() + timedelta(days=1) if is_past else None,
        regimens=(
            Regimen(
                from_date=first.taken_at.date(),
                amount=Decimal(amount_text(last.amount)),
                unit=last.unit,
                count_at_once=min(len(together), MOST_WORN_AT_ONCE) if is_patch else 1,
            ),
        ),
    )
