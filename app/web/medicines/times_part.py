"""The part of a form that asks at what times of the day, how much then, and on which days."""

from dataclasses import replace
from datetime import date, time

from wtforms import Field, SelectField, StringField

from app.clinical.numbers import NumberError
from app.diary.day_words import WEEKDAYS
from app.diary.medicine import DAYS_A_WEEK, Prescription, Regimen
from app.services.errors import Refused
from app.services.medicines.prescriptions import MOST_TIMES_A_DAY
from app.web.kit.amount_question import amount_question
from app.web.kit.asked_about import AskedAbout
from app.web.kit.fields import checkboxes_field, day_field, time_field
from app.web.kit.forms import text_of
from app.web.kit.typed_amounts import (
    SaidAmount,
    read_typed_amount,
    said_of,
    shown_amount,
    typed_amount_field,
)

BY_WEEKDAYS = "weekdays"
EVERY_DAYS = {
    "1": "Every day",
    "2": "Every other day",
    "3": "Every third day",
    "7": "Once a week",
    BY_WEEKDAYS: "On the days of the week ticked below",
}
NO_TIME = "Enter the time for {amount}, or clear the amount."
NO_NEXT_DAY = "Enter the day on which you take it next. Tidemark counts the days from there."
NO_DAY_TICKED = "Tick the days of the week, or choose “Every day”."
DAYS_NOT_CHOSEN = (
    "You ticked days of the week and chose “{choice}”. Choose “{by_weekdays}”, or untick them."
)
TIME_NAMES = tuple(f"time_{number}" for number in range(1, MOST_TIMES_A_DAY + 1))


def _amount_at_field(which: str) -> StringField:
    return typed_amount_field(f"Amount at the {which} time, if not the same", missing="")


class TimesPart(AskedAbout):
    """At what times of the day. Written one by one, so that it works without script."""

    time_1 = time_field("First time")
    time_2 = time_field("Second time")
    time_3 = time_field("Third time")
    time_4 = time_field("Fourth time")
    time_5 = time_field("Fifth time")
    time_6 = time_field("Sixth time")
    time_7 = time_field("Seventh time")
    time_8 = time_field("Eighth time")

    amount_1 = _amount_at_field("first")
    amount_2 = _amount_at_field("second")
    amount_3 = _amount_at_field("third")
    amount_4 = _amount_at_field("fourth")
    amount_5 = _amount_at_field("fifth")
    amount_6 = _amount_at_field("sixth")
    amount_7 = _amount_at_field("seventh")
    amount_8 = _amount_at_field("eighth")
    every_days = SelectField(  # type: ignore[call-arg]  # newer than the published types
        "On which days?",
        choices=EVERY_DAYS,
        default="1",
        invalid_choice_message="Choose on which days.",
    )

    next_on = day_field("When do you take it next?", can_be_empty=True)
    weekdays = checkboxes_field(
        "Which days?", {str(day): name for day, name in enumerate(WEEKDAYS)}
    )

    def times(self) -> tuple[time, ...]:
        """Return the times that were written."""
        return tuple(field.data for field in self._time_fields() if field.data is not None)

    def set_times(self, times: tuple[time, ...]) -> None:
        for field, at in zip(self._time_fields(), times, strict=False):
            field.data = at

    def at_times(
        self,
        asked: Prescription,
        medication: str,
        route: str,
        known: Prescription | None = None,
    ) -> Prescription:
        """Return a prescription with the times, and with the amounts where they differ.

        Args:
            asked: the amount that holds where no other one is written.
            medication: what it is an amount of, by its name in the diary.
            route: a code of `app.clinical.routes`.
            known: was asked about before.

        Raises:
            Refused: an amount cannot be read, or must be looked at again; or the days do not agree.
        """
        every_days, counted_from, weekdays = self._days()
        self._refuse_amount_without_time()
        usual = SaidAmount(asked.amount, asked.unit, asked.as_taken)
        written = [
            (self._said_at(amount, asked) if text_of(amount) else usual, text_of(amount))
            for at, amount in zip(self._time_fields(), self._amount_fields(), strict=True)
            if at.data is not None
        ]
        before = {asked.amount} | ({known.amount, *known.amounts_at} if known else set())
        others = [(said, typed) for said, typed in written if said.amount not in before]
        self.ask(
            dict(amount_question(medication, route, said, typed=typed) for said, typed in others)
        )
        amounts = tuple(said.amount for said, _typed in written)
        return replace(
            asked,
            times=self.times(),
            amounts_at=amounts if set(amounts) - {asked.amount} else (),
            every_days=every_days,
            counted_from=counted_from,
            weekdays=weekdays,
        )

    def _refuse_amount_without_time(self) -> None:
        for at, amount in zip(self._time_fields(), self._amount_fields(), strict=True):
            if at.data is None and text_of(amount):
                raise Refused(NO_TIME.format(amount=text_of(amount)), at.name)

    def _days(self) -> tuple[int, date | None, tuple[int, ...]]:
        """Return every how many days, counted from which, or on which days of the week."""
        ticked = tuple(sorted(int(day) for day in self.weekdays.data or ()))
        if self.every_days.data == BY_WEEKDAYS:
            if not ticked:
                raise Refused(NO_DAY_TICKED, "weekdays")
            return 1, None, ticked if len(ticked) < DAYS_A_WEEK else ()
        if ticked:
            choice, by_weekdays = EVERY_DAYS[self.every_days.data], EVERY_DAYS[BY_WEEKDAYS]
            raise Refused(
                DAYS_NOT_CHOSEN.format(choice=choice, by_weekdays=by_weekdays), "every_days"
            )
        every_days = int(self.every_days.data)
        if every_days > 1 and self.next_on.data is None:
            raise Refused(NO_NEXT_DAY, "next_on")
        return every_days, self.next_on.data if every_days > 1 else None, ()

    @staticmethod
    def _said_at(field: Field, asked: Prescription) -> SaidAmount:
        """Return the amount at one time: a number alone is counted as the usual amount is."""
        try:
            number, typed_unit = read_typed_amount(text_of(field))
        except NumberError as problem:
            raise Refused(str(problem), field.name) from None
        said = said_of(number, typed_unit, asked.unit, asked.as_taken, field.name)
        if said.unit != asked.unit:
            raise Refused(f"Enter this amount in {asked.unit} too.", field.name)
        return said

    def set_prescription(self, now: Regimen, today: date) -> None:
        """Write times, amounts and days into the fields."""
        self.set_times(now.times)
        self.every_days.data = BY_WEEKDAYS if now.weekdays else str(now.every_days)
        self.weekdays.data = [str(day) for day in now.weekdays]
        self.next_on.data = now.next_day(today) if now.every_days > 1 else None
        for field, amount in zip(self._amount_fields(), now.amounts_at, strict=False):
            counted = now.as_taken and now.as_taken.holding(amount)
            # Empty where it is the usual amount, so that a new one above holds there, too.
            field.data = "" if amount == now.amount else shown_amount(amount, counted)

    def shown_times(self, spare: int) -> list[tuple[Field, Field]]:
        """Return times and amounts to show: those filled in, and `spare` empty ones."""
        fields = self._time_fields()
        last = max((n for n, f in enumerate(fields, 1) if f.data or f.errors), default=0)
        pairs = zip(fields, self._amount_fields(), strict=True)
        return list(pairs)[: max(last + spare, 1)]

    def _amount_fields(self) -> list[Field]:
        return [getattr(self, name.replace("time", "amount")) for name in TIME_NAMES]

    def _time_fields(self) -> list[Field]:
        return [getattr(self, name) for name in TIME_NAMES]
