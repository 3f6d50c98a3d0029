"""No page and no message has a turn that the style sheet does without."""

import pytest

from tests.words import advisory_states, pieces, table
from tests.words.pages import SeenPage
from tests.words.style import TURNS, Turn, faults_of_style, sheet

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("turn", TURNS, ids=lambda turn: turn.banned)
def test_a_turn_is_caught_and_the_preferred_one_is_not(turn: Turn) -> None:
    assert turn.preferred in [preferred for _, preferred in faults_of_style(turn.banned)]
    assert not list(faults_of_style(turn.preferred))


def test_no_template_no_module_and_no_script_has_a_banned_turn() -> None:
    read = [
        *((path, pieces.of_template) for path in pieces.templates()),
        *((path, pieces.of_code) for path in pieces.modules() if "cli" not in path.parts),
        *((path, pieces.of_script) for path in pieces.scripts()),
    ]
    assert not [
        (path.name, fault, piece)
        for path, pieces_of in read
        for piece in pieces_of(path)
        for fault in faults_of_style(piece)
    ]


def test_no_page_in_any_state_has_a_banned_turn(pages: list[SeenPage]) -> None:
    assert not {
        (page.rule, fault, piece)
        for page in pages
        for piece in page.everything
        for fault in faults_of_style(piece)
    }


def test_no_state_of_the_advisory_makes_a_banned_turn() -> None:
    _, told = advisory_states.every_sentence()
    assert not [(fault, text) for text in told for fault in faults_of_style(text)]


def test_the_sheet_stands_at_the_top_of_the_document() -> None:
    text = table.FILE.read_text(encoding="utf-8")
    assert text.startswith("# Words\n"), "run make words"
    assert sheet() in text, "run make words"
