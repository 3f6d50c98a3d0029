"""What every page must keep: a page fetched in a test is inspected too."""

import re
from collections import Counter
from functools import lru_cache
from itertools import pairwise

import html5lib
from html5lib.constants import E as HTML5LIB_MESSAGES
from lxml import html as lxml_html
from lxml.html import HtmlElement

from app.web.kit.headers import CONTENT_SECURITY_POLICY, FIXED, INDEXABLE

NEEDS_LABEL = {"input", "select", "textarea"}
NOT_SHOWN = {"hidden", "submit", "button", "image", "reset"}
POINTERS = ("aria-describedby", "aria-labelledby", "aria-controls", "for", "list")


# What differs in two fetches of one page: both are random letters of a fixed length.
FRESH = re.compile(r'name="(csrf_token|submission_key|seed)" value="[^"]*"')
# Words and values in which nothing can be invalid (html.spec.whatwg.org, "parse errors"): no sign
# that begins a tag or a character reference, no control and no noncharacter.
_PLAIN = '[^<&"\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]'
PLAIN_VALUE = re.compile(f'="{_PLAIN}+"')
PLAIN_TEXT = re.compile(f'>(?:{_PLAIN}|")+<')
_kept: set[tuple[str, int]] = set()
_valid: set[str] = set()


def inspect(html: str, headers: dict[str, str], status: int) -> None:
    """Raise AssertionError where the page breaks a rule of the house.

    A page that was found to keep them is not looked at again.
    """
    check_headers(headers)
    page = (FRESH.sub(r'name="\1" value=""', html), status)
    if page not in _kept:
        _inspect(html, status)
        _kept.add(page)


@lru_cache(maxsize=16)
def tree_of(html: str) -> HtmlElement:
    """Read a page fast; whether it is valid is seen by `_check_valid`."""
    return lxml_html.document_fromstring(
        html.encode(), parser=lxml_html.HTMLParser(encoding="utf-8")
    )


def _inspect(html: str, status: int) -> None:
    _check_valid(html)
    root = tree_of(html)
    _check_head(root, status)
    _check_ids(root)
    _check_forms(root)
    _check_labels(root)
    _check_inline(root)


def check_headers(headers: dict[str, str]) -> None:
    # Which pages may be indexed: tests/web/reading/test_learn.py.
    kept = {"X-Robots-Tag"} if headers.get("X-Robots-Tag") == INDEXABLE else set()
    for name, text in FIXED.items():
        if name in kept:
            continue
        assert headers.get(name) == text, f"header {name}: {headers.get(name)!r}"
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert headers.get("Cache-Control") == "no-store"


def _check_valid(html: str) -> None:
    """Read a page strictly, unless one with other plain words in the same tags was found valid.

    Strict reading took a third of the time of all tests of pages.
    """
    bare = PLAIN_TEXT.sub("><", PLAIN_VALUE.sub('=""', html))
    if bare in _valid:
        return
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    parser.parse(html)
    errors = [
        f"line {place[0]}: {HTML5LIB_MESSAGES[code] % details}"
        for place, code, details in parser.errors
    ]
    assert not errors, "not valid HTML5: " + "; ".join(errors[:5])
    _valid.add(bare)


def _text(element: HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())


def _check_head(root: HtmlElement, status: int) -> None:
    assert root.get("lang"), "the page names no language"
    headings = [_text(h1) for h1 in root.iter("h1")]
    assert len(headings) == 1, f"one h1 is needed, found {headings}"
    title = root.find(".//title")
    assert title is not None
    # A form outside of the main part is the button of a message.
    is_refused = status in (409, 422, 429) and root.find(".//main//form") is not None
    expected = ("Error: " if is_refused else "") + headings[0]
    assert _text(title).startswith(expected), f"title {_text(title)!r} begins not with {expected!r}"
    levels = [int(e.tag[1]) for e in root.iter() if re.fullmatch("h[1-6]", str(e.tag))]
    for before, after in pairwise(levels):
        assert after <= before + 1, f"heading level jumps from h{before} to h{after}"


def _check_ids(root: HtmlElement) -> None:
    ids = Counter(e.get("id") for e in root.iter() if e.get("id"))
    assert not [i for i, n in ids.items() if n > 1], f"ids stand twice: {ids.most_common(3)}"
    for element in root.iter():
        for pointer in POINTERS:
            for target in (element.get(pointer) or "").split():
                assert target in ids, f"{element.tag} {pointer}={target} points nowhere"
        href = element.get("href") or ""
        if element.tag == "a" and href.startswith("#") and len(href) > 1:
            assert href[1:] in ids, f"link to {href} points nowhere"


def _check_forms(root: HtmlElement) -> None:
    for form in root.iter("form"):
        assert form.get("action"), "a form has no action"
        assert form.get("method") in ("get", "post"), f"form {form.get('action')} has no method"
        names = {e.get("name") for e in form.iter("input")}
        if form.get("method") == "post":
            assert "csrf_token" in names, f"form {form.get('action')} has no token"


def _check_labels(root: HtmlElement) -> None:
    labelled = {label.get("for") for label in root.iter("label")}
    wrapped = {field for label in root.iter("label") for field in label.iter()}
    for field in root.iter():
        if field.tag not in NEEDS_LABEL or field.get("type") in NOT_SHOWN:
            continue
        named = (
            field.get("id") in labelled
            or field in wrapped
            or field.get("aria-label")
            or field.get("aria-labelledby")
        )
        assert named, f"field {field.get('name')} has no label"
    for button in list(root.iter("button")) + list(root.iter("a")):
        assert _text(button) or button.get("aria-label"), f"a {button.tag} has no name"


def _check_inline(root: HtmlElement) -> None:
    for element in root.iter():
        assert element.tag != "style", "a style element stands in the page"
        assert element.get("style") is None, f"{element.tag} has an inline style"
        handlers = [name for name in element.attrib if str(name).startswith("on")]
        assert not handlers, f"{element.tag} has {handlers}"
        if element.tag == "script" and element.get("type") != "application/json":
            assert element.get("src"), "a script stands in the page"
        for name in ("src", "href", "action"):
            address = element.get(name) or ""
            is_resource = element.tag in ("script", "link", "img", "form", "iframe")
            assert not (is_resource and "//" in address), f"{element.tag} asks another host"
