"""Help now and every same-day page name the number of one country, and it can be dialled."""

import pytest
from flask import Flask

from tests.cast.people import database_of, person_in
from tests.client import Browser, Page

pytestmark = pytest.mark.slow


def dialled(page: Page) -> set[str]:
    main = page.root.find(".//main")
    assert main is not None
    hrefs = (a.get("href") or "" for a in main.iter("a"))
    return {href for href in hrefs if href.startswith("tel:")}


@pytest.mark.parametrize(
    ("zone", "numbers"),
    [
        ("America/New_York", {"911"}),
        ("Europe/London", {"999"}),
        ("Europe/Dublin", {"112", "999"}),
        ("Australia/Sydney", {"000"}),
        ("Asia/Tokyo", set()),
    ],
)
def test_the_same_number_stands_everywhere(
    zone: str, numbers: set[str], app: Flask, alice: Browser
) -> None:
    with database_of(app).writing() as session:
        person_in(session).time_zone = zone
        session.commit()
    named = {f"tel:{number}" for number in numbers}
    alice.send(alice.get("/"), "/", jerks_or_confusion="y")
    for address in ("/advisory/same-day", "/advisory", "/", "/learn/signs"):
        page = alice.get(address)
        assert dialled(page) == named, address
        assert "911" not in page.text or "911" in numbers
    # These two tell crisis lines and other countries' numbers, too.
    for address in ("/help", "/learn/stay-safe"):
        assert named <= dialled(alice.get(address))


@pytest.mark.parametrize("address", ["/", "/sign-up", "/about", "/learn/what-tidemark-is"])
def test_who_could_read_a_diary_is_told_alike_everywhere(address: str, dan: Browser) -> None:
    page = dan.get(address)
    assert "The people who run this server look after the data and could read it." in page.text
    assert "Only you can" not in page.text


@pytest.mark.parametrize("address", ["/about-you/condition", "/about-you/opioid-start", "/"])
def test_no_page_promises_that_nobody_could_see_it(address: str, alice: Browser) -> None:
    page = alice.get(address)
    assert not any(words in page.text for words in ("Nobody sees", "Nobody reads", "Only you"))
