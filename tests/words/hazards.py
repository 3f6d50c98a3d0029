"""The hazard log, docs/clinical-safety.md, read back."""

import ast
import re
from dataclasses import dataclass
from functools import cache

from tests.words.pieces import ROOT

FILE = ROOT / "docs/clinical-safety.md"
SEVERITIES = ("Minor", "Significant", "Considerable", "Major", "Catastrophic")
LIKELIHOODS = ("Very high", "High", "Medium", "Low", "Very low")
PARTS = ("Cause", "Effect", "Initial risk", "Control", "Residual risk")
RISK = re.compile(r"(?P<severity>\w+), (?P<likelihood>[\w ]+): (?P<risk>[1-5])\b(?P<reason>.*)")


@dataclass(frozen=True, slots=True)
class Risk:
    """One rating, and why a high one is left."""

    severity: str
    likelihood: str
    value: int
    reason: str


@dataclass(frozen=True, slots=True)
class Hazard:
    """One entry of the log.

    Attributes:
        number: H01 and on.
        title: what goes wrong.
        parts: how often each named part stands in it.
        initial: the risk without the controls.
        residual: the risk with them.
        controls: for each control the tests it names.
    """

    number: str
    title: str
    parts: dict[str, int]
    initial: Risk
    residual: Risk
    controls: dict[str, list[str]]


def hazards() -> list[Hazard]:
    """Read all entries."""
    text = FILE.read_text(encoding="utf-8")
    entries = re.split(
        r"^### ", text.split("## Hazards", 1)[1].split("\n## ")[0], flags=re.MULTILINE
    )
    return [_hazard(entry) for entry in entries[1:]]


def _hazard(entry: str) -> Hazard:
    number, title = entry.split("\n", 1)[0].split(". ", 1)
    found = re.findall(r"^- \*\*([\w ]+):\*\* (.*?)(?=^- \*\*|\Z)", entry, re.MULTILINE | re.DOTALL)
    return Hazard(
        number,
        title,
        {part: sum(name == part for name, _ in found) for part in PARTS},
        *(_risk(next(words for name, words in found if name == part)) for part in PARTS[2::2]),
        {
            words.split("\n", 1)[0]: re.findall(r"^  - `(.+)`$", words, re.MULTILINE)
            for name, words in found
            if name == "Control"
        },
    )


def _risk(words: str) -> Risk:
    found = RISK.match(" ".join(words.split()))
    assert found, words
    return Risk(found["severity"], found["likelihood"], int(found["risk"]), found["reason"])


def matrix() -> dict[tuple[str, str], int]:
    """Read the table of risks by severity and likelihood."""
    text = FILE.read_text(encoding="utf-8")
    head, *rows = re.search(r"^\| risk \|.*?\n\n", text, re.MULTILINE | re.DOTALL)[0].splitlines()  # type: ignore[index]  # it is there
    severities = [cell.strip() for cell in head.strip("|").split("|")][1:]
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[1:] if row]
    return {
        (severity, likelihood): int(value)
        for likelihood, *values in cells
        for severity, value in zip(severities, values, strict=True)
    }


@cache
def existing_tests() -> frozenset[str]:
    """List every test function as `tests/...::test_...`, read from the files without running."""
    return frozenset(
        f"{path.relative_to(ROOT).as_posix()}::{node.name}"
        for path in (ROOT / "tests").rglob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    )
