"""Share, the provider's side: a code opens one page for half an hour.

The code stands behind the `#` of the address, which no browser sends. So fetching the address,
by whatever program, shows nothing and counts nothing; only the posted code opens the page.
"""

import re
from datetime import datetime

from flask import Blueprint, Response, redirect, request, url_for
from flask.sansio.blueprints import BlueprintSetupState
from werkzeug.routing import BaseConverter
from werkzeug.wrappers import Response as AnyResponse

from app.diary.local_time import local_day
from app.services.account.throttle import SHARE_CODES, from_network
from app.services.errors import Refused
from app.services.share import links as share
from app.services.share.codes import what_is_wrong
from app.services.share.part import shared_part
from app.web.kit.access import public, shared
from app.web.kit.forms import text_of
from app.web.kit.kept_page import kept_page
from app.web.kit.network import asking_network
from app.web.kit.now import now
from app.web.kit.own_cookies import is_behind_tls, own_cookie_name, set_own_cookie
from app.web.kit.pages import page
from app.web.kit.transaction import db_session
from app.web.kit.tries import answer_refusal, counted
from app.web.share.forms import CodeForm
from app.web.share.summary import shared_summary

blueprint = Blueprint("share_view", __name__, url_prefix="/s")

_MANY_LETTERS = 16
_LIKE_A_CODE = re.compile(r"(?:[^\W_][ -]?){16}", re.ASCII)
_BEFORE_THE_CODE = re.compile(r"^(?:%(?:25)*23|[=-]23|[\W_])+", re.IGNORECASE)
# One status for a code that is unknown, changed, expired or ended, and for a view that is over:
# the answer does not tell which of them it is.
CLOSED = 404
DOES_NOT_OPEN = "This code does not open a diary. Please check each letter."


@blueprint.get("")
@public
def show() -> AnyResponse:
    """Show the field for the code; a script puts in what stands behind the `#`."""
    return _code_page(CodeForm())


@public
def show_changed(rest: str) -> AnyResponse:
    """Show the field to somebody whose link was changed on the way, with what is left of the code.

    What stands in a path is in logs and was fetched by programs: it opens nothing by itself.
    """
    form = CodeForm()
    left = _BEFORE_THE_CODE.sub("", rest)
    if _LIKE_A_CODE.match(left):
        form.code.data = left
    return _code_page(form, is_changed=True)


class ChangedLink(BaseConverter):
    """What stands behind /s where a program wrote another sign for the `#`, or left it out."""

    # No page of ours has an address with so many letters behind /s without a sign.
    regex = rf"(?:[^0-9A-Za-z]|[0-9A-Za-z]{{{_MANY_LETTERS}}}).*"
    part_isolating = False


@blueprint.record_once
def _take_changed_links(state: BlueprintSetupState) -> None:
    """Mail programs write `%23` or `*` for the `#`, or cut it and leave a full stop behind.

    Phones and people who type what they were told begin with a capital; a browser keeps what
    stands behind the `#` when it is led on.
    """
    state.app.url_map.converters["changed_link"] = ChangedLink
    for letter in "sS":
        state.app.add_url_rule(
            f"/{letter}<changed_link:rest>",
            "share_view.show_changed",
            show_changed,
            methods=["GET"],
            merge_slashes=False,
        )
    state.app.add_url_rule("/S", "share_view.show", methods=["GET"], redirect_to="/s")


@blueprint.post("")
@shared
def reveal() -> AnyResponse:
    """Open the link that belongs to the code, count it, and lead to the page."""
    form = CodeForm()
    if not form.validate_on_submit():
        return _code_page(form, 422)
    try:
        with counted(from_network(SHARE_CODES, asking_network())):
            opened = _open(text_of(form.code))
    except Refused as refused:
        return answer_refusal(form, refused, lambda status: _refused_page(form, status), CLOSED)
    response = redirect(url_for("share_view.view", public_id=opened.public_id), 303)
    _set_cookie(response, opened)
    return response


@blueprint.get("/view/<public_id>")
@shared
def view(public_id: str) -> AnyResponse:
    """Show the page while the view, the link and its owner's consent last."""
    moment = now()
    cookie = request.cookies.get(_cookie_name(public_id), "")
    shown = share.view(db_session(), public_id, cookie, moment)
    if shown is None:
        return _closed_page()
    return kept_page(
        db_session(),
        shown.person,
        ("shared", public_id),
        lambda: _summary(shown, moment),
        local_day(moment, shown.person.time_zone),
    )


def _summary(shown: share.Shown, moment: datetime) -> Response:
    part = shared_part(db_session(), shown.person, shown.terms, moment)
    return page(
        "share/summary.html",
        scripts=("js/print.js",),
        styles=("css/charts.css", "css/summary.css"),
        summary=shared_summary(part, moment, shown.person.time_zone),
    )


def _cookie_name(public_id: str) -> str:
    """Name the cookie after its link: two patients in two tabs are never mixed up."""
    return own_cookie_name(f"tidemark-view-{public_id}", secure=is_behind_tls())


def _set_cookie(response: AnyResponse, opened: share.Opened) -> None:
    name = _cookie_name(opened.public_id)
    set_own_cookie(response, name, opened.cookie, share.VIEW_LASTS, secure=is_behind_tls())


def _open(code: str) -> share.Opened:
    """Open a link, or say what can be told from the code alone: not whether such a link exists."""
    opened = share.open_link(db_session(), code, now())
    if opened is None:
        raise Refused(what_is_wrong(code) or DOES_NOT_OPEN, "code")
    return opened


def _refused_page(form: CodeForm, status: int) -> Response:
    return _code_page(form, status, is_refused=status == CLOSED)


def _code_page(
    form: CodeForm, status: int = 200, *, is_changed: bool = False, is_refused: bool = False
) -> Response:
    return page(
        "share/open.html",
        status=status,
        scripts=("js/share-open.js",),
        styles=("css/summary.css",),
        form=form,
        is_changed=is_changed,
        is_refused=is_refused,
        minutes_open=share.VIEW_LASTS_MINUTES,
    )


def _closed_page() -> Response:
    return page("share/closed.html", status=CLOSED, minutes_open=share.VIEW_LASTS_MINUTES)
