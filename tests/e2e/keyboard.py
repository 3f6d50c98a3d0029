"""Somebody who uses a keyboard alone, and hears or sees where they are at each step."""

from playwright.sync_api import Page

from tests.e2e.conftest import Tab
from tests.e2e.spoken import Spoken, focused

# More than any page has places to stop at.
MOST_STEPS = 150
# Whether the ring around what has the focus is drawn, and nothing lies over it.
IS_SEEN = """() => {
    const focused = document.activeElement;
    const label = /^(radio|checkbox)$/.test(focused.type) ? focused.closest("label") : null;
    const ringed = [focused, label, focused.nextElementSibling].filter(Boolean);
    const hasRing = ringed.some((one) => getComputedStyle(one).outlineStyle !== "none");
    const shown = label ?? focused;
    const box = shown.getBoundingClientRect();
    const [x, y] = [box.left + Math.min(box.width / 2, 40), (box.top + box.bottom) / 2];
    const above = document.elementFromPoint(x, y);
    return hasRing && Boolean(above) && (shown.contains(above) || above.contains(shown));
}"""


class Keyboard:
    """Only Tab, Shift and Tab, the arrows, Space, Enter and letters."""

    def __init__(self, tab: Tab) -> None:
        self.tab = tab
        self.page: Page = tab.page
        self.session = tab.page.context.new_cdp_session(tab.page)

    def key(self, name: str) -> None:
        self.page.keyboard.press(name)

    def heard(self) -> Spoken | None:
        """What a screen reader says of the place that has the focus, which must be in sight."""
        here = focused(self.session)
        if here.role in ("RootWebArea", "generic", "none"):
            return None
        assert self.page.evaluate(IS_SEEN), f"{here} is not seen"
        return here

    def go_to(self, name: str, *, key: str = "Tab") -> Spoken:
        """Step on until something of this name has the focus."""
        passed = []
        for _ in range(MOST_STEPS):
            self.key(key)
            here = self.heard()
            if here is None:
                continue
            if here.name.startswith(name):
                return here
            passed.append(f"{here.role} {here.name!r}")
        raise AssertionError(f"no {name!r} among {passed}")

    def press(self, name: str) -> None:
        """Follow a link or press a button, both of which lead to a page."""
        here = self.go_to(name)
        assert here.role in ("link", "button"), here
        with self.page.expect_navigation():
            self.key("Enter")

    def unfold(self, name: str) -> None:
        self.go_to(name)
        self.key("Enter")

    def mark(self, name: str) -> None:
        self.go_to(name)
        self.key("Space")

    def write(self, name: str, words: str) -> None:
        self.go_to(name)
        self.page.keyboard.type(words)

    def choose(self, group_starts_at: str, downs: int) -> None:
        """Choose in a group of radio buttons: Tab leads into it, the arrows through it."""
        self.go_to(group_starts_at)
        self.key("Space")
        for _ in range(downs):
            self.key("ArrowDown")

    def heading(self, words: str) -> None:
        self.page.get_by_role("heading", level=1, name=words, exact=True).wait_for()

    def is_told(self, words: str) -> None:
        """A live region says so, without being looked for."""
        region = self.page.locator("[role=status], [role=alert]").filter(has_text=words)
        region.first.wait_for()
