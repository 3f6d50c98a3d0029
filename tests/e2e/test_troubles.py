"""What went wrong, looked at: each form that is sent back, and each page for an error."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from werkzeug.exceptions import HTTPException

from app.web.kit.access import public
from app.web.kit.errors import TROUBLES
from tests.client import Page
from tests.e2e.conftest import OpenTab, Tab
from tests.web.kit.fuzz.house import FoundForm, House

pytestmark = pytest.mark.e2e

REFUSED = {409, 422, 429}
# Too little, no choice of ours, too long: what a form takes, it is not asked about.
NONSENSE = ("", "?", "? " * 1500)
BOOKKEEPING = {"submission_key", "version", "seed"}
# The other forms are a button alone, or take every answer.
LEAST_SENT_BACK = 48


@pytest.fixture(scope="module")
def filled_house(
    tmp_path_factory: pytest.TempPathFactory, template_database: Path
) -> Iterator[House]:
    house = House(tmp_path_factory.mktemp("troubles"), template_database)
    house.app.logger.disabled = True
    yield house
    house.close()


@pytest.fixture
def house(filled_house: House) -> House:
    filled_house.begin_again()
    return filled_house


def sent_back(house: House) -> Iterator[tuple[str, str]]:
    """Fill in each form with nonsense; give its address and the page that answers it."""
    seen: set[str] = set()
    for form, nonsense in product(house.forms, NONSENSE):
        endpoint = house.endpoint(form)
        if endpoint not in seen and (html := refused(house, form, nonsense, house.token)):
            seen.add(endpoint)
            yield f"{endpoint}, filled in with {nonsense[:3]!r}", html
    yield "with an expired token", refused(house, house.forms[0], "?", "expired")


def refused(house: House, form: FoundForm, nonsense: str, token: str) -> str:
    """Return the page of a form that was sent back; empty where it was not."""
    sent = {name: list(texts) for name, texts in form.values.items()}
    sent |= {name: [nonsense] for name in form.kinds if name not in BOOKKEEPING}
    sent["csrf_token"] = [token]
    response = house.alice.client.post(form.action, data=sent)
    if response.status_code not in REFUSED:
        house.begin_again()
        return ""
    return response.get_data(as_text=True)


def errors(house: House, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, str]]:
    """Give the page of each error, to somebody who is signed in and who sent a form."""

    def fail() -> None:
        error = HTTPException()
        error.code = code
        raise error

    for endpoint in ("help.now", "today.save"):
        monkeypatch.setitem(house.app.view_functions, endpoint, public(fail))
    typed = house.alice.get("/").form_values("/") | {"note": ["burning since the rain"]}
    for code in TROUBLES:
        response = house.alice.client.get("/help")
        assert response.status_code == code
        yield f"error {code}", response.get_data(as_text=True)
        if TROUBLES[code].with_typed:
            page = Page(house.alice.client.post("/", data=typed), "/")
            assert page.status == code
            assert "burning since the rain" in page.text
            yield f"error {code}, after a form", page.html


def barriers(tab: Tab, name: str, html: str) -> list[str]:
    """Show a page in the browser, whose style is that of the app that is served there."""
    address = f"{tab.site}/refused"
    tab.page.route(address, lambda route: route.fulfill(body=html, content_type="text/html"))
    tab.open("/refused")
    tab.unfold()
    return [f"{name}: {problem}" for problem in (*tab.axe(), *tab.targets(), *tab.contrast())]


def test_no_form_that_is_sent_back_has_a_barrier(house: House, open_tab: OpenTab) -> None:
    tab = open_tab()
    pages = list(sent_back(house))
    assert len(pages) >= LEAST_SENT_BACK
    assert [name for name, html in pages if "error-summary" not in html] == []
    assert [problem for name, html in pages for problem in barriers(tab, name, html)] == []


def test_no_page_for_an_error_has_a_barrier(
    house: House, open_tab: OpenTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = open_tab()
    pages = list(errors(house, monkeypatch))
    assert [problem for name, html in pages for problem in barriers(tab, name, html)] == []
