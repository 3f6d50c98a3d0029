"""Any other list: a sheet kept by hand, in whatever form."""

from datetime import date
from decimal import Decimal

import pytest

from app.interop.other_apps.choices import Choices, Part, choices_json, choices_of
from app.interop.other_apps.days import DateOrder
from app.interop.other_apps.numbers import DecimalMark
from app.interop.other_apps.scores import Scale, ScoreRule
from tests.interop.other_apps.lists import asked, listing_of, read, with_said

GERMAN = """\
Datum;Uhrzeit;Schmerz (0-10);Medikament;Menge;Bemerkung
01.11.2026;08:30;6;Morphin;7,5 mg;schlecht geschlafen
02.11.2026;;4;Ibuprofen;400 mg;
"""


def test_a_german_sheet_is_understood_but_for_the_order_of_its_dates() -> None:
    listing = listing_of(GERMAN)
    questions = asked(listing)
    assert questions.orders == (DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST)
    assert questions.dates == ("01.11.2026", "02.11.2026")
    assert (questions.numbers, questions.scores, questions.amounts) == ((), (), ())
    assert read(listing).rows_read == 0, "an order is never guessed"
    outcome = read(listing, with_said(listing, order=DateOrder.DAY_FIRST))
    assert [r.for_date for r in outcome.readings] == [date(2026, 11, 1), date(2026, 11, 2)]
    assert [(d.amount, d.unit) for d in outcome.doses] == [(Decimal("7.5"), "mg"), (400, "mg")]


def test_an_ambiguous_amount_is_asked_and_not_read_before() -> None:
    listing = listing_of(
        "Date,Medicine,Amount\n2026-11-01,Morphine,1.000 mg\n2026-11-02,Morphine,5 mg\n"
    )
    assert asked(listing).numbers == ("1.000",)
    outcome = read(listing)
    assert [d.amount for d in outcome.doses] == [5]
    assert [item.line for item in outcome.unused_rows] == [2]
    for mark, amount in ((DecimalMark.POINT, 1), (DecimalMark.COMMA, 1000)):
        assert read(listing, with_said(listing, mark=mark)).doses[0].amount == amount


def test_days_to_come_and_days_of_another_century_are_listed() -> None:
    outcome = read(
        listing_of("date,pain\n2026-11-30,7\n2062-11-30,9\n2026-12-01,9\n1801-01-01,6\n")
    )
    assert [r.for_date for r in outcome.readings] == [date(2026, 11, 30)]
    assert [(item.line, item.sentence) for item in outcome.unused_rows] == [
        (3, '"2062-11-30": This day is still to come.'),
        (4, '"2026-12-01": This day is still to come.'),
        (5, '"1801-01-01": This day is too long ago.'),
    ]


def test_a_time_that_is_still_to_come_today_is_listed() -> None:
    outcome = read(
        listing_of(
            "date,time,pain,medicine,amount\n"
            "2026-11-30,20:30,7,Morphine,10 mg\n"
            "2026-11-30,20:31,8,Morphine,10 mg\n"
        )
    )
    assert [(len(outcome.readings), len(outcome.doses))] == [(1, 1)]
    assert [(item.line, item.sentence) for item in outcome.unused_rows] == [
        (3, '"2026-11-30": This time is still to come.')
    ]


@pytest.mark.parametrize(
    "word",
    [
        *("None", "nil", "-", "\N{EM DASH}", "N/A", "n.a.", "keine", "kein Medikament", "aucun"),
        *("néant", "ninguno", "sin medicación", "nessuno", "niente", "geen", "n.v.t.", "0", "NaN"),
    ],
)
def test_a_word_for_no_medicine_is_listed_and_never_asked_about(word: str) -> None:
    listing = listing_of(
        f"date,pain,medicine,dose\n2026-11-01,7,{word},\n2026-11-02,,{word},5 mg\n"
        "2026-11-03,6,Morphine,0\n2026-11-04,6,Morphine,none\n2026-11-05,6,Morphine,5 mg\n"
    )
    assert asked(listing).amounts == ()
    outcome = read(listing)
    assert [dose.medicine for dose in outcome.doses] == ["Morphine"]
    assert [(item.line, bool(item.heading)) for item in outcome.unused] == [
        *((2, True), (3, False)),
        *((4, True), (5, True)),
    ]
    assert "says that no medicine was taken" in outcome.unused[0].sentence
    assert "says that nothing was taken" in outcome.unused[2].sentence


@pytest.mark.parametrize(
    ("medicine", "written", "amount", "unit"),
    [
        ("Paracetamol", "1 g", 1000, "mg"),
        ("Morphine", "0.01 g", 10, "mg"),
        ("my syrup", "2 tsp", 10, "mL"),
        ("Oramorph 10 mg/5 ml", "1 tablespoon", 30, "mg"),
        ("my cream", "2 g", 2, "g"),
    ],
)
def test_grams_and_spoons_are_worked_out(
    medicine: str, written: str, amount: int, unit: str
) -> None:
    outcome = read(listing_of(f"date,medicine,dose\n2026-11-01,{medicine},{written}\n"))
    assert [(dose.amount, dose.unit) for dose in outcome.doses] == [(amount, unit)]


def test_a_row_of_which_a_part_is_read_lists_the_rest() -> None:
    outcome = read(listing_of("date,pain,place,medicine,dose\n2026-11-01,7,knee,Morphine,some\n"))
    assert outcome.rows_read == 1
    assert [(item.heading, item.written) for item in outcome.unused] == [
        ("Morphine", "some"),
        ("place", "knee"),
    ]


