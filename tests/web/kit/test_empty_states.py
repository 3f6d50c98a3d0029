"""A page without anything on it yet leads a new person to what makes sense next."""

import pytest

from tests.client import Browser

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("/history", "/"),
        ("/trends", "/"),
        ("/share", "/share/new"),
        ("/medicines", "/medicines/add"),
        ("/advisory/history", "/trends"),
    ],
)
def test_an_empty_page_invites_with_one_button(alice: Browser, address: str, leads_to: str) -> None:
    boxes = alice.get(address).root.find_class("empty")
    assert [[a.get("href") for a in box.iter("a")] for box in boxes] == [[leads_to]]
    alice.get(leads_to)


def test_a_short_diary_is_told_what_helps_and_led_there(alice: Browser) -> None:
    page = alice.get("/advisory")
    needs = page.root.get_element_by_id("needs")
    assert [a.get("href") for a in needs.iter("a")] == ["/"]


def test_trends_of_a_new_person_show_what_they_can_look_like(alice: Browser) -> None:
    assert "/example/trends" in {a.get("href") for a in alice.get("/trends").root.iter("a")}
