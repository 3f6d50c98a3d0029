"""Each figure of the evidence can be worked out again, by hand, from the table on its page.

The page is opened in a browser and read as a person would read it: nothing but its words is used.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from math import ceil, sqrt
from statistics import fmean

import pytest
from flask import Flask
from playwright.sync_api import Page

from app.db import Database
from app.example import example_diary
from app.interop.archive import Archive
from app.models import Person
from app.services.archive import add_archive
from app.services.archive_plain import from_plain
from app.trends.diary import Diary
from tests.advisory_cast import improved, pain_rose_first
from tests.conftest import NOW, PASSWORD, TIME_ZONE, person_named
from tests.e2e.conftest import OpenTab, Tab
from tests.e2e.patient import Patient

pytestmark = pytest.mark.e2e

LAST_DAY = date(2026, 3, 11)
COLUMN_OF = {
    "Average pain": "Pain",
    "Pain from light touch": "Touch",
    "New places": "New places",
    "Daily opioid amount": "Opioid, mg",
    "How high the amount is": "Opioid, mg",
    "After the dose went up": "Pain",
    "Better days": "Pain",
    "After the dose came down": "Pain",
    "How long it lasts": "Pain",
}
ROSE_TOGETHER = ("Average pain", "Pain from light touch", "New places")
# Shown to a tenth, so a figure may be off by half of that, and the table's amounts by as much.
CLOSE = 0.06
# The method's own: days in a row resemble each other, and scores are whole numbers
# (docs/trend-method.md).
INFLATION = 2.6
ROUNDING_VARIANCE = 1 / 12
NOT_LOGGED = "–"

READ_LINES = """() => [...document.querySelectorAll('.evidence__line')].map(line => ({
  title: line.querySelector('.evidence__title').textContent.trim(),
  words: line.textContent.replace(/\\s+/g, ' ').trim(),
  sides: [...line.querySelectorAll('dl > div')].map(side => ({
    figure: side.querySelector('.evidence__figure').textContent.trim(),
    words: side.querySelector('dd').textContent.replace(/\\s+/g, ' ').trim(),
  })),
}))"""
READ_TABLE = """() => [...document.querySelectorAll('#advisory-days tr')].map(
  row => [...row.children].map(cell => cell.textContent.trim()))"""


@dataclass(frozen=True)
class Side:
    """One side of a comparison as it stands on the page."""

    figure: float | None
    days: tuple[date, ...]
    words: str


@dataclass(frozen=True)
class Line:
    """One line of the evidence as it stands on the page."""

    title: str
    words: str
    sides: tuple[Side, ...]


def spelled(words: str) -> date:
    return datetime.strptime(words, "%d %B %Y").replace(tzinfo=UTC).date()


def days_of(words: str) -> tuple[date, ...]:
    """Read "21 to 30 January 2026" and its longer forms as a run of days."""
    found = re.search(r"(\d+)( [A-Z][a-z]+)?( \d{4})? to (\d+ \w+ \d{4})", words)
    assert found, words
    last = spelled(found[4])
    month = found[2] or f" {last:%B}"
    year = found[3] or f" {last.year}"
    first = spelled(f"{found[1]}{month}{year}")
    return tuple(first + timedelta(days=n) for n in range((last - first).days + 1))


def number(words: str) -> float | None:
    found = re.match(r"[\d.]+", words)
    return float(found[0]) if found else None


def read_lines(page: Page) -> list[Line]:
    return [
        Line(
            line["title"],
            line["words"],
            tuple(
                Side(number(side["figure"]), days_of(side["words"]), side["words"])
                for side in line["sides"]
            ),
        )
        for line in page.evaluate(READ_LINES)
    ]


class Table:
    """The table of days as it stands on the page."""

    def __init__(self, page: Page) -> None:
        heading, *rows = page.evaluate(READ_TABLE)
        self.rows = {
            datetime.strptime(row[0], "%d %b %Y").replace(tzinfo=UTC).date(): dict(
                zip(heading, row, strict=True)
            )
            for row in rows
        }

    def logged(self, side: Side, title: str) -> list[float]:
        """Return the figures that a side rests on, by the words beside it."""
        cells = [self.rows[day][COLUMN_OF[title]] for day in side.days]
        found = [float(cell) for cell in cells if cell != NOT_LOGGED]
        if title == "Better days":
            return sorted(found)[: ceil(len(found) / 3)]
        return found


def student_t_975(degrees: int) -> float:
    """Return the 97.5 % point of Student's t by its series (Abramowitz & Stegun 26.7.5)."""
    z = 1.959964
    return (
        z
        + (z**3 + z) / (4 * degrees)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * degrees**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * degrees**3)
    )


