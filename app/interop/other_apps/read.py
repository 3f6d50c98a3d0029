"""A list read as the person said: what comes of each row, and what does not and why."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from app.diary.lived import TIME_TO_COME, why_not_lived
from app.interop.errors import shown
from app.interop.fields import FieldError, read_text
from app.interop.no_medicine import NO_MEDICINE, says_no_medicine
from app.interop.other_apps.choices import SCORE_PARTS, Choices, Meaning, Part
from app.interop.other_apps.clocks import (
    SKIPPED,
    WrittenClock,
    is_skipped,
    local_moment,
    why_no_clock,
    written_clock,
)
from app.interop.other_apps.days import why_no_day, written_day
from app.interop.other_apps.doses import (
    ReadDose,
    medicine_name,
    medicines_in,
    usable_amount,
)
from app.interop.other_apps.fitting import route_of
from app.interop.other_apps.listing import Listing, Unused
from app.interop.other_apps.outcome import ListReading, ListResult
from app.interop.other_apps.places import areas_of, words_in
from app.interop.other_apps.scores import folded, our_score
from app.interop.tables.table import TableRow


@dataclass(slots=True)
class _Reader:
    listing: Listing
    choices: Choices
    time_zone: str
    here: datetime
    readings: list[ListReading] = field(default_factory=list)
    doses: list[ReadDose] = field(default_factory=list)
    unused: list[Unused] = field(default_factory=list)

    def rows_read(self) -> int:
        """Read all rows; return how many were of use."""
        return sum(self._is_read(row) for row in self.listing.rows)

    def _is_read(self, row: TableRow) -> bool:
        before = len(self.unused)
        try:
            self._check_person(row)
            day, at = self._when(row)
            meaning = self._meaning(row)
        except FieldError as error:
            self._leave_row(row, before, str(error))
            return False
        doses = list(self._doses(row, day, at, meaning))
        reading = _with_names(self._reading(row, day, at, meaning), doses)
        if not reading.is_empty:
            self.readings.append(reading)
        self.doses += doses
        if doses or not reading.is_empty:
            return True
        first = next(iter(self.unused[before:]), None)
        sentence = (
            (f"{first.heading}: {first.sentence}") if first else "There is nothing to import here."
        )
        self._leave_row(row, before, sentence)
        return False

    def _leave_row(self, row: TableRow, before: int, sentence: str) -> None:
        # It is listed once, with the first thing that kept it out.
        del self.unused[before:]
        self.unused.append(Unused(row.line, sentence))

    def _check_person(self, row: TableRow) -> None:
        at = self.listing.person_column
        if at is not None and self.listing.cell(row, at) != self.choices.only:
            raise FieldError(f"This row belongs to {shown(self.listing.cell(row, at))}.")

    def _when(self, row: TableRow) -> tuple[date, datetime | None]:
        written = self.listing.cell(row, self.choices.column(Part.DATE))
        found = written_day(written)
        day = found.as_said(self.choices.order) if found else None
        if found is None or day is None:
            raise FieldError(why_no_day(written))
        clock = self._clock(row, day, found.rest)
        at = local_moment(day, clock, self.time_zone) if clock else None
        day = at.date() if at else day
        why = why_not_lived(day, self.here.date()) or (at and at > self.here and TIME_TO_COME)
        if why:
            raise FieldError(f"{shown(written)}: {why}.")
        return day, at

    def _clock(self, row: TableRow, day: date, behind_the_day: str) -> WrittenClock | None:
        written = self.listing.cell(row, self.choices.column(Part.TIME)) or behind_the_day
        if not written:
            return None
        clock = written_clock(written)
        if clock is not None and not is_skipped(day, clock, self.time_zone):
            return clock
        at_heading = self.choices.columns.get(Part.TIME, self.choices.columns[Part.DATE])
        self._leave(row, at_heading, written, why_no_clock(written) if clock is None else SKIPPED)
        return None

    def _meaning(self, row: TableRow) -> Meaning | None:
        at = self.choices.column(Part.SUBJECT)
        if at is None:
            return None
        subject = self.listing.cell(row, at)
        meaning = self.choices.meanings.get(folded(subject), Meaning.LEFT_OUT)
        if meaning is Meaning.LEFT_OUT:
            raise FieldError(f"{shown(subject)} is left out.")
        return meaning

    def _reading(
        self, row: TableRow, day: date, at: datetime | None, meaning: Meaning | None
    ) -> ListReading:
        asked = [part for part in SCORE_PARTS if meaning in (None, Meaning(part.value))]
        scores = {part: self._score(row, part, meaning) for part in asked}
        return ListReading(
            line=row.line,
            for_date=day,
            at=at,
            pain=scores.get(Part.PAIN),
            worst_pain=scores.get(Part.WORST),
            touch=scores.get(Part.TOUCH),
            areas=None if meaning is Meaning.MEDICINE else self._areas(row),
            note=self._note(row, meaning),
        )

    def _score(self, row: TableRow, part: Part, meaning: Meaning | None) -> int | None:
        column = value_column(self.choices, part, meaning)
        written = self.listing.cell(row, column)
        rule = self.choices.scores.get(part)
        if not written or column is None:
            return None
        score = our_score(written, rule) if rule else None
        if score is None:
            self._leave(row, column, written, "is not a score that we can read.")
        return score

    def _areas(self, row: TableRow) -> frozenset[str] | None:
        column = self.choices.column(Part.PLACES)
        words = words_in(self.listing.cell(row, column))
        if column is None or not words:
            return None
        found: frozenset[str] = frozenset()
        is_known = False
        for word in words:
            areas = areas_of(word, self.choices.places)
            if areas is None or (not areas and word in self.choices.places):
                self._leave(row, column, word, "is not a place on our body map.")
            else:
                found, is_known = found | areas, True
        return found if is_known else None

    def _note(self, row: TableRow, meaning: Meaning | None) -> str:
        cells = [(at, self.listing.cell(row, at)) for at in self.choices.notes]
        several = len(self.choices.notes) > 1
        lines = [
            f"{self.listing.heading(at)}: {cell}" if several else cell for at, cell in cells if cell
        ]
        if meaning is Meaning.NOTE:
            value = self.listing.cell(row, value_column(self.choices, Part.PAIN, meaning))
            subject = self.listing.cell(row, self.choices.column(Part.SUBJECT))
            lines.insert(0, f"{subject}: {value}" if value else subject)
        try:
            return read_text("\n".join(lines))
        except FieldError as error:
            self.unused.append(Unused(row.line, str(error), "Note"))
            return ""

    def _doses(
        self, row: TableRow, day: date, at: datetime | None, meaning: Meaning | None
    ) -> Iterator[ReadDose]:
        part = Part.MEDICINE if meaning is None else Part.SUBJECT
        column = self.choices.column(part)
        if column is None or meaning not in (None, Meaning.MEDICINE):
            return
        amount_at = value_column(self.choices, Part.AMOUNT, meaning)
        amount = None if amount_at is None else self.listing.cell(row, amount_at)
        unit = self.listing.cell(row, self.choices.column(Part.UNIT))
        names = self.listing.cell(row, column)
        if says_no_medicine(names):
            self._leave(row, column, names, NO_MEDICINE)
        if amount and amount_at is not None and not names:
            self._leave(row, amount_at, amount, "has no medicine beside it.")
        for cell in medicines_in(names, amount, unit):
            try:
                found = usable_amount(cell, self.choices.mark, self.choices.amounts)
                name = medicine_name(found.name)
            except FieldError as error:
                self.unused.append(Unused(row.line, str(error), cell.name[:60], cell.amount))
                continue
            route = route_of(name, found.unit)
            yield ReadDose(row.line, day, at, name, route, found.number, found.unit, found.as_taken)

    def _leave(self, row: TableRow, column: int, written: str, rule: str) -> None:
        heading = self.listing.heading(column)
        self.unused.append(Unused(row.line, f"{shown(written)} {rule}", heading, written))


def _with_names(reading: ListReading, doses: list[ReadDose]) -> ListReading:
    """Say of which medicine a note is that stands in a row with nothing else of the day."""
    if not doses or replace(reading, note="") != ListReading(
        reading.line, reading.for_date, reading.at
    ):
        return reading
    names = ", ".join(dict.fromkeys(dose.medicine for dose in doses))
    return replace(reading, note=f"{names}: {reading.note}") if reading.note else reading


def value_column(choices: Choices, part: Part, meaning: Meaning | None) -> int | None:
    """Return the column of a score or amount; a list of names and values has one for all."""
    own = choices.column(part)
    if own is not None or meaning is None:
        return own
    shared = (choices.column(other) for other in (Part.PAIN, Part.AMOUNT))
    return next((at for at in shared if at is not None), None)


def read_listing(listing: Listing, choices: Choices, time_zone: str, here: datetime) -> ListResult:
    """Read a list.

    Rows read and rows listed as unused are together all the rows of the file.

    Args:
        listing: the list.
        choices: what the person said of it; see `app.interop.other_apps.questions.settled`.
        time_zone: IANA name of the person's zone, for what an app wrote in UTC.
        here: what the person's clock shows now; later days and times are left out.
    """
    if choices.is_left_out or choices.column(Part.DATE) is None:
        sentence = "You left out this list." if choices.is_left_out else "No dates are chosen."
        left = (Unused(row.line, sentence) for row in listing.rows)
        return ListResult((), (), 0, (*listing.set_aside, *left), ())
    reader = _Reader(listing, choices, time_zone, here)
    rows_read = reader.rows_read()
    chosen = {*choices.columns.values(), *choices.notes}
    return ListResult(
        readings=tuple(reader.readings),
        doses=tuple(reader.doses),
        rows_read=rows_read,
        unused=(*listing.set_aside, *sorted(reader.unused, key=lambda item: item.line)),
        unused_headings=tuple(name for at, name in enumerate(listing.headings) if at not in chosen),
    )
