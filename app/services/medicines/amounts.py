"""Amounts in words, and how much a prescription comes to in a day."""

from dataclasses import dataclass
from decimal import Decimal

from app.clinical.medicines import OpioidKind
from app.clinical.opioids import mme_factor
from app.clinical.units import MCG_PER_HOUR, to_a_tenth
from app.diary.as_taken import AsTaken
from app.diary.day_words import weekdays_words
from app.diary.medicine import Medicine, Prescription, Regimen, is_when_needed, is_worn
from app.diary.opioid_answers import OpioidAnswers

NOT_TOLD = "not known (from a file)"
_MANY = {
    "tablet": "tablets",
    "capsule": "capsules",
    "patch": "patches",
    "drop": "drops",
    "spray": "sprays",
    "film": "films",
    "suppository": "suppositories",
}


def plain_number(number: Decimal) -> str:
    """Write a number without needless zeros.

    >>> plain_number(Decimal("7.50")), plain_number(Decimal("100"))
    ('7.5', '100')
    """
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount_in_words(amount: Decimal | float, unit: str) -> str:
    """Write an amount with its unit, a code of `app.clinical.units`.

    >>> amount_in_words(Decimal("12.50"), "mcg/h"), amount_in_words(2.0, "tablet")
    ('12.5 mcg/h', '2 tablets')
    >>> amount_in_words(1000, "mg")
    '1,000 mg'
    """
    return f"{float(amount):,.6g} {unit if amount == 1 else _MANY.get(unit, unit)}"


def amount_as_taken(amount: Decimal, unit: str, as_taken: AsTaken | None) -> str:
    """Write an amount as it was counted, and what it comes to.

    >>> amount_as_taken(Decimal(15), "mg", AsTaken(Decimal("1.5"), "tablet", Decimal(10), "mg"))
    '1½ tablets (15 mg)'
    >>> amount_as_taken(Decimal(15), "mg", None)
    '15 mg'
    """
    words = amount_in_words(amount, unit)
    return words if as_taken is None else f"{as_taken.counted} ({words})"


def amount_at_once(regimen: Regimen) -> str:
    """Write what is taken or worn at once: `10 mg`, `2 patches of 25 mcg/h`."""
    amount = amount_in_words(regimen.amount, regimen.unit)
    count = regimen.count_at_once
    if regimen.amounts_at:
        return ", ".join(
            amount_as_taken(each, regimen.unit, regimen.counted(each))
            for each in regimen.amounts_at
        )
    if regimen.as_taken is not None:
        return f"{amount} ({regimen.as_taken.words})"
    if count == 1:
        return amount
    if regimen.unit == MCG_PER_HOUR:
        return f"{count} patches of {amount}"
    return amount_in_words(regimen.amount * count, regimen.unit)


def how_often(medicine: Medicine, regimen: Regimen) -> str:
    """Write how often: `3 times a day`, `when needed`, `changed every 72 hours`."""
    if is_worn(medicine):
        if regimen.change_every_hours is None:
            return "time between changes not recorded"
        return f"changed every {regimen.change_every_hours} hours"
    if is_when_needed(medicine, regimen):
        most = f", up to {regimen.most_a_day} a day" if regimen.most_a_day else ""
        return f"when needed{most}"
    if not regimen.skips_days:
        return times_a_day(len(regimen.times))
    # "Once a day, every other day" would contradict itself.
    if len(regimen.times) == 1:
        return days_words(regimen)
    return f"{times_a_day(len(regimen.times))}, {days_words(regimen)}"


def prescribed_in_words(medicine: Medicine, regimen: Regimen | None) -> str:
    """Write how a medicine is prescribed; of one from a file, that nobody said it."""
    return NOT_TOLD if regimen is None else dose_in_words(medicine, regimen)


def dose_in_words(medicine: Medicine, regimen: Regimen) -> str:
    """Write one prescription: `10 mg 3 times a day`."""
    separator = ", " if is_worn(medicine) else " "
    return f"{amount_at_once(regimen)}{separator}{how_often(medicine, regimen)}"


def change_in_words(medicine: Medicine, before: Regimen, after: Regimen) -> str:
    """Write a change of dose: `oxycodone 10 mg to 15 mg`, and how often if that changed."""
    is_as_often = how_often(medicine, before) == how_often(medicine, after)
    if is_as_often:
        return f"{medicine.name} {amount_at_once(before)} to {amount_at_once(after)}"
    return f"{medicine.name} {dose_in_words(medicine, before)} to {dose_in_words(medicine, after)}"


def days_words(asked: Prescription) -> str:
    """Write on which days it is taken, where not on every day.

    >>> days_words(Prescription(Decimal(5), "mg", every_days=2))
    'every other day'
    >>> days_words(Prescription(Decimal(5), "mg", weekdays=(0, 2, 4)))
    'on Monday, Wednesday and Friday'
    """
    if asked.weekdays:
        return f"on {weekdays_words(asked.weekdays)}"
    return "every other day" if asked.every_days == 2 else f"every {asked.every_days} days"


def mean_in_words(amount: Decimal | float, unit: str) -> str:
    """Write a mean amount of days with and without a dose.

    >>> mean_in_words(Decimal(30) / 7, "mg")
    '4.3 mg'
    """
    return amount_in_words(to_a_tenth(float(amount)), unit)


def times_a_day(count: int) -> str:
    """Write how often a day.

    >>> times_a_day(1), times_a_day(3)
    ('once a day', '3 times a day')
    """
    return "once a day" if count == 1 else f"{count} times a day"


@dataclass(frozen=True, slots=True)
class DailyAmount:
    """What a prescription comes to in a day, as prescribed, not as taken.

    Attributes:
        amount_per_day: in the prescription's unit; for patches the mcg/h worn together; None for
            what is taken when needed, which has no fixed day.
        mme_per_day: morphine milligram equivalents of that; None where it has no factor.
        mme_per_dose: the same of one dose; None for patches and where there is no factor.
        kind: whether it is an opioid, by the catalogue or by the person's answer.
        is_average: whether there are days without it.
    """

    amount_per_day: Decimal | None
    mme_per_day: Decimal | None
    mme_per_dose: Decimal | None
    kind: OpioidKind
    is_average: bool


def daily_amount(medicine: Medicine, regimen: Regimen, answers: OpioidAnswers) -> DailyAmount:
    """Return what a prescription comes to in a day.

    Factors: CDC 2022, see `app.clinical.opioid_catalogue`.
    """
    if is_worn(medicine):
        per_day: Decimal | None = regimen.amount * regimen.count_at_once
    else:
        per_day = None if medicine.as_needed else regimen.amount_per_day
    found = mme_factor(medicine.name, medicine.route, regimen.unit)
    factor = None if found is None else Decimal(str(found))
    return DailyAmount(
        amount_per_day=per_day,
        mme_per_day=None if factor is None or per_day is None else factor * per_day,
        mme_per_dose=None if factor is None or is_worn(medicine) else factor * regimen.amount,
        kind=answers.kind_of(medicine.name),
        is_average=regimen.skips_days,
    )
