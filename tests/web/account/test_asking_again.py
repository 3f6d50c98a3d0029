"""Before what cannot be taken back, the password is asked for again."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from app.clock import SettableClock
from app.config import Config
from app.services.account import sessions
from app.services.account.throttle import PROOFS
from app.web.account import proof
from app.web.kit.access import asks_again, kind_of
from app.web.kit.login import PROOF_LASTS
from tests.cast import busy
from tests.cast.people import CHEAP, NOW, PASSWORD, TEST_SECRET, database_of, sign_in
from tests.client import Browser, Page

pytestmark = pytest.mark.slow

ASKED = {
    "address.ask",
    "address.change",
    "address.show",
    "address.show_code",
    "archive.export",
    "passkeys.add",
    "passkeys.remove",
    "passkeys.show",
    "recovery_codes.make",
    "recovery_codes.show",
    "settings.change_password",
    "settings.delete",
    "settings.show_delete",
    "settings.show_password",
    "share.create",
    "share.show_new",
}
FORMS = sorted(ASKED & set(busy.WAYS))
LATER = NOW + PROOF_LASTS


@pytest.fixture
def house(tmp_path: Path, template_database: Path) -> Iterator[tuple[Browser, dict[str, str]]]:
    path = tmp_path / "tidemark.sqlite3"
    path.write_bytes(template_database.read_bytes())
    config = Config(tmp_path, f"sqlite:///{path}", TEST_SECRET, password_cost=CHEAP)
    app = create_app(config, SettableClock(NOW))
    diary, ids = busy.busy_diary(app)
    yield sign_in(app, "alice", diary.owner_id), ids
    database_of(app).engine.dispose()


def prove(browser: Browser, page: Page, status: int = 303, password: str = PASSWORD) -> Page:
    return browser.send(page, "/is-it-you", status, password=password)


def test_every_route_that_asks_again_is_listed_and_is_the_owners(built_app: Flask) -> None:
    views = built_app.view_functions
    assert {name for name, view in views.items() if asks_again(view)} == ASKED
    assert {kind_of(views[name]) for name in ASKED} == {"own"}


@pytest.mark.parametrize("endpoint", FORMS)
def test_a_form_filled_in_right_is_refused_without_the_proof_and_taken_after_it(
    house: tuple[Browser, dict[str, str]], endpoint: str
) -> None:
    alice, ids = house
    page, action, typed = busy.WAYS[endpoint](alice, ids)
    values = page.form_values(action)
    values |= {name: [text] for name, text in typed.items() if isinstance(text, str)}
    alice.app.extensions["clock"].instant = LATER
    response = alice.client.post(action, data=values)
    assert response.status_code in (303, 403)
    asked = alice.inspected(response, action, response.status_code)
    if response.status_code == 303:
        assert response.location.startswith("/is-it-you?next=")
        asked = alice.follow(asked)
    assert asked.heading == "Is it you?"
    assert alice.get("/settings").heading == "Settings", "nothing was deleted, nobody signed out"
    prove(alice, asked, 200 if response.status_code == 403 else 303)
    response = alice.client.post(action, data=values)
    # By then, the challenge of the page that makes a passkey is too old: it is shown anew.
    assert response.status_code in ((422,) if endpoint == "passkeys.add" else (201, 303))
    assert "is-it-you" not in (response.location or "")


@pytest.mark.parametrize(
    ("address", "then"),
    [
        ("/settings/password", "/settings/password"),
        ("/share/new?question=taper", "/share/new?question=taper"),
        ("/archive/diary.zip", "/archive"),
    ],
)
def test_a_page_is_shown_after_the_proof(
    alice: Browser, clock: SettableClock, address: str, then: str
) -> None:
    alice.get(address)
    clock.instant = LATER - timedelta(seconds=1)
    alice.get(address)
    clock.instant = LATER
    page = alice.follow(alice.get(address, 303))
    sent = prove(alice, page)
    assert sent.response.location == then
    assert "You can continue now" in alice.get("/settings").html
    alice.get(address)


def test_what_was_typed_survives_the_detour(alice: Browser, clock: SettableClock) -> None:
    form = alice.get("/share/new")
    typed = {"sections": ["chart", "medicines"], "questions": "What about nights?"}
    preview = alice.send(form, "/share/new", 200, **typed)
    clock.instant = LATER
    asked = alice.send(preview, "/share/links", 403)
    assert asked.heading == "Is it you?"
    again = prove(alice, prove(alice, asked, 422, "not mine at all"), 200)
    assert again.heading == "You are signed in"
    shown = alice.send(again, "/share/links", 422)
    values = shown.form_values("/share/new")
    assert values["questions"] == [typed["questions"]]
    assert values["sections"] == typed["sections"]
    alice.send(alice.send(shown, "/share/new", 200), "/share/links", 201)


def test_the_proof_gives_the_session_a_new_id(alice: Browser) -> None:
    copied = alice.client.get_cookie("tidemark")
    prove(alice, alice.get("/is-it-you"))
    assert alice.get("/settings").heading == "Settings"
    assert copied is not None
    alice.client.set_cookie("tidemark", copied.value)
    assert alice.get("/settings", 303).response.location.startswith("/sign-in")


def test_a_session_that_was_ended_meanwhile_does_not_come_back_by_a_proof(
    alice: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = alice.get("/is-it-you")

    mark_proven = proof.login.mark_proven

    def sign_out_elsewhere_first(now: datetime) -> None:
        with database_of(alice.app).writing() as session:
            sessions.end_all(session, 1)
            session.commit()
        mark_proven(now)

    monkeypatch.setattr(proof.login, "mark_proven", sign_out_elsewhere_first)
    prove(alice, page)
    assert alice.get("/settings", 303).response.location.startswith("/sign-in")


def test_guessing_at_the_proof_is_limited_and_leaves_the_session_alone(
    alice: Browser, clock: SettableClock
) -> None:
    page = alice.get("/is-it-you")
    for _ in range(PROOFS.most):
        prove(alice, page, 422, "not mine at all")
    refused = prove(alice, page, 429)
    assert refused.response.headers["Retry-After"] == "900"
    alice.send(alice.get("/"), "/", average_pain="5")
    clock.instant = LATER
    prove(alice, page)
