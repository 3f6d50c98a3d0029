"""Every page of Learn and every country of Help now, as people see them."""

import pytest

from app.clinical.emergency import COUNTRIES
from app.web.reading.learn_words import ARTICLES
from tests.e2e.conftest import PHONE, OpenTab
from tests.e2e.test_every_page import SMALLEST, scroll_to_the_end, sideways

pytestmark = pytest.mark.e2e

ADDRESSES = [
    *(f"/learn/{article.slug}" for article in ARTICLES),
    *(f"/help?country={code}" for code in (*COUNTRIES, "none")),
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_learn_and_no_countrys_help_has_a_barrier(
    open_tab: OpenTab, scheme: str
) -> None:
    tab = open_tab(scheme=scheme)
    problems = []
    for address in ADDRESSES:
        scroll_to_the_end(tab.open(address))
        problems += [f"{address}: {problem}" for problem in tab.axe() + tab.console]
        tab.console.clear()
    assert problems == []
    assert tab.strangers == []


def test_no_page_of_learn_scrolls_sideways_when_narrow_or_with_large_letters(
    open_tab: OpenTab,
) -> None:
    problems = []
    for size, letters in ((SMALLEST, "100%"), (PHONE, "200%")):
        tab = open_tab(size=size)
        for address in ADDRESSES:
            page = tab.open(address)
            page.evaluate(f"document.documentElement.style.setProperty('font-size', '{letters}')")
            if sideways(page) > 0:
                problems.append(f"{address} at {size['width']}, letters {letters}")
    assert problems == []


def test_the_country_is_chosen_without_scripts(open_tab: OpenTab) -> None:
    page = open_tab(scripts=False).open("/help")
    page.get_by_label("Where are you?").select_option("gb")
    page.get_by_role("button", name="Show these numbers").click()
    page.get_by_role("heading", name="Call 999 right away").wait_for()
    assert page.get_by_role("link", name="Call 999").get_attribute("href") == "tel:999"
