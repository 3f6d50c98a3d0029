"""Whatever table comes in, and whatever is answered: no error, no row lost without a word."""

import csv
import io
import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.clinical.medicines import find_substance
from app.clinical.units import check_amount, check_unit
from app.interop.errors import ArchiveError
from app.interop.other_apps.choices import Choices, Meaning, Part, choices_json, choices_of
from app.interop.other_apps.listing import Listing
from app.interop.other_apps.numbers import DecimalMark
from app.interop.other_apps.outcome import ListResult
from app.interop.other_apps.questions import Questions, open_questions, settled
from app.interop.other_apps.read import read_listing
from app.interop.other_apps.recognise import recognised
from app.interop.other_apps.scores import ScoreRule
from app.interop.tables.text import csv_table
from tests.interop.other_apps import lists
from tests.interop.samples import few, many

pytestmark = pytest.mark.slow

HEADINGS = (
    *("date", "time", "pain", "worst", "touch", "place", "medicine", "dose", "unit", "note"),
    *("Datum", "Schmerz", "start_time", "intensity", "FeatureName", "Timestamp", "Value", "Note"),
    *("type", "record_id", "redcap_event_name", "Reminded", "Name", "Taken", "Dosage", "a,b"),
    *("#", "Started", "Lasted"),
)
CELLS = (
    "2026-11-01|1/11/2026|13/11/2026|11/13/26|1st Nov 2026|2062-01-01|0001-01-01|9999-12-31T23:59Z|"
    "2026-11-01T03:00:00+14:00|45/45/45|08:30|8:30 PM|24:00|am|0|5|7.0|10|11|65|-3|1e9|nan|severe|"
    "6,5|1.000|1,000|1/2|½|5/325|2 x 10 mg|10 mg|25 mcg/h|400mg|3 count|some|Oxycodone|Morphine|"
    "Percocet|my tea|lower back; left hip|knee|none|=1+1|'=x|\ufeff|\u202e|\u2028|" + "9" * 40
).split("|")
FORMS = [
    form for name, form in vars(lists).items() if isinstance(form, str) and form.count("\n") > 1
]

cells = st.sampled_from(CELLS) | st.text(max_size=12)
tables = st.tuples(
    st.lists(st.sampled_from(HEADINGS) | st.text(max_size=6), min_size=1, max_size=7),
    st.lists(st.lists(cells, max_size=8), max_size=6),
    st.sampled_from([",", ";", "\t"]),
)


def written(headings: list[str], rows: list[list[str]], separator: str) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows([headings, *rows])
    return out.getvalue().encode("utf-8", "replace")


def any_columns(listing: Listing, chance: random.Random) -> Choices:
    """Choose as somebody might who does not look."""
    if chance.random() < 0.5 or not listing.headings:
        return listing.suggested
    width = len(listing.headings)
    parts = chance.sample(list(Part), chance.randint(1, len(Part)))
    columns = {part: chance.randrange(width) for part in parts if part is not Part.NOTE}
    return Choices(columns=columns, notes=(chance.randrange(width),))


def answered(questions: Questions, choices: Choices, chance: random.Random) -> Choices:
    scores = {
        question.part: ScoreRule(
            chance.choice(question.scales),
            {answer: chance.choice([None, 0, 5, 10]) for answer in question.answers},
        )
        for question in questions.scores
    }
    meanings = {named.key: chance.choice(list(Meaning)) for named in questions.subjects}
    amounts = {
        named.key: chance.choice(["", "5 mg", "12 mcg/h", "nonsense", "1 tablet"])
        for named in questions.amounts
    }
    places = {named.key: chance.choice(["", "neck", "left_hip"]) for named in questions.places}
    return replace(
        choices,
        order=chance.choice(questions.orders) if questions.orders else choices.order,
        mark=chance.choice(list(DecimalMark)) if questions.numbers else choices.mark,
        scores=choices.scores | scores,
        meanings=choices.meanings | meanings,
        amounts=choices.amounts | amounts,
        places=choices.places | places,
        only=chance.choice(questions.people) if questions.people else choices.only,
    )


def read_somehow(content: bytes, chance: random.Random) -> ListResult | None:
    try:
        listing = recognised(csv_table("a.csv", content))
    except ArchiveError:
        return None
    choices = settled(listing, any_columns(listing, chance))
    check(listing, choices)
    for _ in range(6):
        questions = open_questions(listing, choices)
        if not questions.are_open:
            break
        choices = settled(listing, answered(questions, choices, chance))
    assert not open_questions(listing, choices).are_open or choices.only == "", "asked for ever"
    assert choices_of(choices_json(choices)) == choices
    return check(listing, choices)


def check(listing: Listing, choices: Choices) -> ListResult:
    outcome = read_listing(listing, choices, lists.NEW_YORK, lists.HERE)
    assert outcome.rows_read + len(outcome.unused_rows) == listing.line_count
    assert len({item.line for item in outcome.unused_rows}) == len(outcome.unused_rows)
    used = {item.line for item in (*outcome.readings, *outcome.doses)}
    assert len(used) == outcome.rows_read
    for reading in outcome.readings:
        assert not reading.is_empty
        assert reading.for_date <= lists.TODAY
        for score in (reading.pain, reading.worst_pain, reading.touch):
            assert score is None or 0 <= score <= 10
    for dose in outcome.doses:
        assert dose.for_date <= lists.TODAY
        check_unit(find_substance(dose.medicine), dose.route, None, dose.unit)
        check_amount(dose.unit, float(dose.amount))
    return outcome


@given(tables, st.randoms(use_true_random=False))
@many
def test_any_table(table: tuple[list[str], list[list[str]], str], chance: random.Random) -> None:
    read_somehow(written(*table), chance)


@given(st.sampled_from(FORMS), st.randoms(use_true_random=False))
@many
def test_a_known_form_with_odd_cells(form: str, chance: random.Random) -> None:
    rows = list(csv.reader(io.StringIO(form.replace("\\n", "\n"), newline="")))
    for _ in range(chance.randint(1, 4)):
        row = chance.choice([row for row in rows if row])
        row[chance.randrange(len(row))] = chance.choice(CELLS)
    read_somehow(written(rows[0], rows[1:], ","), chance)


@given(st.binary(max_size=200))
@few
def test_any_bytes(content: bytes) -> None:
    read_somehow(content, random.Random(0))  # noqa: S311 - a fixed choice


@pytest.mark.parametrize("form", FORMS)
def test_repeated_headings_totals_and_blank_rows_are_read_or_listed(form: str) -> None:
    rows = list(csv.reader(io.StringIO(form.replace("\\n", "\n"), newline="")))
    extra = [rows[-1], rows[0], [], ["Total", *("7" for _ in rows[0][1:])], ["", ""]]
    content = written(rows[0], [*rows[1:], *extra], ",")
    listing = recognised(csv_table("a.csv", content))
    check(listing, settled(listing, listing.suggested))
    # All but the headings; blank rows hold nothing.
    assert listing.line_count == len(csv_table("a.csv", content).rows) - 1
