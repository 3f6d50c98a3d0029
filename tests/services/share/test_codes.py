"""The check letters of a typed code, over random codes and slips."""

import random

import pytest

from app.services.share.codes import CODE_LENGTH, LETTERS, in_groups, read_code, what_is_wrong


def codes(count: int) -> list[str]:
    rng = random.Random(4)  # noqa: S311 - made up codes, the same each time
    return ["".join(rng.choices(LETTERS, k=CODE_LENGTH)) for _ in range(count)]


@pytest.mark.parametrize("code", codes(20))
def test_a_code_is_read_with_its_check_letters_and_without(code: str) -> None:
    typed = in_groups(code)
    ways = (typed, typed.upper(), typed.replace(" ", ""), typed.replace(" ", "-"), code)
    pasted = (f"> {typed}", f'"{typed}".', typed.replace(" ", "\N{EN DASH}"))
    for way in (*ways, *pasted, typed.replace("1", "l").replace("0", "O")):
        assert read_code(way) == code
        assert what_is_wrong(way) == ""


@pytest.mark.parametrize("code", codes(3))
def test_each_wrong_letter_is_told_with_its_group(code: str) -> None:
    typed = in_groups(code)
    for at, right in enumerate(typed):
        for letter in LETTERS if right != " " else "":
            if letter != right:
                slipped = typed[:at] + letter + typed[at + 1 :]
                assert what_is_wrong(slipped).startswith(f"Check group {at // 6 + 1}:")


@pytest.mark.parametrize("code", codes(3))
def test_a_letter_left_out_is_told_with_its_group(code: str) -> None:
    typed = in_groups(code)
    for at, letter in enumerate(typed):
        if letter != " ":
            said = what_is_wrong(typed[:at] + typed[at + 1 :])
            assert f"64 of 65 letters. Group {at // 6 + 1} has 4 letters" in said


@pytest.mark.parametrize("code", codes(3))
@pytest.mark.parametrize("length", [20, 40, 51, 56])
def test_a_links_code_that_is_cut_is_told_as_that(code: str, length: int) -> None:
    said = what_is_wrong((code + code)[:length])
    assert said.startswith(f"Here are {length} letters, and the code in a link has 52.")


def test_a_page_of_letters_is_told_to_be_too_long() -> None:
    assert what_is_wrong("a" * 5000).startswith("This is too long for a code, which has 65 letters")


def test_two_groups_in_the_wrong_order_are_told() -> None:
    groups = in_groups(codes(1)[0]).split()
    groups[3], groups[4] = groups[4], groups[3]
    assert what_is_wrong(" ".join(groups)).startswith("Check group 4:")
