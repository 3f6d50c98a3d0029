"""Measuring: the CPU of requests to an app in this process. The least of several counts."""

import gc
import re
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

from flask import Flask

from app import create_app, migrations
from app.clock import SettableClock
from app.config import Config
from app.diary.diary import DayEntry, Diary, Dose, Profile
from app.interop.archive import Archive
from app.services.archive.archive import add_archive
from app.services.owner import owner_of
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
from tests.client import Browser

ROUNDS = 7
_KEY = re.compile(r'name="(csrf_token|submission_key|for_date)"[^>]*value="([^"]*)"')


def cpu_ms(work: Callable[[], object]) -> float:
    """Return the CPU that one call takes in this process, all threads together."""
    begin = time.process_time()
    work()
    return (time.process_time() - begin) * 1000


def loop_ms() -> float:
    """Return how long a fixed loop takes: how fast this machine is right now."""
    return min(cpu_ms(lambda: sum(n * n for n in range(100_000))) for _ in range(50))


def bare_flask_ms() -> float:
    """Return what Flask itself takes for a request: the floor below every page."""
    app = Flask("bare")
    app.add_url_rule("/", view_func=lambda: "ok")
    client = app.test_client()
    return min(cpu_ms(lambda: client.get("/")) for _ in range(50))


def made_up_diary(years: int, doses_a_day: int) -> Diary:
    """Return a diary that ends today: two doses of an opioid a day, the rest of something else."""
    days = [TODAY - timedelta(days=n) for n in range(365 * years)][::-1]
    return Diary(
        entries=tuple(_entry(day, n, len(days)) for n, day in enumerate(days)),
        doses=tuple(
            _dose(day, hour, n * 3 // len(days))
            for n, day in enumerate(days)
            for hour in range(8, 8 + doses_a_day)
        ),
        profile=Profile(frozenset({"lower_back"}), days[0], "back"),
    )


def _entry(day: date, number: int, of: int) -> DayEntry:
    pain = 4 + 3 * number // of + number * 7 % 3
    places = frozenset({"lower_back", "left_hip"})
    return DayEntry(day, pain=float(min(pain, 10)), areas=places, touch=number * 5 % 4)


def _dose(day: date, hour: int, step: int) -> Dose:
    at = datetime(day.year, day.month, day.day, hour)  # noqa: DTZ001 - by the person's clock
    if hour < 10:
        return Dose(at, "oxycodone ER", "oral", 20 + 10 * step, "mg")
    return Dose(at, "ibuprofen", "oral", 400, "mg")


class House:
    """One person's diary of some years, and a browser that is signed in."""

    def __init__(self, folder: Path, url: str, years: int, doses_a_day: int) -> None:
        settings = Config(folder, url, TEST_SECRET, password_cost=CHEAP)
        self.app = create_app(settings, SettableClock(NOW))
        database = database_of(self.app)
        migrations.migrate(database)
        person_id = add_person(database)
        with database.writing() as session:
            owner = owner_of(person_in(session))
            add_archive(session, owner, Archive(made_up_diary(years, doses_a_day)), NOW)
        # As the server does before its first request (gunicorn.conf.py).
        gc.collect()
        gc.freeze()
        self.alice = sign_in(self.app, "alice", person_id)
        code = give_link(self.app, "alice", TODAY - timedelta(days=364), TODAY)
        bob = Browser(self.app, "bob")
        self.pages = {
            "Today": (self.alice, "/"),
            "Trends, 90 days": (self.alice, "/trends?days=90"),
            "Trends, a year": (self.alice, "/trends?days=365"),
            "advisory": (self.alice, "/advisory"),
            "provider's page": (bob, open_link(bob, code).address),
            "History": (self.alice, "/history"),
            "a day": (self.alice, f"/history/{TODAY - timedelta(days=5)}"),
            "medicines": (self.alice, "/medicines"),
            "share": (self.alice, "/share/new"),
            "settings": (self.alice, "/settings"),
        }

    def get(self, name: str) -> None:
        """Fetch a page."""
        browser, address = self.pages[name]
        assert browser.client.get(address).status_code == 200, name

    def save(self) -> float:
        """Save a check-in on Today; return the CPU of the sending alone."""
        html = self.alice.client.get("/").get_data(as_text=True)
        typed = dict(_KEY.findall(html)) | {"average_pain": "5"}
        return cpu_ms(lambda: self.alice.client.post("/", data=typed))

    def again(self, name: str) -> float:
        """Return what a page costs that was seen already."""
        self.get(name)
        return min(cpu_ms(lambda: self.get(name)) for _ in range(ROUNDS))

    def after_save(self, name: str) -> tuple[float, float]:
        """Return what the first look at a page costs after a save, and what the save costs."""
        pairs = [(self.save(), cpu_ms(lambda: self.get(name))) for _ in range(ROUNDS)]
        saved, looked = zip(*pairs, strict=True)
        return min(looked), min(saved)
