"""The points on the page: each line of the scorecard has words, and what is shown adds up."""

from datetime import date

import pytest

from app.trends.detector.assess import assess
from app.trends.detector.scorecard import LINES
from app.trends.detector.situations import Situation
from app.web.advisory.added_up import LINE_WORDS, AddedUp, added_up
from app.web.kit.figure_words import MINUS
from tests.cast.courses import CAST
from tests.client import Browser
from tests.trends.made_diaries import last_day, simulated

pytestmark = pytest.mark.slow

TODAY = date(2026, 3, 11)


def hundredths(shown: str) -> int:
    return round(100 * float(shown.replace(MINUS, "-")))


def points_of(person: int) -> AddedUp | None:
    diary = simulated(person)
    points = assess(diary, last_day(diary)).points
    return None if points is None else added_up(points)


def test_every_line_of_the_scorecard_has_its_sentence() -> None:
    assert set(LINE_WORDS) == {line.feature for line in LINES}


def test_a_line_that_can_give_and_take_has_a_sentence_for_each() -> None:
    both = {line.feature for line in LINES if min(line.points) < 0 < max(line.points)}
    assert both == {name for name, words in LINE_WORDS.items() if not isinstance(words, str)}


@pytest.mark.parametrize("person", range(12))
def test_the_shown_numbers_add_up_to_the_hundredth(person: int) -> None:
    told = points_of(person)
    assert told is not None
    *parts, total = (hundredths(shown) for _, shown in told.rows)
    assert sum(parts) == total


@pytest.mark.parametrize("person", range(12))
def test_the_shown_total_is_that_of_the_points(person: int) -> None:
    diary = simulated(person)
    points = assess(diary, last_day(diary)).points
    assert points is not None
    assert points.total == pytest.approx(points.base + sum(line.points for line in points.lines))
    assert hundredths(added_up(points).rows[-1][1]) == pytest.approx(100 * points.total, abs=1)


def test_no_shown_number_is_further_than_a_hundredth_from_its_line() -> None:
    diary = CAST[Situation.DISCUSS](TODAY)
    points = assess(diary, TODAY).points
    assert points is not None
    shown = {words: hundredths(part) for words, part in added_up(points).rows}
    for line in points.lines:
        words = LINE_WORDS[line.feature]
        sentence = words if isinstance(words, str) else words[line.points <= 0]
        assert abs(shown.get(sentence, 0) - 100 * line.points) < 1


def test_a_reader_of_the_page_can_add_the_points_up(dan: Browser) -> None:
    rows = dan.get("/example/advisory").root.xpath("//*[@id='advisory-points']/tbody/tr")
    cells = [[" ".join(cell.text_content().split()) for cell in row] for row in rows]
    assert (cells[0][0], cells[-1][0]) == ("All diaries start here.", "Added up.")
    *parts, total = (hundredths(shown) for _, shown in cells)
    assert len(parts) > 5
    assert sum(parts) == total
