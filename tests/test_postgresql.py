"""The app on PostgreSQL: one diary filled, every page of it opened, one day logged."""

from pathlib import Path

import pytest

from app import create_app, migrations
from app.clock import SettableClock
from app.config import Config
from app.web.kit.access import kind_of
from tests.cast.filled import fill
from tests.cast.people import CHEAP, NOW, TEST_SECRET, add_person, database_of, sign_in

pytestmark = pytest.mark.slow


def test_every_page_opens_and_a_day_is_saved_once(postgresql_url: str, tmp_path: Path) -> None:
    settings = Config(tmp_path, postgresql_url, TEST_SECRET, password_cost=CHEAP)
    app = create_app(settings, SettableClock(NOW))
    database = app.extensions["database"]
    migrations.migrate(database)
    diary = fill(app, add_person(database_of(app), "alice"))
    alice = sign_in(app, "alice", diary.owner_id)
    for rule in app.url_map.iter_rules():
        if kind_of(app.view_functions[rule.endpoint]) == "own" and "GET" in (rule.methods or ()):
            for address, _ in diary.addresses(rule.endpoint):
                assert alice.client.get(address).status_code < 500, address
    before = alice.get("/").form_values("/") | {"average_pain": ["2"]}
    for _ in range(2):
        alice.post("/", before)
    assert alice.get("/history/2026-03-11").text.count("2 out of 10") == 1
    database.engine.dispose()
