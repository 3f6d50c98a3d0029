"""Every page of Learn and every country of Help now, as people see them."""

import pytest

from app.clinical.emergency import COUNTRIES
from app.web.reading.learn_words import ARTICLES
from tests.e2e.conftest import PHONE, OpenTab
from tests.e2e.spoken import unclear
from tests.e2e.test_every_page import narrow

pytestmark = pytest.mark.e2e

ADDRESSES = [
    *(f"/learn/{article.slug}" for article in ARTICLES),
    *(f"/help?country={code}" for code in (*COUNTRIES, "none")),
]


def test_no_page_of_learn_and_no_countrys_help_has_a_barrier_or_moves_sideways(
    open_tab: OpenTab,
) -> None:
    tab = open_tab()
    problems = []
    for address in ADDRESSES:
        tab.page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # playwright's own dict type
        tab.open(address)
        tab.unfold()
        found = tab.axe() + tab.targets() + unclear(tab.page)
        found += tab.contrast() + narrow(tab.page) + tab.console
        problems += [f"{address}: {problem}" for problem in found]
        tab.console.clear()
    assert problems == []
    assert tab.strangers == []


def test_the_country_is_chosen_without_scripts(open_tab: OpenTab) -> None:
    page = open_tab(scripts=False).open("/help")
    page.get_by_label("Where are you?").select_option("gb")
    page.get_by_role("button", name="Show these numbers").click()
    page.get_by_role("heading", name="Call 999 right away").wait_for()
    assert page.get_by_role("link", name="Call 999").get_attribute("href") == "tel:999"
