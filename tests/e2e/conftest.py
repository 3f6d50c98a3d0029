"""The app under its production kind of server threads, and a real browser on a phone's screen."""

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import which

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright
from playwright.sync_api import Request as BrowserRequest

from app.config import ROOT

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}
# Chromium's own services would look for the internet; nothing here may.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TARGETS = Path(__file__).with_name("targets.js")
# As large as WCAG 2.5.5 and Apple ask for, as far apart as Android does.
TARGET_PX = {"least": 44, "apart": 8}


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = which("chromium")
    assert path, "Chromium is missing: run `make browser`"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


class Tab:
    """A browser tab that remembers what went wrong in it."""

    def __init__(self, context: BrowserContext, site: str) -> None:
        self.page: Page = context.new_page()
        self.site = site
        self.console: list[str] = []
        self.strangers: list[str] = []
        self.page.on("console", self._note_console)
        self.page.on("pageerror", lambda error: self.console.append(str(error)))
        self.page.on("request", self._note_request)

    def _note_console(self, message: ConsoleMessage) -> None:
        self.console.append(f"{message.type}: {message.text}")

    def _note_request(self, request: BrowserRequest) -> None:
        if not request.url.startswith((self.site, "data:", "blob:")):
            self.strangers.append(request.url)

    def open(self, path: str) -> Page:
        self.page.goto(self.site + path)
        return self.page

    def unfold(self) -> None:
        """Open what is folded, and the map of the body where there is one; scroll to the end.

        At the end of the page the bar at the foot lies over nothing that axe would call cut.
        """
        self.page.evaluate(
            """() => {
                for (const fold of document.querySelectorAll("details")) fold.open = true;
                const map = document.querySelector("[name=where][value=marked]");
                if (map) map.checked = true;
                scrollTo(0, document.documentElement.scrollHeight);
            }"""
        )

    def targets(self) -> list[str]:
        """Return what is too small for a thumb or too near to its neighbour, as sentences."""
        found: list[str] = self.page.evaluate(TARGETS.read_text("utf-8"), TARGET_PX)
        return found

    def axe(self, rules: list[str] | None = None) -> list[str]:
        """Return axe-core's violations of all rules, or of these, as sentences."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE.read_text("utf-8"))
        options = {"resultTypes": ["violations"]} | ({"runOnly": rules} if rules else {})
        found = self.page.evaluate("options => axe.run(document, options)", options)
        return [
            f"{violation['id']}: {node['target']} {node['failureSummary']}"
            for violation in found["violations"]
            for node in violation["nodes"]
        ]

    def contrast(self) -> list[str]:
        """Return what is too faint on the page in the dark and in the dim theme.

        Nothing but colours differs there, so that nothing else is looked at again.
        """
        problems = []
        for theme in ("dark", "dim"):
            self.page.evaluate("theme => document.documentElement.dataset.theme = theme", theme)
            problems += [f"{theme}: {problem}" for problem in self.axe(["color-contrast"])]
        return problems

    def check_quiet(self) -> None:
        """No console message and no request to another host since the tab was opened."""
        assert self.console == []
        assert self.strangers == []


OpenTab = Callable[..., Tab]


@pytest.fixture
def open_tab(chromium: Browser, site: str) -> Iterator[OpenTab]:
    """Open a tab: `open_tab(scripts=False, scheme="dark", size=DESKTOP)`."""
    contexts: list[BrowserContext] = []

    def opener(
        *,
        scripts: bool = True,
        scheme: str = "light",
        size: dict[str, int] = PHONE,
        time_zone: str = "America/New_York",
    ) -> Tab:
        context = chromium.new_context(
            viewport=size,  # type: ignore[arg-type]  # playwright wants its own dict type
            java_script_enabled=scripts,
            color_scheme=scheme,  # type: ignore[arg-type]  # "light" or "dark"
            timezone_id=time_zone,
            locale="en-US",
            has_touch=size == PHONE,
            reduced_motion="reduce",
        )
        context.set_default_timeout(8_000)
        contexts.append(context)
        return Tab(context, site)

    yield opener
    for context in contexts:
        context.close()
