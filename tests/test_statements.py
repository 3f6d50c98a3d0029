"""How many SQL statements each route may take on a busy diary.

A budget is what the route needs and no more, so that one that grows with the diary shows at once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine, func, select

from app import create_app
from app.clock import SettableClock
from app.config import Config
from app.db import Database
from app.models import Dose, Person
from tests.cast import busy
from tests.cast.filled import FilledDiary
from tests.cast.links import open_link
from tests.cast.people import CHEAP, NOW, TEST_SECRET, database_of, sign_in
from tests.client import Browser, Page
from tests.counting import statements_of
from tests.raised import raises_what_it_changes

pytestmark = pytest.mark.slow

# What visitors open; the rest is Alice's.
FOR_VISITORS = {
    "account.show_sign_in",
    "account.show_sign_up",
    "account.sign_in",
    "account.sign_up",
    "passkeys.sign_in",
    "reset.ask",
    "reset.set_password",
    "reset.show",
    "reset.show_code",
    "sign_up_code.show",
    "sign_up_code.sign_up",
    "server.health",
    "server.ready",
    "server.security_txt",
    "share_view.reveal",
    "share_view.show",
    "share_view.show_changed",
    "share_view.view",
}
# However many doses are due (issue 8).
MOST_TO_SAVE_A_DAY = 20
GETS = {
    "account.show_sign_in": 0,
    "account.show_sign_up": 0,
    "address.show": 1,
    "address.show_code": 1,
    "advisory.show": 10,
    "advisory.show_history": 2,
    "advisory.show_same_day": 1,
    "archive.differences": 8,
    "archive.empty": 1,
    "archive.export": 5,
    "archive.form": 1,
    "archive.left_out": 2,
    "archive.preview": 8,
    "archive.show": 1,
    "lists.show": 2,
    "new_doses.show_choose": 4,
    "devices.show": 3,
    "doses.show_delete": 2,
    "doses.show_edit": 2,
    "new_doses.show_log": 5,
    "entries.show_change_check_in": 2,
    "entries.show_change_event": 2,
    "entries.show_delete_check_in": 2,
    "entries.show_delete_event": 2,
    "example.advisory": 1,
    "example.figure": 1,
    "example.show": 1,
    "example.trends": 1,
    "help.about": 1,
    "help.now": 1,
    "history.go": 1,
    "history.show": 5,
    "history.show_add": 7,
    "history.show_day": 6,
    "learn.index": 1,
    "learn.show": 1,
    "medicine_add.show_kind": 1,
    "medicine_add.show_route": 1,
    "happened.show": 1,
    "happened.show_changed": 3,
    "medicine_add.show_what": 2,
    "medicine_course.show_change_prescription": 2,
    "medicine_course.show_start_again": 2,
    "medicine_course.show_stop": 2,
    "medicine_dose.show_amount": 1,
    "medicine_dose.show_times": 1,
    "medicine_unknown.show_meant": 1,
    "medicine_unknown.show_opioid": 1,
    "medicines.show": 2,
    "medicines.show_delete": 3,
    "medicines.show_edit": 2,
    "medicines.show_one": 3,
    "opioid_question.show_all": 2,
    "opioid_question.show_one": 2,
    "passkeys.show": 4,
    "patches.show_off": 2,
    "proof.show": 2,
    "recovery_codes.show": 2,
    "reset.show": 0,
    "reset.show_code": 0,
    "sign_up_code.show": 0,
    "server.health": 0,
    "server.ready": 2,
    "server.security_txt": 0,
    "settings.show": 1,
    "settings.show_delete": 1,
    "settings.show_day_end": 1,
    "settings.show_look": 1,
    "settings.show_today": 1,
    "settings.show_password": 1,
    "setup.show": 2,
    "setup.show_areas": 1,
    "setup.show_condition": 1,
    "setup.show_medicines": 2,
    "setup.show_opioid_start": 1,
    "setup.show_story": 1,
    "setup.show_time_zone": 1,
    "setup.start": 1,
    "share.show": 3,
    "share.show_new": 1,
    "share_view.show": 0,
    "share_view.show_changed": 0,
    "share_view.view": 7,
    "today.show": 17,
    "undo_change.show": 3,
    "trends.days": 9,
    "trends.figure": 9,
    "trends.show": 11,
}
POSTS = {
    "archive.upload": 6,
    "account.sign_in": 8,
    "account.sign_out": 2,
    "account.sign_up": 9,
    "address.ask": 11,
    "address.change": 13,
    "advisory.answer": 14,
    "advisory.answer_question": 15,
    "archive.add": 25,
    "archive.undo": 24,
    "lists.answer": 9,
    "devices.end": 3,
    "devices.end_others": 3,
    "doses.delete": 8,
    "doses.edit": 9,
    "new_doses.log": 13,
    "doses.undo": 11,
    "entries.change_check_in": 9,
    "entries.change_event": 11,
    "entries.delete_check_in": 8,
    "entries.delete_event": 10,
    "history.add": 19,
    "history.undo": 16,
    "medicine_add.kind": 2,
    "medicine_add.route": 2,
    "medicine_add.what": 2,
    "medicine_course.change_prescription": 13,
    "medicine_course.start_again": 10,
    "medicine_course.stop": 8,
    "medicine_dose.amount": 2,
    "medicine_dose.times": 7,
    "medicine_unknown.meant": 2,
    "medicine_unknown.opioid": 7,
    "medicines.delete": 11,
    "medicines.edit": 10,
    "opioid_question.answer_all": 8,
    "opioid_question.answer_one": 8,
    "passkeys.add": 9,
    "passkeys.prove": 12,
    "passkeys.remove": 5,
    "passkeys.sign_in": 10,
    "patches.off": 9,
    "patches.still_on": 8,
    "phone_zone.use": 7,
    "proof.check": 9,
    "recovery_codes.make": 5,
    "reset.ask": 7,
    "reset.set_password": 15,
    "sign_up_code.sign_up": 12,
    "settings.change_password": 10,
    "settings.delete": 7,
    "settings.day_end": 7,
    "settings.look": 1,
    "settings.today": 7,
    "setup.areas": 7,
    "setup.condition": 7,
    "setup.opioid_start": 7,
    "setup.story": 7,
    "setup.time_zone": 7,
    "share.create": 13,
    "share.preview": 13,
    "share.revoke": 5,
    "share_view.reveal": 8,
    "today.save": 19,
    "undo_change.undo": 10,
}


@dataclass(frozen=True, slots=True)
class Busy:
    """The app on a busy diary that each test finds as it was."""

    app: Flask
    diary: FilledDiary
    ids: dict[str, str]
    path: Path
    content: bytes


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory, template_database: Path) -> Busy:
    path = tmp_path_factory.mktemp("busy") / "tidemark.sqlite3"
    path.write_bytes(template_database.read_bytes())
    config = Config(
        path.parent,
        f"sqlite:///{path}",
        TEST_SECRET,
        security_contact="mailto:security@example.org",
        password_cost=CHEAP,
    )
    app = create_app(config, SettableClock(NOW))
    diary, ids = busy.busy_diary(app)
    # The months that are over are added up by the first page that needs them.
    sign_in(app, "alice", diary.owner_id).get("/trends")
    with database_of(app).engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database_of(app).engine.dispose()
    return Busy(app, diary, ids, path, path.read_bytes())


@pytest.fixture
def house(prepared: Busy) -> Iterator[Busy]:
    yield prepared
    prepared.app.extensions["database"].engine.dispose()
    prepared.app.extensions["database"].shelf.clear()
    prepared.path.write_bytes(prepared.content)


def engine_of(app: Flask) -> Engine:
    database: Database = app.extensions["database"]
    return database.engine


def browser_for(house: Busy, endpoint: str) -> Browser:
    if endpoint in FOR_VISITORS:
        return Browser(house.app)
    alice = sign_in(house.app, "alice", house.diary.owner_id)
    # Her first form of a session makes its token, which is stored once.
    alice.get("/settings")
    return alice


def fetching(house: Busy, endpoint: str) -> int:
    """Open each address of a page; return the most statements that one took."""
    browser = browser_for(house, endpoint)
    addresses = [address for address, _ in house.diary.addresses(endpoint)]
    if endpoint == "history.go":
        addresses = [f"/history/go?day={house.ids['day']}"]
    if endpoint == "share_view.view":
        addresses = [open_link(browser, house.ids["code"]).address]
    most = 0
    for address in addresses:
        with statements_of(engine_of(house.app)) as statements:
            response = browser.client.get(address)
        assert response.status_code in (200, 303), address
        most = max(most, len(statements))
    return most


def sending(app: Flask, browser: Browser, form: busy.Form) -> int:
    """Send a form; return the statements that it takes."""
    page, action, typed = form
    values = page.form_values(action) | {
        name: given if isinstance(given, list) else [given] for name, given in typed.items()
    }
    with statements_of(engine_of(app)) as statements:
        response = browser.client.post(action, data=values)
    assert response.status_code in (200, 201, 303), Page(response, action).text
    return len(statements)


def routes_for(app: Flask, method: str) -> set[str]:
    rules = app.url_map.iter_rules()
    return {r.endpoint for r in rules if method in (r.methods or ()) and r.endpoint != "static"}


def test_every_route_has_a_budget_and_every_form_a_way(built_app: Flask) -> None:
    assert routes_for(built_app, "GET") == set(GETS)
    assert routes_for(built_app, "POST") == set(POSTS) == set(busy.WAYS)
    assert max(POSTS["today.save"], POSTS["history.add"]) <= MOST_TO_SAVE_A_DAY


@pytest.mark.parametrize("endpoint", GETS)
def test_a_page_keeps_to_its_budget(house: Busy, endpoint: str) -> None:
    assert fetching(house, endpoint) <= GETS[endpoint]


@pytest.mark.parametrize("endpoint", POSTS)
def test_a_form_keeps_to_its_budget(house: Busy, endpoint: str) -> None:
    browser = browser_for(house, endpoint)
    form = busy.WAYS[endpoint](browser, house.ids)
    with raises_what_it_changes(engine_of(house.app)):
        sent = sending(house.app, browser, form)
    assert sent <= POSTS[endpoint]


@pytest.mark.parametrize("due", [4, 8, 16])
def test_many_due_doses_are_saved_with_as_many_statements_as_one(
    app: Flask, database: Database, alice: Browser, due: int
) -> None:
    with database.writing() as session:
        owner_id = session.scalars(select(Person.id)).one()
        session.add_all(busy.own(owner_id, f"number {n}", "08:00") for n in range(due))
        session.commit()
    page, action, typed = busy.sheet("/")(alice, {})
    took = [name for name in typed if name.startswith("took-")]
    assert len(took) == due
    all_but_one = {name: given for name, given in typed.items() if name not in took[1:]}
    for_one = sending(app, alice, (page, action, all_but_one))
    page, action, typed = busy.sheet("/")(alice, {})
    assert sending(app, alice, (page, action, typed)) == for_one <= MOST_TO_SAVE_A_DAY
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Dose)) == due
