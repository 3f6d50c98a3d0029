"""Numbers in our own lists as a spreadsheet of another country saves them."""

import csv
import io
from dataclasses import replace

import pytest

from app.diary.diary import Diary
from app.interop.errors import ArchiveError
from app.interop.sheet_numbers import HOW_TO_SAVE
from app.interop.sheets_write import FURTHER_COLUMNS, write_doses
from app.interop.uploads import look_into
from tests.interop.samples import SAMPLE

SEPARATORS = (",", ";", "\t", "|")
DOSES = ("taken_at", "medication", "route", "amount", "unit")
ENTRIES = ("date", "pain", "worst_pain", "locations", "touch_sensitivity", "note")


def file_of(columns: tuple[str, ...], rows: list[tuple[str, ...]], separator: str) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows([columns, *rows])
    return out.getvalue().encode()


def amounts(column: list[str], separator: str) -> list[float]:
    rows = [
        (f"2026-03-0{day} 08:00", "acetaminophen", "oral", amount, "mg")
        for day, amount in enumerate(column, 1)
    ]
    return [dose.amount for dose in diary("doses.csv", file_of(DOSES, rows, separator)).doses]


def diary(name: str, content: bytes) -> Diary:
    archive = look_into(name, content).archive
    assert archive is not None
    return archive.diary


@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize(
    ("column", "read"),
    [
        (["7.5", "1000"], [7.5, 1000]),
        (["7,5", "1000"], [7.5, 1000]),
        (["0,125", ".5"], [0.125, 0.5]),
        (["7.5", "1.000"], [7.5, 1]),  # the 7.5 tells that a point is a point
        (["7,5", "1.000"], [7.5, 1000]),
        (["7.5", "1,000"], [7.5, 1000]),
        (["7,5", "1,000"], [7.5, 1]),
        (["1,000.5", "1.000,5"], [1000.5, 1000.5]),
        (["10.0", "1.125"], [10, 1.125]),
        (["1.0000"], [1]),
    ],
)
def test_an_amount_that_leaves_no_doubt_is_read(
    separator: str, column: list[str], read: list[float]
) -> None:
    assert amounts(column, separator) == read


@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize(
    ("column", "either"),
    [
        (["1,000", "500"], "1 or 1000"),
        (["1.000", "500"], "1 or 1000"),
        (["2.500"], "2.5 or 2500"),
        (["7.5", "7,5", "1.000"], "1 or 1000"),
    ],
)
def test_an_amount_that_may_be_two_is_told_with_what_to_change(
    separator: str, column: list[str], either: str
) -> None:
    with pytest.raises(ArchiveError) as refused:
        amounts(column, separator)
    (line,) = refused.value.lines
    assert "column amount: " in line
    assert line.endswith(f"can be read in two ways: {either}. {HOW_TO_SAVE}")


def test_a_thousand_whose_comma_cut_its_cell_is_told() -> None:
    content = b"taken_at,medication,route,amount,unit\n2026-03-01 08:00,codeine,oral,1,000,mg\n"
    with pytest.raises(ArchiveError, match=r"A comma in a number starts a new cell\. Write 1000"):
        look_into("doses.csv", content)


@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize("column", ["pain", "worst_pain", "touch_sensitivity", *FURTHER_COLUMNS])
def test_a_score_is_read_with_either_mark_and_a_half_is_refused(
    separator: str, column: str
) -> None:
    columns = tuple(dict.fromkeys((*ENTRIES, column)))
    for written, score in (("5.0", 5), ("5,0", 5), ("10,00", 10), ("5,5", None), ("1,000", 1)):
        row = tuple({"date": "2026-03-01", column: written}.get(name, "") for name in columns)
        content = file_of(columns, [row], separator)
        if score is None:
            with pytest.raises(ArchiveError, match="is not a whole number from 0 to 10"):
                diary("entries.csv", content)
        else:
            (entry,) = diary("entries.csv", content).entries
            assert score in (entry.pain, entry.worst_pain, entry.touch, *entry.further.values())


@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize("written", ["4.333", "4,333"])
def test_a_mean_is_read_with_either_mark(separator: str, written: str) -> None:
    content = file_of(
        (*ENTRIES, "pain_mean"), [("2026-03-01", "4", "", "", "", "", written)], separator
    )
    (entry,) = diary("entries.csv", content).entries
    assert entry.pain == pytest.approx(4.333)


def test_our_own_files_write_no_amount_that_may_be_two() -> None:
    mine = diary("doses.csv", SAMPLE["doses.csv"])
    doses = tuple(replace(dose, amount=1.125) for dose in mine.doses if dose.unit == "mg")
    content = write_doses(doses, mine.opioid_answers)
    assert b",1.1250," in content
    assert diary("doses.csv", content).doses == doses
