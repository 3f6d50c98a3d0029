"""Take every page in three widths, light and dark, and lay them out as one sheet for each width.

`make screenshots` writes them to `.make/pages`, which is not committed: they are for looking at
the whole at once, after a change to the look.
"""

import logging
import re
from html import escape
from shutil import rmtree, which

from playwright.sync_api import Browser, Page, sync_playwright

from app.clock import SettableClock
from app.config import ROOT
from tests.cast.filled import fill
from tests.cast.people import NOW, PASSWORD, add_person, database_of
from tests.e2e.conftest import FLAGS
from tests.e2e.screenshots import open_page, served
from tests.e2e.test_every_page import pages_of

FOLDER = ROOT / ".make" / "pages"
# Width of the screen, its height, and how wide a page of it stands on the sheet.
SCREENS = ((360, 740, 240), (768, 1024, 380), (1280, 900, 480))
SHEET_WIDTH = 3600
SHEET = """<!doctype html><style>
body {{ background: #777; columns: {columns}; column-gap: 12px; font: 13px sans-serif }}
figure {{ background: #fff; break-inside: avoid; margin: 0 0 12px }}
img {{ display: block; width: 100% }}
</style>{figures}"""


def take(page: Page, address: str) -> None:
    """Take the page that is open, whole, on each screen in each scheme."""
    name = re.sub(r"\W+", "-", address).strip("-") or "start"
    for width, height, _ in SCREENS:
        page.set_viewport_size({"width": width, "height": height})
        # As high as the page, so that the bar at the foot of the screen stands at its end.
        whole = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": width, "height": max(height, whole)})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # a literal of its own
            page.screenshot(path=FOLDER / str(width) / f"{name}-{scheme}.png")


def lay_out(browser: Browser) -> None:
    """Write one sheet for each width."""
    for width, _, shown in SCREENS:
        pictures = sorted((FOLDER / str(width)).glob("*.png"))
        figures = "".join(
            f'<figure>{escape(path.stem)}<img src="{width}/{path.name}"></figure>'
            for path in pictures
        )
        sheet = FOLDER / f"{width}.html"
        sheet.write_text(SHEET.format(columns=SHEET_WIDTH // shown, figures=figures), "utf-8")
        page = browser.new_page(viewport={"width": SHEET_WIDTH, "height": 800})
        page.goto(sheet.as_uri())
        page.screenshot(path=sheet.with_suffix(".png"), full_page=True)
        print(f"{sheet.with_suffix('.png').relative_to(ROOT)}: {len(pictures)} pictures")


def main() -> None:
    """Take every page anew."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    rmtree(FOLDER, ignore_errors=True)
    for width, _, _ in SCREENS:
        (FOLDER / str(width)).mkdir(parents=True)
    with served(SettableClock(NOW)) as (app, site), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=which("chromium"), args=list(FLAGS))
        page = open_page(browser, {"width": 360, "height": 740})
        diary = fill(app, add_person(database_of(app), "alice"))
        for address in pages_of(app, diary, "public"):
            page.goto(site + address)
            take(page, f"public{address}")
        page.goto(f"{site}/sign-in")
        page.get_by_label("Your email address").fill("alice@example.org")
        page.get_by_label("Your password").fill(PASSWORD)
        page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
        page.get_by_role("heading", level=1, name="Today").wait_for()
        for address in pages_of(app, diary, "own"):
            page.goto(site + address)
            take(page, address)
        lay_out(browser)
        browser.close()


if __name__ == "__main__":
    main()
