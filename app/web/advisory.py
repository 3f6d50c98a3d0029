"""The advisory: the card on other pages, the page behind it, and the answer to it."""

from flask import Blueprint, redirect, url_for
from werkzeug.exceptions import UnprocessableEntity
from werkzeug.wrappers import Response

from app.services import advisory
from app.services.diary_value import diary_of
from app.services.errors import Refused
from app.services.submissions import KeyReused
from app.trends import assess
from app.trends.diary import Diary
from app.web.access import Visit, own
from app.web.forms.advisory import AdvisoryAnswerForm
from app.web.forms.base import text_of
from app.web.pages import flash_done, flash_note, page
from app.web.presenters.advisory import Card, advisory_card, advisory_page, answered_words

blueprint = Blueprint("advisory", __name__, url_prefix="/advisory")

SAVED = "Saved. This comes back only if there is something new."


def card_for(visit: Visit, diary: Diary) -> Card | None:
    """Return the card for a page of the person's own: nothing once it was answered.

    Args:
        visit: the request.
        diary: the person's whole diary, which the page has at hand.
    """
    assessment = assess(diary, visit.today)
    if assessment.level in advisory.SHOWN and not advisory.is_new(
        visit.session, visit.person, assessment
    ):
        return None
    return advisory_card(assessment)


@blueprint.get("")
@own
def show(visit: Visit) -> Response:
    """Show what Tidemark sees, on what it rests, and what else could explain it."""
    diary = diary_of(visit.session, visit.person)
    assessment = assess(diary, visit.today)
    return page(
        "advisory/show.html",
        styles=("css/advisory.css",),
        advisory=advisory_page(diary, assessment),
        answered=answered_words(advisory.last_answer(visit.session, visit.person)),
        form=AdvisoryAnswerForm(formdata=None, basis=advisory.basis_of(assessment)),
    )


@blueprint.post("/answer")
@own
def answer(visit: Visit) -> Response:
    """Save "not now" or "talked about it"; the card then stays away until something is new."""
    form = AdvisoryAnswerForm()
    given = form.given()
    if not form.validate_on_submit() or given is None:
        raise UnprocessableEntity
    diary = diary_of(visit.session, visit.person)
    try:
        advisory.give_answer(
            visit.session,
            visit.person,
            form.sent(),
            visit.now,
            assessment=assess(diary, visit.today),
            seen_basis=text_of(form.basis),
            answer=given,
        )
    except Refused as refused:
        flash_note(refused.sentence)
        return redirect(url_for("advisory.show"), 303)
    except KeyReused:
        flash_note("Your first answer is saved. To change it, answer again here.")
        return redirect(url_for("advisory.show"), 303)
    flash_done(SAVED)
    return redirect(url_for("today.show"), 303)
