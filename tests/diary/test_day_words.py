"""Dates are worded for people in one module, so that every page words them alike."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.config import ROOT

THE_ONE_PLACE = ROOT / "app/diary/day_words.py"
# Whatever could word a date holds one of these; to read the code of the others takes long.
HINT = re.compile(r"strftime|%-?[A-Za-z]|\.(?:day|month|year)\}")
# `%B` in the format of an f-string; a share such as `.0%` is no date.
DATE_FORMAT = re.compile(r"%-?[A-Za-z]")
PARTS_OF_A_DATE = {"day", "month", "year"}


def worded_dates(code: str) -> Iterator[int]:
    """Yield each line that formats a date by itself."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Attribute) and node.attr == "strftime":
            yield node.lineno
        if isinstance(node, ast.FormattedValue):
            by_format = node.format_spec is not None and DATE_FORMAT.search(
                ast.unparse(node.format_spec)
            )
            part = node.value.attr if isinstance(node.value, ast.Attribute) else ""
            if by_format or part in PARTS_OF_A_DATE:
                yield node.lineno


def test_dates_are_worded_in_one_place() -> None:
    elsewhere = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in sorted((ROOT / "app").rglob("*.py"))
        if path != THE_ONE_PLACE
        if HINT.search(code := path.read_text("utf-8"))
        for line in worded_dates(code)
    ]
    assert not elsewhere


@pytest.mark.parametrize(
    "code", ['day.strftime("%d")', 'f"{day:%-d %B}"', 'f"{day:%Y}"', 'f"{day.day} May"']
)
def test_each_way_of_wording_a_date_is_found(code: str) -> None:
    assert HINT.search(code)
    assert list(worded_dates(code)) == [1]


@pytest.mark.parametrize("code", ['f"{share:.0%}"', 'f"{mean:.1f}"', 'f"{day_words(day)}"'])
def test_other_formats_are_left_alone(code: str) -> None:
    assert not list(worded_dates(code))


def test_templates_format_no_date() -> None:
    for template in sorted(Path(ROOT / "templates").rglob("*.html")):
        assert "strftime" not in template.read_text("utf-8"), template.name
