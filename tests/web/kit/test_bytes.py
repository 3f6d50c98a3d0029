"""How many bytes a page costs a phone: compressed, the first time and every time after.

The first visit of a page brings its stylesheets, scripts, the letters of its headings and one icon;
all of them stay in the browser. Headers are not counted.
"""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.cast.diary import fill_days
from tests.client import Browser

pytestmark = pytest.mark.slow

# KB (1,000 bytes), with a little room. The aims are 36 and 8: the letters of the headings alone are
# 21.5, and Today and Trends carry drawings of the body and charts for two widths.
FIRST_VISIT_KB = {
    "/": 49,
    "/history": 39,
    "/trends?days=90": 54,
    "/advisory": 38,
    "/medicines": 37,
    "/share/new": 39,
    "/help": 39,
}
AGAIN_KB = {
    "/": 11,
    "/history": 3,
    "/trends?days=90": 14.5,
    "/advisory": 3,
    "/medicines": 2.5,
    "/share/new": 4,
    "/help": 4.5,
}


@pytest.fixture
def patient(app: Flask, alice: Browser) -> Browser:
    fill_days(app, alice.name, 90)
    return alice


def sent_bytes(browser: Browser, address: str) -> int:
    response = browser.client.get(address, headers={"Accept-Encoding": "br"})
    assert response.status_code == 200
    content = response.data
    response.close()
    return len(content)


def files_of(browser: Browser, address: str) -> Iterator[str]:
    """Yield what a browser fetches to show a page: of the icons, the one that it prefers."""
    root = browser.get(address).root
    for link in root.iter("link"):
        if (
            link.get("rel") == "stylesheet"
            or link.get("as") == "font"
            or (link.get("rel") == "icon" and link.get("type") == "image/svg+xml")
        ):
            yield link.get("href", "")
    yield from (script.get("src", "") for script in root.iter("script"))


@pytest.mark.parametrize("address", FIRST_VISIT_KB)
def test_a_page_costs_a_phone_few_bytes(patient: Browser, address: str) -> None:
    page = sent_bytes(patient, address)
    files = sum(sent_bytes(patient, file) for file in set(files_of(patient, address)))
    kilobytes = (round((page + files) / 1000, 1), round(page / 1000, 1))
    assert kilobytes[0] <= FIRST_VISIT_KB[address]
    assert kilobytes[1] <= AGAIN_KB[address]
