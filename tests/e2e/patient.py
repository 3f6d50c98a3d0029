"""What a patient does in the browser, by the names that stand on the page."""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.cast.people import PASSWORD
from tests.e2e.conftest import Tab


class Patient:
    """Somebody with a phone. Taps are counted: each click, tick or choice is one."""

    def __init__(self, tab: Tab, *, scripts: bool) -> None:
        self.tab = tab
        self.page: Page = tab.page
        self.scripts = scripts
        self.taps = 0

    @property
    def main(self) -> Locator:
        return self.page.get_by_role("main")

    def tap(self, target: Locator) -> None:
        """Tap what can be seen; a radio or a tick box is tapped on its words."""
        if target.get_attribute("type") in ("radio", "checkbox"):
            around = target.locator("xpath=ancestor::label")
            by_name = self.page.locator(f"label[for='{target.get_attribute('id')}']")
            target = around if around.count() else by_name
        target.click()
        self.taps += 1

    def press(self, name: str) -> None:
        self.tap(self.main.get_by_role("button", name=name, exact=True))

    def presses(self, name: str, of: str) -> None:
        """Press one of several buttons of one name; `of` says which."""
        self.tap(self.main.get_by_role("button", name=re.compile(f"{name}.*{of}")))

    def follow(self, name: str) -> None:
        self.tap(self.main.get_by_role("link", name=name, exact=True).first)

    def choose(self, name: str, within: str = "") -> None:
        place = self.main.get_by_role("group", name=within, exact=True) if within else self.main
        self.tap(place.get_by_role("radio", name=name).first)

    def tick(self, name: str) -> None:
        self.tap(self.main.get_by_role("checkbox", name=name).first)

    def marks(self, area: str, name: str) -> None:
        """Mark a place of the back: on the drawing, or in words where that needs no script."""
        if self.scripts:
            self.press("Back")
            self.tap(self.main.locator(f".body-figure__area[data-area={area}]").last)
        else:
            self.tick(name)

    def bar(self, name: str) -> None:
        """Use the bar of four."""
        self.page.get_by_role("navigation").get_by_role("link", name=name).click()

    def reads(self, words: str) -> None:
        expect(self.main).to_contain_text(words)

    def heading(self, words: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(words)

    def signs_up(self, email: str) -> None:
        self.main.get_by_label("Your email address").fill(email)
        password = self.main.get_by_label("Choose a password")
        password.fill(PASSWORD)
        if self.scripts:
            self.main.get_by_role("button", name=re.compile("^Show.*Choose a password")).click()
            expect(password).to_have_attribute("type", "text")
            self.main.get_by_role("button", name=re.compile("^Hide.*Choose a password")).click()
            expect(password).to_have_attribute("type", "password")
        self.press("Start my diary")

    def sets_up(self) -> None:
        """One thing per page; what can be skipped is skipped once."""
        if not self.scripts:
            self.heading("What is your time zone?")
            self.main.get_by_label("Your time zone").select_option("America/New_York")
            self.press("Save and continue")
        self.heading("Where did it hurt at first?")
        self.marks("lower_back", "Your lower back")
        self.press("Save and continue")
        self.adds_a_medicine()
        self.follow("Continue")
        self.follow("Skip this")
        self.main.get_by_role("textbox").fill("My back, since the fall")
        self.press("Save and continue")
        self.follow("Skip this")

    def adds_a_medicine(self) -> None:
        self.follow("Add a medicine")
        self.main.get_by_label("Find it in this list").select_option("oxycodone")
        self.press("Continue")
        self.choose("Slow-release tablet (ER)")
        self.press("Continue")
        self.main.get_by_label("How much do you take each time?").fill("20")
        self.choose("2 times a day")
        self.press("Continue")
        self.reads("At what times?")
        self.press("Save")

    def brings_in(self, archive: Path) -> None:
        self.tab.open("/archive")
        self.main.get_by_label("The file").set_input_files(archive)
        self.press("Check the file")
        self.reads("Nothing has been added yet")
        self.tap(self.main.get_by_role("button", name=re.compile("Add it to my diary|Go ahead")))
