"""The doses and medicines of diary.json, of this version or an older one."""

from datetime import datetime
from decimal import Decimal

from app.clinical.catalogue import SUBSTANCES_BY_CODE
from app.clinical.medicines import find_substance
from app.clinical.substances import Form
from app.clinical.units import UnitMismatch, check_amount, check_unit_in_file
from app.diary.as_taken import PIECES, AsTaken
from app.diary.day_words import WEEKDAYS
from app.diary.dose import LoggedDose
from app.diary.local_time import instant_at
from app.diary.medicine import LONGEST_EVERY_DAYS, MOST_A_DAY, Medicine, Regimen
from app.interop import fields
from app.interop.errors import shown
from app.interop.fields import FieldError
from app.interop.json_fields import (
    JsonObject,
    read_decimal,
    read_entered,
    read_instant,
)


def read_dose(item: JsonObject) -> LoggedDose:
    """Read one dose; raise `ArchiveError` for what cannot be."""
    dose = LoggedDose(
        public_id=item.text("public_id", fields.read_public_id),
        medicine_public_id=item.optional_text("medicine_id", fields.read_public_id),
        medication=item.text("medication", fields.read_name),
        route=item.text("route", fields.read_route),
        amount=item.text("amount", read_decimal),
        unit=item.text("unit", fields.read_unit),
        taken_at=item.text("taken_at_utc", read_instant),
        taken_at_local=item.text("taken_at", fields.read_local_time),
        entered=read_entered(item),
        removed_at=_removed_at(item),
        removed_at_local=_local_time(item, "removed_at"),
        is_daily_total=item.flag("is_daily_total"),
        due_at_local=_local_time(item, "due_at") if item.has("due_at") else None,
        patch_number=item.patches("patch_number") if item.has("patch_number") else 1,
        worn_until_local=_local_time(item, "worn_until") if item.has("worn_until") else None,
        as_taken=_as_taken(item),
    )
    if dose.removed_at_local is not None and _is_before(dose.removed_at_local, dose):
        raise item.error("removed_at", "A patch cannot come off before it is put on.")
    _check_fits(item, dose.medication, dose.route, dose.unit)
    _check_believable(item, dose.unit, dose.amount)
    return dose


def _removed_at(item: JsonObject) -> datetime | None:
    """Read the instant; older files tell it by the clock alone."""
    is_there = item.has("removed_at_utc")
    return item.optional_text("removed_at_utc", read_instant) if is_there else None


def _local_time(item: JsonObject, name: str) -> datetime | None:
    return item.optional_text(name, fields.read_local_time)


def _is_before(removed_at: datetime, dose: LoggedDose) -> bool:
    """Tell whether it lies before the putting on; in an hour that comes twice the clock cannot."""
    last = dose.removed_at or instant_at(removed_at, dose.entered.time_zone, "second")
    return removed_at < dose.taken_at_local and last < dose.taken_at


def _check_fits(item: JsonObject, medication: str, route: str, unit: str) -> None:
    try:
        check_unit_in_file(find_substance(medication), route, unit)
    except UnitMismatch as error:
        raise item.error("unit", str(error)) from None


def _check_believable(item: JsonObject, unit: str, amount: Decimal) -> None:
    try:
        check_amount(unit, float(amount))
    except UnitMismatch as error:
        raise item.error("amount", str(error)) from None


def read_medicine(item: JsonObject) -> Medicine:
    """Read one medicine with its prescriptions; raise `ArchiveError` for what cannot be."""
    medicine = Medicine(
        public_id=item.text("public_id", fields.read_public_id),
        name=item.text("name", fields.read_name),
        substance=item.optional_text("substance", _substance),
        route=item.text("route", fields.read_route),
        form=item.text("form", _form),
        as_needed=item.flag("as_needed"),
        started_on=item.optional_text("started_on", fields.read_date),
        stopped_on=item.optional_text("stopped_on", fields.read_date),
        regimens=tuple(_regimen(regimen) for regimen in item.objects("regimens")),
        has_prescription=_has_prescription(item),
        is_imported=item.flag("is_imported")
        if item.has("is_imported")
        else not _has_prescription(item),
    )
    if not medicine.regimens:
        raise item.error("regimens", "A medicine has one dose at the least.")
    return medicine


def _has_prescription(item: JsonObject) -> bool:
    """Exports from before files could be brought in without one lack it."""
    return not item.has("has_prescription") or item.flag("has_prescription")


def _regimen(item: JsonObject) -> Regimen:
    regimen = Regimen(
        from_date=item.text("from_date", fields.read_date),
        amount=item.text("amount", read_decimal),
        unit=item.text("unit", fields.read_unit),
        times=item.list_of_text("times", fields.read_clock),
        change_every_hours=item.hours("change_every_hours"),
        count_at_once=item.patches("count_at_once") if item.has("count_at_once") else 1,
        event_public_id=_event_id(item) if item.has("event_id") else None,
        as_taken=_as_taken(item),
        amounts_at=_amounts_at(item),
        every_days=(item.count("every_days", LONGEST_EVERY_DAYS) or 1)
        if item.has("every_days")
        else 1,
        counted_from=item.optional_text("counted_from", fields.read_date)
        if item.has("counted_from")
        else None,
        weekdays=_weekdays(item) if item.has("weekdays") else (),
        most_a_day=item.count("most_a_day", MOST_A_DAY) if item.has("most_a_day") else None,
    )
    for amount in (regimen.amount, *regimen.amounts_at):
        _check_believable(item, regimen.unit, amount)
    if regimen.amounts_at and len(regimen.amounts_at) != len(regimen.times):
        raise item.error("amounts_at", "There should be one amount for each time.")
    return regimen


def _weekdays(item: JsonObject) -> tuple[int, ...]:
    return tuple(sorted(set(item.list_of_text("weekdays", _weekday))))


def _weekday(written: str) -> int:
    names = [name.casefold() for name in WEEKDAYS]
    if written not in names:
        raise FieldError(f"{shown(written)} is not one of {', '.join(names)}.")
    return names.index(written)


def _amounts_at(item: JsonObject) -> tuple[Decimal, ...]:
    return item.list_of_text("amounts_at", read_decimal) if item.has("amounts_at") else ()


def _as_taken(item: JsonObject) -> AsTaken | None:
    """Read how an amount was counted; an older file does not say."""
    if not item.has("as_taken") or item.get("as_taken") is None:
        return None
    counted = item.child("as_taken")
    taken = AsTaken(
        count=counted.text("count", read_decimal),
        piece=counted.text("piece", _piece),
        strength=counted.text("strength", read_decimal),
        unit=counted.text("unit", fields.read_unit),
        per=counted.text("per", read_decimal),
    )
    if min(taken.count, taken.strength, taken.per) <= 0:
        raise counted.error("count", "There should be a number above 0.")
    return taken


def _piece(written: str) -> str:
    if written not in PIECES:
        raise FieldError(f"{shown(written)} is not one of {', '.join(PIECES)}.")
    return written


def _event_id(item: JsonObject) -> str | None:
    return item.optional_text("event_id", fields.read_public_id)


def _substance(written: str) -> str:
    if written not in SUBSTANCES_BY_CODE:
        raise FieldError(f"{shown(written)} is not in the catalogue of medicines.")
    return written


def _form(written: str) -> Form:
    try:
        return Form(written)
    except ValueError:
        raise FieldError(f"{shown(written)} is not one of {', '.join(Form)}.") from None
