"""Lists from elsewhere as a diary: what they do not say is left open."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import groupby

from app.clinical import routes
from app.diary.check_in import Answers, CheckIn
from app.diary.dose import LoggedDose
from app.diary.entered import Entered
from app.diary.local_time import instant_at, local_time
from app.diary.lossless import LosslessDiary, PersonSettings
from app.diary.scores import AVERAGE_PAIN, PAIN_NOW, TOUCH, WORST_PAIN
from app.interop.other_apps.doses import ReadDose
from app.interop.other_apps.outcome import ListReading, ListResult
from app.models.columns import new_public_id
from app.services.archive.plain import linked, listed_medicines, product
from app.services.medicines.new_doses import TOTAL_AT


def from_outcomes(outcomes: Iterable[ListResult], time_zone: str, now: datetime) -> LosslessDiary:
    """Return what lists say as if it had been entered here, in `time_zone`."""
    outcomes = tuple(outcomes)
    doses = _doses([dose for outcome in outcomes for dose in outcome.doses], time_zone, now)
    medicines = listed_medicines(doses)
    readings = [reading for outcome in outcomes for reading in outcome.readings]
    return LosslessDiary(
        person=PersonSettings(time_zone),
        check_ins=tuple(_check_ins(readings, time_zone, now)),
        doses=linked(doses, medicines),
        medicines=medicines,
    )


def _check_ins(readings: list[ListReading], time_zone: str, now: datetime) -> Iterable[CheckIn]:
    in_order = sorted(readings, key=_by_time)
    for for_date, group in groupby(in_order, key=lambda reading: reading.for_date):
        of_day = tuple(group)
        for number, reading in enumerate(of_day):
            # One row without a time speaks for its day, several are about moments of it.
            is_of_day = len(of_day) == 1 and reading.at is None
            entered = _entered(reading.at, number, time_zone, now)
            yield CheckIn(
                new_public_id(), for_date, entered, _answers(reading, is_of_day=is_of_day)
            )


def _by_time(reading: ListReading) -> tuple[date, bool, datetime, int]:
    at = reading.at or datetime.combine(reading.for_date, TOTAL_AT)
    return reading.for_date, reading.at is None, at, reading.line


def _entered(at: datetime | None, number: int, time_zone: str, now: datetime) -> Entered:
    """Return when it was entered: at the time it is about, where the list tells that.

    Readings of one time stay in the order of the file.
    """
    instant = now if at is None else instant_at(at, time_zone)
    return Entered(instant + timedelta(microseconds=number), time_zone, is_imported=True)


def _answers(reading: ListReading, *, is_of_day: bool) -> Answers:
    scores = {
        (AVERAGE_PAIN if is_of_day else PAIN_NOW).code: reading.pain,
        WORST_PAIN.code: reading.worst_pain,
        TOUCH.code: reading.touch,
    }
    given = {code: score for code, score in scores.items() if score is not None}
    return Answers(given, areas=reading.areas, note=reading.note)


def _doses(read: list[ReadDose], time_zone: str, now: datetime) -> tuple[LoggedDose, ...]:
    timed = {(dose.for_date, _product(dose)) for dose in read if dose.at is not None}
    doses = [_dose(dose, dose.at, time_zone, now) for dose in read if dose.at is not None]
    untimed = sorted((dose for dose in read if dose.at is None), key=_by_day)
    for (day, key), group in groupby(untimed, key=_by_day):
        of_day = tuple(group)
        # Before noon, what was taken today was taken by now.
        noon = min(datetime.combine(day, TOTAL_AT), local_time(now, time_zone))
        is_single = (day, key) in timed or of_day[0].route == routes.TRANSDERMAL
        if is_single:
            doses += [_dose(dose, noon, time_zone, now) for dose in of_day]
        else:
            # Without times, all that a list has of a day is what was taken on that day.
            total = sum((dose.amount for dose in of_day), Decimal())
            doses.append(_dose(of_day[0], noon, time_zone, now, total=total))
    return tuple(doses)


def _by_day(dose: ReadDose) -> tuple[date, tuple[str, str, str]]:
    return dose.for_date, _product(dose)


def _product(dose: ReadDose) -> tuple[str, str, str]:
    return product(dose.medicine, dose.route, dose.unit)


def _dose(
    dose: ReadDose, at: datetime, time_zone: str, now: datetime, total: Decimal | None = None
) -> LoggedDose:
    return LoggedDose(
        public_id=new_public_id(),
        medicine_public_id=None,
        medication=dose.medicine,
        route=dose.route,
        amount=dose.amount if total is None else total,
        unit=dose.unit,
        taken_at=instant_at(at, time_zone),
        taken_at_local=at,
        entered=Entered(now, time_zone, is_imported=True),
        is_daily_total=total is not None,
        as_taken=dose.as_taken if total in (None, dose.amount) else None,
    )
