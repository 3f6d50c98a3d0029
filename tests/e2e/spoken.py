"""What a screen reader says: Chromium's own accessibility tree, read by name."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import CDPSession, Page

# Buttons that Chromium itself draws into a field for a day or a time.
THE_BROWSERS = {f"Show {kind} picker Show {kind} picker" for kind in ("date", "time")}
PRESSED = {"button", "link", "checkbox", "radio", "textbox", "combobox", "Date", "InputTime"}


@dataclass(frozen=True)
class Spoken:
    """One element as it is spoken."""

    role: str
    name: str
    leads_to: str


def spoken(page: Page) -> list[Spoken]:
    """Return all that is spoken of the page, in the order of reading."""
    session: CDPSession = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return [_one(node) for node in nodes if not node["ignored"]]


def focused(session: CDPSession) -> Spoken:
    """Return what has the focus; the page itself where nothing has."""
    found = session.send("Runtime.evaluate", {"expression": "document.activeElement ?? document"})[
        "result"
    ]
    query = {"objectId": found["objectId"], "fetchRelatives": False}
    [node] = session.send("Accessibility.getPartialAXTree", query)["nodes"]
    return _one(node)


def _one(node: dict[str, Any]) -> Spoken:
    properties = {one["name"]: one["value"].get("value") for one in node.get("properties", ())}
    return Spoken(
        role=node["role"]["value"],
        name=node.get("name", {}).get("value", "").strip(),
        leads_to=str(properties.get("url", "")),
    )


def unclear(page: Page) -> list[str]:
    """Return what is not clear when it is heard alone, as sentences."""
    everything = spoken(page)
    pressed = [one for one in everything if one.role in PRESSED and one.name not in THE_BROWSERS]
    problems = [f"a {one.role} has no name" for one in pressed if not one.name]
    problems += _same_name(pressed)
    for role, most in (("main", 1), ("banner", 1), ("contentinfo", 1)):
        if sum(one.role == role for one in everything) != most:
            problems.append(f"the page has not one {role}")
    return problems


def _same_name(pressed: list[Spoken]) -> list[str]:
    """Links of one name that lead to several places, and buttons of one name."""
    problems = []
    for name in sorted({one.name for one in pressed}):
        links = {one.leads_to for one in pressed if (one.role, one.name) == ("link", name)}
        buttons = [one for one in pressed if (one.role, one.name) == ("button", name)]
        if len(links) > 1:
            problems.append(f"{len(links)} places are called {name!r}: {sorted(links)}")
        if len(buttons) > 1:
            problems.append(f"{len(buttons)} buttons are called {name!r}")
    return problems
