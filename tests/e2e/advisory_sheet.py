"""The advisory's page as a person reads it: its sentences, its lines and its table of days.

Nothing else is read. What the figures must come to is worked out from this alone.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from statistics import fmean

from playwright.sync_api import Page

NOT_LOGGED = "–"
DAY = r"\d+ [A-Z][a-z]+ \d{4}"
SPAN = rf"\d+(?: [A-Z][a-z]+)?(?: \d{{4}})? to {DAY}"
ONE_DAY = timedelta(days=1)

# Each text of the page's main part once, but for the numbers to call and for the table itself.
READ_PIECES = """() => {
  const blocks = 'p, li, dt, dd, h1, h2, h3, h4, summary, button, legend, label';
  const lines = [...document.querySelectorAll('.evidence__line')];
  const found = new Map();
  const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.parentElement;
    if (at.closest('#help, #advisory-days')) continue;
    const line = at.closest('.evidence__line');
    let block = at.closest(blocks) || at;
    if (block === line || (line && line.contains(at) && !line.contains(block))) block = at;
    const known = found.get(block) || {text: '', line: line ? lines.indexOf(line) : -1,
                                       section: at.closest('section[id]')?.id || ''};
    known.text += walker.currentNode.textContent;
    found.set(block, known);
  }
  const tidy = piece => ({...piece, text: piece.text.replace(/\\s+/g, ' ').trim()});
  return [...found.values()].map(tidy).filter(piece => piece.text);
}"""
READ_LINES = """() => [...document.querySelectorAll('.evidence__line')].map(line => ({
  title: line.querySelector('.evidence__title').textContent.trim(),
  sides: [...line.querySelectorAll('dl > div dd')].map(
    side => side.textContent.replace(/\\s+/g, ' ').trim()),
}))"""
READ_TABLE = """() => [...document.querySelectorAll('#advisory-days tr')].map(
  row => [...row.children].map(cell => cell.textContent.trim()))"""


@dataclass(frozen=True)
class Piece:
    """One text of the page; `line` is the place of its evidence line, -1 outside of them."""

    text: str
    line: int
    section: str


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


class Sheet:
    """What stands on the page, and what can be counted on it."""

    def __init__(self, page: Page) -> None:
        self.pieces = [Piece(**piece) for piece in page.evaluate(READ_PIECES)]
        self.lines = [
            Line(line["title"], tuple(map(days_of, line["sides"])))
            for line in page.evaluate(READ_LINES)
        ]
        heading, *rows = page.evaluate(READ_TABLE)
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
        return day in self.rows and self.rows[day][column] not in {NOT_LOGGED, ""}

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

    def share(self, letter: str, days: Sequence[date]) -> float:
        """Return on which share of the answered days a place is marked."""
        answered = [self.marked(day) for day in days if self.marked(day)]
        return fmean(letter in marked for marked in answered)

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
