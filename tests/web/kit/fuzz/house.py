"""A filled diary whose every form and address can be tried, and put back as it was."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from lxml.html import HtmlElement
from sqlalchemy import select

from app import create_app
from app.clock import SettableClock
from app.config import Config
from app.db import Base
from app.web.kit.access import kind_of
from tests.cast.busy import a_list
from tests.cast.filled import fill
from tests.cast.people import CHEAP, NOW, TEST_SECRET, signed_in
from tests.client import Browser, Page
from tests.web.medicines.medicine_pages import TABLET, add_unasked, begin, choose_kind

VISITORS_FORMS = ("/sign-in", "/sign-up", "/sign-up/code", "/reset", "/reset/code", "/s")


@dataclass(frozen=True)
class FoundForm:
    """A form as a page offered it.

    Attributes:
        page: the address of that page; empty for a button that stands in a message or a card.
        values: what an untouched one sends.
        kinds: what can be typed into, and which kind of field it is.
    """

    action: str
    page: str
    values: dict[str, list[str]]
    kinds: dict[str, str]


class House:
    """Alice's filled diary, her browser, all forms and addresses, and the way back to the start."""

    def __init__(self, folder: Path, empty: Path) -> None:
        self._file = folder / "tidemark.sqlite3"
        self._file.write_bytes(empty.read_bytes())
        config = Config(folder, f"sqlite:///{self._file}", TEST_SECRET, password_cost=CHEAP)
        self.app = create_app(config, SettableClock(NOW))
        self.alice = signed_in(self.app, "alice")
        self.diary = fill(self.app, 1)
        self.forms = self._found()
        self.buttons = self._buttons()
        self.token = self.alice.get("/settings").form_values("/sign-out")["csrf_token"]
        self._engine = self.app.extensions["database"].engine
        self._cookie = self.alice.client.get_cookie("tidemark")
        with self._engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        self._engine.dispose()
        self._start = self._file.read_bytes()

    def begin_again(self) -> None:
        """Undo whatever was saved."""
        self.close()
        self._file.write_bytes(self._start)
        assert self._cookie is not None
        self.alice.client.set_cookie("tidemark", self._cookie.value)

    def close(self) -> None:
        self._engine.dispose()

    def stored(self) -> str:
        """All that the database holds, as text."""
        with self._engine.connect() as connection:
            tables = Base.metadata.sorted_tables
            return repr([connection.execute(select(table)).all() for table in tables])

    def routes(self, method: str) -> set[str]:
        """The endpoints of the app that take a method, files apart."""
        rules = self.app.url_map.iter_rules()
        found = {rule.endpoint for rule in rules if method in (rule.methods or ())}
        return found - {"static"}

    def endpoint(self, form: FoundForm) -> str:
        adapter = self.app.url_map.bind("")
        return str(adapter.match(form.action, method="POST")[0])

    def _found(self) -> list[FoundForm]:
        found: dict[str, FoundForm] = {}
        for page in self._pages():
            main = page.root.find(".//main")
            assert main is not None
            for form in main.iterfind(".//form[@method='post']"):
                action = urlsplit(form.get("action") or "").path
                values = page.form_values(action)
                found.setdefault(action, FoundForm(action, page.address, values, kinds(form)))
        return list(found.values())

    def _buttons(self) -> list[FoundForm]:
        """The rest of what takes a POST, each with what every form sends."""
        values = {"submission_key": ["k" * 20], "version": ["1"]}
        missing = self.routes("POST") - {self.endpoint(form) for form in self.forms}
        return [
            FoundForm(address, "", values, dict.fromkeys(values, "hidden"))
            for endpoint in sorted(missing)
            for address, _ in self.diary.addresses(endpoint)
        ]

    def _pages(self) -> Iterator[Page]:
        for rule in self.app.url_map.iter_rules():
            view = self.app.view_functions[rule.endpoint]
            if "GET" in (rule.methods or ()) and kind_of(view) == "own":
                for address, _ in self.diary.addresses(rule.endpoint):
                    response = self.alice.client.get(address)
                    if response.status_code == 200 and response.mimetype == "text/html":
                        yield self.alice.inspected(response, address, 200)
        yield self.alice.get("/")
        yield from (Browser(self.app).get(address) for address in VISITORS_FORMS)
        yield self.alice.send(self.alice.get("/share/new"), "/share/new", 200)
        yield from self._pages_of_a_new_medicine()
        # Last: it takes the place of the archive that waits to be brought in.
        yield a_list(self.alice, {})[0]

    def _pages_of_a_new_medicine(self) -> Iterator[Page]:
        yield begin(self.alice, "oxycodone")
        yield begin(self.alice, own_name="hydrocodne")
        yield begin(self.alice, own_name="willow bark")
        yield self.alice.get("/medicines/add/route")
        add_unasked(self.alice, "willow bark")
        yield self.alice.get("/medicines/opioids")
        step = begin(self.alice, "oxycodone")
        step = choose_kind(self.alice, step, TABLET)
        yield step
        typed = {"amount": "10", "how_often": "2"}
        yield self.alice.follow(self.alice.send(step, "/medicines/add/amount", **typed))


def kinds(form: HtmlElement) -> dict[str, str]:
    """Return the form's fields and of which kind they are."""
    return {
        field.get("name") or "": field.get("type") or str(field.tag)
        for field in form.iter("input", "select", "textarea")
        if field.get("name") not in (None, "", "csrf_token")
    }
