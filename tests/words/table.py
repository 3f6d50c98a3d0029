"""The table of reading grades, docs/words.md: `python -m tests.words.table` writes it anew."""

import re
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.words import advisory_states, grades, pieces, style
from tests.words.pages import SeenPage, all_pages
from tests.words.prepared import prepared_app

FILE = pieces.ROOT / "docs/words.md"
HIGHEST_OF_PAGE = 6.0
HIGHEST_OF_SENTENCE = 8.0
ROW = re.compile(
    r"^\| `(?P<name>[^`]+)` \| (?P<state>[^|]+) \| \d+ \| (?P<grade>-?[\d.]+) \|", re.MULTILINE
)

INTRO = """\
# Words

Written by `make words` from tests/words. Tests fail when a page has a turn that the style sheet
does without, when a page or a sentence is above its limit, when a page is missing here, or when a
grade has moved by more than half a year.

{sheet}## Reading grades

- **Grade** is that of Flesch and Kincaid (Kincaid and others 1975, Research Branch Report 8-75):
  0.39 x words per sentence + 11.8 x syllables per word - 15.59. It says how many years of school
  in the United States a text asks for. Below zero is as easy as it gets.
- **Limits:** a page {page:g}, a single sentence {sentence:g}.
- A sentence ends at a stop; an item of a list at a semicolon. Sentences of fewer than {fewest}
  words are not graded alone, because one long word decides everything there; instead no word in
  them may have more than {syllables} syllables. They do count for their page where they end in a
  stop. Labels, buttons and cells of tables do not: they would only flatter it.
- Left out, as one easy word each: names of medicines, of body areas, of months, of two places, and
  the titles and addresses of sources; and these terms, which a reader will meet elsewhere:
  {terms}.
- Syllables are counted by syllapy, checked against the CMU Pronouncing Dictionary on our own
  words: 0.03 wrong per word, 0.004 too few. A formula knows nothing of meaning: it is a floor
  under the work of writing plainly, not proof that people understand. No page was tried with
  readers yet.

"""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table.

    Attributes:
        name: the page, or where the sentences are written.
        state: whose page, or what was counted.
        sentences: how many.
        grade: of all together.
        hardest: grade of the hardest one.
        example: that one.
    """

    name: str
    state: str
    sentences: int
    grade: float
    hardest: float
    example: str


def page_rows(pages: Iterable[SeenPage]) -> list[Row]:
    """Grade each page in each of its states but the refused ones, whose form is the same."""
    rows = {
        (page.rule, page.state): row_of(page.rule, page.state, page.main)
        for page in pages
        if page.state != "refused"
    }
    return [rows[key] for key in sorted(rows)]


def source_rows() -> list[Row]:
    """Grade what is written in templates and code, shown in any state whatever."""
    rows = [
        row_of(path.relative_to(pieces.ROOT).as_posix(), "all branches", read(path))
        for read, paths in (
            (pieces.of_template, pieces.templates()),
            (pieces.of_code, pieces.modules()),
        )
        for path in paths
    ]
    return [row for row in rows if row.sentences]


def advisory_row() -> Row:
    """Grade each text that any state of the advisory makes."""
    states, told = advisory_states.every_sentence()
    return row_of("the advisory", f"all {states:,} states", sorted(told))


def row_of(name: str, state: str, found: Iterable[str]) -> Row:
    """Grade some pieces of text."""
    prose = [each for each in grades.all_sentences(found) if grades.is_prose(each)]
    hardest, example = grades.hardest(prose)
    return Row(name, state, len(prose), grades.grade(prose), hardest, example)


def written(pages: Iterable[SeenPage]) -> str:
    """Return the whole file."""
    intro = INTRO.format(
        sheet=style.sheet(),
        page=HIGHEST_OF_PAGE,
        sentence=HIGHEST_OF_SENTENCE,
        fewest=grades.FEWEST_WORDS,
        syllables=grades.MOST_SYLLABLES_IN_A_SHORT_PIECE,
        terms=", ".join(grades.names.TERMS),
    )
    parts = [
        ("Pages", page_rows(pages)),
        ("The advisory, generated", [advisory_row()]),
        ("Templates and code, every branch", source_rows()),
    ]
    return intro + "\n".join(_table(title, rows) for title, rows in parts)


def _table(title: str, rows: Iterable[Row]) -> str:
    head = "| text | state | sentences | grade | hardest sentence |\n|---|---|---|---|---|\n"
    return f"## {title}\n\n{head}" + "".join(map(_line, rows))


def _line(row: Row) -> str:
    return (
        f"| `{row.name}` | {row.state} | {row.sentences} | {row.grade:.1f} | {row.hardest:.1f} |\n"
    )


def recorded() -> dict[tuple[str, str], float]:
    """Return the grades that stand in the file."""
    text = FILE.read_text(encoding="utf-8")
    return {(row["name"], row["state"]): float(row["grade"]) for row in ROW.finditer(text)}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        FILE.write_text(written(all_pages(prepared_app(Path(folder)))), encoding="utf-8")
