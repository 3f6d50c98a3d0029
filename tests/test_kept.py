"""What is kept and what is worked out afresh say the same on every page, whatever was written.

Two processes keep what they like; a third one keeps nothing, and is asked after each step.
"""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from datetime import datetime, time, timedelta
from http import HTTPStatus
from inspect import signature
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app import create_app, migrations
from app.clock import SettableClock
from app.config import Config
from app.db import Database
from app.diary import packing
from app.diary.diary import DayEntry, Diary, Dose
from app.diary.example import example_diary
from app.interop.archive import Archive, write_archive
from app.models import CheckIn, DayPack
from app.models import Dose as DoseRow
from app.services.archive.archive import add_archive
from app.services.diary import day_packs
from app.services.owner import owner_of
from app.services.share.links import VIEW_LASTS
from tests.cast import busy
from tests.cast.links import give_link, open_link
from tests.cast.people import (
    CHEAP,
    NOW,
    TEST_SECRET,
    TODAY,
    add_person,
    database_of,
    person_in,
    sign_in,
)
from tests.client import Browser, Page

pytestmark = pytest.mark.slow

PAGES = ("/", "/history", "/trends", "/trends/figure?days=all", "/advisory")
MORE_PAGES = ("/trends?days=365", "/trends/days", "/history/{day}", "/medicines")
TOKENS = re.compile(r'(name="(?:csrf_token|submission_key)"[^>]*value=")[^"]*')


@dataclass
class House:
    """Alice's diary, two processes that keep things, and one that does not."""

    keeping: tuple[Browser, Browser]
    forgetful: Browser
    clock: SettableClock
    code: str
    link_ends: datetime
    folder: Path
    chance: random.Random
    views: dict[int, tuple[str, datetime]] = field(default_factory=dict)

    @property
    def database(self) -> Database:
        return database_of(self.keeping[0].app)

    @property
    def browser(self) -> Browser:
        return self.chance.choice(self.keeping)

    def revision(self) -> int:
        with self.database.reading() as session:
            return person_in(session).revision

    def pages(self, browser: Browser, addresses: tuple[str, ...]) -> dict[str, str]:
        found = {}
        for address in (*addresses, self.shared_with(browser)):
            response = browser.client.get(address.format(day=self.clock.now().date() - A_WEEK))
            assert response.status_code == 200, address
            found["shared" if "/s/" in address else address] = TOKENS.sub(
                r"\1", response.get_data(as_text=True)
            )
            if browser is self.forgetful:
                database_of(browser.app).shelf.clear()
        return found

    def shared_with(self, browser: Browser) -> str:
        """The provider's page: it closes after half an hour, and its link after a week."""
        if self.clock.now() >= self.link_ends:
            today = self.clock.now().date()
            self.code = give_link(browser.app, "alice", today - timedelta(days=120), today)
            self.link_ends = self.clock.now() + A_WEEK
            self.views.clear()
        address, ends = self.views.get(id(browser), ("", self.clock.now()))
        if self.clock.now() >= ends:
            address = open_link(browser, self.code).address
            self.views[id(browser)] = (address, self.clock.now() + VIEW_LASTS)
        return address

    def agree(self, monkeypatch: pytest.MonkeyPatch, addresses: tuple[str, ...] = PAGES) -> None:
        for browser in (*self.keeping, self.forgetful):
            self.shared_with(browser)
            # The message about the last step belongs to one browser, and is shown once.
            browser.get("/settings")
        with monkeypatch.context() as another_build:
            another_build.setattr(day_packs, "build", lambda: "forgetful")
            true = self.pages(self.forgetful, addresses)
        for browser in (*self.keeping, self.keeping[0]):
            assert self.pages(browser, addresses) == true


A_WEEK = timedelta(days=7)


def process(settings: Config, clock: SettableClock, name: str, person_id: int) -> Browser:
    return sign_in(create_app(settings, clock), name, person_id)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.long)])
def house(
    request: pytest.FixtureRequest, tmp_path: Path, template_database: Path
) -> Iterator[House]:
    path = tmp_path / "tidemark.sqlite3"
    path.write_bytes(template_database.read_bytes())
    url = f"sqlite:///{path}"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql_url")
    settings = Config(tmp_path, url, TEST_SECRET, password_cost=CHEAP)
    clock = SettableClock(NOW)
    app = create_app(settings, clock)
    migrations.migrate(database_of(app))
    alice = add_person(database_of(app), "alice")
    with database_of(app).writing() as session:
        owner = owner_of(person_in(session))
        add_archive(session, owner, Archive(example_diary(TODAY)), NOW)
        busy.add_medicines(session, alice, 2)
    code = give_link(app, "alice", TODAY - timedelta(days=120), TODAY + timedelta(days=60))
    browsers = [process(settings, clock, "alice", alice) for _ in range(3)]
    house = House(
        (browsers[0], browsers[1]),
        browsers[2],
        clock,
        code,
        NOW + A_WEEK,
        tmp_path,
        random.Random(7),  # noqa: S311 - not a secret
    )
    request.getfixturevalue("monkeypatch").setattr(
        database_of(browsers[2].app), "write_if_free", lambda _works: None
    )
    yield house
    for built in (app, *(browser.app for browser in browsers)):
        database_of(built).engine.dispose()


