"""Words about what opioids come to in a day; what cannot be counted is said, never left out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.clinical.medicines import OpioidKind
from app.clinical.opioids import MME_SOURCE, MME_SOURCE_ADDRESS
from app.clinical.units import MCG_PER_HOUR
from app.diary.medicine import Medicine, Regimen, said_on
from app.diary.opioid_answers import OpioidAnswers
from app.services.medicines.amounts import (
    DailyAmount,
    amount_in_words,
    daily_amount,
    mean_in_words,
)
from app.web.kit.figure_words import mme_words
from app.web.kit.rows import Row
from app.web.kit.uncounted_words import NOT_COUNTED

MME_LIMITS = (
    "A morphine equivalent puts different opioids on one scale. It is an estimate. It must not be "
    "used to work out the dose of another opioid."
)
_WHY_NOT_COUNTED = {
    OpioidKind.OPIOID: f"{NOT_COUNTED}: there is no agreed figure",
    OpioidKind.UNKNOWN: f"{NOT_COUNTED}: Tidemark does not know if it is an opioid",
}

ON_AVERAGE = " on average"


@dataclass(frozen=True, slots=True)
class Total:
    """What opioids come to in a day, and what such a figure is."""

    words: str = ""
    not_counted: str = ""
    not_told: str = ""
    limits: str = MME_LIMITS
    source: str = MME_SOURCE
    source_href: str = MME_SOURCE_ADDRESS


def daily_rows(medicine: Medicine, regimen: Regimen, answers: OpioidAnswers) -> list[Row]:
    """Return the amount in a day, and its morphine equivalent where it may be an opioid."""
    amount = daily_amount(medicine, regimen, answers)
    rows = []
    if amount.amount_per_day is not None:
        rows.append(Row("In a day", _in_a_day(amount.amount_per_day, regimen)))
    if amount.kind is not OpioidKind.NOT_OPIOID:
        rows.append(Row("Morphine equivalent", _mme_words(amount)))
    return rows


def _in_a_day(amount_per_day: Decimal, regimen: Regimen) -> str:
    if regimen.skips_days:
        return f"{mean_in_words(amount_per_day, regimen.unit)}{ON_AVERAGE}"
    words = amount_in_words(amount_per_day, regimen.unit)
    return f"{words}, day and night" if regimen.unit == MCG_PER_HOUR else words


def _mme_words(amount: DailyAmount) -> str:
    if amount.mme_per_day is not None:
        on_average = ON_AVERAGE if amount.is_average else ""
        return f"{mme_words(float(amount.mme_per_day))} MME a day{on_average}"
    if amount.mme_per_dose is not None:
        return f"{mme_words(float(amount.mme_per_dose))} MME each time"
    return _WHY_NOT_COUNTED[amount.kind]


def about_mme(medicine: Medicine, answers: OpioidAnswers) -> Total | None:
    """Say what a morphine equivalent is, beside an opioid."""
    return Total() if answers.kind_of(medicine.name) is OpioidKind.OPIOID else None


def total(medicines: Sequence[Medicine], day: date, answers: OpioidAnswers) -> Total | None:
    """Return what the scheduled opioids come to in a day; None where there are none."""
    amounts = [
        (medicine.name, _on(day, medicine, answers))
        for medicine in medicines
        if not medicine.as_needed and answers.kind_of(medicine.name) is not OpioidKind.NOT_OPIOID
    ]
    if not amounts:
        return None
    said = [(name, amount) for name, amount in amounts if amount is not None]
    not_told = sorted({name for name, amount in amounts if amount is None})
    counted = [amount.mme_per_day for _, amount in said if amount.mme_per_day is not None]
    uncounted = sorted({name for name, amount in said if amount.mme_per_day is None})
    on_average = ON_AVERAGE if any(amount.is_average for _, amount in said) else ""
    more = f" and more, {NOT_COUNTED}" if uncounted or not_told else ""
    return Total(
        words=f"{mme_words(float(sum(counted)))} MME a day{on_average}{more}" if counted else "",
        not_counted=f"Not counted: {', '.join(uncounted)}." if uncounted else "",
        not_told=(f"We do not know how this is prescribed: {', '.join(not_told)}.")
        if not_told
        else "",
    )


def _on(day: date, medicine: Medicine, answers: OpioidAnswers) -> DailyAmount | None:
    """Return what a prescription comes to; None of a medicine from a file, which says none."""
    regimen = said_on(medicine, day)
    return None if regimen is None else daily_amount(medicine, regimen, answers)
