"""Plain files as a lossless diary: what they do not say is left open or marked as imported."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
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
from app.diary.local_time import Turn, comes_twice, instant_at
from app.diary.lossless import LosslessDiary, PersonSettings
from app.diary.medicine import Medicine, Regimen
from app.interop.sheets_write import amount_text
from app.models.columns import new_public_id

# A medicine whose last dose lies further before the end of the files counts as a past one.
STILL_TAKEN_DAYS = 14


def from_plain(diary: Diary, time_zone: str, now: datetime) -> LosslessDiary:
    """Return a diary of plain files as if it had been entered here, in `time_zone`, at `now`."""
    entered = Entered(now, time_zone, is_imported=True)
    doses = tuple(_dose(dose, entered) for dose in diary.doses)
    medicines = listed_medicines(doses)
    return LosslessDiary(
        person=PersonSettings(
            time_zone, diary.profile, story=diary.story, opioid_answers=diary.opioid_answers
        ),
        check_ins=tuple(
            CheckIn(new_public_id(), entry.for_date, entered, answers_of(entry))
            for entry in diary.entries
        ),
        doses=linked(doses, medicines),
        events=tuple(LoggedEvent(new_public_id(), event, entered) for event in diary.events),
        medicines=medicines,
    )


def _dose(dose: Dose, entered: Entered) -> LoggedDose:
    return LoggedDose(
        public_id=new_public_id(),
        medicine_public_id=None,
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


def _listed(dose: LoggedDose) -> Substance | None:
    """Return the catalogue's substance; a unit that it does not come in is of an own medicine."""
    substance = find_substance(dose.medication)
    return substance if dose.unit in units_for(substance, dose.route) else None


def listed_medicines(doses: Iterable[LoggedDose]) -> tuple[Medicine, ...]:
    """Return a medicine for each product that was taken.

    Files tell what was taken, not what was prescribed. So nothing is due of these, and no amount
    is offered, until the person says how they are prescribed.
    """
    by_product = groupby(sorted(doses, key=_product_of), key=_product_of)
    of_each = [sorted(same, key=_when) for _, same in by_product]
    last_at = max((taken[-1].taken_at_local for taken in of_each), default=None)
    return tuple(_medicine(taken, last_at) for taken in of_each)


def _product_of(dose: LoggedDose) -> tuple[str, str, str]:
    return product(dose.medication, dose.route, dose.unit)


def product(name: str, route: str, unit: str) -> tuple[str, str, str]:
    """Return what makes two names the same product.

    >>> product(" Oxycodone  ER", "oral", "mg") == product("oxycodone er", "oral", "mg")
    True
    """
    return " ".join(name.casefold().split()), route, unit


def _when(dose: LoggedDose) -> datetime:
    return dose.taken_at_local


def _medicine(taken: Sequence[LoggedDose], last_at: datetime | None) -> Medicine:
    first, last = taken[0], taken[-1]
    still_taken_for = timedelta(days=STILL_TAKEN_DAYS)
    is_past = last_at is not None and last_at - last.taken_at_local > still_taken_for
    is_patch = last.route == routes.TRANSDERMAL
    substance = _listed(last)
    together = [dose for dose in taken if dose.taken_at_local == last.taken_at_local]
    return Medicine(
        public_id=new_public_id(),
        name=last.medication,
        substance=substance.code if substance else None,
        route=last.route,
        form=Form.PATCH if is_patch else Form.OTHER,
        as_needed=False,
        has_prescription=False,
        is_imported=True,
        started_on=first.taken_at_local.date(),
        stopped_on=last.taken_at_local.date() + timedelta(days=1) if is_past else None,
        regimens=(
            Regimen(
                from_date=first.taken_at_local.date(),
                amount=last.amount,
                unit=last.unit,
                count_at_once=min(len(together), MOST_WORN_AT_ONCE) if is_patch else 1,
            ),
        ),
    )


def came_twice(dose: LoggedDose) -> bool:
    """Tell whether the clock showed the time of a dose twice that night; files do not say which."""
    return comes_twice(dose.taken_at_local, dose.entered.time_zone)


def in_turn(doses: Iterable[LoggedDose], turn: Turn) -> tuple[LoggedDose, ...]:
    """Return the doses, those whose time came twice in this turn."""
    return tuple(
        replace(dose, taken_at=instant_at(dose.taken_at_local, dose.entered.time_zone, turn))
        if came_twice(dose)
        else dose
        for dose in doses
    )


def linked(doses: Iterable[LoggedDose], medicines: Iterable[Medicine]) -> tuple[LoggedDose, ...]:
    """Return the doses, each with the medicine that it is of."""
    ids = {product(m.name, m.route, m.unit): m.public_id for m in medicines}
    return tuple(replace(dose, medicine_public_id=ids[_product_of(dose)]) for dose in doses)