def test_what_the_person_said_of_a_place_holds() -> None:
    listing = listing_of("date,pain,place\n2026-11-01,7,knee; hip\n")
    assert [named.key for named in asked(listing).places] == ["knee", "hip"]
    said = with_said(listing, places={"knee": "left_lower_leg", "hip": ""})
    outcome = read(listing, said)
    assert outcome.readings[0].areas == {"left_lower_leg"}
    assert [item.written for item in outcome.unused] == ["hip"], "what is left out is listed"


def test_a_scale_that_may_be_shorter_is_asked() -> None:
    listing = listing_of("date,pain\n2026-11-01,2\n2026-11-02,4\n")
    (question,) = asked(listing).scores
    assert question.answers == ("2", "4")
    assert read(listing).rows_read == 0
    doubled = with_said(listing, scores={Part.PAIN: ScoreRule(Scale.DOUBLE)})
    assert [r.pain for r in read(listing, doubled).readings] == [4, 8]


@pytest.mark.parametrize("slip", ["11", "99"])
def test_a_slip_above_ten_does_not_take_the_column_along(slip: str) -> None:
    scores = [*map(str, range(11)), slip]
    rows = "".join(f"2026-11-{day:02},{score}\n" for day, score in enumerate(scores, 1))
    listing = listing_of(f"date,pain\n{rows}")
    (question,) = asked(listing).scores
    assert question.scales[0] is Scale.WITHIN_TEN
    said = with_said(listing, scores={Part.PAIN: ScoreRule(Scale.WITHIN_TEN)})
    outcome = read(listing, said)
    assert [reading.pain for reading in outcome.readings] == list(range(11))
    assert [item.line for item in outcome.unused_rows] == [13]


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("45123", "spreadsheet’s own number for a day"),
        ("45123.5", "spreadsheet’s own number for a day"),
        ("", "There is no date in this row."),
        ("0001-01-01", "This day is too long ago."),
        ("0026-03-05", "This day is too long ago."),
        ("soon", "is not a date that we can read."),
    ],
)
def test_a_row_without_a_day_is_listed_with_what_is_wrong(written: str, why: str) -> None:
    outcome = read(listing_of(f"date,pain\n2026-11-01,7\n{written},6\n"))
    assert (outcome.rows_read, len(outcome.unused_rows)) == (1, 1)
    assert why in outcome.unused_rows[0].sentence


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("02:30", "the clocks went forward past it"),
        ("24:00", "beginning of the day or its end"),
        ("midnight", "beginning of the day or its end"),
        ("8", "morning or evening"),
        ("0.354166", "spreadsheet’s own number for a time"),
        ("after lunch", "is not a time of day that we can read."),
    ],
)
def test_a_time_that_cannot_be_told_is_listed_and_the_day_is_kept(written: str, why: str) -> None:
    outcome = read(listing_of(f"date,time,pain\n2026-03-08,{written},7\n"))
    (reading,) = outcome.readings
    assert (reading.for_date, reading.at) == (date(2026, 3, 8), None)
    (item,) = outcome.unused
    assert (item.heading, item.written) == ("time", written)
    assert why in item.sentence


def test_an_amount_without_a_name_is_listed_as_that() -> None:
    outcome = read(listing_of("date,medicine,dose\n2026-11-01,,5 mg\n2026-11-02,Morphine,5 mg\n"))
    (item,) = outcome.unused_rows
    assert "has no medicine beside it" in item.sentence


def test_a_list_without_headings_loses_no_row() -> None:
    listing = listing_of("2026-11-01,5\n2026-11-02,6\n")
    assert listing.headings == ("Column 1", "Column 2")
    assert listing.line_count == 2
    assert listing.suggested.columns == {Part.DATE: 0}


def test_columns_that_nobody_chose_are_named() -> None:
    assert read(listing_of("date,pain,weather\n2026-11-01,7,rain\n")).unused_headings == (
        "weather",
    )


def test_several_columns_go_into_the_note_each_with_its_heading() -> None:
    listing = listing_of("date,pain,note,weather\n2026-11-01,7,hm,rain\n")
    outcome = read(listing, with_said(listing, notes=(2, 3)))
    assert outcome.readings[0].note == "note: hm\nweather: rain"


def test_medicines_with_their_amounts_in_one_cell_are_parted() -> None:
    outcome = read(listing_of("date,medicines\n2026-11-01,Morphine 10 mg; Ibuprofen 400mg\n"))
    assert [(d.medicine, d.amount) for d in outcome.doses] == [("Morphine", 10), ("Ibuprofen", 400)]


def test_a_patch_is_a_patch_and_a_strength_in_mg_is_asked() -> None:
    listing = listing_of("date,drug,dose\n2026-11-01,Fentanyl,25 mcg/h\n2026-11-04,Fentanyl,4 mg\n")
    assert [named.words for named in asked(listing).amounts] == ["Fentanyl, 1 mg"]
    (dose,) = read(listing).doses
    assert (dose.route, dose.unit) == ("transdermal", "mcg/h")


@pytest.mark.parametrize("text", ["", "\n\n", "date\n", "date,pain\n", "just words\nand more\n"])
def test_a_list_with_nothing_in_it_gives_nothing(text: str) -> None:
    outcome = read(listing_of(text))
    assert (outcome.readings, outcome.doses, outcome.rows_read) == ((), (), 0)


def test_choices_travel_as_json_and_end_when_other_columns_are_chosen() -> None:
    said = with_said(
        listing_of(GERMAN),
        order=DateOrder.DAY_FIRST,
        mark=DecimalMark.COMMA,
        scores={Part.PAIN: ScoreRule(Scale.ONE_BY_ONE, {"mild": 3, "odd": None})},
        places={"knee": ""},
    )
    assert choices_of(choices_json(said)) == said
    assert said.with_columns(said.columns, said.notes) == said
    assert said.with_columns({Part.DATE: 1}, ()) == Choices(columns={Part.DATE: 1})
