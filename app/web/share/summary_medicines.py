"""Medicines on the provider's page: what is prescribed, what was logged, what it counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from app.clinical.medicines import OpioidKind
from app.clinical.opioids import MME_SOURCE, MME_SOURCE_ADDRESS, mme_factor
from app.diary.day_words import day_words
from app.services.medicines.amounts import NOT_TOLD, amount_in_words, mean_in_words
from app.services.share.part import CurrentMedicine, SharedPart
from app.trends.figures.exposure import DailyDose, daily_mme
from app.trends.figures.spans import TWO_WEEKS_DAYS
from app.web.kit.figure_words import count_words, mme_words
from app.web.kit.uncounted_words import NOT_COUNTED, day_amount_words

LOGGED_DAYS = TWO_WEEKS_DAYS
NO_FIGURE = "–"
NOTHING_LOGGED = "nothing logged"
# Whether something is taken when needed, and whether something is not recorded.
LEFT_OUT_OF_TOTAL = MappingProxyType(
    {
        (False, False): "",
        (True, False): "without what is taken when needed",
        (False, True): "without what is not recorded",
        (True, True): "without what is taken when needed and what is not recorded",
    }
)


class PrescribedRow(NamedTuple):
    """One medicine, a cell of the table each."""

    name: str
    prescribed: str
    prescribed_mme: str
    logged_mme: str


@dataclass(frozen=True, slots=True)
class Medicines:
    """The table and what must be said beside it.

    Attributes:
        on_day: the last day shown.
        rows: one per medicine.
        logged_over: on how many of which days the logged mean rests.
        not_counted: opioids of the days shown that have no factor, and what may be one.
        source: where the factors are from.
        source_address: its address.
    """

    on_day: str
    rows: tuple[PrescribedRow, ...]
    logged_over: str
    not_counted: tuple[str, ...]
    source: str = MME_SOURCE
    source_address: str = MME_SOURCE_ADDRESS


def medicines_of_part(part: SharedPart) -> Medicines:
    """Lay out the medicines of the last day shown."""
    daily = daily_mme(part.diary, part.terms.first, part.terms.last)
    over = [dose for dose in daily if dose.for_date != part.diary.open_day]
    recent = over[-LOGGED_DAYS:]
    without_factor = {name for dose in daily for name in dose.not_counted}
    without_factor |= {
        medicine.name
        for medicine in part.medicines
        if _may_be_opioid(medicine, part) and _factor(medicine) is None
    }
    return Medicines(
        on_day=day_words(part.terms.last),
        rows=(
            *(_row(medicine, part, recent) for medicine in part.medicines),
            *_total(part, recent),
        ),
        logged_over=(
            f"{count_words(len(_counted(recent)), 'day')} with a dose that counts, "
            f"of the last {LOGGED_DAYS} that are over"
        ),
        not_counted=tuple(sorted(without_factor)),
    )


def _total(part: SharedPart, recent: Sequence[DailyDose]) -> tuple[PrescribedRow, ...]:
    """Add up what can be counted, where there is more than one figure to add."""
    counted = [
        medicine
        for medicine in part.medicines
        if _factor(medicine) is not None and medicine.stopped_on is None
    ]
    if len(counted) < 2:
        return ()
    scheduled = [mme for medicine in counted if (mme := _scheduled_mme(medicine)) is not None]
    days = _counted(recent)
    logged = sum(dose.mme_per_day or 0.0 for dose in days) / len(days) if days else None
    return (
        PrescribedRow(
            "All that is counted",
            _left_out_of_total(counted),
            mme_words(sum(scheduled)) if scheduled else "not known",
            NOTHING_LOGGED if logged is None else mme_words(logged),
        ),
    )


def _left_out_of_total(counted: Sequence[CurrentMedicine]) -> str:
    has_as_needed = any(m.has_prescription and m.as_needed for m in counted)
    has_not_recorded = any(not m.has_prescription for m in counted)
    return LEFT_OUT_OF_TOTAL[has_as_needed, has_not_recorded]


def _scheduled_mme(medicine: CurrentMedicine) -> float | None:
    factor, units = _factor(medicine), _units_a_day(medicine)
    return None if factor is None or units is None else factor * units


def _factor(medicine: CurrentMedicine) -> float | None:
    return mme_factor(medicine.name, medicine.route, medicine.unit)


def _row(medicine: CurrentMedicine, part: SharedPart, recent: Sequence[DailyDose]) -> PrescribedRow:
    counts = _may_be_opioid(medicine, part)
    return PrescribedRow(
        name=medicine.name,
        prescribed="; planned ".join([_prescribed(medicine), *medicine.planned]),
        prescribed_mme=_prescribed_mme(medicine) if counts else NO_FIGURE,
        logged_mme=_logged_mme(medicine, part, recent) if counts else NO_FIGURE,
    )


def _may_be_opioid(medicine: CurrentMedicine, part: SharedPart) -> bool:
    kind = part.diary.opioid_answers.kind_of(medicine.name)
    return kind is not OpioidKind.NOT_OPIOID


def _units_a_day(medicine: CurrentMedicine) -> float | None:
    """Return mg a day, or for patches the mcg/h worn; None when it is not the same each day."""
    if medicine.amount is None or medicine.as_needed or not medicine.has_prescription:
        return None
    if medicine.amount_per_day is not None:
        return float(medicine.amount_per_day)
    at_once = medicine.count_at_once if medicine.is_worn else medicine.times_per_day
    return float(medicine.amount) * at_once or None


def _prescribed(medicine: CurrentMedicine) -> str:
    if medicine.stopped_on is not None:
        return f"not taken since {day_words(medicine.stopped_on)}"
    if not medicine.has_prescription:
        return NOT_TOLD
    if medicine.amount is None:
        return "amount not written down"
    one = amount_in_words(medicine.amount, medicine.unit)
    units = _units_a_day(medicine)
    if medicine.in_words:
        return f"{medicine.in_words}{_total_words(medicine, units)}"
    if units is None:
        return f"{one} when needed" if medicine.as_needed else f"{one}, times not written down"
    times = medicine.count_at_once if medicine.is_worn else medicine.times_per_day
    if times == 1:
        return f"{one} worn" if medicine.is_worn else f"{one} once a day"
    total = amount_in_words(units, medicine.unit)
    if medicine.is_worn:
        return f"{one}, {times} patches: {total}"
    return f"{one}, {times} times a day: {total} a day"


def _total_words(medicine: CurrentMedicine, units_a_day: float | None) -> str:
    if units_a_day is None:
        return ""
    if medicine.amount_on_day_taken is not None:
        return f": {mean_in_words(units_a_day, medicine.unit)} a day on average"
    return f": {amount_in_words(units_a_day, medicine.unit)} a day"


def _prescribed_mme(medicine: CurrentMedicine) -> str:
    factor = _factor(medicine)
    if medicine.stopped_on is not None:
        return NO_FIGURE
    if factor is None:
        return NOT_COUNTED
    if not medicine.has_prescription:
        return "not known"
    scheduled = _scheduled_mme(medicine)
    if scheduled is None:
        return "varies"
    if medicine.amount_on_day_taken is None:
        return mme_words(scheduled)
    on_day_taken = mme_words(factor * float(medicine.amount_on_day_taken))
    return f"{on_day_taken} on days taken, {mme_words(scheduled)} on average"


def _counted(recent: Sequence[DailyDose]) -> list[DailyDose]:
    return [dose for dose in recent if dose.mme_per_day is not None]


def _logged_mme(medicine: CurrentMedicine, part: SharedPart, recent: Sequence[DailyDose]) -> str:
    if _factor(medicine) is None:
        return NOT_COUNTED
    days = _counted(recent)
    total = sum(dict(dose.by_medication).get(medicine.name, 0.0) for dose in days)
    # Doses of it in another unit or by another route may have no factor.
    has_more = any(medicine.name in dose.not_counted for dose in recent)
    mean = total / len(days) if total else None
    words = day_amount_words(mean, has_more=has_more, nothing=NOTHING_LOGGED)
    # A dose carries a name and no line of the list: two strengths of one patch are two lines.
    namesakes = sum(other.name == medicine.name for other in part.medicines)
    return f"{words}, all {medicine.name}" if mean is not None and namesakes > 1 else words
