"""Every page as people get it: of a full diary, of an empty one, for anyone, for a provider."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from flask import Flask
from lxml import html as lxml_html
from lxml.html import HtmlElement
from werkzeug.test import TestResponse

from app.diary.scores import SIDE_EFFECTS
from app.web.kit.access import kind_of
from app.web.reading.learn_words import BY_SLUG
from tests.cast.filled import FilledDiary, fill
from tests.cast.links import give_link
from tests.cast.people import NOW, PASSWORD, add_person, database_of
from tests.client import Browser, Page
from tests.words import pieces

NOWHERE = "/nowhere"


@dataclass(frozen=True, slots=True)
class SeenPage:
    """A page in one of its states.

    Attributes:
        rule: its address, ids left open.
        state: whose diary, or what was done.
        heading: its h1.
        main: pieces of text of its main part.
        everything: pieces of text of the whole page, title and frame with it.
    """

    rule: str
    state: str
    heading: str
    main: tuple[str, ...]
    everything: tuple[str, ...]


def all_pages(app: Flask) -> list[SeenPage]:
    """Fetch them all; then send each form filled in badly, for what the page says to that."""
    diary = fill(app, add_person(database_of(app), "alice"))
    add_person(database_of(app), "carol")
    alice, carol, dan = (Browser(app, name) for name in ("alice", "carol", "dan"))
    seen = list(_gets(diary, dan, "public", "not signed in"))
    for browser, state in ((alice, "full diary"), (carol, "empty diary")):
        form = browser.get("/sign-in")
        browser.send(form, "/sign-in", email=f"{browser.name}@example.org", password=PASSWORD)
        seen += _seen(browser.client.get("/"), "/", state)
        seen += _gets(diary, browser, "own", state)
    seen += _asked(alice)
    seen += _chosen(carol)
    seen += _seen(alice.client.get(NOWHERE), NOWHERE, "not there")
    seen += _shared(app, dan)
    return seen + list(_refused(diary, alice))


def _gets(diary: FilledDiary, browser: Browser, kind: str, state: str) -> Iterator[SeenPage]:
    for rule, address in _addresses(diary, kind, "GET"):
        yield from _seen(browser.client.get(address), rule, state)


def _asked(alice: Browser) -> Iterator[SeenPage]:
    """Answer the question before the advisory; the page behind it then stands open."""
    asked = alice.get("/advisory")
    alice.send(asked, "/advisory/question", what="nothing_new")
    yield from _seen(alice.client.get("/advisory"), "/advisory", "question answered")
    yield from _seen(alice.client.get("/"), "/", "question answered")
    alice.send(alice.get("/advisory"), "/advisory/answer", answer="later")
    yield from _seen(alice.client.get("/advisory/history"), "/advisory/history", "put off")


def _chosen(carol: Browser) -> Iterator[SeenPage]:
    """Let Today open with one question, and ask about side effects behind it."""
    side_effects = [score.code for score in SIDE_EFFECTS]
    form = carol.get("/settings/today")
    carol.send(form, "/settings/today", opens_with="one", asks_about=side_effects)
    yield from _seen(carol.client.get("/"), "/", "one question")
    yield from _seen(carol.client.get("/?more=yes"), "/", "with side effects")


def _addresses(diary: FilledDiary, kind: str, method: str) -> Iterator[tuple[str, str]]:
    for rule in diary.app.url_map.iter_rules():
        if kind_of(diary.app.view_functions[rule.endpoint]) != kind:
            continue
        if method in (rule.methods or ()) and rule.endpoint not in ("static", "learn.show"):
            yield from ((rule.rule, address) for address, _ in diary.addresses(rule.endpoint))
    if kind == "public":
        yield from ((f"/learn/{slug}", f"/learn/{slug}") for slug in BY_SLUG)


def _shared(app: Flask, dan: Browser) -> Iterator[SeenPage]:
    """Open a link as its provider, and look in vain for one that is over."""
    code = give_link(app, "alice", NOW.date() - timedelta(days=89), NOW.date(), shown_name="A.")
    empty = dan.client.get("/s")
    yield from _seen(empty, "/s", "provider")
    sent = dan.send(Page(empty, "/s"), "/s", code=code)
    yield from _seen(dan.client.get(sent.response.location), "/s/view/<public_id>", "provider")
    yield from _seen(dan.client.get("/s/view/over"), "/s/view/<public_id>", "closed")


def _refused(diary: FilledDiary, alice: Browser) -> Iterator[SeenPage]:
    """Send each form with nonsense in all its fields."""
    for rule, address in list(_addresses(diary, "own", "GET")):
        response = alice.client.get(address)
        if response.mimetype != "text/html" or response.status_code != 200:
            continue
        for form in Page(response, address).root.iter("form"):
            action = str(form.get("action"))
            if form.get("method") == "post" and not action.startswith(("/sign-out", "/settings")):
                for filled in ("", "???"):
                    answer = alice.client.post(action, data=_nonsense(form, filled))
                    if answer.status_code not in (200, 201, 303):
                        yield from _seen(answer, rule, "refused")


def _nonsense(form: HtmlElement, filled: str) -> dict[str, list[str]]:
    fields = [field for field in form.iter("input", "select", "textarea") if field.get("name")]
    return {
        str(field.get("name")): [
            str(field.get("value") or "") if field.get("type") == "hidden" else filled
        ]
        for field in fields
        if filled or field.get("type") not in ("radio", "checkbox")
    }


def _seen(response: TestResponse, rule: str, state: str) -> Iterator[SeenPage]:
    # Where an empty diary has no such record, the answer is the page of NOWHERE again.
    is_lost = response.status_code == 404 and state == "empty diary"
    if response.mimetype != "text/html" or response.status_code == 303 or is_lost:
        return
    root = pieces.without_marks(lxml_html.document_fromstring(response.get_data(as_text=True)))
    main = root.find(".//main")
    yield SeenPage(
        rule,
        state,
        " ".join(root.findtext(".//h1", "").split()),
        tuple(pieces.of_page(main)),
        tuple(pieces.of_page(root)),
    )
