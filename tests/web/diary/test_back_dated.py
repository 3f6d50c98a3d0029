"""A check-in for an earlier day carries no time of typing as its time."""

import pytest

from app.clock import SettableClock
from tests.cast.people import NOW
from tests.client import Browser

pytestmark = pytest.mark.slow


def test_an_earlier_day_shows_when_it_was_added_and_no_time(
    alice: Browser, clock: SettableClock
) -> None:
    clock.instant = NOW
    page = alice.get("/history/2026-03-09/add")
    alice.send(page, "/history/2026-03-09/add", average_pain="6")
    day = alice.get("/history/2026-03-09").text
    assert "Added 2 days later" in day
    assert "3:30 pm" not in day


def test_the_day_itself_shows_its_time(alice: Browser) -> None:
    alice.send(alice.get("/"), "/", average_pain="6")
    assert "3:30 pm" in alice.get("/history/2026-03-11").text
