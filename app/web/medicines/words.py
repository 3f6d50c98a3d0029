"""Words about medicines: what they are, how much, what that comes to in a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.clinical import routes
from app.clinical.catalogue import LISTED, SUBSTANCES_BY_CODE
from app.clinical.routes import ROUTE_NAMES
from app.clinical.substances import Form, Release, Substance
from app.clinical.substances import Product as CatalogueProduct
from app.clinical.units import UNIT_NAMES, units_for
from app.diary.day_words import clock_words, day_words, weekday_words
from app.diary.medicine import (
    Medicine,
    Regimen,
    is_taken_on,
    is_worn,
    planned_after,
    said_on,
)
from app.diary.opioid_answers import OpioidAnswers
from app.services.medicines.amounts import (
    NOT_TOLD,
    dose_in_words,
    plain_number,
    prescribed_in_words,
)
from app.services.medicines.prescriptions import TakenProduct
from app.web.diary.words import sentence
from app.web.kit.rows import Row
from app.web.medicines.mme_words import daily_rows

PLANNED_END = "Planned first day without it"
_ELSEWHERE = frozenset({routes.ORAL, routes.TRANSDERMAL})


def substance_choices() -> dict[str, str | dict[str, str]]:
    """Return the catalogue for a select: an empty first line, then groups by name."""

    def named(substances: Iterable[Substance]) -> dict[str, str]:
        return {s.code: _with_synonyms(s) for s in sorted(substances, key=lambda s: s.code)}

    return {
        "": "Choose a medicine",
        "Opioids and similar medicines": named(s for s in LISTED if s.is_opioid),
        "Other pain medicines": named(s for s in LISTED if not s.is_opioid),
    }


def _with_synonyms(substance: Substance) -> str:
    others = [synonym for synonym in substance.synonyms if len(synonym) > 4]
    return f"{substance.code} ({', '.join(others)})" if others else substance.code


def kind_code(product: CatalogueProduct) -> str:
    """Return a code for one product among those of its substance."""
    return f"{product.route}-{product.form}-{product.release}-{product.partner}"


def kind_names(substance: Substance) -> dict[str, str]:
    """Return words for each kind in which the substance is sold."""
    return {kind_code(product): kind_words(product) for product in substance.products}


def kind_words(product: CatalogueProduct) -> str:
    """Write what a product is.

    >>> from app.clinical.substances import by_mouth, patch
    >>> kind_words(by_mouth(release=Release.EXTENDED)), kind_words(patch(25))
    ('Slow-release tablet (ER)', 'Patch')
    >>> kind_words(CatalogueProduct("nasal", Form.SPRAY, "mcg"))
    'Spray, into the nose'
    """
    words = product.form.value
    if product.release is Release.EXTENDED and product.form is not Form.PATCH:
        words = f"slow-release {words} (ER)"
    if product.partner:
        words = f"{words} with {product.partner}"
    if product.route not in _ELSEWHERE:
        words = f"{words}, {ROUTE_NAMES[product.route]}"
    return sentence(words)


def route_choices() -> dict[str, str]:
    """Return words for each way in which a medicine may be taken."""
    return {code: sentence(name) for code, name in ROUTE_NAMES.items()}


def unit_words(code: str) -> str:
    """Write a unit out, as it is written wherever an amount is asked for.

    >>> unit_words("mg")
    'milligrams (mg)'
    """
    return UNIT_NAMES[code]


def unit_choices(product: TakenProduct) -> dict[str, str]:
    """Return words for each unit that fits."""
    substance = SUBSTANCES_BY_CODE.get(product.substance or "")
    return {unit: unit_words(unit) for unit in units_for(substance, product.route, product.form)}


# What may be counted instead of mg, by what the person holds in the hand.
_PIECES_OF = {
    Form.TABLET: ("tablet",),
    Form.CAPSULE: ("capsule",),
    Form.LIQUID: ("mL", "drop"),
    Form.SPRAY: ("spray",),
    Form.FILM: ("film",),
    Form.SUPPOSITORY: ("suppository",),
    Form.INJECTION: ("mL",),
    Form.OTHER: ("tablet", "capsule", "mL", "drop"),
}


def piece_choices(product: TakenProduct) -> dict[str, str]:
    """Return words for what can be counted instead of the unit, with a strength."""
    if product.substance is None or product.is_worn:
        return {}
    return {piece: unit_words(piece) for piece in _PIECES_OF.get(product.form, ())}


def strengths_hint(product: TakenProduct) -> str:
    """Write the usual strengths, and what to write when more than one is taken."""
    substance = SUBSTANCES_BY_CODE.get(product.substance or "")
    sold = [
        p
        for p in (substance.products if substance else ())
        if (p.route, p.form) == (product.route, product.form)
        and substance is not None
        and substance.medication(p) == product.name
        and p.strengths
    ]
    if not sold:
        return ""
    numbers = [plain_number(Decimal(str(strength))) for strength in sold[0].strengths]
    usual = f"Usual strengths: {', '.join(numbers)} {sold[0].unit}."
    if product.is_worn or len(numbers) < 2:
        return usual
    return f"{usual} Two tablets of 5 mg are 10 mg." if sold[0].form is Form.TABLET else usual


def what_it_is(medicine: Medicine) -> str:
    """Write form and route: `tablet, by mouth`."""
    route = ROUTE_NAMES[medicine.route]
    if is_worn(medicine) or medicine.form == Form.OTHER:
        return sentence(route)
    return f"{medicine.form.capitalize()}, {route}"


def row_detail(medicine: Medicine, day: date) -> str:
    """Write one line for the list of medicines."""
    regimen = said_on(medicine, day)
    words = prescribed_in_words(medicine, regimen)
    if regimen is None:
        words = f"How it is prescribed: {words}"
    if medicine.stopped_on is not None and medicine.stopped_on <= day:
        return f"{words}. Not taken since {day_words(medicine.stopped_on)}."
    if regimen is not None and regimen.times:
        words = f"{words}: {_times(regimen)}"
        words += "".join(f". Next: {row.value}" for row in _next_rows(medicine, regimen, day))
    ends = f" {PLANNED_END}: {day_words(medicine.stopped_on)}." if medicine.stopped_on else ""
    return f"{words}.{ends}{''.join(f' {row.value}' for row in planned_rows(medicine, day)[:1])}"


def change_done(from_date: date, today: date) -> str:
    """Say that a change of dose is noted, or planned."""
    if from_date <= today:
        return f"Saved from {weekday_words(from_date, today)} on."
    day = weekday_words(from_date, today)
    return f"The new dose is planned. It will show on Today from {day}."


def end_done(stopped_on: date | None, today: date) -> str:
    """Say that the end of a medicine is noted, or planned."""
    if stopped_on is not None and stopped_on > today:
        return "The end is planned. Until then, it stays on Today as before."
    return "Moved to your past medicines. The doses you logged stay."


def _next_rows(medicine: Medicine, regimen: Regimen, day: date) -> list[Row]:
    """Say on which day it is due next, where it is not taken every day."""
    if not regimen.skips_days or not is_taken_on(medicine, day):
        return []
    return [Row("Next", weekday_words(regimen.next_day(day), day))]


def planned_rows(medicine: Medicine, day: date) -> list[Row]:
    """Return the dose changes that are agreed on ahead, a row for each."""
    return [
        Row("Planned", f"From {day_words(plan.from_date)}: {dose_in_words(medicine, plan)}.")
        for plan in planned_after(medicine, day)
    ]


def facts(medicine: Medicine, day: date, answers: OpioidAnswers) -> list[Row]:
    """Return what is known of a medicine, for its own page."""
    regimen = said_on(medicine, day)
    rows = [Row("What it is", what_it_is(medicine))]
    if regimen is None:
        rows.append(Row("As prescribed", NOT_TOLD))
    else:
        rows.append(Row("Dose", dose_in_words(medicine, regimen)))
        rows += [Row("Times", _times(regimen))] if regimen.times else []
        rows += _next_rows(medicine, regimen, day)
        rows += daily_rows(medicine, regimen, answers)
        rows += planned_rows(medicine, day)
    start = medicine.started_on
    rows.append(Row("Started", day_words(start) if start else "date not given"))
    if medicine.stopped_on is not None:
        is_over = medicine.stopped_on <= day
        label = "Not taken since" if is_over else PLANNED_END
        rows.append(Row(label, day_words(medicine.stopped_on)))
    return rows


@dataclass(frozen=True, slots=True)
class Course:
    """One prescription in the history of a medicine; `change_day` where it can be taken back."""

    since: str
    dose: str
    change_day: str


def course(medicine: Medicine, today: date) -> list[Course]:
    """Return how the medicine was prescribed over time, the newest first."""
    in_order = sorted(medicine.regimens, key=lambda r: r.from_date)
    rows = []
    for regimen in in_order:
        is_start = regimen is in_order[0]
        is_known = not is_start or medicine.started_on is not None
        is_plan = regimen.from_date > today
        begin = f"{'Planned from' if is_plan else 'From'} {day_words(regimen.from_date)}"
        rows.append(
            Course(
                since=begin if is_known else "At the start",
                dose=dose_in_words(medicine, regimen),
                change_day="" if is_start else regimen.from_date.isoformat(),
            )
        )
    return rows[::-1]


def _times(regimen: Regimen) -> str:
    return ", ".join(clock_words(at) for at in regimen.times)
