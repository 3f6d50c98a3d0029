"""docs/security.md promises nothing without a test that is there."""

import ast
import re
from collections.abc import Iterator

import pytest

from app.config import ROOT

POINTS = 35
# Imported where they are used: each takes long to load, or is rarely needed.
HEAVY = {"plotly", "pyrage", "smtplib", "webauthn"}


def promises() -> Iterator[tuple[int, str, str]]:
    """The number, the state and the tests of each promise."""
    text = (ROOT / "docs/security.md").read_text("utf-8")
    for number, _, state, tests in re.findall(
        r"^\| (\d+) \| (.+?) \| (.+?) \| (.*?) ?\|$", text, re.MULTILINE
    ):
        yield int(number), state, tests


def named_in(cell: str) -> Iterator[tuple[str, str]]:
    for path, names in re.findall(r"`(tests/[\w/]+\.py)`: ((?:`test_\w+`(?:, )?)+)", cell):
        yield from ((path, name) for name in re.findall(r"`(test_\w+)`", names))


def test_each_point_has_its_place_and_a_test_or_says_that_it_does_not_hold_yet() -> None:
    found = list(promises())
    assert [number for number, _, _ in found] == list(range(1, POINTS + 1))
    for number, state, cell in found:
        assert list(named_in(cell)) or state.startswith("not yet"), number


@pytest.mark.slow
def test_each_test_that_is_named_is_there() -> None:
    named = [test for _, _, cell in promises() for test in named_in(cell)]
    assert len(named) == sum(cell.count("`test_") for _, _, cell in promises()) > 60
    for path, name in named:
        tree = ast.parse((ROOT / path).read_text("utf-8"))
        assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, name


@pytest.mark.slow
def test_heavy_libraries_are_loaded_only_where_they_are_used() -> None:
    for path in (ROOT / "app").rglob("*.py"):
        for node in ast.parse(path.read_text("utf-8")).body:
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            loaded = {name.split(".")[0] for name in names}
            assert not loaded & HEAVY or path.name == "plotly_figure.py", path
