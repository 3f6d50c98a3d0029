"""Find for each sentence of the advisory's page what works its figures out again.

No pattern holds a digit: what is a figure on the page is a group here, and is worked out again.
"""

import re
from collections.abc import Callable
from datetime import date

import pytest

from tests.web.advisory.recount.sheet import DAY, Sheet, spelled

# Figures are shown to a tenth, so they may be off by half of that; the table is finer.
CLOSE = 0.052
Found = re.Match[str]
Check = Callable[[Sheet, Found], None]
CHECKS: list[tuple[re.Pattern[str], Check]] = []
_PARTS = {
    "<day>": f"({DAY})",
    "<days>": rf"((?:\d+ days, the last of them )?{DAY}(?:(?:, | and ){DAY})*)",
    "<n>": r"(\d+)",
    "<x>": r"(\d+\.\d)",
    "<s>": "s?",
}


def sentence(words: str) -> Callable[[Check], Check]:
    """Register what works the figures of a sentence out again."""
    assert not re.search(r"\d", words), words
    pattern = re.escape(words).replace(r"\ ", " ")
    for part, meaning in _PARTS.items():
        pattern = pattern.replace(re.escape(part), meaning)
    pattern = pattern.replace(re.escape("<names>"), r"(?:your )?([a-z, ]+)")

    def register(check: Check) -> Check:
        CHECKS.append((re.compile(pattern), check))
        return check

    return register


def recount(sheet: Sheet, text: str) -> bool:
    """Work the figures of a text out again; false where no pattern knows it.

    Raises:
        AssertionError: a figure comes out otherwise.
    """
    # The scale of scores, which is no figure.
    text = text.replace(" out of 10", " of ten")
    for pattern, check in CHECKS:
        found = pattern.fullmatch(text)
        if found:
            check(sheet, found)
            return True
    return False


def near(told: str, figure: float) -> None:
    assert float(told) == pytest.approx(figure, abs=CLOSE)


def named(told: str, days: list[date]) -> None:
    """The days that a sentence names: each of a few, or how many and the last."""
    found = [spelled(words) for words in re.findall(DAY, told)]
    many = re.match(r"(\d+) days, the last", told)
    if many:
        assert (int(many[1]), found) == (len(days), days[-1:])
    else:
        assert found == days
