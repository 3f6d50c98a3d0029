"""The advisory: the card on other pages, the page behind it, and the answer to it."""

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from app.services import advisory
from app.services.diary_value import diary_of
from app.services.errors import Refused
from app.services.submissions import KeyReused
from app.trends import assess
from app.trends.assessment import Assessment
from app.trends.diary import Diary
from app.web.access import Visit, own
from app.web.forms.advisory import AdvisoryAnswerForm
from app.web.forms.base import text_of
from app.web.pages import flash_done, flash_note, page
from app.web.presenters.advisory import Card, advisory_card, advisory_page, answered_words

blueprint = Blueprint("advisory", __name__, url_prefix="/advisory")

SAVED = "Saved. This comes back only if there is something new."
ANSWERED_BEFORE = "Your first answer is saved. To change it, answer again here."


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
    form = AdvisoryAnswerForm(formdata=None, basis=advisory.basis_of(assessment))
    return _page(visit, diary, assessment, form)


@blueprint.post("/answer")
@own
def answer(visit: Visit) -> Response:
    """Save "not now" or "talked about it"; the card then stays away until something is new."""
    form = AdvisoryAnswerForm()
    diary = diary_of(visit.session, visit.person)
    assessment = assess(diary, visit.today)
    if not form.validate_on_submit():
        return _page(visit, diary, assessment, form, 422)
    try:
        advisory.give_answer(
            visit.session,
            visit.person,
            form.sent(),
            visit.now,
            assessment=assessment,
            seen_basis=text_of(form.basis),
            answer=advisory.Answer(text_of(form.answer)),
        )
    except Refused as refused:
        flash_note(refused.sentence)
        return redirect(url_for("advisory.show"), 303)
    except KeyReused:
        flash_note(ANSWERED_BEFORE)
        return redirect(url_for("advisory.show"), 303)
    flash_done(SAVED)
    return redirect(url_for("today.show"), 303)


def _page(
    visit: Visit,
    diary: Diary,
    assessment: Assessment,
    form: AdvisoryAnswerForm,
    status: int = 200,
) -> Response:
    told = advisory_page(diary, assessment)
    return page(
        "advisory/show.html",
        # Without a pattern there is no form that could be wrong.
        status=status if told.is_shown else 200,
        styles=("css/advisory.css",),
        advisory=told,
        answered=answered_words(advisory.last_answer(visit.session, visit.person)),
        form=form,
    )
