"""Settings: a new password, and the end of a diary."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.config import Config
from app.db import Base, Database
from app.models import Person
from tests.cast.filled import fill
from tests.cast.people import PASSWORD
from tests.client import Browser

pytestmark = pytest.mark.slow

NEW_PASSWORD = "a lamp beside the window"


def signs_in(app: Flask, password: str) -> bool:
    browser = Browser(app)
    values = browser.get("/sign-in").form_values("/sign-in")
    values |= {"email": ["alice@example.org"], "password": [password]}
    return browser.client.post("/sign-in", data=values).status_code == 303


def test_settings_show_the_own_address(alice: Browser) -> None:
    assert "alice@example.org" in alice.get("/settings").text


@pytest.mark.parametrize("address", ["/settings", "/settings/password", "/settings/delete"])
def test_settings_are_for_who_is_signed_in(dan: Browser, address: str) -> None:
    assert dan.get(address, 303).response.location.startswith("/sign-in")


def test_a_new_password_replaces_the_old_and_keeps_this_device(alice: Browser, app: Flask) -> None:
    page = alice.get("/settings/password")
    sent = alice.send(page, "/settings/password", password=NEW_PASSWORD)
    assert "Your new password is saved" in alice.follow(sent).html
    assert signs_in(app, NEW_PASSWORD)
    assert not signs_in(app, PASSWORD)


def test_a_new_password_signs_other_devices_out(alice: Browser, app: Flask) -> None:
    other = Browser(app)
    page = other.get("/sign-in")
    other.send(page, "/sign-in", email="alice@example.org", password=PASSWORD)
    page = alice.get("/settings/password")
    alice.send(page, "/settings/password", password=NEW_PASSWORD)
    assert other.get("/settings", 303).response.location.startswith("/sign-in")


def test_a_weak_new_password_is_refused(alice: Browser, app: Flask) -> None:
    page = alice.get("/settings/password")
    alice.send(page, "/settings/password", 422, password="short")
    assert signs_in(app, PASSWORD)


def test_deleting_says_what_goes_and_asks_whether_that_is_meant(
    alice: Browser, database: Database
) -> None:
    page = alice.get("/settings/delete")
    assert "every day you logged" in page.text
    refused = alice.send(page, "/settings/delete", 422)
    assert "Tick the box if you want to delete your diary." in refused.text
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Person)) == 1


def tables_with_rows(database: Database) -> set[str]:
    with database.reading() as session:
        return {
            name
            for name, table in Base.metadata.tables.items()
            if session.scalar(select(func.count()).select_from(table))
        }


def test_deleting_leaves_no_row_in_any_table(alice: Browser, database: Database) -> None:
    fill(alice.app, 1)
    alice.get("/trends")  # adds up the months that are over
    # What filling leaves empty hangs on what it fills.
    assert set(Base.metadata.tables) - tables_with_rows(database) <= {
        "account_event",
        "advisory_answer",
        "import_undo",
        "mailed_code",
        "recovery_code",
        "share_opening",
        "try_count",  # of tries, whose keyed hashes name nobody
    }
    keys = [key for table in Base.metadata.tables.values() for key in table.foreign_keys]
    assert {key.ondelete for key in keys if key.column.table.name != "medicine"} == {"CASCADE"}
    alice.send(alice.get("/settings/delete"), "/settings/delete", sure="y")
    # The browser keeps an empty session for the message that is shown next.
    assert tables_with_rows(database) <= {"web_session"}


def test_deleted_words_are_in_no_file_of_the_database(alice: Browser, settings: Config) -> None:
    def is_somewhere() -> bool:
        files = settings.instance_folder.glob("tidemark.sqlite3*")
        return any(b"under the plum tree" in path.read_bytes() for path in files)

    alice.send(alice.get("/"), "/", note="under the plum tree")
    assert is_somewhere()
    alice.send(alice.get("/settings/delete"), "/settings/delete", sure="y")
    assert not is_somewhere()


def test_deleting_signs_out_and_says_so(alice: Browser, app: Flask) -> None:
    sent = alice.send(alice.get("/settings/delete"), "/settings/delete", sure="y")
    assert sent.response.location == "/"
    assert "Your diary and your account are deleted" in alice.get("/").html
    assert alice.get("/settings", 303).response.location.startswith("/sign-in")
    assert not signs_in(app, PASSWORD)


def test_deleting_one_diary_leaves_the_others(alice: Browser, carol: Browser) -> None:
    alice.send(alice.get("/settings/delete"), "/settings/delete", sure="y")
    assert "carol@example.org" in carol.get("/settings").text


def test_settings_lead_to_everything_a_diary_is_made_of(alice: Browser) -> None:
    page = alice.get("/settings")
    links = [a.get("href") or "" for a in page.root.iter("a")]
    for address in (
        "/medicines",
        "/about-you",
        "/archive",
        "/settings/password",
        "/settings/delete",
    ):
        assert address in links
        alice.get(address)


def day_ends_at(database: Database) -> int:
    with database.reading() as session:
        return session.scalars(select(Person.day_ends_at_hour)).one()


def test_the_end_of_the_day_is_a_choice(alice: Browser, database: Database) -> None:
    assert "My day ends at 4:00 am" in alice.get("/settings").text
    page = alice.get("/settings/day-end")
    assert page.form_values("/settings/day-end")["hour"] == ["4"]
    alice.send(page, "/settings/day-end", hour="7")
    assert "My day ends at 7:00 am" in alice.get("/settings").text
    assert day_ends_at(database) == 7


@pytest.mark.parametrize("hour", ["9", "-1", "noon", ""])
def test_an_hour_that_is_not_offered_is_refused(
    hour: str, alice: Browser, database: Database
) -> None:
    refused = alice.send(alice.get("/settings/day-end"), "/settings/day-end", 422, hour=hour)
    assert "Choose an hour from the list." in refused.text
    assert day_ends_at(database) == 4


def test_the_look_is_kept_on_this_device_alone(alice: Browser, app: Flask) -> None:
    page = alice.get("/settings/look")
    assert page.form_values("/settings/look")["theme"] == ["system"]
    sent = alice.send(page, "/settings/look", theme="dim", text_size="larger")
    kept = sent.response.headers["Set-Cookie"]
    assert "HttpOnly" in kept
    assert "SameSite=Lax" in kept
    settings = alice.follow(sent)
    assert "Dim, for when light hurts. Text: larger" in settings.text
    assert (settings.root.get("data-theme"), settings.root.get("data-text")) == ("dim", "larger")
    other = Browser(app)
    other.send(other.get("/sign-in"), "/sign-in", email="alice@example.org", password=PASSWORD)
    assert other.get("/settings").root.get("data-theme") is None


@pytest.mark.parametrize(
    "kept", ["", "dim", "dim.huge", "neon.usual", '"><b>.usual', "..", "a" * 500]
)
def test_a_look_that_is_none_is_the_usual_one(alice: Browser, kept: str) -> None:
    alice.client.set_cookie("tidemark-look", kept)
    root = alice.get("/settings/look").root
    assert not {"data-theme", "data-text"} & {*root.attrib}


def test_a_look_that_cannot_be_is_asked_for_again(alice: Browser) -> None:
    page = alice.get("/settings/look")
    assert (
        "Choose one of the answers shown."
        in alice.send(page, "/settings/look", 422, theme="neon").text
    )
