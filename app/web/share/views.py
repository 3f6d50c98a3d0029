"""Share, the patient's side: what a link shows, making it, ending it."""

from flask import Blueprint, Response, current_app, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.services.account.sessions import new_token
from app.services.diary.value import first_day_of
from app.services.errors import Refused
from app.services.share import links as share
from app.services.share import part as share_part
from app.services.share.terms import Terms
from app.services.submissions import KeyReused
from app.web.advisory.questions import SUGGESTED
from app.web.kit.access import Visit, asking_again, own
from app.web.kit.forms import TokenForm, text_of
from app.web.kit.headers import public_address
from app.web.kit.pages import flash_done, page
from app.web.share.forms import AT_FIRST, MakeLinkForm, ShareForm
from app.web.share.summary import shared_summary
from app.web.share.words import CodeShown, link_row, terms_words

blueprint = Blueprint("share", __name__, url_prefix="/share")

MADE_BEFORE = (
    "Your first link is ready. To make another with these choices, press Make the link again."
)


@blueprint.get("")
@own
def show(visit: Visit) -> AnyResponse:
    """List the person's links."""
    rows = [
        link_row(link, visit.now, visit.person.time_zone)
        for link in share.links_of(visit.session, visit.person)
    ]
    return page("share/show.html", active="share", rows=rows, form=TokenForm())


@blueprint.get("/new")
@own
@asking_again
def show_new(_visit: Visit) -> AnyResponse:
    """Ask what a new link shows; a question chosen in Learn comes along, ticked."""
    chosen = [code for code in request.args.getlist("question") if code in SUGGESTED]
    return _new_page(ShareForm(data={**AT_FIRST, "suggested": chosen}))


@blueprint.post("/new")
@own
def preview(visit: Visit) -> AnyResponse:
    """Show what the provider would see; nothing is made yet."""
    form = ShareForm()
    if "change" in request.form:
        return _new_page(form)
    terms = _terms(visit, form)
    if terms is None:
        return _new_page(form, 422)
    return _preview_page(visit, form, terms)


@blueprint.post("/links")
@own
@asking_again
def create(visit: Visit) -> AnyResponse:
    """Make the link and show its code, here and only here.

    The code stands in the answer to the POST itself: a redirect would have to keep it until the
    next request, and the browser session is a row of the database. Sending the form again gives
    the same answer (see `share.make_code`).
    """
    form = MakeLinkForm()
    terms = _terms(visit, form)
    if terms is None:
        return _new_page(form, 422)
    sent = form.sent()
    code = share.make_code(str(current_app.secret_key), visit.person.id, sent, text_of(form.seed))
    try:
        link = share.create(
            visit.session, visit.person, terms, int(form.lifetime.data), code, sent, visit.now
        )
    except KeyReused:
        form.renew_key()
        form.form_errors.append(MADE_BEFORE)
        return _preview_page(visit, form, terms, 409)
    if not share.has_code(visit.session, visit.person, link.public_id, code):
        code = ""
    address = public_address(url_for("share_view.show"))
    return page(
        "share/made.html",
        active="share",
        status=201,
        scripts=("js/copy.js",),
        styles=("css/summary.css",),
        link=link_row(link, visit.now, visit.person.time_zone),
        shown=CodeShown.of(address, code) if share.is_open(link, visit.now) and code else None,
    )


@blueprint.post("/links/<public_id>/revoke")
@own
def revoke(visit: Visit, public_id: str) -> AnyResponse:
    """End a link at once."""
    share.revoke(visit.session, visit.person, public_id, visit.now)
    flash_done("The link has ended. Nobody can open it now.")
    return redirect(url_for("share.show"), 303)


def _terms(visit: Visit, form: ShareForm) -> Terms | None:
    if not form.validate():
        return None
    try:
        return form.terms(first_day_of(visit.session, visit.person), visit.today)
    except Refused as refused:
        form.refuse(refused)
        return None


def _new_page(form: ShareForm, status: int = 200) -> Response:
    return page("share/new.html", active="share", status=status, form=form)


def _preview_page(visit: Visit, form: ShareForm, terms: Terms, status: int = 200) -> Response:
    found = share_part.preview_part(visit.session, visit.person, terms, visit.now)
    return page(
        "share/preview.html",
        active="share",
        status=status,
        styles=("css/charts.css", "css/summary.css"),
        form=form,
        seed=new_token(),
        choices=form.choices(),
        fixed=form.choices_with_days(terms),
        says_less=found.says_less,
        about=terms_words(terms, text_of(form.lifetime)),
        summary=shared_summary(found.part, visit.now, visit.person.time_zone),
    )
