"""The example: open to everyone, said to be made up, and the same for all."""

import json
import re

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.db import Base, Database
from tests.client import Browser

pytestmark = pytest.mark.slow

PAGES = ["/example", "/example/trends", "/example/advisory"]


@pytest.mark.parametrize("address", PAGES)
def test_the_example_is_open_to_all_and_says_that_it_is_made_up(
    address: str, alice: Browser, dan: Browser
) -> None:
    for browser in (alice, dan):
        assert "It is all made up: this is not a real person." in browser.get(address).text


@pytest.mark.parametrize("address", PAGES)
def test_each_page_leads_to_the_others(address: str, dan: Browser) -> None:
    links = {a.get("href") for a in dan.get(address).root.iter("a")}
    assert set(PAGES) <= links


def test_the_landing_page_leads_to_the_example_and_to_a_diary(dan: Browser) -> None:
    page = dan.get("/")
    links = {a.get("href") for a in page.root.iter("a")}
    assert {"/example", "/sign-up", "/sign-in", "/help"} <= links
    assert "not a medical device" in page.text
    assert "made-up diary" in page.text


def test_the_landing_page_shows_log_see_and_share_before_what_it_is_not(dan: Browser) -> None:
    page = dan.get("/")
    order = [page.text.index(words) for words in ("Log it", "See it", "Share it", "What it is not")]
    assert order == sorted(order)
    pictures = [e for e in page.root.iter() if e.get("role") == "img"]
    assert len(pictures) == 3
    assert all(e.get("aria-label") or e.get("aria-labelledby") for e in pictures)


def test_the_figures_of_its_shared_page_are_those_of_the_example(dan: Browser) -> None:
    landing, trends = dan.get("/").text, dan.get("/example/trends").text
    found = re.search(r"Average pain (\d\.\d) → (\d\.\d)", landing)
    assert found is not None
    assert f"from {found[1]} to {found[2]}" in trends


def test_the_day_shows_what_was_logged_and_the_card(dan: Browser) -> None:
    text = dan.get("/example").text
    assert "31 October 2026" in text
    assert "oxycodone ER 30 mg" in text
    assert "A pattern to talk about with your provider" in text


def test_the_trends_are_drawn_and_stand_in_a_table(dan: Browser) -> None:
    page = dan.get("/example/trends")
    assert 'role="img" aria-labelledby="timeline-' in page.html
    assert "109 of 120 days logged" in page.text
    assert "30 days" in page.text


@pytest.mark.parametrize("days", ["30", "90", "365", "all", "7", "-1", "x" * 999])
def test_any_length_of_trends_can_be_asked_for(days: str, dan: Browser) -> None:
    assert dan.get(f"/example/trends?days={days}").heading == "Trends of the example"
    figure = dan.client.get(f"/example/trends/figure?days={days}")
    assert figure.mimetype == "application/json"
    assert json.loads(figure.get_data(as_text=True))


def test_the_advisory_of_the_example_asks_for_no_answer(dan: Browser) -> None:
    page = dan.get("/example/advisory")
    assert page.heading == "A pattern to talk about with your provider"
    assert page.root.find(".//form") is None


def test_looking_around_leaves_no_trace(app: Flask, dan: Browser, database: Database) -> None:
    del app
    for address in PAGES:
        dan.get(address)
    with database.reading() as session:
        for table in Base.metadata.tables.values():
            assert session.scalar(select(func.count()).select_from(table)) == 0
    assert dan.client.get_cookie("tidemark") is None
