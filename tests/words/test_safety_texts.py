"""The cautions of the hazard log stand where they must, in every state."""

import pytest

from app.trends.detector.assessment import Level
from app.trends.detector.situations import Situation
from app.web.advisory.page import question_card
from tests.words.advisory_states import Told, every_telling
from tests.words.pages import SeenPage

pytestmark = pytest.mark.slow

LEAVE_THE_DOSE = "Do not change your dose on your own"
NO_DIAGNOSIS = "This is not a diagnosis"
WITH_PATTERN = (Level.WATCH, Level.DISCUSS)
# These pages tell only what changed.
NAMES_NO_PATTERN = (
    Situation.SPECIAL_CARE,
    Situation.IMPROVED_AFTER_CUT,
    Situation.IMPROVED_AFTER_ROTATION,
    Situation.IMPROVED_AFTER_STOP,
)


def patterns() -> list[Told]:
    return [told for told in every_telling() if told.state.assessment.level in WITH_PATTERN]


def words_on(pages: list[SeenPage], rule: str, state: str) -> str:
    found = [page for page in pages if (page.rule, page.state) == (rule, state)]
    assert found, rule
    return " ".join(found[0].main)


def test_help_now_is_on_every_page_in_every_state(pages: list[SeenPage]) -> None:
    without = [page for page in pages if not any("Help now" in told for told in page.everything)]
    assert not [(page.rule, page.state) for page in without]


def test_where_one_writes_it_is_said_that_nobody_reads_along(pages: list[SeenPage]) -> None:
    for state in ("full diary", "empty diary"):
        assert "Nobody is watching what you write" in words_on(pages, "/", state)
    assert "Nobody is watching what you write" in words_on(pages, "/", "not signed in")
    assert "Nobody watches" in words_on(pages, "/s/view/<public_id>", "provider")


def test_help_now_names_the_signs_of_too_much_opioid(pages: list[SeenPage]) -> None:
    told = words_on(pages, "/help", "not signed in")
    for sign in ("cannot be woken up", "breathe slowly", "jerk or twitch", "naloxone"):
        assert sign in told, sign


def test_no_pattern_is_never_told_as_all_is_well(pages: list[SeenPage]) -> None:
    for told in every_telling():
        assessment, reading = told.state
        if reading.situation is Situation.NONE:
            assert "does not mean that all is well" in " ".join(told.page)
            assert "call your provider" in " ".join(told.page)
            assert not told.card
        if assessment.level is Level.NONE:
            assert "That does not rule it out." in " ".join(told.shared)
    assert "call your provider" in words_on(pages, "/advisory", "empty diary")


def test_every_card_and_page_with_a_pattern_says_to_leave_the_dose(pages: list[SeenPage]) -> None:
    assert not [told.state for told in patterns() if LEAVE_THE_DOSE not in " ".join(told.card)]
    assert LEAVE_THE_DOSE in question_card().caution
    for rule, state in (("/advisory", "question answered"), ("/example/advisory", "not signed in")):
        assert LEAVE_THE_DOSE in words_on(pages, rule, state)


def test_every_card_and_page_with_a_pattern_says_that_it_is_no_diagnosis() -> None:
    for told in patterns():
        assert NO_DIAGNOSIS in " ".join(told.card)
        if told.state.reading.situation is not Situation.SPECIAL_CARE:
            assert NO_DIAGNOSIS in " ".join(told.shared)
        if told.state.reading.situation not in NAMES_NO_PATTERN:
            assert NO_DIAGNOSIS in " ".join(told.page)


def test_where_the_morphine_equivalent_stands_it_is_said_not_to_convert_by_it(
    pages: list[SeenPage],
) -> None:
    medicine = words_on(pages, "/medicines/<public_id>", "full diary")
    assert "It must not be used to work out the dose of another opioid." in medicine
    shared = words_on(pages, "/s/view/<public_id>", "provider")
    assert "They are not for switching between opioids;" in shared
