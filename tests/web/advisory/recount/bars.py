"""The bars: each is the mean of its column over the days of its line."""

from tests.web.advisory.recount.sentences import Found, near, sentence
from tests.web.advisory.recount.sheet import Sheet


def _check(sheet: Sheet, told: Found, title: str, column: str) -> None:
    (sides,) = (line.sides for line in sheet.lines if line.title == title)
    for figure, days in zip(told.groups(), sides, strict=True):
        near(figure, sheet.mean(column, days))


@sentence("Pain, of ten Before <x> Since then <x>")
def pain(sheet: Sheet, told: Found) -> None:
    _check(sheet, told, "Average pain", "Pain")


@sentence("Pain from touch, of ten Before <x> Since then <x>")
def touch(sheet: Sheet, told: Found) -> None:
    _check(sheet, told, "Pain from light touch", "Touch")


@sentence("New places that hurt Before <x> Since then <x>")
def places(sheet: Sheet, told: Found) -> None:
    _check(sheet, told, "New places", "New places")
