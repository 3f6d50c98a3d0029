"""Who gets at what: every route against its owner, a stranger, nobody, and a forged form."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from flask import Flask, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from app import create_app
from app.clock import SettableClock
from app.config import Config
from app.db import Database
from app.example import example_diary
from app.interop.archive import Archive, write_archive
from app.models import CheckIn, Dose, Event, Medicine, Person, Regimen, ShareLink, Submission
from app.services import archive
from app.web.access import kind_of
from tests.client import Browser
from tests.conftest import CHEAP, NOW, PASSWORD, TEST_SECRET, person_named

DAY = "2026-03-10"
# What a stranger gets at addresses that hold no id of Alice's: their own page, or 404.
HARMLESS = {200, 303, 404, 409, 422}


def routes(method: str) -> list[str]:
    """List the owner's routes, for pytest to name them."""
    config = Config(Path("/"), "sqlite://", TEST_SECRET, password_cost=CHEAP)
    app = create_app(config, SettableClock(NOW))
    return sorted(
        {
            rule.endpoint
            for rule in app.url_map.iter_rules()
            if method in (rule.methods or ())
            and kind_of(app.view_functions[rule.endpoint]) == "own"
        }
    )


@dataclass(frozen=True)
class Diary:
    """Alice's diary, with one of each record, and every address that leads into it."""

    app: Flask
    owner_id: int
    ids: dict[str, str]

    def addresses(self, endpoint: str) -> Iterator[tuple[str, bool]]:
        """Yield the endpoint's addresses, and whether they hold an id of Alice's."""
        for rule in self.app.url_map.iter_rules(endpoint):
            with self.app.test_request_context():
                given = rule.defaults or {}
                asked = rule.arguments - set(given)
                values = {name: self._value(rule, name) for name in asked}
                yield url_for(endpoint, **given, **values), bool(asked - {"day"})

    def _value(self, rule: Rule, name: str) -> str:
        return self.ids.get(f"{rule.endpoint}:{name}") or self.ids.get(
            f"{rule.endpoint.split('.')[0]}:{name}", self.ids.get(name, "")
        )

    def content(self) -> bytes:
        database: Database = self.app.extensions["database"]
        with database.reading() as session:
            person = session.get(Person, self.owner_id)
            assert person is not None
            links = session.execute(
                select(ShareLink.public_id, ShareLink.revoked_at).where(
                    ShareLink.person_id == person.id
                )
            ).all()
            return archive.export(session, person) + repr(links).encode()


@pytest.fixture(scope="module")
def diary(tmp_path_factory: pytest.TempPathFactory, template_database: Path) -> Iterator[Diary]:
    """One app for all of the matrix: what may change Alice's diary is what is looked for."""
    path = tmp_path_factory.mktemp("matrix") / "tidemark.sqlite3"
    path.write_bytes(template_database.read_bytes())
    config = Config(path.parent, f"sqlite:///{path}", TEST_SECRET, password_cost=CHEAP)
    app = create_app(config, SettableClock(NOW))
    owner_id = person_named(app, "alice")
    person_named(app, "carol")
    database: Database = app.extensions["database"]
    with database.writing() as session:
        ids = fill(session, owner_id)
    yield Diary(app, owner_id, ids)
    database.engine.dispose()


def fill(session: Session, owner_id: int) -> dict[str, str]:
    """Write one of each record; return the ids that addresses hold."""
    person = session.get_one(Person, owner_id)
    archive.add_archive(session, person, Archive(example_diary(NOW.date())), NOW)
    upload = archive.keep_upload(session, person, write_archive(example_diary()), NOW)
    patch, link = worn_patch(owner_id), share_link(owner_id)
    key = Submission(person_id=owner_id, key="k" * 20, body_digest="d", answer="a", created_at=NOW)
    session.add_all([patch, link, key])
    tablet = session.scalars(select(Medicine).where(Medicine.name == "oxycodone ER")).one()
    tablet.regimens.append(Regimen(from_date=date(2026, 3, 1), amount=Decimal(15)))
    session.commit()
    check_in, event = (first_id(session, table, owner_id) for table in (CheckIn, Event))
    return {
        "day": DAY,
        "from_day": "2026-03-01",
        "key": "k" * 20,
        "doses:public_id": patch.public_id,
        "medicine_id": tablet.public_id,
        "medicines:public_id": tablet.public_id,
        "medicine_course:public_id": tablet.public_id,
        "share:public_id": link.public_id,
        "archive:public_id": upload,
        **{
            f"entries.{verb}_{kind}:public_id": public_id
            for verb in ("change", "delete", "show_change", "show_delete")
            for kind, public_id in (("check_in", check_in), ("event", event))
        },
    }


