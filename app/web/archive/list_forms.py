"""Forms that ask how a list from elsewhere is to be read. Each is made for one list."""

from collections.abc import Mapping
from typing import cast

from wtforms import BooleanField, StringField

from app.clinical.areas import AREAS
from app.interop.other_apps.choices import Meaning, Part
from app.interop.other_apps.days import DateOrder
from app.interop.other_apps.listing import Listing
from app.interop.other_apps.numbers import DecimalMark
from app.interop.other_apps.questions import Named, Questions, ScoreQuestion
from app.interop.other_apps.scores import Scale, beyond_ten
from app.web.kit.fields import checkboxes_field, choice_field, select_field
from app.web.kit.figure_words import count_words
from app.web.kit.forms import TokenForm

NOT_HERE = "Not in this list"
LEAVE_OUT = "Leave this out"
PART_NAMES: Mapping[Part, str] = {
    Part.DATE: "The day",
    Part.TIME: "The time of day",
    Part.PAIN: "Pain",
    Part.WORST: "Worst pain",
    Part.TOUCH: "Pain from a light touch",
    Part.PLACES: "Where it hurts",
    Part.MEDICINE: "Medicine",
    Part.AMOUNT: "How much of it",
    Part.UNIT: "Its unit, such as mg",
    Part.SUBJECT: "What the row is about",
}
# Few lists have a column for these.
SELDOM_THERE = (Part.WORST, Part.TOUCH, Part.UNIT, Part.SUBJECT)
HINTS: Mapping[Part, str] = {
    Part.TIME: "Leave this as it is if the time is next to the day.",
    Part.AMOUNT: "Leave this as it is if the amount is next to the name.",
    Part.SUBJECT: "Only for lists with a name and a number in each row: pain, 5.",
}
MEANINGS: Mapping[Meaning, str] = {
    Meaning.LEFT_OUT: LEAVE_OUT,
    Meaning.PAIN: "Pain",
    Meaning.WORST: "Worst pain",
    Meaning.TOUCH: "Pain from a light touch",
    Meaning.MEDICINE: "A medicine",
    Meaning.NOTE: "A note",
}
_OTHERS_NAMED = 6
SCALES: Mapping[Scale, str] = {
    Scale.AS_IS: "From 0 to 10, as here",
    Scale.WITHIN_TEN: "From 0 to 10, rounded; leave out the others",
    Scale.ROUNDED: "From 0 to 10, to be rounded",
    Scale.TENTH: "From 0 to 100: divide each by ten",
    Scale.DOUBLE: "From 0 to 5: double each",
    Scale.ONE_BY_ONE: "I’ll say below, one by one",
    Scale.LEFT_OUT: "Leave these out",
}
ORDERS: Mapping[DateOrder, str] = {
    DateOrder.DAY_FIRST: "The day first",
    DateOrder.MONTH_FIRST: "The month first",
    DateOrder.YEAR_FIRST: "The year first",
}
MARKS: Mapping[DecimalMark, str] = {
    DecimalMark.POINT: "Decimals come after a point, as in 2.5",
    DecimalMark.COMMA: "Decimals come after a comma, as in 2,5",
}


def columns_form(listing: Listing) -> TokenForm:
    """Return a form that asks which column is what."""
    headings = {"": NOT_HERE} | {str(at): name for at, name in enumerate(listing.headings)}
    fields: dict[str, object] = {
        part.value: select_field(label, headings, HINTS.get(part, ""))
        for part, label in PART_NAMES.items()
    }
    notes = {str(at): name for at, name in enumerate(listing.headings)}
    fields["notes"] = checkboxes_field("Add to the note of that day", notes)
    fields["leave_out"] = BooleanField("Import nothing from this list")
    return _form(fields)


def questions_form(asked: Questions) -> TokenForm:
    """Return a form that asks what a list leaves open; it has a field for each open thing."""
    fields: dict[str, object] = {}
    if asked.people:
        people = {name: name for name in asked.people}
        fields["only"] = choice_field("Whose rows are yours?", people)
    if asked.orders:
        orders = {order.value: ORDERS[order] for order in asked.orders}
        fields["order"] = choice_field("How are the days written?", orders)
    if asked.numbers:
        marks = {mark.value: words for mark, words in MARKS.items()}
        fields["mark"] = choice_field("How are the numbers written?", marks)
    for question in asked.scores:
        fields |= _score_fields(question)
    meanings = {meaning.value: words for meaning, words in MEANINGS.items()}
    for n, named in enumerate(asked.subjects):
        fields[f"subject_{n}"] = select_field(_in_rows(named), meanings)
    for n, named in enumerate(asked.amounts):
        fields[f"amount_{n}"] = StringField(_in_rows(named))
    places = {"": LEAVE_OUT} | {area.code: area.name for area in AREAS}
    for n, named in enumerate(asked.places):
        fields[f"place_{n}"] = select_field(_in_rows(named), places)
    return _form(fields)


def _score_fields(question: ScoreQuestion) -> dict[str, object]:
    name = f"score_{question.part.value}"
    scales = {scale.value: _scale_words(scale, question) for scale in question.scales}
    fields: dict[str, object] = {
        name: choice_field(f"What do the numbers under {question.heading} mean?", scales)
    }
    if Scale.ONE_BY_ONE in question.scales:
        ours = {"": LEAVE_OUT} | {str(score): str(score) for score in range(11)}
        for n, answer in enumerate(question.answers):
            fields[f"{name}_{n}"] = select_field(f"{answer} is, from 0 to 10", ours)
    return fields


def _scale_words(scale: Scale, question: ScoreQuestion) -> str:
    if scale is not Scale.WITHIN_TEN:
        return SCALES[scale]
    others = beyond_ten(question.answers)
    more = ", ..." if len(others) > _OTHERS_NAMED else ""
    return f"{SCALES[scale]}: {', '.join(others[:_OTHERS_NAMED])}{more}"


def _in_rows(named: Named) -> str:
    beside = f": {', '.join(named.values)}" if named.values else ""
    return f"{named.words}{beside} (in {count_words(named.rows, 'row')})"


def _form(fields: Mapping[str, object]) -> TokenForm:
    made = type("ListForm", (TokenForm,), dict(fields))
    return cast("TokenForm", made())
