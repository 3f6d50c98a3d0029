"""Nothing that anyone reads gives orders about doses, blames, diagnoses, alarms or praises."""

import re
from itertools import product
from pathlib import Path

import pytest

from app.cli.assess import in_lines
from app.trends.detector.assessment import Level, Verdict
from tests.words import advisory_states, pieces
from tests.words.forbidden import RULES, SAFE, Rule, faults
from tests.words.pages import SeenPage

pytestmark = pytest.mark.slow

READERS = [
    *((path, pieces.of_template) for path in pieces.templates()),
    *((path, pieces.of_code) for path in pieces.modules()),
    *((path, pieces.of_script) for path in pieces.scripts()),
]


def named(path: Path) -> str:
    return path.relative_to(pieces.ROOT).as_posix()


@pytest.mark.parametrize("rule", [rule for rules in RULES.values() for rule in rules])
def test_each_rule_catches_what_it_is_for_and_says_why(rule: Rule) -> None:
    assert re.search(rule.pattern, rule.example, re.IGNORECASE)
    assert rule.reason
    assert faults(rule.example)


@pytest.mark.parametrize(
    "harmless",
    [
        "Average pain went up: 4.0 before, 6.0 since then.",
        "My prescriber changed a dose",
        "Did you take it?",
        "The dose went up on 3 May 2026.",
        "You can stop here.",
        "What you have to know.",
    ],
)
def test_facts_and_questions_are_not_taken_for_orders(harmless: str) -> None:
    assert not faults(harmless)


def test_a_safe_sentence_does_not_hide_the_one_beside_it() -> None:
    assert faults("Do not change your dose on your own. Reduce your dose by half.")


def test_no_template_holds_a_forbidden_word_in_any_branch() -> None:
    assert not [
        (named(path), fault, piece)
        for path in pieces.templates()
        for piece in pieces.of_template(path)
        for fault in faults(piece)
    ]


def test_no_text_in_the_code_holds_a_forbidden_word() -> None:
    assert not [
        (named(path), fault, piece)
        for path in pieces.modules()
        for piece in pieces.of_code(path)
        for fault in faults(piece)
    ]


def test_no_script_holds_a_forbidden_word() -> None:
    said = [piece for path in pieces.scripts() for piece in pieces.of_script(path)]
    assert len(said) >= 10
    assert not [(fault, piece) for piece in said for fault in faults(piece)]


def test_what_the_command_assess_prints_holds_no_forbidden_word() -> None:
    for level, verdict in product(Level, Verdict):
        printed = in_lines(advisory_states.an_assessment(level, verdict))
        assert not faults(printed.replace("_", " "))


def test_no_page_in_any_state_holds_a_forbidden_word(pages: list[SeenPage]) -> None:
    assert not {
        (page.rule, page.state, fault, piece)
        for page in pages
        for piece in page.everything
        for fault in faults(piece)
    }


def test_no_state_of_the_advisory_makes_a_forbidden_sentence() -> None:
    states, told = advisory_states.every_sentence()
    assert states >= 2_000
    assert not [(fault, text) for text in told for fault in faults(text)]


def test_each_safe_sentence_is_still_said_somewhere(pages: list[SeenPage]) -> None:
    said = [piece for path, read in READERS for piece in read(path)]
    said += [piece for page in pages for piece in page.everything]
    everything = "\n".join(said)
    assert not [safe for listed in SAFE.values() for safe in listed if safe not in everything]


def test_the_pages_were_fetched_in_all_their_states(pages: list[SeenPage]) -> None:
    states = {page.state for page in pages}
    assert states == {
        "not signed in",
        "full diary",
        "question answered",
        "one question",
        "with side effects",
        "put off",
        "empty diary",
        "provider",
        "closed",
        "not there",
        "refused",
    }
    assert len({page.rule for page in pages}) >= 50
