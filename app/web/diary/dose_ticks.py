"""The doses on a day's sheet. What a button or a box says is what it saves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from app.diary.day_words import clock_words, weekday_words
from app.services.medicines.amounts import amount_as_taken
from app.services.medicines.as_needed import AsNeeded
from app.services.medicines.due import DueDose, usual_time
from app.web.diary.pressed import ALL, ALL_NOW, AMOUNT, AT, NOW, TOOK
from app.web.diary.sheet_facts import SheetFacts
from app.web.diary.sheet_form import SheetForm
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
# A longer group stands in two columns, so that it leaves room to answer.
MOST_IN_ROWS = 3
JUST_NOW = "just now"


@dataclass(frozen=True, slots=True)
class DoseTick:
    """A button or box for one dose: the name of its field, what was done, and when."""

    field: str
    verb: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class DoseToTick:
    """One dose to log: words, what can be said of it, and the names of its folded fields.

    Attributes:
        name: what, and how much.
        detail: when it is due, when the last one was, or how many a day at most.
    """

    name: str
    detail: str
    ticks: Sequence[DoseTick]
    at: str
    amount: str = ""


@dataclass(frozen=True, slots=True)
class DoseGroup:
    """Doses that stand together.

    Attributes:
        is_open: whether other times and amounts are shown from the start.
        is_later: whether it is not due yet.
        all: the button or box for all of them; None where there is none.
    """

    title: str
    doses: Sequence[DoseToTick]
    is_open: bool
    is_later: bool = False
    all: DoseTick | None = None

    @property
    def is_long(self) -> bool:
        """Whether the doses need the space of two columns."""
        return len(self.doses) > MOST_IN_ROWS and all(len(row.ticks) == 1 for row in self.doses)


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
    when = JUST_NOW if are_to_come else ""
    is_several = bool(all_label) and len(doses) > 1
    return DoseGroup(
        title=title,
        doses=rows,
        is_open=_has_typed(rows, form),
        is_later=facts.is_today and doses[0].due_at_local > facts.now_local + SOON,
        all=DoseTick(all_box + doses[0].part_of_day, all_label, when) if is_several else None,
    )


def _due_row(dose: DueDose, facts: SheetFacts) -> DoseToTick:
    at = clock_words(usual_time(dose, facts.time_zone))
    if dose.is_patch:
        tick = DoseTick(TOOK + dose.key, "Put it on", JUST_NOW if facts.is_today else f"at {at}")
        return DoseToTick(
            _name_and_amount(dose), _patch_due(dose, at, facts), [tick], AT + dose.key
        )
    if _is_to_come(dose, facts):
        tick = DoseTick(NOW + dose.key, "Took it", JUST_NOW)
        return DoseToTick(_name_and_amount(dose), f"Due at {at}", [tick], AT + dose.key)
    tick = DoseTick(TOOK + dose.key, "Took it", f"at {at}")
    return DoseToTick(_name_and_amount(dose), "", [tick], AT + dose.key)


def _patch_due(dose: DueDose, at: str, facts: SheetFacts) -> str:
    due_on = dose.due_at_local.date()
    if due_on < facts.for_date:
        return f"New patch due since {weekday_words(due_on, facts.for_date)}, {at}"
    return f"New patch due at {at}"


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
    then = DoseTick(TOOK + dose.key, "Took it", f"at {at}")
    late = DoseTick(NOW + dose.key, "Took it late", JUST_NOW)
    return DoseToTick(
        _name_and_amount(dose), f"Due last night at {at}", [then, late], AT + dose.key
    )


def as_needed_groups(facts: SheetFacts, form: SheetForm) -> list[DoseGroup]:
    """Return what may be taken when needed as one group; no group without any."""
    if not facts.as_needed:
        return []
    rows = [_as_needed_row(medicine, facts) for medicine in facts.as_needed]
    return [DoseGroup("As needed", rows, is_open=not facts.is_today or _has_typed(rows, form))]


def _as_needed_row(medicine: AsNeeded, facts: SheetFacts) -> DoseToTick:
    key = medicine.medicine_public_id
    # On a past day the time must be written: a tick alone would promise one that nobody knows.
    tick = DoseTick(TOOK + key, "Took one", JUST_NOW if facts.is_today else "")
    return DoseToTick(
        _name_and_amount(medicine),
        _as_needed_detail(medicine, facts),
        [tick],
        AT + key,
        AMOUNT + key,
    )


def _name_and_amount(of: DueDose | AsNeeded) -> str:
    return f"{of.name} {amount_as_taken(of.amount, of.unit, of.as_taken)}"


def _as_needed_detail(medicine: AsNeeded, facts: SheetFacts) -> str:
    """Say when the last one was, and the limit that was told, by which nobody is judged."""
    last = _last_taken(medicine, facts)
    most = f"Up to {medicine.most_a_day} a day" if medicine.most_a_day else ""
    return ". ".join(part for part in (last, most) if part) or "As needed"


def _last_taken(medicine: AsNeeded, facts: SheetFacts) -> str:
    last = medicine.last_taken_at
    if not facts.is_today or last is None or last > facts.now:
        return ""
    return f"Last one {ago_words(facts.now - last)}"


def _has_typed(rows: Sequence[DoseToTick], form: SheetForm) -> bool:
    """Whether a time or an amount stands in a folded field, or a sentence about one."""
    names = [name for row in rows for name in (row.at, row.amount) if name]
    is_asked = any(form[row.at].asks_turn for row in rows)
    return is_asked or any(form[name].errors or any(form[name].raw_data or ()) for name in names)
