"""What a page of figures says of lengths of time comes from the constants, never by hand."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from app.config import ROOT

PAGES_OF_FIGURES = ("advisory", "share", "trends")
NUMBER = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
LENGTH = re.compile(
    rf"\b(?:{NUMBER}) (?:days|weeks|months)\b|\bhalf a year\b|\b(?:first|last) two\b"
)


def texts_of(path: Path) -> Iterator[str]:
    """Yield what a module writes, without its docstrings."""
    module = ast.parse(path.read_text("utf-8"))
    nodes = list(ast.walk(module))
    alone = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node.value


def by_hand(texts: Iterator[str]) -> list[str]:
    return [text for text in texts if LENGTH.search(text)]


def test_no_page_of_figures_writes_a_length_by_hand() -> None:
    for feature in PAGES_OF_FIGURES:
        for path in (ROOT / "app/web" / feature).rglob("*.py"):
            assert by_hand(texts_of(path)) == [], path
        for path in (ROOT / "templates" / feature).rglob("*.html"):
            assert by_hand(iter([path.read_text("utf-8")])) == [], path


def test_a_length_by_hand_is_noticed() -> None:
    assert by_hand(iter(["Pain of the last two weeks", "in the last {WINDOW_WEEKS} weeks"])) == [
        "Pain of the last two weeks"
    ]
