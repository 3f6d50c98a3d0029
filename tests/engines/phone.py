"""What a patient does on a phone of any engine, by the names that stand on the page."""

from collections.abc import Callable
from typing import TypeVar

from selenium.common.exceptions import (
    StaleElementReferenceException,
    TimeoutException,
    WebDriverException,
)
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.select import Select
from selenium.webdriver.support.wait import WebDriverWait

T = TypeVar("T")
WITHIN_S = 10


def name_of(element: WebElement) -> str:
    """Return what assistive technology calls it; nothing for what is not drawn."""
    try:
        return element.accessible_name
    except StaleElementReferenceException:
        raise
    except WebDriverException:
        # WebKit's answer for an element that is hidden.
        return ""


class Phone:
    """A browser in somebody's hand. Whatever is looked for is waited for."""

    def __init__(self, driver: WebDriver, site: str) -> None:
        self.driver = driver
        self.site = site

    def open(self, path: str) -> None:
        self.driver.get(self.site + path)

    def until(self, look: Callable[[], T | None], what: str) -> T:
        """Wait until `look` finds something; say `what` was missing if it does not."""
        wait = WebDriverWait(self.driver, WITHIN_S, 0.05, ignored_exceptions=[WebDriverException])
        try:
            return wait.until(lambda _: look())
        except TimeoutException:
            raise AssertionError(f"{what}\non the page:\n{self.text()}") from None

    def text(self) -> str:
        words: str = self.driver.execute_script("return document.body.innerText")
        return words

    def reads(self, words: str) -> None:
        self.until(lambda: words in self.text() or None, words)

    def heading(self, words: str) -> None:
        self.until(
            lambda: self.driver.find_element(By.TAG_NAME, "h1").text == words or None,
            f"the heading {words!r}",
        )

    def found(self, css: str, name: str, within: str = "main") -> WebElement:
        """Return the element that assistive technology calls `name`, or begins to call so."""

        def look() -> WebElement | None:
            for element in self.driver.find_elements(By.CSS_SELECTOR, f"{within} {css}"):
                if name_of(element).startswith(name):
                    return element
            return None

        return self.until(look, f"{css} {name!r}")

    def fill(self, name: str, words: str) -> None:
        self.found(":is(input:not([type=hidden]), textarea)", name).send_keys(words)

    def select(self, name: str, value: str) -> None:
        Select(self.found("select", name)).select_by_value(value)

    def element(self, css: str) -> WebElement:
        return self.until(
            lambda: next(iter(self.driver.find_elements(By.CSS_SELECTOR, css)), None), css
        )

    def draws(self, area: str) -> None:
        """Mark a place on the drawing of the side that is shown."""
        drawn = f".body-figure:not([hidden]) .body-figure__area[data-area={area}]"
        self.tap(self.element(drawn))
        self.until(
            lambda: self.element(f"main input[value={area}]").is_selected() or None,
            f"{area} marked",
        )

    def switch(self, name: str) -> None:
        """Press what changes this page and leads to no other."""
        self.tap(self.found("button", name))

    def tap(self, target: WebElement) -> None:
        """Tap in the middle of the screen, where no bar lies over it, as a person would."""
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", target)
        target.click()

    def press(self, name: str, within: str = "main") -> None:
        self._leave(self.found("button", name, within))

    def follow(self, name: str) -> None:
        self._leave(self.found("a", name))

    def bar(self, name: str) -> None:
        """Use the bar of four."""
        self._leave(self.found("a", name, within="nav"))

    def choose(self, name: str, within: str = "") -> None:
        """Tap the words around a radio or a tick box."""
        group = f"{self._group(within)} " if within else ""
        box = self.found("input:not([type=hidden])", name, within=f"main {group}".strip())
        self.tap(box.find_element(By.XPATH, "ancestor::label"))
        self.until(lambda: box.is_selected() or None, f"{name!r} is chosen")

    def _group(self, legend: str) -> str:
        for number, group in enumerate(self.driver.find_elements(By.CSS_SELECTOR, "fieldset")):
            if name_of(group).startswith(legend):
                self.driver.execute_script(
                    "arguments[0].dataset.group = arguments[1]", group, number
                )
                return f"[data-group='{number}']"
        raise AssertionError(f"no group {legend!r}\non the page:\n{self.text()}")

    def _leave(self, target: WebElement) -> None:
        """Tap what leads to another page, and wait for that page."""
        self.driver.execute_script("document.documentElement.dataset.left = 'yes'")
        self.tap(target)
        arrived = (
            "return !document.documentElement.dataset.left && document.readyState === 'complete'"
        )
        self.until(lambda: self.driver.execute_script(arrived) or None, "the next page")
