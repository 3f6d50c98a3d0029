"""What a person says about a medicine and its dose, checked before it is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from app.clinical import routes
from app.clinical.catalogue import SUBSTANCES_BY_CODE
from app.clinical.patches import (
    LONGEST_WEAR_HOURS,
    MOST_WORN_AT_ONCE,
    SHORTEST_WEAR_HOURS,
    can_be_worn_at_once,
    can_be_worn_for,
)
from app.clinical.substances import Form
from app.clinical.units import UnitMismatch, check_amount, check_unit
from app.diary.day_words import day_words
from app.diary.lengths import NAME_MAX_CHARACTERS
from app.diary.medicine import (
    Medicine,
    Prescription,
    changes_to_same,
    is_when_needed,
    planned_after,
)
from app.services.errors import Refused

MOST_TIMES_A_DAY = 8
SAME_TIME_TWICE = "Two times are the same. Change one, or leave it empty."


@dataclass(frozen=True, slots=True)
class TakenProduct:
    """What is taken, apart from how much.

    Attributes:
        name: generic name first, as in the archive.
        substance: a code of the catalogue; None for the person's own medicine.
        route: a code of `app.clinical.routes`.
        form: what the person holds in their hand.
    """

    name: str
    substance: str | None
    route: str
    form: Form

    @property
    def is_worn(self) -> bool:
        """Whether it is a patch that gives off its medicine while it is worn."""
        return self.route == routes.TRANSDERMAL


def product_of(medicine: Medicine) -> TakenProduct:
    """Return what a stored medicine is."""
    return TakenProduct(medicine.name, medicine.substance, medicine.route, medicine.form)


def check_prescription(product: TakenProduct, asked: Prescription, *, as_needed: bool) -> None:
    """Accept a product and a prescription that fit together.

    Raises:
        Refused: it does not; the sentence says what to do and names the field.
    """
    if not product.name.strip() or len(product.name) > NAME_MAX_CHARACTERS:
        raise Refused(f"Enter a name of at most {NAME_MAX_CHARACTERS} letters.", "name")
    for amount in (asked.amount, *asked.amounts_at):
        check_dose(product, amount, asked.unit)
    if product.is_worn:
        _check_wear(asked, as_needed=as_needed)
    elif not as_needed:
        _check_times(asked.times)


def check_dose(product: TakenProduct, amount: Decimal, unit: str) -> None:
    """Accept an amount in a unit that fits the medicine.

    Raises:
        Refused: it does not fit.
    """
    substance = SUBSTANCES_BY_CODE.get(product.substance or "")
    try:
        check_unit(substance, product.route, product.form, unit)
        check_amount(unit, float(amount))
    except UnitMismatch as mismatch:
        raise Refused(str(mismatch), "amount") from None


def check_amount_in(unit: str, amount: Decimal, typed_unit: str) -> None:
    """Accept an amount of a medicine that is counted in `unit`.

    Raises:
        Refused: it was typed in another unit, or cannot be meant.
    """
    if typed_unit != unit:
        raise Refused(f"Enter the amount in {unit}, as on your list of medicines.", "amount")
    try:
        check_amount(unit, float(amount))
    except UnitMismatch as mismatch:
        raise Refused(str(mismatch), "amount") from None


def _check_wear(asked: Prescription, *, as_needed: bool) -> None:
    if as_needed:
        raise Refused("A patch is worn all the time. Say how often you change it.")
    if not can_be_worn_at_once(asked.count_at_once):
        raise Refused(f"Choose 1 to {MOST_WORN_AT_ONCE} patches.", "count_at_once")
    hours = asked.change_every_hours
    if hours is None or not can_be_worn_for(hours):
        raise Refused(
            f"Enter a number of hours from {SHORTEST_WEAR_HOURS} to {LONGEST_WEAR_HOURS}.",
            "other_hours",
        )


def _check_times(times: Sequence[time]) -> None:
    if not times:
        raise Refused("Enter at least one time, like 08:00.", "time_1")
    if len(times) > MOST_TIMES_A_DAY:
        raise Refused(f"Enter at most {MOST_TIMES_A_DAY} times.", "time_1")
    if len(set(times)) < len(times):
        raise Refused(SAME_TIME_TWICE, "time_1")


def refuse_plan_without_times(medicine: Medicine, today: date) -> None:
    """Refuse a schedule before a plan that was made when the medicine was taken when needed.

    From its day on nothing would be due.

    Raises:
        Refused: with the day of the plan and what to do.
    """
    plans = (plan for plan in planned_after(medicine, today) if is_when_needed(medicine, plan))
    plan = next(plans, None)
    if plan is not None and not medicine.as_needed:
        raise Refused(
            f"The dose that is planned from {day_words(plan.from_date)} on has no times. Go back, "
            "undo that change, and plan it again afterwards.",
            "taken",
        )


def refuse_change_to_same(before: Medicine, after: Medicine) -> None:
    """Refuse what would leave a dose change that changes nothing.

    Its event would still say that the prescriber changed the dose.

    Raises:
        Refused: with the day of the change and what to do.
    """
    new = changes_to_same(after) - changes_to_same(before)
    if new:
        raise Refused(
            f"The dose before and from {day_words(min(new))} on would be the same. If your "
            "prescriber did not change it, go back and undo that change.",
            "amount",
        )