def reach(before: list[float], after: list[float]) -> float:
    degrees = len(before) + len(after) - 2
    squares = sum((value - fmean(side)) ** 2 for side in (before, after) for value in side)
    variance = max(squares / degrees, ROUNDING_VARIANCE) * INFLATION
    return student_t_975(degrees) * sqrt(variance * (1 / len(before) + 1 / len(after)))


def check_sides(line: Line, table: Table) -> None:
    """The means, and how many days they rest on."""
    for side in line.sides:
        logged = table.logged(side, line.title)
        assert f"{len(logged)} day" in side.words, (line.title, side.words)
        if "logged" in side.words:
            assert f"{len(side.days) - len(logged)} not" in side.words, (line.title, side.words)
        if side.figure is not None:
            assert fmean(logged) == pytest.approx(side.figure, abs=CLOSE), line.title


def signed(words: str) -> float:
    return float(words.replace("\N{MINUS SIGN}", "-"))


def check_change(line: Line, table: Table) -> bool:
    """The change between the means, and the interval around it; tell whether there is one."""
    number_words = r"([+\N{MINUS SIGN}]?\d+\.\d)"
    told = re.search(
        rf"Change: {number_words}\..*? may be {number_words} to {number_words}", line.words
    )
    if told is None:
        return False
    before, after = (table.logged(side, line.title) for side in line.sides)
    change = fmean(after) - fmean(before)
    assert change == pytest.approx(signed(told[1]), abs=CLOSE), line.title
    assert change - reach(before, after) == pytest.approx(signed(told[2]), abs=CLOSE), line.title
    assert change + reach(before, after) == pytest.approx(signed(told[3]), abs=CLOSE), line.title
    return True


def check_lasting(line: Line) -> None:
    """How long it lasts is the number of the later days, from the first of them."""
    told = re.search(r"lasted for (\d+) days.*?, since (\d+ \w+ \d{4})", line.words)
    assert told, line.words
    _, after = line.sides
    assert int(told[1]) == len(after.days)
    assert spelled(told[2]) == after.days[0]


def check_together(lines: dict[str, Line], table: Table) -> None:
    """No more of the three can have gone up clearly than went up at all."""
    words = lines["At the same time"].words
    told = re.search(r"Of pain, touch and new places, (\d|none)", words)
    assert told, words
    count = 0 if told[1] == "none" else int(told[1])
    rose = 0
    for title in ROSE_TOGETHER:
        means = [fmean(table.logged(side, title)) for side in lines[title].sides]
        rose += len(means) == 2 and means[1] > means[0]
    assert count <= rose


def check_fact(page: Page, table: Table) -> None:
    """The fact of "pain rose first": both means, from the days that the sentence names."""
    words = page.get_by_role("main").inner_text()
    told = re.search(
        r"Pain went up from about (\d+ \w+ \d{4}): [\d.]+ of 10 before, and ([\d.]+) of 10 from "
        r"then until the dose went up\. The dose went up from about (\d+ \w+ \d{4})",
        words,
    )
    assert told, words
    first, until = spelled(told[1]), spelled(told[3])
    between = tuple(day for day in table.rows if first <= day < until)
    mean = fmean(table.logged(Side(None, between, ""), "Average pain"))
    assert mean == pytest.approx(float(told[2]), abs=CLOSE)


def keep(app: Flask, diary: Diary) -> None:
    person_id = person_named(app, "alice")
    database: Database = app.extensions["database"]
    with database.writing() as session:
        person = session.get(Person, person_id)
        assert person is not None
        person.original_areas = sorted(diary.profile.original_areas)
        add_archive(session, person, Archive(diary, from_plain(diary, TIME_ZONE, NOW)), NOW)


def open_advisory(tab: Tab) -> Page:
    page = tab.open("/sign-in?next=/advisory")
    page.get_by_label("E-mail").fill("alice@example.org")
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", level=1).wait_for()
    if page.get_by_role("heading", level=1).inner_text() == "Tidemark has one question":
        patient = Patient(tab, scripts=True)
        patient.choose("No, nothing new")
        patient.press("Save and go on")
        page.get_by_text("How this was worked out").first.wait_for()
    return page


@pytest.mark.parametrize(
    ("diary", "least_changes"), [(example_diary, 5), (pain_rose_first, 4), (improved, 5)]
)
def test_each_figure_of_the_evidence_follows_from_the_table(
    app: Flask, open_tab: OpenTab, diary: Callable[[date], Diary], least_changes: int
) -> None:
    keep(app, diary(LAST_DAY))
    page = open_advisory(open_tab())
    lines, table = read_lines(page), Table(page)
    by_title = {line.title: line for line in lines}
    assert set(by_title) == {*COLUMN_OF, "At the same time"}
    for line in lines:
        check_sides(line, table)
    assert sum(check_change(line, table) for line in lines) >= least_changes
    check_lasting(by_title["How long it lasts"])
    check_together(by_title, table)
    if diary is pain_rose_first:
        check_fact(page, table)
