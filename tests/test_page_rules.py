"""The rules that each fetched page is held to do notice what breaks them."""

import pytest

from tests import page_rules

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>A page</title></head>
<body><main><h1>A page</h1><p class="lead">{}</p></main></body></html>"""
HEADERS = {**page_rules.FIXED, "Cache-Control": "no-store"}


def test_a_page_that_keeps_the_rules_passes() -> None:
    page_rules.inspect(PAGE.format("some words"), HEADERS, 200)


@pytest.mark.parametrize(
    "words",
    ["<b>not closed", "a < b", "&nosuch;", "a\x00b", '<i id="a" id="b">twice</i>', "<p>in it</p>"],
)
def test_what_is_not_valid_is_noticed_after_a_valid_page_like_it(words: str) -> None:
    page_rules.inspect(PAGE.format("other words"), HEADERS, 200)
    with pytest.raises(AssertionError, match="not valid HTML5"):
        page_rules.inspect(PAGE.format(words), HEADERS, 200)


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ('<i id="one">a</i><i id="one">b</i>', "ids stand twice"),
        ('<a href="#nowhere">on</a>', "points nowhere"),
        ('<i style="color: red">a</i>', "inline style"),
        ('<input type="text" name="pain">', "has no label"),
        ('<button type="submit"></button>', "has no name"),
    ],
)
def test_what_breaks_a_rule_of_the_house_is_noticed(words: str, fault: str) -> None:
    with pytest.raises(AssertionError, match=fault):
        page_rules.inspect(PAGE.format(words), HEADERS, 200)