def any_id(house: House, table: type[CheckIn] | type[DoseRow]) -> str:
    with house.database.reading() as session:
        query = select(table.public_id).order_by(table.id)
        if table is DoseRow:
            query = query.where(DoseRow.medication.like("oxycodone%"))
        return house.chance.choice(session.scalars(query).all())


def form(house: House, address: str, action: str = "", **typed: str) -> None:
    browser = house.browser
    send(browser, browser.get(address), action or address, typed)


def send(browser: Browser, page: Page, action: str, typed: busy.Typed) -> None:
    """Send a form. It may be refused: then nothing was written, and the pages are the same."""
    values = page.form_values(action) | typed
    assert browser.client.post(action, data=values).status_code < HTTPStatus.INTERNAL_SERVER_ERROR


def save(house: House) -> None:
    browser = house.browser
    page, action, typed = busy.sheet("/")(browser, {})
    typed["average_pain"] = str(house.chance.randint(0, 10))
    send(browser, page, action, typed)


def undo(house: House) -> None:
    browser = house.browser
    page, action, typed = busy.undo(busy.sheet("/"), "/undo/")(browser, {})
    send(browser, page, action, typed)


def save_a_past_day(house: House) -> None:
    day = house.clock.now().date() - timedelta(days=house.chance.randint(2, 300))
    form(house, f"/history/{day}/add", average_pain=str(house.chance.randint(0, 10)))


def edit(house: House) -> None:
    pain = str(house.chance.randint(0, 10))
    form(house, f"/entries/check-in/{any_id(house, CheckIn)}", average_pain=pain)


def delete(house: House) -> None:
    form(house, f"/entries/check-in/{any_id(house, CheckIn)}/delete")


def edit_a_dose(house: House) -> None:
    form(
        house,
        f"/doses/{any_id(house, DoseRow)}/edit",
        amount=str(house.chance.choice((5, 10, 15, 20))),
    )


def delete_a_dose(house: House) -> None:
    form(house, f"/doses/{any_id(house, DoseRow)}/delete")


def tell(house: House) -> None:
    form(house, "/about-you/condition", condition=f"my hip {house.chance.random()}")


def import_a_file(house: House) -> None:
    day = house.clock.now().date() - timedelta(days=house.chance.randint(20, 500))
    taken = Dose(
        taken_at_local=datetime.combine(day, time(9)),
        medication="morphine",
        route="oral",
        amount=house.chance.randint(1, 40),
        unit="mg",
    )
    path = house.folder / "some.zip"
    path.write_bytes(write_archive(Diary(entries=(DayEntry(day, pain=3.5),), doses=(taken,))))
    run = house.browser.app.test_cli_runner()
    done = run.invoke(args=["import-diary", "alice@example.org", str(path)])
    assert done.exit_code == 0, done.output


def midnight(house: House) -> None:
    house.clock.instant += timedelta(days=house.chance.choice((1, 1, 1, 20)))


def a_minute(house: House) -> None:
    house.clock.instant += timedelta(seconds=house.chance.choice((20, 60, 4000)))


STEPS: tuple[Callable[[House], None], ...] = (
    save,
    save_a_past_day,
    undo,
    edit,
    delete,
    a_minute,
    edit_a_dose,
    delete_a_dose,
    import_a_file,
    midnight,
    tell,
    save,
)


def test_kept_and_computed_agree_after_each_kind_of_write(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.agree(monkeypatch)
    with house.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(DayPack)), "nothing was packed"
    for step in STEPS:
        before = house.revision()
        step(house)
        assert house.revision() > before or step in (midnight, a_minute), step
        house.agree(monkeypatch)


@pytest.mark.long
def test_kept_and_computed_agree_on_a_long_walk(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(40):
        house.chance.choice(STEPS)(house)
        house.agree(monkeypatch, (*PAGES, *MORE_PAGES))


def test_a_pack_holds_all_that_a_day_says() -> None:
    """A new field of a day must go through the packs as well."""
    assert [each.name for each in fields(DayEntry)] == list(signature(packing._entry).parameters)
