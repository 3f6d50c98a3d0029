"""The doses to tick off on a day's sheet. What a box says is what ticking it saves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from app.diary.day_words import clock_words, weekday_words
from app.services.medicines.amounts import amount_as_taken
from app.services.medicines.as_needed import AsNeeded
from app.services.medicines.due import DueDose, usual_time
from app.web.diary.sheet_facts import SheetFacts
from app.web.diary.sheet_form import ALL, ALL_NOW, AMOUNT, AT, NOW, TOOK, SheetForm
from app.web.diary.words import ago_words

DAY_PARTS = {
    "small_hours": ("After midnight", "All medicines after midnight taken"),
    "morning": ("Morning", "All morning medicines taken"),
    "midday": ("Midday", "All midday medicines taken"),
    "evening": ("Evening", "All evening medicines taken"),
    "night": ("Night", "All night-time medicines taken"),
}
# What is due within this time may be taken early, so it is not folded away as "later".
SOON = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class DoseToTick:
    """One dose to tick off: the names of its fields, and words.

    Attributes:
        name: what, and how much.
        act: what ticking it says.
        now: the box that says that it was taken now, where both are offered.
        now_act: what ticking that one says.
    """

    took: str
    at: str
    name: str
    act: str
    amount: str = ""
    now: str = ""
    now_act: str = ""


@dataclass(frozen=True, slots=True)
class DoseGroup:
    """Doses that stand together.

    Attributes:
        is_open: whether other times and amounts are shown from the start.
        is_later: whether it is not due yet.
        all_field: name of the box for all of them; empty where there is none.
    """

    title: str
    doses: Sequence[DoseToTick]
    is_open: bool
    is_later: bool = False
    all_field: str = ""
    all_label: str = ""


def due_groups(facts: SheetFacts, form: SheetForm) -> list[DoseGroup]:
    """Return the day's open doses by part of the day, and the patches."""
    open_due = [dose for dose in facts.due if dose.taken is None]
    pills = [dose for dose in open_due if not dose.is_patch]
    patches = [dose for dose in open_due if dose.is_patch]
    by_part: dict[str, list[DueDose]] = {}
    for dose in pills:
        by_part.setdefault(dose.part_of_day, []).append(dose)
    groups = [_due_group(*DAY_PARTS[part], doses, facts, form) for part, doses in by_part.items()]
    return [*groups, _due_group("Patches", "", patches, facts, form)] if patches else groups


def _due_group(
    title: str,
    all_label: str,
    doses: Sequence[DueDose],
    facts: SheetFacts,
    form: SheetForm,
) -> DoseGroup:
    rows = [_due_row(dose, facts) for dose in doses]
    are_to_come = all(_is_to_come(dose, facts) for dose in doses)
    all_box = ALL_NOW if are_to_come else ALL
    return DoseGroup(
        title=title,
        doses=rows,
        is_open=_has_typed(rows, form),
        is_later=facts.is_today and doses[0].due_at_local > facts.now_local + SOON,
        all_field=all_box + doses[0].part_of_day if all_label and len(doses) > 1 else "",
        all_label=f"{all_label} already, now" if are_to_come else all_label,
    )


def _due_row(dose: DueDose, facts: SheetFacts) -> DoseToTick:
    name = _named(dose)
    at = clock_words(usual_time(dose, facts.time_zone))
    if dose.is_patch:
        return DoseToTick(TOOK + dose.key, AT + dose.key, name, _patch_act(dose, at, facts))
    if _is_to_come(dose, facts):
        return DoseToTick(NOW + dose.key, AT + dose.key, name, f"Due {at}. I took it already, now")
    return DoseToTick(TOOK + dose.key, AT + dose.key, name, f"I took it at {at}")


def _patch_act(dose: DueDose, at: str, facts: SheetFacts) -> str:
    due_on = dose.due_at_local.date()
    if due_on < facts.for_date:
        return f"I put on a new one now, due since {weekday_words(due_on, facts.for_date)}, {at}"
    return f"I put on a new one now, due at {at}" if facts.is_today else f"I put one on at {at}"


def _is_to_come(dose: DueDose, facts: SheetFacts) -> bool:
    return facts.is_today and usual_time(dose, facts.time_zone) > facts.now_local


def last_night_group(facts: SheetFacts, form: SheetForm) -> list[DoseGroup]:
    """Return last evening's open doses as one group; no group without any."""
    if not facts.last_night:
        return []
    rows = [_night_row(dose, facts) for dose in facts.last_night]
    return [DoseGroup("Last night", rows, is_open=_has_typed(rows, form))]


def _night_row(dose: DueDose, facts: SheetFacts) -> DoseToTick:
    at = clock_words(usual_time(dose, facts.time_zone))
    return DoseToTick(
        took=TOOK + dose.key,
        at=AT + dose.key,
        name=_named(dose),
        act=f"Last night, {at}. I took it then",
        now=NOW + dose.key,
        now_act=f"Last night, {at}. I took it late, now",
    )


def as_needed_group(facts: SheetFacts, form: SheetForm) -> DoseGroup:
    """Return what may be taken when needed."""
    rows = [
        DoseToTick(
            TOOK + medicine.medicine_public_id,
            AT + medicine.medicine_public_id,
            _named(medicine),
            _as_needed_act(medicine, facts),
            AMOUNT + medicine.medicine_public_id,
        )
        for medicine in facts.as_needed
    ]
    return DoseGroup("As needed", rows, is_open=not facts.is_today or _has_typed(rows, form))


def _named(of: DueDose | AsNeeded) -> str:
    return f"{of.name} {amount_as_taken(of.amount, of.unit, of.as_taken)}"


def _as_needed_act(medicine: AsNeeded, facts: SheetFacts) -> str:
    """Say what ticking it means, and the limit that was told, by which nobody is judged."""
    act = "I took one now" if facts.is_today else "I took one"
    most = f". Up to {medicine.most_a_day} a day" if medicine.most_a_day else ""
    return f"{act}{_last_taken(medicine, facts)}{most}"


def _last_taken(medicine: AsNeeded, facts: SheetFacts) -> str:
    last = medicine.last_taken_at
    if not facts.is_today or last is None or last > facts.now:
        return ""
    return f". Last one {ago_words(facts.now - last)}"


def _has_typed(rows: Sequence[DoseToTick], form: SheetForm) -> bool:
    """Whether a time or an amount stands in a folded field, or a sentence about one."""
    names = [name for row in rows for name in (row.at, row.amount) if name]
    is_asked = any(form[row.at].asks_turn for row in rows)
    return is_asked or any(form[name].errors or any(form[name].raw_data or ()) for name in names)
