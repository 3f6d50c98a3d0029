"""Several hands at once on one record, on each database: one of them is taken, the others told."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from app import create_app, migrations
from app.clock import SettableClock
from app.config import Config
from app.db import Database
from app.models import CheckIn, Person
from app.web.kit.forms import new_key
from tests.cast.filled import FilledDiary, fill
from tests.cast.people import CHEAP, NOW, TEST_SECRET, add_person, database_of, sign_in
from tests.client import Browser

pytestmark = pytest.mark.slow
HANDS = 6
# Where each form stands, a field whose text tells the hands apart, and how often it can be sent
# on one day.
FORMS = (
    ("entries.change_check_in", "note", 3),
    ("entries.change_event", "note", 3),
    ("doses.edit", "amount", 3),
    ("medicine_course.change_prescription", "amount", 1),
    ("setup.condition", "condition", 3),
)


@dataclass
class Place:
    app: Flask
    diary: FilledDiary
    alice: Browser

    @property
    def database(self) -> Database:
        found: Database = self.app.extensions["database"]
        return found

    def hand(self) -> Browser:
        """Another tab of Alice's browser."""
        browser = Browser(self.app)
        for name in ("tidemark", "tidemark-kept"):
            cookie = self.alice.client.get_cookie(name)
            if cookie is not None:
                browser.client.set_cookie(name, cookie.value)
        return browser

    def send_at_once(self, address: str, sheets: list[dict[str, list[str]]]) -> Counter[int]:
        hands = [(self.hand(), sheet) for sheet in sheets]

        def send(hand: tuple[Browser, dict[str, list[str]]]) -> int:
            browser, sheet = hand
            return browser.client.post(address, data=sheet).status_code

        with ThreadPoolExecutor(HANDS) as pool:
            return Counter(pool.map(send, hands))


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    url = (
        f"sqlite:///{tmp_path / 'races.sqlite3'}"
        if request.param == "sqlite"
        else request.getfixturevalue("postgresql_url")
    )
    app = create_app(Config(tmp_path, url, TEST_SECRET, password_cost=CHEAP), SettableClock(NOW))
    database: Database = app.extensions["database"]
    migrations.migrate(database)
    diary = fill(app, add_person(database_of(app), "alice"))
    yield Place(app, diary, sign_in(app, "alice", diary.owner_id))
    database.engine.dispose()


def test_of_several_edits_of_one_version_one_is_taken(place: Place) -> None:
    for endpoint, field, turns in FORMS:
        (address, _), *_rest = place.diary.addresses(endpoint)
        for turn in range(turns):
            page = place.alice.get(address)
            values = page.form_values(address)
            sheets = [
                values | {field: [str(20 + turn * HANDS + n)], "submission_key": [new_key()]}
                for n in range(HANDS)
            ]
            found = place.send_at_once(address, sheets)
            assert found == {303: 1, 409: HANDS - 1}, (endpoint, found)


def test_one_form_sent_several_times_at_once_is_saved_once(place: Place) -> None:
    def count() -> int:
        with place.database.reading() as session:
            return session.scalar(select(func.count()).select_from(CheckIn)) or 0

    before = count()
    for turn in range(3):
        values = place.alice.get("/").form_values("/") | {"average_pain": [str(turn)]}
        assert place.send_at_once("/", [values] * HANDS) == {303: HANDS}
    assert count() == before + 3


def test_one_sign_up_sent_several_times_at_once_is_one_account(place: Place) -> None:
    visitor = Browser(place.app)
    values = visitor.get("/sign-up").form_values("/sign-up")
    values |= {"email": ["erin@example.org"], "password": ["nine slow boats at dawn"]}
    kept = visitor.client.get_cookie("tidemark-kept")
    assert kept is not None

    def tap(_: int) -> tuple[int, str | None]:
        browser = Browser(place.app)
        browser.client.set_cookie("tidemark-kept", kept.value)
        answer = browser.client.post("/sign-up", data=values)
        return answer.status_code, answer.location

    with ThreadPoolExecutor(HANDS) as pool:
        assert Counter(pool.map(tap, range(HANDS))) == {(303, "/set-up"): HANDS}
    with place.database.reading() as session:
        erins = select(func.count()).where(Person.email_key == "erin@example.org")
        assert session.scalar(erins) == 1
