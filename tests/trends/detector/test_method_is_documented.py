"""Each number of docs/trend-method.md stands beside the constant that it was taken from.

`14<!--spans.TWO_WEEKS_DAYS-->` is checked against that constant, and so is `two weeks` in words.
What another paper says is part of a citation; what was once measured says so: `<!--measured-->`.
"""

import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from statistics import NormalDist

import pytest

from app.config import ROOT
from app.trends.detector.scorecard import LINES

METHOD = (ROOT / "docs" / "trend-method.md").read_text(encoding="utf-8")
FIGURES = (
    *("around_changes", "comparisons", "dose_changes", "dose_cuts", "dose_steps", "intervals"),
    *("noted_changes", "rotation", "spans"),
)
DETECTOR = (
    *("after_cut", "area_features", "cause_features", "dose_features", "evidence", "explanations"),
    *("features", "levels", "quality", "scorecard", "signals", "splits", "trajectory"),
    *("conditions", "history_features", "noise", "told", "treatment"),
)
MODULES = {
    **{name: import_module(f"app.trends.figures.{name}") for name in FIGURES},
    **{name: import_module(f"app.trends.detector.{name}") for name in DETECTOR},
    **{
        name: import_module(f"app.validation.{name}")
        for name in ("benchmark", "fitting", "random_benchmark", "random_worlds")
    },
}
NAMES = {**MODULES, "NormalDist": NormalDist}
MEASURED = "measured"
_WORDS = {
    word: number
    for number, word in enumerate(
        ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"), start=2
    )
}
_LENGTH = (
    rf"(?:{'|'.join(_WORDS)}|half a year)(?=\s(?:\w+\s)?(?:days?|weeks?|months?)\b)|half a year"
)
_NUMBER = r"(?<![\w.-])[-\N{MINUS SIGN}]?\d+(?:,\d{3})*(?:\.\d+)?(?:e-\d+)?"
_TOKEN = re.compile(rf"({_LENGTH}|{_NUMBER})(\sweeks|\s%)?(?:<!--(.*?)-->)?")
# Headings and citations count for themselves, and so do names, addresses and formulas.
_NOT_OURS = re.compile(
    r"^#.*$|https?://\S+|`[^`]*`|\([^()]*(?:et al\.|&|PMC|doi)[^()]*\)|^    .*$"
    r"|\b(?:19|20)\d\d\b|95 %|0-10|PMC\d+|\(section \d\)",
    re.MULTILINE,
)


def ours(text: str) -> str:
    """Blank out what is no number of ours, place by place."""
    return _NOT_OURS.sub(lambda found: "_" * len(found[0]), text)


def numbers(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield each number of ours, its unit, and what stands beside it; empty where nothing does."""
    for found in _TOKEN.finditer(ours(text)):
        yield found[1], (found[2] or "").strip(), found[3] or ""


def value_of(written: str, unit: str) -> float:
    """Read a number as it is written, lengths in days.

    >>> value_of("two", "weeks"), value_of("1,500", ""), value_of("3", "%")
    (14.0, 1500.0, 0.03)
    """
    if written == "half a year":
        return float(365 // 2)
    plain = written.replace(",", "").replace("\N{MINUS SIGN}", "-")
    number = float(_WORDS.get(written, 0) or plain)
    return number * {"weeks": 7.0, "%": 0.01}.get(unit, 1.0)


def wrong(text: str, names: Mapping[str, object] = NAMES) -> list[str]:
    """Return each number that stands alone, or differs from its constant."""
    found = []
    for written, unit, source in numbers(text):
        if source == MEASURED:
            continue
        if not source:
            found.append(f"{written} {unit}: which constant?")
        elif value_of(written, unit) != pytest.approx(eval(source, dict(names))):  # noqa: S307 -- our own text
            found.append(f"{written} {unit} is not {source}")
    return found


def test_every_line_of_the_scorecard_is_described() -> None:
    assert [line.feature for line in LINES if line.feature not in METHOD] == []


def test_every_number_of_the_description_is_that_of_the_code() -> None:
    assert wrong(METHOD) == []


def test_each_number_that_is_wrong_is_noticed() -> None:
    tied = 0
    for paragraph in METHOD.split("\n\n"):
        for token in _TOKEN.finditer(ours(paragraph)):
            if token[3] in {None, MEASURED}:
                continue
            tied += 1
            other = re.sub(r"\d", r"1\g<0>", token[1], count=1)
            if other == token[1]:
                other = "eleven" if token[1] in _WORDS else "eleven weeks"
            changed = paragraph[: token.start(1)] + other + paragraph[token.end(1) :]
            assert len(wrong(changed)) == 1, token[0]
    assert tied > 100


def test_a_number_without_a_constant_is_noticed() -> None:
    assert wrong("It takes 12 days, and two weeks more.") == [
        "12 : which constant?",
        "two weeks: which constant?",
    ]
    assert wrong("the last four\nweeks") == ["four weeks: which constant?"]
    assert wrong("Pain (0-10) fell in 8 days (Guichard et al. 2022, 72 cases).") == [
        "8 : which constant?"
    ]
