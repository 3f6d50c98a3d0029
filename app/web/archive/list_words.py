"""The pages that ask how a list is to be read, and what came of it, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from wtforms import Field

from app.diary.day_words import clock_words, day_words
from app.interop.other_apps.doses import ReadDose
from app.interop.other_apps.outcome import ListReading
from app.services.archive.pending import KeptList, ReadList
from app.services.medicines.amounts import amount_in_words
from app.web.archive.list_forms import PART_NAMES, SELDOM_THERE
from app.web.kit.figure_words import count_words
from app.web.kit.forms import TokenForm

_FIRST_ROWS = 5
MOST_SHOWN = 50
FieldKind = Literal["select", "choices", "text"]


@dataclass(frozen=True, slots=True)
class AskedField:
    """A field and how it is shown.

    Attributes:
        kind: which component shows it.
        field: the field.
        above: a heading over this field and those that follow it.
        hint: a sentence under its question.
    """

    kind: FieldKind
    field: Field
    above: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page about one list.

    Attributes:
        heading: what is asked.
        lead: sentences above the form.
        columns: headings of the rows shown; empty where none are.
        rows: the first rows, as they stand in the file.
        asked: the fields.
        folded: fields that few lists need.
        can_leave_out: whether the list may be left out here.
    """

    heading: str
    lead: Sequence[str]
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    asked: Sequence[AskedField]
    folded: Sequence[AskedField] = ()
    can_leave_out: bool = False


def columns_page(kept: KeptList, form: TokenForm) -> ListPage:
    """Show the first rows, and ask which column is what."""
    listing = kept.listing
    width = len(listing.headings)
    rows = [[listing.cell(row, at) for at in range(width)] for row in listing.rows[:_FIRST_ROWS]]
    fields = {part: AskedField("select", form[part.value]) for part in PART_NAMES}
    folded = [part for part in SELDOM_THERE if not (form[part.value].data or form.errors)]
    asked = [field for part, field in fields.items() if part not in folded]
    return ListPage(
        heading=f"What is in {listing.name}?",
        lead=("Choose the column for each thing you want to import.", *_hint(kept)),
        columns=listing.headings,
        rows=rows,
        asked=[*asked, AskedField("choices", form["notes"])],
        folded=[fields[part] for part in folded],
        can_leave_out=True,
    )


def questions_page(kept: KeptList, form: TokenForm) -> ListPage:
    """Ask what the list leaves open."""
    asked = kept.questions()
    above = {
        "subject_0": "What are these rows about?",
        "amount_0": "How much is one of these? Enter it with its unit, such as 5 mg.",
        "place_0": "Where on the body are these?",
    }
    hints = {
        "order": f"These days can be read in two ways: {', '.join(asked.dates)}.",
        "mark": f"These numbers can be read in two ways: {', '.join(asked.numbers)}.",
    }
    fields = [field for field in form if field.name != "csrf_token"]
    return ListPage(
        heading=f"About {kept.listing.name}",
        lead=_hint(kept),
        columns=(),
        rows=(),
        asked=[
            AskedField(_kind(field), field, above.get(field.name, ""), hints.get(field.name, ""))
            for field in fields
        ],
    )


def _kind(field: Field) -> FieldKind:
    kinds: dict[str, FieldKind] = {"RadioField": "choices", "StringField": "text"}
    return kinds.get(field.type, "select")


def _hint(kept: KeptList) -> list[str]:
    app = kept.listing.app
    known = [f"It looks like a list from {app}."] if app else []
    return [*known, *([kept.listing.hint] if kept.listing.hint else [])]


@dataclass(frozen=True, slots=True)
class ListPreview:
    """What came of one list.

    Attributes:
        name: of the list, with the app's.
        summary: how many rows were read and how many not.
        first: the first things read: day, time and what.
        unused: what is left out, by line; the first of it.
        unused_count: how much is left out.
        columns: headings that nobody chose.
    """

    name: str
    summary: str
    first: Sequence[Sequence[str]]
    unused: Sequence[str]
    unused_count: int
    columns: str


def list_preview(read: ReadList) -> ListPreview:
    """Put what came of a list into words."""
    listing, outcome = read.listing, read.outcome
    whole = len(outcome.unused_rows)
    unused = [
        f"Line {item.line}{f', {item.heading}' if item.heading else ''}: {item.sentence}"
        for item in outcome.unused
    ]
    rows = listing.line_count
    first = [_reading_row(reading) for reading in outcome.readings[:_FIRST_ROWS]]
    first += [_dose_row(dose) for dose in outcome.doses[:_FIRST_ROWS]]
    return ListPreview(
        name=f"{listing.name} ({listing.app})" if listing.app else listing.name,
        summary=f"Rows in the file: {rows}. Read: {outcome.rows_read}. Left out: {whole}.",
        first=first,
        unused=unused[:MOST_SHOWN],
        unused_count=len(unused),
        columns=", ".join(outcome.unused_headings),
    )


def _reading_row(reading: ListReading) -> tuple[str, str, str]:
    said = (
        ("pain", reading.pain),
        ("worst pain", reading.worst_pain),
        ("touch", reading.touch),
    )
    words = [f"{name} {score}" for name, score in said if score is not None]
    words += [count_words(len(reading.areas), "place")] if reading.areas else []
    words += [reading.note] if reading.note else []
    time = clock_words(reading.at.time()) if reading.at else ""
    return day_words(reading.for_date), time, ", ".join(words)


def _dose_row(dose: ReadDose) -> tuple[str, str, str]:
    time = clock_words(dose.at.time()) if dose.at else ""
    return (
        day_words(dose.for_date),
        time,
        f"{dose.medicine}, {amount_in_words(dose.amount, dose.unit)}",
    )
