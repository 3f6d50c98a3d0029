"""A tired reader can follow every page: grade 6 at most, and no sentence above 8."""

import pytest

from tests.words import advisory_states, grades, pieces, table
from tests.words.pages import SeenPage
from tests.words.table import HIGHEST_OF_PAGE, HIGHEST_OF_SENTENCE

pytestmark = pytest.mark.slow


def too_hard(found: list[str]) -> list[tuple[float, str]]:
    return [
        (round(grades.grade([sentence]), 1), sentence)
        for sentence in grades.all_sentences(found)
        if grades.too_hard(sentence, HIGHEST_OF_SENTENCE)
    ]


def test_the_grade_is_that_of_the_formula() -> None:
    # 12 words, 2 sentences, 14 syllables: 0.39 * 6 + 11.8 * 14 / 12 - 15.59.
    told = ["The cat sat on the mat.", "It was a very happy cat."]
    assert grades.grade(told) == pytest.approx(0.39 * 6 + 11.8 * 14 / 12 - 15.59)


def test_a_hard_sentence_is_found() -> None:
    hard = "The longitudinal association of analgesic exposure and symptom intensity is evaluated."
    assert grades.too_hard(hard, HIGHEST_OF_SENTENCE)
    assert grades.too_hard("Discontinuation considerations", HIGHEST_OF_SENTENCE)
    assert not grades.too_hard("Your pain went up this week.", HIGHEST_OF_SENTENCE)


def test_names_do_not_count_against_a_sentence() -> None:
    assert grades.grade(["You took oxycodone on 3 May 2026."]) == grades.grade(
        ["You took it on it."]
    )


@pytest.mark.parametrize(
    ("word", "syllables"),
    [("provider", 3), ("medicine", 3), ("areas", 3), ("2026", 1), ("CPR", 3), ("naloxone", 3)],
)
def test_syllables_are_counted_as_spoken(word: str, syllables: int) -> None:
    assert grades.syllables_of(word) == syllables


def test_no_page_is_too_hard(pages: list[SeenPage]) -> None:
    rows = table.page_rows(pages)
    assert not [(row.name, row.state, row.grade) for row in rows if row.grade > HIGHEST_OF_PAGE]


def test_no_sentence_on_a_page_is_too_hard(pages: list[SeenPage]) -> None:
    assert not {(page.rule, *hard) for page in pages for hard in too_hard(list(page.everything))}


def test_no_template_holds_a_hard_sentence_in_any_branch() -> None:
    assert not [
        (path.name, *hard)
        for path in pieces.templates()
        for hard in too_hard(pieces.of_template(path))
    ]


def test_no_text_in_the_code_is_a_hard_sentence() -> None:
    prose = [
        (path.name, sentence)
        for path in pieces.modules()
        for sentence in grades.all_sentences(pieces.of_code(path))
        if grades.is_prose(sentence) and "app/cli" not in path.as_posix()
    ]
    assert len(prose) > 200
    assert not [found for found in prose if grades.too_hard(found[1], HIGHEST_OF_SENTENCE)]


def test_no_script_says_a_hard_sentence() -> None:
    assert not [hard for path in pieces.scripts() for hard in too_hard(pieces.of_script(path))]


def test_no_state_of_the_advisory_makes_a_hard_sentence() -> None:
    _, told = advisory_states.every_sentence()
    assert not too_hard(sorted(told))


def test_the_table_of_grades_holds_every_page_as_it_is_now(pages: list[SeenPage]) -> None:
    recorded = table.recorded()
    now = {(row.name, row.state): row.grade for row in table.page_rows(pages)}
    assert not now.keys() - recorded.keys(), "run make words"
    moved = {
        key: (recorded[key], grade)
        for key, grade in now.items()
        if abs(recorded[key] - grade) > 0.5
    }
    assert not moved, "run make words"
