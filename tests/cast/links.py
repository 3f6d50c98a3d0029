"""Alice's link, as Bob gets it."""

import re
from collections.abc import Iterable
from datetime import date

from flask import Flask

from app.services.account.sessions import new_token
from app.services.owner import owner_of
from app.services.share import links
from app.services.share.terms import Section, Terms
from app.services.submissions import SubmissionKey
from tests.cast.people import database_of, person_in
from tests.client import Browser, Page

EVERYTHING = [
    "chart",
    "areas",
    "touch",
    "further",
    "events",
    "medicines",
    "advisory",
    "told",
    "notes",
]
LEFT_OUT_AT_FIRST = {"told", "notes"}


def give_link(
    app: Flask,
    name: str,
    first: date,
    last: date,
    sections: Iterable[str] = EVERYTHING,
    shown_name: str = "",
) -> str:
    """Make a link without the pages; return its code."""
    sent = SubmissionKey(new_token(), "digest")
    with database_of(app).writing() as session:
        owner = owner_of(person_in(session, name))
        terms = Terms(first, last, frozenset(map(Section, sections)), shown_name)
        code = links.make_code("a secret", owner.id, sent, "a seed")
        links.create(session, owner, terms, 7, code, sent, app.extensions["clock"].now())
    return code


def make_link(browser: Browser, **chosen: str | list[str] | None) -> Page:
    """Make a link through the forms; the answer shows its code."""
    preview = browser.send(browser.get("/share/new"), "/share/new", 200, **chosen)
    return browser.send(preview, "/share/links", 201)


def code_on(page: Page) -> str:
    """The code behind the # of the address on a page."""
    found = re.search(r"/s#([0-9a-z]{52})", page.html)
    assert found, "no code stands on the page"
    return found[1]


def open_link(browser: Browser, code: str) -> Page:
    """Type the code and look at the page it leads to."""
    return browser.follow(browser.send(browser.get("/s"), "/s", code=code))
