"""Take the README's pictures: `make screenshots`.

The app runs with an instance of its own, the made-up example diary and a clock that stands still,
so that the same code gives the same pictures.
"""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

from flask import Flask
from playwright.sync_api import Browser, Locator, Page, sync_playwright
from werkzeug.serving import make_server

from app import create_app, migrations
from app.clock import SettableClock
from app.config import ROOT, Config
from app.db import Database
from app.services.account.passwords import Passwords
from app.services.example import DEMO_EMAIL, TIME_ZONE, make_demo
from tests.cast.people import CHEAP, TEST_SECRET, database_of
from tests.e2e.conftest import DESKTOP, FLAGS, PHONE

FOLDER = ROOT / "docs" / "screenshots"
# A Wednesday evening in New York, after the last dose of the day; and the next morning.
EVENING = datetime(2026, 3, 12, 1, 30, tzinfo=UTC)
MORNING = EVENING + timedelta(hours=11)
MOST_BYTES = 150_000


@contextmanager
def served(clock: SettableClock) -> Iterator[tuple[Flask, str]]:
    """Serve the app with an empty database; give it and its address."""
    with TemporaryDirectory() as folder:
        settings = Config(
            database_url=f"sqlite:///{folder}/tidemark.sqlite3",
            instance_folder=Path(folder),
            secret_key=TEST_SECRET,
            password_cost=CHEAP,
        )
        app = create_app(settings, clock)
        database: Database = app.extensions["database"]
        migrations.migrate(database)
        server = make_server("127.0.0.1", 0, app, threaded=True)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield app, f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
        server.server_close()
        database.engine.dispose()


@contextmanager
def running_app(clock: SettableClock) -> Iterator[tuple[str, str]]:
    """Serve the app with the demo patient; give its address and the patient's password."""
    with served(clock) as (app, site):
        with database_of(app).writing() as session:
            password = make_demo(session, Passwords(CHEAP), clock.now())
        yield site, password


def take(page: Page, name: str, at: Locator | None = None) -> None:
    """Keep what the screen shows, with `at` at its top.

    Raises:
        ValueError: the picture is too large for the repository.
    """
    if at is not None:
        at.evaluate("it => it.scrollIntoView()")
    path = FOLDER / f"{name}.png"
    page.screenshot(path=path)
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise ValueError(f"{path.name} has {size} bytes, more than {MOST_BYTES}")
    print(f"{path.relative_to(ROOT)}: {size // 1000} kB")


def open_page(browser: Browser, size: dict[str, int], scheme: str = "light") -> Page:
    """Open an empty page on a screen of this size."""
    context = browser.new_context(
        viewport=size,  # type: ignore[arg-type]  # playwright wants its own dict type
        device_scale_factor=1.5 if size == PHONE else 1,
        color_scheme=scheme,  # type: ignore[arg-type]  # "light" or "dark"
        timezone_id=TIME_ZONE,
        locale="en-US",
        reduced_motion="reduce",
    )
    return context.new_page()


def sign_in(page: Page, site: str, password: str) -> None:
    """Sign in as the demo patient."""
    page.goto(f"{site}/sign-in")
    main = page.get_by_role("main")
    main.get_by_label("Your email address").fill(DEMO_EMAIL)
    main.get_by_label("Your password").fill(password)
    main.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(f"{site}/")


def make_link(page: Page, site: str) -> str:
    """Make a link as the patient does; give its address."""
    page.goto(f"{site}/share/new")
    main = page.get_by_role("main")
    main.get_by_label("Your name or your initials").fill("R. M.")
    main.get_by_text("Questions to ask at your visit").click()
    main.get_by_text("What could explain the change in my pain?").click()
    main.get_by_role("button", name="See what they will see").click()
    main.get_by_role("button", name="Make the link").first.click()
    return main.locator("#address").inner_text()


def take_all(browser: Browser, site: str, password: str, clock: SettableClock) -> None:
    """Take every picture."""
    phone = open_page(browser, PHONE)
    phone.goto(site)
    take(phone, "landing")
    phone.goto(f"{site}/example/advisory")
    take(phone, "advisory", phone.get_by_role("heading", level=1))
    sign_in(phone, site, password)
    phone.goto(f"{site}/trends")
    take(phone, "trends")
    provider = open_page(browser, DESKTOP)
    provider.goto(make_link(phone, site))
    provider.get_by_role("heading", level=1, name="R. M.").wait_for()
    take(provider, "provider")
    clock.instant = MORNING
    phone.goto(site)
    take(phone, "today")
    dark = open_page(browser, PHONE, "dark")
    sign_in(dark, site, password)
    take(dark, "today-dark")


def main() -> None:
    """Take the pictures anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = which("chromium")
    if not path:
        raise SystemExit("Chromium is missing: run `make browser`")
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    clock = SettableClock(EVENING)
    with running_app(clock) as (site, password), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        take_all(browser, site, password, clock)
        browser.close()


if __name__ == "__main__":
    main()
