"""Whole pages that are made once for each revision of a diary, and sent with fresh form tokens.

What is kept holds no token: there is a blank in its place, which each answer fills anew.
"""

import re
import sys
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date, datetime
from http import HTTPStatus

from flask import make_response, request, session
from flask_wtf.csrf import generate_csrf
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from app.services.kept import kept
from app.services.owner import Owner
from app.web.kit.forms import new_key
from app.web.kit.look import current_look

# A hidden field as our forms and buttons write it. What people typed is escaped, so that it can
# never look like one.
_TOKEN = re.compile(r'(<input [^>]*name="(csrf_token|submission_key)"[^>]*value=")([^"]*)(?=")')
_FLASHES = "_flashes"


class NotKept(Exception):  # noqa: N818 - it is an answer, not a fault
    """The page holds for this request alone: it is sent as it was made."""

    def __init__(self, response: Response) -> None:
        super().__init__("the page holds for this request alone")
        self.response = response


@dataclass(frozen=True, slots=True)
class _Blank:
    """Where a form token belongs; keys of one number are the same."""

    is_key: bool
    number: int


@dataclass(frozen=True, slots=True)
class _Page:
    """A page with blanks for its tokens."""

    parts: tuple[str | _Blank, ...]

    @property
    def bytes(self) -> int:
        """About how much room it takes."""
        return sum(map(sys.getsizeof, self.parts))

    def html(self) -> str:
        """Return it with fresh tokens."""
        keys: dict[int, str] = {}
        return "".join(
            part
            if isinstance(part, str)
            else keys.setdefault(part.number, new_key())
            if part.is_key
            else generate_csrf()
            for part in self.parts
        )


def kept_page(
    db: Session,
    person: Owner,
    name: Hashable,
    make: Callable[[], Response],
    moment: date | datetime,
) -> Response:
    """Return the page that `make` makes, or made earlier from the same revision of the diary.

    A page with a message is made anew, and not kept.

    Args:
        db: the session of the request, which found `person` before it read anything of theirs.
        person: whose diary the page shows.
        name: which page, and what was asked for: all that it rests on beside the diary, the
            moment, and the look of the device.
        make: makes the page; raises `NotKept` with one that holds for this request alone.
        moment: the local date, or the minute where the page looks at the clock.
    """
    if request.method != "GET" or _FLASHES in session:
        return make()
    named = ("page", name, current_look())
    try:
        page = kept(db, person, named, lambda: _made(make), _bytes_of, moment)
    except NotKept as not_kept:
        return not_kept.response
    return make_response(page.html())


def _bytes_of(page: _Page) -> int:
    return page.bytes


def _made(make: Callable[[], Response]) -> _Page:
    response = make()
    if response.status_code != HTTPStatus.OK:
        raise NotKept(response)
    html = response.get_data(as_text=True)
    parts: list[str | _Blank] = []
    numbers: dict[str, int] = {}
    end = 0
    for found in _TOKEN.finditer(html):
        token = found[3]
        parts += [
            html[end : found.start(3)],
            _Blank(found[2] == "submission_key", numbers.setdefault(token, len(numbers))),
        ]
        end = found.end(3)
    return _Page((*parts, html[end:]))
