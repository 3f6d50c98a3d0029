"""The form on which a day is logged: its answers, what happened, and the doses of that day.

Its dose fields depend on the day's medicines, so the form's class is made for each page.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Field, HiddenField, ValidationError

from app.clinical.areas import AREA_CODES, in_order
from app.clinical.events import (
    CONDITION_WORSE,
    DOSE_CHANGE_BY_PRESCRIBER,
    EVENT_NAMES,
    ILLNESS,
    MISSED_DOSES,
    NEW_INJURY,
    OTHER_EVENT,
    SURGERY_OR_PROCEDURE,
)
from app.clinical.numbers import NumberError
from app.diary.day_words import clock_words
from app.services.diary.sheet import Happened, Sheet, TookAsNeeded, TookDue
from app.services.errors import Refused
from app.services.medicines.as_needed import AsNeeded
from app.services.medicines.due import DueDose
from app.web.diary.answers_form import MARK_A_PLACE, MARKED, NOWHERE, AnswersForm, asks_scores
from app.web.diary.pressed import ALL, ALL_NOW, AMOUNT, AT, NOW, TOOK, Sent
from app.web.kit.amount_question import amount_question
from app.web.kit.asked_about import AskedAbout
from app.web.kit.clock_field import ClockField
from app.web.kit.fields import (
    checkboxes_field,
    choice_field,
    line_field,
    time_field,
)
from app.web.kit.forms import text_of
from app.web.kit.typed_amounts import (
    SaidAmount,
    counted_in_words,
    read_typed_amount,
    said_of,
    typed_amount_field,
)

SAME = "same"
# In an order in which short and long ones fit together on a phone.
_KINDS = (
    NEW_INJURY,
    ILLNESS,
    CONDITION_WORSE,
    SURGERY_OR_PROCEDURE,
    DOSE_CHANGE_BY_PRESCRIBER,
    MISSED_DOSES,
    OTHER_EVENT,
)


@asks_scores()
class SheetForm(AnswersForm, AskedAbout):
    """One sheet for one day, with nothing filled in.

    A dose counts as taken when its box is ticked, when its group's box is, or when a time or an
    amount was written for it.
    """

    open_due: Sequence[DueDose] = ()
    as_needed: Sequence[AsNeeded] = ()
    filled_from: Sent = MultiDict()
    for_date = HiddenField()
    where = choice_field(
        "Where does it hurt?",
        {SAME: "Same as last time", MARKED: "Changed", NOWHERE: "Nowhere"},
    )
    # The places that the page showed beside "same": they are meant, whatever was saved since.
    same_areas = HiddenField()
    kinds = checkboxes_field("Anything new?", {kind: EVENT_NAMES[kind] for kind in _KINDS})
    event_note = line_field("A few words about it")

    def places(self) -> frozenset[str] | None:
        """Return where it hurts; "same" means the places that the page showed."""
        return self._same() if self.where.data == SAME else super().places()

    def validate_where(self, field: Field) -> None:
        """Refuse "same" when the page showed no places, too."""
        if field.data == SAME and not self._same():
            raise ValidationError(MARK_A_PLACE)
        super().validate_where(field)

    def sent_fields(self) -> Sent:
        """Return the part of the request that this form was filled from."""
        return self.filled_from

    def start_from(self, areas: frozenset[str]) -> None:
        """Tick these places, to be changed from there; the person asked for it."""
        self.where.data = MARKED
        self.areas.data = [area.code for area in in_order(areas)]

    def has_news(self) -> bool:
        """Whether something stands in the folded question about what is new."""
        return bool(self.kinds.data or self.event_note.data or self.event_note.errors)

    def take_over(self, part: "SheetForm") -> None:
        """Show the sentences of a part of this form that was refused."""
        self.form_errors.extend(part.form_errors)
        for name, sentences in part.errors.items():
            if name in self:
                self[name].errors = [*sentences]
                if isinstance(part[name], ClockField):
                    self[name].asks_turn = part[name].asks_turn
        self.question = part.question
        self.asked_about.data, self.is_right.data = part.asked_about.data, part.is_right.data

    def show_same(self, areas: frozenset[str]) -> None:
        """Offer these places as "same"; those of an earlier sending stay."""
        if not self.same_areas.data:
            self.same_areas.data = ";".join(area.code for area in in_order(areas))

    def _same(self) -> frozenset[str]:
        codes = frozenset(text_of(self.same_areas).split(";"))
        return codes if codes <= AREA_CODES else frozenset()

    def sheet(self, for_date: date) -> Sheet:
        """Return all that the form says, about that day.

        Raises:
            Refused: an amount does not fit, or must be looked at again.
        """
        return Sheet(
            for_date=for_date,
            answers=self.answers(),
            happened=Happened(frozenset(self.kinds.data or ()), text_of(self.event_note)),
            took_due=tuple(self._took_due(for_date)),
            took_as_needed=tuple(self._took_as_needed(for_date)),
        )

    def refuse(self, refused: Refused) -> None:
        """Show a sentence about a dose at the time that was written for it."""
        field = AT + refused.field
        super().refuse(refused.at(field) if field in self else refused)

    def _took_due(self, for_date: date) -> Iterable[TookDue]:
        for dose in self.open_due:
            clock: ClockField = self[AT + dose.key]
            is_now = self._ticked(NOW, ALL_NOW, dose, for_date)
            if is_now or clock.data or self._ticked(TOOK, ALL, dose, for_date):
                # One left open on another day counts for that day, a patch for when it is due.
                day = for_date if dose.is_patch else dose.due_at_local.date()
                yield TookDue(dose.key, _on(day, clock.data), is_now, clock.turn)
        # The list may have changed since the page was opened: the use-case says so.
        known = {dose.key for dose in self.open_due} | {
            m.medicine_public_id for m in self.as_needed
        }
        for name in self.sent_fields():
            box, dash, key = name.partition("-")
            if box + dash in (TOOK, NOW) and key not in known:
                yield TookDue(key)

    def _ticked(self, box: str, all_box: str, dose: DueDose, for_date: date) -> bool:
        # A patch is put on by itself, and last night's doses stand by themselves: "all medicines
        # taken" does not speak of them.
        in_all = not dose.is_patch and dose.due_at_local.date() == for_date
        return bool(self[box + dose.key].data or (in_all and self[all_box + dose.part_of_day].data))

    def _took_as_needed(self, for_date: date) -> Iterable[TookAsNeeded]:
        questions: dict[str, str] = {}
        for medicine in self.as_needed:
            key = medicine.medicine_public_id
            clock: ClockField = self[AT + key]
            said = self._said(medicine)
            if said is not None and said.amount != medicine.amount:
                about, question = amount_question(
                    medicine.name,
                    medicine.route,
                    said,
                    typed=text_of(self[AMOUNT + key]),
                    field=AMOUNT + key,
                )
                questions[about] = question
            if self[TOOK + key].data or clock.data or said:
                amount, as_taken = (said.amount, said.as_taken) if said else (None, None)
                yield TookAsNeeded(key, amount, _on(for_date, clock.data), as_taken, clock.turn)
        self.ask(questions)

    def _said(self, medicine: AsNeeded) -> SaidAmount | None:
        """Return another amount than the usual one, where it was typed."""
        field = self[AMOUNT + medicine.medicine_public_id]
        if not text_of(field):
            return None
        try:
            typed = read_typed_amount(text_of(field))
        except NumberError as problem:
            raise Refused(str(problem), field.name) from None
        said = said_of(*typed, medicine.unit, medicine.as_taken, field.name)
        if said.unit != medicine.unit:
            raise Refused(f"Enter this amount in {medicine.unit}.", field.name)
        return said


def sheet_form(
    due: Iterable[DueDose], as_needed: Sequence[AsNeeded], sent: Sent | None
) -> SheetForm:
    """Return the form for a day with these medicines; doses logged already need no fields.

    It holds what was `sent`, which may be a part of the request; None leaves it empty.
    """
    open_due = [dose for dose in due if dose.taken is None]
    fields: dict[str, Field] = {}
    for dose in open_due:
        fields[TOOK + dose.key] = BooleanField(f"Took {dose.name}")
        fields[NOW + dose.key] = BooleanField(f"Took {dose.name} now")
        fields[AT + dose.key] = time_field(f"{dose.name}, due {clock_words(dose.due_at_local)}")
        fields[ALL + dose.part_of_day] = BooleanField("All taken")
        fields[ALL_NOW + dose.part_of_day] = BooleanField("All taken now")
    for medicine in as_needed:
        key = medicine.medicine_public_id
        fields[TOOK + key] = BooleanField(f"Took {medicine.name}")
        fields[AT + key] = time_field(f"{medicine.name}: when")
        counted_in = counted_in_words(medicine.unit, medicine.as_taken)
        fields[AMOUNT + key] = typed_amount_field(f"{medicine.name}: amount in {counted_in}", "")
    form: SheetForm = type("DaySheetForm", (SheetForm,), fields)(formdata=sent)
    form.open_due, form.as_needed, form.filled_from = open_due, as_needed, sent or MultiDict()
    return form


def _on(for_date: date, at: time | None) -> datetime | None:
    return None if at is None else datetime.combine(for_date, at)
