"""Renders a page: `Shell` holds what the layout needs; the view hands over the rest."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from http import HTTPStatus
from typing import Literal, cast

from flask import (
    Response,
    flash,
    get_flashed_messages,
    make_response,
    render_template,
    request,
    url_for,
)

from app.clinical.emergency import PhoneLine, country_of_zone
from app.web.kit.forms import SubmittedForm
from app.web.kit.headers import INDEXABLE
from app.web.kit.login import current_person
from app.web.kit.look import PageLook, current_look
from app.web.kit.unsaved_form import address_of_its_form

# What HTML may not contain (html.spec.whatwg.org, "control" and "noncharacter"). A refused form
# shows what was typed, which must not break the page.
_NOT_IN_HTML = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")

MessageKind = Literal["done", "note", "problem"]


@dataclass(frozen=True, slots=True)
class NavItem:
    """One entry of the bottom bar."""

    key: str
    label: str
    href: str
    icon: str


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence shown once, after something was done."""

    kind: str
    text: str
    undo: "Undo | None" = None


@dataclass(frozen=True, slots=True)
class Undo:
    """A small form beside a message that takes the act back."""

    action: str
    label: str
    csrf_token: str
    submission_key: str


@dataclass(frozen=True, slots=True)
class Shell:
    """What the layout shows around a page.

    Attributes:
        emergency: numbers to call where the person's clock is; none for a country that is not
            known, and for visitors: a wrong number costs time.
        comes_back_to: for the answer to a form, the address that Back and reload lead to: there
            the browser need not ask whether to send the form again. Not where the server could
            not answer: then that is just what is wanted.
    """

    nav: Sequence[NavItem]
    signed_in: bool = False
    messages: Sequence[Message] = ()
    active: str = ""
    has_errors: bool = False
    scripts: Sequence[str] = ()
    styles: Sequence[str] = ()
    look: PageLook = field(default_factory=PageLook)
    comes_back_to: str = ""
    indexable: bool = False
    home_href: str = "/"
    help_href: str = ""
    emergency: Sequence[PhoneLine] = ()
    learn_href: str = ""
    about_href: str = ""
    settings_href: str = ""
    sign_in_href: str = ""


def page(
    template: str,
    *,
    active: str = "",
    status: int = 200,
    scripts: tuple[str, ...] = (),
    styles: tuple[str, ...] = (),
    indexable: bool = False,
    **values: object,
) -> Response:
    """Render `template` inside the layout.

    `active` marks the entry of the bottom bar; `scripts` and `styles` are paths under static/.
    `indexable` lets search engines index the page; only for pages that are the same for everyone.
    A form that was refused makes the title begin with "Error": it is handed over as `form`. A page
    that only says what went wrong has none, and its title says so already.
    """
    person = current_person()
    country = country_of_zone(person.time_zone) if person else None
    shell = replace(
        _frame(request.script_root),
        signed_in=person is not None,
        messages=_messages(),
        look=current_look(),
        emergency=country.emergency if country else (),
        active=active,
        has_errors=status in (409, 422, 429) and "form" in values,
        scripts=scripts,
        styles=styles,
        indexable=indexable,
        comes_back_to=_comes_back_to(status),
    )
    html = render_template(template, shell=shell, **values)
    response = make_response(_NOT_IN_HTML.sub("\N{REPLACEMENT CHARACTER}", html), status)
    if indexable:
        response.headers["X-Robots-Tag"] = INDEXABLE
    return response


@cache
def _frame(_script_root: str) -> Shell:
    """Return what is the same around every page of a server."""
    return Shell(
        nav=_nav(),
        home_href=url_for("today.show"),
        help_href=url_for("help.now"),
        learn_href=url_for("learn.index"),
        about_href=url_for("help.about"),
        settings_href=url_for("settings.show"),
        sign_in_href=url_for("account.show_sign_in"),
    )


def _comes_back_to(status: int) -> str:
    is_answer = request.method == "POST" and status < HTTPStatus.INTERNAL_SERVER_ERROR
    return address_of_its_form() if is_answer else ""


def flash_done(text: str, undo_action: str = "", undo_label: str = "") -> None:
    """Show `text` on the next page; with `undo_action`, a button beside it takes the act back."""
    flash(json.dumps([text, undo_action, undo_label]), "done")


def flash_note(text: str) -> None:
    """Show `text` on the next page: nothing was done, but there is something to say."""
    flash(json.dumps([text, "", ""]), "note")


def _messages() -> list[Message]:
    flashed = cast("list[tuple[str, str]]", get_flashed_messages(with_categories=True))
    return [_message(kind, content) for kind, content in flashed]


def _message(kind: str, content: str) -> Message:
    text, undo_action, undo_label = json.loads(content)
    if not undo_action:
        return Message(kind, text)
    form = SubmittedForm()
    undo = Undo(
        action=undo_action,
        label=undo_label,
        csrf_token=str(form.csrf_token.current_token),
        submission_key=form.submission_key.data or "",
    )
    return Message(kind, text, undo)


def _nav() -> tuple[NavItem, ...]:
    return (
        NavItem("today", "Today", url_for("today.show"), "today"),
        NavItem("history", "History", url_for("history.show"), "history"),
        NavItem("trends", "Trends", url_for("trends.show"), "trends"),
        NavItem("share", "Share", url_for("share.show"), "share"),
    )
