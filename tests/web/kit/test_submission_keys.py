"""The key that makes a form count once, when the page sends one that cannot be used."""

import pytest
from sqlalchemy import func, select

from app.db import Database
from app.models import CheckIn, Dose, Submission
from app.web.archive.views import ADDED_BEFORE
from app.web.kit.forms import UNUSABLE_KEY
from tests.cast.filled import fill
from tests.client import Browser
from tests.web.diary.test_today import check_ins

pytestmark = pytest.mark.slow

UNUSABLE = [
    None,
    "",
    "short",
    "k" * 65,
    "key with spaces and\x00",
    "\N{ARABIC-INDIC DIGIT FIVE}" * 20,
]


def rows(database: Database, table: type[CheckIn | Dose | Submission]) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


@pytest.mark.parametrize("key", UNUSABLE)
def test_a_key_that_cannot_be_used_is_replaced_and_what_was_typed_is_saved_with_the_next(
    alice: Browser, database: Database, key: str | None
) -> None:
    page = alice.send(alice.get("/"), "/", 422, note="kept", submission_key=key)
    assert UNUSABLE_KEY in page.text
    assert check_ins(database) == []
    values = page.form_values("/")
    assert values["note"] == ["kept"]
    alice.post("/", values)
    alice.post("/", values)
    assert [found.note for found in check_ins(database)] == ["kept"]


def test_a_button_without_a_usable_key_does_nothing_and_says_so(
    alice: Browser, database: Database
) -> None:
    ids = fill(alice.app, 1).ids
    before = rows(database, Dose), rows(database, Submission)
    values = {"csrf_token": alice.get("/settings").form_values("/sign-out")["csrf_token"]}
    patch, event = ids["doses:public_id"], ids["entries.delete_event:public_id"]
    for address, status in (
        (f"/doses/{patch}/undo", 400),
        (f"/patches/{patch}/still-on", 400),
        (f"/doses/{patch}/delete", 422),
        (f"/entries/event/{event}/delete", 422),
        (f"/medicines/{ids['medicine_id']}/delete", 422),
        (f"/archive/preview/{ids['archive:public_id']}", 422),
    ):
        page = alice.post(address, values | {"submission_key": ["x"]}, status)
        assert page.heading
        assert UNUSABLE_KEY in page.text or status == 400
    assert (rows(database, Dose), rows(database, Submission)) == before


def test_a_key_that_served_before_adds_nothing_and_asks_once_more(alice: Browser) -> None:
    address = f"/archive/preview/{fill(alice.app, 1).ids['archive:public_id']}"
    preview = alice.get(address)
    page = alice.send(preview, address, 409, submission_key="k" * 20)
    assert ADDED_BEFORE in page.text
    assert alice.send(page, address).response.location == "/history"
