"""Times in a file that the clock showed twice: files do not say which, so the person is asked."""

from datetime import UTC, datetime, timedelta

import pytest

from app.db import Database
from app.diary.diary import Diary, Dose
from app.interop.archive import write_archive
from tests.cast.diary import at
from tests.cast.people import signed_in
from tests.client import Browser, Page
from tests.web.archive.uploads import upload
from tests.web.diary.test_today import doses

pytestmark = pytest.mark.slow

# 1:30 am, for the first time, in New York on the night in which the clocks go back.
FIRST = datetime(2025, 11, 2, 5, 30, tzinfo=UTC)
QUESTION = "The clocks went back that night, so 1:30 am on 2 November 2025 in this file came twice."


def file_with(*times: str) -> bytes:
    taken = [Dose(at(time), "oxycodone", "oral", 10, "mg") for time in times]
    return write_archive(Diary(doses=tuple(taken)))


def preview_of(alice: Browser, content: bytes) -> Page:
    return alice.follow(upload(alice, content))


@pytest.mark.parametrize(
    ("turn", "instant"), [("first", FIRST), ("second", FIRST + timedelta(hours=1))]
)
def test_which_of_two_times_is_meant_is_asked_before_a_file_comes_in(
    turn: str, instant: datetime, alice: Browser, database: Database
) -> None:
    preview = preview_of(alice, file_with("2025-11-02 01:30", "2025-11-02 08:00"))
    assert QUESTION in preview.text
    refused = alice.send(preview, preview.address, 422)
    assert "Choose one of the two." in refused.text
    assert doses(database) == []
    alice.send(refused, preview.address, turn=turn)
    assert [dose.taken_at for dose in doses(database)] == [
        instant,
        datetime(2025, 11, 2, 13, tzinfo=UTC),
    ]


def test_the_same_file_again_holds_nothing_new_whichever_time_was_meant(alice: Browser) -> None:
    content = file_with("2025-11-02 01:30")
    preview = preview_of(alice, content)
    alice.send(preview, preview.address, turn="second")
    assert "This is all in your diary already." in preview_of(alice, content).text


def test_a_file_without_such_a_time_asks_nothing(alice: Browser) -> None:
    preview = preview_of(alice, file_with("2025-11-02 03:30", "2025-03-09 01:30"))
    assert "came twice" not in preview.text
    alice.send(preview, preview.address)


def test_our_own_copy_says_which_it_was(alice: Browser, database: Database) -> None:
    preview = preview_of(alice, file_with("2025-11-02 01:30"))
    alice.send(preview, preview.address, turn="second")
    copy = alice.client.get("/archive/diary.zip").get_data()
    carol = signed_in(alice.app, "carol")
    preview = preview_of(carol, copy)
    assert "came twice" not in preview.text
    carol.send(preview, preview.address)
    assert {dose.taken_at for dose in doses(database)} == {FIRST + timedelta(hours=1)}
