"""Nonsense in every form: it is refused with what was typed, or saved; it is never a fault."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml.html import HtmlElement

from app import create_app
from app.clock import SettableClock
from app.config import Config
from app.web.kit.access import kind_of
from tests.cast.busy import a_list
from tests.cast.filled import FilledDiary, fill
from tests.cast.people import CHEAP, NOW, TEST_SECRET, signed_in
from tests.client import Browser, Page, values_of
from tests.web.medicines.medicine_pages import TABLET, add_unasked, begin, choose_kind

pytestmark = pytest.mark.slow

ANSWERS = {200, 201, 303, 400, 404, 409, 413, 422}
REFUSED = {409, 422}
TYPED = {"text", "email", "search", "date", "time", "number", "textarea"}
EXAMPLES = 150
# Buttons in messages and cards without a field to type into, and what another answer leads to.
UNTRIED = {
    "advisory.answer",
    "archive.undo",
    "doses.undo",
    "history.undo",
    "medicine_add.route",
    "patches.still_on",
}
NOISE = [
    "",
    " ",
    "0",
    "-1",
    "11",
    "1e400",
    "nan",
    "Infinity",
    "9" * 400,
    "\N{ARABIC-INDIC DIGIT FIVE}",
    "0x10",
    "1,5",
    "1.2.3",
    "=1+1",
    "None",
    "true",
    "2026-02-30",
    "0001-01-01",
    "9999-12-31",
    "1850-01-01",
    "2026-03-12",
    "2026-03-08",  # the clocks went forward at 02:00 in New York
    "2025-11-02",  # the clocks went back at 02:00
    "02:30",
    "01:30",
    "24:00",
    "25:61",
    "America/New_York",
    "../../etc/passwd",
    "<script>alert(1)</script>",
    "\"'><img src=x onerror=alert(1)>",
    "{{ 7 * 7 }}",
    "a\x00b",
    "\x1b[31m\x7f\x9f",
    "\ufeff\u202egnp.exe\ufffe",
    "שלום עולם",
    "🙂" * 300,
    "line\r\nline\rline",
    "y" * 100_000,
]


@dataclass(frozen=True)
class FoundForm:
    """A form as a page offered it: what an untouched one sends, and what can be typed into it."""

    action: str
    values: dict[str, list[str]]
    kinds: dict[str, str]


class House:
    """Alice's filled diary, her browser, all forms, and the way back to the start."""

    def __init__(self, folder: Path, empty: Path) -> None:
        self._file = folder / "tidemark.sqlite3"
        self._file.write_bytes(empty.read_bytes())
        config = Config(folder, f"sqlite:///{self._file}", TEST_SECRET, password_cost=CHEAP)
        self.app = create_app(config, SettableClock(NOW))
        self.alice = signed_in(self.app, "alice")
        self.forms = self._found(fill(self.app, 1))
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

    def _found(self, diary: FilledDiary) -> list[FoundForm]:
        found: dict[str, FoundForm] = {}
        for page in self._pages(diary):
            main = page.root.find(".//main")
            assert main is not None
            for form in main.iterfind(".//form[@method='post']"):
                action = urlsplit(form.get("action") or "").path
                found.setdefault(action, FoundForm(action, page.form_values(action), kinds(form)))
        return list(found.values())

    def _pages(self, diary: FilledDiary) -> Iterator[Page]:
        for rule in self.app.url_map.iter_rules():
            view = self.app.view_functions[rule.endpoint]
            if "GET" in (rule.methods or ()) and kind_of(view) == "own":
                for address, _ in diary.addresses(rule.endpoint):
                    response = self.alice.client.get(address)
                    if response.status_code == 200 and response.mimetype == "text/html":
                        yield self.alice.inspected(response, address, 200)
        yield self.alice.get("/")
        yield from (Browser(self.app).get(address) for address in ("/sign-in", "/sign-up", "/s"))
        yield self.alice.send(self.alice.get("/share/new"), "/share/new", 200)
        yield from self._pages_of_a_new_medicine()
        # Last: it takes the place of the archive that waits to be brought in.
        yield a_list(self.alice, {})[0]

    def _pages_of_a_new_medicine(self) -> Iterator[Page]:
        step = begin(self.alice, "oxycodone")
        yield step
        yield begin(self.alice, own_name="hydrocodne")
        yield begin(self.alice, own_name="willow bark")
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


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, template_database: Path) -> Iterator[House]:
    house = House(tmp_path_factory.mktemp("fuzz"), template_database)
    yield house
    house.close()


def letters(text: str) -> str:
    """Return what of a text must come back: all but white space and what HTML cannot hold."""
    return "".join(c for c in text if unicodedata.category(c)[0] not in "CZ" and c != "\ufffd")


def check(house: House, form: FoundForm, sent: dict[str, list[str]]) -> None:
    response = house.alice.client.post(form.action, data=sent)
    assert response.status_code in ANSWERS, (form.action, sent)
    page = house.alice.inspected(response, form.action, response.status_code)
    if response.status_code in REFUSED and page.root.find(".//main//form") is not None:
        assert page.root.find(".//*[@class='error-summary']") is not None, (form.action, sent)
        back = {name: text for f in page.root.iter("form") for name, text in values_of(f).items()}
        for name, kind in form.kinds.items():
            if kind in TYPED and name in back and len(sent.get(name, ())) == 1:
                assert letters(sent[name][0]) == letters(back[name][0]), (form.action, name)
    if response.status_code < 400:
        house.begin_again()


def test_there_are_forms_to_try(house: House) -> None:
    posts = {
        rule.endpoint
        for rule in house.app.url_map.iter_rules()
        if "POST" in (rule.methods or ())
        and kind_of(house.app.view_functions[rule.endpoint]) == "own"
    }
    adapter = house.app.url_map.bind("")
    tried = {adapter.match(form.action, method="POST")[0] for form in house.forms}
    assert posts - tried == UNTRIED


@given(data=st.data())
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_no_nonsense_in_a_form_is_a_fault_and_what_was_typed_comes_back(
    house: House, data: st.DataObject
) -> None:
    form = data.draw(st.sampled_from(house.forms), label="form")
    sent = {name: list(texts) for name, texts in form.values.items()}
    sent["csrf_token"] = house.token
    noise = st.sampled_from(NOISE) | st.text(max_size=40)
    for _ in range(data.draw(st.integers(1, 5))):
        name = data.draw(st.sampled_from([*form.kinds, "unknown", "notes[]"]), label="field")
        sent[name] = data.draw(st.lists(noise, max_size=2), label=name)
    check(house, form, sent)
