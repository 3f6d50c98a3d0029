"""The sheet on which a day is logged: Today's, and that of a past day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.diary.day import Day
from app.diary.day_words import clock_words, weekday_words
from app.diary.dose import LoggedDose
from app.diary.scores import AVERAGE_PAIN, PAIN_NOW
from app.services.medicines.amounts import amount_in_words
from app.services.medicines.as_needed import AsNeeded
from app.services.medicines.due import DueDose
from app.web.diary.answers_form import MARKED, NOWHERE, AskedScores, asked_scores
from app.web.diary.sheet_form import ALL, AMOUNT, AT, SAME, TOOK, SheetForm
from app.web.diary.words import ago_words, places_words

PARTS = {
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
    """

    took: str
    at: str
    name: str
    act: str
    amount: str = ""


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


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """A radio button and its words on this page."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class SheetPage:
    """All that the sheet's template needs beside the form.

    Attributes:
        action: where the form is sent.
        is_today: whether the day is today.
        day: the day in words.
        pain_question: the first question.
        asks_now: whether "pain right now" is asked, before the average.
        folds_average: whether the average is folded away, as it was given already.
        due: what is due by now.
        later: what is due later in the day.
        as_needed: what may be taken as needed; None without any.
        opens_later: whether a later dose has something typed or to be corrected.
        has_medicines: whether any medicine is on the day's list, taken or not.
        is_all_logged: whether every one of them is logged already.
        not_told: medicines from a file of which nobody said how they are prescribed, in words.
        places: the answers to "where".
        has_more: whether the folded questions hold something.
        scores: the 0-10 questions of the table.
    """

    action: str
    is_today: bool
    day: str
    pain_question: str
    asks_now: bool
    folds_average: bool
    due: Sequence[DoseGroup]
    later: Sequence[DoseGroup]
    opens_later: bool
    as_needed: DoseGroup | None
    has_medicines: bool
    is_all_logged: bool
    not_told: str
    places: Sequence[PlaceChoice]
    has_more: bool
    scores: AskedScores


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What a sheet is made from.

    Attributes:
        day: what is saved for its day already.
        now_local: by the person's clock.
        due: the day's due doses, taken ones too.
        taken: what was taken on the day.
        not_told: names of medicines from a file of which nobody said how they are prescribed.
        last_areas: where it hurt the last time it did; empty when that was never said.
        original_areas: where it hurt at first.
    """

    day: Day
    now: datetime
    now_local: datetime
    due: Sequence[DueDose]
    as_needed: Sequence[AsNeeded]
    taken: Sequence[LoggedDose]
    not_told: Sequence[str]
    last_areas: frozenset[str]
    original_areas: frozenset[str]

    @property
    def for_date(self) -> date:
        """The day that the sheet is about."""
        return self.day.for_date

    @property
    def is_today(self) -> bool:
        """Whether that day is today."""
        return self.for_date == self.now_local.date()

    @property
    def same_areas(self) -> frozenset[str]:
        """The places that "same" means; empty where it cannot be offered."""
        return self.last_areas or self.original_areas


def sheet_page(facts: SheetFacts, form: SheetForm, action: str) -> SheetPage:
    """Put the page's words and rows together."""
    check_ins = facts.day.check_ins
    asks_now = facts.is_today and bool(check_ins or form[PAIN_NOW.code].raw_data)
    groups = _due_groups(facts, form)
    return SheetPage(
        action=action,
        is_today=facts.is_today,
        day=weekday_words(facts.for_date, facts.now_local.date()),
        pain_question=AVERAGE_PAIN.question if facts.is_today else "Average pain on that day",
        asks_now=asks_now,
        folds_average=asks_now and any(c.answers[AVERAGE_PAIN] is not None for c in check_ins),
        due=[group for group in groups if not group.is_later],
        later=[group for group in groups if group.is_later],
        opens_later=any(group.is_open for group in groups if group.is_later),
        as_needed=_as_needed(facts, form) if facts.as_needed else None,
        has_medicines=bool(facts.due or facts.as_needed),
        is_all_logged=bool(facts.due) and not groups,
        not_told=", ".join(facts.not_told) if facts.is_today else "",
        places=_places(facts),
        has_more=form.has_more(),
        scores=asked_scores(form.folded),
    )


