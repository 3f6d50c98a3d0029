"""The dose part of the diary's form: fields for what is due and for what is taken as needed.

The fields depend on the day's medicines, so the form's class is made for each page.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

from flask import request
from wtforms import BooleanField, Field

from app.diary.day_words import clock_words
from app.services.diary.sheet import Sheet, TookAsNeeded, TookDue
from app.services.errors import Refused
from app.services.medicines.doses import AsNeeded, DueDose
from app.web.diary.check_in_form import CheckInForm
from app.web.kit.fields import amount_field, amount_of, time_field

TOOK, AT, AMOUNT, ALL = "took-", "at-", "amount-", "all-"


class SheetForm(CheckInForm):
    """One sheet for one day with the doses of that day.

    A dose counts as taken when its box is ticked, when its group's box is, or when a time or an
    amount was written for it.
    """

    open_due: Sequence[DueDose] = ()
    as_needed: Sequence[AsNeeded] = ()

    def sheet(self, for_date: date) -> Sheet:
        """Return all that the form says, about that day."""
        return Sheet(
            for_date=for_date,
            answers=self.answers(),
            happened=self.happened(),
            took_due=tuple(self._took_due(for_date)),
            took_as_needed=tuple(self._took_as_needed(for_date)),
        )

    def refuse(self, refused: Refused) -> None:
        """Show a sentence about a dose at the time that was written for it."""
        field = AT + refused.field
        super().refuse(Refused(refused.sentence, field if field in self else refused.field))

    def _took_due(self, for_date: date) -> Iterable[TookDue]:
        for dose in self.open_due:
            at = self[AT + dose.key].data
            # A patch is put on by itself: "all medicines taken" does not say so.
            in_all = self[ALL + dose.part_of_day].data and not dose.is_patch
            if self[TOOK + dose.key].data or in_all or at:
                yield TookDue(dose.key, _on(for_date, at))
        # The list may have changed since the page was opened: the use-case says so.
        known = {dose.key for dose in self.open_due} | {
            m.medicine_public_id for m in self.as_needed
        }
        for name in request.form:
            key = name.removeprefix(TOOK)
            if name.startswith(TOOK) and key not in known:
                yield TookDue(key)

    def _took_as_needed(self, for_date: date) -> Iterable[TookAsNeeded]:
        for medicine in self.as_needed:
            key = medicine.medicine_public_id
            at, amount = self[AT + key].data, amount_of(self[AMOUNT + key])
            if self[TOOK + key].data or at or amount:
                yield TookAsNeeded(key, amount, _on(for_date, at))


def sheet_form(due: Iterable[DueDose], as_needed: Sequence[AsNeeded]) -> SheetForm:
    """Return the form for a day with these medicines; doses logged already need no fields."""
    open_due = [dose for dose in due if dose.taken is None]
    fields: dict[str, Field] = {}
    for dose in open_due:
        fields[TOOK + dose.key] = BooleanField(f"Took {dose.name}")
        fields[AT + dose.key] = time_field(f"{dose.name}, due {clock_words(dose.due_at_local)}")
        fields[ALL + dose.part_of_day] = BooleanField("All taken")
    for medicine in as_needed:
        key = medicine.medicine_public_id
        fields[TOOK + key] = BooleanField(f"Took {medicine.name}")
        fields[AT + key] = time_field(f"{medicine.name}: when")
        fields[AMOUNT + key] = amount_field(
            f"{medicine.name}: amount in {medicine.unit}", medicine.unit
        )
    form: SheetForm = type("DaySheetForm", (SheetForm,), fields)()
    form.open_due, form.as_needed = open_due, as_needed
    return form


def _on(for_date: date, at: time | None) -> datetime | None:
    return None if at is None else datetime.combine(for_date, at)