def first_id(session: Session, table: type[CheckIn | Event], owner_id: int) -> str:
    return session.scalars(select(table.public_id).where(table.person_id == owner_id)).first() or ""


def worn_patch(owner_id: int) -> Dose:
    return Dose(
        person_id=owner_id,
        medication="fentanyl",
        route="transdermal",
        amount=Decimal(25),
        unit="mcg/h",
        taken_at=NOW - timedelta(hours=20),
        taken_at_local=datetime(2026, 3, 10, 19, 30),  # noqa: DTZ001 - the person's clock
        time_zone="America/New_York",
        recorded_at=NOW,
    )


def share_link(owner_id: int) -> ShareLink:
    return ShareLink(
        person_id=owner_id,
        token_hash="0" * 64,
        first_date=NOW.date(),
        last_date=NOW.date(),
        sections=["chart"],
        created_at=NOW,
        expires_at=NOW + timedelta(days=7),
    )


@pytest.fixture(scope="module")
def browsers(diary: Diary) -> dict[str, Browser]:
    return {name: Browser(diary.app, name) for name in ("alice", "carol")}


def signed_in(browser: Browser) -> Browser:
    """Sign in, again where the test before signed out: a matrix of nobodies proves nothing."""
    if browser.client.get("/settings").status_code != 200:
        form = browser.get("/sign-in")
        email = f"{browser.name}@example.org"
        browser.send(form, "/sign-in", email=email, password=PASSWORD)
    return browser


@pytest.fixture
def alice(browsers: dict[str, Browser]) -> Browser:
    return signed_in(browsers["alice"])


@pytest.fixture
def carol(browsers: dict[str, Browser]) -> Browser:
    return signed_in(browsers["carol"])


@pytest.fixture
def dan(diary: Diary) -> Browser:
    return Browser(diary.app, "dan")


@pytest.mark.parametrize("endpoint", routes("GET"))
def test_the_owner_opens_every_page_of_theirs(diary: Diary, alice: Browser, endpoint: str) -> None:
    for address, _ in diary.addresses(endpoint):
        # The way to a day asks for one: without it the answer is its form again.
        expected = (422,) if endpoint == "history.go" else (200, 303)
        assert alice.client.get(address).status_code in expected, address


@pytest.mark.parametrize("endpoint", routes("GET"))
def test_a_stranger_finds_nothing_of_alices(diary: Diary, carol: Browser, endpoint: str) -> None:
    for address, holds_her_id in diary.addresses(endpoint):
        status = carol.client.get(address).status_code
        assert status == 404 if holds_her_id else status in HARMLESS, address


@pytest.mark.parametrize("endpoint", routes("GET"))
def test_nobody_is_led_to_the_sign_in_page(diary: Diary, dan: Browser, endpoint: str) -> None:
    for address, _ in diary.addresses(endpoint):
        response = dan.client.get(address)
        assert response.status_code == 303, address
        assert response.location.startswith("/sign-in"), address


@pytest.mark.parametrize("endpoint", routes("POST"))
def test_no_post_of_a_stranger_changes_anything(
    diary: Diary, carol: Browser, endpoint: str
) -> None:
    before = diary.content()
    token = carol.get("/settings").form_values("/sign-out")["csrf_token"]
    for address, holds_her_id in diary.addresses(endpoint):
        sent = {"csrf_token": token, "submission_key": ["s" * 20], "version": ["1"]}
        status = carol.client.post(address, data=sent).status_code
        assert status == 404 if holds_her_id else status in HARMLESS, address
    assert diary.content() == before


@pytest.mark.parametrize("endpoint", routes("POST"))
def test_no_post_of_nobody_changes_anything(diary: Diary, dan: Browser, endpoint: str) -> None:
    before = diary.content()
    token = dan.get("/sign-in").form_values("/sign-in")["csrf_token"]
    for address, _ in diary.addresses(endpoint):
        sent = {"csrf_token": token, "submission_key": ["s" * 20]}
        response = dan.client.post(address, data=sent)
        assert response.status_code == 303, address
        assert response.location.startswith("/sign-in"), address
    assert diary.content() == before


@pytest.mark.parametrize("endpoint", routes("POST"))
def test_a_form_without_its_token_is_refused(diary: Diary, alice: Browser, endpoint: str) -> None:
    before = diary.content()
    for address, _ in diary.addresses(endpoint):
        assert alice.client.post(address, data={"submission_key": "s" * 20}).status_code == 400
    assert diary.content() == before