def _due_groups(facts: SheetFacts, form: SheetForm) -> list[DoseGroup]:
    open_due = [dose for dose in facts.due if dose.taken is None]
    pills = [dose for dose in open_due if not dose.is_patch]
    patches = [dose for dose in open_due if dose.is_patch]
    by_part: dict[str, list[DueDose]] = {}
    for dose in pills:
        by_part.setdefault(dose.part_of_day, []).append(dose)
    groups = [_due_group(*PARTS[part], doses, facts, form) for part, doses in by_part.items()]
    return [*groups, _due_group("Patches", "", patches, facts, form)] if patches else groups


def _due_group(
    title: str,
    all_label: str,
    doses: Sequence[DueDose],
    facts: SheetFacts,
    form: SheetForm,
) -> DoseGroup:
    rows = [_due_row(dose, facts) for dose in doses]
    return DoseGroup(
        title=title,
        doses=rows,
        is_open=_has_typed(rows, form),
        is_later=facts.is_today and doses[0].due_at_local > facts.now_local + SOON,
        all_field=ALL + doses[0].part_of_day if all_label and len(doses) > 1 else "",
        all_label=all_label,
    )


def _due_row(dose: DueDose, facts: SheetFacts) -> DoseToTick:
    name = f"{dose.name} {amount_in_words(dose.amount, dose.unit)}"
    at = clock_words(dose.due_at_local)
    if not dose.is_patch:
        return DoseToTick(TOOK + dose.key, AT + dose.key, name, f"I took it at {at}")
    is_overdue = dose.due_at_local.date() < facts.for_date
    since = weekday_words(dose.due_at_local.date(), facts.for_date)
    due = f"due since {since}, {at}" if is_overdue else f"due at {at}"
    return DoseToTick(TOOK + dose.key, AT + dose.key, name, f"I put on a new one, {due}")


def _as_needed(facts: SheetFacts, form: SheetForm) -> DoseGroup:
    rows = [
        DoseToTick(
            TOOK + medicine.medicine_public_id,
            AT + medicine.medicine_public_id,
            f"{medicine.name} {amount_in_words(medicine.amount, medicine.unit)}",
            ("I took one now" if facts.is_today else "I took one") + _last_taken(medicine, facts),
            AMOUNT + medicine.medicine_public_id,
        )
        for medicine in facts.as_needed
    ]
    return DoseGroup("As needed", rows, is_open=not facts.is_today or _has_typed(rows, form))


def _last_taken(medicine: AsNeeded, facts: SheetFacts) -> str:
    last = medicine.last_taken_at
    if not facts.is_today or last is None or last > facts.now:
        return ""
    return f". Last one {ago_words(facts.now - last)}"


def _has_typed(rows: Sequence[DoseToTick], form: SheetForm) -> bool:
    """Whether a time or an amount stands in a folded field, or a sentence about one."""
    names = [name for row in rows for name in (row.at, row.amount) if name]
    return any(form[name].errors or any(form[name].raw_data or ()) for name in names)


def _places(facts: SheetFacts) -> list[PlaceChoice]:
    nowhere = PlaceChoice(NOWHERE, "Nowhere today" if facts.is_today else "Nowhere that day")
    same = facts.same_areas
    if not same:
        return [PlaceChoice(MARKED, "Mark the places"), nowhere]
    when = "Same as last time" if facts.last_areas else "Where it hurt at first"
    return [
        PlaceChoice(SAME, f"{when}: {places_words(same)}"),
        PlaceChoice(MARKED, "Changed" if facts.last_areas else "Mark the places"),
        nowhere,
    ]
