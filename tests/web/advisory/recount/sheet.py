"""The advisory's page as a person reads it: its sentences, its lines and its table of days.

Nothing else is read. What the figures must come to is worked out from this alone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from statistics import fmean

from lxml.html import HtmlElement

from tests.client import Page

NOT_LOGGED, NOWHERE = "–", "nowhere"
DAY = r"\d+ [A-Z][a-z]+ \d{4}"
SPAN = rf"\d+(?: [A-Z][a-z]+)?(?: \d{{4}})? to {DAY}"
ONE_DAY = timedelta(days=1)

BLOCKS = {
    *("p", "li", "dt", "dd", "h1", "h2", "h3", "h4"),
    *("summary", "button", "legend", "label"),
}
# Numbers to call are no figures, the table is what the figures are worked out from, and the points
# add up by themselves (test_points_added_up).
NOT_READ = {"help", "advisory-days", "points"}


@dataclass(frozen=True)
class Piece:
    """One text of the page; `line` is the place of its evidence line, -1 outside of them."""

    text: str
    line: int


@dataclass(frozen=True)
class Line:
    """One line of the evidence: its title and the days of its sides."""

    title: str
    sides: tuple[tuple[date, ...], ...]


def spelled(words: str) -> date:
    """Read "3 May 2026"."""
    return datetime.strptime(words, "%d %B %Y").replace(tzinfo=UTC).date()


def days_of(words: str) -> tuple[date, ...]:
    """Read "21 to 30 January 2026" and its longer forms as a run of days."""
    found = re.search(rf"(\d+)( [A-Z][a-z]+)?( \d{{4}})? to ({DAY})", words)
    if found is None:
        single = re.search(DAY, words)
        assert single, words
        return (spelled(single[0]),)
    last = spelled(found[4])
    first = spelled(f"{found[1]}{found[2] or f' {last:%B}'}{found[3] or f' {last.year}'}")
    return tuple(first + timedelta(days=n) for n in range((last - first).days + 1))


def texts_of(element: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """Yield each run of text with the element that holds it, in the order of the page."""
    yield element, element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from texts_of(child)
        yield element, child.tail or ""


def pieces_of(main: HtmlElement, lines: Sequence[HtmlElement]) -> list[Piece]:
    """Return each text once, a sentence with links in it as one."""
    found: dict[HtmlElement, str] = {}
    for holder, text in texts_of(main):
        above = [holder, *holder.iterancestors()]
        if not NOT_READ & {each.get("id") for each in above}:
            within = above[: next((n for n, each in enumerate(above) if each in lines), None)]
            block = next((each for each in within if each.tag in BLOCKS), holder)
            found[block] = found.get(block, "") + text
    return [
        Piece(" ".join(text.split()), _line_of(block, lines))
        for block, text in found.items()
        if text.strip()
    ]


def _line_of(block: HtmlElement, lines: Sequence[HtmlElement]) -> int:
    above = [block, *block.iterancestors()]
    return next((n for n, line in enumerate(lines) if line in above), -1)


def words_of(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


class Sheet:
    """What stands on the page, and what can be counted on it."""

    def __init__(self, page: Page) -> None:
        main = page.root.find(".//main")
        assert main is not None
        lines = main.find_class("evidence__line")
        self.pieces = pieces_of(main, lines)
        self.lines = [
            Line(
                words_of(line.find_class("evidence__title")[0]),
                tuple(days_of(words_of(side)) for side in line.xpath(".//dl/div/dd")),
            )
            for line in lines
        ]
        heading, *rows = (
            [words_of(cell) for cell in row] for row in main.xpath("//*[@id='advisory-days']//tr")
        )
        self.rows = {
            datetime.strptime(row[0], "%d %b %Y").replace(tzinfo=UTC).date(): dict(
                zip(heading, row, strict=True)
            )
            for row in rows
        }
        assert list(self.rows) == sorted(self.rows)
        self.today = max(self.rows)
        self.before, self.after = next(
            (line.sides for line in self.lines if line.title == "How long it lasts"), ((), ())
        )
        keys = (re.fullmatch(r"([A-Z]): (.+?)(, .+)?", piece.text) for piece in self.pieces)
        self.places = {key[1]: (key[2], key[3] or "") for key in keys if key}

    def figures(self, column: str, days: Sequence[date]) -> list[float]:
        """Return the figures of a column on these days, without the dashes."""
        cells = (self.rows[day][column] for day in days if day in self.rows)
        return [float(cell) for cell in cells if cell != NOT_LOGGED]

    def mean(self, column: str, days: Sequence[date]) -> float:
        """Return the mean of a column over these days."""
        return fmean(self.figures(column, days))

    def around(self, day: date, first: int, stop: int) -> list[date]:
        """Return the days from `first` to before `stop`, counted from a day."""
        return [day + timedelta(days=n) for n in range(first, stop)]

    def last(self, days: int) -> list[date]:
        """Return the last days that the table holds, up to so many."""
        return [day for day in self.around(self.today, 1 - days, 1) if day in self.rows]

    def has(self, day: date, column: str) -> bool:
        """Tell whether the column holds anything on that day."""
        return day in self.rows and self.rows[day][column] not in {NOT_LOGGED, NOWHERE, ""}

    def marked(self, day: date) -> set[str]:
        """Return the letters of the places that hurt; empty where not answered."""
        return set(self.rows[day]["Where"].split()) if self.has(day, "Where") else set()

    def noted(self, days: Sequence[date], *marks: str) -> list[date]:
        """Return which of these days carry one of the marks."""
        return [
            day
            for day in days
            if day in self.rows and set(self.rows[day]["Noted"].split("; ")) & set(marks)
        ]

    def no_opioid(self, day: date) -> bool:
        """Tell whether no opioid of any kind stands on that day."""
        return not self.has(day, "Opioid, mg") and "Not counted" not in self.rows[day]["Noted"]

    def is_answered(self, day: date) -> bool:
        """Tell whether it was answered on that day where it hurts, "nowhere" included."""
        return day in self.rows and self.rows[day]["Where"] not in {NOT_LOGGED, ""}

    def share(self, letter: str, days: Sequence[date]) -> float:
        """Return on which share of the answered days a place is marked."""
        return fmean(letter in self.marked(day) for day in days if self.is_answered(day))

    def new_places(self, known: tuple[str, ...]) -> list[str]:
        """Return the names of places that became regular; `known` says which are none."""
        return [
            name
            for letter, (name, kind) in self.places.items()
            if kind not in known
            and self.share(letter, self.after) - self.share(letter, self.before) >= 0.3
        ]


def in_words(names: Sequence[str]) -> str:
    """Join names as the page does."""
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)
