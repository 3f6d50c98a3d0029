"""Who gets at what: every route against its owner, a stranger, nobody, and a forged form."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from app.clock import SettableClock
from app.config import Config
from app.db import Base, Database
from app.web.kit.access import kind_of
from tests.cast.filled import FilledDiary, fill
from tests.cast.people import CHEAP, NOW, PASSWORD, TEST_SECRET, add_person, database_of
from tests.client import Browser, Page, values_of
from tests.page_rules import check_headers

pytestmark = pytest.mark.slow

# What a stranger gets at addresses that hold no id of Alice's: their own page, or 404.
# 201 is the answer to a stranger who makes recovery codes of their own.
HARMLESS = {200, 201, 303, 404, 409, 422}


@cache
def any_app() -> Flask:
    return create_app(
        Config(Path("/"), "sqlite://", TEST_SECRET, password_cost=CHEAP), SettableClock(NOW)
    )


def routes(method: str) -> list[str]:
    """List the owner's routes, for pytest to name them."""
    app = any_app()
    return sorted(
        {
            rule.endpoint
            for rule in app.url_map.iter_rules()
            if method in (rule.methods or ())
            and kind_of(app.view_functions[rule.endpoint]) == "own"
        }
    )


@pytest.fixture(scope="module")
def diary(
    tmp_path_factory: pytest.TempPathFactory, template_database: Path
) -> Iterator[FilledDiary]:
    """One app for all of the matrix: what may change Alice's diary is what is looked for."""
    path = tmp_path_factory.mktemp("matrix") / "tidemark.sqlite3"
    path.write_bytes(template_database.read_bytes())
    config = Config(path.parent, f"sqlite:///{path}", TEST_SECRET, password_cost=CHEAP)
    app = create_app(config, SettableClock(NOW))
    owner_id = add_person(database_of(app), "alice")
    add_person(database_of(app), "carol")
    yield fill(app, owner_id)
    app.extensions["database"].engine.dispose()


@pytest.fixture(scope="module")
def browsers(diary: FilledDiary) -> dict[str, Browser]:
    return {name: Browser(diary.app, name) for name in ("alice", "carol")}


def signed_in(browser: Browser) -> Browser:
    """Sign in, again where the test before signed out: a matrix of nobodies proves nothing."""
    if browser.client.get("/settings").status_code != 200:
        form = browser.get("/sign-in")
        email = f"{browser.name}@example.org"
        browser.send(form, "/sign-in", email=email, password=PASSWORD)
    return browser


def rows(diary: FilledDiary) -> dict[str, list[object]]:
    """All rows but those of browser sessions, which keep what is begun, and of counted tries."""
    database: Database = diary.app.extensions["database"]
    with database.reading() as session:
        return {
            name: [tuple(row) for row in session.execute(table.select())]
            for name, table in Base.metadata.tables.items()
            if name not in ("try_count", "web_session")
        }


@pytest.fixture
def alice(browsers: dict[str, Browser]) -> Browser:
    return signed_in(browsers["alice"])


@pytest.fixture
def carol(browsers: dict[str, Browser]) -> Browser:
    return signed_in(browsers["carol"])


@pytest.fixture
def dan(diary: FilledDiary) -> Browser:
    return Browser(diary.app, "dan")


@pytest.mark.parametrize("endpoint", routes("GET"))
def test_the_owner_opens_every_page_of_theirs(
    diary: FilledDiary, alice: Browser, endpoint: str
) -> None:
    for address, _ in diary.addresses(endpoint):
        # The way to a day asks for one: without it the answer is its form again.
        expected = (422,) if endpoint == "history.go" else (200, 303)
        response = alice.client.get(address)
        assert response.status_code in expected, address
        check_headers(dict(response.headers))


def test_no_page_that_is_only_fetched_changes_anything(diary: FilledDiary, alice: Browser) -> None:
    before = rows(diary)
    for rule in diary.app.url_map.iter_rules():
        if rule.endpoint != "static" and "GET" in (rule.methods or ()):
            for address, _ in diary.addresses(rule.endpoint):
                for method in ("GET", "HEAD", "OPTIONS"):
                    alice.client.open(address, method=method).close()
    assert rows(diary) == before


@pytest.mark.parametrize("endpoint", routes("GET"))
def test_a_stranger_finds_nothing_of_alices(
    diary: FilledDiary, carol: Browser, endpoint: str
) -> None:
    for address, holds_her_id in diary.addresses(endpoint):
        status = carol.client.get(address).status_code
        assert status == 404 if holds_her_id else status in HARMLESS, address


@pytest.mark.parametrize("endpoint", routes("GET"))
def test_nobody_is_led_to_the_sign_in_page(diary: FilledDiary, dan: Browser, endpoint: str) -> None:
    for address, _ in diary.addresses(endpoint):
        response = dan.client.get(address)
        assert response.status_code == 303, address
        assert response.location.startswith("/sign-in"), address


@pytest.mark.parametrize("endpoint", routes("POST"))
def test_no_post_of_a_stranger_changes_anything(
    diary: FilledDiary, carol: Browser, endpoint: str
) -> None:
    before = diary.content()
    token = carol.get("/settings").form_values("/sign-out")["csrf_token"]
    for address, holds_her_id in diary.addresses(endpoint):
        sent = {"csrf_token": token, "submission_key": ["s" * 20], "version": ["1"]}
        status = carol.client.post(address, data=sent).status_code
        assert status == 404 if holds_her_id else status in HARMLESS, address
    assert diary.content() == before


@pytest.mark.parametrize("endpoint", routes("POST"))
def test_no_post_of_nobody_changes_anything(
    diary: FilledDiary, dan: Browser, endpoint: str
) -> None:
    before = diary.content()
    token = dan.get("/sign-in").form_values("/sign-in")["csrf_token"]
    for address, _ in diary.addresses(endpoint):
        sent = {"csrf_token": token, "submission_key": ["s" * 20]}
        response = dan.client.post(address, data=sent)
        assert response.status_code == 303, address
        assert response.location.startswith("/sign-in"), address
    assert diary.content() == before


@pytest.mark.parametrize("endpoint", routes("POST"))
def test_a_form_without_its_token_is_refused(
    diary: FilledDiary, alice: Browser, endpoint: str
) -> None:
    before = diary.content()
    for address, _ in diary.addresses(endpoint):
        answer = alice.client.post(address, data={"submission_key": "s" * 20})
        # The later pages of adding a medicine lead to the first where none is begun; those of a
        # list lead to the preview where the upload is a copy of a diary.
        leads_on = answer.location in ("/medicines/add", address.replace("/lists/", "/preview/"))
        assert answer.status_code in (400, 422) or leads_on, address
    assert diary.content() == before


@pytest.mark.parametrize("endpoint", routes("GET"))
def test_no_form_that_is_filled_in_right_is_taken_without_its_token(
    diary: FilledDiary, alice: Browser, endpoint: str
) -> None:
    before = diary.content()
    for address, _ in diary.addresses(endpoint):
        response = alice.client.get(address)
        is_page = response.mimetype == "text/html"
        for form in Page(response, address).root.iter("form") if is_page else ():
            sent = values_of(form) | {"csrf_token": [""], "average_pain": ["6"]}
            alice.client.post(str(form.get("action")), data=sent)
    assert alice.client.get("/settings").status_code == 200
    assert diary.content() == before
