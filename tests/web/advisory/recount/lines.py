"""The lines of the evidence: each figure of a line, from the table and the days that it names."""

import re
from datetime import date
from math import ceil, sqrt
from statistics import fmean

from tests.web.advisory.recount import doses
from tests.web.advisory.recount.rest import DRIFT, INFLATION, SEARCHED
from tests.web.advisory.recount.sentences import near, recount
from tests.web.advisory.recount.sheet import DAY, ONE_DAY, SPAN, Line, Sheet, days_of, spelled

COLUMN_OF = {
    "Average pain": "Pain",
    "Pain from light touch": "Touch",
    "New places": "New places",
    "Daily opioid amount": doses.DOSE,
    "How high the amount is": doses.DOSE,
    "After the dose went up": "Pain",
    "Better days": "Pain",
    "After the dose came down": "Pain",
    "After another opioid": "Pain",
    "After the opioid was stopped": "Pain",
    "How long it lasts": "Pain",
    "Since the opioid began": "Pain",
}
ROSE_TOGETHER = ("Average pain", "Pain from light touch", "New places")
# The method's own: days in a row resemble each other, and scores are whole numbers
# (docs/trend-method.md).
ROUNDING_VARIANCE = 1 / 12
FIGURE = r"(\d+\.\d|\d+)(?= of ten| new places| mg)"
SIGNED = r"([+\N{MINUS SIGN}]?\d+\.\d)"
CHANGE = re.compile(
    rf"Change: {SIGNED}\. Single days go up and down, so it may be {SIGNED} to {SIGNED} "
    r"\((\d+) % interval\)\."
)
SIDE = re.compile(
    rf"(?:(\d+\.\d|\d+)(?: of ten| new places| mg) )?({SPAN}|{DAY})\. "
    r"(?:(\d+) days? (?:logged|with an amount), (\d+) (?:not|without)\."
    r"|(\d+) days?: the third with the lowest pain\."
    r"|(\d+) days? with an answer about (?:places|touch)\.)"
)


def check_line(sheet: Sheet, line: Line, text: str) -> bool:
    """Work out again the figures of one text of a line; false where it is no text of this kind."""
    text = text.replace(" out of 10", " of ten")
    side, change = SIDE.fullmatch(text), CHANGE.fullmatch(text)
    if side:
        _check_side(sheet, line, side)
    elif change:
        _check_change(sheet, line, change)
    else:
        return recount(sheet, text) or _check_sentence(sheet, line, text)
    return True


def _values(sheet: Sheet, line: Line, days: tuple[date, ...]) -> list[float]:
    found = sheet.figures(COLUMN_OF[line.title], days)
    if line.title == "Better days":
        return sorted(found)[: ceil(len(found) / 3)]
    return found


def _check_side(sheet: Sheet, line: Line, told: re.Match[str]) -> None:
    days = days_of(told[2])
    assert days in line.sides
    values = _values(sheet, line, days)
    if told[1]:
        near(told[1], fmean(values))
    if told[5]:
        assert days in (sheet.before, sheet.after)
        assert int(told[5]) == len(values)
    elif told[6]:
        assert line.title in {"New places", "Pain from light touch"}
        assert int(told[6]) == len(values)
    else:
        assert (int(told[3]), int(told[4])) == (len(values), len(days) - len(values))


def _check_change(sheet: Sheet, line: Line, told: re.Match[str]) -> None:
    low, change, high = interval(sheet, line)
    for figure, words in zip((change, low, high), told.groups(), strict=False):
        near(words.replace("\N{MINUS SIGN}", "-"), figure)
    assert int(told[4]) == 95


def interval(sheet: Sheet, line: Line) -> tuple[float, float, float]:
    """Return the change between the two sides of a line with its 95 % interval."""
    before, after = (_values(sheet, line, days) for days in line.sides)
    degrees = len(before) + len(after) - 2
    squares = sum((value - fmean(side)) ** 2 for side in (before, after) for value in side)
    variance = max(squares / degrees, ROUNDING_VARIANCE) * INFLATION
    by_days = variance * (1 / len(before) + 1 / len(after))
    drift = DRIFT.get(COLUMN_OF[line.title], 0.0)
    reach = student_t_975(degrees) * sqrt(by_days + drift**2)
    if line.title in ROSE_TOGETHER:
        reach *= SEARCHED
    change = fmean(after) - fmean(before)
    return change - reach, change, change + reach


def student_t_975(degrees: int) -> float:
    """Return the 97.5 % point of Student's t by its series (Abramowitz & Stegun 26.7.5)."""
    z = 1.959964
    return (
        z
        + (z**3 + z) / (4 * degrees)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * degrees**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * degrees**3)
    )


def _check_sentence(sheet: Sheet, line: Line, text: str) -> bool:
    """The means in a sentence are those of the sides; its days and counts follow from them."""
    if line.title == "At the same time":
        return _check_together(sheet, text)
    if line.title == "How long it lasts":
        return _check_lasting(sheet, text)
    sides = line.sides
    figures = re.findall(FIGURE, text)
    assert len(figures) in {0, len(sides)}
    for figure, days in zip(figures, sides, strict=False):
        near(figure, fmean(_values(sheet, line, days)))
    for words in re.findall(DAY, text):
        day = spelled(words)
        assert day == sides[0][-1] + ONE_DAY
        assert _changed(sheet, day, text)
    return not re.search(r"\d", re.sub(DAY, "", re.sub(FIGURE, "", text)))


def _changed(sheet: Sheet, day: date, text: str) -> bool:
    """Tell whether the table shows the change that a sentence names."""
    if "then stopped" in text:
        return all(sheet.no_opioid(each) for each in sheet.last(14))
    if "Another opioid" in text:
        return True
    return (doses.fell if "came down" in text else doses.rose)(sheet, day)


def _check_together(sheet: Sheet, text: str) -> bool:
    told = re.fullmatch(
        r"Of pain, touch and new places, (\d|none) (?:clearly )?went up(?: over the same days)?\.",
        text,
    )
    if told is None:
        return not re.search(r"\d", text)
    lines = [line for line in sheet.lines if line.title in ROSE_TOGETHER and line.sides]
    lows = [interval(sheet, line)[0] for line in lines]
    assert (0 if told[1] == "none" else int(told[1])) == sum(round(low, 1) > 0 for low in lows)
    return True


def _check_lasting(sheet: Sheet, text: str) -> bool:
    told = re.fullmatch(rf"The change has lasted for (\d+) days(?: so far)?, since ({DAY})\.", text)
    if told:
        assert (int(told[1]), spelled(told[2])) == (len(sheet.after), sheet.after[0])
    return bool(told) or not re.search(r"\d", text)
