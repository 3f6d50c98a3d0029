"""A test client that goes through the pages' real forms and inspects each page it fetches."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from urllib.parse import urlsplit

from flask import Flask, template_rendered
from lxml.html import HtmlElement
from werkzeug.test import TestResponse
from wtforms import Form

from app.db import Base
from tests import page_rules


@dataclass(slots=True)
class Page:
    """A fetched page, already inspected."""

    response: TestResponse
    address: str

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def html(self) -> str:
        return self.response.get_data(as_text=True)

    @property
    def root(self) -> HtmlElement:
        return page_rules.tree_of(self.html)

    @property
    def text(self) -> str:
        """The words of the page, white space folded."""
        main = self.root.find(".//main")
        assert main is not None
        return " ".join(" ".join(main.itertext()).split())

    @property
    def heading(self) -> str:
        h1 = self.root.find(".//h1")
        assert h1 is not None
        return " ".join("".join(h1.itertext()).split())

    def form(self, action: str) -> HtmlElement:
        for form in self.root.iter("form"):
            if urlsplit(form.get("action") or "").path == action:
                return form
        actions = [f.get("action") for f in self.root.iter("form")]
        raise AssertionError(f"no form posts to {action}; the page has {actions}")

    def form_values(self, action: str) -> dict[str, list[str]]:
        """What a browser would send if nothing was touched."""
        return values_of(self.form(action))

    def pressing(self, words: str, action: str = "/") -> dict[str, str]:
        """What pressing the button with these words adds to a form."""
        for button in self.form(action).iter("button"):
            if words in " ".join(" ".join(button.itertext()).split()):
                return {button.get("name") or "": button.get("value") or ""}
        raise AssertionError(f"no button says {words!r}")


def values_of(form: HtmlElement) -> dict[str, list[str]]:
    sent: dict[str, list[str]] = {}
    for element in form.iter():
        name = element.get("name")
        if not name or element.get("disabled") is not None:
            continue
        if element.tag == "input" and element.get("type") not in ("submit", "image", "file"):
            if element.get("type") in ("radio", "checkbox") and element.get("checked") is None:
                continue
            sent.setdefault(name, []).append(element.get("value") or "")
        elif element.tag == "textarea":
            sent.setdefault(name, []).append((element.text or "").removeprefix("\n"))
        elif element.tag == "select":
            options = list(element.iter("option"))
            chosen = [o for o in options if o.get("selected") is not None] or options[:1]
            for option in chosen:
                text = option.get("value")
                sent.setdefault(name, []).append(option.text or "" if text is None else text)
    return sent


@dataclass
class Browser:
    """One person's browser."""

    app: Flask
    name: str = "somebody"

    def __post_init__(self) -> None:
        self.client = self.app.test_client()
        self._contexts: list[dict[str, object]] = []
        template_rendered.connect(self._rendered, self.app)

    def _rendered(self, _app: Flask, *, context: dict[str, object], **_more: object) -> None:
        self._contexts.append(context)

    def get(self, address: str, status: int = 200, *, follow: bool = False) -> Page:
        """Fetch and inspect a page; the status must be as expected."""
        return self.inspected(self.client.get(address, follow_redirects=follow), address, status)

    def send(
        self,
        page: Page,
        action: str,
        status: int = 303,
        **typed: str | list[str] | None,
    ) -> Page:
        """Fill in the page's form that posts to `action` and send it.

        A value of None takes the field out; a list ticks several boxes.
        """
        values = page.form_values(action)
        for name, value in typed.items():
            if value is None:
                values.pop(name, None)
            else:
                values[name] = value if isinstance(value, list) else [value]
        return self.post(action, values, status)

    def post(
        self, address: str, values: dict[str, list[str]] | None = None, status: int = 303
    ) -> Page:
        """Post raw values."""
        return self.inspected(self.client.post(address, data=values or {}), address, status)

    def follow(self, page: Page, status: int = 200) -> Page:
        """Follow a redirect."""
        assert page.response.location, "there is no redirect to follow"
        return self.get(page.response.location, status)

    def inspected(self, response: TestResponse, address: str, status: int) -> Page:
        """Check an answer's status and inspect its page."""
        page = Page(response, address)
        assert response.status_code == status, (
            f"{address}: {response.status_code} instead of {status}\n{_errors_of(page)}"
        )
        handed_over = [context for context in self._contexts if "shell" in context]
        self._contexts.clear()
        assert not [*rows_in(handed_over, set())], f"{address}: a table row reached the template"
        if response.mimetype == "text/html" and response.status_code not in (301, 302, 303):
            page_rules.inspect(page.html, dict(response.headers), response.status_code)
        return page


def rows_in(value: object, seen: set[int]) -> Iterator[Base]:
    """Find the table rows in what a view handed over, however deep they lie."""
    if id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, Base):
        yield value
    elif isinstance(value, Form):
        yield from rows_in([(field.data, field.object_data) for field in value], seen)
    elif isinstance(value, dict):
        # Flask hands these over itself, whatever the view does.
        own = {"config", "g", "request", "session"}
        yield from rows_in([part for name, part in value.items() if name not in own], seen)
    elif is_dataclass(value):
        yield from rows_in([getattr(value, part.name) for part in fields(value)], seen)
    elif isinstance(value, list | tuple | set | frozenset):
        for part in value:
            yield from rows_in(part, seen)


def _errors_of(page: Page) -> str:
    if page.response.mimetype != "text/html" or page.root.find(".//main") is None:
        return ""
    return page.text[:1500]
