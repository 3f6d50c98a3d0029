"""The page about the form of the files: in step with the reader and with the document."""

from pathlib import Path

import pytest

from app.diary.diary import Diary
from app.interop.archive import read_archive
from app.web.archive.format_words import COLUMN_WORDS, COLUMNS_OF, plain_of
from tests.client import Browser
from tests.web.archive.uploads import upload

pytestmark = pytest.mark.slow

DOCUMENT = (Path(__file__).parents[3] / "docs" / "archive-format.md").read_text("utf-8")


@pytest.mark.parametrize(("of", "words"), COLUMN_WORDS.items())
def test_the_document_says_of_each_column_what_the_page_says(
    of: tuple[str, str], words: str
) -> None:
    file, column = of
    part = DOCUMENT[DOCUMENT.index(f"## {file}") :]
    assert f"| `{column}` | {words} |" in part[: part.index("\n## ", 5)]


def test_the_page_shows_all_of_it_to_anyone(alice: Browser) -> None:
    anyone = Browser(alice.app)
    page = anyone.get("/archive/form")
    for (_, column), words in COLUMN_WORDS.items():
        assert column in page.text
        assert plain_of(words) in page.text
    assert "lower_back" in page.text


def test_every_column_that_is_written_is_told() -> None:
    for file, columns in COLUMNS_OF.items():
        assert {(file, column) for column in columns} <= COLUMN_WORDS.keys()


def test_it_is_linked_where_files_go_out_and_come_in(alice: Browser) -> None:
    assert alice.get("/archive").html.count('href="/archive/form"') == 2


def test_the_empty_files_can_be_brought_in(alice: Browser) -> None:
    content = alice.client.get("/archive/empty.zip").get_data()
    assert read_archive(content).diary == Diary()
    preview = alice.follow(upload(alice, content))
    assert "There is nothing here to add." in preview.text
